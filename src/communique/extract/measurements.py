"""All that a text counts or measures, with what the parse says of each: what is counted, what is measured, up or down.

The record holds a part of it (``figures`` and ``changes`` decide which). Here nothing is left out that the words count or
measure: spans of time, numbers in results, "one of the …", vague numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

import regex

from communique.extract.counted import bare_age, counted_noun, is_counting, measure_words, previous_token
from communique.extract.directions import direction_of_amount
from communique.extract.draft import Draft, Quantity
from communique.extract.measured import measured_words
from communique.extract.numbers import find_quantities
from communique.extract.periods import find_periods
from communique.language import get_language
from communique.record import Document, Span


@dataclass(slots=True)
class Measurement:
    """An amount; ``counted`` and ``measured`` are words, small words left out, those counted in their base forms."""

    quantity: Quantity
    unit_words: str  # the unit as written
    counted: tuple[str, ...]
    measured: tuple[str, ...]
    direction: Literal["up", "down"] | None  # where the amount says by how much something rose or fell


def measurements_of(documents: Iterable[Document]) -> Iterator[list[Measurement]]:
    """The measurements of each document, in the order of the text."""
    waiting = list(documents)
    language = get_language("en")
    analyses = language.analyse([document.text for document in waiting])
    for document, analysis in zip(waiting, analyses, strict=True):
        draft = Draft(document=document, analysis=analysis, language=language)
        find_periods(draft)
        find_quantities(draft)
        yield measurements(draft)


def measurements(draft: Draft) -> list[Measurement]:
    """The measurements of a draft whose amounts were found."""
    counting = [(quantity, counted_noun(draft, quantity)) for quantity in draft.amounts if is_counting(draft, quantity)]
    taken = {t.i for quantity, _ in counting for t in draft.analysis.tokens_in(quantity.span)}
    found: list[Measurement] = []
    before: list[Span] = []
    for quantity, counted in counting:
        measured = tuple(measured_words(draft, quantity, counted, taken))
        again = repeats(draft, before[-1], quantity) if before else False
        if again:
            measured = found[-1].measured
            if quantity.qualifier == "exactly":
                shared = found[-1].quantity.qualifier
                quantity = replace(quantity, qualifier="exactly" if shared == "about" else shared)
        if bare_age(draft, quantity):
            quantity = replace(quantity, unit="a", rule="age")
        unit_words = draft.words(quantity.unit_span).strip(" -").lower() if quantity.unit_span else ""
        direction = direction_of_amount(draft, quantity, counted)
        if direction is None and again:
            direction = found[-1].direction
        words = counted.words or goes_on(draft, found, quantity)
        before.append((quantity.span[0], counted.tokens[-1].end if counted.tokens else quantity.span[1]))
        found.append(Measurement(quantity, unit_words, tuple(words), measured, direction))
    return found


def goes_on(draft: Draft, found: list[Measurement], quantity: Quantity) -> tuple[str, ...]:
    """ "3.9 million headsets, up from 2.4 million": a bare number after one that counts something counts the same."""
    first = draft.analysis.tokens_in(quantity.span)[0]
    before = previous_token(draft, first)
    if not found or quantity.unit is not None or quantity.multiplier or before is None or quantity.rule == "vague":
        return ()
    other = draft.analysis.token_at(found[-1].quantity.span[0])
    if before.lower not in measure_words(draft.language).goes_on or other is None or other.sentence != first.sentence:
        return ()
    return found[-1].counted


def repeats(draft: Draft, before: Span, quantity: Quantity) -> bool:
    """ "87 mph (140 km/h)", "190 points, or 0.6%": one amount in two units."""
    between = draft.text[before[1] : quantity.span[0]]
    return (
        len(between) <= 5
        and regex.fullmatch(r"\s*[(\[/,]\s*(?:or\s+)?", between) is not None
        and quantity.unit is not None
    )
