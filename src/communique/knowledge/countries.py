"""Countries by their English names, demonyms and capitals; codes are ISO 3166-1 alpha-2 (XK for Kosovo)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

from communique.knowledge.matcher import Matcher

Form = Literal["name", "demonym", "capital", "combining"]


class Table(msgspec.Struct, frozen=True):
    """The file ``countries.json``."""

    names: dict[str, str]
    capitals: dict[str, str]
    forms: dict[str, tuple[str, Form, bool]]


@dataclass(frozen=True, slots=True)
class CountryWords:
    """Words in a text that mean a country; ``ambiguous`` where they often mean something else too."""

    start: int
    end: int
    code: str
    form: Form
    ambiguous: bool


@cache
def _table() -> Table:
    path = resources.files("communique.knowledge").joinpath("data", "countries.json")
    return msgspec.json.decode(path.read_bytes(), type=Table)


@cache
def _matcher() -> Matcher:
    return Matcher(_table().forms)


def _look_up(words: str, *forms: Form) -> str | None:
    words = words[4:] if words[:4].lower() == "the " else words
    found = _table().forms.get(words)
    return found[0] if found is not None and found[1] in forms else None


def country_named(words: str) -> str | None:
    """The code of a country's name: "the Russian Federation" → "RU"."""
    return _look_up(words, "name")


def country_of_demonym(word: str) -> str | None:
    """The code of an adjective or noun of people: "Uzbek", "Kenyans"."""
    return _look_up(word, "demonym", "combining")


def country_of_capital(name: str) -> str | None:
    """The code of the country whose capital (or seat of government) that is."""
    return _look_up(name, "capital")


def english_name(code: str) -> str | None:
    """The usual English name of a country."""
    return _table().names.get(code)


def capital_of(code: str) -> str | None:
    """The English name of a country's capital."""
    return _table().capitals.get(code)


def find_countries(text: str) -> list[CountryWords]:
    """All words that mean a country, in the order of the text."""
    forms = _table().forms
    # "US$" and "A$" are money, no country
    return [
        CountryWords(start, end, *forms[word])
        for start, end, word in _matcher().find(text)
        if text[end : end + 1] != "$"
    ]
