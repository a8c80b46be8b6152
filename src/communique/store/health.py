"""The database as a whole: what is in it, whether it is sound, and a copy of it."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from communique.errors import StoreError, UsageError
from communique.store import tables as t
from communique.store.corrections import corrected
from communique.store.database import Store
from communique.store.upgrade import version_of
from communique.store.write import corrections_of, unpack

COUNTED = (
    t.Document,
    t.Version,
    t.Copy,
    t.Identity,
    t.Named,
    t.Statement,
    t.Figure,
    t.Milestone,
    t.Orphan,
    t.Decision,
    t.Review,
    t.Official,
)


def info(store: Store) -> dict[str, object]:
    """Version, counts, size."""
    with store.reading() as session:
        out: dict[str, object] = {"database": store.where, "version": version_of(store.engine)}
        for table in COUNTED:
            out[table.__tablename__] = session.scalar(select(func.count()).select_from(table))
        out["clusters"] = session.scalar(select(func.count(func.distinct(t.Version.cluster))))
        if store.is_sqlite and Path(store.where).exists():
            out["bytes"] = os.path.getsize(store.where)
        out["text_bytes"] = session.scalar(select(func.sum(func.length(t.Version.text)))) or 0
    return out


def stamp(session: Session) -> tuple[int | None, ...]:
    """Differs when something was added, decided or loaded since."""
    tables = (t.Version, t.Decision, t.Review, t.Official)
    return tuple(session.scalar(select(func.max(table.id))) for table in tables)


def backup(store: Store, target: str) -> None:
    """A copy of a SQLite database while it is in use, whole or not at all."""
    if not store.is_sqlite:
        raise UsageError("`db backup` copies a SQLite file; for PostgreSQL use pg_dump.")
    if Path(target).exists():
        raise UsageError(f"{target}: there is a file of that name already.")
    part = f"{target}.part"
    try:
        source, copy = sqlite3.connect(store.where), sqlite3.connect(part)
        with source, copy:
            source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        source.close()
        copy.close()
        os.replace(part, target)
    except (sqlite3.Error, OSError) as error:
        Path(part).unlink(missing_ok=True)
        raise StoreError(f"{target}: the copy could not be written ({error}).") from error


def check(store: Store) -> list[str]:
    """What is wrong, in sentences; empty where all is well."""
    wrong: list[str] = []
    with store.reading() as session:
        if store.is_sqlite:
            wrong += [
                f"SQLite says: {row[0]}" for row in session.execute(text("PRAGMA integrity_check")) if row[0] != "ok"
            ]
            wrong += [
                f"a row of {row[0]} refers to what is not there"
                for row in session.execute(text("PRAGMA foreign_key_check"))
            ]
        for version, packed, words in session.execute(select(t.Version.id, t.Version.record, t.Version.text)).yield_per(
            200
        ):
            try:
                record = corrected(unpack(packed, words), corrections_of(session, version))
            except Exception as error:  # whatever is wrong with the bytes, it is to be reported
                wrong.append(f"version {version}: its record cannot be read ({type(error).__name__})")
                continue
            stored = session.scalar(select(func.count()).select_from(t.Figure).where(t.Figure.version_id == version))
            if stored != len(record.figures):
                wrong.append(f"version {version}: {len(record.figures)} figures in the record, {stored} in the tables")
        several = session.execute(
            select(t.Version.document_id)
            .where(t.Version.current)
            .group_by(t.Version.document_id)
            .having(func.count() != 1)
        ).all()
        wrong += [f"document {row[0]}: more than one current version" for row in several]
    return wrong
