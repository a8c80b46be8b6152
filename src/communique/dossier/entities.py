"""Entities across documents: one line an identity, with all its names and mentions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from communique.store import tables as t
from communique.store.names import roots_named
from communique.store.query import parse
from communique.store.rows import public_id
from communique.store.search import fitting
from communique.store.write import spans_from_text


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """Where it is named."""

    document: str
    source: str
    span: tuple[int, int]


class AcrossEntity(msgspec.Struct, frozen=True, kw_only=True):
    """One thing of the world, as all documents name it."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    mentions: tuple[Mention, ...]


def entities(
    session: Session,
    *,
    kind: str | None = None,
    roots: list[int] | None = None,
    line: str = "",
    limit: int | None = None,
) -> Iterator[AcrossEntity]:
    """Every identity with its mentions, in the order it came to be known; of a query, those named in what it finds.

    Raises ``QueryError`` for a query that is wrong.
    """
    root, leaf = aliased(t.Identity), aliased(t.Identity)
    query = (
        select(root, t.Named.name, t.Named.spans, t.Version.sha, t.Document.source)
        .join(leaf, leaf.root == root.id)
        .join(t.Named, t.Named.identity_id == leaf.id)
        .join(t.Version, t.Version.id == t.Named.version_id)
        .join(t.Document, t.Document.id == t.Version.document_id)
        .where(t.Version.current)
        .order_by(root.id, t.Version.id, t.Named.id)
    )
    if kind is not None:
        query = query.where(root.kind == kind)
    if roots is not None:
        query = query.where(root.id.in_(roots))
    if line.strip():
        query = query.where(root.id.in_(_named_in(session, line)))
    if limit is not None:
        first = select(t.Identity.id).where(
            t.Identity.id.in_(query.with_only_columns(root.id).order_by(None).distinct())
        )
        query = query.where(root.id.in_(first.order_by(t.Identity.id).limit(limit)))
    for identity, rows in groupby(session.execute(query), key=lambda row: row[0]):
        names: dict[str, None] = {}
        mentions = []
        for _, name, spans, sha, source in rows:
            names[name] = None
            mentions += [Mention(document=sha, source=source, span=span) for span in spans_from_text(spans)]
        forms = session.scalars(
            select(t.Form.name)
            .join(t.Identity, t.Identity.id == t.Form.identity_id)
            .where(t.Identity.root == identity.id)
        )
        aliases = dict.fromkeys((*names, *forms))
        aliases.pop(identity.name, None)
        yield AcrossEntity(
            id=public_id(identity.id), kind=identity.kind, name=identity.name, aliases=tuple(aliases),
            country=identity.country, mentions=tuple(mentions),
        )  # fmt: skip


def _named_in(session: Session, line: str) -> Select[Any]:
    """The identities that the paragraphs of a query name."""
    return (
        select(t.Identity.root)
        .join(t.Named, t.Named.identity_id == t.Identity.id)
        .join(t.Appearance, t.Appearance.named_id == t.Named.id)
        .where(t.Appearance.passage_id.in_(fitting(session, parse(line))))
    )


class BriefEntity(msgspec.Struct, frozen=True, kw_only=True):
    """An identity in a list."""

    id: str
    kind: str
    name: str
    country: str | None
    mentions: int
    aliases: tuple[str, ...]


def brief_entities(
    session: Session, kind: str, *, words: str | None = None, limit: int = 60, offset: int = 0
) -> list[BriefEntity]:
    """Identities of a kind, those named most first; ``words`` are part of a name, or a name in another spelling."""
    query = select(t.Identity).where(t.Identity.root == t.Identity.id, t.Identity.kind == kind)
    if words is not None:
        part = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        having = (
            select(t.Identity.root)
            .join(t.Form, t.Form.identity_id == t.Identity.id)
            .where(t.Form.name.ilike(f"%{part}%", escape="\\"))
        )
        query = query.where(t.Identity.id.in_(having) | t.Identity.id.in_(roots_named(session, words)[:20]))
    rows = session.scalars(query.order_by(t.Identity.mentions.desc(), t.Identity.id).limit(limit).offset(offset)).all()
    names: dict[int, list[str]] = {}
    for root, name in session.execute(
        select(t.Identity.root, t.Form.name)
        .join(t.Form, t.Form.identity_id == t.Identity.id)
        .where(t.Identity.root.in_([row.id for row in rows]))
        .order_by(t.Form.count.desc(), t.Form.name)
    ):
        names.setdefault(root, []).append(name)
    return [
        BriefEntity(
            id=public_id(row.id), kind=row.kind, name=row.name, country=row.country, mentions=row.mentions,
            aliases=tuple(n for n in dict.fromkeys(names.get(row.id, ())) if n != row.name)[:4],
        )
        for row in rows
    ]  # fmt: skip
