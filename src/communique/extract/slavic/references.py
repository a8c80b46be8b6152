"""Words that point back in languages without articles: "посол", "по его словам", "ведомство". In doubt nothing is tied."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import msgspec

from communique.extract.coreference import ReferenceWords, reference_words
from communique.extract.draft import Draft, EntityDraft, Form, Mention
from communique.extract.figure_words import figure_words
from communique.extract.names import is_capitalised, title_words
from communique.extract.slavic.people import same_word
from communique.language import Token
from communique.record import EntityKind

FAR = 4  # sentences over which a pronoun reaches back
BACK = 60  # mentions that are looked at


class HolderWords(msgspec.Struct, frozen=True):
    """What ``references.yml`` says beside the words of all languages."""

    holders: dict[str, frozenset[str]]  # a noun for somebody → titles that he may have; none: whoever speaks
    chiefs: frozenset[str]  # titles of those who head a body
    head_of: frozenset[str]  # nouns that name any of them
    possessives: dict[str, str]
    state: frozenset[str]  # "глава государства"
    of_state: frozenset[str]
    same_titles: list[frozenset[str]]  # titles that mean one post: "замминистра" and "вице-министр"
    any_body: frozenset[str]  # "ведомство": whichever body was spoken of


@lru_cache
def holder_words(language: Any) -> HolderWords:
    return language.data("references", HolderWords)  # type: ignore[no-any-return]


def resolve_references(draft: Draft) -> None:
    """Add nominal and pronoun mentions to the entities they mean, in the order of the text."""
    words = reference_words(draft.language)
    starts: dict[int, list[Mention]] = {}  # "грузино-польский форум" begins with a country: both are spoken of
    for mention in draft.mentions:
        if inside := draft.analysis.tokens_in(mention.span):
            starts.setdefault(inside[0].i, []).append(mention)
    held = {t.i for post in draft.posts for t in draft.analysis.tokens_in(post.span)}
    past: list[Mention] = []
    for token in draft.analysis.tokens:
        past.extend(sorted(starts.get(token.i, []), key=lambda m: m.span[1]))
        if token.head < 0 or draft.mention_at(token) is not None or token.i in held and token.pos == "NOUN":
            continue
        for rule in RULES:
            entity = rule(draft, token, words, past)
            if entity is not None:
                form: Form = "pronoun" if rule is _pronoun else "nominal"
                mention = draft.add_mention(entity, token.span, form, token)
                draft.decide("mentions", entity.id, rule.__name__.strip("_"), mention.span)
                past.append(mention)
                break


def _pronoun(draft: Draft, token: Token, words: ReferenceWords, past: list[Mention]) -> EntityDraft | None:
    """ "он", "по её словам": the person named last whose gender does not speak against it; subjects go first."""
    own = holder_words(draft.language).possessives.get(token.text.lower())
    gender = own or (words.pronouns.get(token.lower) if token.pos == "PRON" and token.number != "Plur" else None)
    if gender is None:
        return None
    near = [m for m in past[-BACK:] if token.sentence - draft.analysis.tokens[m.head].sentence <= FAR]
    people = [
        m
        for m in near
        if draft.entities[m.entity].kind == "person" and draft.entities[m.entity].gender in (None, gender)
    ]
    if not people:
        return None
    last = draft.analysis.tokens[people[-1].head].sentence
    own_sentence = [m for m in people if draft.analysis.tokens[m.head].sentence == token.sentence]
    if own and own_sentence and not any(_is_subject(draft, m) for m in own_sentence):
        earlier = [m for m in people if m not in own_sentence]
        people, last = (earlier, draft.analysis.tokens[earlier[-1].head].sentence) if earlier else (people, last)
    subjects = [m for m in people if draft.analysis.tokens[m.head].sentence == last and _is_subject(draft, m)]
    entity = draft.entities[(subjects or people)[-1].entity]
    entity.gender = entity.gender or gender  # type: ignore[assignment]
    return entity


def _is_subject(draft: Draft, mention: Mention) -> bool:
    return any(t.dep in ("nsubj", "nsubj:pass") for t in draft.analysis.tokens_in(mention.span))


def _titled(draft: Draft, token: Token, words: ReferenceWords, past: list[Mention]) -> EntityDraft | None:
    """ "посол", "министр энергетики", "глава кабмина", "дипломат": the holder of that title, named last."""
    titles, holders = title_words(draft.language), holder_words(draft.language)
    if token.number == "Plur" or token.pos not in ("NOUN", "PROPN"):
        return None
    if token.lower in holders.holders:
        return _by_kind(draft, token, holders.holders[token.lower], past)
    if token.lower not in titles.heads and token.lower not in holders.head_of:
        return None
    below = [t for t in draft.analysis.subtree(token, without=("acl", "acl:relcl", "conj")) if t.i > token.i]
    near = {m.entity for t in below if (m := draft.mention_at(t)) is not None}
    if any(draft.entities[e].kind == "person" for e in near):
        return None
    codes = {draft.entities[e].country for e in near if draft.entities[e].kind == "country"}
    bodies = {e for e in near if draft.entities[e].kind == "organization"}
    heads = {token.lower}.union(*(one for one in holders.same_titles if token.lower in one))
    if token.lower in holders.head_of:
        heads |= set(holders.of_state if any(t.lower in holders.state for t in below) else holders.chiefs)
    found = []
    for post in draft.posts:
        if not any(_title_head(draft, post.span) == head for head in heads):
            continue
        person = draft.entities.get(post.person)
        if (
            person is None
            or codes
            and not codes & {post.represents, person.country}
            or bodies
            and post.organization not in bodies
        ):
            continue
        found.append(post.person)
    return _nearest(draft, found, past)


def _title_head(draft: Draft, span: tuple[int, int]) -> str | None:
    heads = title_words(draft.language).heads
    return next((t.lower for t in draft.analysis.tokens_in(span) if t.lower in heads), None)


def _by_kind(draft: Draft, token: Token, titles: frozenset[str], past: list[Mention]) -> EntityDraft | None:
    """ "дипломат" is an ambassador or consul; "собеседник" whoever the report lets speak, where it is one person."""
    if titles:
        return _nearest(draft, [p.person for p in draft.posts if _title_head(draft, p.span) in titles], past)
    posted = list(dict.fromkeys(post.person for post in draft.posts))
    return draft.entities.get(posted[0]) if len(posted) == 1 else None


def _nearest(draft: Draft, holders: list[str], past: list[Mention]) -> EntityDraft | None:
    for mention in reversed(past):
        if mention.entity in holders:
            return draft.entities.get(mention.entity)
    return draft.entities.get(holders[0]) if len(set(holders)) == 1 else None


def _noun(draft: Draft, token: Token, words: ReferenceWords, past: list[Mention]) -> EntityDraft | None:
    """ "завод", "ведомство", "соглашение": the entity of that kind named last, the noun in its name first."""
    if token.pos not in ("NOUN", "PROPN") or token.number == "Plur" and token.lower not in ("переговоры",):
        return None
    sizes = figure_words(draft.language).parts_of_things  # "предприятие мощностью 25 тыс. тонн" brings in nothing new
    if any(
        c.dep in ("amod", "nmod", "nummod", "appos", "flat:name") and c.lower not in words.articles | sizes
        for c in draft.analysis.children(token)
    ):
        return None
    if is_capitalised(token) and token.i != draft.analysis.sentences[token.sentence].first:
        return None
    for kind, nouns in words.nouns.items():
        if token.lower not in nouns:
            continue
        entity = _of_kind(draft, token, kind, past)  # type: ignore[arg-type]
        if entity is not None:
            return entity
    return None


def _of_kind(draft: Draft, token: Token, kind: EntityKind, past: list[Mention]) -> EntityDraft | None:
    same = [draft.entities[m.entity] for m in past if draft.entities[m.entity].kind == kind]
    named = [e for e in same if any(same_word(token.lower, word) for word in e.name.replace("-", " ").split())]
    if named:
        return named[-1]
    if not same or kind == "organization" and token.lower not in holder_words(draft.language).any_body:
        return None
    distinct = {entity.id for entity in same[-3:]}
    return same[-1] if kind in ("project", "event", "agreement") and len(distinct) <= 2 or len(distinct) == 1 else None


Rule = Callable[[Draft, Token, ReferenceWords, list[Mention]], EntityDraft | None]
RULES: list[Rule] = [_pronoun, _titled, _noun]
