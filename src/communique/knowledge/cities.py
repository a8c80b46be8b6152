"""Where capitals and larger cities lie. A name that may mean two cities has no coordinates: nothing is guessed.

>>> coordinates("Ташкент", None)
(41.2646, 69.2163)
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

APOSTROPHES = re.compile(r"['’‘ʻʼ`´]")
Place = tuple[float, float]


@cache
def _table() -> tuple[dict[tuple[str, str], set[Place]], dict[str, set[Place]], dict[str, set[Place]]]:
    """Places by country and any name, by main name, and capitals by any name."""
    by_country: dict[tuple[str, str], set[Place]] = {}
    by_name: dict[str, set[Place]] = {}
    capitals: dict[str, set[Place]] = {}
    text = resources.files("communique.knowledge").joinpath("data", "cities.tsv").read_text("utf-8")
    for line in text.splitlines():
        country, capital, latitude, longitude, _, names = line.split("\t")
        place = (float(latitude), float(longitude))
        for n, name in enumerate(names.split("|")):
            key = _fold(name)
            by_country.setdefault((country, key), set()).add(place)
            if n == 0:
                by_name.setdefault(key, set()).add(place)
            if capital:
                capitals.setdefault(key, set()).add(place)
    return by_country, by_name, capitals


def coordinates(name: str, country: str | None) -> Place | None:
    """Latitude and longitude (WGS 84, degrees) of a city; ``None`` where it is not known or may be one of several.

    With a country, any name of a city there will do; without one, the name of a capital, or a main name that only one city has.
    """
    by_country, by_name, capitals = _table()
    key = _fold(name)
    if country is not None:
        found = by_country.get((country, key), set())
    else:
        found = capitals.get(key) or by_name.get(key, set())
    return next(iter(found)) if len(found) == 1 else None


def _fold(name: str) -> str:
    return APOSTROPHES.sub("", name.casefold()).replace("ё", "е").strip()
