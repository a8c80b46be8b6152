"""RIS: the documents as references, for EndNote, Mendeley and library systems."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from communique.export.reference import csl
from communique.export.selection import Chosen


def write(chosen: Chosen, target: Path) -> int:
    """Write the file; how many references it has."""
    count = 0
    with target.open("w", encoding="utf-8", newline="") as file:
        for one in chosen.whole():
            file.write(entry(csl(one)))
            count += 1
    return count


def entry(item: dict[str, Any]) -> str:
    """One reference. Lines end as the format wants it, with CR LF."""
    lines = [("TY", "ELEC" if "URL" in item else "GEN"), ("ID", item["id"]), ("TI", " ".join(item["title"].split()))]
    if "publisher" in item:
        lines += [("A1", item["publisher"]), ("PB", item["publisher"])]
    if "issued" in item:
        first = item["issued"]["date-parts"][0]
        day = [f"{first[0]:04}", *(f"{n:02}" for n in first[1:]), "", ""][:3]
        lines += [("PY", str(first[0])), ("DA", "/".join(day) + "/")]
    if "URL" in item:
        lines.append(("UR", item["URL"]))
    if "archive_location" in item:
        lines.append(("AV", item["archive_location"]))
    if "language" in item:
        lines.append(("LA", item["language"]))
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines) + "ER  - \r\n\r\n"
