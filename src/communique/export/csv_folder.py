"""A folder of CSV files (RFC 4180, UTF-8), one a kind. Null is an empty cell; lists are joined by semicolons."""

from __future__ import annotations

import csv
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from communique.export.datapackage import describe
from communique.export.selection import Chosen
from communique.export.tables import TABLES, Column, Table, tables


def write(chosen: Chosen, folder: Path) -> int:
    """Write the folder; how many rows it has."""
    counts: dict[Table, int] = dict.fromkeys(TABLES, 0)
    with ExitStack() as files:
        writers: dict[str, Any] = {}
        for table in TABLES:
            file = files.enter_context((folder / f"{table.name}.csv").open("w", encoding="utf-8", newline=""))
            writers[table.name] = csv.writer(file)
            writers[table.name].writerow(table.names)
        for table, rows in tables(chosen.session, chosen):
            plain = [i for i, column in enumerate(table.columns) if column.type in ("list", "boolean", "number")]
            for row in rows:
                cells = list(row)
                for i in plain:
                    cells[i] = _cell(table.columns[i], row[i])
                writers[table.name].writerow(cells)
            counts[table] += len(rows)
    describe(folder, counts, suffix=".csv", mediatype="text/csv", lists_as_text=True)
    return sum(counts.values())


def _cell(column: Column, value: Any) -> Any:
    if value is None:
        return None
    if column.type == "list":
        return ";".join(part.replace(";", ",") for part in value)
    if column.type == "boolean":
        return "true" if value else "false"
    return number(value)


def number(value: float) -> str:
    """A number without exponent and needless zeros: 11600000000, 0.5."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e21 else repr(float(value))
