"""Words that point back: "the ambassador", "he", "the plant". The nearest that fits wins; in doubt nothing is tied."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import msgspec

from communique.extract.draft import Draft, EntityDraft, Mention
from communique.extract.names import EntityWords, entity_words, title_words
from communique.language import Token

THINGS = ("project", "programme", "organization", "agreement", "event")
FAR_BACK = 8  # sentences back in which the two people of a conversation were named


class ReferenceWords(msgspec.Struct, frozen=True):
    """The file ``references.yml`` of a language."""

    pronouns: dict[str, str]
    things: frozenset[str]
    nouns: dict[str, frozenset[str]]
    articles: frozenset[str]
    speakers: dict[str, list[str]]
    nameless_bodies: frozenset[str] = frozenset()
    pointing: frozenset[str] = frozenset()
    locative: frozenset[str] = frozenset()
    exact: frozenset[str] = frozenset()
    complements: frozenset[str] = frozenset()
    partners: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()


@lru_cache
def reference_words(language: Any) -> ReferenceWords:
    return language.data("references", ReferenceWords)  # type: ignore[no-any-return]


def reference_kinds(language: Any) -> dict[str, list[str]]:
    """Which kinds of speakers a pronoun can mean."""
    return reference_words(language).speakers


def resolve_references(draft: Draft) -> None:
    """Add nominal and pronoun mentions to the entities they mean, in the order of the text."""
    words = reference_words(draft.language)
    by_head = {mention.head: mention for mention in draft.mentions}
    past: list[Mention] = []
    for token in draft.analysis.tokens:
        known = by_head.get(token.i)
        if known is not None:
            past.append(known)
            continue
        if draft.mention_at(token) is not None:
            continue
        for rule in RULES:
            entity = rule(draft, token, words, past)
            if entity is not None:
                form = "pronoun" if rule is _pronoun else "nominal"
                mention = draft.add_mention(entity, _span(draft, token, form), form, token)  # type: ignore[arg-type]
                draft.decide("mentions", entity.id, rule.__name__.strip("_"), mention.span)
                past.append(mention)
                break
    _houses_to_come(draft)


def _houses_to_come(draft: Draft) -> None:
    """ "the Dairy Training Centre, to be opened in Davao in 2026": a house that is yet to be built or opened is a project."""
    words = entity_words(draft.language)
    for mention in draft.mentions:
        entity = draft.entities[mention.entity]
        if entity.kind != "organization" or mention.head < 0:
            continue
        head = draft.analysis.tokens[mention.head]
        if head.lower in words.houses and _is_to_come(draft, head, words):
            entity.kind = "project"
            draft.decide("entities", entity.id, "house_to_come", mention.span)


def _is_to_come(draft: Draft, house: Token, words: EntityWords) -> bool:
    analysis = draft.analysis
    above = analysis.head_of(house)
    verbs = [child for child in analysis.children(house, "acl", "acl:relcl") if child.lemma in words.built_by]
    if above is not None and house.dep in ("nsubj", "nsubj:pass") and above.lemma in words.built_by:
        verbs.append(above)
    if above is not None and house.dep in ("nsubj", "nsubj:pass"):  # "is to open", "is due to be opened"
        verbs += [child for child in analysis.children(above, "xcomp") if child.lemma in words.built_by]
    if above is not None and house.dep == "nmod" and above.lower in words.built_nouns:
        return analysis.marker(house) in words.of
    for verb in verbs:
        before = {child.lower for child in analysis.children(verb, "aux", "mark", "aux:pass") if child.i < verb.i}
        if before & words.to_come:
            return True
    return False


def _span(draft: Draft, token: Token, form: str) -> tuple[int, int]:
    if form == "pronoun":
        return token.span
    left = [child for child in draft.analysis.children(token, "compound", "amod") if child.i < token.i]
    return (min([token.start, *(child.start for child in left)]), token.end)


def _pronoun(draft: Draft, token: Token, words: ReferenceWords, past: list[Mention]) -> EntityDraft | None:
    """ "he", "according to her": the person named last whose gender does not speak against it; subjects go first."""
    gender = words.pronouns.get(token.lower)
    if gender is None:
        return None
    people = [
        (mention, draft.entities[mention.entity])
        for mention in past[-40:]
        if draft.entities[mention.entity].kind == "person" and draft.entities[mention.entity].gender in (None, gender)
    ]
    if not people:
        return None
    last = draft.analysis.tokens[people[-1][0].head].sentence
    if token.sentence - last > 4:
        return None
    subjects = [
        entity
        for mention, entity in people
        if draft.analysis.tokens[mention.head].sentence == last and _is_subject(draft, mention)
    ]
    entity = subjects[-1] if subjects else people[-1][1]
    entity.gender = entity.gender or gender  # type: ignore[assignment]
    return entity


def _is_subject(draft: Draft, mention: Mention) -> bool:
    return draft.analysis.tokens[mention.head].dep in ("nsubj", "nsubj:pass")


def _titled(draft: Draft, token: Token, words: ReferenceWords, past: list[Mention]) -> EntityDraft | None:
    """ "the ambassador", "the Director of IICA", "the Uzbek minister": the holder of that title, named last."""
    titles = title_words(draft.language)
    if token.lower not in titles.heads or token.pos not in ("NOUN", "PROPN"):
        return None
    subtree = draft.analysis.subtree(token)
    if not any(t.lower in words.articles for t in subtree if t.i < token.i) and token.i - 1 >= 0:
        return None
    near = {m.entity for t in subtree if (m := draft.mention_at(t)) is not None and t.i != token.i}
    codes = {draft.entities[e].country for e in near if draft.entities[e].kind == "country"}
    bodies = {e for e in near if draft.entities[e].kind == "organization"}
    holders = []
    for post in draft.posts:
        if (
            post.title.lower().replace("-", " ").split()[-1] != token.lower
            and token.lower not in post.title.lower().split()
        ):
            continue
        if codes and not codes & {
            post.represents,
            draft.entities[post.person].country if post.person in draft.entities else None,
        }:
            if not bodies and post.organization is None:
                continue
        if bodies and post.organization not in bodies:
            continue
        holders.append(post.person)
    if not holders:
        return None
    first = draft.analysis.tokens[subtree[0].i - 1] if subtree[0].i else None
    if first is not None and first.pos == "CCONJ" and past and len(set(holders)) > 1:
        holders = [holder for holder in holders if holder != past[-1].entity]  # "A and the visiting minister" are two
    for mention in reversed(past):
        if mention.entity in holders:
            return draft.entities.get(mention.entity)
    return draft.entities.get(holders[0]) if len(set(holders)) == 1 else None


def _noun(draft: Draft, token: Token, words: ReferenceWords, past: list[Mention]) -> EntityDraft | None:
    """ "the plant", "the Fund", "the agreement": the entity of that kind named last, the noun in its name first."""
    if token.pos not in ("NOUN", "PROPN"):
        return None
    kind = next((kind for kind, nouns in words.nouns.items() if token.lower in nouns), None)
    if kind is None:
        return None
    before = draft.analysis.tokens[token.i - 1] if token.i else None
    if before is not None and before.lower in words.pointing and token.i > 1:
        before = draft.analysis.tokens[token.i - 2]
    pair = ""
    if before is not None and before.dep == "compound" and before.pos == "NOUN" and token.i > 1:
        pair = f"{before.lower} {token.lower}"  # "the power station" of "geothermal power station in Olkaria"
        before = draft.analysis.tokens[token.i - 2]
    sized = _before_size(draft, before)
    before = sized or before
    if before is None or before.lower not in words.articles:
        return None
    behind = draft.analysis.tokens[token.i + 1 : token.i + 3]
    apart = bool(behind) and behind[0].text == ","  # "the terminal, with a capacity of"
    if not apart and any(child.i > token.i and child.dep == "nmod" for child in draft.analysis.children(token)):
        return None
    if kind == "project" and len(behind) == 2 and behind[0].lower in words.locative and behind[1].text[:1].isupper():
        return None  # "the terminal at Alat" is another one
    same = [draft.entities[mention.entity] for mention in past if draft.entities[mention.entity].kind == kind]
    named = [entity for entity in same if token.lower in entity.name.lower().split()]
    if sized is not None:
        return named[-1] if named else None
    if pair:
        named = [entity for entity in named if pair in entity.name.lower()]
        return named[-1] if named else None
    if same and token.lower == kind:
        return same[-1]  # "the project", "the agreement": whichever was named last
    if named:
        return named[-1]
    if token.lower in words.exact:
        return None  # "the cable" is no plant
    return (
        same[-1]
        if same and (kind in ("project", "event", "agreement") or len({e.id for e in same[-3:]}) == 1)
        else None
    )


def _before_size(draft: Draft, last: Token | None) -> Token | None:
    """The token before a size that stands right before a noun: "| the | 120 MW park"."""
    if last is None:
        return None
    found = next((q for q in draft.amounts if q.unit is not None and q.span[0] <= last.start < q.span[1]), None)
    first = draft.analysis.token_at(found.span[0]) if found is not None else None
    return draft.analysis.tokens[first.i - 1] if first is not None and first.i else None


def _same_noun(draft: Draft, token: Token, words: ReferenceWords, past: list[Mention]) -> EntityDraft | None:
    """ "the scheme" for "the Chókwè irrigation scheme": a thing whose name this noun ends, whatever its sort, named last."""
    if token.pos != "NOUN" or not token.i or draft.analysis.children(token, "compound", "amod", "nmod", "nummod"):
        return None
    if draft.analysis.tokens[token.i - 1].lower not in words.articles:
        return None
    for mention in reversed(past):
        entity = draft.entities[mention.entity]
        if entity.kind in THINGS and _head_of_name(entity.name, words) == token.lower:
            return entity
    return None


def _head_of_name(name: str, words: ReferenceWords) -> str:
    """The noun of a name, before what it is of, for or on."""
    row = name.lower().split()
    stop = next((at for at, word in enumerate(row) if at and word in words.complements), len(row))
    return row[stop - 1] if row else ""


def _person_noun(draft: Draft, token: Token, words: ReferenceWords, past: list[Mention]) -> EntityDraft | None:
    """ "the diplomat quipped": whoever was spoken of last, like a pronoun."""
    if token.lower not in words.persons or not token.i or draft.analysis.children(token, "nmod", "appos", "compound"):
        return None
    before = draft.analysis.tokens[token.i - 1]
    if before.lower not in words.articles or before.sentence != token.sentence:
        return None
    people = [m for m in past[-40:] if draft.entities[m.entity].kind == "person"]
    if not people or token.sentence - draft.analysis.tokens[people[-1].head].sentence > 2:
        return None
    last = draft.analysis.tokens[people[-1].head].sentence
    subjects = [m for m in people if draft.analysis.tokens[m.head].sentence == last and _is_subject(draft, m)]
    return draft.entities[(subjects or people)[-1].entity]


def _other_of_two(draft: Draft, token: Token, words: ReferenceWords, past: list[Mention]) -> EntityDraft | None:
    """ "his guest", "her counterpart": of two people who were spoken of, the one whom the pronoun does not mean."""
    if token.lower not in words.partners or not token.i or draft.analysis.children(token, "nmod", "appos"):
        return None
    owner = next((c for c in draft.analysis.children(token, "nmod:poss") if c.i < token.i), None)
    first = draft.entity_at(owner) if owner is not None else None
    if first is None or first.kind != "person":
        return None
    following = draft.analysis.tokens[token.i + 1] if token.i + 1 < len(draft.analysis.tokens) else None
    if following is not None and following.text[:1].isupper() and following.sentence == token.sentence:
        return None  # "his counterpart Joseph Kiplagat"
    near = [mention for mention in past if token.sentence - draft.analysis.tokens[mention.head].sentence <= FAR_BACK]
    others = {m.entity for m in near if draft.entities[m.entity].kind == "person" and m.entity != first.id}
    return draft.entities[others.pop()] if len(others) == 1 else None


def _nameless_body(draft: Draft, token: Token, words: ReferenceWords, past: list[Mention]) -> EntityDraft | None:
    """ "the embassy notes on its website": a body that acts and has no name in the text."""
    if token.lower not in words.nameless_bodies or token.pos not in ("NOUN", "PROPN"):
        return None
    before = draft.analysis.tokens[token.i - 1] if token.i else None
    if before is None or before.lower not in words.articles or draft.analysis.children(token, "nmod", "compound"):
        return None
    verb = draft.analysis.head_of(token)
    if token.dep != "nsubj" or verb is None or verb.pos != "VERB":
        return None
    known = [e for e in draft.entities.values() if e.kind == "organization" and token.lower in e.name.lower().split()]
    return (
        known[0]
        if len(known) == 1
        else None
        if known
        else draft.add_entity("organization", token.text, "nameless_body")
    )


Rule = Callable[[Draft, Token, ReferenceWords, list[Mention]], EntityDraft | None]
RULES: list[Rule] = [_pronoun, _titled, _noun, _same_noun, _person_noun, _other_of_two, _nameless_body]
