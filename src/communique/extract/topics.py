"""Topics of statements and sectors of projects, by the beginnings of words."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec
import regex

from communique.extract.draft import Draft
from communique.record import Topic

MOST = 3  # topics that one statement has at most


@lru_cache
def _patterns(language: Any) -> list[tuple[Topic, Any]]:
    words: dict[Topic, list[str]] = language.data("topics", dict[Topic, list[str]])
    return [
        (topic, regex.compile(rf"(?<!\p{{L}})(?:{'|'.join(map(regex.escape, stems))})", regex.IGNORECASE))
        for topic, stems in words.items()
    ]


def topics_of(language: Any, text: str) -> tuple[Topic, ...]:
    """The topics of a text, the one with most words first; at most three."""
    found = [(len(pattern.findall(text)), -at, topic) for at, (topic, pattern) in enumerate(_patterns(language))]
    return tuple(topic for count, _, topic in sorted(found, reverse=True)[:MOST] if count)


def find_topics(draft: Draft) -> None:
    """Fill the topics of statements and the sectors of projects."""
    for at, statement in enumerate(draft.statements):
        text = " ".join(draft.words(span) for span in statement.content_spans)
        draft.statements[at] = msgspec.structs.replace(statement, topics=topics_of(draft.language, text))
    for entity in draft.entities.values():
        if entity.kind == "project" and entity.sector is None:
            found = topics_of(draft.language, entity.name)
            entity.sector = found[0] if found else None
