"""The date that the named groups of a pattern say, as EDTF; relative ones are worked out from the day of publication."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

import regex

from communique.extract.draft import Draft
from communique.extract.period_words import PeriodWords, Rule
from communique.language.base import Token
from communique.record import Span
from communique.saying import say

BEFORE = 12  # characters before a date in which "since" stands
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


DAY = regex.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(slots=True)
class Clock:
    """The day of publication, as far as it is known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, published: str | None) -> Clock:
        found = DAY.match(published) if published else None
        return cls(*(int(part) if part else None for part in found.groups())) if found else cls()

    @property
    def date(self) -> date | None:
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def resolve(
    draft: Draft, words: PeriodWords, clock: Clock, rule: Rule, groups: dict[str, str], span: Span
) -> tuple[str | None, bool]:
    """The EDTF date of the groups, and whether it was worked out from the day of publication."""
    number = _number(words, groups.get("count"))
    if rule.name == "fiscal_shift":
        return None, True  # "the previous fiscal": it begins where the country's law says
    if "day_word" in groups:
        today = clock.date
        return ((today + timedelta(words.days[groups["day_word"]])).isoformat() if today else None), True
    if "decade" in groups:
        return groups["decade"][:3] + "X", False
    if rule.name == "weekday":
        return _weekday(draft, clock, words, groups["weekday"], span), True
    unit = words.units.get(groups["unit"]) if "unit" in groups else rule.unit
    if "unit" in groups and number is not None and ("the_year" in groups or "year" in groups or "first" in rule.name):
        year, relative = _year(draft, words, clock, groups, span)
        months = number * (3 if unit == "quarter" else 1)
        if year is not None and clock.month is not None and not groups.keys() & {"year", "the_year", "shift"}:
            if months == 12:
                return None, True  # any twelve months
            if months > clock.month and not _looks_ahead(draft, words, span):
                year -= 1  # nine months, said in February: those of the year before
        return (f"{year}-01/{year}-{months:02}" if year and 1 <= months <= 12 else None), relative
    shift = words.shifts.get(groups["shift"]) if "shift" in groups else rule.shift
    if unit is not None and shift is not None and "month" not in groups:
        anchor = _last_year(draft, span) if rule.anchored else None
        return _shifted(clock, unit, shift * (number or 1), anchor), anchor is None
    year, relative = _year(draft, words, clock, groups, span)
    year_to = int(groups["year_to"]) if "year_to" in groups else None
    if "year_end" in groups and year is not None:
        end = year - year % 100 + int(groups["year_end"])
        return (f"{year}/{end}" if end > year else None), False
    month = words.months.get(groups["month"]) if "month" in groups else None
    if "month_number" in groups:
        month = int(groups["month_number"])
    if month is not None:
        return _months(draft, words, clock, groups, span, month, year, relative)
    if "season" in groups:
        if year is None and clock.year is not None:
            # "since autumn": the last one before the publication, or this year's where the verb looks ahead
            begun = (clock.month or 12) >= (words.seasons[groups["season"]] - 20) * 3
            year = clock.year if begun or _looks_ahead(draft, words, span) else clock.year - 1
            relative = True
        return (f"{year}-{words.seasons[groups['season']]}" if year else None), relative
    if "part" in groups:
        if year is None:
            year, relative = clock.year, True
        return _part(words, groups, year), relative
    if year is None:
        return None, True
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
    if "the_year" in groups or (groups.keys() & {"unit"} and "shift" not in groups):
        return clock.year, True
    if "shift" in groups and groups["shift"] in words.anchored_shifts:
        years = [int(p.date[:4]) for p in draft.periods if p.date is not None and p.date[:4].isdigit()]
        named = _last_year(draft, span) or (years[-1] if years else None)
        return named or clock.year, named is None  # "in December of the same year"
    if "shift" in groups:
        return (clock.year + words.shifts[groups["shift"]] if clock.year else None), True
    return None, False


def _months(
    draft: Draft,
    words: PeriodWords,
    clock: Clock,
    groups: dict[str, str],
    span: Span,
    month: int,
    year: int | None,
    relative: bool,
) -> tuple[str | None, bool]:
    day = int(groups["day"]) if "day" in groups else None
    if "shift" in groups and "year" not in groups and clock.year is not None and clock.month is not None:
        shift = words.shifts[groups["shift"]]
        named_year = any(form in draft.words(span).lower().split() for form in words.calendar_year)
        if not named_year and shift:  # "last May", "next March": the nearest one behind or ahead
            year = clock.year + ((0 if month < clock.month else -1) if shift < 0 else (0 if month > clock.month else 1))
        relative = True
    if year is None:
        year, relative = _nearest_year(draft, words, clock, span, month, day), True
    if year is None:
        return None, True
    month_to = words.months.get(groups["month_to"]) if "month_to" in groups else None
    day_to = int(groups["day_to"]) if "day_to" in groups else None
    year_to = int(groups["year_to"]) if "year_to" in groups else year
    start = _day(draft, words, groups, span, year, month, day)
    if month_to is None and day_to is None:
        return start, relative
    end = _day(draft, words, {}, span, year_to, month_to or month, day_to)
    return (f"{start}/{end}" if start and end else None), relative


def _day(
    draft: Draft, words: PeriodWords, groups: dict[str, str], span: Span, year: int, month: int, day: int | None
) -> str | None:
    if day is None:
        return f"{year}-{month:02}"
    if day > calendar.monthrange(year, month)[1]:
        draft.evidence.impossible_dates.append(
            (span, say("{month} has no day {day}", month=f"{year}-{month:02}", day=day))
        )
        return None
    weekday = groups.get("weekday")
    if weekday is not None and date(year, month, day).weekday() != words.weekdays[weekday]:
        right = WEEKDAYS[date(year, month, day).weekday()]
        draft.evidence.impossible_dates.append(
            (span, say("{day} is a {weekday}", day=f"{year}-{month:02}-{day:02}", weekday=say(right)))
        )
    return f"{year}-{month:02}-{day:02}"


def _nearest_year(
    draft: Draft, words: PeriodWords, clock: Clock, span: Span, month: int, day: int | None
) -> int | None:
    """The year of a month without one: behind the day of publication, or ahead of it where the verb looks ahead."""
    if clock.year is None:
        return None
    if clock.month is None:
        return clock.year
    here = (clock.month, clock.day or 15)
    then = (month, day if day is not None else here[1])
    if _looks_ahead(draft, words, span):
        return clock.year if then >= here else clock.year + 1
    # A day some weeks ahead of the publication belongs to an announcement more often than to last year.
    return clock.year if then <= here or (day is not None and month - clock.month <= 1) else clock.year - 1


def _looks_ahead(draft: Draft, words: PeriodWords, span: Span) -> bool:
    token = draft.analysis.token_at(span[0])
    steps = 0
    before = draft.text[max(0, span[0] - BEFORE) : span[0]].lower().split()
    if before and before[-1] in words.begun:
        return False  # "since March": behind, whatever the verb
    while token is not None and steps < 8:
        above = draft.analysis.head_of(token)
        if token.tag == "VB" and above is not None and above.lemma in words.began and above.tag in ("VBD", "VBN"):
            token = above  # "began to operate in May"
        if _is_ahead(draft, words, token):
            return True
        if token.tag in ("VBD", "VBZ", "VBP") and token.pos == "VERB" and steps:
            return False
        if token.tag == "VBN" and any(c.lower in words.past_auxiliaries for c in draft.analysis.children(token)):
            return False
        token = draft.analysis.head_of(token)
        steps += 1
    return False


def _is_ahead(draft: Draft, words: PeriodWords, token: Token) -> bool:
    children = draft.analysis.children(token)
    if any(child.lower in words.ahead_auxiliaries for child in children if child.pos == "AUX"):
        return True
    if token.lemma in words.ahead_heads or token.lower in words.ahead_heads:
        return True
    # "is to be held": the copula with an infinitive
    return token.tag == "VBF" or token.tag == "VB" and any(child.lower in words.infinitive for child in children)


def _weekday(draft: Draft, clock: Clock, words: PeriodWords, name: str, span: Span) -> str | None:
    today = clock.date
    if today is None:
        return None
    back = (today.weekday() - words.weekdays[name]) % 7
    token = draft.analysis.token_at(span[0])
    verb = next((t for t in draft.analysis.ancestors(token) if t.pos == "VERB"), None) if token is not None else None
    if verb is not None and any(child.lower in words.ahead_auxiliaries for child in draft.analysis.children(verb)):
        return (today + timedelta((7 - back) % 7 or 7)).isoformat()
    return (today - timedelta(back)).isoformat()


def _last_year(draft: Draft, span: Span) -> int | None:
    """The year that the same sentence named last before the span."""
    sentence = draft.analysis.sentence_of(span[0])
    if sentence is None:
        return None
    years = regex.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", draft.text[sentence.start : span[0]])
    return int(years[-1]) if years else None


def _shifted(clock: Clock, unit: str, shift: int, anchor: int | None) -> str | None:
    if unit == "year":
        year = anchor if anchor is not None else clock.year
        return str(year + shift) if year is not None else None
    if clock.year is None:
        return None
    if unit == "decade":
        return None
    if clock.month is None:
        return None
    if unit == "quarter":
        quarters = clock.year * 4 + (clock.month - 1) // 3 + shift
        return f"{quarters // 4}-{quarters % 4 * 3 + 1:02}/{quarters // 4}-{quarters % 4 * 3 + 3:02}"
    if unit == "month":
        months = clock.year * 12 + clock.month - 1 + shift
        return f"{months // 12}-{months % 12 + 1:02}"
    today = clock.date
    if today is None:
        return None
    if unit == "week":
        monday = today - timedelta(today.weekday()) + timedelta(weeks=shift)
        return f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}"
    return (today + timedelta(shift)).isoformat() if unit == "day" else None


def _part(words: PeriodWords, groups: dict[str, str], year: int | None) -> str | None:
    nth = words.ordinals.get(groups["nth"])
    length = 6 if words.parts.get(groups["part"]) == "half" else 3
    if year is None or nth is None or nth * length > 12:
        return None
    return f"{year}-{(nth - 1) * length + 1:02}/{year}-{nth * length:02}"
