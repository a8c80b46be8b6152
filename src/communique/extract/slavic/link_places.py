"""Where things stand in Russian, whose daughters they are, and what countries accede to."""

from __future__ import annotations

from collections.abc import Iterator

from communique.extract.draft import Draft, Mention
from communique.extract.relations import RelationWords, over
from communique.extract.slavic.link_clauses import clause_of, link_words, names_in
from communique.extract.slavic.words import phrase_words
from communique.language import Token
from communique.record import Relation, Span

Named = tuple[str, Relation, str, Span]
BETWEEN = 3  # words between a name and its place: "в регионе Апуримак", "недалеко от города"


def behind_names(draft: Draft, words: RelationWords) -> Iterator[Named]:
    """ "рудник «Кечуа» в регионе Апуримак", "посольство Грузии в Бухаресте"."""
    seated = words.seated | words.embassy
    for mention in list(draft.mentions):
        thing = draft.entities[mention.entity]
        body = thing.kind == "organization" and draft.analysis.tokens[mention.head].lower in seated
        if mention.form == "pronoun" or thing.kind != "project" and not body:
            continue
        place = _inside(draft, mention, words) if body else _behind(draft, mention, words)
        if place is not None and place.entity != mention.entity:
            yield mention.entity, "located_in", place.entity, over(mention.span, place.span)


def _behind(draft: Draft, mention: Mention, words: RelationWords) -> Mention | None:
    last = draft.analysis.tokens_in(mention.span)[-1]
    sentence = draft.analysis.sentences[last.sentence]
    row = draft.analysis.tokens[last.i + 1 : min(sentence.last, last.i + 2 + BETWEEN + 1)]
    if not row or row[0].lower not in words.place:
        return None
    for place in names_in(draft, row, "place"):
        between = [t for t in row[1:] if t.end <= place.span[0]]
        return place if len(between) <= BETWEEN and all(t.pos in ("NOUN", "ADJ") for t in between) else None
    return None


def _inside(draft: Draft, mention: Mention, words: RelationWords) -> Mention | None:
    """The place within a body's own name, behind its preposition."""
    for place in draft.mentions_in(mention.span):
        first = draft.analysis.token_at(place.span[0])
        before = draft.analysis.tokens[first.i - 1] if first is not None and first.i else None
        if draft.entities[place.entity].kind == "place" and before is not None and before.lower in words.place:
            return place
    return _behind(draft, mention, words)


def standing(draft: Draft, words: RelationWords) -> Iterator[Named]:
    """ "Центр разместится под Ташкентом", "строится в Джизакской области"."""
    stand = link_words(draft.language).stand | words.go_on
    for verb in draft.analysis.tokens:
        if verb.pos not in ("VERB", "ADJ") or verb.lemma not in stand or draft.analysis.children(verb, "neg"):
            continue
        subject = draft.analysis.child(verb, "nsubj", "nsubj:pass")
        thing = draft.entity_at(subject) if subject is not None else None
        if thing is None or thing.kind not in ("project", "organization"):
            continue
        if thing.kind == "organization" and verb.lemma in words.go_on:
            continue
        place = _standing_in(draft, verb, words)
        if place is not None and place.entity != thing.id:
            yield thing.id, "located_in", place.entity, over(verb.span, place.span)


def _standing_in(draft: Draft, verb: Token, words: RelationWords) -> Mention | None:
    """The place in a verb's clause: behind it ("строится в Оше"), or before it ("В Оше строится")."""
    clause = clause_of(draft, verb)
    for side in ([t for t in clause if t.i > verb.i], [t for t in clause if t.i < verb.i]):
        for place in names_in(draft, side, "place"):
            first = draft.analysis.token_at(place.span[0])
            at = first.i if first is not None else 0
            if any(t.lower in words.place for t in draft.analysis.tokens[max(side[0].i, at - BETWEEN) : at]):
                return place
    return None


def daughters(draft: Draft, words: RelationWords) -> Iterator[Named]:
    """ "X – дочерняя компания холдинга Y"."""
    told = link_words(draft.language)
    heads = phrase_words(draft.language).organization | {"предприятие", "фирма", "структура"}
    for word in draft.analysis.tokens:
        if word.lower not in told.daughters or word.i + 1 >= len(draft.analysis.tokens):
            continue
        noun = draft.analysis.tokens[word.i + 1]
        sentence = draft.analysis.sentences[word.sentence]
        wholes = names_in(draft, draft.analysis.tokens[noun.i + 1 : sentence.last], "organization")
        parts = names_in(draft, draft.analysis.tokens[sentence.first : word.i], "organization")
        if noun.lower in heads and wholes and parts and wholes[0].span[0] - noun.end < 30:
            if parts[-1].entity != wholes[0].entity:
                yield parts[-1].entity, "part_of", wholes[0].entity, over(word.span, wholes[0].span)


def acceding(draft: Draft, words: RelationWords) -> Iterator[Named]:
    """ "Перу присоединилась к конвенции"."""
    for verb in draft.analysis.tokens:
        if verb.lemma not in link_words(draft.language).accede or verb.tag not in ("VBD", "VBZ", "VBP"):
            continue
        subject = draft.analysis.subject(verb)
        country = draft.entity_at(subject) if subject is not None else None
        papers = names_in(draft, clause_of(draft, verb), "agreement")
        if country is not None and country.kind == "country" and papers:
            yield country.id, "party_to", papers[0].entity, over(verb.span, papers[0].span)
