"""EDTF dates as the views compare them: bounds, precision, and how far one lies from another."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

SEASONS = {"21": 3, "22": 6, "23": 9, "24": 12, "25": 3, "26": 6, "27": 9, "28": 12}  # the month in which each begins
ORDER = ("day", "month", "season", "year")
SINGLE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?")


@dataclass(frozen=True, slots=True)
class When:
    """A stated date: its first and last day, and how precise it is."""

    start: date
    end: date
    precision: str


@lru_cache(maxsize=8192)
def when(edtf: str | None) -> When | None:
    """The bounds of an EDTF date; ``None`` for none and for what cannot be read."""
    if not edtf:
        return None
    if "/" in edtf:
        first, last = edtf.split("/", 1)
        a, b = when(first), when(last)
        if a and b:
            return When(a.start, b.end, max(a.precision, b.precision, key=ORDER.index))
        one = a or b
        return one and (When(one.start, date.max, one.precision) if a else When(date.min, one.end, one.precision))
    found = SINGLE.fullmatch(edtf)
    if found is None:
        return None
    year, month, day = found.groups()
    try:
        if month is None:
            return When(date(int(year), 1, 1), date(int(year), 12, 31), "year")
        if month in SEASONS:
            return _season(int(year), SEASONS[month])
        if day is None:
            return When(date(int(year), int(month), 1), _last_day(int(year), int(month)), "month")
        exact = date(int(year), int(month), int(day))
        return When(exact, exact, "day")
    except ValueError:
        return None


def _season(year: int, month: int) -> When:
    last_year, last = (year, month + 2) if month < 12 else (year + 1, 2)
    return When(date(year, month, 1), _last_day(last_year, last), "season")


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def coarser(one: When, two: When) -> str:
    """The coarser precision of two dates."""
    return max(one.precision, two.precision, key=ORDER.index)


def is_later(one: When, two: When) -> bool:
    """Whether the second lies after the first, at the coarser precision of the two."""
    return between(one, two) is not None


def between(one: When, two: When) -> str | None:
    """How much later the second is, as an ISO 8601 duration at the coarser precision; ``None`` where it is not later."""
    if two.end == date.max or one.end == date.max or one.start == date.min:
        return None
    precision = coarser(one, two)
    if precision == "year":
        years = two.end.year - one.end.year
        return f"P{years}Y" if years > 0 else None
    if precision in ("month", "season"):
        months = (two.end.year - one.end.year) * 12 + two.end.month - one.end.month
        if months <= (2 if precision == "season" and two.start <= one.end else 0):
            return None
        return _duration(months, 0)
    if two.end <= one.end:
        return None
    months = (two.end.year - one.end.year) * 12 + two.end.month - one.end.month
    if two.end.day < one.end.day:
        months -= 1
    year, month = divmod(one.end.year * 12 + one.end.month - 1 + months, 12)
    turned = date(year, month + 1, min(one.end.day, calendar.monthrange(year, month + 1)[1]))
    return _duration(months, (two.end - turned).days)


def _duration(months: int, days: int) -> str | None:
    years, rest = divmod(months, 12)
    parts = f"{years}Y" * bool(years) + f"{rest}M" * bool(rest) + f"{days}D" * bool(days)
    return f"P{parts}" if parts else None
