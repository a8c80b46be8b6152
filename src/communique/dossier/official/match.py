"""The official values that can stand beside a stated one: the same indicator, countries, period and unit."""

from __future__ import annotations

import msgspec
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from communique.store.tables import Official

MIRROR = {"trade.exports": "trade.imports", "trade.imports": "trade.exports"}


class OfficialValue(msgspec.Struct, frozen=True, kw_only=True):
    """A value of official statistics: whose count, where from, and of what day."""

    value: float
    unit: str
    reporter: str
    source: str
    published: str
    retrieved: str


def official_values(
    session: Session, indicator: str | None, about: tuple[str, ...], period: str | None, unit: str
) -> list[OfficialValue]:
    """All official values for it: the count of the first country, then mirrors; the latest publication first."""
    return officials(session, indicator, about).get((period, unit), [])


def officials(
    session: Session, indicator: str | None, about: tuple[str, ...]
) -> dict[tuple[str | None, str], list[OfficialValue]]:
    """All official values of an indicator of two countries by period and unit, in the order in which they are to be shown."""
    if indicator is None or len(about) != 2:
        return {}
    first, second = about
    sides = [(indicator, first, second)]
    if indicator in MIRROR:
        sides.append((MIRROR[indicator], second, first))
    elif indicator == "trade.turnover":
        sides.append((indicator, second, first))
    query = select(Official).where(
        or_(*((Official.indicator == i) & (Official.reporter == r) & (Official.partner == p) for i, r, p in sides))
    )
    found: dict[tuple[str | None, str], list[OfficialValue]] = {}
    for o in sorted(session.scalars(query), key=lambda o: (o.reporter == first, o.published), reverse=True):
        found.setdefault((o.period, o.unit), []).append(
            OfficialValue(value=o.value, unit=o.unit, reporter=o.reporter, source=o.source, published=o.published, retrieved=o.retrieved)
        )  # fmt: skip
    return found
