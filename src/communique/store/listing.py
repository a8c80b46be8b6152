"""Lists of figures and statements with the filters of search."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from communique.store import tables as t
from communique.store.asking import among
from communique.store.names import roots_named
from communique.store.query import parse
from communique.store.search import passages_of


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A figure or statement with who said it, and where."""

    kind: str
    words: str
    speaker: str | None
    document: str
    source: str
    span: tuple[int, int]
    said_on: str | None
    value: float | None = None
    high: float | None = None
    unit: str | None = None
    qualifier: str | None = None
    measure: str | None = None
    indicator: str | None = None
    period: str | None = None
    status: str | None = None
    manner: str | None = None
    topics: tuple[str, ...] = ()


SORTS = ("said_on", "value", "unit", "indicator", "period", "measure")


def items(
    session: Session, kind: str, line: str, *, limit: int, orphans: bool = False, offset: int = 0, sort: str = "-said_on",
    indicator: str | None = None,
) -> list[Listed]:  # fmt: skip
    """Items of a kind whose paragraph fits the query, the latest first; ``speaker:`` asks who says the item itself.

    ``sort`` is one of ``SORTS`` (of figures), with "-" before it for the other way round.
    """
    table: Any = t.ITEMS[kind]
    speaker, leaf, root = aliased(t.Named), aliased(t.Identity), aliased(t.Identity)
    query = (
        select(table, t.Version, t.Document.source, root.name)
        .join(t.Version, t.Version.id == table.version_id)
        .join(t.Document, t.Document.id == t.Version.document_id)
        .outerjoin(speaker, speaker.id == table.speaker_id)
        .outerjoin(leaf, leaf.id == speaker.identity_id)
        .outerjoin(root, root.id == leaf.root)
        .order_by(*_order(table, sort))
        .limit(limit)
        .offset(offset)
    )
    if indicator is not None and table is t.Figure:
        query = query.where(t.Figure.indicator == indicator)
    if orphans:
        query = query.join(t.Orphan, (t.Orphan.version_id == table.version_id) & (t.Orphan.local == table.local))
    else:
        query = query.where(t.Version.current)
    if line.strip():
        asked = parse(line)
        for name in asked.filters.pop("speaker", []):
            query = query.where(leaf.root.in_(roots_named(session, name)[:5]))
        if asked.groups or asked.excluded or asked.filters or asked.said:
            query = query.where(among(session, table.passage_id, passages_of(session, asked, 100_000)))
    out = []
    for item, version, source, name in session.execute(query):
        common: dict[str, Any] = {
            "kind": kind, "words": version.text[item.start : item.end], "speaker": name, "document": version.sha, "source": source,
            "span": (item.start, item.end), "said_on": version.published,
        }  # fmt: skip
        if isinstance(item, t.Figure):
            common |= {
                f: getattr(item, f)
                for f in ("value", "high", "unit", "qualifier", "measure", "indicator", "period", "status")
            }
        elif isinstance(item, t.Statement):
            common |= {"manner": item.manner, "topics": tuple(item.topics.split())}
        out.append(Listed(**common))
    return out


def _order(table: Any, sort: str) -> tuple[Any, ...]:
    name = sort.removeprefix("-")
    column = t.Version.published if name == "said_on" or table is not t.Figure else getattr(t.Figure, name)
    return (column.desc() if sort.startswith("-") else column.asc()), t.Version.id, table.start
