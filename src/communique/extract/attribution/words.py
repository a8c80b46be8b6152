"""The words that introduce attributions, as the file ``attribution.yml`` of a language has them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import msgspec


class VerbClass(msgspec.Struct, frozen=True):
    """Verbs of one meaning and what may follow them."""

    kind: str
    frames: list[str]
    words: list[str]
    prepositions: list[str] = []


class NounClass(msgspec.Struct, frozen=True):
    """Nouns or adjectives of one meaning and what may follow them."""

    kind: str
    frames: list[str]
    words: list[str]
    prepositions: list[str] = []


class AttributionWords(msgspec.Struct, frozen=True):
    """The file ``attribution.yml`` of a language."""

    verbs: list[VerbClass]
    nouns: list[NounClass]
    adjectives: list[NounClass]
    chains: frozenset[str]
    chain_marks: frozenset[str]
    light: frozenset[str]
    light_nouns: frozenset[str]
    sources: list[str]
    light_kind: str
    that: str
    as_words: frozenset[str]
    as_verbs: frozenset[str]
    possessive_nouns: frozenset[str]
    possessive_markers: frozenset[str]
    asked_of: frozenset[str]
    list_words: frozenset[str]
    copula: frozenset[str]
    purpose: list[str]
    among: frozenset[str]
    times: frozenset[str]
    dummy: frozenset[str]
    subordinators: frozenset[str]
    breaks: frozenset[str]
    sizing: frozenset[str]
    sum_for: frozenset[str]
    of_mind: frozenset[str]
    about: frozenset[str]
    whereas: frozenset[str]
    summing: frozenset[str]
    at: frozenset[str]
    relatives: frozenset[str]


@dataclass
class Use:
    """What may follow a word, and in which meaning: frame → kind, preposition → kind."""

    frames: dict[str, str] = field(default_factory=dict)
    prepositions: dict[str, str] = field(default_factory=dict)


@lru_cache
def attribution_words(language: Any) -> AttributionWords:
    return language.data("attribution", AttributionWords)  # type: ignore[no-any-return]


@lru_cache
def verb_uses(language: Any) -> dict[str, Use]:
    """The uses of each verb, by its base form."""
    return _uses(attribution_words(language).verbs)


@lru_cache
def noun_uses(language: Any) -> dict[str, Use]:
    return _uses(attribution_words(language).nouns)


@lru_cache
def adjective_uses(language: Any) -> dict[str, Use]:
    return _uses(attribution_words(language).adjectives)


def _uses(classes: list[Any]) -> dict[str, Use]:
    found: dict[str, Use] = {}
    for one in classes:
        for word in one.words:
            use = found.setdefault(word, Use())
            for frame in one.frames:
                use.frames.setdefault(frame, one.kind)
            for preposition in one.prepositions:
                use.prepositions.setdefault(preposition, one.kind)
    return found


@lru_cache
def source_phrases(language: Any) -> dict[str, list[list[str]]]:
    """The phrases that name a source, as words, by their first word."""
    found: dict[str, list[list[str]]] = {}
    for phrase in attribution_words(language).sources:
        found.setdefault(phrase.split()[0], []).append(phrase.split())
    return found


@lru_cache(maxsize=4096)
def verb_form(language: Any, word: str) -> str:
    """The base form of a word taken as a verb."""
    return str(language.lemma(word, "VERB"))
