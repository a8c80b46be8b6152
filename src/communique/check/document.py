"""The checks inside one document: pure functions over what was read, registered by name.

Each takes the document as read (``Read``) and gives findings. Tolerances follow from how a number is stated: "$2 billion" may
be anything that rounds to it, and a qualifier ("almost", "more than") widens one side.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from communique.record import Change, CheckName, Document, Figure, Finding, Milestone, Span


class Read(Protocol):
    """What the checks need to see: the items of the record, and the evidence that has no field."""

    document: Document
    figures: list[Figure]
    changes: list[Change]
    milestones: list[Milestone]
    entities: Any
    findings: list[Finding]
    evidence: Any
    analysis: Any

    def words(self, span: Span) -> str: ...


def check_document(read: Any) -> None:
    """Fill ``read.findings`` with what every check says, in the order of the checks."""
    for check in CHECKS.values():
        read.findings.extend(check(read))


def _interval(figure: Figure, text: str) -> tuple[float, float]:
    """The values that a stated number leaves open: half a unit of its last digit, and its qualifier."""
    digits = "".join(c for c in text if c.isdigit() or c == ".")
    decimals = len(digits.split(".")[1]) if "." in digits else 0
    plain = digits.replace(".", "").lstrip("0")
    scale = figure.value / float(digits) if digits and float(digits or 0) else 1
    trailing = len(plain) - len(plain.rstrip("0")) if not decimals and figure.qualifier != "exactly" else 0
    half = 0.5 * scale * 10 ** (trailing - decimals) if figure.qualifier != "exactly" or scale > 1 or decimals else 0
    low, high = figure.value - half, (figure.high or figure.value) + half
    if figure.qualifier in ("more_than", "at_least"):
        high = math.inf
    elif figure.qualifier in ("less_than", "up_to"):
        low = 0
    elif figure.qualifier == "almost":
        low -= 0.1 * figure.value
    elif figure.qualifier == "about":
        low, high = low - 0.1 * figure.value, high + 0.1 * figure.value
    return low, high


def change_matches_figures(read: Read) -> Iterator[Finding]:
    """Does a stated change match its two figures ("almost sixfold", 2 → 11.6 is 5.8)?"""
    figures = {figure.id: figure for figure in read.figures}
    for change in read.changes:
        start, end = figures.get(change.from_ or ""), figures.get(change.to or "")
        if start is None or end is None or change.amount is None or start.unit != end.unit:
            continue
        a, b = _interval(start, read.words(start.span)), _interval(end, read.words(end.span))
        stated, kind = change.amount.value, change.amount.kind
        sign = -1 if change.direction == "down" else 1
        if a[0] <= 0 or not math.isfinite(a[1]) or not math.isfinite(b[1]):
            continue
        if kind == "absolute":
            low, high = sign * (b[0] - a[1]), sign * (b[1] - a[0])
        elif kind == "factor":
            low, high = b[0] / a[1], b[1] / a[0]
        else:
            low, high = sign * 100 * (b[0] / a[1] - 1), sign * 100 * (b[1] / a[0] - 1)
        low, high = min(low, high), max(low, high)
        slack = 0.03 * stated if kind == "factor" else 0.5 if float(stated).is_integer() else 0.05
        least, most = stated - slack, stated + slack
        if change.amount.qualifier in ("more_than", "at_least"):
            most = stated * 1.25
        elif change.amount.qualifier in ("almost", "less_than", "up_to"):
            least = stated * 0.85
        elif change.amount.qualifier == "about":
            least, most = stated * 0.9, stated * 1.1
        holds = low <= most and least <= high
        worked = (
            end.value / start.value
            if kind == "factor"
            else 100 * (end.value / start.value - 1)
            if kind == "percent"
            else end.value - start.value
        )
        names = {"factor": f"{worked:.2f} times", "percent": f"{worked:+.1f} %", "absolute": f"{worked:+g}"}
        message = (
            f"The change is stated as {read.words(change.span)!r}; from {read.words(start.span)} to {read.words(end.span)} "
            f"is {names[kind]}: {'it matches' if holds else 'check the figures or the words'}."
        )
        yield Finding(
            check="change_matches_figures", verdict="holds" if holds else "fails", message=message,
            refs=(change.id, start.id, end.id), span=change.span,
        )  # fmt: skip


def parts_add_up(read: Read) -> Iterator[Finding]:
    """Do exports and imports (or parts of one unit that follow their whole) add up to the stated whole?"""
    for at, whole in enumerate(read.figures):
        if whole.indicator != "trade.turnover" or whole.unit == "%":
            continue
        parts = [
            figure for figure in read.figures[at + 1 : at + 5]
            if figure.indicator in ("trade.exports", "trade.imports") and figure.unit == whole.unit
            and figure.span[0] - whole.span[1] < 450 and (figure.period in (None, whole.period))
        ][:2]  # fmt: skip
        if len(parts) == 2:
            yield _sum(read, whole, parts)


def _sum(read: Read, whole: Figure, parts: list[Figure]) -> Finding:
    bounds = [_interval(part, read.words(part.span)) for part in parts]
    low, high = _interval(whole, read.words(whole.span))
    holds = sum(b[0] for b in bounds) <= high and low <= sum(b[1] for b in bounds)
    total = sum(part.value for part in parts)
    message = (
        f"{' and '.join(read.words(part.span) for part in parts)} make {total:,.0f} {whole.unit}; the whole is stated as "
        f"{read.words(whole.span)}: {'they add up' if holds else 'one of the three may be wrong'}."
    )
    span = (parts[0].span[0], parts[-1].span[1])
    start = parts[0].measure_span[0] if parts[0].measure_span and parts[0].measure_span[0] < span[0] else span[0]
    return Finding(
        check="parts_add_up", verdict="holds" if holds else "fails", message=message,
        refs=(whole.id, *(part.id for part in parts)), span=(start, span[1]),
    )  # fmt: skip


def anniversary_matches(read: Read) -> Iterator[Finding]:
    """Does an anniversary match the day that the thing was signed or founded?"""
    year = int((read.document.published or "0")[:4] or 0)
    for span, years, _ in read.evidence.anniversaries:
        if not year:
            continue
        dates = []
        for milestone in read.milestones:
            if (
                milestone.step in ("signed", "opened", "in_force", "started")
                and milestone.status == "done"
                and milestone.date
            ):
                apart = abs(milestone.span[0] - span[0])
                if apart < 400:
                    dates.append((apart, milestone))
        if not dates:
            continue
        milestone = min(dates, key=lambda pair: pair[0])[1]
        begun = int((milestone.date or "0")[:4])
        due = begun + years
        verdict = (
            "holds"
            if abs(due - year) <= (1 if due != year and milestone.date and len(milestone.date) == 4 else 0)
            or due == year + 1
            else "unclear"
        )
        if verdict == "holds":
            yield Finding(
                check="anniversary_matches", verdict="holds",
                message=f"{years} years after {milestone.date} is {due}; the report is of {year}: it matches.",
                refs=(milestone.id,), span=span,
            )  # fmt: skip


def date_past(read: Read) -> Iterator[Finding]:
    """Is a date that is promised as ahead already past on the day of publication?"""
    published = read.document.published
    for milestone in read.milestones:
        if milestone.status != "expected" or milestone.date is None or not published:
            continue
        last = milestone.date.split("/")[-1].rstrip("~")
        if not last[:4].isdigit() or len(last) > 6 and last[5:7] in ("21", "22", "23", "24"):
            continue
        if last < published[: len(last)]:
            yield Finding(
                check="date_past", verdict="fails",
                message=f"{read.words(milestone.span)!r} is said to lie ahead, but the report is of {published}: check the date.",
                refs=(milestone.id,), span=milestone.span,
            )  # fmt: skip


def quotes_balanced(read: Read) -> Iterator[Finding]:
    """Is a quotation mark opened and never closed?"""
    for span in read.evidence.open_quotes:
        yield Finding(
            check="quotes_balanced", verdict="fails", span=span,
            message="A quotation mark is opened here and never closed: where the quoted words end is not certain.",
        )  # fmt: skip


def one_value(read: Read) -> Iterator[Finding]:
    """Is one quantity of one period stated with two values?"""
    groups: dict[tuple[Any, ...], list[Figure]] = {}
    for figure in read.figures:
        if (
            figure.indicator not in ("project.cost", "trade.turnover", "project.jobs")
            or not figure.about
            or figure.unit == "%"
        ):
            continue
        if figure.indicator == "trade.turnover" and (figure.period is None or figure.status != "actual"):
            continue
        if figure.indicator == "project.jobs":
            continue
        key = (figure.indicator, tuple(sorted(figure.about)), figure.unit, figure.period)
        groups.setdefault(key, []).append(figure)
    for figures in groups.values():
        first = figures[0]
        for other in figures[1:]:
            a, b = _interval(first, read.words(first.span)), _interval(other, read.words(other.span))
            near = 0.75 < other.value / first.value < 1.34 if first.value else False
            if near and (a[1] < b[0] or b[1] < a[0]) and first.rate == other.rate:
                yield Finding(
                    check="one_value", verdict="fails", refs=(first.id, other.id), span=other.span,
                    message=f"The same is stated as {read.words(first.span)} and as {read.words(other.span)}: one may be a slip.",
                )  # fmt: skip


def date_exists(read: Read) -> Iterator[Finding]:
    """Does a stated date exist, does the weekday match it?"""
    for span, why in read.evidence.impossible_dates:
        yield Finding(
            check="date_exists", verdict="fails", span=span,
            message=f"{read.words(span)!r} cannot be: {why}.",
        )  # fmt: skip


CHECKS: dict[CheckName, Callable[[Any], Iterable[Finding]]] = {
    "change_matches_figures": change_matches_figures,
    "parts_add_up": parts_add_up,
    "anniversary_matches": anniversary_matches,
    "date_past": date_past,
    "quotes_balanced": quotes_balanced,
    "one_value": one_value,
    "date_exists": date_exists,
}
