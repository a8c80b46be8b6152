"""A figure beside which another is set: "traded goods worth €6.4 billion, he said, against €5.9 billion in 2023"."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import regex

from communique.extract.counted import counted_noun
from communique.extract.draft import Draft, Quantity
from communique.extract.figure_words import figure_words
from communique.extract.number_words import any_of
from communique.record import Figure

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
