"""A folder of Parquet files, one a kind, written in row groups as rows come. Lists are lists, nulls are nulls."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from communique.export.datapackage import describe
from communique.export.selection import Chosen
from communique.export.tables import TABLES, Row, Table, tables

GROUP_BYTES = 6_000_000  # what the rows that wait may take, about, before a row group is written
CELL_BYTES = 56  # what a string costs beside its letters
TYPES = {
    "string": pa.string(), "number": pa.float64(), "integer": pa.int64(), "boolean": pa.bool_(), "list": pa.list_(pa.string()),
}  # fmt: skip


class File:
    """One table's file, and the rows that wait to be written."""

    def __init__(self, folder: Path, table: Table) -> None:
        self.table = table
        fields = [pa.field(c.name, TYPES[c.type], metadata={"description": c.what}) for c in table.columns]
        self.schema = pa.schema(fields, metadata={"description": table.what})
        self.writer = pq.ParquetWriter(folder / f"{table.name}.parquet", self.schema, compression="zstd")
        self.waiting: list[Row] = []
        self.size = self.rows = 0

    def add(self, rows: list[Row]) -> None:
        """Take rows; write a group when there are enough."""
        self.waiting += rows
        self.rows += len(rows)
        self.size += sum(
            CELL_BYTES * len(row) + sum(len(cell) for cell in row if isinstance(cell, str)) for row in rows
        )
        if self.size > GROUP_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if self.waiting:
            columns = list(zip(*self.waiting, strict=True))
            arrays = [pa.array(column, field.type) for column, field in zip(columns, self.schema, strict=True)]
            self.writer.write_table(pa.Table.from_arrays(arrays, schema=self.schema))
            self.waiting, self.size = [], 0


def write(chosen: Chosen, folder: Path) -> int:
    """Write the folder; how many rows it has."""
    files = {table: File(folder, table) for table in TABLES}
    for table, rows in tables(chosen.session, chosen):
        files[table].add(rows)
    for file in files.values():
        file.flush()
        file.writer.close()
    counts = {table: file.rows for table, file in files.items()}
    describe(folder, counts, suffix=".parquet", mediatype="application/vnd.apache.parquet", lists_as_text=False)
    return sum(counts.values())
