"""``datapackage.json``: what each file of a folder holds, by the Data Package standard (Frictionless)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from communique import __version__
from communique.export.tables import Column, Table

NAME = "datapackage.json"
TYPES = {"list": "array"}
KEYS = {  # column → the table it refers to
    "document": "documents", "statement": "statements", "speaker": "entities", "person": "entities", "organization": "entities",
    "subject": "entities", "object": "entities", "entity": "entities", "from": "figures", "to": "figures",
}  # fmt: skip


def refers_to(table: Table, column: Column) -> str | None:
    """The table whose ``id`` a column holds."""
    if table.name == "milestones" and column.name == "about":
        return "entities"
    if column.name == "organization" and table.name != "posts":
        return None
    return KEYS.get(column.name) if column.type == "string" else None


def describe(folder: Path, rows: dict[Table, int], *, suffix: str, mediatype: str, lists_as_text: bool) -> None:
    """Write the description beside the files."""
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "communique-export",
        "title": "What reports of contacts between states put on record",
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": __version__,
        "resources": [_resource(table, count, suffix, mediatype, lists_as_text) for table, count in rows.items()],
    }
    (folder / NAME).write_text(json.dumps(package, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _resource(table: Table, count: int, suffix: str, mediatype: str, lists_as_text: bool) -> dict[str, Any]:
    fields = []
    for column in table.columns:
        field = {"name": column.name, "type": TYPES.get(column.type, column.type), "description": column.what}
        if column.type == "list" and lists_as_text:
            field |= {"type": "list", "delimiter": ";", "itemType": "string"}
        fields.append(field)
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if table.columns[0].name == "id":
        schema["primaryKey"] = ["id"]
    keys = [(c.name, to) for c in table.columns if (to := refers_to(table, c))]
    schema["foreignKeys"] = [{"fields": [c], "reference": {"resource": to, "fields": ["id"]}} for c, to in keys]
    if not keys:
        del schema["foreignKeys"]
    return {
        "name": table.name, "title": table.what, "path": f"{table.name}{suffix}", "format": suffix[1:], "mediatype": mediatype,
        "encoding": "utf-8", "rows": count, "schema": schema,
    }  # fmt: skip
