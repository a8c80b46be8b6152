"""Where the numbers of a text begin: its digits, and words that a number may begin with.

The pattern of numbers has a branch for each kind of number word and would try all of them at each word of the text; here it is
tried at the few places where it can match.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import regex

DIGITS = regex.compile(r"(?<!\p{N})(?:\d|½|\.\d)")


class NumberPlaces:
    """``NumberPlaces(pattern, words).find(text)`` gives what ``pattern.finditer(text)`` gives.

    Numbers in words begin with one of ``words``, at the beginning of a word and not behind a hyphen.
    """

    def __init__(self, pattern: Any, words: Iterable[str]) -> None:
        import ahocorasick_rs

        self._pattern = pattern
        self._automaton = ahocorasick_rs.AhoCorasick(sorted({word.lower() for word in words}))

    def of(self, text: str) -> list[int]:
        """The places, from left to right: at others no number begins."""
        lower = text.lower()
        if len(lower) != len(text):  # the places of the one are not those of the other
            return [match.start() for match in self._pattern.finditer(text)]
        places = {match.start() for match in DIGITS.finditer(text)}
        for _, start, _ in self._automaton.find_matches_as_indexes(lower, overlapping=True):
            if start == 0 or not (lower[start - 1].isalnum() or lower[start - 1] == "-"):
                places.add(start)
        return sorted(places)

    def find(self, text: str) -> Iterator[Any]:
        """The matches, from left to right."""
        end = 0
        for place in self.of(text):
            if place < end:
                continue
            match = self._pattern.match(text, place)
            if match is not None:
                yield match
                end = match.end()
