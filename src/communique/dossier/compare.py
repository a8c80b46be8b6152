"""Reports on one event side by side: what both have, and what each has that the other lacks."""

from __future__ import annotations

import msgspec
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from communique.check.seen import interval, meet
from communique.errors import UsageError
from communique.record import Record
from communique.store import tables as t
from communique.store.rows import public_id
from communique.store.write import record_of


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """An entity, figure, milestone or statement of a report."""

    kind: str
    words: str
    span: tuple[int, int]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two reports side by side."""

    a: str
    b: str
    events: tuple[str, ...]  # events that both are about
    both: tuple[Item, ...]
    only_a: tuple[Item, ...]
    only_b: tuple[Item, ...]


def compare(session: Session, one: str, two: str) -> Comparison:
    """Two documents side by side. Raises ``UsageError`` where one is not found."""
    a, b = _version(session, one), _version(session, two)
    if a.id == b.id:
        raise UsageError("one document was given twice.")
    roots_a, roots_b = _roots(session, a.id), _roots(session, b.id)
    events = [name for root, (kind, name, _) in roots_a.items() if kind == "event" and root in roots_b]
    record_a, record_b = record_of(session, a), record_of(session, b)
    both: list[Item] = []
    only_a: list[Item] = []
    only_b: list[Item] = []
    for root, (kind, name, span) in roots_a.items():
        (both if root in roots_b else only_a).append(Item(kind=kind, words=name, span=span))
    only_b += [Item(kind=k, words=n, span=s) for root, (k, n, s) in roots_b.items() if root not in roots_a]
    for record, other, out in ((record_a, record_b, only_a), (record_b, record_a, only_b)):
        for figure in record.figures:
            same = _has(figure, record, other)
            item = Item(kind="figure", words=record.words(figure.span), span=figure.span)
            if not same:
                out.append(item)
            elif out is only_a:
                both.append(item)
        for milestone in record.milestones:
            same = any((m.step, m.date) == (milestone.step, milestone.date) for m in other.milestones)
            item = Item(kind="milestone", words=record.words(milestone.span), span=milestone.span)
            if not same:
                out.append(item)
            elif out is only_a:
                both.append(item)
    sources = [session.scalar(select(t.Document.source).where(t.Document.id == v.document_id)) or "" for v in (a, b)]
    return Comparison(
        a=sources[0], b=sources[1], events=tuple(events), both=tuple(both), only_a=tuple(only_a), only_b=tuple(only_b)
    )


def _has(figure, record: Record, other: Record) -> bool:  # type: ignore[no-untyped-def]
    """The other report states the same, in its own rounding."""
    mine = interval(figure, record.words(figure.span))
    return any(
        f.unit == figure.unit and (f.indicator == figure.indicator or None in (f.indicator, figure.indicator))
        and (f.period == figure.period or None in (f.period, figure.period))
        and meet(mine, interval(f, other.words(f.span))) and 0.5 < (f.value or 1) / (figure.value or 1) < 2
        for f in other.figures
    )  # fmt: skip


def _version(session: Session, given: str) -> t.Version:
    rows = session.scalars(
        select(t.Version).join(t.Document, t.Document.id == t.Version.document_id)
        .where(t.Version.current, or_(t.Document.source == given, t.Document.source.like(f"%{given}"), t.Version.sha.like(f"{given}%")))
        .limit(3)
    ).all()  # fmt: skip
    if len(rows) != 1:
        raise UsageError(
            f"{given}: {'several documents fit' if rows else 'no document on record'}. Give its source or id."
        )
    return rows[0]


def _roots(session: Session, version: int) -> dict[str, tuple[str, str, tuple[int, int]]]:
    from communique.store.write import spans_from_text

    rows = session.execute(
        select(t.Identity.root, t.Named.kind, t.Named.name, t.Named.spans)
        .join(t.Identity, t.Identity.id == t.Named.identity_id)
        .where(t.Named.version_id == version)
    )
    return {public_id(root): (kind, name, (spans_from_text(spans) or [(0, 0)])[0]) for root, kind, name, spans in rows}
