"""Which language a text and each of its paragraphs is written in, by small words and letters.

``identify`` names any language of ``data/languages.yml``; which of them communique reads is the caller's affair.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

import msgspec
import regex

from communique.record import Span

WORD = regex.compile(r"\p{L}+(?:[ʻʼ'‘’`ʹ´]\p{L}+)*")
APOSTROPHES = str.maketrans("ʻʼ‘’`ʹ´", "'" * 7)
READ = ("en", "ru", "uz")
LONGEST = 6000  # characters that tell the language of a document
SURE = 0.08  # the share of small words from which on the language of a text is certain
FEW = 7  # words with which a paragraph can speak for itself

Script = Literal["latin", "cyrillic"]


class Profile(msgspec.Struct, frozen=True):
    """A language in one script; ``never`` are letters that it does not have, ``may`` takes some of them back."""

    code: str
    name: str
    script: Script
    words: frozenset[str]
    never: str = ""
    may: str = ""

    @property
    def foreign(self) -> frozenset[str]:
        return frozenset(self.never) - frozenset(self.may)


@dataclass(frozen=True, slots=True)
class Guess:
    """A language and how much speaks for it: the share of its small words, less that of words with foreign letters."""

    code: str
    name: str
    score: float
    words: int


@cache
def _profiles() -> list[tuple[Profile, frozenset[str]]]:
    path = resources.files("communique.read").joinpath("data", "languages.yml")
    found = msgspec.yaml.decode(path.read_bytes(), type=list[Profile])
    return [(profile, profile.foreign) for profile in found]


def identify(text: str) -> Guess | None:
    """The language for which most speaks, or ``None`` for a text without words of a known script."""
    return _identify(_words(text))


def _identify(words: list[str]) -> Guess | None:
    script = _script(words)
    if script is None:
        return None
    return max(
        (_guess(profile, foreign, words) for profile, foreign in _profiles() if profile.script == script),
        key=lambda guess: guess.score,
    )


def _words(text: str) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFC", text).lower().translate(APOSTROPHES))


def _script(words: list[str]) -> Script | None:
    cyrillic = sum("Ѐ" <= word[0] <= "ӿ" for word in words)
    latin = sum(word[0] < "ʰ" for word in words)
    if not cyrillic and not latin:
        return None
    return "cyrillic" if cyrillic > latin else "latin"


def _guess(profile: Profile, foreign: frozenset[str], words: list[str]) -> Guess:
    own = sum(map(profile.words.__contains__, words))
    strange = sum(not foreign.isdisjoint(word) for word in words) if not foreign.isdisjoint("".join(words)) else 0
    return Guess(profile.code, profile.name, (own - 2 * strange) / len(words), len(words))


def detect_language(text: str) -> str | None:
    """``en``, ``ru`` or ``uz``; ``None`` where it is another language or none can be told."""
    guess = identify(text[:LONGEST])
    if guess is None or guess.code not in READ:
        return None
    # a note of a few words may hold no small word at all
    return guess.code if guess.score > SURE or guess.words < 4 * FEW and guess.score >= 0 else None


def language_parts(text: str, paragraphs: Iterable[Span], language: str | None) -> dict[str, list[Span]]:
    """The paragraphs by their language; those that do not say are of the document's ``language``.

    Keys are codes of any known language, those that communique does not read among them.
    """
    found: dict[str, list[Span]] = {}
    for start, end in paragraphs:
        code = _paragraph_language(text[start:end], language)
        if code is not None:
            found.setdefault(code, []).append((start, end))
    return found


def _paragraph_language(text: str, language: str | None) -> str | None:
    """The paragraph's own language where it is long and clear enough to differ from the document's."""
    words = _words(text)
    script = _script(words)
    if script is None or len(words) < FEW and language is not None:
        return language
    own = [
        _guess(profile, foreign, words)
        for profile, foreign in _profiles()
        if profile.code == language and profile.script == script
    ]
    home = max((guess.score for guess in own), default=0.0)
    if home > 2 * SURE:
        return language
    guess = _identify(words)
    if guess is None:
        return language
    other_script = script not in {profile.script for profile, _ in _profiles() if profile.code == language}
    # one small word is no proof: "al" is Spanish, and an article in Arabic names
    clear = guess.score > SURE and guess.score > 2 * max(home, 0.0) + 0.05 and guess.score * guess.words > 1.5
    return guess.code if clear or other_script or language is None else language
