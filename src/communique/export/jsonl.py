"""Records by the contract (``docs/record.md``), one a line: what ``communique read --json`` prints and ``import`` takes back."""

from __future__ import annotations

from pathlib import Path

from communique.export.selection import Chosen
from communique.record import encode


def write(chosen: Chosen, target: Path) -> int:
    """Write the file; how many lines it has."""
    count = 0
    with target.open("wb") as file:
        for one in chosen.whole():
            file.write(encode(one.record) + b"\n")
            count += 1
    return count
