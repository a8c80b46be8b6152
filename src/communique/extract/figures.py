"""Figures: which quantities count, and what each says: measure, indicator, about, period, status, statement."""

from __future__ import annotations

import regex

from communique.extract.countable import is_figure
from communique.extract.draft import Draft, Quantity
from communique.extract.figure_about import about_of, project_of
from communique.extract.figure_period import period_of
from communique.extract.figure_status import status_of_figure
from communique.extract.figure_words import figure_words
from communique.extract.indicators import Clues, indicator_of
from communique.extract.measures import Measure, measure_of
from communique.extract.number_words import patterns_of
from communique.record import Figure

LEFT, RIGHT = 90, 60  # characters around a number in which indicators look


def find_figures(draft: Draft) -> None:
    """Fill ``draft.figures`` in the order of the text."""
    words = figure_words(draft.language)
    for at, quantity in enumerate(draft.quantities):
        if not is_figure(draft, quantity):
            continue
        unit = quantity.unit or "1"
        measure = _shared(draft, at, quantity, measure_of(draft, quantity))
        before = draft.figures[-1] if draft.figures else None
        weak = measure is None or all(word in words.weak_measures for word in measure.text.lower().split())
        same = weak and before is not None and _continues(draft, before, quantity, unit)
        period = period_of(draft, quantity)
        rate = quantity.rate or _rate(draft, quantity)
        if same and before is not None and before.measure_span is not None and before.measure is not None:
            head = draft.analysis.token_at(before.measure_span[0])
            if head is not None:
                measure = Measure(before.measure, before.measure_span, head, "measure_of_figure_before")
        indicator, about = _indicator(draft, quantity, unit, rate, measure)
        if same and before is not None and indicator is None:
            indicator, about = before.indicator, list(before.about)
        statement = draft.statement_at(quantity.number)
        figure = Figure(
            id=draft.new_id("f"),
            span=quantity.span,
            value=quantity.value,
            high=quantity.high,
            unit=unit,
            rate=rate,
            qualifier=quantity.qualifier,
            measure=measure.text if measure else None,
            measure_span=measure.span if measure else None,
            indicator=indicator,
            about=tuple(about),
            period=period.date if period else None,
            period_span=period.span if period else None,
            status=status_of_figure(draft, quantity),
            statement=statement.id if statement else None,
        )
        draft.figures.append(figure)
        draft.decide(
            "figures", figure.id, f"{quantity.rule}+{measure.rule if measure else 'no_measure'}", quantity.span
        )


def _continues(draft: Draft, before: Figure, quantity: Quantity, unit: str) -> bool:
    """A number without words of its own goes on about what the number before it measured: same unit, at most a sentence on."""
    one, two = draft.analysis.sentence_of(before.span[0]), draft.analysis.sentence_of(quantity.span[0])
    if one is None or two is None or before.unit != unit or unit in ("1", "%"):
        return False
    return two.index - one.index <= 1


def _shared(draft: Draft, at: int, quantity: Quantity, measure: Measure | None) -> Measure | None:
    """The first of two ends ("from 480 in 2017 to 729") has the measure of the other where its own is a date or nothing."""
    if measure is None and at + 1 < len(draft.quantities):
        following = draft.quantities[at + 1]
        sentence = draft.analysis.sentence_of(quantity.span[0])
        if sentence is not None and following.span[1] <= sentence.end and following.unit == quantity.unit:
            return measure_of(draft, following)
    return measure


def _rate(draft: Draft, quantity: Quantity) -> str | None:
    """A rate some words off: "500,000 tonnes of metal products per year", "an annual quota of 810 places"."""
    patterns = patterns_of(draft.language)
    sentence = draft.analysis.sentence_of(quantity.span[0])
    if sentence is None:
        return None
    end = quantity.span[1]
    tokens = draft.analysis.tokens_in((end, min(sentence.end, end + 70)))
    for count, token in enumerate(tokens[1:] if tokens and tokens[0].start < end else tokens):
        if count > 7 or token.pos in ("VERB", "AUX") or token.text in (";", ":", "."):
            break
        if token.text == "," and count > 0:
            break
        if any(other.number[0] == token.start for other in draft.quantities):
            break
        match = patterns.rate.match(draft.text, token.start, sentence.end)
        if match is not None and any(p.span[0] <= token.start < p.span[1] for p in draft.periods):
            break
        if match is not None:
            return next(
                (rate for rate, forms in patterns.words.rates.items() if match.group("rate").lower() in forms), None
            )
    left = draft.text[max(sentence.start, quantity.span[0] - 45) : quantity.span[0]]
    found = list(patterns.rate_before.finditer(left))
    if found and not regex.search(r"[;:,]|\d", left[found[-1].end() :]):
        return patterns.words.rate_before[found[-1].group("rate").lower()]
    return None


def _indicator(
    draft: Draft, quantity: Quantity, unit: str, rate: str | None, measure: Measure | None
) -> tuple[str | None, list[str]]:
    sentence = draft.analysis.sentence_of(quantity.span[0])
    if sentence is None:
        return None, []
    own = (measure.text if measure else "").lower()
    left = draft.text[max(sentence.start, quantity.span[0] - LEFT) : quantity.span[0]].lower()
    right = draft.text[quantity.span[1] : min(sentence.end, quantity.span[1] + RIGHT)].lower()
    project = project_of(draft, quantity, sentence)
    clues = Clues(own, f"{own} | {left} {right}", unit, rate, project is not None)
    rule = indicator_of(draft.language, clues)
    about = about_of(draft, sentence, measure, unit, rule, project)
    return rule.indicator if rule is not None else None, about
