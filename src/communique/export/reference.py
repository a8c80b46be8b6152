"""A document as a reference manager knows it: CSL-JSON, from which BibTeX, RIS and bibliographies are made."""

from __future__ import annotations

import re
from typing import Any

from communique.export.passage import is_address
from communique.record import Document
from communique.store.kept import Kept

DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def csl(one: Kept) -> dict[str, Any]:
    """The CSL-JSON item of a kept document."""
    return csl_of(one.record.document, one.source)


def csl_of(document: Document, source: str) -> dict[str, Any]:
    """The CSL-JSON item of a document."""
    item: dict[str, Any] = {
        "id": f"communique-{document.id[:12]}",
        "type": "webpage" if is_address(source) else "document",
        "title": document.title or title_of(source),
    }
    if document.publisher:
        item["publisher"] = document.publisher
    if parts := date_parts(document.published):
        item["issued"] = {"date-parts": parts}
    if is_address(source):
        item["URL"] = source
    if document.language:
        item["language"] = document.language
    if not is_address(source):
        item["archive_location"] = source
    return item


def title_of(source: str) -> str:
    """A title for what has none: the last part of its path or address."""
    return source.rstrip("/").rsplit("/", 1)[-1]


def date_parts(edtf: str | None) -> list[list[int]]:
    """An EDTF date as CSL has it: ``[[2025, 11, 14]]``, two for an interval; seasons keep their year only."""
    parts = []
    for end in (edtf or "").split("/"):
        if found := DAY.match(end):
            year, month, day = found.groups()
            numbers = [int(year)]
            if month and int(month) <= 12:
                numbers += [int(month)] + ([int(day)] if day else [])
            parts.append(numbers)
    return parts
