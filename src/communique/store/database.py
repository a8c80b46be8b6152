"""A store is a database: SQLite in one file, or PostgreSQL by its URL.

with open_store("communique.db") as store:
    with store.writing() as session: …      # one transaction; nothing is half-written
    with store.reading() as session: …
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from communique.errors import StoreError, UsageError

DEFAULT = "communique.db"
BUSY_SECONDS = 60  # how long a writer waits for another
WRITERS = 0x636F6D6D  # the advisory lock that writers on PostgreSQL share

SAID = {
    "database or disk is full": "the disk is full. Make room and add again; what was reported as added is kept.",
    "readonly database": "the file is read-only. Change its permissions or give another with --db.",
    "not a database": "this is not a SQLite database, or it is damaged. Give another with --db, or restore a backup.",
    "malformed": "the file is damaged. Restore a backup made with `communique db backup`.",
    "database is locked": "another process is writing for longer than a minute. Try again.",
    "unable to open": "the file cannot be opened. Does its folder exist, and may you write there?",
    "disk I/O error": "the disk failed to read or write (full, removed or broken). Check it and try again.",
}


class Store:
    """An open database that has the tables of this version."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @property
    def where(self) -> str:
        """Path or address, without a password."""
        return self.engine.url.database or "" if self.is_sqlite else self.engine.url.render_as_string()

    @property
    def is_sqlite(self) -> bool:
        """SQLite, not PostgreSQL."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that writes: all of it or nothing. Writers take turns."""
        with self.translating(), Session(self.engine, expire_on_commit=False, autoflush=False) as session:
            if self.is_sqlite:
                session.execute(text("BEGIN IMMEDIATE"))
            else:
                session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITERS})
            yield session
            session.commit()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads."""
        with self.translating(), Session(self.engine, autoflush=False) as session:
            if self.is_sqlite:
                session.execute(text("BEGIN"))
            yield session

    @contextmanager
    def translating(self) -> Iterator[None]:
        """Errors of the database become a ``StoreError`` that says what to do."""
        try:
            yield
        except DBAPIError as error:
            raise StoreError(f"{self.where}: {_said(error)}") from error
        except SQLAlchemyError as error:
            raise StoreError(f"{self.where}: {error}") from error

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def _said(error: DBAPIError) -> str:
    words = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
    for sign, message in SAID.items():
        if sign in words:
            return message
    if error.connection_invalidated or "server closed" in words or "connection" in words:
        return f"the database server went away ({words}). Nothing was half-written; start it and try again."
    return words


def address(db: str | None = None) -> str:
    """What to open: the option, else ``COMMUNIQUE_DB``, else ``communique.db`` in the working folder."""
    return db or os.environ.get("COMMUNIQUE_DB") or DEFAULT


def engine_for(db: str) -> Engine:
    """An engine for a path or a URL. Raises ``UsageError`` for a database that is neither SQLite nor PostgreSQL."""
    if "://" not in db:
        db = f"sqlite:///{db}"
    if db.startswith(("postgres://", "postgresql://")):
        db = "postgresql+psycopg://" + db.split("://", 1)[1]
    if not db.startswith(("sqlite:", "postgresql+psycopg:")):
        raise UsageError(f"{db.split('://')[0]}: expected a path, sqlite:///PATH or postgresql://USER@HOST/NAME.")
    try:
        engine = create_engine(db, connect_args={"timeout": BUSY_SECONDS} if db.startswith("sqlite") else {})
    except ModuleNotFoundError as error:
        raise StoreError("PostgreSQL needs its driver: pip install 'communique[postgresql]'.") from error
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    return engine


def _prepare_sqlite(engine: Engine) -> None:
    """WAL, foreign keys, and transactions that begin where we say so, not where the driver guesses."""

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None
        for pragma in ("synchronous=FULL", "foreign_keys=ON", "cache_size=-65536", "mmap_size=268435456"):
            connection.execute(f"PRAGMA {pragma}")
        if connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            try:
                connection.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                if "readonly" not in str(error):
                    raise


@contextmanager
def _closing_on_error(store: Store) -> Iterator[None]:
    try:
        yield
    except BaseException:
        store.close()
        raise


def open_store(db: str | None = None, *, create: bool = False) -> Store:
    """The store at that path or URL. A new file is made only with ``create``; an older one must be upgraded first.

    Raises ``StoreError`` where there is none, where it is newer or older than this communique, or cannot be used.
    """
    from communique.store.upgrade import is_empty, require_current, upgrade

    where = address(db)
    if "://" not in where and not create and not Path(where).exists():
        raise StoreError(
            f"{where}: no such database. `communique add FILE…` makes one; --db or COMMUNIQUE_DB names it."
        )
    store = Store(engine_for(where))
    with _closing_on_error(store), store.translating():
        if create and is_empty(store.engine):
            upgrade(store.engine)
        require_current(store)
    return store
