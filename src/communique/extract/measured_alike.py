"""Amounts that measure or count what another one of their sentence does: repeated, tied by the parse, compared, next to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import regex

from communique.extract.clauses import anchor_of
from communique.extract.counted import Counted, measure_words, next_token, previous_token
from communique.extract.draft import Draft, Quantity
from communique.record import Span

NEAR = 40  # characters between an amount and what it comes to in another unit
FEW = 5  # words between an amount and one that goes on with what it measures


@dataclass(slots=True)
class Measurement:
    """An amount; ``counted`` and ``measured`` are words, small words left out, those counted in their base forms."""

    quantity: Quantity
    unit_words: str  # the unit as written
    counted: tuple[str, ...]
    measured: tuple[str, ...]
    direction: Literal["up", "down"] | None  # where the amount says by how much something rose or fell


def like_another(
    draft: Draft, found: list[Measurement], before: Span, quantity: Quantity, counted: Counted, *, measures: bool
) -> Measurement | None:
    """The measurement whose measure an amount shares; ``before`` is the span of the last one with what it counts,
    ``measures`` whether the amount says itself what it measures."""
    if counted.head is None and _reaches(draft, found[-1].quantity, quantity):
        return found[-1]
    if not counted.tokens:
        other = _tied(draft, found, quantity) or _compared(draft, found, quantity)
        if other is not None:
            return other
    return found[-1] if not measures and continues(draft, before, quantity, counted) else None


def _reaches(draft: Draft, before: Quantity, quantity: Quantity) -> bool:
    """ "up 3% to $40", "down 2 cents at $71": where what moved stands after it moved."""
    between = draft.text[before.span[1] : quantity.span[0]].strip().lower()
    return between in measure_words(draft.language).bridges and before.unit is not None and quantity.unit is not None


def _tied(draft: Draft, found: list[Measurement], quantity: Quantity) -> Measurement | None:
    """ "for $5 million or £4 million", "cost $40, €36": an amount that the parse coordinates with another or names as one."""
    anchor = anchor_of(draft, quantity)
    head = draft.analysis.head_of(anchor) if anchor is not None and anchor.dep in ("appos", "conj") else None
    if anchor is None or head is None or quantity.unit is None or draft.analysis.marker(anchor):
        return None
    after = next_token(draft, draft.analysis.tokens_in(quantity.span)[-1])
    if after is not None and (after.lower in measure_words(draft.language).of or after.text == "("):
        return None
    if after is not None and after.pos in ("NOUN", "ADJ", "PROPN") and not draft.in_period(after.start):
        return None
    return next((one for one in found if one.quantity.span[0] <= head.start < one.quantity.span[1]), None)


def _compared(draft: Draft, found: list[Measurement], quantity: Quantity) -> Measurement | None:
    """ "32 percent opposed the tax, down from 47 percent": the last amount of the same unit, with which one is compared."""
    first = draft.analysis.tokens_in(quantity.span)[0]
    before = previous_token(draft, first)
    earlier = previous_token(draft, before) if before is not None else None
    words = measure_words(draft.language)
    if before is None or earlier is None or f"{earlier.lower} {before.lower}" not in words.compared:
        return None
    after = next_token(draft, draft.analysis.tokens_in(quantity.span)[-1])
    if after is not None and after.lower in words.of:
        return None
    for one in reversed(found):
        other = draft.analysis.token_at(one.quantity.span[0])
        if other is None or other.sentence != first.sentence:
            break
        if one.quantity.unit == quantity.unit:
            return one
    return None


def continues(draft: Draft, before: Span, quantity: Quantity, counted: Counted) -> bool:
    """ "rose 0.68 per cent to 3,005.47": an amount of which nothing else says what it measures, right after another."""
    tokens = draft.analysis.tokens_in((before[1], quantity.span[0])) if before[1] < quantity.span[0] else []
    tokens = [t for t in tokens if t.start >= before[1] and t.end <= quantity.span[0] and t.pos not in ("PUNCT", "NUM")]
    words = measure_words(draft.language).goes_from
    one, two = draft.analysis.token_at(before[0]), draft.analysis.token_at(quantity.span[0])
    same = one is not None and two is not None and one.sentence == two.sentence
    anchor = counted.head or anchor_of(draft, quantity)
    subject = anchor is not None and anchor.dep in ("nsubj", "nsubj:pass") and anchor.head > anchor.i
    return (
        same
        and not subject
        and len(tokens) <= FEW
        and all(t.lower in words or any(p.span[0] <= t.start < p.span[1] for p in draft.periods) for t in tokens)
    )


def goes_on(draft: Draft, found: list[Measurement], quantity: Quantity) -> tuple[str, ...]:
    """ "3.9 million headsets, up from 2.4 million": a bare number after one that counts something counts the same."""
    first = draft.analysis.tokens_in(quantity.span)[0]
    before = previous_token(draft, first)
    if not found or quantity.unit is not None or quantity.multiplier or before is None or quantity.rule == "vague":
        return ()
    if before.lower not in measure_words(draft.language).goes_on:
        return ()
    for one in reversed(found):  # past amounts that stand between: "300 people out of work for two years and 200 who …"
        other = draft.analysis.token_at(one.quantity.span[0])
        if other is None or other.sentence != first.sentence:
            break
        if one.counted:
            return one.counted
    return ()


def repeats(draft: Draft, before: Span, quantity: Quantity) -> bool:
    """ "87 mph (140 km/h)", "190 points, or 0.6%", "60% of its value, or $30 billion": one amount in two units."""
    if quantity.unit is None or quantity.span[0] - before[1] > NEAR:
        return False
    return _again(draft.language).fullmatch(draft.text, before[1], quantity.span[0]) is not None


def has_own(draft: Draft, quantity: Quantity) -> bool:
    """Whether a noun or "of" follows that says what the amount measures."""
    after = next_token(draft, draft.analysis.tokens_in(quantity.span)[-1])
    return after is not None and (
        after.lower in measure_words(draft.language).partitive or after.pos in ("NOUN", "ADJ", "PROPN")
    )


@lru_cache
def _again(language: Any) -> Any:
    return regex.compile(measure_words(language).again)
