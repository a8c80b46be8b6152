"""Files, addresses and bytes to documents. (being written)"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from communique.record import Document


def load(source: str | Path) -> Document:
    """The document of a text file with its sidecar. (being written)"""
    path = Path(source)
    text = path.read_text("utf-8")
    sidecar = path.with_suffix(".json")
    given = json.loads(sidecar.read_text("utf-8")) if sidecar.exists() else {}
    given = given.get("document", given)
    kept = {name: given.get(name) for name in ("title", "published", "publisher", "language")}
    return Document(id=hashlib.sha256(text.encode()).hexdigest(), text=text, source=str(source), **kept)
