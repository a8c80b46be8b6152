"""Is one quantity of one period stated with two values?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from communique.check.seen import Read, interval, meet
from communique.record import Figure, Finding
from communique.saying import say

SINGLE = ("project.cost", "trade.turnover")  # what has one value; of exports or loans a report may name several
NEAR = 1.34  # how far apart two statements of one thing lie at most


def one_value(read: Read) -> Iterator[Finding]:
    """A finding for each second value."""
    seen: set[str] = set()
    for rule in RULES:
        for first, other in rule(read):
            if other.id in seen:
                continue
            seen.add(other.id)
            yield Finding(
                check="one_value",
                verdict="fails",
                message=say(
                    "The same is stated as {one} and as {two}: one may be a slip.",
                    one=read.words(first.span),
                    two=read.words(other.span),
                ),
                refs=(first.id, other.id),
                span=other.span,
            )


def _same_measure(read: Read) -> Iterator[tuple[Figure, Figure]]:
    """One indicator of the same things in the same period, with values near each other that cannot both hold."""
    groups: dict[tuple[Any, ...], list[Figure]] = {}
    began = {change.from_ for change in read.changes}  # of another time, though the sentence names one
    for figure in read.figures:
        if figure.id in began or figure.indicator not in SINGLE or not figure.about or figure.unit == "%":
            continue
        if figure.indicator == "trade.turnover" and (figure.period is None or figure.status != "actual"):
            continue
        key = (figure.indicator, tuple(sorted(figure.about)), figure.unit, figure.period, figure.rate)
        groups.setdefault(key, []).append(figure)
    for figures in groups.values():
        first = figures[0]
        for other in figures[1:]:
            near = first.value > 0 and 1 / NEAR < other.value / first.value < NEAR
            bounds = interval(first, read.words(first.span)), interval(other, read.words(other.span))
            if near and not meet(*bounds):
                yield first, other


def _swapped_digits(read: Read) -> Iterator[tuple[Figure, Figure]]:
    """ "$3.86 billion" and "$3.68 billion" of what can be one thing: two digits may have changed places."""
    by_digits: dict[tuple[str, str], list[Figure]] = {}
    for figure in read.figures:
        digits = f"{figure.value:.12g}".replace(".", "").rstrip("0")
        if len(digits) < 3 or figure.high is not None or figure.unit in ("%", "1"):
            continue
        for earlier in by_digits.get((figure.unit, "".join(sorted(digits))), []):
            if _one_swap(earlier, figure) and _can_be_one(earlier, figure):
                yield earlier, figure
                break
        by_digits.setdefault((figure.unit, "".join(sorted(digits))), []).append(figure)


def _one_swap(one: Figure, two: Figure) -> bool:
    a, b = f"{one.value:.0f}", f"{two.value:.0f}"
    apart = [at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y]
    return len(a) == len(b) and len(apart) == 2 and apart[1] == apart[0] + 1


def _can_be_one(one: Figure, two: Figure) -> bool:
    """Nothing that was read of them sets them apart, and one of them is the cost of a project."""
    if "project.cost" not in (one.indicator, two.indicator):
        return False
    if one.indicator and two.indicator and one.indicator != two.indicator:
        return False
    return one.rate == two.rate and (one.period is None or two.period is None or one.period == two.period)


RULES: list[Callable[[Read], Iterator[tuple[Figure, Figure]]]] = [_same_measure, _swapped_digits]
