"""Countries by their names, demonyms and capitals in several languages; codes are ISO 3166-1 alpha-2 (XK for Kosovo)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

from communique.knowledge.matcher import Matcher

# "elsewhere": words that hold a country's word and mean something else ("Latin American", "Gulf of Mexico"), without a code
Form = Literal["name", "demonym", "capital", "combining", "elsewhere"]


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


class Countries:
    """The words for countries of one language."""

    def __init__(self, language: str) -> None:
        name = "countries.json" if language == "en" else f"countries_{language}.json"
        path = resources.files("communique.knowledge").joinpath("data", name)
        self._table = msgspec.json.decode(path.read_bytes(), type=Table)
        self._matcher = Matcher(self._table.forms)

    def _look_up(self, words: str, *forms: Form) -> str | None:
        words = words[4:] if words[:4].lower() == "the " else words
        found = self._table.forms.get(words)
        return found[0] if found is not None and found[1] in forms else None

    def named(self, words: str) -> str | None:
        """The code of a country's name: "the Russian Federation" → "RU"."""
        return self._look_up(words, "name")

    def of_demonym(self, word: str) -> str | None:
        """The code of an adjective or noun of people: "Uzbek", "Kenyans"."""
        return self._look_up(word, "demonym", "combining")

    def of_capital(self, name: str) -> str | None:
        """The code of the country whose capital (or seat of government) that is."""
        return self._look_up(name, "capital")

    def name(self, code: str) -> str | None:
        """The usual name of a country."""
        return self._table.names.get(code)

    def capital(self, code: str) -> str | None:
        """The name of a country's capital."""
        return self._table.capitals.get(code)

    def find(self, text: str) -> list[CountryWords]:
        """All words that mean a country, in the order of the text."""
        forms = self._table.forms
        # "US$" and "A$" are money, no country
        return [
            CountryWords(start, end, *forms[word])
            for start, end, word in self._matcher.find(text.replace("’", "'"))  # "People’s Republic of China"
            if text[end : end + 1] != "$" and forms[word][1] != "elsewhere"
        ]


@cache
def countries_in(language: str) -> Countries:
    """The words for countries of a language; those of English where it has no table."""
    path = resources.files("communique.knowledge").joinpath("data", f"countries_{language}.json")
    return Countries(language if path.is_file() else "en")


def country_named(words: str) -> str | None:
    """The code of a country's English name."""
    return countries_in("en").named(words)


def country_of_demonym(word: str) -> str | None:
    """The code of an English adjective or noun of people."""
    return countries_in("en").of_demonym(word)


def country_of_capital(name: str) -> str | None:
    """The code of the country of a capital, by its English name."""
    return countries_in("en").of_capital(name)


def english_name(code: str) -> str | None:
    """The usual English name of a country."""
    return countries_in("en").name(code)


def find_countries(text: str) -> list[CountryWords]:
    """All English words that mean a country, in the order of the text."""
    return countries_in("en").find(text)
