"""What official files call countries, periods and indicators."""

from __future__ import annotations

import re
from functools import cache

from communique.knowledge.countries import country_named, english_name

WORLD = "WLD"
WORLD_CODES = {"0", "W00", "WLD", "G001", "1W", "1A", "000", "001"}
# IMF IMTS (and DOTS before it), Comtrade flows, World Bank
INDICATORS = {
    "XG_FOB_USD": "trade.exports", "TXG_FOB_USD": "trade.exports", "MG_CIF_USD": "trade.imports", "TMG_CIF_USD": "trade.imports",
    "X": "trade.exports", "M": "trade.imports", "NE.EXP.GNFS.CD": "trade.exports", "NE.IMP.GNFS.CD": "trade.imports",
    "TX.VAL.MRCH.CD.WT": "trade.exports", "TM.VAL.MRCH.CD.WT": "trade.imports", "BX.TRF.PWKR.CD.DT": "finance.remittances",
}  # fmt: skip
MONTH = re.compile(r"(\d{4})[-–]?\s*[MМ]?(0[1-9]|1[0-2])")  # an M may be Cyrillic
QUARTER = re.compile(r"(\d{4})-?[QК]([1-4])")
EDTF = re.compile(r"\d{4}(?:-\d{2}){0,2}(?:/\d{4}(?:-\d{2}){0,2})?")


@cache
def _aliases() -> dict[str, str]:
    from babel.core import get_global

    return {
        old: new[0] for old, new in get_global("territory_aliases").items() if len(new) == 1 and english_name(new[0])
    }


@cache
def _names() -> dict[str, str]:
    """Names of countries in English, Russian and Uzbek."""
    from babel import Locale

    from communique.resolve.letters import fold

    return {
        fold(name): code
        for language in ("uz", "ru", "en")
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and english_name(code)
    }


def country(given: str) -> str | None:
    """A code of two letters, of a code or name in any form; ``WLD`` for the world; ``None`` for groups and what is not known."""
    from communique.resolve.letters import fold

    given = given.strip()
    if given.upper() in WORLD_CODES or fold(given) in TOTALS:
        return WORLD
    if given == "EU":
        return "EU"
    if len(given) == 2 and english_name(given.upper()):
        return given.upper()
    number = given.zfill(3) if given.isdigit() else given.upper()
    if number in _aliases():
        return _aliases()[number]
    return country_named(given) or _names().get(fold(given)) or _official(given)


TOTALS = {"total", "world", "всего", "итого", "jami", "мир"}


def _official(given: str) -> str | None:
    """Long forms: "Республика Корея", "Rossiya Federatsiyasi"."""
    from communique.resolve.words import country_of

    if re.search(r"(?i)^стран|^snc|снг|еаэс|ес$|^eu|осталь|boshqa|other", given):
        return None
    found = {
        code for word in re.findall(r"[\w'’‘ʻ]+", given) if (code := country_of(word) or country_of(word.capitalize()))
    }
    return next(iter(found)) if len(found) == 1 else None


def period(given: str) -> str | None:
    """A period as EDTF; ``None`` for what is none."""
    given = given.strip()
    if re.fullmatch(r"\d{4}", given) or EDTF.fullmatch(given) and not re.fullmatch(r"\d{6}", given):
        return given
    if found := MONTH.fullmatch(given):
        return f"{found[1]}-{found[2]}"
    if found := QUARTER.fullmatch(given):
        first = int(found[2]) * 3 - 2
        return f"{found[1]}-{first:02}/{found[1]}-{first + 2:02}"
    return None
