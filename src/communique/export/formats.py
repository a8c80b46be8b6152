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
    "followthemoney": Format("followthemoney_entities", ".ftm.json", "followthemoney entities, one a line"),
    "jsonld": Format("jsonld", ".jsonld", "JSON-LD: statements as in Wikibase, with schema.org and PROV-O"),
    "csl": Format("csl_json", ".csl.json", "the documents as CSL-JSON"),
    "bibtex": Format("bibtex", ".bib", "the documents as BibTeX"),
    "ris": Format("ris", ".ris", "the documents as RIS"),
    "geojson": Format("geojson", ".geojson", "projects and events with a place"),
    "graphml": Format("graphml", ".graphml", "entities and links as a graph"),
}
