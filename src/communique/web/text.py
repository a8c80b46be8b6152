"""A document's text as HTML: cut at every end of a span, each piece linked to the item it belongs to; all of it escaped."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from communique.record import Record, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A span that is shown: its kind and the key of its item."""

    span: Span
    kind: str
    key: str


def pieces_of(record: Record) -> list[Piece]:
    """Every span of the record's items."""
    found: list[Piece] = []
    for entity in record.entities:
        if entity.kind != "group":
            found += [Piece(span, "entities", entity.id) for span in entity.mentions]
    found += [Piece(post.span, "posts", f"p{at}") for at, post in enumerate(record.posts)]
    for statement in record.statements:
        found += [Piece(span, "statements", statement.id) for span in statement.content_spans]
    found += [Piece(figure.span, "figures", figure.id) for figure in record.figures]
    found += [Piece(change.span, "changes", change.id) for change in record.changes]
    found += [Piece(milestone.span, "milestones", milestone.id) for milestone in record.milestones]
    found += [Piece(link.span, "links", f"l{at}") for at, link in enumerate(record.links)]
    found += [Piece(f.span, "findings", f"q{at}") for at, f in enumerate(record.findings) if f.span is not None]
    return found


def marked_text(record: Record, passage: Span | None = None) -> Markup:
    """The text; ``passage`` is what an address asked for."""
    text = record.document.text
    pieces = pieces_of(record)
    if passage is not None:
        pieces.append(Piece(passage, "passage", "passage"))
    cuts = sorted({0, len(text), *(edge for p in pieces for edge in p.span)})
    opening: dict[int, list[Piece]] = {}
    for piece in pieces:
        opening.setdefault(piece.span[0], []).append(piece)
    active: list[Piece] = []
    seen: set[str] = set()
    out: list[str] = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        active = [p for p in active if p.span[1] > start] + opening.get(start, [])
        words = escape(text[start:end])
        if not active:
            out.append(words)
            continue
        kinds = " ".join(dict.fromkeys(p.kind for p in active))
        keys = list(dict.fromkeys(p.key for p in active))
        for key in keys:
            if key not in seen:
                out.append(f'<span id="{key if key == "passage" else escape(f"t-{key}")}"></span>')
        seen |= set(keys)
        inner = min((p for p in active if p.key != "passage"), key=lambda p: p.span[1] - p.span[0], default=None)
        if inner is None:
            out.append(f'<mark class="passage">{words}</mark>')
        else:
            shown, to = escape(" ".join(keys)), escape(inner.key)
            out.append(f'<a tabindex="-1" class="m {kinds}" data-keys="{shown}" href="#i-{to}">{words}</a>')
    return Markup("".join(out))
