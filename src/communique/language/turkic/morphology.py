"""Endings taken off a word: plural, possession and case of nouns, tense and mood of verbs, verbal nouns and participles.

"topshirilishini" (its being handed over, as an object) has the stem "topshirilish", the root "topshiril", the case "acc".

All endings are data of the language (``morphology.yml``); what a word is, without its sentence, is decided here: a known word
keeps what only looks like an ending, a verb's ending counts where the rest is a verb.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec
import regex


class MorphologyWords(msgspec.Struct, frozen=True):
    """The file ``morphology.yml`` of a language."""

    plural: list[str]
    possessive: dict[str, list[str]]  # "after_vowel", "after_consonant"
    cases: dict[str, list[str]]
    copula: list[str]
    only_after: dict[str, str]  # an ending → the letter that it must follow
    finite: dict[str, list[str]]  # form → endings of a finite verb
    participles: dict[str, list[str]]  # aspect → endings
    converbs: list[str]
    verbal_nouns: list[str]
    attributive: list[str]  # "500 megavatt-li"
    abstract: list[str]  # "being so": mavjud-lik
    softened: list[tuple[str, str]]  # how a stem's end sounds before a vowel, and how it is written alone
    verb_ends: list[str]  # how derived verbs end
    verbs: frozenset[str]  # roots of verbs
    words: frozenset[str]  # words that end as if they had an ending
    vowels: str
    passive: dict[str, list[str]]  # endings of passive roots: after a "vowel", a "consonant", or one letter
    number_join: list[str]  # what stands between digits and their ending


@dataclass(frozen=True, slots=True)
class Morph:
    """A word in plain form and what its endings say."""

    word: str
    stem: str  # without plural, possession, case
    root: str  # of a verb or of what is made from one; "" for nouns
    plural: bool
    possessed: bool
    case: str  # nom gen acc dat loc abl lim (until) rel (that is in)
    form: str  # "" for nouns; past future progress perfect conditional aorist participle converb verbal_noun abstract
    aspect: str  # of participles and of nouns made from them: past progress future
    base: int  # how many letters of the word stand before its case
    finite: bool


@dataclass(frozen=True, slots=True)
class Endings:
    """The endings of a language, the longest of each kind first."""

    words: MorphologyWords
    finite: list[tuple[str, str]]
    participles: list[tuple[str, str]]
    converbs: list[tuple[str, str]]
    verbal_nouns: list[tuple[str, str]]
    derived: Any

    def verb(self, word: str, ends: list[tuple[str, str]]) -> tuple[str, str] | None:
        """The verb that the word is without one of these endings, and what the ending says; known verbs first."""
        found = [(word[: len(word) - len(end)], says) for end, says in ends if word.endswith(end)]
        for root, says in found:
            if root in self.words.verbs:
                return root, says
        return next(((root, says) for root, says in found if self.derived.fullmatch(root) is not None), None)


def compile_endings(words: MorphologyWords, known: frozenset[str]) -> Callable[[str], Morph]:
    """The function that analyses a word of a language; ``known`` are words of its lists that keep their ends."""

    def longest_first(ends: dict[str, list[str]]) -> list[tuple[str, str]]:
        return sorted(((end, says) for says, forms in ends.items() for end in forms), key=lambda pair: -len(pair[0]))

    derived = "|".join(sorted(map(regex.escape, words.verb_ends), key=len, reverse=True))
    endings = Endings(
        words,
        longest_first(words.finite),
        longest_first(words.participles),
        longest_first({"converb": words.converbs}),
        longest_first({"verbal_noun": words.verbal_nouns}),
        regex.compile(rf".{{2,}}(?:{derived})"),
    )
    whole = known | words.words

    @lru_cache(maxsize=65536)
    def analyse_word(word: str) -> Morph:
        return _analyse(word, endings, whole)

    return analyse_word


def _analyse(word: str, endings: Endings, whole: frozenset[str]) -> Morph:
    if word in whole or len(word) < 3:
        return Morph(word, word, "", False, False, "nom", "", "", len(word), False)
    found = endings.verb(word, endings.finite)
    if found is not None:
        return Morph(word, word, found[0], False, False, "nom", found[1], "", len(word), True)
    found = endings.verb(word, endings.converbs)
    if found is not None:
        return Morph(word, word, found[0], False, False, "nom", "converb", "", len(word), False)
    return _nominal(word, endings, whole)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take the endings off a noun."""

    stem: str
    plural: bool
    possessed: bool
    case: str
    base: int


def _nominal(word: str, endings: Endings, whole: frozenset[str]) -> Morph:
    """The reading whose stem is known, else the one that takes most endings off."""
    best: Reading | None = None
    made_best = False  # "etgan-i" rather than "etga-ni"
    for reading in _readings(word, endings.words):
        known = reading.stem in whole or _hard(reading, endings.words) in whole
        if known:
            best = reading
            break
        made = _made_from_verb(reading.stem, endings)
        if made and not made_best or made == made_best and (best is None or len(reading.stem) < len(best.stem)):
            best, made_best = reading, made
    assert best is not None
    stem = _hard(best, endings.words)
    root, form, aspect = _deverbal(stem, endings)
    return Morph(word, stem, root, best.plural, best.possessed, best.case, form, aspect, best.base, False)


def _made_from_verb(stem: str, endings: Endings) -> bool:
    """Whether a stem is a participle or a verbal noun of a known verb."""
    found = endings.verb(stem, endings.participles) or endings.verb(stem, endings.verbal_nouns)
    return found is not None and found[0] in endings.words.verbs


def _hard(reading: Reading, words: MorphologyWords) -> str:
    """The stem as it is written without its ending: "vazirlig-i" is of "vazirlik"."""
    if reading.possessed and not reading.plural:
        for soft, hard in sorted(words.softened, key=lambda pair: -len(pair[0])):
            if reading.stem.endswith(soft):
                return reading.stem[: -len(soft)] + hard
    return reading.stem


def _readings(word: str, words: MorphologyWords) -> Iterable[Reading]:
    """Ways to take endings off, the fewest endings first."""
    for copula in ("", *words.copula):
        if not word.endswith(copula) or len(word) - len(copula) < 2:
            continue
        whole = word[: len(word) - len(copula)]
        for case, ending in [("nom", ""), *((name, form) for name, forms in words.cases.items() for form in forms)]:
            if not whole.endswith(ending) or len(whole) - len(ending) < 2:
                continue
            before = whole[: len(whole) - len(ending)]
            if ending in words.only_after and not before.endswith(words.only_after[ending]):
                continue
            for possessed, owned in [(False, before), *((True, one) for one in _owned(before, words))]:
                for plural, stem in [(False, owned), *((True, one) for one in _many(owned, words))]:
                    yield Reading(stem, plural, possessed, case, len(before))


def _owned(word: str, words: MorphologyWords) -> Iterable[str]:
    """The word without an ending of possession."""
    for place, forms in words.possessive.items():
        for form in forms:
            stem = word[: len(word) - len(form)]
            if (
                word.endswith(form)
                and len(stem) >= 2
                and _ends_in_vowel(stem, words.vowels) == (place == "after_vowel")
            ):
                yield stem


def _ends_in_vowel(stem: str, vowels: str) -> bool:
    """Whether the stem ends in a vowel; the mark of "g'" is no vowel, that of "o'" is."""
    return stem[-1] in vowels and not stem.endswith("g'")


def _many(word: str, words: MorphologyWords) -> Iterable[str]:
    """The word without an ending of the plural."""
    return [word[: -len(form)] for form in words.plural if word.endswith(form) and len(word) - len(form) >= 2]


def _deverbal(stem: str, endings: Endings) -> tuple[str, str, str]:
    """Root, form and aspect of a stem that is made from a verb; the form "abstract" for what is made with "-ness"."""
    found = endings.verb(stem, endings.participles)
    if found is not None:
        return found[0], "participle", found[1]
    found = endings.verb(stem, endings.verbal_nouns)
    if found is not None:
        return found[0], "verbal_noun", ""
    for end in endings.words.abstract:
        if stem.endswith(end) and len(stem) - len(end) >= 3:
            inner = _deverbal(stem[: -len(end)], endings)
            return inner[0] or stem[: -len(end)], "abstract", inner[2]
    return "", "", ""
