"""The gate before the parse: whether a sentence can hold anything for the record."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import regex

NAME = regex.compile(r"(?<=[\p{Ll},]\s)\p{Lu}")
MARKS = regex.compile(r"[\d%€$£¥₽“”„«»‘\"?]")


class GateWords(msgspec.Struct, frozen=True):
    """The file ``gate.yml`` of a language: beginnings of words that make a sentence worth parsing."""

    stems: list[str]
    names: bool = False  # a capital inside a sentence does too, where only names have them


class Gate:
    """Open for a digit, a sign of money, a quotation mark, or a word that begins with one of the stems."""

    def __init__(self, stems: Iterable[str], *, names: bool = False) -> None:
        import ahocorasick_rs

        self._names = names

        self._automaton = ahocorasick_rs.AhoCorasick([stem.lower() for stem in stems])

    def opens_for(self, sentence: str) -> bool:
        if MARKS.search(sentence) is not None or self._names and NAME.search(sentence) is not None:
            return True
        lower = sentence.lower()
        return any(
            start == 0 or not (lower[start - 1].isalnum() or lower[start - 1] == "_")
            for _, start, _ in self._automaton.find_matches_as_indexes(lower, overlapping=True)
        )
