"""Neighbouring numbers as one: ranges, pairs, parts out of a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import regex

from communique.extract.draft import Quantity
from communique.extract.number_words import Patterns

SEPARATORS = regex.compile(r"[\s\u00a0\u202f\u2009½]")
THOUSANDS = regex.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
GOES_ON, BEGAN = regex.compile(r"[-–]\d"), regex.compile(r"\d[-–]$")


def digits_value(digits: str, decimal: str = ".") -> float:
    """The value of digits with their separators, of which ``decimal`` is the one before the decimals."""
    half = 0.5 if digits.endswith("½") else 0.0
    digits = SEPARATORS.sub("", digits)
    if decimal == "." and THOUSANDS.fullmatch(digits):
        digits = digits.replace(",", "")
    return float(digits.replace(",", ".") or 0) + half


def joined(text: str, found: list[Quantity], patterns: Patterns, *, ends: bool = False) -> Iterable[Quantity]:
    """Neighbours as ranges or pairs: "15 to 25 million tonnes", "between 5 and 5.5 million", "from 198 to 450 MW"."""
    words, joins = patterns.words.ranges, patterns.joins
    waiting: Quantity | None = None
    for quantity in found:
        if waiting is None:
            waiting = quantity
            continue
        gap = text[waiting.span[1] : quantity.span[0]]
        out_of = patterns.out_of.search(text, waiting.span[1], quantity.span[0])
        first = waiting
        if (
            out_of is not None
            and out_of.start() == waiting.span[1]
            and quantity.unit is None
            and waiting.value < quantity.value
        ):
            waiting = replace(
                waiting, span=(waiting.span[0], quantity.span[1]), number=(waiting.number[0], quantity.number[1]),
                value=round(100 * waiting.value / quantity.value, 2), unit="%", rule="out_of",
            )  # fmt: skip
            continue
        if _is_rest(text, first, quantity, gap, patterns):
            waiting = replace(
                first, span=(first.span[0], quantity.span[1]), number=(first.number[0], quantity.number[1]),
                value=first.value + quantity.value, unit=first.unit or quantity.unit, rate=quantity.rate,
                unit_span=first.unit_span or quantity.unit_span,
            )  # fmt: skip
            continue
        is_between = joins.conjunction.fullmatch(gap) and joins.between.search(
            text, max(0, first.span[0] - 20), first.span[0]
        )
        if (joins.join.fullmatch(gap) or is_between) and not (
            first.multiplier
            or quantity.multiplier
            or "%" in (first.unit, quantity.unit)
            and first.unit not in (None, quantity.unit)
        ):
            pair = joins.source.search(text, max(0, first.span[0] - 8), first.span[0])
            pair = pair if any(c.isalpha() for c in gap) else None
            mixed = first.rule != quantity.rule and first.unit_span is not None and quantity.unit_span is not None
            apart = ends and (
                gap.strip().lower() == words["or"] or mixed or _is_step(text, first, quantity, gap, patterns)
            )
            quantity = _signed(first, quantity)
            first = first if apart and first.unit is not None else _same_scale(text, first, quantity)
            if first.unit == quantity.unit and first.value < quantity.value and not (pair or apart):
                begin = is_between.start() if is_between else first.span[0]
                waiting = replace(
                    first, span=(begin, quantity.span[1]), number=(first.number[0], quantity.number[1]),
                    high=quantity.value, rate=quantity.rate or first.rate, unit_span=quantity.unit_span, rule="range",
                    per=quantity.per or first.per,
                )  # fmt: skip
                continue
        if ends and not first.outside and joins.source.search(text, max(0, first.span[0] - 8), first.span[0]):
            both = _same_scale(text, first, quantity)
            if (
                joins.goes_to.fullmatch(gap)
                and both.unit == quantity.unit
                and both.high is None
                and quantity.high is None
            ):
                waiting = replace(
                    both, span=(both.span[0], quantity.span[1]), number=(both.number[0], quantity.number[1]),
                    high=quantity.value, unit_span=quantity.unit_span, rule="ends", qualifier="exactly",
                )  # fmt: skip
                continue
        yield first
        waiting = quantity
    if waiting is not None:
        yield waiting


def _is_rest(text: str, first: Quantity, second: Quantity, gap: str, patterns: Patterns) -> bool:
    """ "$1 billion 786 million": one amount in two scales; "$7 billion almost $200 million" are two."""
    signed = second.unit_span is not None and second.unit_span[0] < second.number[0]
    if signed or second.qualifier != "exactly":
        return False
    if gap.strip() or first.words or second.words or second.unit not in (None, first.unit) and first.unit is not None:
        return False
    scales = [patterns.scale.match(text, q.number[1], q.span[1]) for q in (first, second)]
    if scales[0] is None or scales[1] is None or first.high is not None:
        return False
    sizes = [patterns.words.short_scales[scale.group(1).lower()] for scale in scales if scale is not None]
    return sizes[0] > sizes[1] and second.value < sizes[0]


def _is_step(text: str, first: Quantity, second: Quantity, gap: str, patterns: Patterns) -> bool:
    """ "up 10.4 cents to $2.24", "by $43.6 billion to $419.2 billion": by how much, then where it came to."""
    return (
        gap.strip().lower() == patterns.words.ranges["to"]
        and first.unit is not None
        and first.unit_span != second.unit_span
        and patterns.joins.step.search(text, max(0, first.span[0] - 10), first.span[0]) is not None
    )


def _signed(first: Quantity, second: Quantity) -> Quantity:
    """ "$500–600 million": the sign of money before the first of two is that of the second too."""
    before = first.unit_span is not None and first.unit_span[1] <= first.number[0]
    return replace(second, unit=first.unit) if before and second.unit is None and not second.multiplier else second


def _same_scale(text: str, first: Quantity, second: Quantity) -> Quantity:
    """The first of two takes the scale and unit of the second where it has none of its own."""
    if first.unit is not None and second.unit is not None and first.unit != second.unit:
        return first
    value = first.value
    plain = text[first.number[1] : first.span[1]].strip() == ""
    scale = (
        second.value / (digits_value(text[slice(*second.number)]) or 1)
        if second.number[1] - second.number[0] and not second.words
        else 1
    )
    if plain and scale >= 1000 and value < 1000:
        value = round(value * scale, 6)
    if first.unit is None:
        return replace(first, value=value, unit=second.unit, unit_span=second.unit_span, rate=first.rate or second.rate)
    return replace(first, value=value, rate=first.rate or second.rate)


def is_result(text: str, quantity: Quantity) -> bool:
    """A part of "2-1": the result of a game, unless it is a range."""
    start, end = quantity.number
    if quantity.unit is not None or quantity.high is not None:
        return False
    return bool(GOES_ON.match(text, end) or BEGAN.search(text, max(0, start - 2), start))
