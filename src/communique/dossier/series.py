"""Series: every stated value of one indicator of one pair of countries, or of one project, with who said it and when."""

from __future__ import annotations

import msgspec
from sqlalchemy.orm import Session

from communique.dossier.official.match import OfficialValue, officials
from communique.store.rows import FigureRow, figures

# indicators whose pair has an order: what the first has in, sends to or gets from the second (knowledge: indicators)
ORDERED = (
    "trade.exports", "trade.imports", "trade.surplus", "investment.stock", "investment.flow", "finance.remittances",
    "companies.joint", "supply.gas", "supply.oil", "supply.power", "tourists", "migrants", "students", "quota", "branches",
)  # fmt: skip


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One stated value."""

    period: str | None
    value: float
    high: float | None
    qualifier: str
    status: str
    speaker: str | None
    document: str
    source: str
    span: tuple[int, int]
    said_on: str | None
    official: OfficialValue | None = None


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """One indicator of the same things in one unit."""

    indicator: str
    about: tuple[str, ...]
    unit: str
    points: tuple[Point, ...]


def series(
    session: Session, *, indicator: str | None = None, pair: str | None = None, about: int | None = None,
    known_on: str | None = None,
) -> list[Series]:  # fmt: skip
    """All series that the filters let through, each in the order of its periods."""
    groups: dict[tuple[str, tuple[str, ...], str], list[FigureRow]] = {}
    names: dict[str, str] = {}
    for row in figures(session, indicator=indicator, pair=pair, about=about, known_on=known_on):
        keys = about_keys(row)
        names.update((thing.key, thing.shown) for thing in row.about)
        groups.setdefault((row.indicator or "", keys, row.unit), []).append(row)
    out = []
    for (code, keys, unit), rows in sorted(groups.items(), key=lambda g: (g[0][0], g[0][1])):
        official = officials(session, code or None, keys)
        points = [_point(row, official) for row in once(rows)]
        points.sort(key=lambda p: ((p.period or "9999")[:4], p.period or "", p.said_on or ""))
        out.append(Series(indicator=code, about=tuple(names.get(k, k) for k in keys), unit=unit, points=tuple(points)))
    return out


def about_keys(row: FigureRow) -> tuple[str, ...]:
    """Country codes or ids of what a figure is about; in order of the alphabet where the pair has no order."""
    keys = tuple(dict.fromkeys(thing.key for thing in row.about))
    if row.pair and len(keys) == 1 and keys[0] in row.pair.split("-"):
        keys = (*keys, *(code for code in row.pair.split("-") if code not in keys))
    return keys if row.indicator in ORDERED else tuple(sorted(keys))


def once(rows: list[FigureRow]) -> list[FigureRow]:
    """Of a story that was republished, each value once."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for row in rows:
        if row.place.cluster is not None:
            key = (row.place.cluster, row.value, row.high, row.period, row.status)
            if key in seen:
                continue
            seen.add(key)
        kept.append(row)
    return kept


def _point(row: FigureRow, official: dict[tuple[str | None, str], list[OfficialValue]]) -> Point:
    return Point(
        period=row.period, value=row.value, high=row.high, qualifier=row.qualifier, status=row.status, speaker=row.speaker,
        document=row.place.document, source=row.place.source, span=row.place.span, said_on=row.place.said_on,
        official=next(iter(official.get((row.period, row.unit), ()) if row.period else ()), None),
    )  # fmt: skip
