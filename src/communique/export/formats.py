"""The forms that exports come in. Loads nothing, so that help and pages can list them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A form that exports come in: its module here, the ending of its file (empty: a folder), and what it is."""

    module: str
    suffix: str
    what: str


FORMATS = {
    "csv": Format("csv_folder", "", "a folder of CSV files, one a kind, with datapackage.json"),
    "xlsx": Format("xlsx", ".xlsx", "a workbook, one sheet a kind"),
    "jsonl": Format("jsonl", ".jsonl", "records by the contract, one a line"),
    "parquet": Format("parquet", "", "a folder of Parquet files, one a kind, with datapackage.json"),
    "sqlite": Format("sqlite", ".db", "an SQLite file with views and full text, for Datasette"),
    "annotations": Format("web_annotation", ".jsonld", "W3C Web Annotations"),
}
