"""Reads reports of contacts between states and takes out what they put on record, each item with the words it rests on.

import communique

record = communique.read("report.html")
for figure in record.figures:
    print(record.words(figure.span), figure.measure, figure.period)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import communique.read as _reading  # bound first: the function below takes its name, ``from communique.read import …`` still works
from communique.errors import CommuniqueError, Damaged, Encrypted, NoText, ReadError, Refused, TooLarge, UsageError
from communique.record import Document, Record

__version__ = "0.1.0"

__all__ = [
    "CommuniqueError",
    "Damaged",
    "Document",
    "Encrypted",
    "NoText",
    "ReadError",
    "Record",
    "Refused",
    "TooLarge",
    "UsageError",
    "read",
    "read_many",
]


def _document(source: str | Path, published: str | None, publisher: str | None, language: str | None) -> Document:
    if isinstance(source, Path) or source == "-" or source.startswith(("http://", "https://")):
        return _reading.load(source, published=published, publisher=publisher, language=language)
    if (
        "\n" not in source
        and len(source) < 1000
        and not (" " in source.strip() and source.rstrip().endswith((".", "!", "?")))
    ):
        return _reading.load(source, published=published, publisher=publisher, language=language)
    return _reading.document_from_text(source, published=published, publisher=publisher, language=language)


def read(
    source: str | Path, *, published: str | None = None, publisher: str | None = None, language: str | None = None
) -> Record:
    """What one report puts on record.

    ``source`` is a path, an http(s) address, ``-`` for standard input, or the text itself: a string with a line break, or a
    sentence that ends in a full stop, is a text. Raises ``ReadError`` where it cannot be read, ``UsageError`` for a wrong
    ``published``.
    """
    from communique.extract.pipeline import extract

    return extract(_document(source, published, publisher, language))


def read_many(
    sources: Iterable[str | Path],
    *,
    published: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
) -> Iterator[Record]:
    """A record a source, in order, parsed in batches. Folders are expanded. Raises as ``read`` does, at the source that fails."""
    from communique.extract.pipeline import extract_many

    return extract_many(_document(source, published, publisher, language) for source in _reading.expand(sources))
