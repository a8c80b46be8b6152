"""Changes whose two ends stand side by side: "составил 168 млн против 131 млн, то есть вырос на треть"."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec
import regex

from communique.extract.changes import find_changes as find_all
from communique.extract.counted import counted_noun
from communique.extract.draft import Draft
from communique.record import Change, Figure

HALVED = 2


class AgainstWords(msgspec.Struct, frozen=True):
    """What ``changes.yml`` says beside the words of all languages."""

    against: list[str]  # between where something came to and where it came from
    reaching: list[str]  # beginnings of the verb before where something came to: "вырос на 12% и достиг 98 млн"


@lru_cache
def _against(language: Any) -> Any:
    words = language.data("changes", AgainstWords).against
    return regex.compile(rf"\s*(?:[^,;.]{{0,30}}\s)?(?:{'|'.join(map(regex.escape, words))})\s+", regex.IGNORECASE)


@lru_cache
def _reaching(language: Any) -> Any:
    stems = "|".join(map(regex.escape, language.data("changes", AgainstWords).reaching))
    return regex.compile(rf"\s*(?:,|,?\s+и)\s+(?:{stems})\p{{L}}*\s+", regex.IGNORECASE)


def find_changes(draft: Draft) -> None:
    """As for all languages; a change without ends takes those that its sentence sets against each other."""
    find_all(draft)
    for at, change in enumerate(draft.changes):
        if change.direction == "down" and change.amount is not None and change.amount.kind == "factor":
            if change.amount.value == HALVED:  # "сократился вдвое": of what was, half is left
                draft.changes[at] = msgspec.structs.replace(
                    change, amount=msgspec.structs.replace(change.amount, value=1 / HALVED)
                )
    for at, change in enumerate(draft.changes):
        ends = _ends(draft, change) if change.amount is not None and change.from_ is None else None
        came = _reached(draft, change) if ends is None else None
        if came is not None:
            draft.changes[at] = msgspec.structs.replace(change, to=came.id)
        if ends is not None:
            came, began = ends
            draft.changes[at] = msgspec.structs.replace(
                change, from_=began.id, to=came.id, measure=came.measure or change.measure, indicator=came.indicator or change.indicator,
                about=came.about or change.about, period=came.period or change.period,
            )  # fmt: skip

    _name_counted(draft)
    whole = {(c.from_, c.to) for c in draft.changes if c.amount is not None}
    draft.changes[:] = [c for c in draft.changes if c.amount is not None or (c.from_, c.to) not in whole]


def _name_counted(draft: Draft) -> None:
    """ "увеличивает частоту полётов с двух до трёх рейсов": both ends count what stands behind one of them."""
    at = {figure.id: i for i, figure in enumerate(draft.figures)}
    for change in draft.changes:
        ends = [at[one] for one in (change.from_, change.to) if one in at]
        nouns = {
            noun.text
            for i in ends
            if draft.figures[i].unit == "1"
            for q in draft.quantities
            if q.span == draft.figures[i].span and (noun := counted_noun(draft, q).head) is not None
        }
        for i in ends if len(nouns) == 1 else []:
            figure, noun_text = draft.figures[i], next(iter(nouns))
            if figure.measure is not None and noun_text not in figure.measure:
                draft.figures[i] = msgspec.structs.replace(figure, measure=f"{figure.measure} {noun_text}")


def _reached(draft: Draft, change: Change) -> Figure | None:
    """ "… вырос на 12% и достиг 98 млн": the figure right behind the change."""
    if change.amount is None or change.to is not None:
        return None
    after = [f for f in draft.figures if change.span[1] < f.span[0]]
    following = min(after, key=lambda f: f.span[0], default=None)
    if following is None or following.unit == "%":
        return None
    between = draft.text[change.span[1] : following.span[0]]
    return following if _reaching(draft.language).fullmatch(between) else None


def _ends(draft: Draft, change: Change) -> tuple[Figure, Figure] | None:
    sentence = draft.analysis.sentence_of(change.span[0])
    if sentence is None:
        return None
    inside = [f for f in draft.figures if sentence.start <= f.span[0] < sentence.end]
    for one, two in zip(inside, inside[1:], strict=False):
        between = draft.text[one.span[1] : two.span[0]]
        if one.unit == two.unit and _against(draft.language).fullmatch(between) and change.to in (None, one.id, two.id):
            return one, two
    return None
