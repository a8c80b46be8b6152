"""Taking exports back: records of our JSONL and of our Web Annotations, checked before they are kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from communique.errors import ReadError, UsageError
from communique.export import web_annotation
from communique.record import KINDS, Record, decode

HEAD = 65536


def records(source: str) -> Iterator[Record]:
    """The records of a file, in its order. Raises ``ReadError`` or ``UsageError``, which name the place."""
    path = Path(source)
    try:
        with path.open("rb") as file:
            head = file.read(HEAD).lstrip()
    except OSError as error:
        raise ReadError(source, f"cannot be read ({error.strerror}).") from error
    for record in web_annotation.read(path) if _is_annotations(head) else _lines(path):
        _require_sound(source, record)
        yield record


def _is_annotations(head: bytes) -> bool:
    return b"anno.jsonld" in head or (b'"Annotation"' in head and not head.startswith(b'{"document"'))


def _lines(path: Path) -> Iterator[Record]:
    with path.open("rb") as file:
        for count, line in enumerate(file, 1):
            if line.strip():
                try:
                    yield decode(line)
                except (msgspec.DecodeError, UnicodeDecodeError) as error:
                    raise UsageError(
                        f"{path}, line {count}: expected a record as `communique export --to jsonl` writes it ({error})."
                    ) from error


def _require_sound(source: str, record: Record) -> None:
    """The text is the one that was read, and every span lies in it."""
    document = record.document
    if hashlib.sha256(document.text.encode()).hexdigest() != document.id:
        raise UsageError(f"{source}: the text of {document.source or document.id} is not the one its id was made from.")
    length = len(document.text)
    for kind in KINDS:
        for item in getattr(record, kind):
            for start, end in _spans(item):
                if not 0 <= start < end <= length:
                    raise UsageError(
                        f"{source}: {document.source or document.id}: the span {start}–{end} of one of its {kind} lies outside its text."
                    )


def _spans(item: Any) -> Iterator[tuple[int, int]]:
    for field in item.__struct_fields__:
        value = getattr(item, field)
        if field.endswith("span") and value is not None:
            yield value
        elif field in ("content_spans", "mentions"):
            yield from value
