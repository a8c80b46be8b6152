"""Words as search sees them: word forms of English, Russian and Uzbek brought to one stem.

>>> [token.stem for token in tokens("The railways", "en")]
['the', 'railway']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from communique.resolve.letters import fold, is_cyrillic, letters

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’‘ʻʼ]\w+)*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place and its stem."""

    start: int
    end: int
    stem: str


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(language)


@lru_cache(maxsize=131072)
def stem(word: str, language: str) -> str:
    """The stem of a word. Cyrillic words are stemmed as Russian, Latin ones as the language says."""
    plain = fold(word)
    if plain[:1].isdigit():
        return plain.replace(",", ".").strip(".")
    if is_cyrillic(plain):
        # "филиал" ends as a verb does: stemming until nothing changes brings it to the stem of "филиалы"
        for _ in range(3):
            shorter = str(_stemmer("russian").stemWord(plain))
            if shorter == plain:
                break
            plain = shorter
        return plain
    if language == "uz":
        for _ in range(2):
            for ending in letters().uzbek_cases:
                if plain.endswith(ending) and len(plain) - len(ending) >= 3:
                    plain = plain[: -len(ending)]
                    break
        return plain
    return str(_stemmer("english").stemWord(plain.removesuffix("s'")))


def stems_of_query(word: str) -> tuple[str, ...]:
    """The stems that a word of a query may have, as its language is not known."""
    return tuple(dict.fromkeys((stem(word, "en"), stem(word, "uz"))))


def tokens(text: str, language: str | None) -> Iterator[Token]:
    """The words of a text with their stems."""
    for match in TOKEN.finditer(text):
        yield Token(match.start(), match.end(), stem(match[0], language or "en"))
