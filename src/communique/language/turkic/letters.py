"""One plain form for matching: lower case, one apostrophe, one script; with a map back to the text, which is never changed.

The table of letters is data of the language (``letters.yml``): the script it is mostly written in needs none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import regex

APOSTROPHES = "'’‘ʻʼ`´ʹ′ʽ"
DASHES = "–—−‑"


class Letters(msgspec.Struct, frozen=True):
    """The file ``letters.yml`` of a language."""

    single: dict[str, str]  # a letter → what it is in the other script
    after_vowel: dict[str, str]  # what it is at the start of a word and after a vowel
    after_consonant: dict[str, str]  # what it is at the start of a word and after a consonant
    vowels: str


@dataclass(frozen=True, slots=True)
class Plain:
    """A text in its plain form; ``at[i]`` is the offset in the text of the plain form's character ``i``."""

    text: str
    at: Sequence[int]
    same: bool = False  # each place stands for the same offset

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the text of a span of the plain form."""
        if self.same:
            return start, end
        return self.at[start], self.at[end - 1] + 1 if end > start else self.at[start]

    def place(self, offset: int) -> int:
        """The first place in the plain form that stands for an offset of the text or what follows it."""
        if self.same:
            return offset
        return bisect_left(self.at, offset)


PLAIN = {**{ord(c): "'" for c in APOSTROPHES}, ord("‑"): "-"}


PIECE = regex.compile(r"\p{L}+|[^\p{L}]+")  # how a letter is written depends on the one before it at most
KEPT = 50_000


class Writing:
    """The plain forms of texts by a table of letters."""

    def __init__(self, letters: Letters) -> None:
        self._letters = letters
        other = {*letters.single, *letters.after_vowel, *letters.after_consonant}
        other |= {letter.upper() for letter in other if len(letter.upper()) == 1}
        self._other = regex.compile(f"[{''.join(sorted(other))}]" if other else r"(?!)")
        self._kept: dict[str, tuple[str, list[int]]] = {}

    def plain_of(self, text: str) -> Plain:
        """The plain form of a text, with its map."""
        if self._other.search(text) is None:
            low = text.translate(PLAIN).lower()
            if len(low) == len(text):
                return Plain(low, range(len(text) + 1), same=True)
        out: list[str] = []
        at: list[int] = []
        for match in PIECE.finditer(text):
            start = match.start()
            form, places = self._piece(match.group())
            out.append(form)
            at += [start + place for place in places]
        at.append(len(text))
        return Plain("".join(out), at)

    def _piece(self, text: str) -> tuple[str, list[int]]:
        """The plain form of letters, or of what stands between them, and where in it each of its characters comes from."""
        found = self._kept.get(text)
        if found is None:
            if len(self._kept) > KEPT:
                self._kept.clear()
            found = self._kept[text] = self._written(text)
        return found

    def _written(self, text: str) -> tuple[str, list[int]]:
        letters = self._letters
        out: list[str] = []
        at: list[int] = []
        before = " "
        for i, letter in enumerate(text):
            low = letter.lower()
            if low in APOSTROPHES:
                form = "'"
            elif letter in DASHES:
                form = "-" if letter == "‑" else letter
            elif low in letters.after_vowel and (before in letters.vowels or not before.isalpha()):
                form = letters.after_vowel[low]
            elif low in letters.after_consonant and before not in letters.vowels:
                form = letters.after_consonant[low]
            else:
                form = letters.single.get(low, low if len(low) == 1 else letter)
            out.append(form)
            at.extend([i] * len(form))
            before = low
        return "".join(out), at
