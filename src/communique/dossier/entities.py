"""Entities across documents: one line an identity, with all its names and mentions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from communique.store import tables as t
from communique.store.rows import public_id
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


def entities(session: Session, *, kind: str | None = None, roots: list[int] | None = None) -> Iterator[AcrossEntity]:
    """Every identity with its mentions, in the order it came to be known."""
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
