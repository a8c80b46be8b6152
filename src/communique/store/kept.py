"""Whole records as they are kept, one after the other, with the identities of their entities: what exports and briefs read.

Records are read by the hundred and let go again, so that the memory needed does not grow with the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, aliased

from communique.record import Record, Span
from communique.store import tables as t
from communique.store.corrections import corrected
from communique.store.names import roots_named
from communique.store.query import Query
from communique.store.rows import Thing
from communique.store.search import passages_of
from communique.store.write import corrections_of_many, unpack

TOGETHER = 200  # documents read at once
ALL = 1_000_000_000  # no limit


@dataclass(frozen=True, slots=True)
class Kept:
    """A version: its record as people left it (rejected items gone, edited ones as they set them) under the source it is filed under, and what its entities are across documents."""

    version: int
    record: Record
    source: str
    things: dict[str, Thing]  # by the entity's id in the record


def versions_that_fit(session: Session, *, query: Query | None, pair: str | None) -> dict[int, list[Span]] | list[int]:
    """Ids of current versions; with a query also the paragraphs that fit it. ``pair`` is "RU-UZ": reports that name both."""
    of_pair = _naming_both(session, pair) if pair is not None else None
    if query is not None:
        found = _passages(session, query)
        return found if of_pair is None else {v: spans for v, spans in found.items() if v in of_pair}
    if of_pair is not None:
        return sorted(of_pair)
    return list(session.scalars(select(t.Version.id).where(t.Version.current).order_by(t.Version.id)))


def all_versions(session: Session) -> list[int]:
    """Ids of all versions, those that are current last: taken back in this order they are current again."""
    return list(session.scalars(select(t.Version.id).order_by(t.Version.current, t.Version.id)))


def copies_of(session: Session, version: int) -> list[str]:
    """Other sources of the very same text."""
    return list(session.scalars(select(t.Copy.source).where(t.Copy.version_id == version).order_by(t.Copy.source)))


def _naming_both(session: Session, pair: str) -> set[int]:
    one, two = pair.split("-")

    both = set(session.scalars(naming_country(one))) & set(session.scalars(naming_country(two)))
    return both & set(session.scalars(select(t.Version.id).where(t.Version.current)))


def naming_country(code: str) -> Select[int]:
    """The versions that name a country, found by its identities: names themselves are not indexed by country."""
    known = select(t.Identity.id).where(t.Identity.kind == "country", t.Identity.country == code)
    return select(t.Named.version_id).where(t.Named.identity_id.in_(known))


def _passages(session: Session, query: Query) -> dict[int, list[Span]]:
    ids = iter(passages_of(session, query, ALL))
    found: dict[int, list[Span]] = {}
    while part := list(islice(ids, 500)):
        rows = select(t.Passage.version_id, t.Passage.start, t.Passage.end).where(t.Passage.id.in_(part))
        for version, start, end in session.execute(rows):
            found.setdefault(version, []).append((start, end))
    return dict(sorted(found.items()))


def kept(session: Session, versions: Iterable[int], *, named: bool = True) -> Iterator[Kept]:
    """These versions, in the order given; not ``named``: without what their entities are across documents, which is quicker."""
    ids = iter(versions)
    while part := list(islice(ids, TOGETHER)):
        query = (
            select(t.Version.id, t.Version.record, t.Version.text, t.Document.source)
            .join(t.Document, t.Document.id == t.Version.document_id)
            .where(t.Version.id.in_(part))
        )
        rows = {row.id: row for row in session.execute(query)}
        things = things_of(session, t.Named.version_id.in_(part)) if named else {}
        corrections = corrections_of_many(session, part)
        for version in part:
            if (row := rows.get(version)) is not None:
                record = unpack(row.record, row.text)
                if version in corrections:
                    record = corrected(record, corrections[version])
                yield Kept(version, record, row.source, things.get(version, {}))


def things_of(session: Session, where: ColumnElement[bool]) -> dict[int, dict[str, Thing]]:
    """What the entities of versions are: by version, then by the entity's id in the record."""
    leaf, root = aliased(t.Identity), aliased(t.Identity)
    query = (
        select(t.Named.version_id, t.Named.local, root.id, root.kind, root.name, root.country)
        .join(leaf, leaf.id == t.Named.identity_id)
        .join(root, root.id == leaf.root)
        .where(where)
    )
    out: dict[int, dict[str, Thing]] = {}
    made: dict[int, Thing] = {}
    for version, local, identity, kind, name, country in session.execute(query):
        thing = made.setdefault(identity, Thing(identity, kind, name, country))
        out.setdefault(version, {})[local] = thing
    return out


def identities(session: Session, roots: Iterable[int]) -> Iterator[tuple[t.Identity, tuple[str, ...]]]:
    """Identities with their other names, the most used first."""
    ids = iter(roots)
    while part := list(islice(ids, 500)):
        i = t.Identity
        rows = session.scalars(select(i).where(i.id.in_(part)).order_by(i.id)).all()
        names: dict[int, dict[str, None]] = {}
        forms = (
            select(i.root, t.Form.name)
            .join(t.Form, t.Form.identity_id == i.id)
            .where(i.root.in_(part))
            .order_by(i.root, t.Form.count.desc(), t.Form.name)
        )
        for root, name in session.execute(forms):
            names.setdefault(root, {})[name] = None
        for row in rows:
            yield row, tuple(name for name in names.get(row.id, ()) if name != row.name)


def speakers_meant(session: Session, names: list[str]) -> set[int] | None:
    """The identities that ``speaker:`` filters mean; ``None`` without a filter."""
    if not names:
        return None
    return {root for name in names for root in roots_named(session, name)[:5]}
