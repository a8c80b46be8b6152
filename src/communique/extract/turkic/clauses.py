"""The words around a number: its own, the period that it stands in, the verbs that rule it; the lists of words for all that."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import msgspec

from communique.extract.draft import Draft
from communique.extract.turkic.numbers import Counted
from communique.extract.turkic.view import morph_of, next_token
from communique.language import Token

NOUNS = ("NOUN", "PROPN", "ADJ", "X")


class FigureWords(msgspec.Struct, frozen=True):
    """The file ``figures.yml`` of a language of this family."""

    target: frozenset[str]
    planned: frozenset[str]
    forecast: frozenset[str]
    now: frozenset[str]
    happening: frozenset[str]
    starting: frozenset[str]
    term: frozenset[str]
    time_after: frozenset[str]
    whole: frozenset[str]
    level: frozenset[str]
    being: frozenset[str]
    pointing: frozenset[str]
    standing: frozenset[str]
    joint: frozenset[str]
    of_period: tuple[str, ...]
    having: tuple[str, ...]
    compared: frozenset[str]
    beside: frozenset[str]
    anniversary: frozenset[str]
    weak: frozenset[str]
    skip: frozenset[str]
    sharing: frozenset[str]
    cue_ends: tuple[str, ...]
    owned_by: tuple[str, ...]
    deliver: frozenset[str]
    target_phrases: frozenset[str]
    today: frozenset[str]
    agreed: frozenset[str]
    shares: frozenset[str]
    people: frozenset[str]
    aims: frozenset[str]
    needed: frozenset[str]
    bare: frozenset[str]
    forms_of_giving: frozenset[str]
    meant_for: frozenset[str]
    invested: frozenset[str]
    staying: frozenset[str]
    estimates: frozenset[str]
    actors: frozenset[str]
    prices: frozenset[str]
    clause_openers: frozenset[str]
    measurable: frozenset[str]
    verb_nouns: frozenset[str]
    no_count: frozenset[str]
    achieved: frozenset[str]
    of_many: str
    there: frozenset[str] = frozenset()  # "in it", "there": what was named before


@lru_cache
def figure_words(language: Any) -> FigureWords:
    return language.data("figures", FigureWords)  # type: ignore[no-any-return]


def own_tokens(draft: Draft, quantity: Counted) -> list[Token]:
    """The tokens of a quantity."""
    return [t for t in draft.analysis.tokens_in(quantity.span) if t.start < quantity.span[1]]


def in_period(draft: Draft, token: Token) -> bool:
    return any(p.span[0] <= token.start < p.span[1] for p in draft.periods)


def ruling(draft: Draft, token: Token, end: int) -> Iterator[Token]:
    """The verbs and verbal nouns after a word up to the one that closes its clause; participles before nouns are left out."""
    at = next_token(draft, token)
    while at is not None and at.start < end:
        morph = morph_of(draft, at)
        if morph.form in ("verbal_noun", "abstract", "converb") or morph.finite or morph.form == "participle":
            following = next_token(draft, at)
            describes = (
                morph.form == "participle"
                and not morph.possessed
                and morph.case == "nom"
                and following is not None
                and following.pos in NOUNS
            )
            if not describes:
                yield at
            if morph.finite or morph.form == "participle" and morph.possessed and morph.case == "acc":
                return
        elif at.pos in ("AUX", "ADJ", "NOUN"):
            yield at
        at = next_token(draft, at)
