"""What all sections of a brief are made with: words of the language, names, sentences with their notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from sqlalchemy.orm import Session

from communique.brief.model import Run, Sentence
from communique.brief.sources import Sources
from communique.brief.words import Words
from communique.dossier.scope import Scope, names_of
from communique.dossier.series import ORDERED
from communique.resolve.letters import is_cyrillic
from communique.store.rows import Thing

SHORT = 420  # characters of a quotation in the text; the note has all of it


@dataclass(frozen=True, slots=True)
class Asked:
    """What a brief is to be about, and how it is to be written."""

    pair: tuple[str, str] | None = None  # codes in the order asked for: ("UZ", "RU")
    about: int | None = None  # identities
    event: int | None = None
    topic: str | None = None
    since: str | None = None
    as_of: str = ""
    language: str = "en"
    style: str | None = None  # of the bibliography; none: GOST in Russian, else Chicago

    @property
    def scope(self) -> Scope:
        """The reports it rests on."""
        pair = "-".join(sorted(self.pair)) if self.pair else None
        return Scope(pair, self.about, self.event, self.topic, self.since, self.as_of or None)


class Composer:
    """Makes sentences for one brief."""

    def __init__(self, session: Session, asked: Asked) -> None:
        self.session = session
        self.asked = asked
        self.scope = asked.scope
        self.words = Words(asked.language)
        self.sources = Sources(session, self.words, self.name)
        self._names: dict[int, str] = {}

    def name(self, thing: Thing) -> str:
        """What a thing is called in the brief's language: a country's usual name; a name in its letters where one is on record."""
        if thing.kind == "country" and thing.country:
            return self.words.country(thing.country)
        if thing.id not in self._names:
            wants = self.asked.language == "ru"
            found = thing.name
            if is_cyrillic(found) != wants and thing.id:
                # a form of as many words: a family name alone, or a case ending read as a name, is no better name
                same = (
                    n
                    for n in names_of(self.session, thing.id)
                    if is_cyrillic(n) == wants and len(n.split()) == len(found.split())
                )
                found = next(same, found)
            self._names[thing.id] = found.strip(" ,;")
        return self._names[thing.id]

    def about(self, keys: tuple[str, ...], indicator: str) -> str:
        """Names of what a series is about: country codes become names; a pair in the order asked for, unless its order tells."""
        if self.asked.pair and set(keys) == set(self.asked.pair) and indicator not in ORDERED:
            keys = self.asked.pair
        return " – ".join(self.words.country(k) if len(k) == 2 and k.isupper() else k for k in keys)

    def quote(self, words: str) -> Run:
        """Exact words in quotation marks, shortened where they are long."""
        plain = " ".join(words.split())
        if len(plain) > SHORT:
            plain = plain[:SHORT].rsplit(" ", 1)[0].rstrip(" ,;:–—") + " …"
        marks = self.words.labels["quotes"]
        return Run(f"{marks['open']}{plain.strip(QUOTED).rstrip(' ,;:')}{marks['close']}", "quote")

    def sentence(self, group: str, key: str, notes: tuple[int, ...], **values: Any) -> Sentence:
        """A sentence from a label of the language."""
        text = self.words(group, key, **values)
        # a value that ends in an abbreviation ("2018 г.") ends the sentence with its own stop
        return Sentence((Run(re.sub(r"(?<=\w)\.\.(?!\.)", ".", text)),), notes)


QUOTED = '“”«»"„ '


def plain(text: str, *notes: int) -> Sentence:
    """A sentence or cell in one style."""
    return Sentence((Run(text),), notes)


def strong(text: str, *notes: int) -> Sentence:
    """A sentence or cell that stands out."""
    return Sentence((Run(text, "strong"),), notes)


@cache
def indicators() -> dict[str, dict[str, Any]]:
    """Indicators in the order of briefs, with their topics."""
    import yaml

    loaded: dict[str, dict[str, Any]] = yaml.safe_load(
        resources.files("communique.brief").joinpath("data", "indicators.yml").read_text("utf-8")
    )
    return loaded


def rank(indicator: str) -> int:
    """The place of an indicator in a brief."""
    known = list(indicators())
    return known.index(indicator) if indicator in known else len(known)


def capital(text: str) -> str:
    """With a capital first letter."""
    return text[:1].upper() + text[1:]
