"""Dates and periods as EDTF by the patterns of the language over the plain form; relative ones against the day of publication.

Where two patterns match at one place the longer match wins, then the earlier pattern.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import msgspec
import regex

from communique.extract.draft import Draft, Period
from communique.extract.pattern_needs import Presence, needs
from communique.extract.period_dates import Clock
from communique.extract.turkic.view import analysis_of, morph_of
from communique.record import Span

CALENDAR = calendar.day_name


class Rule(msgspec.Struct, frozen=True):
    """A pattern of the language, with what it says beside its groups."""

    name: str
    pattern: str
    shift: int | None = None
    unit: str | None = None
    duration: bool = False


class Anniversary(msgspec.Struct, frozen=True):
    pattern: str


class PeriodWords(msgspec.Struct, frozen=True):
    """The file ``periods.yml`` of a language of this family."""

    months: dict[str, int]
    weekdays: dict[str, int]
    short_months: dict[str, int]
    seasons: dict[str, int]
    shifts: dict[str, int]
    days: dict[str, int]
    parts: dict[str, str]
    units: dict[str, str]
    ordinals: dict[str, int]
    counts: dict[str, int]
    macros: dict[str, str]
    hints: list[str]
    from_named: frozenset[str]
    rules: list[Rule]
    anniversaries: list[Anniversary]


LISTS = ("months", "short_months", "weekdays", "seasons", "shifts", "days", "parts", "units", "ordinals", "counts")
HINTS = ("months", "weekdays", "days", "units", "seasons", "short_months", "hints")  # each period has a word of these
DATE = regex.compile(r"\d{4}-\d\d|\d\.\d\d?\.\d{4}")


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The compiled patterns of a language."""

    words: PeriodWords
    rules: list[tuple[Rule, Any]]
    anniversaries: list[Any]
    presence: Presence  # which rules can match, then which anniversaries, then whether any period may be there


@lru_cache
def _grammar(language: Any) -> _Grammar:
    words: PeriodWords = language.data("periods", PeriodWords)
    lists: dict[str, list[str]] = {name: list(getattr(words, name)) for name in LISTS}
    alternatives = {
        name: "|".join(sorted(map(regex.escape, own), key=len, reverse=True)) for name, own in lists.items()
    }
    patterns = [*(rule.pattern for rule in words.rules), *(one.pattern for one in words.anniversaries)]
    filled = [
        regex.compile(
            rf"(?<![\p{{L}}\p{{N}}'])(?:{_expanded(pattern, alternatives | words.macros)})(?![\p{{L}}\p{{N}}'])"
        )
        for pattern in patterns
    ]
    hinted = frozenset([frozenset(word for name in HINTS for word in getattr(words, name))])
    return _Grammar(
        words,
        list(zip(words.rules, filled, strict=False)),
        filled[len(words.rules) :],
        Presence([*(needs(_expanded(pattern, words.macros), lists) for pattern in patterns), hinted]),
    )


def _expanded(pattern: str, named: dict[str, str]) -> str:
    for _ in range(5):
        for name, value in named.items():
            pattern = pattern.replace("{" + name + "}", value)
    return pattern


def find_periods(draft: Draft) -> None:
    """Fill ``draft.periods``, and the impossible dates and anniversaries of ``draft.evidence``."""
    grammar = _grammar(draft.language)
    words, rules = grammar.words, grammar.rules
    hinted = len(rules) + len(grammar.anniversaries)
    plain, clock = analysis_of(draft).plain, Clock.of(draft.document.published)
    for sentence in draft.analysis.sentences:
        start, end = plain.place(sentence.start), plain.place(sentence.end)
        sentence_words = plain.text[start:end]
        fitting = grammar.presence.fitting(sentence_words)
        if fitting[-1:] != [hinted] and DATE.search(sentence_words) is None:
            continue
        found = [
            (match.start(), -match.end(), order, rules[order][0], match)
            for order in fitting
            if order < len(rules)
            for match in rules[order][1].finditer(plain.text, start, end)
        ]
        found.sort(key=lambda item: item[:3])
        taken = -1
        for begin, minus_end, _, rule, match in found:
            if begin < taken:
                continue
            period = _period(draft, words, clock, rule, match)
            if period is not None:
                draft.periods.append(period)
                taken = -minus_end
        for pattern in (grammar.anniversaries[at - len(rules)] for at in fitting if len(rules) <= at < hinted):
            for match in pattern.finditer(plain.text, start, end):
                count = _number(words, match["count"])
                if count:
                    draft.evidence.anniversaries.append((plain.span(*match.span()), count, None))


def _period(draft: Draft, words: PeriodWords, clock: Clock, rule: Rule, match: Any) -> Period | None:
    plain = analysis_of(draft).plain
    groups = {name: value for name, value in match.groupdict().items() if value}
    start, end = match.start(), match.end()
    while end > start + 1 and plain.text[end - 1] in " .,":
        end -= 1
    span = plain.span(start, end)
    if rule.duration:
        return Period(span, None, rule.name, relative=True, duration=True)
    if rule.name == "month" and not _is_month(match):
        return None
    resolved, relative = _resolve(draft, words, clock, rule, groups, span)
    _check_weekday(draft, words, resolved, end)
    if rule.name == "same_period" and groups.keys() & {"shift", "year"}:
        return Period(span, resolved, "period_compared", relative=relative)
    if "open" in groups and resolved is not None and "/" not in resolved:
        resolved += "/.."
    return Period(span, resolved, rule.name, relative=relative)


def _check_weekday(draft: Draft, words: PeriodWords, day: str | None, end: int) -> None:
    """ "20-may, payshanba": a day whose weekday is not the one that stands behind it is put among the impossible dates."""
    plain = analysis_of(draft).plain
    if day is None or len(day) != 10:
        return
    match = _weekday_behind(draft.language).match(plain.text, end)
    if match is None:
        return
    wanted, is_one = words.weekdays[match["weekday"]], date.fromisoformat(day).weekday()
    if wanted != is_one:
        names = {number: name for name, number in words.weekdays.items()}
        start = plain.text.rfind(" ", 0, max(0, end - 2)) + 1
        draft.evidence.impossible_dates.append(
            (
                plain.span(start, match.end()),
                f"{day} is a {CALENDAR[is_one]} ({names[is_one]}), not a {CALENDAR[wanted]}",
            )
        )


@lru_cache
def _weekday_behind(language: Any) -> Any:
    words: PeriodWords = language.data("periods", PeriodWords)
    names = "|".join(sorted(map(regex.escape, words.weekdays), key=len, reverse=True))
    return regex.compile(rf"(?:,? |, ?)\(?(?P<weekday>{names})\b")


def _is_month(match: Any) -> bool:
    """A month alone needs an ending or the word for month: "mart" may be part of a name."""
    own = match.group()
    return own not in (match["month"],) or bool(match.groupdict().get("year"))


def _resolve(
    draft: Draft, words: PeriodWords, clock: Clock, rule: Rule, groups: dict[str, str], span: Span
) -> tuple[str | None, bool]:
    """The EDTF date of the groups, and whether it was worked out from the day of publication."""
    if "day_word" in groups:
        today = clock.date
        return ((today + timedelta(words.days[groups["day_word"]])).isoformat() if today else None), True
    if "weekday" in groups:
        today = clock.date
        back = (today.weekday() - words.weekdays[groups["weekday"]]) % 7 if today else 0
        return ((today - timedelta(back)).isoformat() if today else None), True
    if rule.name == "same_period":
        return _same_period(draft, words, clock, groups), True
    number = _number(words, groups.get("count"))
    unit = words.units.get(groups.get("unit", rule.unit or ""))
    if rule.name == "months_of_year":
        year, relative = _year(draft, words, clock, groups, span)
        year = year or clock.year
        return (f"{year}-01/{year}-{number:02}" if year and number and 1 <= number <= 12 else None), relative
    shift = words.shifts.get(groups.get("shift", "")) if "shift" in groups else rule.shift
    if rule.name == "shifted_year" and groups.get("shift") in words.from_named and unit == "year" and shift is not None:
        named = _year_in_sentence(draft, span)
        if named is not None:
            return str(named + shift), False  # "bu oldingi yildagidan ko‘p": before the year that was named
    if rule.name in ("shifted_year", "ago", "in_future", "year_before") and shift is not None:
        return _shifted(clock, unit or rule.unit or "year", shift * (number or 1)), True
    year, relative = _year(draft, words, clock, groups, span)
    if groups.keys() & {"month", "short_month", "month_number"}:
        return _months(draft, words, clock, groups, span, year, relative)
    if "season" in groups:
        year = year or clock.year
        return (f"{year}-{words.seasons[groups['season']]}" if year else None), relative
    if "part" in groups:
        year = year or clock.year
        nth, length = words.ordinals.get(groups["nth"]), 6 if words.parts[groups["part"]] == "half" else 3
        if year is None or nth is None or nth * length > 12:
            return None, relative
        return f"{year}-{(nth - 1) * length + 1:02}/{year}-{nth * length:02}", relative
    if "this" in groups:
        year, relative = clock.year, True
    if year is None:
        return None, True
    year_to = int(groups["year_to"]) if "year_to" in groups else None
    return (f"{year}/{year_to}" if year_to and year_to > year else str(year)), relative


def _number(words: PeriodWords, count: str | None) -> int | None:
    if count is None:
        return None
    return int(count) if count.isdigit() else words.counts.get(count)


def _year(
    draft: Draft, words: PeriodWords, clock: Clock, groups: dict[str, str], span: Span
) -> tuple[int | None, bool]:
    if "year" in groups:
        return int(groups["year"]), False
    if "same" in groups:
        return _last_year(draft, span), False
    if "shift" in groups and "year" not in groups:
        return (clock.year + words.shifts[groups["shift"]] if clock.year else None), True
    return None, False


def _last_year(draft: Draft, span: Span) -> int | None:
    """The year that was named last before the span, in this sentence or the one before."""
    earlier = [p for p in draft.periods if p.span[1] <= span[0] and p.date and not p.duration]
    return int(earlier[-1].date[:4]) if earlier and earlier[-1].date else None


def _year_in_sentence(draft: Draft, span: Span) -> int | None:
    """The year that this sentence, or the one before, named last before the span."""
    here = draft.analysis.sentence_of(span[0])
    if here is None:
        return None
    back = draft.analysis.sentences[max(0, here.index - 1)]
    start = back.start if back.paragraph == here.paragraph else here.start
    dates = [p.date for p in draft.periods if start <= p.span[0] and p.span[1] <= span[0] and p.date and not p.duration]
    return int(dates[-1][:4]) if dates and dates[-1][:4].isdigit() else None


def _same_period(draft: Draft, words: PeriodWords, clock: Clock, groups: dict[str, str]) -> str | None:
    """ "in this period": the period named last; "that period of last year": the same a year before."""
    earlier = [
        p.date
        for p in draft.periods
        if p.date and len(p.date.partition("/")[0]) < 10 and not p.duration and p.rule != "period_compared"
    ]
    if not earlier:
        return None
    if not groups.keys() & {"shift", "year"}:
        return earlier[-1]
    year = int(groups["year"]) if "year" in groups else (clock.year or 0) + words.shifts[groups["shift"]]
    whole = [d for d in earlier if d[:4].isdigit() and ("/" in d or len(d) > 4)] or earlier
    last = whole[-1]
    if not last[:4].isdigit():
        return None
    gap = int(last[:4]) - year
    return regex.sub(r"\d{4}", lambda m: str(int(m.group()) - gap), last)


def _months(
    draft: Draft, words: PeriodWords, clock: Clock, groups: dict[str, str], span: Span, year: int | None, relative: bool
) -> tuple[str | None, bool]:
    if "short_month" in groups:
        month = words.short_months[groups["short_month"]]
    else:
        month = words.months[groups["month"]] if "month" in groups else int(groups["month_number"])
    day = int(groups["day"]) if "day" in groups else None
    if year is None:
        year, relative = _nearest_year(draft, clock, span, month, day), True
    if year is None:
        return None, True
    month_to = words.months.get(groups.get("month_to", ""))
    day_to = int(groups["day_to"]) if "day_to" in groups else None
    start = _day(draft, span, year, month, day)
    if month_to is None and day_to is None:
        return start, relative
    end = _day(draft, span, year, month_to or month, day_to)
    return (f"{start}/{end}" if start and end else None), relative


def _day(draft: Draft, span: Span, year: int, month: int, day: int | None) -> str | None:
    if day is None:
        return f"{year}-{month:02}"
    if day > calendar.monthrange(year, month)[1]:
        draft.evidence.impossible_dates.append((span, f"{year}-{month:02} has no day {day}"))
        return None
    return f"{year}-{month:02}-{day:02}"


def _nearest_year(draft: Draft, clock: Clock, span: Span, month: int, day: int | None) -> int | None:
    """The year of a month without one: behind the day of publication, or ahead of it where the verb looks ahead."""
    if clock.year is None or clock.month is None:
        return clock.year
    here = (clock.month, clock.day or 15)
    then = (month, day if day is not None else here[1])
    if looks_ahead(draft, span):
        return clock.year if then >= here else clock.year + 1
    return clock.year if then <= here or (day is not None and month - clock.month <= 1) else clock.year - 1


def looks_ahead(draft: Draft, span: Span) -> bool:
    """Whether the next verb or verbal noun after a date speaks of what is to come."""
    token = draft.analysis.token_at(span[1])
    if token is None:
        return False
    sentence, planned = draft.analysis.sentences[token.sentence], False
    for other in draft.analysis.tokens[token.i : sentence.last]:
        morph = morph_of(draft, other)
        if morph.form == "future" or morph.form == "participle" and morph.aspect == "future":
            return True
        if morph.form == "verbal_noun" and morph.case == "acc":
            return True
        if morph.form == "verbal_noun" and morph.possessed and morph.case == "nom":
            planned = True  # "ochilishi rejalashtirilgan", but "yig‘ilishi bo‘lib o‘tdi"
        if morph.form in ("past", "perfect", "participle", "progress") or morph.finite:
            return planned and morph.form != "past"
    return planned


def _shifted(clock: Clock, unit: str, shift: int) -> str | None:
    if clock.year is None:
        return None
    if unit == "year":
        return str(clock.year + shift)
    if clock.month is None:
        return None
    if unit == "quarter":
        quarters = clock.year * 4 + (clock.month - 1) // 3 + shift
        return f"{quarters // 4}-{quarters % 4 * 3 + 1:02}/{quarters // 4}-{quarters % 4 * 3 + 3:02}"
    if unit == "month":
        months = clock.year * 12 + clock.month - 1 + shift
        return f"{months // 12}-{months % 12 + 1:02}"
    today: date | None = clock.date
    if today is None:
        return None
    if unit == "week":
        monday = today - timedelta(today.weekday()) + timedelta(weeks=shift)
        return f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}"
    return (today + timedelta(shift)).isoformat()
