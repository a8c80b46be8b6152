"""What a name says, apart from its spelling: type, sector, countries, numbers, proper names, initials."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from communique.resolve.letters import is_cyrillic, skeleton
from communique.resolve.words import (
    NameWord,
    Words,
    concept_of,
    is_dropped,
    is_generic,
    is_sector,
    is_type,
    read_words,
    words,
)

# "SPbGU", "МИЦА", "C5+1": capitals that stand for words
ACRONYM = re.compile(r"^(?=(?:.*[A-ZА-ЯЎҚҒҲ‘]){2})[A-ZА-ЯЎҚҒҲ][A-Za-zА-Яа-яЎўҚқҒғҲҳ0-9+]{1,7}$")
CAPITALS = re.compile(r"[A-ZА-ЯЎҚҒҲ]")
JOINED = re.compile(r"[-–—\s]+")


@dataclass(frozen=True, slots=True)
class Signature:
    """A name taken apart."""

    name: str
    types: frozenset[str]
    generic: frozenset[str]
    sectors: frozenset[str]
    others: frozenset[str]  # concepts that help and never forbid
    countries: frozenset[str]
    numbers: frozenset[str]
    proper: tuple[str, ...]  # words that are in no table
    acronyms: tuple[str, ...]  # of the proper words those written as one
    initials: frozenset[str]  # skeletons of the first letters, in each language that has the words

    @property
    def concepts(self) -> frozenset[str]:
        """All meanings."""
        return self.types | self.generic | self.sectors | self.others

    @property
    def weight(self) -> float:
        """How much the name says."""
        return 3.0 * len(self.proper) + 1.5 * len(self.countries) + 1.0 * len(self.concepts)


@lru_cache(maxsize=65536)
def sign(name: str) -> Signature:
    """The signature of a name."""
    concepts: set[str] = set()
    countries: set[str] = set()
    numbers: set[str] = set()
    proper: list[str] = []
    spelled = {skeleton(w): w for w in JOINED.split(name.strip('«»"“”()')) if w}
    for word in read_words(name):
        if word.dropped:
            continue
        if word.country is not None:
            countries.add(word.country)
        elif word.concept is not None:
            concepts.add(word.concept)
        elif word.text.isdigit():
            numbers.add(word.text)
        elif len(word.text) > 1 and word.text not in proper:
            proper.append(word.text)
    acronyms = tuple(
        capitals for word in proper if (written := spelled.get(skeleton(word))) and (capitals := _capitals(written))
    )
    types = frozenset(c for c in concepts if is_type(c))
    generic = frozenset(c for c in concepts if is_generic(c))
    sectors = frozenset(c for c in concepts if is_sector(c))
    return Signature(
        name=name,
        types=types,
        generic=generic,
        sectors=sectors,
        others=frozenset(concepts) - types - generic - sectors,
        countries=frozenset(countries),
        numbers=frozenset(numbers),
        proper=tuple(proper),
        acronyms=acronyms,
        initials=frozenset(_initials(name)),
    )


def _capitals(written: str) -> str | None:
    """The capitals of an acronym, as a skeleton: "СПбГУ" → "spgu"."""
    written = written.strip('«»"“”().,')
    if not ACRONYM.match(written):
        return None
    return "".join(skeleton(c) for c in CAPITALS.findall(written))


def _initials(name: str) -> list[str]:
    """First letters of a full name, small words left out, in each language for which the table has its words."""
    kept = [w for w in read_words(name) if not w.dropped]
    plain = [w.text for w in kept]
    if len(plain) < 3:
        return []
    found = ["".join(skeleton(w[0]) for w in plain)]
    # what the table knows as one meaning has several words: those of the name itself count
    written = [w for w in re.findall(r"\w+", name) if concept_of(w) or len(w) > 3 or w[0].isupper()]
    found.append("".join(skeleton(w[0]) for w in written if not is_dropped(w)))
    table = words()
    for language in ("en", "ru", "uz"):
        choices = [_first_letters(table, word, language) for word in kept]
        if len(choices) <= 8:
            spelled = [""]
            for choice in choices:
                spelled = [s + c for s in spelled for c in choice][:32]
            found += spelled
    return [f for f in dict.fromkeys(found) if len(f) >= 3]


def _first_letters(table: Words, word: NameWord, language: str) -> list[str]:
    """With which letters the word may begin in that language."""
    groups = (table.types, table.generic, table.sectors, table.words)
    stems = next((g[word.concept] for g in groups if word.concept in g), []) if word.concept else []
    russian = [s for s in stems if is_cyrillic(s)]
    latin = [s for s in stems if not is_cyrillic(s)]
    of_language = {"en": latin[:1], "ru": russian, "uz": latin[-1:]}[language]
    return sorted({skeleton(s[0]) for s in of_language} or {skeleton(word.text[0])})
