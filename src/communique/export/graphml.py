"""GraphML: entities as nodes, links as edges, for Gephi, yEd, NetworkX, igraph."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from communique.export.selection import Chosen
from communique.export.tables import LINKS, Census, Document
from communique.store.kept import Kept
from communique.store.rows import public_id

NODE = {"name": "name", "kind": "kind", "country": "country"}
EDGE = ("relation", "said_on", "words", "source", "link")
COLUMN = {column.name: i for i, column in enumerate(LINKS.columns)}


def write(chosen: Chosen, target: Path) -> int:
    """Write the file; how many edges it has. Edges come first, then the nodes that they join."""
    census, count = Census(), 0
    with target.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
        for key in NODE:
            file.write(f'<key id="n_{key}" for="node" attr.name="{key}" attr.type="string"/>\n')
        for key in EDGE:
            file.write(f'<key id="e_{key}" for="edge" attr.name="{key}" attr.type="string"/>\n')
        file.write('<graph id="links" edgedefault="directed">\n')
        for one in chosen.parts():
            count += _edges(one, file, census)
        for row in census.rows(chosen.session):
            cells = {"name": row[2], "kind": row[1], "country": row[4]}
            file.write(f"<node id={quoteattr(row[0])}>{_data('n', cells)}</node>\n")
        file.write("</graph>\n</graphml>\n")
    return count


def _edges(one: Kept, file, census: Census) -> int:  # type: ignore[no-untyped-def]
    document = Document(one)
    joined: set[str] = set()
    count = 0
    assert LINKS.rows is not None
    for link, row in zip(one.record.links, LINKS.rows(document), strict=True):
        ends = one.things.get(link.subject), one.things.get(link.object)
        if ends[0] is None or ends[1] is None:
            continue
        joined |= {link.subject, link.object}
        cells = {name: row[COLUMN[name]] for name in EDGE}
        file.write(
            f"<edge id={quoteattr(str(row[0]))} source={quoteattr(public_id(ends[0].id))} target={quoteattr(public_id(ends[1].id))}>"
            f"{_data('e', cells)}</edge>\n"
        )
        count += 1
    census.count(one, only=joined)
    return count


def _data(prefix: str, cells: dict[str, str | None]) -> str:
    return "".join(
        f'<data key="{prefix}_{key}">{escape(_sound(value))}</data>'
        for key, value in cells.items()
        if value is not None
    )


def _sound(words: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(c for c in words if c in "\t\n" or c >= " " and c not in "\ufffe\uffff")
