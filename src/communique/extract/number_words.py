"""The words of numbers, units and money of a language, and the patterns made from them once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import msgspec
import regex

from communique.extract.number_places import NumberPlaces
from communique.extract.pattern_needs import EDGE, Presence
from communique.record import Qualifier

TIMES = ("min", "h", "d", "wk", "mo", "a", "s")  # "a day" after an amount is its rate
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
    numbered_names: list[str]
    marks: frozenset[str]
    close_units: list[str]
    loose_units: frozenset[str]
    vague: dict[str, tuple[float, float]]
    vague_parts: dict[str, float]
    money_parts: dict[str, tuple[str, float]]
    money_signs: dict[str, str]
    money_words: dict[str, str]
    clock: list[str]
    per: list[str]
    per_article: list[str]
    per_nouns: frozenset[str]
    age: list[str]
    decimal: Literal[".", ","] = "."
    scaled_signs: dict[
        str, str
    ] = {}  # letters that are a sign of money only before a number with a scale: "R12 billion"
    ordinal_ends: str = "(?:st|nd|rd|th)\\b"  # what makes digits an ordinal, as a pattern
    times_after: list[str] = []  # words before a number of times that make it a change
    end_words: list[str] = []  # "до": at most, or where something came to
    end_after: list[str] = []  # beginnings of words after which it is the latter
    and_a_half: str = ""  # after a number word: half more
    moved: frozenset[str] = frozenset()
    shared_money: frozenset[str] = frozenset()  # words before a currency's that leave its country open: "CFA francs"
    one_currency: frozenset[str] = frozenset()  # words of money that mean one currency wherever the report is from
    movers: list[str] = []


class CurrencyWords(msgspec.Struct, frozen=True):
    """The file ``currencies.yml`` of a language."""

    codes: list[str]
    symbols: dict[str, str]
    words: dict[str, str]
    by_country: dict[str, dict[str, str]]


def any_of(words: Iterable[str]) -> str:
    """The words as alternatives of a pattern, the longest first; what matches nothing where there are none."""
    return "|".join(regex.escape(word, special_only=True) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


@dataclass(frozen=True, slots=True)
class Joins:
    """The patterns of what stands between and before two numbers that belong together."""

    join: Any  # "to", "–"
    between: Any
    source: Any  # "from"
    conjunction: Any
    goes_to: Any  # "from 198 to 450 MW", "from $36,040 late on Monday to $34,935": where something began and where it came to
    step: Any  # "by $43.6 billion | to": by how much, then where it came to


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
    numbered_name: Any
    clock: Any
    money_part: Any
    per: Any
    age: Any
    mover: Any
    symbols: dict[str, str]
    units: dict[str, tuple[float, str]]
    qualifiers: dict[str, Qualifier]
    joins: Joins
    numbers: NumberPlaces
    behind: dict[str, frozenset[str]]  # what a word behind a number begins with → which of ``BEHIND`` it may belong to
    before: Presence  # whether a qualifier may be there


# what stands behind a number, by the patterns' names
BEHIND = (
    "times", "scale", "money_scale", "percent", "currency_after", "unit", "money_part", "after_qualifier", "rate", "per", "age",
)  # fmt: skip
REACH = 80  # characters behind a number in which their words are looked for
RUN = regex.compile(r"\p{L}+|[^\s\p{L}\d]")  # letters side by side, or a mark


class Behind:
    """What stands behind a number: patterns are tried of which a word begins there."""

    def __init__(self, patterns: Patterns, text: str, start: int, ceiling: int) -> None:
        self._patterns, self._text, self._ceiling = patterns, text, ceiling
        kinds = patterns.behind
        runs = RUN.findall(text[start : min(start + REACH, ceiling)].lower())
        self._fitting: set[str] = set().union(*(kinds[run] for run in runs if run in kinds))

    def match(self, name: str, at: int) -> Any:
        """The match of one of ``BEHIND`` at a place, or ``None``."""
        return getattr(self._patterns, name).match(self._text, at, self._ceiling) if name in self._fitting else None


def _by_beginning(behind: dict[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """The letters or the mark that a word begins with → the patterns that it may belong to."""
    found: dict[str, set[str]] = {}
    for name, words in behind.items():
        for word in words:
            found.setdefault(RUN.findall(word.lower())[0], set()).add(name)
    return {run: frozenset(names) for run, names in found.items()}


@lru_cache
def patterns_of(language: Any) -> Patterns:
    words: NumberWords = language.data("numbers", NumberWords)
    currencies: CurrencyWords = language.data("currencies", CurrencyWords)
    word = any_of([*words.ones, *words.tens, *words.scales])
    if words.and_a_half:
        halves = {f"{one} {words.and_a_half}": value + 0.5 for one, value in words.ones.items()}
        words = msgspec.structs.replace(words, fixed=words.fixed | halves)
    symbols = currencies.symbols | words.money_signs
    # a letter right before a digit makes it a name ("M21"), unless the letters are a sign of money ("RM79", "EUR50")
    plain = symbols
    letters = any_of(sign for sign in [*currencies.codes, *symbols] if sign[-1].isalpha())
    scaled = any_of(words.scaled_signs)
    before_scale = (
        rf"(?<=(?<![\p{{L}}\p{{N}}])(?-i:{scaled}))(?=[\d.,]+{SPACE}?(?:{any_of(words.short_scales)})(?!\p{{L}}))"
    )
    symbols = symbols | words.scaled_signs
    vague = rf"(?:(?:{any_of(words.vague_parts)}) )?(?:{any_of(words.vague)})"
    grouped = r"\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?"
    digits = (
        grouped
        if words.decimal == ","
        else r"\d{1,3}(?:[,\u00a0\u202f\u2009 ]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:[.,]\d+)?(?:½)?|\.\d+|½"
    )
    # What stands first in each branch fails at once at most places of a text: a digit or a mark, or the beginning of a word.
    number = regex.compile(
        rf"(?=[\d.½])(?:(?<![\p{{L}}\p{{N}}_@#+/]|\p{{L}}[-–.]|\d[.,:])|(?<=(?<!\p{{L}})(?-i:{letters})|\d-to-)|{before_scale})(?P<digits>{digits})(?!\d|[:/]\d|{words.ordinal_ends})"
        rf"|(?<![\p{{L}}\p{{N}}-])(?=\p{{L}})(?:(?P<vague>{vague})(?=\s(?:of|\p{{Ll}})|$|[.,;])"
        rf"|(?P<times>{any_of(words.times_words)})(?![\p{{L}}])"
        rf"|(?P<fixed>{any_of([*words.fixed, *words.fixed_terms])})(?![\p{{L}}-])"
        rf"|(?P<fraction>{any_of(words.fractions)})(?![\p{{L}}-])"
        rf"|(?P<words>(?:{word})(?:(?:[ -]|(?<={any_of(words.scales)}) and (?=(?:{word})))(?:{word}))*)(?!\p{{L}}|-\p{{L}}*(?:fold|st|nd|rd|th)\b))",
        regex.IGNORECASE,
    )
    units = {form: (1.0, unit) for unit, forms in words.units.items() for form in forms}
    units |= {form: (float(scale), unit) for form, (scale, unit) in words.scaled_units.items()}
    cased = [form for form in units if form in words.cased_units or form in words.scaled_units]
    free = [form for form in units if form not in cased and form not in words.close_units]
    cased = [form for form in cased if form not in words.close_units]
    units |= {form.lower(): units[form] for form in free if form.lower() not in units}  # these are found in any case
    qualifiers = {form.lower(): kind for kind, forms in words.qualifiers.items() for form in forms}
    rates = [form for forms in words.rates.values() for form in forms]
    per_units = [form for form in free if form.isalpha() and units[form][1] not in TIMES]
    flags = regex.IGNORECASE
    ranges = words.ranges
    opening = (words.vague_parts, words.vague, words.times_words, words.fixed, words.fixed_terms, words.fractions)
    money = [*currencies.codes, *currencies.symbols, *currencies.words, *currencies.by_country, *words.money_words]
    behind: dict[str, Iterable[str]] = {
        "times": words.times, "scale": words.short_scales, "money_scale": words.money_only, "percent": words.percent,
        "currency_after": money, "unit": [*cased, *free, *words.close_units], "money_part": words.money_parts,
        "after_qualifier": words.after_qualifiers, "rate": rates, "per": ["/", *words.per, *words.per_article],
        "age": words.age,
    }  # fmt: skip
    return Patterns(
        words,
        currencies,
        number,
        regex.compile(
            rf"(?:(?<![\p{{L}}])({any_of(qualifiers)})(?:{SPACE}+(?:{any_of(words.between_words)}))*{SPACE}*)$", flags
        ),
        regex.compile(
            rf"(?:(?<![\p{{L}}])(?:{any_of(currencies.codes)})|{any_of(plain)}){SPACE}?$|(?<![\p{{L}}\p{{N}}])(?:{scaled})$|(?<![\p{{L}}])(?:{any_of(currencies.codes)}){SPACE}*$"
        ),
        regex.compile(rf"[-{SPACE[1:-1]}]{{0,2}}({any_of(words.short_scales)})(?![\p{{L}}])", flags),
        regex.compile(rf"{SPACE}?({any_of(words.money_only)})(?![\p{{L}}\p{{N}}])"),
        regex.compile(rf"[-{SPACE[1:-1]}]?(?:{any_of(words.percent)})(?![\p{{L}}])", flags),
        regex.compile(
            rf"[-{SPACE[1:-1]}]?(?:(?P<code>{any_of([*currencies.codes, *currencies.symbols])})(?![\p{{L}}])"
            rf"|(?P<word>(?i:{any_of([*currencies.words, *currencies.by_country, *words.money_words])}))(?![\p{{L}}]))"
        ),
        regex.compile(
            rf"(?:[-{SPACE[1:-1]}]{{0,2}}(?:of )?(?:(?P<cased>{any_of(cased)})|(?i:(?P<unit>{any_of(free)})))"
            rf"|(?P<close>{any_of(words.close_units)}))(?![\p{{L}}\p{{N}}²³])"
        ),
        regex.compile(
            rf"{SPACE}*(?P<rate>{any_of(rates)})(?![\p{{L}}])(?!{SPACE}+(?:ago|earlier|before|later|and a half)\b|{SPACE}+on(?!{SPACE}+[\p{{L}}\d]))",
            flags,
        ),
        regex.compile(rf"(?<![\p{{L}}])(?P<rate>{any_of(words.rate_before)})(?![\p{{L}}])", flags),
        regex.compile(rf"{SPACE}*,?{SPACE}*({any_of(words.after_qualifiers)})(?![\p{{L}}])", flags),
        regex.compile(rf"[{SPACE[1:-1]}]?(?:{any_of(words.times)})(?![\p{{L}}])", flags),
        regex.compile(rf"{SPACE}+(?:{any_of(words.out_of)}){SPACE}+$", flags),
        regex.compile(rf"(?<![\p{{L}}])(?:{any_of(words.name_before)}){SPACE}*$", flags),
        regex.compile(rf"(?<![\p{{L}}])(?:{any_of(words.numbered_names)})$", flags),
        regex.compile(rf"(?:[.:]\d\d)?{SPACE}?(?:{any_of(words.clock)})(?![\p{{L}}\d])"),
        regex.compile(rf"(?:{SPACE}|-)?(?P<part>{any_of(words.money_parts)})(?![\p{{L}}\p{{N}}])"),
        regex.compile(
            rf"{SPACE}?/{SPACE}?(?P<slash>\p{{L}}+)|{SPACE}+(?:{any_of(words.per)}){SPACE}+(?P<noun>(?:square |cubic )?\p{{L}}+)"
            rf"|{SPACE}+(?:{any_of(words.per_article)}){SPACE}+(?P<one>{any_of([*words.per_nouns, *per_units])})(?!\p{{L}})"
        ),
        regex.compile(rf"[- ]?(?:{any_of(words.age)})(?![\p{{L}}])", flags),
        regex.compile(rf"(?<![\p{{L}}])(?:{any_of(words.movers)}){SPACE}+$" if words.movers else r"(?!)", flags),
        symbols,
        units,
        qualifiers,
        Joins(
            regex.compile(rf"{SPACE}*(?:{any_of(ranges['join'])}){SPACE}*"),
            regex.compile(rf"\b{ranges['between']}{SPACE}+(?:\p{{L}}+{SPACE}+)?$", flags),
            regex.compile(rf"\b{ranges['from']}{SPACE}+$", flags),
            regex.compile(rf"{SPACE}*{ranges['and']}{SPACE}*"),
            regex.compile(rf"(?:[^,;.]|\.(?=\d)){{0,40}}?{SPACE}{ranges['to']}{SPACE}+", flags),
            regex.compile(rf"\b(?:{any_of(ranges['step'])}){SPACE}+$", flags),
        ),
        NumberPlaces(number, [form for forms in (*opening, words.ones, words.tens, words.scales) for form in forms]),
        _by_beginning(behind),
        Presence([frozenset([frozenset(EDGE + w + EDGE if w[0].isalnum() else w for w in qualifiers)])]),
    )
