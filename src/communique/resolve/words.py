"""The words that names of bodies, projects and agreements are made of, the same in all languages.

>>> [word.concept for word in read_words("Toshkent metallurgiya zavodi")]
[None, 'metal', 'plant']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import msgspec

from communique.resolve.letters import fold

POSSESSIVE = re.compile(r"['’]s\b")
WORD = re.compile(r"[\w'’‘ʻʼ`]+")


class Words(msgspec.Struct, frozen=True):
    """The file ``words.yml``."""

    generic: dict[str, list[str]]
    types: dict[str, list[str]]
    sectors: dict[str, list[str]]
    words: dict[str, list[str]]
    parts: dict[str, list[str]]
    revision: dict[str, list[str]]
    drop: list[str]
    phrases: dict[str, list[str]]
    peoples: dict[str, list[str]]
    exclusive: list[str]
    many: list[str]
    fits_only: dict[str, list[str]]
    weak_parts: list[str]
    modifiers: list[str]


@dataclass(frozen=True, slots=True)
class NameWord:
    """One word (or a phrase of one meaning) of a name: its concept, or a country, or neither: then it is a proper name."""

    text: str
    concept: str | None = None
    country: str | None = None
    dropped: bool = False


@cache
def words() -> Words:
    """The tables of words."""
    import yaml

    path = resources.files("communique.resolve").joinpath("data", "words.yml")
    return msgspec.convert(yaml.load(path.read_text("utf-8"), yaml.CSafeLoader), Words)


def _by_start(groups: list[dict[str, list[str]]]) -> dict[str, list[tuple[str, str]]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for group in groups:
        for concept, stems in group.items():
            for stem in stems:
                stem = fold(stem)
                table.setdefault(stem[:2], []).append((stem, concept))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


@cache
def _stems() -> dict[str, list[tuple[str, str]]]:
    table = words()
    return _by_start([table.types, table.generic, table.sectors, table.words])


@cache
def _part_stems() -> dict[str, list[tuple[str, str]]]:
    return _by_start([words().parts])


@cache
def _dropped() -> frozenset[str]:
    return frozenset(map(fold, words().drop))


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    meanings = {
        " ".join(fold(p).replace("-", " ").split()): concept for concept, ps in words().phrases.items() for p in ps
    }
    longest_first = sorted(meanings, key=len, reverse=True)
    return re.compile(r"(?<!\w)(" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"), meanings


def _fits(word: str, stem: str) -> bool:
    extra = len(word) - len(stem)
    return word.startswith(stem) and extra <= (2 if len(stem) <= 3 else 4 if len(stem) == 4 else 7)


@lru_cache(maxsize=65536)
def concept_of(word: str) -> str | None:
    """What a word means, by the table."""
    word = fold(word)
    return next((concept for stem, concept in _stems().get(word[:2], ()) if _fits(word, stem)), None)


@lru_cache(maxsize=65536)
def part_of(word: str) -> str | None:
    """Which part or stage of a thing a word names."""
    word = fold(word)
    return next((concept for stem, concept in _part_stems().get(word[:2], ()) if _fits(word, stem)), None)


@lru_cache(maxsize=65536)
def is_dropped(word: str) -> bool:
    """Says nothing of which thing it is."""
    return fold(word) in _dropped()


@lru_cache(maxsize=4096)
def is_type(concept: str) -> bool:
    """Says what a thing is."""
    return concept in words().types


def is_generic(concept: str) -> bool:
    """Says that it is a thing, but fits any type."""
    return concept in words().generic


def is_sector(concept: str) -> bool:
    """Says what a thing works on."""
    return concept in words().sectors


@cache
def _country_stems() -> dict[str, list[tuple[str, str]]]:
    """Russian and Uzbek names of countries, cut so that case forms and adjectives begin with them (CLDR)."""
    from babel import Locale

    from communique.knowledge.countries import english_name

    table: dict[str, list[tuple[str, str]]] = {}
    for language in ("ru", "uz"):
        for code, name in Locale(language).territories.items():
            name = fold(name)
            if len(code) == 2 and english_name(code) and re.fullmatch(r"\w{4,}", name):
                stem = re.sub(r"(?:ия|ь|а|я|ы|й)$", "", name) if language == "ru" else name
                if len(stem) >= 4:
                    table.setdefault(stem[:3], []).append((stem, code))
    for code, stems in words().peoples.items():
        for stem in map(fold, stems):
            table.setdefault(stem[:3], []).append((stem, code))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


@lru_cache(maxsize=65536)
def country_of(word: str) -> str | None:
    """The country that a word names, in any of the languages: name, adjective, people."""
    from communique.knowledge.countries import country_named, country_of_demonym

    code = country_named(word) or country_of_demonym(word)
    if code is None:
        low = fold(word)
        code = next(
            (c for stem, c in _country_stems().get(low[:3], ()) if _fits(low, stem) and len(low) - len(stem) <= 5), None
        )
    return code


@lru_cache(maxsize=65536)
def read_words(name: str) -> tuple[NameWord, ...]:
    """The words of a name with what they mean, phrases first."""
    pattern, meanings = _phrases()
    plain = " ".join(fold(POSSESSIVE.sub("", name)).replace("-", " ").replace("–", " ").replace("—", " ").split())
    found: list[NameWord] = []
    at = 0
    for match in pattern.finditer(plain):
        found += _singles(plain[at : match.start()])
        found += [NameWord(match[0], concept) for concept in meanings[match[0]].split()]
        at = match.end()
    return tuple(found + _singles(plain[at:]))


def _singles(text: str) -> list[NameWord]:
    out = []
    for word in WORD.findall(text):
        word = word.strip("'")
        if word == "s" or not word:
            continue
        if is_dropped(word):
            out.append(NameWord(word, dropped=True))
        elif (country := _country(word)) is not None:
            out.append(NameWord(word, country=country))
        else:
            out.append(NameWord(word, concept=concept_of(word)))
    return out


def _country(word: str) -> str | None:
    return country_of(word) or country_of(word.capitalize())
