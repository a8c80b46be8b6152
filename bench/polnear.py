"""Read the articles of a file in PolNeAR's form: ``python bench/polnear.py DATA.jsonl[.gz] > predictions.jsonl``.

Each line of the data has an ``id`` and a ``text``, and may have ``published`` and ``publisher``; each line of the predictions
has the ``id`` and an attribution for every statement of the record: who says it, by which words, what. Nothing is decided here;
but spans are put into the corpus's form: there a content has its quotation marks and its "that", a source its article, which
the record leaves outside.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from communique.extract.pipeline import extract_many
from communique.record import Document, Record, Span

BATCH = 16
OPENING = re.compile(r"(?:\bthat\s+)?(?:[\"“‘«„]|``|''|(?<![\w])')?$|\bthat\s+$")
CLOSING = re.compile(r"[.,!?]?(?:[\"”’»]|'')")
ARTICLE = re.compile(r"\b(?:the|an?)\s+$", re.IGNORECASE)


def widened(text: str, span: Span, before: re.Pattern[str], after: re.Pattern[str] | None = None) -> Span:
    """The span with what stands right before and after it."""
    start, end = span
    found = before.search(text, max(0, start - 12), start)
    behind = after.match(text, end) if after is not None else None
    return found.start() if found else start, behind.end() if behind else end


def attributions(record: Record) -> list[dict[str, Any]]:
    text = record.document.text
    return [
        {
            "source": [widened(text, statement.speaker_span, ARTICLE)] if statement.speaker_span else [],
            "cue": [statement.cue_span] if statement.cue_span else [],
            "content": [widened(text, span, OPENING, CLOSING) for span in statement.content_spans],
        }
        for statement in record.statements
    ]


def read(articles: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The predictions, in the order of the articles."""
    while batch := list(islice(articles, BATCH)):
        documents = [
            Document(
                id=article["id"],
                text=article["text"],
                published=article.get("published"),
                publisher=article.get("publisher"),
                language="en",
            )
            for article in batch
        ]
        for record in extract_many(documents):
            yield {"id": record.document.id, "attributions": attributions(record)}


def articles(path: str) -> Iterator[dict[str, Any]]:
    opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else Path(path).open(encoding="utf-8")
    with opened as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def main(path: str) -> None:
    for prediction in read(articles(path)):
        print(json.dumps(prediction))


if __name__ == "__main__":
    main(sys.argv[1])
