"""Runs the migrations on the connection that ``store.upgrade`` hands over."""

from __future__ import annotations

from alembic import context

from communique.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=False,  # the transaction is that of the caller
)
context.run_migrations()
