"""An SQLite file for Datasette and other tools: typed tables with keys, views for common questions, full text over words.

Lists are JSON arrays, by which Datasette can facet. The full-text tables follow Datasette's own way (external content).
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from communique.export.datapackage import refers_to
from communique.export.selection import Chosen
from communique.export.tables import TABLES, Table, tables

TYPES = {"string": "TEXT", "number": "REAL", "integer": "INTEGER", "boolean": "INTEGER", "list": "TEXT"}
INDEXED = (
    "document",
    "speaker",
    "about",
    "person",
    "organization",
    "subject",
    "object",
    "entity",
    "indicator",
    "statement",
)
FULL_TEXT = {"documents": ("title", "text"), "statements": ("words", "speaker_name"), "entities": ("name", "aliases")}
VIEWS = {
    "series": """SELECT indicator, about_names, unit, period, value, high, qualifier, status, speaker_name, said_on, words, link
        FROM figures WHERE indicator IS NOT NULL ORDER BY indicator, about_names, unit, period, said_on""",
    "promises_ahead": """SELECT about_name, step, date, speaker_name, said_on, words, link
        FROM milestones WHERE status = 'expected' ORDER BY date, about_name""",
    "who_said_what": """SELECT s.speaker_name, s.said_on, t.value AS topic, s.words, s.link
        FROM statements s LEFT JOIN json_each(s.topics) t ORDER BY s.said_on DESC""",
    "posts_over_time": """SELECT person_name, title, organization_name, represents, min(said_on) AS first, max(said_on) AS last,
        count(*) AS reports FROM posts GROUP BY person, person_name, title, organization_name, represents ORDER BY person_name, first""",
    "failed_checks": "SELECT \"check\", message, words, said_on, link FROM findings WHERE verdict = 'fails' ORDER BY said_on DESC",
}


def write(chosen: Chosen, target: Path) -> int:
    """Write the file; how many rows it has."""
    connection = sqlite3.connect(target, isolation_level=None)
    try:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-32000; BEGIN;")
        inserts = {table: _create(connection, table) for table in TABLES}
        count = 0
        for table, rows in tables(chosen.session, chosen):
            lists = [i for i, column in enumerate(table.columns) if column.type == "list"]
            connection.executemany(inserts[table], (_row(row, lists) for row in rows) if lists else rows)
            count += len(rows)
        _finish(connection)
        connection.execute("COMMIT")
        return count
    finally:
        connection.close()


def _create(connection: sqlite3.Connection, table: Table) -> str:
    """Make a table; the statement that fills it."""
    lines = []
    for column in table.columns:
        key = " PRIMARY KEY" if column.name == "id" else ""
        to = refers_to(table, column)
        lines.append(f'"{column.name}" {TYPES[column.type]}{key}' + (f' REFERENCES "{to}"("id")' if to else ""))
    connection.execute(f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join(lines) + "\n)")
    return f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(table.columns))})'


def _row(row: tuple[Any, ...], lists: list[int]) -> tuple[Any, ...]:
    cells = list(row)
    for i in lists:
        cells[i] = json.dumps(row[i], ensure_ascii=False)
    return tuple(cells)


def _finish(connection: sqlite3.Connection) -> None:
    """Indexes, full text and views, when all rows are there."""
    for table in TABLES:
        for column in table.columns:
            if column.name in INDEXED and column.type == "string":
                connection.execute(f'CREATE INDEX "{table.name}_{column.name}" ON "{table.name}"("{column.name}")')
    for name, columns in FULL_TEXT.items():
        listed = ", ".join(f'"{c}"' for c in columns)
        connection.execute(
            f"CREATE VIRTUAL TABLE \"{name}_fts\" USING fts5({listed}, content='{name}', tokenize='unicode61 remove_diacritics 2')"
        )
        connection.execute(f'INSERT INTO "{name}_fts"("{name}_fts") VALUES (\'rebuild\')')
    for name, query in VIEWS.items():
        connection.execute(f'CREATE VIEW "{name}" AS {query}')
