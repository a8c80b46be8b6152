"""Topics of statements and sectors of projects, by the words that tell them."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Any

import msgspec
import regex

from communique.extract.draft import Draft
from communique.extract.pattern_needs import EDGE, Presence
from communique.record import Topic

MOST = 3  # topics that one statement has at most


@lru_cache
def _patterns(language: Any) -> list[tuple[Topic, Any]]:
    """One pattern a topic, in the order of the list."""
    words: dict[Topic, list[str]] = language.data("topics", dict[Topic, list[str]])
    return [
        (topic, regex.compile("|".join(map(_pattern, sorted(said, key=len, reverse=True)))))
        for topic, said in words.items()
    ]


@lru_cache
def _presence(language: Any) -> Presence:
    """Which topics have a word in a text, by their places in the list."""
    words: dict[Topic, list[str]] = language.data("topics", dict[Topic, list[str]])
    return Presence([frozenset([frozenset(EDGE + w.rstrip("*").lower() for w in said)]) for said in words.values()])


def _pattern(word: str) -> str:
    stem = regex.escape(word.rstrip("*"))
    body = stem if word.isupper() or word[-1:].isupper() else f"(?i:{stem})"
    return rf"(?<![\p{{L}}-]){body}" + ("" if word.endswith("*") else r"(?:s|es)?(?!\p{L})")


def topics_of(language: Any, text: str) -> tuple[Topic, ...]:
    """The topics of a text, the one with most words first; at most three, and none much weaker than the first."""
    counts: Counter[Topic] = Counter()
    patterns = _patterns(language)
    for at in _presence(language).fitting(text):
        topic, pattern = patterns[at]
        said = sum(1 for _ in pattern.finditer(text))
        if said:
            counts[topic] = said
    best = counts.most_common(MOST)  # of equal ones the first in the list stays first
    return tuple(topic for topic, said in best if said * 3 >= best[0][1])


def find_topics(draft: Draft) -> None:
    """Fill the topics of statements and the sectors of projects."""
    for at, statement in enumerate(draft.statements):
        text = " ".join(draft.words(span) for span in statement.content_spans)
        draft.statements[at] = msgspec.structs.replace(statement, topics=topics_of(draft.language, text))
    for entity in draft.entities.values():
        if entity.kind == "project" and entity.sector is None:
            found = topics_of(draft.language, entity.name)
            entity.sector = found[0] if found else None
            if found:
                draft.decide("sectors", entity.id, "words_of_the_name")
