"""Links of Russian: who "held" a call or talks took part in them, with whoever stands behind "с"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.draft import Draft, EntityDraft
from communique.extract.links import find_links as find_all
from communique.extract.relations import RelationWords, members, over, relation_words
from communique.extract.slavic.link_makers import beginning, by_makers, by_nouns, paying_for, who_signed, with_help
from communique.extract.slavic.link_meetings import chairs, meetings, presidents, signers, speakers_at
from communique.extract.slavic.link_places import acceding, behind_names, daughters, standing
from communique.extract.steps import step_words
from communique.language import Token
from communique.record import Link, Relation, Span

Named = tuple[str, Relation, str, Span]  # subject, relation, object and where it is said
MAKING: tuple[Relation, ...] = ("builds", "operates")
TOGETHER = ("call", "talks", "meeting", "visit", "dialogue")  # events that nobody leads
REACH = 12  # tokens behind "signed" in which the other party stands
NEXT = 250  # characters after "received" in which the meeting is named


def find_links(draft: Draft) -> None:
    """As for all languages; "провёл разговор с …" tells of two who took part."""
    find_all(draft)
    words = relation_words(draft.language)
    found: list[Link] = []
    seen: set[tuple[str, str, str]] = set()

    def put(subject: str, relation: str, thing: str, link: Link) -> None:
        if (subject, relation, thing) not in seen and subject != thing:
            seen.add((subject, relation, thing))
            found.append(
                Link(subject=subject, relation=relation, object=thing, span=link.span, statement=link.statement)  # type: ignore[arg-type]
            )

    for link in draft.links:
        event = draft.entities.get(link.object)
        if link.relation == "leads" and event is not None and _sent(draft, link, words):
            continue
        if link.relation != "leads" or event is None or event.form not in TOGETHER:
            put(link.subject, link.relation, link.object, link)
            continue
        put(link.subject, "takes_part_in", link.object, link)
        sentence = draft.analysis.sentence_of(link.span[0])
        for mention in draft.mentions_in((link.span[0], sentence.end)) if sentence is not None else []:
            person = draft.entities[mention.entity]
            before = [
                t.lower for t in draft.analysis.tokens_in((max(link.span[0], mention.span[0] - 70), mention.span[0]))
            ]
            if person.kind == "person" and any(word in words.between for word in before):
                put(person.id, "takes_part_in", link.object, link)
    for rule in RULES:
        for subject, relation, thing, span in rule(draft, words):
            statement = draft.statement_at(span)
            link = Link(
                subject=subject,
                relation=relation,
                object=thing,
                span=span,
                statement=statement.id if statement else None,
            )
            put(subject, relation, thing, link)
    draft.links[:] = found


def _sent(draft: Draft, link: Link, words: RelationWords) -> bool:
    """ "делегацию министерства, которую возглавил замминистра": who leads a delegation does not lead the body that sent it."""
    sentence = draft.analysis.sentence_of(link.span[0])
    named = [m for m in draft.mentions if m.entity == link.object and sentence is not None]
    firsts = [
        draft.analysis.token_at(m.span[0]) for m in named if sentence and sentence.start <= m.span[0] < sentence.end
    ]
    return any(t is not None and t.i and draft.analysis.tokens[t.i - 1].lower in words.delegation for t in firsts)


def _relative(draft: Draft, words: RelationWords) -> Iterator[Named]:
    """ "станция, которую компания возводит в области": who builds it and where."""
    for verb in draft.analysis.tokens:
        if verb.dep not in ("acl:relcl", "acl", "amod") or verb.pos != "VERB":
            continue
        thing = _project(draft, draft.analysis.tokens[verb.head])
        inner = draft.analysis.child(verb, "csubj", "xcomp")
        if inner is not None and inner.lemma in words.verbs["builds"]:
            verb = inner  # "который намечено построить в аймаке"
        relation = next((r for r in MAKING if verb.lemma in words.verbs[r]), None)
        if thing is None or relation is None and verb.lemma not in words.go_on:
            continue
        subject = draft.analysis.child(verb, "nsubj")
        maker = draft.entity_at(subject) if subject is not None else None
        if relation is not None and maker is not None and maker.kind in ("organization", "country"):
            yield maker.id, relation, thing.id, verb.span
        for child in draft.analysis.children(verb, "obl"):
            place = draft.entity_at(child)
            if place is not None and place.kind == "place" and draft.analysis.marker(child) in words.place:
                yield thing.id, "located_in", place.id, child.span


def _received(draft: Draft, words: RelationWords) -> Iterator[Named]:
    """ "Министр принял посла. Встреча прошла …": both took part in it."""
    for verb in draft.analysis.tokens:
        if verb.lemma not in words.verbs["hosts"] or verb.tag != "VBD":
            continue
        subject = draft.analysis.child(verb, "nsubj")
        host = draft.entity_at(subject) if subject is not None else None
        sentence = draft.analysis.sentences[verb.sentence]
        named = [draft.entities[m.entity] for m in draft.mentions_in((verb.end, sentence.end)) if m.form == "name"]
        people = [host, next((e for e in named if e.kind == "person" and e is not host), None)]
        event = next(
            (
                draft.entities[m.entity]
                for m in draft.mentions_in((verb.start, verb.end + NEXT))
                if draft.entities[m.entity].kind == "event" and draft.entities[m.entity].form in TOGETHER
            ),
            None,
        )
        if event is None or any(p is None or p.kind != "person" for p in people):
            continue
        for person in people:
            if person is not None:
                yield person.id, "takes_part_in", event.id, verb.span


def _project(draft: Draft, token: Token) -> EntityDraft | None:
    """The project that a token names, though it stands inside the name of an agreement."""
    inner = [
        m for m in draft.mentions if m.span[0] <= token.start < m.span[1] and draft.entities[m.entity].kind == "project"
    ]
    return draft.entities[inner[0].entity] if inner else None


def _opened(draft: Draft, words: RelationWords) -> Iterator[Named]:
    """ "Форум открыли A и B", "Его открыл министр", "Открывая встречу, министр …": who opens an event takes part in it."""
    for verb in draft.analysis.tokens:
        if verb.lemma not in words.appear or verb.pos != "VERB" or verb.tag == "VBN":
            continue
        what = draft.analysis.child(verb, "obj")
        event = _event_of(draft, what) if what is not None else None
        clause = draft.analysis.head_of(verb) if verb.tag == "VBG" and verb.dep == "advcl" else verb
        subject = draft.analysis.child(clause, "nsubj") if clause is not None else None
        if event is None or subject is None:
            continue
        for person in members(draft, subject, ("person",)):
            yield person.id, "takes_part_in", event.id, over(verb.span, subject.span)


def _event_of(draft: Draft, noun: Token) -> EntityDraft | None:
    """The event that a noun names, or a pronoun means: the one that is the subject of the sentence before."""
    entity = draft.entity_at(noun)
    if entity is not None:
        return entity if entity.kind == "event" else None
    if noun.pos not in ("PRON", "DET") or noun.sentence == 0:
        return None
    before = draft.analysis.sentences[noun.sentence - 1]
    events = {
        m.entity for m in draft.mentions_in((before.start, before.end)) if draft.entities[m.entity].kind == "event"
    }
    return draft.entities[events.pop()] if len(events) == 1 else None


def _held_at(draft: Draft, words: RelationWords) -> Iterator[Named]:
    """ "В институте прошёл круглый стол": the body in whose house an event is held hosts it."""
    verbs = step_words(draft.language).verbs
    for verb in draft.analysis.tokens:
        if verb.pos != "VERB" or verbs.get(verb.lemma) != "held" or verb.tag != "VBD":
            continue
        subject = draft.analysis.subject(verb)
        event = draft.entity_at(subject) if subject is not None else None
        if event is None or event.kind != "event":
            continue
        for child in draft.analysis.children(verb, "obl"):
            body = draft.entity_at(child)
            if body is not None and body.kind == "organization" and draft.analysis.marker(child) in words.house:
                yield body.id, "hosts", event.id, over(verb.span, child.span)


def _organizer(draft: Draft, words: RelationWords) -> Iterator[Named]:
    """ "По данным организаторов, Агентства …", "Организатором форума выступила палата": the body beside the noun."""
    for noun in draft.analysis.tokens:
        if noun.lemma not in words.organizer or noun.pos != "NOUN":
            continue
        verb = draft.analysis.head_of(noun)
        near = draft.analysis.children(noun, "appos")
        near += draft.analysis.children(verb, "nsubj") if verb is not None and verb.pos == "VERB" else []
        behind = draft.analysis.tokens[noun.i + 1 : noun.i + 3]
        if len(behind) == 2 and behind[0].text == "," and behind[1].case in ("", noun.case):
            near.append(behind[1])  # "по данным организаторов, Агентства по развитию"
        bodies = [b for n in near for b in members(draft, n, ("organization",))]
        event = next((e for c in draft.analysis.children(noun, "nmod") if (e := draft.entity_at(c)) is not None), None)
        event = event or _last_event(draft, noun)
        if event is not None and event.kind == "event":
            for body in bodies:
                yield body.id, "organizes", event.id, noun.span


def _last_event(draft: Draft, token: Token) -> EntityDraft | None:
    """The one event of a report named up to a word."""
    past = {m.entity for m in draft.mentions if m.span[1] <= token.start and draft.entities[m.entity].kind == "event"}
    return draft.entities[past.pop()] if len(past) == 1 else None


def _deals(draft: Draft, words: RelationWords) -> Iterator[Named]:
    """ "договор подписан с концерном": the body behind "с" is a party."""
    for verb in draft.analysis.tokens:
        if verb.lemma not in words.sign or verb.pos != "VERB":
            continue
        noun = (
            draft.analysis.child(verb, "nsubj:pass", "nsubj", "obj")
            if verb.tag == "VBN"
            else draft.analysis.child(verb, "obj")
        )
        if noun is None and verb.dep in ("acl", "amod"):
            noun = draft.analysis.head_of(verb)
        paper = draft.entity_at(noun) if noun is not None else _paper_before(draft, verb)
        if paper is None or paper.kind != "agreement":
            continue
        for child in _behind_verb(draft, verb):
            if draft.analysis.marker(child) in words.between:
                for body in members(draft, child, ("organization", "country")):
                    yield body.id, "party_to", paper.id, over(verb.span, child.span)


def _paper_before(draft: Draft, verb: Token) -> EntityDraft | None:
    """The agreement named last before a participle, no verb between: the parse may hang it on a later clause."""
    near = [
        m
        for m in draft.mentions_in((draft.analysis.sentences[verb.sentence].start, verb.start))
        if draft.entities[m.entity].kind == "agreement"
    ]
    if verb.tag != "VBN" or not near:
        return None
    last = max(near, key=lambda m: m.span[1])
    between = draft.analysis.tokens_in((last.span[1], verb.start)) if last.span[1] < verb.start else []
    return None if any(t.pos in ("VERB", "AUX") or t.text in ",;:" for t in between) else draft.entities[last.entity]


def _behind_verb(draft: Draft, verb: Token) -> list[Token]:
    """What completes a verb, read along the line up to the next verb or mark: the parse may hang it elsewhere."""
    found = []
    for token in draft.analysis.tokens[verb.i + 1 : verb.i + REACH]:
        if token.sentence != verb.sentence or token.pos == "VERB" or token.text in ";:,":
            break
        if token.dep == "obl":
            found.append(token)
    return found


def _placed_before(draft: Draft, words: RelationWords) -> Iterator[Named]:
    """ "строящийся в области завод": a participle and a place right before the project."""
    by_end = {m.span[1]: m for m in draft.mentions if draft.entities[m.entity].kind == "place"}
    for mention in draft.mentions:
        place = by_end.get(mention.span[0] - 1)
        if draft.entities[mention.entity].kind != "project" or place is None:
            continue
        first = draft.analysis.token_at(place.span[0])
        if first is None or first.i < 2 or draft.analysis.tokens[first.i - 1].lower not in words.place:
            continue
        participle = draft.analysis.tokens[first.i - 2]
        if participle.tag in ("VBG", "VBN") or participle.lower in words.go_on:
            yield mention.entity, "located_in", place.entity, over(place.span, mention.span)


RULES = (
    _relative,
    _received,
    _opened,
    _held_at,
    _organizer,
    _deals,
    _placed_before,
    by_makers,
    by_nouns,
    with_help,
    who_signed,
    paying_for,
    beginning,
    presidents,
    meetings,
    chairs,
    signers,
    speakers_at,
    behind_names,
    standing,
    daughters,
    acceding,
)
