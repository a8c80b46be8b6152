"""The period of a figure: the nearest in its clause, after it first; one that another number stands nearer to is left."""

from __future__ import annotations

from communique.extract.countable import is_amount_of_change
from communique.extract.draft import Draft, Period, Quantity
from communique.extract.figure_words import other_clause

FAR = 110  # characters between a number and its period at most
BEFORE = 15  # a period before the number counts as that much farther
COMMA = 25


def period_of(draft: Draft, quantity: Quantity) -> Period | None:
    """The period that a number is about, or ``None``."""
    sentence = draft.analysis.sentence_of(quantity.span[0])
    if sentence is None:
        return None
    candidates = [
        period
        for period in draft.periods_in((sentence.start, sentence.end))
        if not period.duration and period.rule not in ("weekday", "day_word")
    ]
    others = [
        other
        for other in draft.quantities
        if other is not quantity and sentence.start <= other.span[0] < sentence.end and not other.multiplier
    ]
    best: tuple[int, Period] | None = None
    for period in candidates:
        behind = period.span[0] >= quantity.span[1]
        gap = (quantity.span[1], period.span[0]) if behind else (period.span[1], quantity.span[0])
        if any(gap[0] <= other.span[0] < gap[1] and not is_amount_of_change(draft, other) for other in others):
            continue
        between = draft.text[gap[0] : gap[1]]
        if ";" in between or other_clause(draft.language).search(between):
            continue
        distance = gap[1] - gap[0] + (0 if behind else BEFORE) + COMMA * between.count(",")
        if distance < FAR and (best is None or distance < best[0]):
            best = (distance, period)
    if best is None or (best[1].date or "").endswith("/.."):
        return None
    return best[1]
