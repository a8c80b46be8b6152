"""CSL-JSON: the documents as references, for Zotero, pandoc and others."""

from __future__ import annotations

from pathlib import Path

import msgspec

from communique.export.reference import csl
from communique.export.selection import Chosen


def write(chosen: Chosen, target: Path) -> int:
    """Write the file; how many references it has."""
    count = 0
    with target.open("wb") as file:
        file.write(b"[")
        for one in chosen.whole():
            file.write((b",\n" if count else b"\n") + msgspec.json.encode(csl(one)))
            count += 1
        file.write(b"\n]\n")
    return count
