"""Labels, numbers and dates of briefs in a language. Labels are data (``data/xx.yml``); months, countries and units are Unicode CLDR's.

>>> Words("en").amount(11.6e9, None, "USD", "more_than", None)
'over $11.6\xa0billion'
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Literal

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from babel.units import format_unit

from communique.errors import UsageError

LANGUAGES = ("en", "ru", "uz")
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
UNITS: dict[str, tuple[str, Literal["short", "long"]]] = {  # our symbol → CLDR's unit and length
    "t": ("mass-tonne", "short"), "kg": ("mass-kilogram", "short"), "km": ("length-kilometer", "short"), "m": ("length-meter", "short"),
    "km2": ("area-square-kilometer", "short"), "m2": ("area-square-meter", "short"), "m3": ("volume-cubic-meter", "short"),
    "ha": ("area-hectare", "short"), "kW": ("power-kilowatt", "short"), "MW": ("power-megawatt", "short"), "GW": ("power-gigawatt", "short"),
    "kWh": ("energy-kilowatt-hour", "short"), "h": ("duration-hour", "long"), "d": ("duration-day", "long"), "wk": ("duration-week", "long"),
    "mo": ("duration-month", "long"), "a": ("duration-year", "long"), "min": ("duration-minute", "long"),
}  # fmt: skip
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


@cache
def _labels(language: str) -> dict[str, dict[str, str]]:
    import yaml

    text = resources.files("communique.brief").joinpath("data", f"{language}.yml").read_text("utf-8")
    loaded: dict[str, dict[str, str]] = yaml.safe_load(text)
    return loaded


class Words:
    """How things are called in a language. Raises ``UsageError`` for a language that there is none for."""

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise UsageError(f"--lang {language}: expected {', '.join(LANGUAGES)}.")
        self.language = language
        self.labels = _labels(language)
        self.locale = Locale(language)

    def __call__(self, group: str, key: str | None, **values: Any) -> str:
        """A label, filled in; the key itself where there is no label for it."""
        pattern = self.labels[group].get(str(key), str(key).replace("_", " "))
        return pattern.format(**values) if values else pattern

    def country(self, code: str) -> str:
        """A country's name."""
        return str(self.locale.territories.get(code, code))

    def number(self, value: float) -> str:
        """A number with all its digits."""
        return str(format_decimal(value, format="#,##0.######", locale=self.locale))

    def scaled(self, value: float) -> str:
        """A number as people write it: "11.6 billion"."""
        for size, name in SCALES:
            if abs(value) >= size:
                return self("scales", name, x=self.number(value / size)).replace(" ", "\xa0")
        return self.number(value)

    def amount(self, value: float, high: float | None, unit: str, qualifier: str | None, rate: str | None) -> str:
        """A value with unit, qualifier and rate."""
        shown = self._with_unit(value, high, unit)
        if rate:
            pattern = self.labels["rates"].get(rate)
            shown = pattern.format(x=shown) if pattern else f"{shown} / {rate}"
        said = self("qualifiers", qualifier or "exactly", x=shown)
        # an ending (Uzbek "dan") joins a word and stands apart from a figure
        return re.sub(r"(?<=\d)~", "\xa0", said).replace("~", "")

    def unit(self, unit: str) -> str:
        """A unit by itself, for a caption."""
        if unit in UNITS:
            return self._with_unit(1, None, unit).lstrip("1\xa0 ")
        return {"1": "", "%": "%"}.get(unit, unit)

    def _with_unit(self, value: float, high: float | None, unit: str) -> str:
        shown = self.scaled(value) if high is None else f"{self._low(value, high)}–{self.scaled(high)}"
        if unit == "1":
            return shown
        if unit == "%":
            return shown + ("%" if self.language != "ru" else "\xa0%")
        if unit in self.labels["units"]:
            return self("units", unit, x=shown).replace(" ", "\xa0")
        if unit in UNITS:
            name, length = UNITS[unit]
            plain = high is None and abs(value) < 1e6
            number = value if plain else shown
            made = str(format_unit(number, name, length=length, format="#,##0.######", locale=self.locale))
            return made.replace(" ", "\xa0")
        if len(unit) == 3 and unit.isupper():
            pattern = self.labels["money"].get(unit)
            return pattern.format(x=shown) if pattern else str(self.labels["money_other"]).format(x=shown, code=unit)
        return f"{shown}\xa0{unit}"

    def _low(self, value: float, high: float) -> str:
        """The lower end of a range, without the scale where both have the same."""
        for size, _ in SCALES:
            if abs(high) >= size:
                return self.number(value / size) if abs(value) >= size else self.scaled(value)
        return self.number(value)

    def _month(self, edtf: str) -> str:
        """The month alone: "January"."""
        return str(format_date(date(int(edtf[:4]), int(edtf[5:]), 1), "LLLL", locale=self.locale))

    def date(self, edtf: str | None) -> str:
        """An EDTF date as people write it: "14 November 2025", "January 2025 – August 2025"."""
        if not edtf:
            return self("heads", "no_day")
        if edtf[-1:] in "~?%":
            return self("dates", "about", a=self.date(edtf[:-1]))
        if "/" in edtf:
            first, last = edtf.split("/", 1)
            if last in ("..", "") or first in ("..", ""):
                name, end = ("open_end", first) if first not in ("..", "") else ("open_start", last)
                return self("dates", name, a=self.date(end))
            one_year = len(first) == len(last) == 7 and first[:4] == last[:4] and first[5:] not in SEASONS
            shown = self._month(first) if one_year else self.date(first)
            return self("dates", "range", a=shown, b=self.date(last))
        parts = edtf.split("-")
        if len(parts) == 2 and parts[1] in SEASONS:
            return self("dates", SEASONS[parts[1]], y=parts[0])
        try:
            numbers = [int(part) for part in parts]
            day = date(*([*numbers, 1, 1][:3]))
        except ValueError:
            return edtf
        if len(parts) == 1:
            return parts[0]
        if len(parts) == 2:
            return str(format_skeleton("yMMMM", day, locale=self.locale))
        pattern = "d MMMM y" if self.language == "en" else "long"
        return str(format_date(day, pattern, locale=self.locale))
