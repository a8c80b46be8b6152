"""A workbook: one sheet a kind, typed columns, a link to the source on each row. Written row by row in constant memory.

A sheet has at most 1,048,576 rows and 65,530 links: longer tables go on in a second sheet, later links are plain text.
The whole texts and the places of all mentions are left out: a cell holds 32,767 characters.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from communique.export.passage import is_address
from communique.export.selection import Chosen
from communique.export.tables import MENTIONS, TABLES, TEXT, Row, Table, tables

ROWS = 1_048_576
LINKS = 65_530
CELL = 32_767
LINK = 2_079  # characters of a link
WIDTHS = {
    "words": 60, "message": 60, "title": 40, "name": 34, "link": 40, "source": 30, "aliases": 40, "measure": 30, "id": 20, "document": 14,
    "value": 16, "high": 12, "about_names": 30, "speaker_name": 24, "person_name": 24, "organization_name": 30, "text": 40, "start": 8, "end": 8,
}  # fmt: skip


class Sheets:
    """The sheets of one table."""

    def __init__(self, book: Workbook, table: Table, formats: dict[str, Any]) -> None:
        self.book, self.table, self.formats = book, table, formats
        self.columns = [(i, c) for i, c in enumerate(table.columns) if c is not TEXT]
        self.count = self.links = self.rows = 0
        self.sheet = self._sheet()

    def _sheet(self) -> Worksheet:
        self.count += 1
        name = self.table.name if self.count == 1 else f"{self.table.name} {self.count}"
        sheet = self.book.add_worksheet(name)
        for x, (_, column) in enumerate(self.columns):
            sheet.set_column(x, x, WIDTHS.get(column.name, 12))
            sheet.write_string(0, x, column.name, self.formats["head"])
        sheet.freeze_panes(1, 1)
        self.at, self.links = 1, 0
        return sheet

    def add(self, row: Row) -> None:
        """Write a row."""
        if self.at == ROWS:
            self.close()
            self.sheet = self._sheet()
        for x, (i, column) in enumerate(self.columns):
            value = row[i]
            if value is None:
                continue
            if column.type in ("number", "integer"):
                self.sheet.write_number(self.at, x, value, self.formats[column.type])
            elif column.type == "boolean":
                self.sheet.write_boolean(self.at, x, value)
            elif column.name == "link" and is_address(value) and self.links < LINKS and len(value) < LINK:
                self.links += 1
                self.sheet.write_url(self.at, x, value, self.formats["link"], string=value[:255])
            else:
                words = "; ".join(value) if column.type == "list" else value
                self.sheet.write_string(self.at, x, words[:CELL], self.formats["text"])
        self.at += 1
        self.rows += 1

    def close(self) -> None:
        """Filters over the rows there are."""
        self.sheet.autofilter(0, 0, max(1, self.at - 1), len(self.columns) - 1)


def write(chosen: Chosen, target: Path) -> int:
    """Write the workbook; how many rows it has."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(target), options) as book:
        book.set_properties(
            {"title": "What reports of contacts between states put on record", "comments": "communique"}
        )
        formats = {
            "head": book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "valign": "top"}),
            "number": book.add_format({"num_format": "#,##0.######", "valign": "top"}),
            "integer": book.add_format({"num_format": "0", "valign": "top"}),
            "text": book.add_format({"valign": "top"}),
            "link": book.add_format({"font_color": "#0B5394", "underline": 1, "valign": "top"}),
        }
        sheets = {table: Sheets(book, table, formats) for table in TABLES if table is not MENTIONS}
        for table, rows in tables(chosen.session, chosen, without=(MENTIONS,)):
            for row in rows:
                sheets[table].add(row)
        for of_table in sheets.values():
            of_table.close()
    return sum(s.rows for s in sheets.values())
