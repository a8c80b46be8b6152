"""Read the articles of a file in PolNeAR's form: ``python bench/polnear.py DATA.jsonl[.gz] > predictions.jsonl``.

Each line of the data has an ``id`` and a ``text``, and may have ``published`` and ``publisher``; each line of the predictions
has the ``id`` and an attribution for every statement of the record: who says it, by which words, what. Nothing is decided here.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from communique.extract.pipeline import extract_many
from communique.record import Document, Record

BATCH = 16


def attributions(record: Record) -> list[dict[str, Any]]:
    return [
        {
            "source": [statement.speaker_span] if statement.speaker_span else [],
            "cue": [statement.cue_span] if statement.cue_span else [],
            "content": list(statement.content_spans),
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
