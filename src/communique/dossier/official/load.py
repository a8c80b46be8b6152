"""Loading official values into the store, all of a file or none of it, with the day they were retrieved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from sqlalchemy import func, insert, select

from communique.dossier.official.forms import FormError, Given, Value, read_values
from communique.errors import UsageError
from communique.store import Store
from communique.store.tables import Official

MOST_BYTES = 64 << 20
WORKED_OUT = "worked out from its exports and imports"


class OfficialRow(msgspec.Struct, frozen=True, kw_only=True):
    """An official value on record."""

    reporter: str
    partner: str
    indicator: str
    period: str
    value: float
    unit: str
    source: str
    published: str
    retrieved: str
    note: str | None


def load(store: Store, path: str, given: Given) -> tuple[int, int]:
    """Load a file: how many values are new, how many were known. Raises ``FormError`` where it cannot be taken."""
    file = Path(path)
    try:
        if file.stat().st_size > MOST_BYTES:
            raise UsageError(f"{path}: larger than {MOST_BYTES >> 20} MB.")
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}.") from error
    return keep(store, read_values(file.name, data, given), file.name)


def fetch(store: Store, address: str, given: Given) -> tuple[int, int]:
    """Fetch an address and load the answer."""
    from communique.read.fetch import fetch as get

    data, _ = get(address)
    return keep(store, read_values(address, data, given), address)


def keep(store: Store, values: list[Value], name: str) -> tuple[int, int]:
    """Write values in one transaction; what is known is not written again."""
    if not values:
        raise FormError(
            f"{name}: no value in it could stand beside stated ones (countries and periods unknown, or all empty)."
        )
    if blank := next((v for v in values if not v.indicator or not v.unit), None):
        raise FormError(
            f"{name}: {blank.reporter}-{blank.partner}, {blank.period}: indicator or unit is empty. Nothing was loaded."
        )
    today = datetime.now(UTC).date().isoformat()
    with store.writing() as session:
        last = int(session.scalar(select(func.coalesce(func.max(Official.id), 0))) or 0)
        have: set[tuple[object, ...]] = set(
            tuple(row)
            for row in session.execute(
                select(Official.reporter, Official.partner, Official.indicator, Official.period, Official.source, Official.published, Official.value)
            )
        )  # fmt: skip
        rows: list[dict[str, object]] = []
        for value in [*values, *_turnovers(values)]:
            key = (
                value.reporter,
                value.partner,
                value.indicator,
                value.period,
                value.source,
                value.published,
                value.value,
            )
            if key in have:
                continue
            have.add(key)
            rows.append(
                {"id": last + len(rows) + 1, "reporter": value.reporter, "partner": value.partner, "indicator": value.indicator,
                 "period": value.period, "value": value.value, "unit": value.unit, "source": value.source,
                 "published": value.published, "retrieved": today, "note": value.note}
            )  # fmt: skip
        if rows:
            session.execute(insert(Official), rows)
    return len(rows), len(values) - sum(r["note"] != WORKED_OUT for r in rows)


def _turnovers(values: list[Value]) -> Iterator[Value]:
    """Where one source has exports and imports of a period and no turnover, their sum."""
    parts: dict[tuple[str, ...], dict[str, Value]] = {}
    for value in values:
        key = (value.reporter, value.partner, value.period, value.unit, value.source, value.published)
        parts.setdefault(key, {})[value.indicator] = value
    for (reporter, partner, period, unit, source, published), of in parts.items():
        if "trade.exports" in of and "trade.imports" in of and "trade.turnover" not in of:
            total = of["trade.exports"].value + of["trade.imports"].value
            yield Value(reporter, partner, "trade.turnover", period, total, unit, source, published, WORKED_OUT)


def values(session) -> Iterator[OfficialRow]:  # type: ignore[no-untyped-def]
    """All official values."""
    order = (Official.indicator, Official.reporter, Official.partner, Official.period, Official.id)
    for o in session.scalars(select(Official).order_by(*order)):
        yield OfficialRow(
            reporter=o.reporter, partner=o.partner, indicator=o.indicator, period=o.period, value=o.value, unit=o.unit,
            source=o.source, published=o.published, retrieved=o.retrieved, note=o.note,
        )  # fmt: skip
