"""Names of people in Latin script: given names, family names, and endings that family names have."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib import resources

SHORTEST_STEM = 2  # letters before an ending: "Li-ev" is a family name, "ev" alone is none


@cache
def _lines(name: str) -> frozenset[str]:
    path = resources.files("communique.knowledge").joinpath("data", name)
    return frozenset(line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#"))


def is_given_name(word: str) -> bool:
    """Whether people are called so; of a double name ("Munkh-Orgil") one part is enough."""
    parts = (word, *word.split("-")) if "-" in word else (word,)
    return any(part in _lines("given_names.txt") or part in _lines("given_names_cyrillic.txt") for part in parts)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(_lines("family_endings.txt")))


def is_family_name(word: str) -> bool:
    """Whether a list has this family name: "Nguyễn", "Schmidt"."""
    return word in _lines("family_names.txt") or is_like_family_name(word)


def is_like_family_name(word: str) -> bool:
    """Whether a capitalised word ends as family names do: "Sydykov", "Kvaratskhelia", "Nazarzoda"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    plain = plain.casefold().replace("ı", "i")
    return any(plain.endswith(end) and len(plain) >= len(end) + SHORTEST_STEM for end in _endings())
