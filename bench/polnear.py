"""Read the articles of a file in PolNeAR's form: ``python bench/polnear.py DATA.jsonl[.gz] > predictions.jsonl``.

Each line of the data has an ``id`` and a ``text``; each line of the predictions has the ``id`` and the attributions that
communique finds there, before the contract of the record takes its part of them. Nothing is decided here: source, cue and
content are the spans as found.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from communique.extract.attribution.find import attributions_of
from communique.extract.attribution.parts import Attribution
from communique.record import Document


def mapped(found: Attribution) -> dict[str, Any]:
    return {"source": [found.source] if found.source else [], "cue": [found.cue], "content": found.contents}


def read(articles: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The predictions, in the order of the articles."""
    ids: list[str] = []

    def documents() -> Iterator[Document]:
        for article in articles:
            ids.append(article["id"])
            yield Document(id=article["id"], text=article["text"], language="en")

    for at, found in enumerate(attributions_of(documents())):
        yield {"id": ids[at], "attributions": [mapped(one) for one in found]}


def articles(path: str) -> Iterator[dict[str, Any]]:
    opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else Path(path).open(encoding="utf-8")
    with opened as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def main(path: str) -> None:
    for prediction in read(articles(path)):
        print(json.dumps(prediction))


if __name__ == "__main__":
    main(sys.argv[1])
