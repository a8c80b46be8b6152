"""Saved searches: a query under a name, and what is new since for its feed."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

import msgspec
from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from communique.errors import UsageError
from communique.store import tables as t
from communique.store.query import parse


class SavedSearch(msgspec.Struct, frozen=True, kw_only=True):
    """A search kept under a name; who knows the secret can read its feed."""

    id: int
    name: str
    query: str
    secret: str
    by: str
    at: str


def save(session: Session, name: str, query: str, *, by: str) -> SavedSearch:
    """Keep a search. Raises ``QueryError`` for a query that is wrong."""
    parse(query)
    new = int(session.scalar(select(func.coalesce(func.max(t.Saved.id), 0))) or 0) + 1
    at = datetime.now(UTC).isoformat(timespec="seconds")
    row = {"id": new, "name": (name.strip() or query)[:120], "query": query, "secret": secrets.token_urlsafe(18)}
    session.execute(insert(t.Saved), {**row, "saved_by": by, "saved_at": at})
    return SavedSearch(**row, by=by, at=at)  # type: ignore[arg-type]


def saved(session: Session, *, by: str | None = None) -> list[SavedSearch]:
    """The searches that somebody saved, or all."""
    chosen = select(t.Saved).order_by(t.Saved.id)
    if by is not None:
        chosen = chosen.where(t.Saved.saved_by == by)
    return [_seen(row) for row in session.scalars(chosen)]


def of_secret(session: Session, secret: str) -> SavedSearch | None:
    """The search whose feed has this secret."""
    row = session.scalars(select(t.Saved).where(t.Saved.secret == secret)).first()
    return _seen(row) if row else None


def forget(session: Session, number: int, *, by: str | None = None) -> None:
    """Keep a search no longer. Raises ``UsageError`` where there is none of that number (of that person)."""
    chosen = delete(t.Saved).where(t.Saved.id == number)
    if by is not None:
        chosen = chosen.where(t.Saved.saved_by == by)
    if not session.execute(chosen).rowcount:  # type: ignore[attr-defined]
        raise UsageError(f"saved search {number}: there is none of that number.")


def _seen(row: t.Saved) -> SavedSearch:
    return SavedSearch(id=row.id, name=row.name, query=row.query, secret=row.secret, by=row.saved_by, at=row.saved_at)
