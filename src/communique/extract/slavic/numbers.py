"""Numbers where one small word means two things: "до 30 тонн" is at most, "вырос до 30" is where it came to, "от 5 до 7" a range."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import regex

from communique.extract.draft import Draft, Quantity
from communique.extract.number_words import NumberWords, any_of
from communique.extract.numbers import find_quantities as find_all

REACH = 110  # characters before a number in which the verb stands that leads to it
CARRIED = 4  # sentences over which a scaled number takes the unit of the one before


def find_quantities(draft: Draft) -> None:
    """As for all languages; then ends, ranges and units that two numbers share are put right."""
    find_all(draft)
    words = draft.language.data("numbers", NumberWords)
    found = [_one(draft, _no_stop(draft, _no_period(draft, quantity)), words) for quantity in draft.quantities]
    draft.quantities = _carried(draft, _ranges(draft, found, words), words)


@lru_cache
def _leads(language: Any) -> Any:
    words = language.data("numbers", NumberWords)
    stems = "|".join(map(regex.escape, words.end_after))
    source = words.ranges["from"]
    return regex.compile(
        rf"(?<!\p{{L}})(?:(?:{stems})\p{{L}}*|{source}\s+[\d$€])(?=(?:[^;:.]|\.(?=\d|\s*\p{{Ll}}))*$)", regex.IGNORECASE
    )


def _one(draft: Draft, quantity: Quantity, words: NumberWords) -> Quantity:
    """A number after "до": how much at most, or the end of a change; a number of times only after "в"."""
    text = draft.words(quantity.span).lower()
    if quantity.rule == "times" and words.times_after and quantity.number[1] < quantity.span[1]:
        before = regex.search(r"(\p{L}+)\s*$", draft.text[: quantity.number[0]])
        if before is None or before.group(1).lower() not in words.times_after:
            return replace(quantity, multiplier=False, rule="count")
    for end in words.end_words:
        if quantity.qualifier == "up_to" and regex.match(rf"{end}\s", text):
            left = draft.text[max(0, quantity.span[0] - REACH) : quantity.span[0]]
            led = list(_leads(draft.language).finditer(left))
            offset = quantity.span[0] - len(left)
            if any(not draft.in_period(match.end() - 1 + offset) for match in led):  # no "с 2007 года … до 60 дней"
                start = quantity.span[0] + regex.match(rf"{end}\s+", text).end()  # type: ignore[union-attr]
                return replace(quantity, span=(start, quantity.span[1]), qualifier="exactly")
    return quantity


def _no_stop(draft: Draft, quantity: Quantity) -> Quantity:
    """ "составил $15 млрд.": the full stop that ends the sentence is no part of the amount."""
    sentence = draft.analysis.sentence_of(quantity.span[0])
    start, end = quantity.span
    if sentence is None or end != sentence.end or draft.text[end - 1 : end] != ".":
        return quantity
    return replace(quantity, span=(start, end - 1))


def _no_period(draft: Draft, quantity: Quantity) -> Quantity:
    """ "131,2 миллиона годом ранее": the word behind opens a period and is no unit."""
    unit = quantity.unit_span
    if unit is None or unit[0] < quantity.number[1] or not any(unit[0] <= p.span[0] < unit[1] for p in draft.periods):
        return quantity
    end = len(draft.text[: unit[0]].rstrip())
    return replace(quantity, unit=None, unit_span=None, span=(quantity.span[0], end), rule="count")


def _ranges(draft: Draft, found: list[Quantity], words: NumberWords) -> list[Quantity]:
    """ "от 5 до 7 млн": both ends as one; "с 600 млн до 1,25 млрд кубометров": the first has the unit of the second."""
    start_word, ends = words.ranges.get("start", ""), any_of(words.end_words)
    kept: list[Quantity] = []
    for quantity in found:
        first = kept[-1] if kept else None
        gap = draft.text[first.span[1] : quantity.number[0]] if first is not None else ""
        together = first is not None and regex.fullmatch(rf"\s+(?:{ends})\s+[$€]?", gap) and not first.multiplier
        if first is not None and _is_span(draft, first, quantity):  # "$500–600 млн"
            scaled = _same_unit(draft, first, replace(quantity, unit=first.unit))
            kept[-1] = replace(
                scaled, span=(first.span[0], quantity.span[1]), number=(first.number[0], quantity.number[1]), high=quantity.value,
                rule="range",
            )  # fmt: skip
            continue
        if first is None or not together or first.unit not in (None, quantity.unit) or quantity.multiplier:
            kept.append(quantity)
            continue
        first = _same_unit(draft, first, quantity)
        opened = draft.words(first.span).lower().startswith(start_word + " ")
        if opened and first.value < quantity.value:
            kept[-1] = replace(
                first, span=(first.span[0], quantity.span[1]), number=(first.number[0], quantity.number[1]), high=quantity.value,
                unit=quantity.unit, unit_span=quantity.unit_span, rate=quantity.rate, qualifier="exactly", rule="range",
            )  # fmt: skip
        else:
            kept[-1] = first
            kept.append(quantity)
    return kept


def _is_span(draft: Draft, first: Quantity, second: Quantity) -> bool:
    """Two numbers with a dash between, of which the first has the sign of money and the second the scale."""
    money = first.unit is not None and len(first.unit) == 3 and first.unit.isupper() and second.unit is None
    gap = draft.text[first.span[1] : second.span[0]]
    return (
        money
        and not second.multiplier
        and regex.fullmatch(r"\s?[-–—]\s?", gap) is not None
        and first.value < second.value
    )


def _same_unit(draft: Draft, first: Quantity, second: Quantity) -> Quantity:
    """The first of two with the unit of the second, and its scale where the first has neither."""
    plain = draft.text[first.number[1] : first.span[1]].strip() == ""
    digits = regex.sub(r"[^\d,.]", "", draft.words(second.number)).replace(",", ".")
    scale = second.value / float(digits) if regex.fullmatch(r"\d+(?:\.\d+)?", digits) and float(digits) else 1.0
    value = round(first.value * scale, 6) if plain and scale >= 1000 and first.value < 1000 else first.value
    if first.unit is not None:
        return replace(first, value=value)
    return replace(
        first,
        value=value,
        unit=second.unit,
        unit_span=second.unit_span,
        rule=second.rule,
        rate=first.rate or second.rate,
    )


def _carried(draft: Draft, found: list[Quantity], words: NumberWords) -> list[Quantity]:
    """A number with a scale and nothing that it counts has the unit of the number before it: "… против 29,7 млн"."""
    kept: list[Quantity] = []
    for quantity in found:
        before = next((q for q in reversed(kept) if not q.multiplier and q.unit not in (None, "%", "1")), None)
        if (
            before is not None
            and before.unit is not None
            and quantity.unit is None
            and _stands_alone(draft, quantity, words)
        ):
            one, two = draft.analysis.sentence_of(before.span[0]), draft.analysis.sentence_of(quantity.span[0])
            near = one is not None and two is not None and two.index - one.index < CARRIED
            if near and one is not None and two is not None and one.paragraph == two.paragraph:
                quantity = replace(quantity, unit=before.unit, unit_span=before.unit_span, rule="carried_unit")
        kept.append(quantity)
    return kept


def _stands_alone(draft: Draft, quantity: Quantity, words: NumberWords) -> bool:
    """Whether a number ends in its scale and no noun that it could count follows."""
    scaled = draft.text[quantity.number[0] : quantity.span[1]].lower().split()
    if not scaled or scaled[-1] not in words.short_scales or quantity.multiplier or quantity.value < 100_000:
        return False
    last = draft.analysis.tokens_in(quantity.span)[-1]
    following = draft.analysis.tokens[last.i + 1] if last.i + 1 < len(draft.analysis.tokens) else None
    if following is not None and any(p.span[0] <= following.start < p.span[1] for p in draft.periods):
        return True  # "против 131,2 миллиона годом ранее"
    return (
        following is None or following.sentence != last.sentence or following.pos not in ("NOUN", "ADJ", "PROPN", "X")
    )
