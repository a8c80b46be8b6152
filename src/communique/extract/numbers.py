"""Numbers with their qualifier, scale, unit and rate, as the words say them: ``draft.quantities``.

A number is found first; then what stands left of it (qualifier, currency sign) and right of it (scale, unit, currency, rate) is
read by patterns made from the language's lists; then neighbours are joined to ranges. Whether a quantity counts as a figure
is decided in ``figures``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import msgspec
import regex

from communique.extract.draft import Draft, Quantity
from communique.record import Qualifier, Span

SPACE = r"[ \t\u00a0\u202f\u2009]"


class NumberWords(msgspec.Struct, frozen=True):
    """The file ``numbers.yml`` of a language."""

    ones: dict[str, int]
    tens: dict[str, int]
    scales: dict[str, int]
    short_scales: dict[str, int]
    money_only: dict[str, int]
    fixed: dict[str, float]
    fixed_terms: dict[str, tuple[float, str]]
    fractions: dict[str, float]
    out_of: list[str]
    qualifiers: dict[Qualifier, list[str]]
    after_qualifiers: dict[str, Qualifier]
    between_words: list[str]
    ranges: dict[str, Any]
    percent: list[str]
    percentage_points: list[str]
    rates: dict[str, list[str]]
    rate_before: dict[str, str]
    units: dict[str, list[str]]
    cased_units: list[str]
    scaled_units: dict[str, tuple[int, str]]
    scaled_rates: dict[str, str]
    compound_joins: list[str]
    times: list[str]
    times_words: dict[str, float]
    name_before: list[str]


class CurrencyWords(msgspec.Struct, frozen=True):
    """The file ``currencies.yml`` of a language."""

    codes: list[str]
    symbols: dict[str, str]
    words: dict[str, str]
    by_country: dict[str, dict[str, str]]


def _any(words: Iterable[str]) -> str:
    return "|".join(regex.escape(word, special_only=True) for word in sorted(words, key=len, reverse=True))


@dataclass(frozen=True)
class Patterns:
    """The compiled patterns of a language."""

    words: NumberWords
    currencies: CurrencyWords
    number: Any
    qualifier: Any
    sign_before: Any
    scale: Any
    money_scale: Any
    percent: Any
    currency_after: Any
    unit: Any
    rate: Any
    rate_before: Any
    after_qualifier: Any
    times: Any
    out_of: Any
    name_before: Any
    units: dict[str, tuple[float, str]]
    qualifiers: dict[str, Qualifier]


@lru_cache
def patterns_of(language: Any) -> Patterns:
    words: NumberWords = language.data("numbers", NumberWords)
    currencies: CurrencyWords = language.data("currencies", CurrencyWords)
    word = _any([*words.ones, *words.tens, *words.scales])
    digits = r"\d{1,3}(?:[,\u00a0\u202f\u2009 ]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:[.,]\d+)?(?:½)?|½"
    number = regex.compile(
        rf"(?<![\p{{L}}\p{{N}}_@#+/]|\p{{L}}[-–.]|\d[.,:])(?P<digits>{digits})(?!\d|[:/]\d|(?:st|nd|rd|th)\b)"
        rf"|(?<![\p{{L}}\p{{N}}-])(?P<times>{_any(words.times_words)})(?![\p{{L}}])"
        rf"|(?<![\p{{L}}\p{{N}}-])(?P<fixed>{_any([*words.fixed, *words.fixed_terms])})(?![\p{{L}}-])"
        rf"|(?<![\p{{L}}\p{{N}}-])(?P<fraction>{_any(words.fractions)})(?![\p{{L}}-])"
        rf"|(?<![\p{{L}}\p{{N}}-])(?P<words>(?:{word})(?:(?:[ -]| and (?=(?:{word})))(?:{word}))*)(?!\p{{L}}|-\p{{L}}*(?:fold|st|nd|rd|th)\b)",
        regex.IGNORECASE,
    )
    units = {form: (1.0, unit) for unit, forms in words.units.items() for form in forms}
    units |= {form: (float(scale), unit) for form, (scale, unit) in words.scaled_units.items()}
    cased = [form for form in units if form in words.cased_units or form in words.scaled_units]
    free = [form for form in units if form not in cased]
    qualifiers = {form.lower(): kind for kind, forms in words.qualifiers.items() for form in forms}
    rates = [form for forms in words.rates.values() for form in forms]
    flags = regex.IGNORECASE
    return Patterns(
        words,
        currencies,
        number,
        regex.compile(
            rf"(?:(?<![\p{{L}}])({_any(qualifiers)})(?:{SPACE}+(?:{_any(words.between_words)}))*{SPACE}*)$", flags
        ),
        regex.compile(
            rf"(?:(?<![\p{{L}}])(?:{_any(currencies.codes)})|{_any(currencies.symbols)}){SPACE}?$|(?<![\p{{L}}])(?:{_any(currencies.codes)}){SPACE}*$"
        ),
        regex.compile(rf"[-{SPACE[1:-1]}]{{0,2}}({_any(words.short_scales)})(?![\p{{L}}])", flags),
        regex.compile(rf"{SPACE}?({_any(words.money_only)})(?![\p{{L}}\p{{N}}])"),
        regex.compile(rf"[-{SPACE[1:-1]}]?(?:{_any(words.percent)})(?![\p{{L}}])", flags),
        regex.compile(
            rf"[-{SPACE[1:-1]}]?(?:(?P<code>{_any([*currencies.codes, *currencies.symbols])})(?![\p{{L}}])"
            rf"|(?P<word>(?i:{_any([*currencies.words, *currencies.by_country])}))(?![\p{{L}}]))"
        ),
        regex.compile(
            rf"(?:[-{SPACE[1:-1]}]{{0,2}}(?:of )?)(?:(?P<cased>{_any(cased)})|(?i:(?P<unit>{_any(free)})))(?![\p{{L}}\p{{N}}²³])"
        ),
        regex.compile(
            rf"{SPACE}*(?P<rate>{_any(rates)})(?![\p{{L}}])(?!{SPACE}+(?:ago|earlier|before|later|on|and a half)\b)",
            flags,
        ),
        regex.compile(rf"(?<![\p{{L}}])(?P<rate>{_any(words.rate_before)})(?![\p{{L}}])", flags),
        regex.compile(rf"{SPACE}*,?{SPACE}*({_any(words.after_qualifiers)})(?![\p{{L}}])", flags),
        regex.compile(rf"[{SPACE[1:-1]}]?(?:{_any(words.times)})(?![\p{{L}}])", flags),
        regex.compile(rf"{SPACE}+(?:{_any(words.out_of)}){SPACE}+$", flags),
        regex.compile(rf"(?<![\p{{L}}])(?:{_any(words.name_before)}){SPACE}*$", flags),
        units,
        qualifiers,
    )


def find_quantities(draft: Draft) -> None:
    """Fill ``draft.quantities``, in the order of the text."""
    patterns = patterns_of(draft.language)
    busy = _Busy([period.span for period in draft.periods])
    starts = [sentence.start for sentence in draft.analysis.sentences]
    home = _currencies_at_home(draft)
    found: list[Quantity] = []
    taken = -1
    for match in patterns.number.finditer(draft.text):
        at = bisect_right(starts, match.start()) - 1
        if match.start() < taken or at < 0 or match.end() > draft.analysis.sentences[at].end:
            continue
        if busy.meets(match.span()) or _is_part_of_name(draft.text, match, patterns):
            continue
        floor = max(draft.analysis.sentences[at].start, taken if found else 0)
        quantity = _quantity(draft.text, match, patterns, home, floor, draft.analysis.sentences[at].end)
        if quantity is not None:
            found.append(quantity)
            taken = quantity.span[1]
    draft.quantities = list(_joined(draft.text, found, patterns))


class _Busy:
    """Spans that are not numbers: dates and periods."""

    def __init__(self, spans: list[Span]) -> None:
        self.spans = sorted(spans)
        self.starts = [start for start, _ in self.spans]

    def meets(self, span: Span) -> bool:
        at = bisect_right(self.starts, span[1] - 1) - 1
        return at >= 0 and self.spans[at][1] > span[0]


def _currencies_at_home(draft: Draft) -> Counter[str]:
    """How often the document names each country: decides whose shillings or dinars are meant."""
    from communique.knowledge import countries

    return Counter(found.code for found in countries.find_countries(draft.text))


def _is_part_of_name(text: str, match: Any, patterns: Patterns) -> bool:
    start, end = match.span()
    if match.lastgroup != "digits":
        return False
    if patterns.name_before.search(text, max(0, start - 14), start):
        return True
    line = text.rfind("\n", 0, start) + 1
    if not text[line:start].strip() and regex.match(r"[.)](?:\s|$)", text[end:]):
        return True
    follows = regex.match(r"\p{L}+", text[end:])
    if follows is None:
        return bool(regex.match(r"-\p{Lu}{2,}\d", text[end:]))
    word = follows.group()
    return not (
        word.lower() in patterns.words.short_scales
        or word in patterns.words.money_only
        or word in patterns.units
        or word.lower() in patterns.units
        or word in patterns.currencies.codes
        or word.lower() in ("fold", "x")
        and word.lower() in patterns.words.times
    )


def _value(match: Any, words: NumberWords) -> tuple[float, int] | None:
    """The number itself, and where in the text it ends."""
    if match.group("digits"):
        return _digits(match.group("digits")), match.end()
    if match.group("fixed"):
        form = match.group("fixed").lower()
        return float(words.fixed[form] if form in words.fixed else words.fixed_terms[form][0]), match.end()
    return _spelled(match.group("words").lower(), match.start("words"), words)


def _digits(digits: str) -> float:
    half = 0.5 if digits.endswith("½") else 0.0
    digits = regex.sub(r"[\s\u00a0\u202f\u2009½]", "", digits)
    if regex.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        digits = digits.replace(",", "")
    return float(digits.replace(",", ".") or 0) + half


def _spelled(words: str, start: int, table: NumberWords) -> tuple[float, int] | None:
    """ "one hundred and twenty-five thousand" → 125000; reads as far as the words make one number."""
    total, current, last, end = 0, 0, 0, start
    for part in regex.finditer(r"[^\s-]+", words):
        word = part.group()
        if word in table.ones or word in table.tens:
            value = table.ones.get(word) or table.tens[word]
            if last and (value >= last or last < 20):
                break
            current, last = current + value, value if value >= 20 else 1
        elif word in table.scales:
            scale = table.scales[word]
            if scale == 100:
                current, last = (current or 1) * 100, 100
            else:
                total, current, last = total + (current or 1) * scale, 0, scale
        else:
            continue
        end = start + part.end()
    return (float(total + current), end) if end > start else None


def _quantity(
    text: str, match: Any, patterns: Patterns, home: Counter[str], floor: int, ceiling: int
) -> Quantity | None:
    words = patterns.words
    start, end = match.span()
    if match.group("times") or match.group("fraction"):
        kind = "times" if match.group("times") else "fraction"
        table = words.times_words if kind == "times" else words.fractions
        value = table[match.group(kind).lower()]
        begin, qualifier = _qualifier(text, start, floor, patterns)
        return Quantity(
            (begin, end), (start, end), value, None, "%" if kind == "fraction" else None, None, None, qualifier,
            kind, words=True, multiplier=kind == "times",
        )  # fmt: skip
    read = _value(match, words)
    if read is None:
        return None
    value, end = read
    number = (start, end)
    spelled = match.group("digits") is None
    unit: str | None = None
    unit_span: Span | None = None
    rate: str | None = None
    rule = "count"
    if match.group("fixed") and match.group("fixed").lower() in words.fixed_terms:
        unit, rule = words.fixed_terms[match.group("fixed").lower()][1], "term"
    sign = patterns.sign_before.search(text, max(floor, start - 6), start)
    left = start
    if sign is not None:
        left = sign.start()
        unit, unit_span, rule = _sign(sign.group().strip(), patterns), sign.span(), "money_sign_before"
    times = patterns.times.match(text, end, ceiling)
    if times is not None and unit is None:
        begin, qualifier = _qualifier(text, left, floor, patterns)
        return Quantity(
            (begin, times.end()), number, value, None, None, None, None, qualifier, "times", spelled, False, True
        )
    scale = patterns.scale.match(text, end, ceiling)
    money_scale = patterns.money_scale.match(text, end, ceiling)
    if scale is not None:
        value, end = value * words.short_scales[scale.group(1).lower()], scale.end()
    elif money_scale is not None and unit is not None:
        value, end = value * words.money_only[money_scale.group(1)], money_scale.end()
    value = round(value, 6)
    if unit is None:
        percent = patterns.percent.match(text, end, ceiling)
        currency = patterns.currency_after.match(text, end, ceiling)
        physical = patterns.unit.match(text, end, ceiling)
        if percent is not None:
            unit, unit_span, end, rule = "%", percent.span(), percent.end(), "percent"
        elif physical is not None and (currency is None or physical.end() > currency.end()):
            form = physical.group("cased") or physical.group("unit")
            factor, unit = patterns.units.get(form) or patterns.units[form.lower()]
            rate = words.scaled_rates.get(form)
            value, unit_span, end, rule = round(value * factor, 6), physical.span(), physical.end(), "unit"
        elif currency is not None:
            code = _currency(currency, patterns, home)
            if code is not None:
                unit, unit_span, end, rule = code, currency.span(), currency.end(), "money_word_after"
        elif match.group("digits") and money_scale is not None:
            currency = patterns.currency_after.match(text, money_scale.end(), ceiling)
            if currency is not None:
                value, unit = value * words.money_only[money_scale.group(1)], _currency(currency, patterns, home)
                unit_span, end, rule = currency.span(), currency.end(), "money_word_after"
    begin, qualifier = _qualifier(text, left, floor, patterns)
    after = patterns.after_qualifier.match(text, end, ceiling)
    if after is not None and qualifier == "exactly":
        qualifier, end = words.after_qualifiers[after.group(1).lower()], after.end()
    following = patterns.rate.match(text, end, ceiling)
    if following is not None:
        rate = _rate(following.group("rate"), patterns)
    return Quantity((begin, end), number, value, None, unit, unit_span, rate, qualifier, rule, spelled)


def _rate(form: str, patterns: Patterns) -> str | None:
    form = form.lower()
    return next((rate for rate, forms in patterns.words.rates.items() if form in forms), None)


def _sign(sign: str, patterns: Patterns) -> str:
    return patterns.currencies.symbols.get(sign, sign)


def _currency(match: Any, patterns: Patterns, home: Counter[str]) -> str | None:
    """The currency; a word of several countries is that of the one that the document names most."""
    if match.group("code"):
        return _sign(match.group("code"), patterns)
    word = match.group("word").lower()
    countries = patterns.currencies.by_country.get(word, {})
    named = [(count, code) for code, count in home.items() if code in countries]
    if named and word not in ("dollars", "dollar"):
        return countries[max(named)[1]]
    return patterns.currencies.words.get(word)


def _qualifier(text: str, left: int, floor: int, patterns: Patterns) -> tuple[int, Qualifier]:
    found = patterns.qualifier.search(text, max(floor, left - 40), left)
    if found is None:
        return left, "exactly"
    return found.start(), patterns.qualifiers[found.group(1).lower()]


def _joined(text: str, found: list[Quantity], patterns: Patterns) -> Iterable[Quantity]:
    """Neighbours as ranges or pairs: "15 to 25 million tonnes", "between 5 and 5.5 million", "from 198 to 450 MW"."""
    join = regex.compile(rf"{SPACE}*(?:{_any(patterns.words.ranges['join'])}){SPACE}*")
    between = regex.compile(rf"\b{patterns.words.ranges['between']}{SPACE}+(?:\p{{L}}+{SPACE}+)?$", regex.IGNORECASE)
    source = regex.compile(rf"\b{patterns.words.ranges['from']}{SPACE}+$", regex.IGNORECASE)
    conjunction = regex.compile(rf"{SPACE}*{patterns.words.ranges['and']}{SPACE}*")
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
        is_between = conjunction.fullmatch(gap) and between.search(text, max(0, first.span[0] - 20), first.span[0])
        if (join.fullmatch(gap) or is_between) and not (
            first.multiplier
            or quantity.multiplier
            or "%" in (first.unit, quantity.unit)
            and first.unit not in (None, quantity.unit)
        ):
            first = _same_scale(text, first, quantity)
            pair = source.search(text, max(0, first.span[0] - 8), first.span[0])
            if first.unit == quantity.unit and first.value < quantity.value and not pair:
                begin = is_between.start() if is_between else first.span[0]
                waiting = replace(
                    first, span=(begin, quantity.span[1]), number=(first.number[0], quantity.number[1]),
                    high=quantity.value, rate=quantity.rate or first.rate, unit_span=quantity.unit_span, rule="range",
                )  # fmt: skip
                continue
        yield first
        waiting = quantity
    if waiting is not None:
        yield waiting


def _same_scale(text: str, first: Quantity, second: Quantity) -> Quantity:
    """The first of two takes the scale and unit of the second where it has none of its own."""
    if first.unit is not None and second.unit is not None and first.unit != second.unit:
        return first
    value = first.value
    plain = text[first.number[1] : first.span[1]].strip() == ""
    scale = (
        second.value / _digits(text[slice(*second.number)])
        if second.number[1] - second.number[0] and not second.words
        else 1
    )
    if plain and scale >= 1000 and value < 1000:
        value = round(value * scale, 6)
    if first.unit is None:
        return replace(first, value=value, unit=second.unit, unit_span=second.unit_span, rate=first.rate or second.rate)
    return replace(first, value=value, rate=first.rate or second.rate)
