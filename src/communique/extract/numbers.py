"""Numbers with their qualifier, scale, unit and rate, as the words say them: ``draft.quantities``.

A number is found first; then what stands left of it (qualifier, currency sign) and right of it (scale, unit, currency, rate) is
read by patterns made from the language's lists; then neighbours are joined to ranges. Whether a quantity counts as a figure
is decided in ``figures``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import Any

import regex

from communique.extract.draft import Draft, Quantity
from communique.extract.number_words import Behind, NumberWords, Patterns, patterns_of
from communique.extract.ranges import digits_value, is_result, joined
from communique.record import Qualifier, Span

# a telephone number in its international form: "+996 312 37 39 01", "+48 (17) 555-01-20"
PHONE = regex.compile(r"(?<![\p{L}\p{N}])\+\d{1,3}(?:[\s\u00a0().-]{1,2}\d{1,4}){2,6}(?!\p{L})")
# behind a number: the mark of a numbered list, a word, a code ("5-AB7"); "of" behind a vague number
LIST_MARK, WORD, CODE = regex.compile(r"[.)](?:\s|$)"), regex.compile(r"\p{L}+"), regex.compile(r"-\p{Lu}{2,}\d")
PART, OF = regex.compile(r"[^\s-]+"), regex.compile(r"\s+of")


# a name in capitals right before a number: "OPL 321", "SUV 500"
CODE_BEFORE = regex.compile(r"(?<![\p{L}\p{N}])(?P<code>\p{Lu}{2,5})[ -]$")


def find_quantities(draft: Draft) -> None:
    """Fill ``draft.amounts`` with all that is counted or measured, ``draft.quantities`` with what the contract may hold."""
    patterns = patterns_of(draft.language)
    dates = _Busy([period.span for period in draft.periods if not period.duration and not _is_time_span(period.rule)])
    times = _Busy([period.span for period in draft.periods])
    starts = [sentence.start for sentence in draft.analysis.sentences]
    home = _Home(draft)
    phones = _Busy([match.span() for match in PHONE.finditer(draft.text)])
    found: list[Quantity] = []
    taken = -1
    for match in patterns.numbers.find(draft.text):
        at = bisect_right(starts, match.start()) - 1
        if match.start() < taken or at < 0 or match.end() > draft.analysis.sentences[at].end:
            continue
        if dates.meets(match.span()) or phones.meets(match.span()) or _is_part_of_name(draft.text, match, patterns):
            continue
        floor = max(draft.analysis.sentences[at].start, taken if found else 0)
        quantity = _quantity(draft.text, match, patterns, home, floor, draft.analysis.sentences[at].end)
        if quantity is None:
            continue
        if times.meets(match.span()):
            quantity.outside = "time"
        elif quantity.unit in patterns.words.loose_units:
            quantity.outside = "mark"
        found.append(quantity)
        if quantity.outside != "time":
            taken = quantity.span[1]
    draft.amounts = list(joined(draft.text, found, patterns, ends=True))
    inside = joined(draft.text, [q for q in found if not q.outside], patterns)
    draft.quantities = [quantity for quantity in inside if not is_result(draft.text, quantity)]


class _Home:
    """How often the document names each country: decides whose shillings or dinars are meant; counted when asked for."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._named: Counter[str] | None = None

    def __call__(self) -> Counter[str]:
        if self._named is None:
            self._named = Counter(found.code for found in self._draft.countries.find(self._draft.text))
        return self._named


def _is_time_span(rule: str) -> bool:
    """Whether the words of a period count time ("in 15 years", "the first three months") rather than name a date."""
    return rule in ("ago", "in_future", "first_months", "past_years", "after_years")


class _Busy:
    """Spans that are not numbers: dates and periods."""

    def __init__(self, spans: list[Span]) -> None:
        self.spans = sorted(spans)
        self.starts = [start for start, _ in self.spans]

    def meets(self, span: Span) -> bool:
        at = bisect_right(self.starts, span[1] - 1) - 1
        return at >= 0 and self.spans[at][1] > span[0]


def _is_part_of_name(text: str, match: Any, patterns: Patterns) -> bool:
    start, end = match.span()
    if match.lastgroup != "digits":
        return False
    if patterns.name_before.search(text, max(0, start - 14), start) or patterns.clock.match(text, end):
        return True
    if text[start : end + 1] in patterns.words.marks and not text[end + 1 : end + 2].isalpha():
        return True
    if patterns.numbered_name.search(text, max(0, start - 14), end):
        return True
    code = CODE_BEFORE.search(text, max(0, start - 8), start)
    if code is not None and code.group("code") not in patterns.currencies.codes and _is_bare(text, match, patterns):
        return code.group("code") not in patterns.units  # "the OPL 321 block"
    line = text.rfind("\n", 0, start) + 1
    if not text[line:start].strip() and LIST_MARK.match(text, end):
        return True
    follows = WORD.match(text, end)
    if follows is None:
        return bool(CODE.match(text, end))
    word = follows.group()
    if patterns.percent.match(text, end):
        return False
    return not (
        word.lower() in patterns.words.short_scales
        or word in patterns.words.money_only
        or word in patterns.units
        or word.lower() in patterns.units
        or word in patterns.currencies.codes
        or word in patterns.words.money_parts
        or word.lower() in ("fold", "x")
        and word.lower() in patterns.words.times
    )


def _is_bare(text: str, match: Any, patterns: Patterns) -> bool:
    """Whether a number is a short row of digits with no scale, unit or sign behind."""
    digits = match.group("digits") or ""
    if not digits.isdigit() or len(digits) > 4 or patterns.percent.match(text, match.end()):
        return False
    if patterns.scale.match(text, match.end()) or patterns.currency_after.match(text, match.end()):
        return False
    return patterns.unit.match(text, match.end()) is None


def _value(match: Any, words: NumberWords) -> tuple[float, int] | None:
    """The number itself, and where in the text it ends."""
    if match.group("digits"):
        return digits_value(match.group("digits"), words.decimal), match.end()
    if match.group("fixed"):
        form = match.group("fixed").lower()
        return float(words.fixed[form] if form in words.fixed else words.fixed_terms[form][0]), match.end()
    return _spelled(match.group("words").lower(), match.start("words"), words)


def _spelled(words: str, start: int, table: NumberWords) -> tuple[float, int] | None:
    """ "one hundred and twenty-five thousand" → 125000; reads as far as the words make one number."""
    total, current, last, end = 0, 0, 0, start
    for part in PART.finditer(words):
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


def _quantity(text: str, match: Any, patterns: Patterns, home: _Home, floor: int, ceiling: int) -> Quantity | None:
    words = patterns.words
    start, end = match.span()
    behind = Behind(patterns, text, start, ceiling)
    if match.group("vague"):
        return _vague(text, match, patterns, home, floor, ceiling)
    if match.group("times") or match.group("fraction"):
        kind = "times" if match.group("times") else "fraction"
        table = words.times_words if kind == "times" else words.fractions
        value = table[match.group(kind).lower()]
        begin, qualifier = _qualifier(text, start, floor, patterns)
        often = behind.match("rate", end) if kind == "times" else None
        if often is not None:
            return _frequency((begin, often.end()), (start, end), value, qualifier, often, patterns)
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
    times = behind.match("times", end)
    if times is not None and unit is None:
        begin, qualifier = _qualifier(text, left, floor, patterns)
        often = behind.match("rate", times.end())
        if often is not None:
            return _frequency((begin, often.end()), number, value, qualifier, often, patterns)
        one_of = behind.match("per", times.end())
        return Quantity(
            (begin, times.end()), number, value, None, None, None, None, qualifier, "times", spelled, False, True,
            one_of.group("one") if one_of is not None else None,
        )  # fmt: skip
    scale = behind.match("scale", end)
    money_scale = behind.match("money_scale", end)
    if scale is not None:
        value, end = value * words.short_scales[scale.group(1).lower()], scale.end()
    elif money_scale is not None and unit is not None:
        value, end = value * words.money_only[money_scale.group(1)], money_scale.end()
    value = round(value, 6)
    if unit is None:
        percent = behind.match("percent", end)
        currency = behind.match("currency_after", end)
        physical = behind.match("unit", end)
        if percent is not None:
            unit, unit_span, end, rule = "%", percent.span(), percent.end(), "percent"
        elif physical is not None and (currency is None or physical.end() > currency.end()):
            form = physical.group("cased") or physical.group("unit") or physical.group("close")
            factor, unit = patterns.units.get(form) or patterns.units[form.lower()]
            rate = words.scaled_rates.get(form)
            value, unit_span, end, rule = round(value * factor, 6), physical.span(), physical.end(), "unit"
            aged = behind.match("age", match.end())
            if aged is not None:
                end, rule = max(end, aged.end()), "age"
        elif currency is not None:
            code = _currency(currency, patterns, home)
            if code is not None:
                unit, unit_span, end, rule = code, currency.span(), currency.end(), "money_word_after"
        elif match.group("digits") and money_scale is not None:
            currency = behind.match("currency_after", money_scale.end())
            if currency is not None:
                value, unit = value * words.money_only[money_scale.group(1)], _currency(currency, patterns, home)
                unit_span, end, rule = currency.span(), currency.end(), "money_word_after"
    if unit is None:
        part = behind.match("money_part", end)
        if part is not None:
            unit, share = words.money_parts[part.group("part")]
            value, unit_span, end, rule = round(value * share, 6), part.span(), part.end(), "money_part"
    begin, qualifier = _qualifier(text, left, floor, patterns)
    after = behind.match("after_qualifier", end)
    if after is not None and qualifier == "exactly":
        qualifier, end = words.after_qualifiers[after.group(1).lower()], after.end()
    following = behind.match("rate", end)
    if following is not None:
        rate = _rate(following.group("rate"), patterns)
    one_of = behind.match("per", end) if unit is not None and rate is None else None
    per = (one_of.group("slash") or one_of.group("noun") or one_of.group("one")) if one_of is not None else None
    if following is not None and following.group("rate").split()[0].lower() in {*words.per, *words.per_article}:
        per = following.group("rate").split()[-1].lower()
    return Quantity((begin, end), number, value, None, unit, unit_span, rate, qualifier, rule, spelled, per=per)


def _frequency(
    span: Span, number: Span, value: float, qualifier: Qualifier, often: Any, patterns: Patterns
) -> Quantity:
    """ "twice a week", "three times a day": how often, no factor of a change."""
    rate = _rate(often.group("rate"), patterns)
    return Quantity(span, number, value, None, "1", None, rate, qualifier, "frequency", words=True)


def _vague(text: str, match: Any, patterns: Patterns, home: _Home, floor: int, ceiling: int) -> Quantity | None:
    """ "dozens of people", "tens of millions of dollars": from one to the next higher size; no figure."""
    words = patterns.words
    form = match.group("vague").lower()
    part = next((part for part in words.vague_parts if form.startswith(part + " ")), "")
    low, high = words.vague[form[len(part) + 1 :] if part else form]
    if part:
        low, high = low * words.vague_parts[part], low * words.vague_parts[part] * 10
    currency = OF.match(text, match.end(), ceiling)
    money = patterns.currency_after.match(text, currency.end(), ceiling) if currency is not None else None
    begin, qualifier = _qualifier(text, match.start(), floor, patterns)
    unit, span, end = None, None, match.end()
    if money is not None:
        unit, span, end = _currency(money, patterns, home), money.span(), money.end()
    return Quantity(
        (begin, end), match.span(), low, high, unit, span, None, qualifier, "vague", words=True, outside="vague"
    )


def _rate(form: str, patterns: Patterns) -> str | None:
    form = form.lower()
    return next((rate for rate, forms in patterns.words.rates.items() if form in forms), None)


def _sign(sign: str, patterns: Patterns) -> str:
    return patterns.symbols.get(sign, sign)


def _currency(match: Any, patterns: Patterns, home: _Home) -> str | None:
    """The currency; a word of several countries is that of the one that the document names most."""
    if match.group("code"):
        return _sign(match.group("code"), patterns)
    word = match.group("word").lower()
    first, _, rest = word.partition(" ")
    plain = rest if first in patterns.words.shared_money else word
    countries = patterns.currencies.by_country.get(plain, {})
    named = [(count, code) for code, count in home().items() if code in countries]
    if named and word not in patterns.words.one_currency:
        return countries[max(named)[1]]
    return patterns.currencies.words.get(word) or patterns.words.money_words.get(word)


def _qualifier(text: str, left: int, floor: int, patterns: Patterns) -> tuple[int, Qualifier]:
    start = max(floor, left - 40)
    found = patterns.qualifier.search(text, start, left) if patterns.before.fitting(text[start:left]) else None
    if found is None:
        return left, "exactly"
    form = found.group(1).lower()
    if form in patterns.words.moved and patterns.mover.search(text, max(floor, found.start() - 12), found.start()):
        return left, "exactly"  # "has gone up to 38": the particle is the verb's
    return found.start(), patterns.qualifiers[form]
