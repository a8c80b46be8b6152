"""Reviewing items: a queue by confidence, decisions that hold when documents are read again, and how far two reviewers agree."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, get_args

import msgspec
from sqlalchemy import ColumnElement, and_, exists, func, insert, literal, select, union_all
from sqlalchemy.orm import Session, aliased

from communique.errors import UsageError
from communique.record import Record
from communique.store import corrections as c
from communique.store import tables as t
from communique.store.confidence import confidence
from communique.store.decisions import user_name
from communique.store.selectors import AROUND
from communique.store.selectors import select as selector_of
from communique.store.write import Writer, has_marks, record_of, unpack

TABLES: dict[str, Any] = {"statement": t.Statement, "figure": t.Figure, "milestone": t.Milestone}
MODES = ("open", "second", "decided")
COUNTED = 10_000  # items up to which a queue is counted
AROUND_SHOWN = 220  # characters of text on each side of an item


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """A decision of a reviewer, as it is shown and exported."""

    id: int
    kind: str
    document: str
    source: str
    span: tuple[int, int]
    exact: str
    prefix: str
    suffix: str
    action: str
    fields: dict[str, Any]
    by: str
    at: str
    why: str | None
    undone_by: str | None = None
    undone_at: str | None = None


class ReviewItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item to look at: its words in their surroundings, its fields, its confidence and the doubts."""

    id: str
    kind: str
    words: str
    before: str
    after: str
    document: str
    source: str
    title: str | None
    publisher: str | None
    said_on: str | None
    language: str | None
    span: tuple[int, int]
    confidence: int
    doubts: tuple[str, ...]
    fields: dict[str, Any]
    entities: tuple[str, ...]  # names that the document has, for edits
    decisions: tuple[Decided, ...]


class Queue(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the queue; ``total`` is counted up to 10,000, more are 10,001."""

    items: tuple[ReviewItem, ...]
    total: int


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """How far two reviewers agree on the items that both decided; ``kappa`` is null where chance alone would have them agree."""

    one: str
    two: str
    items: int
    observed: float | None
    kappa: float | None
    table: dict[str, dict[str, int]]  # action of the first → action of the second → items


def item_id(kind: str, sha: str, start: int, end: int) -> str:
    """How an item is called: kind, document, span."""
    return f"{kind}.{sha[:16]}.{start}.{end}"


def queue(
    session: Session, *, reviewer: str | None = None, mode: str = "open", kind: str | None = None, language: str | None = None,
    publisher: str | None = None, said: str | None = None, source: str | None = None, most: int | None = None,
    surest_first: bool = False, limit: int = 20, offset: int = 0,
) -> Queue:  # fmt: skip
    """Items to review, the least sure first.

    ``open``: nobody decided; ``second``: somebody else did, the reviewer did not; ``decided``: the reviewer's own (or all).
    ``most``: only items whose confidence is at most so much.
    """
    if mode not in MODES:
        raise UsageError(f"mode {mode}: expected {', '.join(MODES)}.")
    if kind is not None and kind not in TABLES:
        raise UsageError(f"kind {kind}: expected {', '.join(TABLES)}.")
    kinds = [kind] if kind else list(TABLES)

    def within(chosen: Any) -> Any:
        if language is not None:
            chosen = chosen.where(t.Version.language == language)
        if publisher is not None:
            chosen = chosen.where(t.Version.publisher == publisher)
        if said is not None:
            chosen = chosen.where(t.Version.published.like(f"{said}%"))
        if source is not None:
            chosen = chosen.where(t.Version.sha.like(f"{source}%"))
        return chosen

    if mode == "open":
        parts = [within(_open(k, most)) for k in kinds]
        rows = _first_open(session, dict(zip(kinds, parts, strict=True)), surest_first, limit, offset)
        found = union_all(*parts).limit(COUNTED + 1).subquery()
    else:
        found = within(_marked(kinds, mode, reviewer)).subquery()
        # of what was decided the latest comes first: there "confidence" is the number of the review
        order = found.c.confidence.desc() if surest_first or mode == "decided" else found.c.confidence
        order_of = (order, found.c.version_id, found.c.start, found.c.kind)
        rows = list(session.execute(select(found).order_by(*order_of).limit(limit).offset(offset)).all())
    total = int(session.scalar(select(func.count()).select_from(found)) or 0)
    items = _items(
        session, [(r.kind, r.version_id, r.start, r.end) for r in rows], reviewer if mode == "second" else None
    )
    return Queue(items=tuple(items), total=total)


def _first_open(session: Session, parts: dict[str, Any], surest_first: bool, limit: int, offset: int) -> list[Any]:
    """The first of several kinds: each is read in the order of its own index and then joined, so that nothing is sorted whole."""
    sign = -1 if surest_first else 1
    rows: list[Any] = []
    for kind, part in parts.items():
        table = TABLES[kind]
        order = table.confidence.desc() if surest_first else table.confidence
        by_id = table.id.desc() if surest_first else table.id
        rows += session.execute(part.order_by(order, by_id).limit(offset + limit)).all()
    rows.sort(key=lambda r: (sign * r.confidence, r.version_id, r.start, r.kind))
    return rows[offset : offset + limit]


def _open(kind: str, most: int | None) -> Any:
    table = TABLES[kind]
    marked = exists().where(_same(t.Mark, kind, table))
    chosen = (
        select(literal(kind).label("kind"), table.version_id, table.start, table.end, table.confidence)
        .join(t.Version, t.Version.id == table.version_id)
        .where(t.Version.current, ~marked)
    )
    return chosen if most is None else chosen.where(table.confidence <= most)


def _same(mark: Any, kind: str, table: Any) -> ColumnElement[bool]:
    return and_(
        mark.version_id == table.version_id, mark.kind == kind, mark.start == table.start, mark.end == table.end
    )


def _marked(kinds: list[str], mode: str, reviewer: str | None) -> Any:
    chosen: Any = (
        select(
            t.Mark.kind, t.Mark.version_id, t.Mark.start, t.Mark.end,
            func.max(t.Mark.review_id).label("confidence"),
        )
        .join(t.Review, t.Review.id == t.Mark.review_id)
        .join(t.Version, t.Version.id == t.Mark.version_id)
        .where(t.Version.current, t.Mark.kind.in_(kinds))
        .group_by(t.Mark.kind, t.Mark.version_id, t.Mark.start, t.Mark.end)
    )  # fmt: skip
    if reviewer is None:
        return chosen
    if mode == "decided":
        return chosen.where(t.Review.decided_by == reviewer)
    other = aliased(t.Mark)
    mine = (
        exists()
        .where(
            other.version_id == t.Mark.version_id, other.kind == t.Mark.kind, other.start == t.Mark.start,
            other.end == t.Mark.end,
        )
        .where(other.review_id.in_(select(t.Review.id).where(t.Review.decided_by == reviewer)))
    )  # fmt: skip
    return chosen.where(~mine)


def item(session: Session, given: str) -> ReviewItem:
    """The item of an id. Raises ``UsageError`` where there is none."""
    kind, version, start, end = _located(session, given)
    found = _items(session, [(kind, version.id, start, end)], None)
    if not found:
        raise UsageError(f"{given}: the document has no such item.")
    return found[0]


def _located(session: Session, given: str) -> tuple[str, t.Version, int, int]:
    parts = given.split(".")
    if len(parts) != 4 or parts[0] not in TABLES or not (parts[2] + parts[3]).isdecimal() or len(parts[1]) < 8:
        raise UsageError(f"{given}: expected an item's id, like figure.0123456789abcdef.10.24.")
    start, end = int(parts[2]), int(parts[3])
    upper = parts[1][:-1] + chr(ord(parts[1][-1]) + 1)
    version = session.scalars(
        select(t.Version).where(t.Version.sha >= parts[1], t.Version.sha < upper).limit(1)
    ).first()
    if version is None:
        raise UsageError(f"{given}: its document is not on record.")
    return parts[0], version, start, end


def _items(session: Session, wanted: list[tuple[str, int, int, int]], blind: str | None) -> list[ReviewItem]:
    """Items with their fields as they are now; rejected ones as they were read. ``blind`` hides what others decided."""
    versions = {
        v.id: (v, source)
        for v, source in session.execute(
            select(t.Version, t.Document.source)
            .join(t.Document, t.Document.id == t.Version.document_id)
            .where(t.Version.id.in_({w[1] for w in wanted}))
        )
    }
    records: dict[int, tuple[Record, Record]] = {}
    out = []
    for kind, version_id, start, end in wanted:
        version, source = versions[version_id]
        if version_id not in records:
            read = unpack(version.record, version.text)
            records[version_id] = (read, record_of(session, version) if blind is None else read)
        read, now = records[version_id]
        found = _find(now, kind, (start, end)) or _find(read, kind, (start, end))
        if found is None:
            continue
        sure, doubts = confidence(read, _find(read, kind, (start, end)) or found)
        text = version.text
        record = now if _find(now, kind, (start, end)) else read
        out.append(
            ReviewItem(
                id=item_id(kind, version.sha, start, end), kind=kind, words=text[start:end],
                before=_before(text, start), after=_after(text, end),
                document=version.sha, source=source, title=version.title, publisher=version.publisher,
                said_on=version.published, language=version.language, span=(start, end), confidence=sure, doubts=doubts,
                fields=_fields(record, found), entities=tuple(e.name for e in read.entities if e.kind != "group"),
                decisions=tuple(
                    d for d in _decisions_of(session, version_id, kind, start, end) if blind is None or d.by == blind
                ),
            )
        )  # fmt: skip
    return out


def _before(text: str, start: int) -> str:
    """What stands before in the paragraph, from a word on."""
    paragraph = text.rfind("\n", 0, start) + 1
    if start - paragraph <= AROUND_SHOWN:
        return text[paragraph:start]
    return "… " + text[text.find(" ", start - AROUND_SHOWN, start) + 1 : start]


def _after(text: str, end: int) -> str:
    """What stands after in the paragraph, up to a word."""
    stop = text.find("\n", end)
    stop = stop if stop >= 0 else len(text)
    if stop - end <= AROUND_SHOWN:
        return text[end:stop]
    return text[end : max(end, text.rfind(" ", end, end + AROUND_SHOWN))] + " …"


def _find(record: Record, kind: str, span: tuple[int, int]) -> c.Item | None:
    return next((i for i in getattr(record, c.ATTRIBUTE[kind]) if c.span_of(i) == span), None)


def _fields(record: Record, found: c.Item) -> dict[str, Any]:
    """What can be edited, entities by their names; and who says it."""
    kind = c.kind_of(found)

    def name(local: str | None) -> str | None:
        entity = record.entity(local)
        return entity.name if entity else None

    out: dict[str, Any] = {}
    for field in c.EDITABLE[kind]:
        value = getattr(found, field)
        if field == "about" and kind == "figure":
            value = [n for n in map(name, value) if n]
        elif field in c.NAMES:
            value = name(value)
        elif field == "topics":
            value = list(value)
        out[field] = value
    if kind != "statement":
        said = next((s for s in record.statements if s.id == found.statement), None)  # type: ignore[union-attr]
        out["said by"] = name(said.speaker) if said else None
    return out


def _decisions_of(session: Session, version_id: int, kind: str, start: int, end: int) -> Iterator[Decided]:
    rows = session.scalars(
        select(t.Review)
        .join(t.Mark, t.Mark.review_id == t.Review.id)
        .where(t.Mark.version_id == version_id, t.Mark.kind == kind, t.Mark.start == start, t.Mark.end == end)
        .order_by(t.Review.id)
    )
    return (_decided(row) for row in rows)


def _decided(r: t.Review) -> Decided:
    return Decided(
        id=r.id, kind=r.kind, document=r.sha, source=r.source, span=(r.start, r.end), exact=r.exact, prefix=r.prefix,
        suffix=r.suffix, action=r.action, fields=json.loads(r.fields) if r.fields else {}, by=r.decided_by, at=r.decided_at,
        why=r.why, undone_by=r.undone_by, undone_at=r.undone_at,
    )  # fmt: skip


def decide(
    session: Session, writer: Writer, given: str, action: str, *, by: str | None = None, why: str | None = None,
    fields: dict[str, Any] | None = None,
) -> Decided:  # fmt: skip
    """Accept, reject or edit an item; views follow at once. Raises ``UsageError`` for an edit that the contract refuses."""
    if action not in get_args(c.Action):
        raise UsageError(f"{action}: expected {', '.join(get_args(c.Action))}.")
    kind, version, start, end = _located(session, given)
    read = unpack(version.record, version.text)
    found = _find(read, kind, (start, end))
    if found is None:
        raise UsageError(f"{given}: the document has no such item.")
    if action == "edit":
        if not fields:
            raise UsageError("an edit sets at least one field.")
        fields = c.checked(read, kind, found, fields)
    source = session.scalars(select(t.Document.source).where(t.Document.id == version.document_id)).one()
    selector = selector_of(version.text, start, end)
    new = _insert(
        session,
        {"kind": kind, "sha": version.sha, "source": source, "start": start, "end": end, "exact": selector.exact,
         "prefix": selector.prefix, "suffix": selector.suffix, "action": action,
         "fields": json.dumps(fields, ensure_ascii=False) if action == "edit" else None, "decided_by": by or user_name(),
         "decided_at": _now(), "why": why or None},
    )  # fmt: skip
    writer.index_again(version.id)
    return _decided(session.get_one(t.Review, new))


def _insert(session: Session, values: dict[str, Any]) -> int:
    new = int(session.scalar(select(func.coalesce(func.max(t.Review.id), 0))) or 0) + 1
    session.execute(insert(t.Review), {"id": new, **values})
    return new


def undo(session: Session, writer: Writer, review_id: int, *, by: str | None = None) -> Decided:
    """Take a decision back; it stays on record as undone."""
    review = session.get(t.Review, review_id)
    if review is None or review.undone_at is not None:
        raise UsageError(f"review {review_id}: there is none of that number that holds.")
    versions = list(session.scalars(select(t.Mark.version_id).where(t.Mark.review_id == review_id).distinct()))
    review.undone_by, review.undone_at = by or user_name(), _now()
    session.flush()
    for version in versions:
        writer.index_again(version)
    return _decided(review)


def last_of(session: Session, by: str) -> int | None:
    """The last decision of a reviewer that holds."""
    return session.scalar(select(func.max(t.Review.id)).where(t.Review.decided_by == by, t.Review.undone_at.is_(None)))


def reviews(
    session: Session, *, by: str | None = None, limit: int | None = None, latest: bool = False
) -> Iterator[Decided]:
    """Decisions of items, undone ones too, in the order they were made."""
    chosen = select(t.Review).order_by(t.Review.id.desc() if latest else t.Review.id)
    if by is not None:
        chosen = chosen.where(t.Review.decided_by == by)
    return (_decided(row) for row in session.scalars(chosen.limit(limit) if limit else chosen))


def take_over(session: Session, writer: Writer, lines: Iterable[bytes | str]) -> tuple[int, int]:
    """Import decisions as ``reviews`` are exported, one JSON object a line: how many were new, how many known.

    Raises ``UsageError`` that names the line which is none; then nothing of all is taken over.
    """
    new = known = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            one = msgspec.json.decode(line, type=Decided)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise UsageError(f"line {number}: no decision of a review ({error}).") from error
        if one.kind not in TABLES or one.action not in get_args(c.Action) or len(one.prefix + one.suffix) > 2 * AROUND:
            raise UsageError(f"line {number}: no decision of a review (kind {one.kind}, action {one.action}).")
        if set(one.fields) - set(c.EDITABLE[one.kind]):
            raise UsageError(f"line {number}: fields of an edit: expected {', '.join(c.EDITABLE[one.kind])}.")
        there = session.scalar(
            select(t.Review.id).where(
                t.Review.sha == one.document, t.Review.kind == one.kind, t.Review.start == one.span[0],
                t.Review.end == one.span[1], t.Review.decided_by == one.by, t.Review.decided_at == one.at)
        )  # fmt: skip
        if there is not None:
            known += 1
            continue
        _insert(
            session,
            {"kind": one.kind, "sha": one.document, "source": one.source, "start": one.span[0], "end": one.span[1],
             "exact": one.exact, "prefix": one.prefix, "suffix": one.suffix, "action": one.action,
             "fields": json.dumps(one.fields, ensure_ascii=False) if one.fields else None, "decided_by": one.by,
             "decided_at": one.at, "why": one.why, "undone_by": one.undone_by, "undone_at": one.undone_at},
        )  # fmt: skip
        new += 1
        for version in session.scalars(
            select(t.Version.id)
            .join(t.Document, t.Document.id == t.Version.document_id)
            .where((t.Version.sha == one.document) | (t.Document.source == one.source) & t.Version.current)
        ).all():
            writer.index_again(version)
    return new, known


def reviewers(session: Session) -> list[str]:
    """Everybody who decided, most decisions first."""
    rows = session.execute(
        select(t.Review.decided_by)
        .where(t.Review.undone_at.is_(None))
        .group_by(t.Review.decided_by)
        .order_by(func.count().desc(), t.Review.decided_by)
    )
    return [row[0] for row in rows]


def agreement(session: Session, one: str, two: str) -> Agreement:
    """Cohen's kappa of two reviewers over the items that both decided, each by their last decision that holds."""
    rows = session.execute(
        select(t.Review.kind, t.Review.sha, t.Review.start, t.Review.end, t.Review.decided_by, t.Review.action)
        .where(t.Review.decided_by.in_((one, two)), t.Review.undone_at.is_(None))
        .order_by(t.Review.id)
    )
    last: dict[tuple[Any, ...], dict[str, str]] = {}
    for kind, sha, start, end, by, action in rows:
        last.setdefault((kind, sha, start, end), {})[by] = action
    both = [(d[one], d[two]) for d in last.values() if one in d and two in d and one != two]
    count = Counter(both)
    actions = get_args(c.Action)
    table = {a: {b: count[a, b] for b in actions} for a in actions}
    return Agreement(one=one, two=two, items=len(both), table=table, **_kappa(both))


def _kappa(both: list[tuple[str, str]]) -> dict[str, float | None]:
    if not both:
        return {"observed": None, "kappa": None}
    n = len(both)
    observed = sum(a == b for a, b in both) / n
    first, second = Counter(a for a, _ in both), Counter(b for _, b in both)
    expected = sum(first[a] * second[a] for a in first) / n**2
    kappa = None if expected == 1 else round((observed - expected) / (1 - expected), 4)
    return {"observed": round(observed, 4), "kappa": kappa}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def decided_in(session: Session, sha: str) -> list[tuple[Decided, tuple[int, int]]]:
    """The decisions that bear on a version's items, each with the item's span there; later ones last."""
    if not has_marks(session):
        return []
    rows = session.execute(
        select(t.Review, t.Mark.start, t.Mark.end)
        .join(t.Mark, t.Mark.review_id == t.Review.id)
        .join(t.Version, t.Version.id == t.Mark.version_id)
        .where(t.Version.sha == sha)
        .order_by(t.Review.id)
    )
    return [(_decided(review), (start, end)) for review, start, end in rows]
