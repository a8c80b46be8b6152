"""The gate before the parse: whether a sentence can hold anything for the record."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import regex

MARKS = regex.compile(r"[\d%€$£¥₽“”„«»‘\"]")


class GateWords(msgspec.Struct, frozen=True):
    """The file ``gate.yml`` of a language: beginnings of words that make a sentence worth parsing."""

    stems: list[str]


class Gate:
    """Open for a digit, a sign of money, a quotation mark, or a word that begins with one of the stems."""

    def __init__(self, stems: Iterable[str]) -> None:
        import ahocorasick_rs

        self._automaton = ahocorasick_rs.AhoCorasick([stem.lower() for stem in stems])

    def opens_for(self, sentence: str) -> bool:
        if MARKS.search(sentence) is not None:
            return True
        lower = sentence.lower()
        return any(
            start == 0 or not (lower[start - 1].isalnum() or lower[start - 1] == "_")
            for _, start, _ in self._automaton.find_matches_as_indexes(lower, overlapping=True)
        )
