"""Writes ``numbers.yml`` and ``currencies.yml`` of Russian: the words of ``numbers_ru.yml`` in all their forms.

Forms are those of pymorphy3's dictionary (OpenCorpora); names of currencies are those of Unicode CLDR through Babel. In the source a
word with a tilde (``~тонна``) stands for all its forms; of two words ("~кубический ~метр") each form goes with that of its own case.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from pathlib import Path
from typing import Any

import pymorphy3
import yaml
from babel import Locale
from babel.numbers import get_currency_name, get_territory_currencies

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src" / "communique" / "language" / "ru"
MORPH = pymorphy3.MorphAnalyzer()


def lexeme(word: str) -> list[tuple[str, Any]]:
    """All forms of a base form with their tags; ё also as е."""
    best = next((p for p in MORPH.parse(word) if p.normal_form == word and p.tag.POS in ("NOUN", "NUMR", "ADJF")), None)
    if best is None:
        return [(word, None)]
    found = [(p.word, p.tag) for p in best.lexeme if p.tag.POS == best.tag.POS]
    return found + [(w.replace("ё", "е"), t) for w, t in found if "ё" in w]


def forms(words: str) -> list[str]:
    """All forms of a phrase in which words after a tilde are inflected."""
    parts = words.split(" ")
    if words == "~" or not any(part.startswith("~") for part in parts):
        return [words]
    options = [lexeme(part[1:]) if part.startswith("~") else [(part, None)] for part in parts]
    found = []
    for choice in product(*options):
        tags = [tag for _, tag in choice if tag is not None]
        if all(_agree(tags[0], tag) for tag in tags[1:]):
            found.append(" ".join(word for word, _ in choice))
    return list(dict.fromkeys(found))


def _agree(one: Any, two: Any) -> bool:
    same_number = one.number == two.number or one.number is None or two.number is None
    genitive = one.case == two.case or one.case == "nomn" and two.case == "gent" and two.number == "sing"
    gender = one.gender is None or two.gender is None or one.gender == two.gender or one.number == "plur"
    return genitive and (same_number or one.case != two.case) and gender


def table(source: dict[str, Any]) -> dict[str, Any]:
    return {form: value for words, value in source.items() for form in forms(str(words))}


def listed(source: list[Any]) -> list[str]:
    return list(dict.fromkeys(form for words in source for form in forms(str(words))))


def numbers() -> dict[str, Any]:
    source = yaml.safe_load((HERE / "numbers_ru.yml").read_text("utf-8"))
    tables = ("ones", "tens", "scales", "short_scales", "money_only", "fixed", "fixed_terms", "fractions", "after_qualifiers",
              "rate_before", "scaled_units", "times_words", "vague", "vague_parts", "money_parts", "money_words")  # fmt: skip
    lists = ("out_of", "between_words", "percent", "percentage_points", "times", "name_before", "clock", "per", "per_article", "per_nouns", "age",
             "cased_units", "close_units", "one_currency")  # fmt: skip
    made: dict[str, Any] = {}
    for name, value in source.items():
        if name in tables:
            made[name] = table(value)
        elif name in lists:
            made[name] = listed(value)
        elif name in ("qualifiers", "rates", "units"):
            made[name] = {key: listed(words) for key, words in value.items()}
        else:
            made[name] = value
    return made


USUAL = {
    "~доллар": "USD", "~доллар США": "USD", "американский ~доллар": "USD", "долл.": "USD", "долл. США": "USD", "долл": "USD", "евро": "EUR",
    "~рубль": "RUB", "руб.": "RUB", "руб": "RUB", "~российский ~рубль": "RUB", "~юань": "CNY", "~иена": "JPY", "~йена": "JPY", "~вона": "KRW",
    "~сум": "UZS", "~узбекский ~сум": "UZS", "~тенге": "KZT", "~сом": "KGS", "~сомони": "TJS", "~манат": "AZN", "~драм": "AMD", "~лари": "GEL",
    "~гривна": "UAH", "~злотый": "PLN", "~форинт": "HUF", "~лей": "RON", "~лев": "BGN", "~рэнд": "ZAR", "~фунт ~стерлинг": "GBP", "~фунт стерлингов": "GBP",
    "~рупия": "INR", "~лира": "TRY", "~турецкий ~лира": "TRY", "~дирхам": "AED", "~риал": "IRR", "~риял": "SAR", "~тугрик": "MNT", "~донг": "VND",
    "~франк": "CHF", "~швейцарский ~франк": "CHF", "~белорусский ~рубль": "BYN", "~афгани": "AFN", "~шекель": "ILS", "шекелей": "ILS", "~крона": "SEK",
    "~бат": "THB", "бат": "THB", "~ринггит": "MYR", "ринггитов": "MYR", "~кьят": "MMK", "кьятов": "MMK", "кипов": "LAK", "~найра": "NGN",
    "найр": "NGN", "быров": "ETB", "бырр": "ETB", "бырров": "ETB", "~реал": "BRL", "реалов": "BRL", "левов": "BGN", "драмов": "AMD",
    "сумов": "UZS", "леков": "ALL", "рандов": "ZAR", "даласи": "GMD", "седи": "GHS", "боливиано": "BOB", "гуарани": "PYG", "метикалов": "MZN",
    "ариари": "MGA", "нгултрум": "BTN", "денаров": "MKD", "кванз": "AOA", "лемпир": "HNL", "кетсалей": "GTQ", "риелей": "KHR", "руфий": "MVR",
}  # fmt: skip
SYMBOLS = {
    "$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₸": "KZT", "₩": "KRW", "₹": "INR", "₺": "TRY", "₴": "UAH",
    "₼": "AZN", "₾": "GEL", "C$": "CAD", "A$": "AUD",
}  # fmt: skip


def currencies() -> dict[str, Any]:
    words: dict[str, str] = {}
    shared: dict[str, dict[str, str]] = defaultdict(dict)
    codes = set()
    for country in sorted(Locale("ru").territories):
        if len(country) != 2:
            continue
        for code in get_territory_currencies(country):
            codes.add(code)
            for count in (1, 2, 5):
                name = get_currency_name(code, count=count, locale="ru").lower()
                words[name] = code
                last = name.split()[-1 if name.split()[0].endswith(("ий", "ой", "ых", "их", "ая", "ые", "ие")) else 0]
                shared[last][country] = code
    several = {word: dict(by) for word, by in sorted(shared.items()) if len(set(by.values())) > 1}
    for word, code in USUAL.items():
        for form in forms(word):
            words[form.lower()] = code
    keep = {word: by for word, by in several.items() if word in words or len(word) > 2}
    return {
        "codes": sorted({*codes, "USD", "EUR", "XDR"}),
        "symbols": SYMBOLS,
        "words": dict(sorted(words.items())),
        "by_country": keep,
    }


def write(name: str, head: str, data: dict[str, Any]) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, default_flow_style=None, width=140)
    (OUT / name).write_text(head + text, "utf-8")


if __name__ == "__main__":
    write("numbers.yml", "# Russian number words, scales, qualifiers, rates and units; written by scripts/language/numbers_ru.py from numbers_ru.yml beside it\n"
          "# with the forms of pymorphy3's dictionary (OpenCorpora, CC BY-SA).\n", numbers())  # fmt: skip
    write("currencies.yml", "# Currencies in Russian: Unicode CLDR names through Babel, forms by pymorphy3; written by scripts/language/numbers_ru.py.\n"
          "# by_country: a word that several countries use → whose currency it is there.\n", currencies())  # fmt: skip
