"""Who builds, runs and pays for things in Russian: by verb in any order of words, by relative and pronoun, by noun ("подрядчик")."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.draft import Draft, EntityDraft, Mention
from communique.extract.relations import RelationWords, over
from communique.extract.slavic.link_clauses import (
    FINITE,
    antecedent,
    clause_of,
    is_pronoun,
    led_body,
    link_words,
    meant_by,
    names_in,
)
from communique.language import Token
from communique.record import Relation, Span

Named = tuple[str, Relation, str, Span]
GENDERS = {"он": None, "она": "Fem", "оно": "Neut", "его": None, "ее": "Fem", "её": "Fem"}
ON_IT = {"него": None, "неё": "Fem", "нее": "Fem"}
BEHIND = 5  # tokens behind "на" in which the works are named
REACH = 14  # tokens between a noun for who does it and the name


def by_makers(draft: Draft, words: RelationWords) -> Iterator[Named]:
    """ "Линию прокладывает фирма", "завод, который строит компания", "её прокладывает …, а финансирует стройку банк"."""
    relations: dict[str, Relation] = {lemma: r for r in ("builds", "operates") for lemma in words.verbs[r]}
    relations |= dict.fromkeys(words.invest, "invests_in")
    for verb in draft.analysis.tokens:
        relation = relations.get(verb.lemma) if verb.pos == "VERB" else None
        if relation is None or draft.analysis.children(verb, "neg"):
            continue
        clause = _own_clause(draft, verb)
        thing, at = _thing(draft, verb, clause)
        if thing is None and relation == "invests_in":
            thing, at = _of_works(draft, verb)
        if thing is None:
            continue
        place = _place_in(draft, verb, clause, words) if relation == "builds" else None
        if place is not None:
            yield thing.id, "located_in", place.entity, over(verb.span, place.span)
        for maker in _makers(draft, verb, clause, thing):
            yield maker.entity, relation, thing.id, over(verb.span, at.span)


def _place_in(draft: Draft, verb: Token, clause: list[Token], words: RelationWords) -> Mention | None:
    """ "которое строит компания в Араратской области": the place in the clause of the building."""
    for place in names_in(draft, clause, "place"):
        first = draft.analysis.token_at(place.span[0])
        before = draft.analysis.tokens[first.i - 1] if first is not None and first.i else None
        if before is not None and before.lower in words.place and before.i > clause[0].i - 1:
            return place
    return None


def _of_works(draft: Draft, verb: Token) -> tuple[EntityDraft | None, Token]:
    """ "Стоимость работ – 18 млн: 11 млн вкладывает фирма": the project whose works the sentence speaks of."""
    sentence = draft.analysis.sentences[verb.sentence]
    for token in draft.analysis.tokens[sentence.first : verb.i]:
        if token.lower in link_words(draft.language).works and not _has_genitive(draft, token):
            return meant_by(draft, token, None, "project"), token
    return None, verb


def paying_for(draft: Draft, words: RelationWords) -> Iterator[Named]:
    """ "Агентство выделит на её обновление 75 млн", "выделила 25 млн на изыскательские работы"."""
    told = link_words(draft.language)
    for verb in draft.analysis.tokens:
        if verb.lemma not in words.pay or verb.pos != "VERB" or draft.analysis.children(verb, "neg"):
            continue
        clause = clause_of(draft, verb)
        sums = draft.quantities_from(clause[0].start, clause[-1].end)
        if not any(len(q.unit or "") == 3 and (q.unit or "").isupper() for q in sums):
            continue
        thing = _paid_for(draft, clause, told.works | words.construction | told.repairs, words)
        if thing is None:
            continue
        for maker in _makers(draft, verb, clause, thing):
            yield maker.entity, "invests_in", thing.id, over(verb.span, draft.analysis.tokens[maker.head].span)


def _paid_for(draft: Draft, clause: list[Token], works: frozenset[str], words: RelationWords) -> EntityDraft | None:
    """The project behind "на": named, or meant by "её", or the last one whose works are spoken of."""
    for token in clause:
        if token.pos != "ADP" or token.lower not in words.into:
            continue
        behind = [t for t in clause if token.i < t.i <= token.i + BEHIND]
        if behind and behind[0].text.lower() in ON_IT:
            return meant_by(draft, behind[0], ON_IT[behind[0].text.lower()], "project")  # "выделила на него грант"
        noun = next((t for t in behind if t.pos == "NOUN"), None)
        if noun is None or draft.in_period(noun.start) or noun.lower not in works:
            continue
        named = [m for m in names_in(draft, [t for t in clause if t.i >= noun.i], "project")]
        if named:
            return draft.entities[named[0].entity]
        owner = next((t for t in behind if t.text.lower() in ("его", "её", "ее", "их")), None)
        if owner is not None:
            return meant_by(draft, owner, "Fem" if owner.text.lower() in ("её", "ее") else None, "project")
        if not _has_genitive(draft, noun):
            return meant_by(draft, noun, None, "project")
    return None


def beginning(draft: Draft, words: RelationWords) -> Iterator[Named]:
    """ "Фонд приступил к строительству комплекса", "компания ведёт сооружение моста"."""
    told = link_words(draft.language)
    for noun in draft.analysis.tokens:
        verb = draft.analysis.head_of(noun)
        if noun.lower not in words.construction or verb is None or verb.lemma not in told.undertake:
            continue
        clause = clause_of(draft, verb)
        things = names_in(draft, [t for t in clause if t.i > noun.i], "project")
        if not things:
            continue
        for maker in _makers(draft, verb, clause, draft.entities[things[0].entity]):
            yield maker.entity, "builds", things[0].entity, over(verb.span, noun.span)


def _own_clause(draft: Draft, verb: Token) -> list[Token]:
    """The verb's clause without what another verb beside it ("прокладывает …, а финансирует …") has."""
    clause = clause_of(draft, verb)
    before = [
        t.i for t in clause if t.i < verb.i and t.tag in FINITE and t.tag != "VB" and t.dep not in ("amod", "acl")
    ]
    if not before or any(t.tag == "VB" for t in (verb,)):
        return clause
    return [t for t in clause if t.i > before[-1]]


def _thing(draft: Draft, verb: Token, clause: list[Token]) -> tuple[EntityDraft | None, Token]:
    """The project that a verb of building is about, and the token that names it."""
    relative = next((t for t in clause if t.tag == "WDT" and t.i < verb.i), None)
    named = [m for m in names_in(draft, clause, "project") if draft.entities[m.entity].kind == "project"]
    if relative is not None:
        project = antecedent(draft, relative, "project")
        if project is not None and not (named and _subject_like(draft, relative, clause)):
            return project, relative
    if named:
        head = draft.analysis.tokens[named[0].head]
        return draft.entities[named[0].entity], head
    for token in clause:
        form = token.text.lower()
        if is_pronoun(token) and form in GENDERS and token.dep in ("obj", "nsubj", "nsubj:pass", "dep", "obl"):
            project = meant_by(draft, token, GENDERS[form] or None, "project")
            if project is not None and token.case in ("Acc", "Gen", "Nom", ""):
                return project, token
        if token.lower in link_words(draft.language).works and not _has_genitive(draft, token):
            project = meant_by(draft, token, None, "project")
            if project is not None:
                return project, token
    return None, verb


def _has_genitive(draft: Draft, noun: Token) -> bool:
    return any(c.case == "Gen" and c.pos in ("NOUN", "PROPN") for c in draft.analysis.children(noun, "nmod"))


def _subject_like(draft: Draft, relative: Token, clause: list[Token]) -> bool:
    """ "компания, которая строит линию": the relative is who does it."""
    return relative.case == "Nom" and antecedent(draft, relative, "organization") is not None


def _makers(draft: Draft, verb: Token, clause: list[Token], thing: EntityDraft) -> list[Mention]:
    """Bodies in the clause that do it: in the nominative, or in the instrumental of a passive; who heads a consortium."""
    words = link_words(draft.language)
    relative = next((t for t in clause if t.tag == "WDT" and t.i < verb.i), None)
    if relative is not None and relative.case == "Nom":
        body = antecedent(draft, relative, "organization")
        if body is not None and body is not thing:
            return [Mention(relative.span, body.id, "pronoun", relative.i)]
    leader = led_body(draft, clause, words.heading)
    if leader is not None:
        return [leader]
    passive = verb.tag == "VBN" or verb.lemma.endswith("ся") or verb.text.lower().endswith(("ся", "сь"))
    wanted = ("Ins",) if passive else ("Nom", "")
    found: list[Mention] = []
    for mention in names_in(draft, clause, "organization"):
        head = draft.analysis.tokens[mention.head]
        first = draft.analysis.token_at(mention.span[0])
        before = draft.analysis.tokens[first.i - 1] if first is not None and first.i else None
        if mention.entity == thing.id or first is None or before is not None and before.pos == "ADP":
            continue
        case = _case(draft, mention, head)
        if case in wanted or not passive and case == "Acc" and first.i > verb.i and not found:
            found.append(mention)
    return found if len(found) < 3 else []


def _case(draft: Draft, mention: Mention, head: Token) -> str:
    """The case of a body: that of the noun before a name in quotation marks ("фирма «Анадолу»")."""
    first = draft.analysis.token_at(mention.span[0])
    at = first.i - 1 if first is not None else -1
    while at >= 0 and draft.analysis.tokens[at].text in '«„"“':
        at -= 1
    before = draft.analysis.tokens[at] if at >= 0 else None
    if before is not None and before.pos == "NOUN" and before.sentence == head.sentence and head.text[:1].isupper():
        return before.case
    return head.case


def by_nouns(draft: Draft, words: RelationWords) -> Iterator[Named]:
    """ "Подрядчиком строительства терминала выступает X", "Оператор газопровода, компания X,", "Его оператор, X"."""
    makers, copulas = link_words(draft.language).makers, link_words(draft.language).copulas
    for noun in draft.analysis.tokens:
        relation = next((r for r, nouns in makers.items() if noun.lower in nouns), None)
        if relation is None or noun.pos != "NOUN" or noun.case not in ("Nom", "Ins", ""):
            continue
        kinds = ("event",) if relation in ("takes_part_in", "organizes") else ("project",)
        thing, end = _of_noun(draft, noun, kinds)
        body = _beside(draft, noun, end, copulas, thing) if thing is not None else None
        if thing is not None and body is not None:
            yield body.entity, relation, thing.id, over(noun.span, body.span)


def _of_noun(draft: Draft, noun: Token, kinds: tuple[str, ...]) -> tuple[EntityDraft | None, int]:
    """What somebody is the operator of: the genitive behind the noun, or what "его" means; and where its words end."""
    sentence = draft.analysis.sentences[noun.sentence]
    row = draft.analysis.tokens[noun.i + 1 : min(sentence.last, noun.i + REACH)]
    stop = next((i for i, t in enumerate(row) if t.text in ",;:–—" or t.tag in FINITE and t.tag != "VBN"), len(row))
    inside = names_in(draft, row[:stop], *kinds)
    if inside:
        return draft.entities[inside[0].entity], inside[0].span[1]
    for token in draft.analysis.tokens[max(sentence.first, noun.i - 3) : noun.i]:
        if token.text.lower() in ("его", "её", "ее"):
            gender = "Fem" if token.text.lower() != "его" else None
            thing = meant_by(draft, token, gender, *kinds)
            return thing, noun.end
    opens = all(t.pos == "ADJ" for t in draft.analysis.tokens[sentence.first : noun.i])
    if opens and kinds == ("project",) and row and row[0].text in "–—":  # "Генеральный подрядчик – компания X"
        return _only_project(draft, noun), noun.end
    return None, noun.end


def _only_project(draft: Draft, token: Token) -> EntityDraft | None:
    """The one project that the two sentences before speak of."""
    start = draft.analysis.sentences[max(0, token.sentence - 2)].start
    near = {m.entity for m in draft.mentions_in((start, token.start)) if draft.entities[m.entity].kind == "project"}
    return draft.entities[near.pop()] if len(near) == 1 else None


def _beside(draft: Draft, noun: Token, end: int, copulas: frozenset[str], thing: EntityDraft | None) -> Mention | None:
    """The first body or person named behind, with nothing but a copula, a dash or a comma between."""
    sentence = draft.analysis.sentences[noun.sentence]
    row = [t for t in draft.analysis.tokens[noun.i + 1 : sentence.last] if t.start >= end]
    for mention in names_in(draft, row, "organization", "person"):
        if thing is not None and mention.entity == thing.id:
            continue
        between = [t for t in row if t.end <= mention.span[0]]
        plain = all(
            t.lemma in copulas or t.tag not in FINITE and t.pos not in ("ADP", "SCONJ", "CCONJ") for t in between
        )
        return mention if plain and len(between) < REACH else None
    return None


def with_help(draft: Draft, words: RelationWords) -> Iterator[Named]:
    """ "ГЭС, строительство которой началось при участии компании X": who takes part in the building builds."""
    for noun in draft.analysis.tokens:
        if noun.lower not in words.construction or noun.pos != "NOUN":
            continue
        clause = clause_of(draft, noun)
        body = led_body(draft, clause, link_words(draft.language).taking_part)
        if body is None:
            continue
        relative = next((t for t in clause if t.tag == "WDT"), None)
        project = antecedent(draft, relative, "project") if relative is not None else None
        named = [m for m in names_in(draft, clause, "project") if m.span[0] > noun.start]
        if project is None and named:
            project = draft.entities[named[0].entity]
        if project is not None:
            yield body.entity, "builds", project.id, over(noun.span, body.span)


def who_signed(draft: Draft, words: RelationWords) -> Iterator[Named]:
    """ "Соглашение, которое Гана и Того подписали в Аккре": the countries in the clause of the relative are its parties."""
    for verb in draft.analysis.tokens:
        if verb.lemma not in words.sign or verb.tag != "VBD" or verb.number != "Plur":
            continue
        clause = clause_of(draft, verb)
        relative = next((t for t in clause if t.tag == "WDT" and t.i < verb.i), None)
        if relative is None or relative.case not in ("Acc", "Nom", ""):
            continue
        paper = antecedent(draft, relative, "agreement")
        states = [m for m in names_in(draft, clause, "country") if draft.analysis.tokens[m.head].case == "Nom"]
        if paper is not None and len({m.entity for m in states}) == 2:
            for state in states:
                yield state.entity, "party_to", paper.id, over(relative.span, verb.span)
