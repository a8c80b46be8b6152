"""The official values that can stand beside a stated one: the same indicator, countries, period and unit."""

from __future__ import annotations

from functools import cache

import msgspec
from sqlalchemy import String, bindparam, or_, select
from sqlalchemy.orm import Session

from communique.store.asking import Question, ask
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
    other = MIRROR.get(indicator, indicator if indicator == "trade.turnover" else "")
    rows = ask(session, _either_side(), indicator=indicator, other=other, first=first, second=second).all()
    found: dict[tuple[str | None, str], list[OfficialValue]] = {}
    for o in sorted(rows, key=lambda o: (o.reporter == first, o.published), reverse=True):
        found.setdefault((o.period, o.unit), []).append(
            OfficialValue(value=o.value, unit=o.unit, reporter=o.reporter, source=o.source, published=o.published, retrieved=o.retrieved)
        )  # fmt: skip
    return found


@cache
def _either_side() -> Question:
    """What the first counts with the second, and what the second counts of the other side."""
    o = Official
    first, second = bindparam("first", type_=String), bindparam("second", type_=String)
    return select(o.period, o.value, o.unit, o.reporter, o.source, o.published, o.retrieved).where(
        or_(
            (o.indicator == bindparam("indicator")) & (o.reporter == first) & (o.partner == second),
            (o.indicator == bindparam("other")) & (o.reporter == second) & (o.partner == first),
        )
    )
