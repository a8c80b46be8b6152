"""All that a text counts or measures, with what the parse says of each: what is counted, what is measured, up or down.

The record holds a part of it (``figures`` and ``changes`` decide which). Here nothing is left out that the words count or
measure: spans of time, numbers in results, "one of the …", vague numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

import regex

from communique.extract.countable import spans_over
from communique.extract.counted import Counted, counted_noun
from communique.extract.counting import bare_age, is_counting, is_weight, may_be_age
from communique.extract.directions import direction_of_amount
from communique.extract.draft import Draft, Quantity
from communique.extract.measured import measured_words
from communique.extract.measured_alike import Measurement, goes_on, has_own, like_another, repeats
from communique.extract.number_words import TIMES, patterns_of
from communique.extract.numbers import find_quantities
from communique.extract.periods import find_periods
from communique.language import Token, get_language
from communique.record import Document, Span

COUNTED = regex.compile(r"\s\p{Ll}")  # how a word goes on that a number may count
BATCH = 512  # documents whose sentences are parsed together


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
            before, draft.periods = draft.periods, []
            find_periods(draft)
            if draft.periods != before:
                draft.amounts, draft.quantities = [], []
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
        if again and not has_own(draft, quantity):
            measured = found[-1].measured
            bracket = draft.text[before[-1][1] : quantity.span[0]].strip() == "("
            if bracket and last is not None and last.tokens and not last.unit:
                measured = tuple(t.text for t in last.tokens)  # "four fillets (1 lb)"
            if quantity.qualifier == "exactly":
                shared = found[-1].quantity.qualifier
                quantity = replace(quantity, qualifier="exactly" if shared == "about" else shared)
        elif found:
            other = like_another(draft, found, before[-1], quantity, counted, measures=bool(measured))
            measured = other.measured if other is not None else measured
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


def _denominator(draft: Draft, quantity: Quantity) -> list[Token]:
    """The words "a month" after "$3500": part of the amount."""
    if quantity.per is None:
        return []
    own = draft.analysis.tokens_in(quantity.span)
    words = quantity.per.lower().split()
    after = draft.analysis.tokens[own[-1].i + 1 : own[-1].i + 3 + len(words)]
    at = next((i for i, t in enumerate(after) if t.lower == words[-1]), -1)
    return after[: at + 1]
