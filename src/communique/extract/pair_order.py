"""Which of two countries comes first where the catalogue of indicators says so: "Uzbek students in Russia" are of the first in the second.

A country has a part in the clause: it is where something is ("place"), where it goes ("to", "for"), where it comes from ("from"), what
it is with ("with"), whose it is ("whose": adjective, possessor) or who does it ("doer", turned round by verbs of taking: "taker").
``SLOTS`` says for each indicator which of the two such a part makes a country: 0 the first, 1 the second. Parts that prepositions
say speak before whose it is, and that before who does it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import msgspec

from communique.extract.draft import Draft, Mention
from communique.extract.figure_words import figure_words
from communique.language import Token

Slots = dict[str, int]

PEOPLE: Slots = {"place": 1, "to": 1, "from": 0, "whose": 0}
INVESTED: Slots = {"place": 1, "to": 1, "from": 0, "whose": 0, "doer": 0, "taker": 1}
SUPPLIED: Slots = {"to": 1, "place": 1, "from": 0, "whose": 0, "doer": 0, "taker": 1}
SLOTS: dict[str, Slots] = {
    "trade.exports": SUPPLIED,
    "trade.imports": {"from": 1, "to": 0, "place": 0, "whose": 0, "doer": 0},
    "trade.surplus": {"with": 1, "whose": 0, "doer": 0},
    "investment.stock": INVESTED,
    "investment.flow": INVESTED,
    "finance.remittances": {"from": 1, "to": 0, "whose": 0, "doer": 0},
    "companies.joint": {"place": 0, "with": 1, "whose": 1, "doer": 0},
    "supply.gas": SUPPLIED,
    "supply.oil": SUPPLIED,
    "supply.power": SUPPLIED,
    "tourists": PEOPLE,
    "migrants": PEOPLE,
    "students": PEOPLE,
    "quota": {"for": 0, "to": 0, "place": 1, "from": 0, "doer": 1, "taker": 0},
    "branches": {"place": 0, "to": 0, "whose": 1, "with": 1, "doer": 1},
}
STRENGTH = ("for", "to", "from", "with", "place", "whose", "doer", "taker")


class DirectionWords(msgspec.Struct, frozen=True):
    """The file ``directions.yml`` of a language: markers by the part that they give a country, and verbs of taking."""

    place: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    from_: frozenset[str] = msgspec.field(name="from", default=frozenset())
    for_: frozenset[str] = msgspec.field(name="for", default=frozenset())
    with_: frozenset[str] = msgspec.field(name="with", default=frozenset())
    visiting: frozenset[str] = frozenset()
    taking: frozenset[str] = frozenset()
    cases: dict[str, str] = {}


@lru_cache
def direction_words(language: Any) -> DirectionWords:
    words: DirectionWords = language.data("directions", DirectionWords)
    return words


def ordered(
    draft: Draft,
    indicator: str,
    pair: list[str],
    near: Sequence[Sequence[Token]],
    home: str | None = None,
    verb: Token | None = None,
) -> list[str]:
    """The pair in the order of the catalogue, by the first words of ``near`` (the closest come first) that tell; else as it was.

    ``home`` is the country that "our" or "its" means; ``verb`` the one that the figure hangs on: who does it may stand before another
    ("Norway imported goods for 95 million and sold goods worth 610 million").
    """
    slots = SLOTS.get(indicator)
    if slots is None or len(set(pair)) != 2:
        return pair
    for tokens in near:
        mentions = [m for t in tokens if (m := draft.mention_at(t)) is not None and m.entity in pair]
        claims = sorted(
            (STRENGTH.index(part), slots[part], mention.entity)
            for mention in mentions
            for part in (_part(draft, mention, verb),)
            if part in slots
        )
        words = figure_words(draft.language)
        ours = [t for t in tokens if t.lower in words.ours or t.lower in words.its]
        if ours and home in pair and not any(entity == home for _, _, entity in claims):
            part = "whose" if ours[0].dep == "nmod:poss" else "doer"
            claims = sorted([*claims, *((STRENGTH.index(p), slots[p], str(home)) for p in (part,) if p in slots)])
        if claims:
            _, slot, entity = claims[0]
            other = next(e for e in pair if e != entity)
            return [entity, other] if slot == 0 else [other, entity]
    return pair


def _part(draft: Draft, mention: Mention, verb: Token | None = None) -> str:
    """The part that a country has in its clause: by its own marker, or by that of the noun it describes; "" where none shows."""
    words = direction_words(draft.language)
    token = _top(draft, mention)
    if token.tag in ("NNS", "NNPS") and draft.countries.of_demonym(token.text) is not None:
        return "whose"  # "is home to 58,000 Nepalis": the people themselves
    described = False
    for _ in range(4):
        marker = draft.analysis.marker(token).split()
        for part, markers in (
            ("for", words.for_),
            ("to", words.to),
            ("from", words.from_),
            ("with", words.with_),
            ("place", words.place),
        ):
            if marker and marker[-1] in markers:
                return part
        if not marker and token.case in words.cases and not described:
            return words.cases[token.case]
        head = draft.analysis.head_of(token)
        if head is None:
            return ""
        if token.dep == "nmod" and draft.in_period(head.start):
            break  # "At the end of 2024 | Latvian investment": the parse hung it on the time
        if token.dep in ("amod", "compound", "nmod:poss", "poss", "nmod"):
            described, token = True, head
            continue
        if token.dep in ("obj", "nsubj:pass") and not described and head.lemma in words.visiting:
            return "place"  # "had visited Vietnam"
        if token.dep in ("nsubj", "obl:agent"):
            if described:
                return "whose"
            done = verb if verb is not None and verb.dep == "conj" and verb.head == head.i else head
            return "taker" if done.lemma in words.taking else "doer"
        return "whose" if described else ""
    return "whose" if described else ""


def _top(draft: Draft, mention: Mention) -> Token:
    """The head of the words of a mention."""
    tokens = draft.analysis.tokens_in(mention.span)
    inside = {token.i for token in tokens}
    return next((t for t in tokens if t.head not in inside or t.head == t.i), tokens[-1])
