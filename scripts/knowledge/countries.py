"""Writes ``knowledge/data/countries.json`` from Unicode CLDR (through Babel) and ``countries_en.psv`` beside this script."""

from __future__ import annotations

import json
from pathlib import Path

from babel import Locale

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src/communique/knowledge/data/countries.json"
COMBINING = {"Sino": "CN", "Franco": "FR", "Anglo": "GB", "Indo": "IN", "Russo": "RU", "Turco": "TR", "Austro": "AT",
             "Italo": "IT", "Greco": "GR", "Luso": "PT"}  # fmt: skip
ELSEWHERE = "-"  # stands for the code in the row of words that mean no country


def nouns(adjective: str) -> list[str]:
    """Regular plural nouns: "Kenyan" → "Kenyans", "Uzbek" → "Uzbeks"; none for "-ese", "-ish", "-ch"."""
    if adjective.endswith(("ese", "ish", "ch", "ss", "sh")) or " " in adjective and not adjective[0].isupper():
        return []
    return [adjective + "s"]


def main() -> None:
    forms: dict[str, list[object]] = {}
    names: dict[str, str] = {}
    capitals: dict[str, str] = {}

    def put(form: str, code: str, kind: str) -> None:
        doubtful = form.endswith("?")
        form = form.rstrip("?").strip()
        if form.startswith(("the ", "The ")):
            form = form[4:]
        if form and form not in forms:
            forms[form] = [code, kind, doubtful]

    territories = Locale("en").territories
    rows = []
    for line in (HERE / "countries_en.psv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            code, other, adjectives, noun, capital = (line.split("|") + [""] * 5)[:5]
            rows.append((code, other, adjectives, noun, capital))
    for _, others, adjectives, *_ in (row for row in rows if row[0] == ELSEWHERE):
        for adjective in adjectives.split(";"):
            for form in (adjective, *nouns(adjective)):
                put(form, "", "elsewhere")
        for form in others.split(";"):
            put(form, "", "elsewhere")
    rows = [row for row in rows if row[0] != ELSEWHERE]
    for code, other, *_ in rows:
        name = territories.get(code, "").replace("&", "and")
        names[code] = name
        put(name, code, "name")
        put(territories.get(code, ""), code, "name")
        for form in other.split(";"):
            put(form, code, "name")
    for code, _, adjectives, noun, capital in rows:
        for adjective in filter(None, adjectives.split(";")):
            put(adjective, code, "demonym")
            if not adjective.endswith("?"):
                for form in nouns(adjective):
                    put(form, code, "demonym")
        for pair in noun.split(";"):
            for form in pair.split("/"):
                put(form, code, "demonym")
        cities = [city for city in capital.split(";") if city]
        if cities:
            capitals[code] = cities[0].rstrip("?")
        for city in cities:
            put(city, code, "capital")
    for form, code in COMBINING.items():
        put(form, code, "combining")
    OUT.write_text(
        json.dumps({"names": names, "capitals": capitals, "forms": forms}, ensure_ascii=False, indent=0, sort_keys=True)
    )


if __name__ == "__main__":
    main()
