"""Words that introduce what somebody said: verbs by their roots with the words before them, nouns, adverbs."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec

from communique.extract.draft import Draft
from communique.extract.turkic.view import next_token, phrase_start
from communique.language import Token

MARKS = " \t\r\n,:;–—-.…\u00a0"


class According(msgspec.Struct, frozen=True):
    """ "so‘zlariga ko‘ra": nouns, what makes them so, and the ending that does alone ("fikricha")."""

    nouns: list[str]
    by: frozenset[str]
    alone: list[str]
    like: list[str] = []
    given: frozenset[str] = frozenset()


class CueWords(msgspec.Struct, frozen=True):
    """The file ``cues.yml`` of a language of this family."""

    active: list[str]
    weak: list[str]
    toward: list[str]
    passive: list[str]
    through: frozenset[str]
    through_passive: frozenset[str]
    said: frozenset[str]
    oblique_pronouns: frozenset[str]
    quotatives: frozenset[str]
    according: According
    between: frozenset[str]
    about: frozenset[str]
    setting: frozenset[str]
    setting_ends: frozenset[str]
    sure_of: frozenset[str]
    while_doing: frozenset[str]
    manner: frozenset[str]
    clear: frozenset[str]
    quoting: frozenset[str]
    addressees: frozenset[str]
    turning_to: frozenset[str]
    openers: frozenset[str]
    feelings: frozenset[str]
    about_that: frozenset[str]
    questions: list[str]
    answers: list[str]


@lru_cache
def cue_words(language: Any) -> CueWords:
    return language.data("cues", CueWords)  # type: ignore[no-any-return]


@lru_cache
def _cue_table(language: Any) -> dict[str, list[tuple[list[str], str]]]:
    """The root of a cue verb → its phrases with their kind, the longest first."""
    words = cue_words(language)
    table: dict[str, list[tuple[list[str], str]]] = {}
    for kind in ("active", "toward", "passive", "weak"):
        for phrase in getattr(words, kind):
            parts = phrase.split()
            table.setdefault(parts[-1], []).append((parts, kind))
    for phrases in table.values():
        phrases.sort(key=lambda item: -len(item[0]))
    return table


def phrase_of(draft: Draft, token: Token, root: str) -> tuple[Token, str] | None:
    """First word and kind of the cue phrase that ends in a verb of this root."""
    for parts, kind in _cue_table(draft.language).get(root, ()):
        first = phrase_start(draft, token, parts[:-1])
        if first is not None:
            return first, kind
    return None


@lru_cache
def _openers(language: Any) -> dict[str, list[list[str]]]:
    """The first word of what only opens a sentence → its phrases, the longest first."""
    table: dict[str, list[list[str]]] = {}
    for phrase in sorted(cue_words(language).openers, key=len, reverse=True):
        table.setdefault(phrase.split()[0], []).append(phrase.split())
    return table


def opener_end(draft: Draft, token: Token) -> Token | None:
    """The last word of the phrase at a token that only opens a sentence: "shuningdek", "shu bilan birga"; ``None`` for others."""
    for phrase in _openers(draft.language).get(token.lower, ()):
        last = next_token(draft, token, len(phrase) - 1) if len(phrase) > 1 else token
        if last is not None and [t.lower for t in draft.analysis.tokens[token.i : last.i + 1]] == phrase:
            return last
    return None
