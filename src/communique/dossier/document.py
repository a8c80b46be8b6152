"""One document as it is kept: its text and record, its versions, what lost its words, who else tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec
from sqlalchemy import ColumnElement, Integer, Select, bindparam, func, select
from sqlalchemy.orm import Session

from communique.errors import UsageError
from communique.record import Record
from communique.store import tables as t
from communique.store.asking import Question, ask
from communique.store.passages import moved, selector_of
from communique.store.rows import public_id
from communique.store.selectors import find
from communique.store.write import record_of, unpack

SHOWN = 12  # other reports


class VersionSeen(msgspec.Struct, frozen=True, kw_only=True):
    """A text that the document had."""

    document: str
    number: int
    current: bool
    published: str | None
    added_at: str


class Lost(msgspec.Struct, frozen=True, kw_only=True):
    """An item of an earlier version whose words are gone."""

    kind: str
    words: str
    document: str
    span: tuple[int, int]
    version: int


class Other(msgspec.Struct, frozen=True, kw_only=True):
    """Another report: of the same story, or of the same event."""

    document: str
    source: str
    title: str | None
    published: str | None
    publisher: str | None
    why: str  # "story", or the name of the event


class DocumentView(msgspec.Struct, frozen=True, kw_only=True):
    """A document with what surrounds it."""

    document: str
    source: str
    number: int
    current: bool
    added_at: str
    record: Record
    identities: dict[str, str]  # ids of the record's entities → ids across documents
    versions: tuple[VersionSeen, ...]
    copies: tuple[str, ...]
    orphans: tuple[Lost, ...]
    others: tuple[Other, ...]


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """Where words stand in the version that is shown; ``span`` is null where they are gone."""

    exact: str
    span: tuple[int, int] | None


def version_named(session: Session, given: str, *, current: bool = True) -> t.Version:
    """The version of a document given by an id (or its beginning) or a source; by default the one that is current now.

    Raises ``UsageError`` where there is none, or several that fit.
    """
    rows: Sequence[t.Version] = ()
    if len(given) >= 8 and given.isascii():
        upper = given[:-1] + chr(ord(given[-1]) + 1)
        rows = session.scalars(_begins_with(), {"given": given, "upper": upper}).all()
    if not rows:
        rows = session.scalars(
            select(t.Version).join(t.Document).where(t.Version.current, t.Document.source == given)
        ).all()
    if len(rows) != 1:
        raise UsageError(f"{given}: {'several documents fit' if rows else 'no such document on record'}.")
    if rows[0].current or not current:
        return rows[0]
    return session.scalars(
        select(t.Version).where(t.Version.document_id == rows[0].document_id, t.Version.current)
    ).one()


@cache
def _begins_with() -> Select[t.Version]:
    v = t.Version
    return select(v).where(v.sha >= bindparam("given"), v.sha < bindparam("upper")).limit(2)


def document_view(session: Session, given: str, *, number: int | None = None) -> DocumentView:
    """A document by the id of any of its versions: the current version, or the one of that number."""
    version = version_named(session, given)
    if number is not None and number != version.number:
        found = session.scalars(
            select(t.Version).where(t.Version.document_id == version.document_id, t.Version.number == number)
        ).first()
        if found is None:
            raise UsageError(f"{given}: there is no version {number}.")
        version = found
    named = ask(session, _named(), version=version.id).all()
    events = [(row.root, row.name) for row in named if row.kind == "event"]
    versions = _versions(session, version.document_id)
    return DocumentView(
        document=version.sha,
        source=ask(session, _source(), document=version.document_id).scalar_one(),
        number=version.number,
        current=version.current,
        added_at=version.added_at,
        record=record_of(session, version),
        identities={row.local: public_id(row.root) for row in named},
        versions=versions,
        copies=tuple(row.source for row in ask(session, _copies(), version=version.id)),
        orphans=_orphans(session, version.document_id) if len(versions) > 1 else (),
        others=(*_same_story(session, version), *_same_event(session, version, events)),
    )


@cache
def _source() -> Question:
    return select(t.Document.source).where(t.Document.id == bindparam("document"))


@cache
def _named() -> Question:
    """The entities of a version, and what they are across documents."""
    return (
        select(t.Named.local, t.Named.kind, t.Named.name, t.Identity.root)
        .join(t.Identity, t.Identity.id == t.Named.identity_id)
        .where(t.Named.version_id == bindparam("version"))
        .order_by(t.Named.id)
    )


@cache
def _copies() -> Question:
    return select(t.Copy.source).where(t.Copy.version_id == bindparam("version"))


def passage(session: Session, given: str, address: str, *, number: int | None = None) -> Passage:
    """The place of a passage given by its address (``prefix-,exact,-suffix``) in the version that is shown."""
    selector = selector_of(address)
    view_text = _text(session, given, number)
    return Passage(exact=selector.exact, span=find(selector, view_text))


def passage_at(session: Session, given: str, start: int, end: int, *, number: int | None = None) -> Passage:
    """The place of a span of the version whose id was given, in the version that is shown."""
    named = version_named(session, given, current=False)
    if not 0 <= start < end <= len(named.text):
        raise UsageError(f"{start}-{end}: the text has {len(named.text)} characters.")
    return Passage(exact=named.text[start:end], span=moved(named.text, start, end, _text(session, given, number)))


def _text(session: Session, given: str, number: int | None) -> str:
    version = version_named(session, given)
    if number is None or version.number == number:
        return version.text
    found = session.scalars(
        select(t.Version.text).where(t.Version.document_id == version.document_id, t.Version.number == number)
    ).first()
    if found is None:
        raise UsageError(f"{given}: there is no version {number}.")
    return found


def _versions(session: Session, document_id: int) -> tuple[VersionSeen, ...]:
    return tuple(
        VersionSeen(document=sha, number=number, current=current, published=published, added_at=added)
        for sha, number, current, published, added in ask(session, _versions_of(), document=document_id)
    )


@cache
def _versions_of() -> Question:
    v = t.Version
    return (
        select(v.sha, v.number, v.current, v.published, v.added_at)
        .where(v.document_id == bindparam("document"))
        .order_by(v.number)
    )


def _orphans(session: Session, document_id: int) -> tuple[Lost, ...]:
    versions = session.scalars(
        select(t.Version)
        .where(
            t.Version.document_id == document_id,
            t.Version.id.in_(select(t.Orphan.version_id)),
            t.Version.current.is_(False),
        )
        .order_by(t.Version.number)
    )
    out = []
    for version in versions:
        record = unpack(version.record, version.text)
        lost = set(session.scalars(select(t.Orphan.local).where(t.Orphan.version_id == version.id)))
        items = [("statement", s.id, s.content_spans[0]) for s in record.statements if s.content_spans]
        items += [("figure", f.id, f.span) for f in record.figures]
        items += [("milestone", m.id, m.span) for m in record.milestones]
        out += [
            Lost(kind=kind, words=record.words(span), document=version.sha, span=span, version=version.number)
            for kind, local, span in items
            if local in lost
        ]
    return tuple(out)


def _same_story(session: Session, version: t.Version) -> list[Other]:
    if version.cluster is None:
        return []
    rows = ask(session, _of_story(), cluster=version.cluster, document=version.document_id)
    return [_other(*row, why="story") for row in rows]


def _same_event(session: Session, version: t.Version, events: list[tuple[int, str]]) -> list[Other]:
    """Other reports that name the same event, but for those that name very many."""
    out: dict[str, Other] = {}
    for root, name in events:
        for row in ask(session, _of_event(), root=root, document=version.document_id):
            out.setdefault(row.sha, _other(*row, why=name))
    return list(out.values())[:SHOWN]


def _other(
    document: str, source: str, title: str | None, published: str | None, publisher: str | None, *, why: str
) -> Other:
    return Other(document=document, source=source, title=title, published=published, publisher=publisher, why=why)


def _reports() -> Question:
    v = t.Version
    return select(v.sha, t.Document.source, v.title, v.published, v.publisher).join(
        t.Document, t.Document.id == v.document_id
    )


def _others(fits: ColumnElement[bool]) -> Question:
    others = _reports().where(fits, t.Version.current, t.Version.document_id != bindparam("document"))
    return others.order_by(t.Version.published.desc()).limit(SHOWN)


@cache
def _of_story() -> Question:
    return _others(t.Version.cluster == bindparam("cluster"))


@cache
def _of_event() -> Question:
    naming = (
        select(t.Named.version_id)
        .join(t.Identity, t.Identity.id == t.Named.identity_id)
        .where(t.Identity.root == bindparam("root"))
        .limit(SHOWN * 4)
    )
    return _others(t.Version.id.in_(naming))


def latest(session: Session, *, limit: int = 20, offset: int = 0) -> list[Other]:
    """The documents added last."""
    rows = ask(session, _latest(), most=limit, before=offset)
    return [_other(*row, why=added) for *row, added in rows]


@cache
def _latest() -> Question:
    most, before = bindparam("most", type_=Integer), bindparam("before", type_=Integer)
    newest = _reports().add_columns(t.Version.added_at).where(t.Version.current).order_by(t.Version.id.desc())
    return newest.limit(most).offset(before)


def count(session: Session) -> int:
    """Documents on record."""
    return int(session.scalar(select(func.count()).select_from(t.Document)) or 0)
