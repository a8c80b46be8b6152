"""A figure beside which another is set: "traded goods worth €6.4 billion, he said, against €5.9 billion in 2023"."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import regex

from communique.extract.clauses import anchor_of, verb_above
from communique.extract.counted import counted_noun
from communique.extract.draft import Draft, Quantity
from communique.extract.figure_words import figure_words
from communique.extract.number_words import any_of
from communique.record import Figure

HOLDERS = ("country", "organization")
OBJECTS = ("obj", "obl", "attr", "nummod")
FAR = 140  # characters between a figure and the one that it is set beside


def figure_compared(draft: Draft, quantity: Quantity) -> Figure | None:
    """The figure before, of the same unit or with a unit where this has none, that the amount is set beside; else ``None``."""
    before = draft.figures[-1] if draft.figures else None
    sentence = draft.analysis.sentence_of(quantity.span[0])
    if before is None or sentence is None or not sentence.start <= before.span[0]:
        return None
    between = draft.text[before.span[1] : quantity.span[0]]
    said = _comparing(draft.language)
    if len(between) > FAR or ";" in between or said is None or not said.search(between):
        return None
    if quantity.unit == before.unit or quantity.unit is None and before.unit == "1":
        return before if quantity.unit is not None or not _counts_another(draft, quantity, before) else None
    bare = quantity.unit is None and not quantity.multiplier and counted_noun(draft, quantity).head is None
    return before if bare and before.unit != "%" else None


def share_that_goes_on(draft: Draft, quantity: Quantity) -> Figure | None:
    """ "Ireland covers 40 per cent of the cost, the Union 35 per cent and Chile the remaining 25": shares of the same whole."""
    before = draft.figures[-1] if draft.figures else None
    sentence = draft.analysis.sentence_of(quantity.span[0])
    if (
        before is None
        or sentence is None
        or quantity.unit != "%"
        or before.unit != "%"
        or before.span[0] < sentence.start
    ):
        return None
    row = [t for t in draft.analysis.tokens_in((before.span[1], quantity.span[0])) if t.start >= before.span[1]]
    behind = draft.analysis.token_at(quantity.span[1] + 1)
    if ";" in draft.words((before.span[1], quantity.span[0])) or any(t.pos in ("VERB", "AUX") for t in row):
        return None
    if behind is not None and behind.lower in figure_words(draft.language).of:
        return None
    named = [
        m for m in draft.mentions_in((before.span[1], quantity.span[0])) if draft.entities[m.entity].kind in HOLDERS
    ]
    last = max((m.span[1] for m in named), default=-1)
    rest = [t for t in row if t.start >= last and t.pos in ("NOUN", "PROPN", "ADP")]
    return before if named and not rest else None


def unit_of_same_verb(draft: Draft, quantity: Quantity, before: Figure) -> bool:
    """ "spends 26 hours there; from next year he will spend three": a bare number of the verb that the amount before hangs on."""
    if quantity.unit is not None or quantity.multiplier or before.unit in ("1", "%"):
        return False
    anchor, at = anchor_of(draft, quantity), draft.analysis.token_at(before.span[0])
    if (
        anchor is None
        or at is None
        or counted_noun(draft, quantity).head is not None
        or anchor.sentence - at.sentence > 1
    ):
        return False
    one, two = verb_above(draft, at), verb_above(draft, anchor)
    return one is not None and two is not None and one.i != two.i and one.lemma == two.lemma and anchor.dep in OBJECTS


def _counts_another(draft: Draft, quantity: Quantity, before: Figure) -> bool:
    """ "1,200 doctors, against 300 nurses": a noun of its own that the first measure does not hold."""
    noun = counted_noun(draft, quantity).head
    if noun is None or draft.in_period(noun.start):
        return False
    return noun.lower not in (before.measure or "").lower().split()


@lru_cache
def _comparing(language: Any) -> Any | None:
    forms = figure_words(language).set_beside
    return (
        regex.compile(rf"(?<!\p{{L}})(?:{any_of(forms)})(?:\s+\p{{L}}+ly|\s+just|\s+a)?\s*$", regex.IGNORECASE)
        if forms
        else None
    )
