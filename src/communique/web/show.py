"""How values are shown: numbers, units, dates, countries, sources, marked texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from markupsafe import Markup, escape

SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
QUALIFIERS = {
    "exactly": "", "about": "≈ ", "almost": "↗ ", "more_than": "> ", "at_least": "≥ ", "less_than": "< ", "up_to": "≤ ",
}  # fmt: skip
DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")


def number(value: float | None) -> str:
    """A number with thin spaces between thousands, long ones by the million: 11.6 billion."""
    if value is None:
        return ""
    for scale, word in SCALES:
        if abs(value) >= scale:
            return f"{_plain(value / scale)} {word}"
    return _plain(value)


def _plain(value: float) -> str:
    text = f"{value:,.3f}".rstrip("0").rstrip(".")
    return text.replace(",", "\u202f")


def amount(value: float, high: float | None = None, unit: str | None = None, qualifier: str | None = None) -> str:
    """A value with its qualifier, range and unit: "> 280 million USD"."""
    end = f"–{number(high)}" if high is not None else ""
    shown = "" if unit in (None, "1") else f" {unit}" if unit != "%" else "\u202f%"
    return f"{QUALIFIERS.get(qualifier or 'exactly', '')}{number(value)}{end}{shown}"


def duration(iso: str | None) -> tuple[tuple[int, str], ...]:
    """An ISO 8601 duration as numbers with what they count."""
    match = DURATION.fullmatch(iso or "")
    if match is None:
        return ()
    return tuple((int(n), w) for n, w in zip(match.groups(), ("year", "month", "day"), strict=True) if n and int(n))


@cache
def country(code: str | None, language: str = "en") -> str:
    """A country's name in a language; the code where it has none."""
    from babel import Locale

    return str(Locale.parse(language).territories.get(code or "", code or ""))


def source(path: str) -> str:
    """The last part of a source."""
    return path.rstrip("/").rsplit("/", 1)[-1]


def marked(words: str, places: Iterable[tuple[int, int]]) -> Markup:
    """Words with hits marked; everything else is text."""
    out, at = [], 0
    for start, end in places:
        if start < at:
            continue
        out += [escape(words[at:start]), Markup("<mark>"), escape(words[start:end]), Markup("</mark>")]
        at = end
    return Markup("").join([*out, escape(words[at:])])


def said(point: Any) -> str:
    """A stated value of a series, as it was said."""
    return amount(point.value, point.high, None, point.qualifier)
