"""GeoJSON (RFC 7946): projects and events, at their place where its coordinates are known; else the geometry is null.

Coordinates come from the table of cities (``knowledge/data/cities.tsv``). A place that may be one of two cities, a region or a
country has none; so has a project that reports put into two places.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from communique.export.passage import address
from communique.export.selection import Chosen
from communique.knowledge.cities import coordinates
from communique.record import Entity
from communique.store.kept import Kept, identities
from communique.store.rows import public_id

KINDS = ("project", "event")


@dataclass(slots=True)
class Known:
    """What documents say of a project or event."""

    places: set[tuple[str, str | None]] = field(default_factory=set)
    sector: str | None = None
    documents: int = 0
    place_link: str | None = None


def write(chosen: Chosen, target: Path) -> int:
    """Write the file; how many features it has."""
    found: dict[int, Known] = {}
    for one in chosen.parts():
        for entity in one.record.entities:
            thing = one.things.get(entity.id)
            if entity.kind in KINDS and thing is not None and thing.kind in KINDS:
                _note(found.setdefault(thing.id, Known()), one, entity)
    count = 0
    with target.open("wb") as file:
        file.write(b'{"type":"FeatureCollection","features":[')
        for identity, aliases in identities(chosen.session, sorted(found)):
            known = found[identity.id]
            properties: dict[str, Any] = {
                "name": identity.name, "kind": identity.kind, "aliases": aliases, "country": identity.country, "sector": known.sector,
                "form": identity.form, "date": identity.date, "place": "; ".join(sorted({name for name, _ in known.places})) or None,
                "documents": known.documents, "link": known.place_link,
            }  # fmt: skip
            feature = {
                "type": "Feature",
                "id": public_id(identity.id),
                "geometry": _point(known),
                "properties": properties,
            }
            file.write((b",\n" if count else b"\n") + msgspec.json.encode(feature))
            count += 1
        file.write(b"\n]}\n")
    return count


def _note(known: Known, one: Kept, entity: Entity) -> None:
    known.documents += 1
    known.sector = known.sector or entity.sector
    text = one.record.document.text
    for place, span in _places(one, entity):
        thing = one.things.get(place.id)
        known.places.add((place.name, place.country or (thing.country if thing else None)))
        known.place_link = known.place_link or address(one.source, text, span) or one.source


def _places(one: Kept, entity: Entity) -> list[tuple[Entity, tuple[int, int]]]:
    """The place that the record gives, and those that it is said to be located in."""
    found = []
    place = one.record.entity(entity.place)
    if place is not None and place.kind == "place":
        found.append((place, (place.mentions or entity.mentions or ((0, 1),))[0]))
    for link in one.record.links:
        if link.relation == "located_in" and link.subject == entity.id:
            where = one.record.entity(link.object)
            if where is not None and where.kind == "place":
                found.append((where, link.span))
    return found


def _point(known: Known) -> dict[str, Any] | None:
    points = {coordinates(name, country) for name, country in known.places} - {None}
    if len(points) != 1:
        return None
    (point,) = points
    assert point is not None
    return {"type": "Point", "coordinates": [point[1], point[0]]}
