"""A document: its text and what was taken out of it, linked both ways; its versions; passages by their address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from litestar import Response, get
from litestar.params import FromPath

from communique.dossier.document import DocumentView, document_view, latest, passage, passage_at
from communique.record import Record
from communique.store.passages import address_of
from communique.store.reviews import decided_in, item_id
from communique.web import show
from communique.web.pages.asked import span, whole, word
from communique.web.render import Asked, page
from communique.web.state import shared
from communique.web.text import marked_text
from communique.web.threads import threaded

KINDS = ("findings", "statements", "figures", "changes", "milestones", "posts", "links", "entities")
PER_PAGE = 50


@dataclass
class Item:
    """An item beside the text."""

    key: str
    head: str
    note: str = ""
    words: str = ""
    people: tuple[tuple[str, str | None], ...] = ()  # names with their ids across documents
    review: str | None = None
    state: str = ""
    mark: str = ""


@get("/d")
@threaded
def documents(request: Asked) -> Response[Any]:
    """All documents, the last added first."""
    number = whole(request, "page")
    with shared(request).store.reading() as session:
        found = latest(session, limit=PER_PAGE + 1, offset=(number - 1) * PER_PAGE)
    return page(request, "documents.html", found=found[:PER_PAGE], number=number, more=len(found) > PER_PAGE)


@get("/d/{given:str}")
@threaded
def document(request: Asked, given: FromPath[str]) -> Response[Any]:
    """One document; ``?at=12-30`` or ``?s=prefix-,exact,-suffix`` opens a passage, ``?v=2`` another version."""
    number = whole(request, "v", 0) or None
    at, address = word(request, "at"), _raw(request, "s")
    with shared(request).store.reading() as session:
        view = document_view(session, given, number=number)
        asked = None
        if address:
            asked = passage(session, given, address, number=number)
        elif at:
            asked = passage_at(session, given, *span(at), number=number)
        decided = {(d.kind, span_): d for d, span_ in decided_in(session, view.document)}
    place = asked.span if asked else None
    groups = {kind: items for kind in KINDS if (items := _items(view, kind, decided))}
    rejected = [(d, s) for (_, s), d in decided.items() if d.action == "reject"]
    return page(
        request, "document.html", view=view, record=view.record, text=marked_text(view.record, place), groups=groups,
        asked=asked, address=address_of(view.record.document.text, *place) if place else None, rejected=rejected,
    )  # fmt: skip


def _raw(request: Asked, name: str) -> str | None:
    """A part of the query as it was sent, still percent-encoded."""
    for part in request.scope["query_string"].decode("latin-1").split("&"):
        key, _, value = part.partition("=")
        if key == name and value:
            return value
    return None


def _items(view: DocumentView, kind: str, decided: dict[Any, Any]) -> list[Item]:
    record = view.record
    make = {
        "findings": _findings, "statements": _statements, "figures": _figures, "changes": _changes,
        "milestones": _milestones, "posts": _posts, "links": _links, "entities": _entities,
    }[kind]  # fmt: skip
    items = list(make(view, record))
    if kind in ("statements", "figures", "milestones"):
        of = kind.removesuffix("s")
        for item, one in zip(items, getattr(record, kind), strict=True):
            place = one.content_spans[0] if kind == "statements" and one.content_spans else getattr(one, "span", None)
            if place is None:
                continue
            item.review = item_id(of, view.document, *place)
            if (of, place) in decided:
                item.state = decided[of, place].action
    return items


def _name(view: DocumentView, local: str | None) -> tuple[tuple[str, str | None], ...]:
    entity = view.record.entity(local)
    return ((entity.name, view.identities.get(entity.id)),) if entity else ()


def _speaker(view: DocumentView, statement: str | None) -> tuple[tuple[str, str | None], ...]:
    said = next((s for s in view.record.statements if s.id == statement), None)
    return _name(view, said.speaker) if said else ()


def _notes(*parts: str | None) -> str:
    return " · ".join(p.replace("_", " ") for p in parts if p)


def _findings(view: DocumentView, record: Record):  # type: ignore[no-untyped-def]
    for at, f in enumerate(record.findings):
        yield Item(f"q{at}", f.check.replace("_", " "), f.message, mark=f.verdict)


def _statements(view: DocumentView, record: Record):  # type: ignore[no-untyped-def]
    for s in record.statements:
        words = " … ".join(record.words(x) for x in s.content_spans)
        yield Item(s.id, "", _notes(s.manner, *s.topics), words, _name(view, s.speaker))


def _figures(view: DocumentView, record: Record):  # type: ignore[no-untyped-def]
    for f in record.figures:
        about = tuple(p for e in f.about for p in _name(view, e))
        note = _notes(f.measure, f.indicator, f.period, f.status if f.status != "actual" else None)
        yield Item(
            f.id,
            show.amount(f.value, f.high, f.unit, f.qualifier),
            note,
            record.words(f.span),
            about + _speaker(view, f.statement),
        )


def _changes(view: DocumentView, record: Record):  # type: ignore[no-untyped-def]
    for c in record.changes:
        arrow = {"up": "↑", "down": "↓", "same": "="}[c.direction]
        by = ""
        if c.amount is not None:
            unit = {"factor": "×", "percent": "%"}.get(c.amount.kind, c.amount.unit)
            by = (
                f"×\u202f{show.number(c.amount.value)}"
                if unit == "×"
                else show.amount(c.amount.value, None, unit, c.amount.qualifier)
            )
        yield Item(
            c.id,
            f"{arrow} {by}".strip(),
            _notes(c.measure, c.period),
            record.words(c.span),
            _speaker(view, c.statement),
        )


def _milestones(view: DocumentView, record: Record):  # type: ignore[no-untyped-def]
    for m in record.milestones:
        yield Item(
            m.id,
            _notes(m.step, m.status),
            m.date or "",
            record.words(m.span),
            _name(view, m.about) + _speaker(view, m.statement),
        )


def _posts(view: DocumentView, record: Record):  # type: ignore[no-untyped-def]
    for at, p in enumerate(record.posts):
        yield Item(
            f"p{at}",
            p.title,
            _notes(p.represents, f"→ {p.accredited_to}" if p.accredited_to else None),
            "",
            _name(view, p.person) + _name(view, p.organization),
        )


def _links(view: DocumentView, record: Record):  # type: ignore[no-untyped-def]
    for at, x in enumerate(record.links):
        yield Item(
            f"l{at}",
            x.relation.replace("_", " "),
            "",
            record.words(x.span),
            _name(view, x.subject) + _name(view, x.object),
        )


def _entities(view: DocumentView, record: Record):  # type: ignore[no-untyped-def]
    for e in record.entities:
        yield Item(e.id, "", _notes(e.kind, e.country), "", ((e.name, view.identities.get(e.id)),))
