"""One plain form for matching: lower case, one apostrophe, one script; with a map back to the text, which is never changed.

The table of letters is data of the language (``letters.yml``): the script it is mostly written in needs none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

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


def _other_script(letters: Letters) -> Any:
    """A pattern of the letters that are written otherwise in the plain form."""
    return _pattern("".join({*letters.single, *letters.after_vowel, *letters.after_consonant}))


@lru_cache
def _pattern(letters: str) -> Any:
    if not letters:
        return regex.compile(r"(?!)")
    found = set(letters)
    return regex.compile("[" + "".join(sorted(found | {c.upper() for c in found if len(c.upper()) == 1})) + "]")


def plain_of(text: str, letters: Letters) -> Plain:
    """The plain form of a text, with its map."""
    if not _other_script(letters).search(text):
        low = text.translate(PLAIN).lower()
        if len(low) == len(text):
            return Plain(low, range(len(text) + 1), same=True)
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
    at.append(len(text))
    return Plain("".join(out), at)


def plain_word(word: str, letters: Letters) -> str:
    """The plain form of one word."""
    return plain_of(word, letters).text
