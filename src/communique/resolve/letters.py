"""Skeletons: one plain Latin form for the spellings that a name has across scripts and transliterations.

>>> skeleton("Злыгостев"), skeleton("Zlygostyev")
('zligostev', 'zligostev')
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources

import msgspec
from rapidfuzz.distance import Levenshtein

APOSTROPHES = re.compile(r"['’‘ʻʼ`´ʹ]")
VOWELS = re.compile(r"[aeiou]")
SINGLES = (("sh", "1"), ("ch", "2"), ("ts", "3"))  # one consonant, two letters


class Letters(msgspec.Struct, frozen=True):
    """The file ``letters.yml``."""

    cyrillic: dict[str, str]
    latin: dict[str, str]
    rewrites: list[tuple[str, str]]
    feminine: list[str]
    russian_cases: list[str]
    uzbek_cases: list[str]
    initials: list[str]


@cache
def letters() -> Letters:
    """The tables of letters."""
    import yaml

    path = resources.files("communique.resolve").joinpath("data", "letters.yml")
    return msgspec.convert(yaml.safe_load(path.read_text("utf-8")), Letters)


def fold(word: str) -> str:
    """Lower case, no apostrophes, Russian ё as е: how words are looked up."""
    return APOSTROPHES.sub("", word.casefold()).replace("ё", "е")


def is_cyrillic(word: str) -> bool:
    """Has Cyrillic letters."""
    return any("\u0400" <= c <= "\u052f" for c in word)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The word in plain Latin letters, spellings levelled."""
    table = letters()
    out = []
    for c in APOSTROPHES.sub("", word.casefold()):
        if c in table.cyrillic:
            out.append(table.cyrillic[c])
        elif c in table.latin:
            out.append(table.latin[c])
        else:
            out.append("".join(d for d in unicodedata.normalize("NFKD", c) if d.isascii() and d.isalnum()))
    plain = "".join(out)
    for old, new in table.rewrites:
        plain = plain.replace(old, new)
    plain = re.sub(r"c(?=[eiy])", "s", plain)
    plain = re.sub(r"c(?!h)", "k", plain)
    plain = plain.replace("x", "h" if plain.startswith("x") or re.search(r"[aeiou]x[bcdfgklmnprstvz]", plain) else "ks")
    return re.sub(r"(.)\1+", r"\1", plain)


@lru_cache(maxsize=65536)
def consonants(plain: str) -> str:
    """What is left of a skeleton without its vowels; a vowel that begins it leaves a mark."""
    for two, one in SINGLES:
        plain = plain.replace(two, one)
    start = "*" if plain[:1] and plain[0] in "aeiou" else ""
    return start + re.sub(r"(.)\1+", r"\1", VOWELS.sub("", plain))


@lru_cache(maxsize=65536)
def loose(plain: str) -> str:
    """The consonants of a skeleton, sounds that scripts take for one another made one: Jizzakh, Джизак; Hong Kong, Гонконг."""
    bare = consonants(plain).replace("h", "k").replace("g", "k")
    return re.sub(r"(.)\1+", r"\1", bare)


@lru_cache(maxsize=65536)
def variants(word: str) -> tuple[str, ...]:
    """The skeleton, and those of the same name without a case ending."""
    found = [skeleton(word)]
    if "x" in word.casefold():  # Uzbek x is kh, in other names it is ks
        found += [skeleton(word.casefold().replace("x", "kh")), skeleton(word.casefold().replace("x", "ks"))]
    low = word.casefold()
    endings = letters().russian_cases if is_cyrillic(low) else letters().uzbek_cases
    for ending in endings:
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            found.append(skeleton(low[: -len(ending)]))
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=65536)
def likeness(one: str, two: str) -> float:
    """How far two skeletons are one name: 1 the same, 0.93 the same but for vowels, less for other letters."""
    if one == two:
        return 1.0
    if not one or not two:
        return 0.0
    if consonants(one) == consonants(two) and abs(len(one) - len(two)) <= 2:
        changed = Levenshtein.distance(one, two)
        same_length = len(consonants(one)) > 2
        if same_length and changed <= 1 + len(one) // 7:
            return 0.93
        return 0.75
    return min(0.9, Levenshtein.normalized_similarity(one, two))


def is_feminine_of(one: str, two: str) -> bool:
    """One is a family name in the form for women of the other."""
    short, long = sorted((one, two), key=len)
    return any(
        long.endswith(end)
        and long[: -len(end)] in (short, short[: -len(end)])
        and short != long
        and (end != "a" or short.endswith(("ov", "ev", "in")))
        for end in letters().feminine
    )
