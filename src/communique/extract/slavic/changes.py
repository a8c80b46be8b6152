"""Changes whose two ends stand side by side: "составил 168 млн против 131 млн, то есть вырос на треть"."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec
import regex

from communique.extract.changes import find_changes as find_all
from communique.extract.draft import Draft
from communique.record import Change, Figure


class AgainstWords(msgspec.Struct, frozen=True):
    """What ``changes.yml`` says beside the words of all languages."""

    against: list[str]  # between where something came to and where it came from


@lru_cache
def _against(language: Any) -> Any:
    words = language.data("changes", AgainstWords).against
    return regex.compile(rf"\s*(?:[^,;.]{{0,30}}\s)?(?:{'|'.join(map(regex.escape, words))})\s+", regex.IGNORECASE)


def find_changes(draft: Draft) -> None:
    """As for all languages; a change without ends takes those that its sentence sets against each other."""
    find_all(draft)
    for at, change in enumerate(draft.changes):
        ends = _ends(draft, change) if change.amount is not None and change.from_ is None else None
        if ends is not None:
            came, began = ends
            draft.changes[at] = msgspec.structs.replace(
                change, from_=began.id, to=came.id, measure=came.measure or change.measure, indicator=came.indicator or change.indicator,
                about=came.about or change.about, period=came.period or change.period,
            )  # fmt: skip


def _ends(draft: Draft, change: Change) -> tuple[Figure, Figure] | None:
    sentence = draft.analysis.sentence_of(change.span[0])
    if sentence is None:
        return None
    inside = [f for f in draft.figures if sentence.start <= f.span[0] < sentence.end]
    for one, two in zip(inside, inside[1:], strict=False):
        between = draft.text[one.span[1] : two.span[0]]
        if one.unit == two.unit and _against(draft.language).fullmatch(between) and change.to in (None, one.id):
            return one, two
    return None
