"""W3C Web Annotations: each item says where its words stand, by quote and by position; ``import`` takes them back.

One collection, one annotation a line. The annotation of a document comes before those of its items and holds the text; the body
of each annotation holds the item as the contract has it, so that nothing is lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from communique.errors import UsageError
from communique.export.passage import is_address
from communique.export.selection import Chosen
from communique.record import KINDS, Record, Span
from communique.store.selectors import select

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "@version": 1.1,
        "communique": "urn:communique:vocabulary:",
        "kind": "communique:kind",
        "document": {"@id": "communique:document", "@type": "@id"},
        "item": {"@id": "communique:item", "@type": "@json"},
    },
]
PURPOSE = {"entities": "identifying", "findings": "assessing", "document": "describing"}
_encode = msgspec.json.Encoder().encode


def write(chosen: Chosen, target: Path) -> int:
    """Write the file; how many annotations it has."""
    count = 0
    head = {"@context": CONTEXT, "id": "urn:communique:annotations", "type": "AnnotationCollection"}
    head["label"] = "What reports of contacts between states put on record"
    first = {"id": "urn:communique:annotations:1", "type": "AnnotationPage", "startIndex": 0}
    with target.open("wb") as file:
        file.write(_encode(head)[:-1] + b',"first":' + _encode(first)[:-1] + b',"items":[\n')
        for one in chosen.whole():
            for annotation in annotate(one.record):
                file.write((b",\n" if count else b"") + _encode(annotation))
                count += 1
        file.write(b'\n]},"total":' + str(count).encode() + b"}\n")
    return count


def annotate(record: Record) -> Iterator[dict[str, Any]]:
    """The annotation of a document, then those of its items."""
    document = record.document
    urn = f"urn:communique:document:{document.id}"
    source = document.source if document.source and is_address(document.source) else urn
    yield _annotation(urn, urn, "document", msgspec.to_builtins(document), source)
    for kind in KINDS:
        for n, item in enumerate(getattr(record, kind), 1):
            name = f"{urn}:{kind}:{getattr(item, 'id', n)}"
            spans = _spans(item)
            places = [_place(document.text, source, span) for span in spans]
            target: Any = places[0] if len(places) == 1 else places or source
            yield _annotation(name, urn, kind, msgspec.to_builtins(item), target)


def _annotation(name: str, document: str, kind: str, item: Any, target: Any) -> dict[str, Any]:
    return {
        "id": name,
        "type": "Annotation",
        "motivation": PURPOSE.get(kind, "classifying"),
        "body": {"type": "Dataset", "kind": kind, "document": document, "item": item},
        "target": target,
    }


def _place(text: str, source: str, span: Span) -> dict[str, Any]:
    exact, prefix, suffix = select(text, *span)
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix},
            {"type": "TextPositionSelector", "start": span[0], "end": span[1]},
        ],
    }


def _spans(item: Any) -> tuple[Span, ...]:
    """What an item rests on."""
    for field in ("content_spans", "mentions"):
        if hasattr(item, field):
            return tuple(getattr(item, field))
    return (item.span,) if item.span else ()


def read(path: Path) -> Iterator[Record]:
    """The records of a file of annotations. Raises ``UsageError`` where it holds none, or some of another maker."""
    collected: dict[str, dict[str, Any]] = {}
    streamed = False
    for annotation, is_line in _annotations(path):
        streamed = is_line
        body = annotation.get("body")
        if not isinstance(body, dict) or "item" not in body or "document" not in body:
            raise UsageError(
                f"{path}: the annotation {annotation.get('id')} holds no item; expected what `communique export --to annotations` writes."
            )
        urn, kind = body["document"], body.get("kind")
        if kind == "document":
            if streamed:  # documents come whole, one after the other
                yield from _records(path, collected)
                collected = {}
            collected.setdefault(urn, {})["document"] = body["item"]
        elif kind in KINDS:
            collected.setdefault(urn, {}).setdefault(kind, []).append(body["item"])
    if not collected:
        raise UsageError(f"{path}: holds no annotation.")
    yield from _records(path, collected)


def _records(path: Path, collected: dict[str, dict[str, Any]]) -> Iterator[Record]:
    for urn, parts in collected.items():
        if "document" not in parts:
            raise UsageError(
                f"{path}: the annotation of {urn} itself is missing; its items say nothing without the text."
            )
        try:
            yield msgspec.convert(parts, Record)
        except msgspec.ValidationError as error:
            raise UsageError(f"{path}: {urn}: {error}") from error


def _annotations(path: Path) -> Iterator[tuple[dict[str, Any], bool]]:
    """Annotations, and whether they stand one a line; a file laid out in another way is read whole."""
    found = False
    with path.open("rb") as file:
        for line in file:
            bare = line.strip().rstrip(b",")
            if bare.startswith(b"{") and bare.endswith(b"}"):
                try:
                    annotation = msgspec.json.decode(bare)
                except msgspec.DecodeError:
                    continue
                if isinstance(annotation, dict) and annotation.get("type") == "Annotation":
                    found = True
                    yield annotation, True
    if not found:
        try:
            whole = json.loads(path.read_text("utf-8"))
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            raise UsageError(f"{path}: not sound JSON ({error}).") from error
        yield from ((a, False) for a in _walk(whole))


def _walk(node: Any) -> Iterable[dict[str, Any]]:
    if isinstance(node, list):
        for part in node:
            yield from _walk(part)
    elif isinstance(node, dict):
        if node.get("type") == "Annotation":
            yield node
        else:
            for key in ("first", "items", "@graph"):
                yield from _walk(node.get(key))
