"""How what a search found is spread: over years, countries, topics, kinds, languages, publishers and speakers."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Select, func, literal, null, select, union_all
from sqlalchemy.orm import Session

from communique.store import tables as t
from communique.store.asking import ask, handed, is_sqlite, one_of

SHOWN = 10  # values of a facet that can have many


def facets_of(session: Session, passages: list[int]) -> dict[str, dict[str, int]]:
    """For each facet its values with how many of these paragraphs have them."""
    if not passages:
        return {}
    counts: dict[str, Counter[str]] = {
        name: Counter() for name in ("year", "country", "topic", "kind", "language", "publisher", "speaker")
    }
    rows = ask(session, _spread(is_sqlite(session)), ids=handed(session, passages)).all()
    for facet, one, language, publisher, count in rows:
        if facet == "version":
            counts["year"][(one or "unknown")[:4]] += count
            counts["language"][language or "unknown"] += count
            counts["publisher"][publisher or "unknown"] += count
        elif facet == "topic":
            for topic in one.split():
                counts["topic"][topic] += count
        elif count:
            counts[facet][one] += count
    return {
        "year": dict(sorted(counts["year"].items())),
        "country": _first(counts["country"]),
        "topic": _first(counts["topic"]),
        "kind": dict(counts["kind"]),
        "language": _first(counts["language"]),
        "publisher": _first(counts["publisher"]),
        "speaker": _first(counts["speaker"]),
    }


def _first(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:SHOWN])


@cache
def _spread(on_sqlite: bool) -> CompoundSelect[Any]:
    """All facets by one question: what is counted, up to three values, how many."""
    many = func.count()

    def of(facet: str, one: Any, count: Any = many) -> Select[Any]:
        return select(literal(facet), one, null(), null(), count)

    def first(facet: str, value: Any, which: Any) -> Select[Any]:
        """The values that most have."""
        most = which.group_by(value).order_by(many.desc(), value).limit(SHOWN).subquery()
        return of(facet, most.c[0], most.c[1])

    # a row each: nearly every paragraph differs from the others in one of the three
    versions = (
        select(literal("version"), t.Version.published, t.Version.language, t.Version.publisher, literal(1))
        .join(t.Passage, t.Passage.version_id == t.Version.id)
        .where(one_of(t.Passage.id, on_sqlite))
    )
    speakers = (
        select(t.Identity.name, many)
        .join(t.Named, t.Named.identity_id == t.Identity.id)
        .join(t.Statement, t.Statement.speaker_id == t.Named.id)
        .where(one_of(t.Statement.passage_id, on_sqlite))
    )
    countries = (
        select(t.Named.country, many)
        .join(t.Appearance, t.Appearance.named_id == t.Named.id)
        .where(one_of(t.Appearance.passage_id, on_sqlite), t.Named.kind == "country", t.Named.country.is_not(None))
    )
    topics = (
        of("topic", t.Statement.topics).where(one_of(t.Statement.passage_id, on_sqlite)).group_by(t.Statement.topics)
    )
    kinds = [
        of("kind", literal(kind), func.count(func.distinct(table.passage_id))).where(
            one_of(table.passage_id, on_sqlite)
        )
        for kind, table in t.ITEMS.items()
    ]
    named = first("speaker", t.Identity.name, speakers), first("country", t.Named.country, countries)
    return union_all(versions, *named, topics, *kinds)
