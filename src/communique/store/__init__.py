"""Keeping records: tables, migrations, writing, reading and search. The only folder with SQL."""

from communique.store.database import Store, open_store

__all__ = ["Store", "open_store"]
