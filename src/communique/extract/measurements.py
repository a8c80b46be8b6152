"""All that a text counts or measures, with what the parse says of each: what is counted, what is measured, up or down.

The record holds a part of it (``figures`` and ``changes`` decide which). Here nothing is left out that the words count or
measure: spans of time, numbers in results, "one of the …", vague numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Any, Literal

import regex

from communique.extract.clauses import anchor_of
from communique.extract.countable import spans_over
from communique.extract.counted import Counted, counted_noun, measure_words, next_token, previous_token
from communique.extract.counting import bare_age, is_counting, is_weight, may_be_age
from communique.extract.directions import direction_of_amount
from communique.extract.draft import Draft, Quantity
from communique.extract.measured import measured_words
from communique.extract.number_words import TIMES, patterns_of
from communique.extract.numbers import find_quantities
from communique.extract.periods import find_periods
from communique.language import Token, get_language
from communique.record import Document, Span

COUNTED = regex.compile(r"\s\p{Ll}")  # how a word goes on that a number may count
BATCH = 512  # documents whose sentences are parsed together


@dataclass(slots=True)
class Measurement:
    """An amount; ``counted`` and ``measured`` are words, small words left out, those counted in their base forms."""

    quantity: Quantity
    unit_words: str  # the unit as written
    counted: tuple[str, ...]
    measured: tuple[str, ...]
    direction: Literal["up", "down"] | None  # where the amount says by how much something rose or fell


def measurements_of(documents: Iterable[Document]) -> Iterator[list[Measurement]]:
    """The measurements of each document, in the order of the text; only sentences with an amount are parsed."""
    language = get_language("en")
    waiting = iter(documents)
    places = patterns_of(language).numbers
    while batch := list(islice(waiting, BATCH)):
        holds = [bool(places.of(document.text)) for document in batch]
        held = [document for document, has in zip(batch, holds, strict=True) if has]
        analyses = language.tokenize([document.text for document in held])
        drafts = [Draft(document=d, analysis=a, language=language) for d, a in zip(held, analyses, strict=True)]
        for draft in drafts:
            find_periods(draft)
            find_quantities(draft)
            _mark(draft)
        doubtful = [draft for draft in drafts if _mark_doubtful(draft)]
        language.parse(analyses)
        for draft in doubtful:  # the parse tells a year from a number of things
            draft.periods, draft.amounts, draft.quantities = [], [], []
            find_periods(draft)
            find_quantities(draft)
        found = iter(drafts)
        for has in holds:
            yield measurements(next(found)) if has else []


def _mark(draft: Draft) -> None:
    """Mark the sentences to parse: those with an amount; names are wanted only where one may be that of a person of some age."""
    for sentence in draft.analysis.sentences:
        sentence.parsed = sentence.names = False
    for quantity in draft.amounts:
        sentence_of = draft.analysis.sentence_of(quantity.number[0])
        if sentence_of is not None:
            sentence_of.parsed = True
            sentence_of.names = sentence_of.names or may_be_age(draft, quantity)


def _mark_doubtful(draft: Draft) -> bool:
    """Mark the sentences where a bare year stands before a word that it may count: "2000 jobs". Whether there are any."""
    found = False
    for period in draft.periods:
        if period.rule not in ("bare_year", "year") or not COUNTED.match(draft.text, period.span[1]):
            continue
        sentence = draft.analysis.sentence_of(period.span[0])
        if sentence is not None:
            sentence.parsed = found = True
    return found


def measurements(draft: Draft) -> list[Measurement]:
    """The measurements of a draft whose amounts were found."""
    counting = [(quantity, counted_noun(draft, quantity)) for quantity in draft.amounts if is_counting(draft, quantity)]
    everything = {t.i for quantity, noun in counting for t in [*draft.analysis.tokens_in(quantity.span), *noun.tokens]}
    taken = {
        t.i
        for quantity, _ in counting
        if not (quantity.words and quantity.rule == "count")
        for t in draft.analysis.tokens_in(quantity.span)
    }
    taken |= {t.i for quantity, _ in counting for t in _denominator(draft, quantity)}
    taken |= {t.i for _, noun in counting if noun.unit for t in noun.tokens}
    found: list[Measurement] = []
    before: list[Span] = []
    last: Counted | None = None
    for quantity, counted in counting:
        if bare_age(draft, quantity):
            quantity = replace(quantity, unit="a", rule="age")
        if is_weight(draft, quantity):
            quantity = replace(quantity, unit="lb", rule="unit")
        measured = tuple(measured_words(draft, quantity, counted, taken, everything))
        again = repeats(draft, before[-1], quantity) if before else False
        if again and not _has_own(draft, quantity):
            measured = found[-1].measured
            bracket = draft.text[before[-1][1] : quantity.span[0]].strip() == "("
            if bracket and last is not None and last.tokens and not last.unit:
                measured = tuple(t.text for t in last.tokens)  # "four fillets (1 lb)"
            if quantity.qualifier == "exactly":
                shared = found[-1].quantity.qualifier
                quantity = replace(quantity, qualifier="exactly" if shared == "about" else shared)
        elif found and counted.head is None and _reaches(draft, found[-1].quantity, quantity):
            measured = found[-1].measured
        elif not counted.tokens and (other := _tied(draft, found, quantity)) is not None:
            measured = other.measured
        elif not counted.tokens and (other := _compared(draft, found, quantity)) is not None:
            measured = other.measured
        elif not measured and found and continues(draft, before[-1], quantity, counted):
            measured = found[-1].measured
        if quantity.unit in TIMES and spans_over(draft, quantity):
            quantity = replace(quantity, qualifier="exactly")
        unit_words = draft.words(quantity.unit_span).strip(" -").lower() if quantity.unit_span else ""
        direction = direction_of_amount(draft, quantity, counted)
        if direction is None and again:
            direction = found[-1].direction
        last = counted
        words = counted.words or goes_on(draft, found, quantity)
        before.append((quantity.span[0], counted.tokens[-1].end if counted.tokens else quantity.span[1]))
        found.append(Measurement(quantity, unit_words, tuple(words), measured, direction))
    return found


def _has_own(draft: Draft, quantity: Quantity) -> bool:
    """Whether a noun or "of" follows that says what the amount measures."""
    after = next_token(draft, draft.analysis.tokens_in(quantity.span)[-1])
    return after is not None and (
        after.lower in measure_words(draft.language).partitive or after.pos in ("NOUN", "ADJ", "PROPN")
    )


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


def _denominator(draft: Draft, quantity: Quantity) -> list[Token]:
    """The words "a month" after "$3500": part of the amount."""
    if quantity.per is None:
        return []
    own = draft.analysis.tokens_in(quantity.span)
    words = quantity.per.lower().split()
    after = draft.analysis.tokens[own[-1].i + 1 : own[-1].i + 3 + len(words)]
    at = next((i for i, t in enumerate(after) if t.lower == words[-1]), -1)
    return after[: at + 1]


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
        and len(tokens) <= 5
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
    if quantity.unit is None or quantity.span[0] - before[1] > 40:
        return False
    return again(draft.language).fullmatch(draft.text, before[1], quantity.span[0]) is not None


@lru_cache
def again(language: Any) -> Any:
    return regex.compile(measure_words(language).again)
