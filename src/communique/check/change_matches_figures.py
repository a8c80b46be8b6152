"""Does a stated change match its two figures? "Almost sixfold", from 2 to 11.6, is 5.8: it does."""

from __future__ import annotations

import math
from collections.abc import Iterator

from communique.check.seen import Read, amount, interval, meet
from communique.record import Amount, Change, Figure, Finding
from communique.saying import say

FAR = 1.6  # how much more than its number "more than doubled" may mean
MATCHES = "The change is stated as “{stated}”; from {start} to {end} is {worked}: it matches."
DIFFERS = "The change is stated as “{stated}”; from {start} to {end} is {worked}: check the figures or the words."
SHORT = 0.85  # how much less "almost doubled" may mean


def change_matches_figures(read: Read) -> Iterator[Finding]:
    """A finding for each change that has an amount and both figures, in one unit."""
    figures = {figure.id: figure for figure in read.figures}
    for change in read.changes:
        start, end = figures.get(change.from_ or ""), figures.get(change.to or "")
        if change.amount is None or start is None or end is None or start.unit != end.unit:
            continue
        worked = _worked_out(read, change, change.amount, start, end)
        if worked is None:
            continue
        holds = meet(_stated(change.amount), worked)
        yield Finding(
            check="change_matches_figures",
            verdict="holds" if holds else "fails",
            message=_message(read, change, change.amount, start, end, holds),
            refs=(change.id, start.id, end.id),
            span=change.span,
        )


def _worked_out(read: Read, change: Change, stated: Amount, start: Figure, end: Figure) -> tuple[float, float] | None:
    """Between which values the change lies by the two figures; ``None`` where one of them has no bound."""
    a, b = interval(start, read.words(start.span)), interval(end, read.words(end.span))
    if a[0] <= 0 or not math.isfinite(a[1]):
        a = (start.value, start.value)
    if not math.isfinite(b[1]) or b[0] <= 0:
        b = (end.value, end.value)
    if not a[0]:
        return None
    sign = -1 if change.direction == "down" else 1
    if stated.kind == "absolute":
        ends = sign * (b[0] - a[1]), sign * (b[1] - a[0])
    elif stated.kind == "factor":
        ends = b[0] / a[1], b[1] / a[0]
        if change.direction == "down" and stated.value > 1:  # "fell threefold"
            ends = a[0] / b[1], a[1] / b[0] if b[0] else math.inf
    else:
        ends = sign * 100 * (b[0] / a[1] - 1), sign * 100 * (b[1] / a[0] - 1)
    return min(ends), max(ends)


def _stated(stated: Amount) -> tuple[float, float]:
    value = stated.value
    slack = 0.03 * value if stated.kind == "factor" else 0.5 if float(value).is_integer() else 0.05
    if stated.kind == "absolute":
        slack = 0.01 * value
    least, most = value - slack, value + slack
    if stated.qualifier in ("more_than", "at_least"):
        return least, value * FAR
    if stated.qualifier in ("almost", "less_than", "up_to"):
        return value * SHORT, most
    return (value * 0.9, value * 1.1) if stated.qualifier == "about" else (least, most)


def _message(read: Read, change: Change, stated: Amount, start: Figure, end: Figure, holds: bool) -> str:
    if stated.kind == "factor":
        worked = say("{number} times", number=f"{end.value / start.value:.2f}")
    elif stated.kind == "percent":
        worked = f"{100 * (end.value / start.value - 1):+.1f} %"
    else:
        worked = amount(abs(end.value - start.value), end.unit)
    words, ends = read.words(change.span), (read.words(start.span), read.words(end.span))
    return say(MATCHES if holds else DIFFERS, stated=words, start=ends[0], end=ends[1], worked=worked)
