"""Many words in one pass over a text: longest match first, whole words only (Aho-Corasick)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any


class Matcher:
    """``Matcher(words).find(text)`` gives ``(start, end, word)`` for each whole-word match, case as written."""

    def __init__(self, words: Iterable[str]) -> None:
        import ahocorasick_rs

        self.words = list(words)
        self._automaton: Any = ahocorasick_rs.AhoCorasick(
            self.words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        # The longest match may end inside a word ("Chinas"); such a match is dropped, its shorter parts are not tried again.
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            if (start == 0 or not text[start - 1].isalnum()) and (end == len(text) or not text[end].isalnum()):
                yield start, end, self.words[index]
