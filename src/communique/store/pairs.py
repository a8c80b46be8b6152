"""The pair of countries that a figure is about; the other country is taken from the document where only one is named."""

from __future__ import annotations

from collections import Counter

from communique.knowledge.countries import country_of_capital
from communique.record import Figure, Record

# what is measured between two countries (design of the indicators: "about" is a pair)
BETWEEN_TWO = (
    "trade.", "investment.", "companies.joint", "contracts.value", "agreements.count", "supply.", "freight", "flights",
    "tourists", "migrants", "students", "quota", "branches", "visa_free.days", "projects.count", "finance.remittances",
)  # fmt: skip


def pair_of(record: Record, figure: Figure) -> str | None:
    """The two countries in order of the alphabet, "RU-UZ"; ``None`` where it is not about two countries."""
    codes = about_countries(record, figure)
    return "-".join(sorted(codes)) if codes is not None and len(codes) == 2 else None


def about_countries(record: Record, figure: Figure) -> tuple[str, ...] | None:
    """The countries a figure is about, in order, completed to a pair from the document; ``None`` where it is about other things."""
    entities = [record.entity(e) for e in figure.about]
    codes = tuple(e.country for e in entities if e is not None and e.kind == "country" and e.country)
    if len(codes) != len(figure.about):
        return None
    if len(codes) == 1 and figure.indicator and figure.indicator.startswith(BETWEEN_TWO):
        other = _other_country(record, codes[0])
        return (*codes, other) if other else codes
    return tuple(dict.fromkeys(codes))


def _other_country(record: Record, one: str) -> str | None:
    """The country that the document names most besides: by name, or by its capital."""
    counts: Counter[str] = Counter()
    for entity in record.entities:
        code = entity.country if entity.kind == "country" else country_of_capital(entity.name)
        if code and code != one:
            counts[code] += len(entity.mentions)
    for post in record.posts:
        if post.accredited_to and post.accredited_to != one:
            counts[post.accredited_to] += 1
    ranked = counts.most_common(2)
    if not ranked or len(ranked) == 2 and ranked[0][1] == ranked[1][1]:
        return None
    return ranked[0][0]
