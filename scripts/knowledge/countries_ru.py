"""Writes ``knowledge/data/countries_ru.json``: names from Unicode CLDR (Babel), ``countries_ru.psv`` beside this script, forms by pymorphy3."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pymorphy3
from babel import Locale

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src/communique/knowledge/data/countries_ru.json"
MORPH = pymorphy3.MorphAnalyzer()
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
# "германо-российский": first parts that are not made from the adjective
COMBINING = {"русско": "RU", "франко": "FR", "германо": "DE", "англо": "GB", "греко": "GR", "итало": "IT", "испано": "ES", "японо": "JP",
             "индо": "IN", "австро": "AT", "африкано": "ZA", "арабо": "", "корейско": "KR", "украино": "UA", "ирано": "IR", "грузино": "GE"}  # fmt: skip


def parse_of(word: str, gender: str | None = None) -> Any:
    """The reading of a nominative word, a name of a place before others."""
    found = [p for p in MORPH.parse(word.lower()) if p.tag.case == "nomn" and p.tag.POS in ("NOUN", "ADJF", "PRTF")]
    found = [p for p in found if gender is None or p.tag.gender == gender or p.tag.number == "plur"] or found
    return next((p for p in found if "Geox" in p.tag), found[0] if found else None)


def like(word: str, model: str) -> str:
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def inflected(words: str) -> list[str]:
    """All cases of a name; the words after a tilde change together."""
    parts = words.split(" ")
    if not any(part.startswith("~") for part in parts):
        return [words]
    nouns = [parse_of(part[1:]) for part in parts if part.startswith("~")]
    noun = next((n for n in nouns if n is not None and n.tag.POS == "NOUN"), None)
    gender = noun.tag.gender if noun is not None else None
    found = []
    for case in CASES:
        made = []
        for part in parts:
            if not part.startswith("~"):
                made.append(part)
                continue
            parse = parse_of(part[1:], gender if len(parts) > 1 else None)
            wanted = {case}
            if parse is not None and parse.tag.POS in ("ADJF", "PRTF"):
                wanted |= {parse.tag.number} | ({gender} if gender and parse.tag.number == "sing" else set())
            form = parse.inflect(wanted) if parse is not None else None
            if form is None:
                print("no form of", part, case, file=sys.stderr)
            word = form.word if form is not None else part[1:]
            made.append(
                "-".join(like(w, m) for w, m in zip(word.split("-"), part[1:].split("-"), strict=False))
                if "-" in part
                else like(word, part[1:])
            )
        found.append(" ".join(made))
    return list(dict.fromkeys(found))


def with_e(forms: list[str]) -> list[str]:
    return list(dict.fromkeys([*forms, *(form.replace("ё", "е") for form in forms)]))


def adjectives(word: str) -> list[str]:
    parse = next((p for p in MORPH.parse(word) if p.tag.POS == "ADJF"), None)
    if parse is None:
        return [word]
    forms = [p.word for p in parse.lexeme if p.tag.POS == "ADJF" and p.word.startswith(word[:4])]
    return [form for word in forms for form in (word, word[:1].upper() + word[1:])]


def residents(word: str) -> list[str]:
    parse = next((p for p in MORPH.parse(word) if p.tag.POS == "NOUN" and p.tag.case == "nomn"), None)
    forms = [p.word for p in parse.lexeme] if parse is not None else [word]
    return [form for word in forms for form in (word, word[:1].upper() + word[1:])]


def main() -> None:
    forms: dict[str, list[object]] = {}
    names: dict[str, str] = {}
    capitals: dict[str, str] = {}

    def put(found: list[str], code: str, kind: str, doubtful: bool) -> None:
        for form in with_e(found):
            if form and form not in forms:
                forms[form] = [code, kind, doubtful]

    territories = Locale("ru").territories
    rows = [
        (line.split("|") + [""] * 5)[:5]
        for line in (HERE / "countries_ru.psv").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    for code, own, *_ in rows:
        spellings = own.split(";")
        names[code] = spellings[0].replace("~", "").rstrip("?")
        for spelling in spellings:
            put(inflected(spelling.rstrip("?")), code, "name", spelling.endswith("?"))
        put([territories.get(code, "")], code, "name", False)
    for code, _, adjective, noun, capital in rows:
        for word in filter(None, adjective.split(";")):
            put(adjectives(word), code, "demonym", False)
            for first in (word[:-2] + "о", word[:-2].capitalize() + "о"):
                put([first], code, "combining", False)
        for word in filter(None, noun.split(";")):
            put(residents(word), code, "demonym", False)
        cities = [city for city in capital.split(";") if city]
        if cities:
            capitals[code] = cities[0].rstrip("?").replace("~", "")
        for city in cities:
            put(inflected(city.rstrip("?")), code, "capital", city.endswith("?"))
    for form, code in COMBINING.items():
        if code:
            put([form, form.capitalize()], code, "combining", False)
    data = {"names": names, "capitals": capitals, "forms": forms}
    OUT.write_text(json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True), "utf-8")


if __name__ == "__main__":
    main()
