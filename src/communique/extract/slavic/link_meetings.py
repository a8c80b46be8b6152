"""Who meets, chairs, speaks and signs in Russian reports."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.draft import Draft, EntityDraft
from communique.extract.names import title_words
from communique.extract.relations import RelationWords, over
from communique.extract.slavic.link_clauses import FINITE, antecedent, clause_of, is_pronoun, link_words, names_in
from communique.language import Token
from communique.record import Post, Relation, Span

Named = tuple[str, Relation, str, Span]
TOGETHER = ("call", "talks", "meeting", "dialogue")
REACH = 30  # tokens behind "под сопредседательством" in which people are named


def meetings(draft: Draft, words: RelationWords) -> Iterator[Named]:
    """ "встретился с министром", "переговоры министра с коллегой": both took part in the one meeting that the report tells of."""
    events = {e.id: e for e in draft.entities.values() if e.kind == "event" and e.form in TOGETHER}
    if len(events) != 1:
        return
    (event,) = events.values()
    told = link_words(draft.language)
    for verb in draft.analysis.tokens:
        if verb.lemma not in told.meet or verb.pos != "VERB" or draft.analysis.children(verb, "neg"):
            continue
        sentence = draft.analysis.sentences[verb.sentence]
        people = _two_people(draft, (sentence.start, sentence.end), told.with_whom, verb)
        if len(people) == 2 and verb.tag in ("VBD", "VBZ", "VBP"):
            for person in people:
                yield person.id, "takes_part_in", event.id, over(verb.span, sentence_span(verb))
    for mention in [m for m in draft.mentions if m.entity == event.id]:
        for person in _of_event(draft, mention.span, told.with_whom):
            yield person.id, "takes_part_in", event.id, mention.span


def sentence_span(token: Token) -> Span:
    return token.span


def _two_people(draft: Draft, span: Span, with_whom: frozenset[str], verb: Token) -> list[EntityDraft]:
    """The person who is the subject and the one behind "с" or in the accusative."""
    sentence = draft.analysis.sentences[verb.sentence]
    named = [m for m in draft.mentions_in(span) if draft.entities[m.entity].kind == "person" and m.form == "name"]
    people = list(dict.fromkeys(m.entity for m in named))
    subject = draft.analysis.subject(verb)
    host = draft.entity_at(subject) if subject is not None else None
    if len(people) != 2 or host is None or host.id not in people or verb.i >= sentence.last:
        return []
    return [draft.entities[p] for p in people]


def _of_event(draft: Draft, span: Span, with_whom: frozenset[str]) -> list[EntityDraft]:
    """ "Переговоры министра А с министром Б прошли …": who is named with the event that was held."""
    head = draft.analysis.token_at(span[0])
    if head is None or head.dep not in ("nsubj", "nsubj:pass"):
        return []
    sentence = draft.analysis.sentences[head.sentence]
    behind = draft.analysis.tokens[head.i : sentence.last]
    stop = next((i for i, t in enumerate(behind) if t.text in ",;:" or t.tag in FINITE), len(behind))
    people = [draft.entities[m.entity] for m in names_in(draft, behind[:stop], "person")]
    return people if any(t.pos == "ADP" and t.lower in with_whom for t in behind[:stop]) else []


def chairs(draft: Draft, words: RelationWords) -> Iterator[Named]:
    """ "Заседание прошло под сопредседательством A и B"."""
    for noun in draft.analysis.tokens:
        if noun.lower not in link_words(draft.language).chairing or noun.pos != "NOUN":
            continue
        sentence = draft.analysis.sentences[noun.sentence]
        row = draft.analysis.tokens[noun.i + 1 : min(sentence.last, noun.i + REACH)]
        stop = next((i for i, t in enumerate(row) if t.tag in ("VBD", "VBZ", "VBP", "VBF") or t.text in ";:"), len(row))
        people = [draft.entities[m.entity] for m in names_in(draft, row[:stop], "person")]
        before = [m for m in draft.mentions_in((0, noun.start)) if draft.entities[m.entity].kind == "event"]
        events = [m for m in before if draft.analysis.tokens[m.head].sentence == noun.sentence] or before
        for person in people if events else []:
            yield person.id, "leads", events[-1].entity, noun.span


def signers(draft: Draft, words: RelationWords) -> Iterator[Named]:
    """ "министры подписали", "скрепили подписями дорожную карту": a title in the plural means the two who have it."""
    told = link_words(draft.language)
    for verb in draft.analysis.tokens:
        if verb.pos != "VERB" or verb.tag not in ("VBD", "VBZ", "VBP") or draft.analysis.children(verb, "neg"):
            continue
        clause = clause_of(draft, verb)
        by_words = any(phrase in draft.words((clause[0].start, clause[-1].end)).lower() for phrase in told.signing)
        if verb.lemma not in words.sign and not by_words or verb.lemma in words.ratify:
            continue
        papers = names_in(draft, clause, "agreement")
        subject = draft.analysis.subject(verb)
        if not papers:
            continue
        people = _both(draft, subject) if subject is not None else []
        people = people or (names_people(draft, subject) if by_words and subject is not None else [])
        for person in people or _two_before(draft, verb):
            yield person.id, "signed", papers[0].entity, over(verb.span, papers[0].span)


def _two_before(draft: Draft, verb: Token) -> list[EntityDraft]:
    """ "По окончании встречи А и Б подписали": two names right before a verb in the plural, whatever the parse ties them to."""
    start = draft.analysis.sentences[verb.sentence].start
    people = [m for m in draft.mentions_in((start, verb.start)) if draft.entities[m.entity].kind == "person"]
    if verb.number != "Plur" or len(people) < 2:
        return []
    one, two = people[-2:]
    between = draft.words((one.span[1], two.span[0])).strip()
    if between != "и" or draft.words((two.span[1], verb.start)).strip():
        return []
    return [draft.entities[one.entity], draft.entities[two.entity]]


def presidents(draft: Draft, words: RelationWords) -> Iterator[Named]:
    """ "А, которая руководит программой «…»": who leads what is named in the instrumental or the accusative."""
    for verb in draft.analysis.tokens:
        if verb.lemma not in words.verbs["leads"] or verb.tag not in ("VBD", "VBZ", "VBP"):
            continue
        clause = clause_of(draft, verb)
        relative = next((t for t in clause if t.tag == "WDT" and t.i < verb.i and t.case == "Nom"), None)
        subject = draft.analysis.child(verb, "nsubj")
        person = antecedent(draft, relative, "person") if relative is not None else None
        if person is None and subject is not None:
            person = draft.entity_at(subject)
        things = names_in(draft, [t for t in clause if t.i > verb.i], "programme", "organization")
        if person is None or person.kind != "person" or not things:
            continue
        first = draft.analysis.token_at(things[0].span[0])
        if first is not None and first.i == verb.i + 1:
            yield person.id, "leads", things[0].entity, over(verb.span, things[0].span)


def names_people(draft: Draft, subject: Token) -> list[EntityDraft]:
    """The people whom a subject names, each of a list."""
    found = [draft.entity_at(t) for t in draft.analysis.conjuncts(subject)]
    return [e for e in found if e is not None and e.kind == "person"]


def _both(draft: Draft, subject: Token) -> list[EntityDraft]:
    """ "министры": the two people of the report who have that title."""
    titles = title_words(draft.language).heads
    if subject.number != "Plur" or subject.lower not in titles or names_people(draft, subject):
        return []
    holders = list(dict.fromkeys(p.person for p in draft.posts if _head(draft, p, titles) == subject.lower))
    return [draft.entities[h] for h in holders] if len(holders) == 2 else []


def _head(draft: Draft, post: Post, titles: frozenset[str]) -> str | None:
    return next((t.lower for t in draft.analysis.tokens_in(post.span) if t.lower in titles), None)


def speakers_at(draft: Draft, words: RelationWords) -> Iterator[Named]:
    """ "Выступая на форуме, министр …", "в нём приняли участие A и B", "на форуме выступил A"."""
    told = link_words(draft.language)
    for verb in draft.analysis.tokens:
        takes = words.take_part.get(verb.lemma)
        part = draft.analysis.child(verb, "obj") if takes else None
        joins = part is not None and part.lower in (takes or ())
        if verb.pos != "VERB" or not joins and verb.lemma not in told.speak_at | words.verbs["takes_part_in"]:
            continue
        seat = next((c for c in draft.analysis.children(verb, "obl") if draft.analysis.marker(c) in words.house), None)
        seat = seat or next((t for t in clause_of(draft, verb) if is_pronoun(t) and t.case == "Loc"), None)
        event = _event_at(draft, seat) if seat is not None else None
        main = draft.analysis.head_of(verb) if verb.tag == "VBG" else verb
        subject = draft.analysis.subject(main) if main is not None else None
        if event is None or subject is None:
            continue
        for person in names_people(draft, subject):
            yield person.id, "takes_part_in", event.id, over(verb.span, subject.span)


def _event_at(draft: Draft, seat: Token) -> EntityDraft | None:
    """The event that a noun names, or a pronoun means: the one that the sentence before names."""
    entity = draft.entity_at(seat)
    if entity is not None:
        return entity if entity.kind == "event" else None
    if not is_pronoun(seat) or seat.sentence == 0:
        return None
    before = draft.analysis.sentences[seat.sentence - 1]
    near = {m.entity for m in draft.mentions_in((before.start, before.end)) if draft.entities[m.entity].kind == "event"}
    return draft.entities[near.pop()] if len(near) == 1 else None
