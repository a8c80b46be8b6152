"""The tables' versions: Alembic migrations that ship in the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from communique.errors import StoreError

if TYPE_CHECKING:
    from communique.store.database import Store


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", "communique.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """The version of the tables that this communique works with."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None
    return head


def version_of(engine: Engine) -> str | None:
    """The version of a database's tables; ``None`` where it has none of ours."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_empty(engine: Engine) -> bool:
    """No tables yet."""
    return not inspect(engine).get_table_names()


def upgrade(engine: Engine) -> None:
    """Bring the tables to this version, in one transaction. Two that start at once wait for each other."""
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("BEGIN IMMEDIATE"))
        else:
            connection.execute(text("SELECT pg_advisory_xact_lock(7)"))
        command.upgrade(_config(connection), "head")


def require_current(store: Store) -> None:
    """Raises ``StoreError`` where the tables are older or newer than this communique."""
    have, want = version_of(store.engine), newest()
    if have == want:
        return
    if have is None:
        raise StoreError(f"{store.where}: this database was not made by communique.")
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if have in known:
        raise StoreError(f"{store.where}: its tables are of an earlier version ({have}). Run `communique db upgrade`.")
    raise StoreError(
        f"{store.where}: its tables are of a newer version ({have}; this communique knows {want}). "
        "Update communique; nothing was changed."
    )
