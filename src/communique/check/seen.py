"""What the checks see of a document, and how far apart two stated numbers may lie and still agree."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import regex

from communique.language import Analysis, Language
from communique.record import Change, Document, Figure, Finding, Milestone, Span

LOOSE = 0.1  # how far "about" and "almost" reach, as a part of the value


class Noted(Protocol):
    """What was seen while reading that the record has no field for."""

    open_quotes: list[Span]
    impossible_dates: list[tuple[Span, str]]
    anniversaries: list[tuple[Span, int, str | None]]


class Read(Protocol):
    """A document as read: the items of the record, and the evidence that has no field."""

    @property
    def document(self) -> Document: ...
    @property
    def analysis(self) -> Analysis: ...
    @property
    def language(self) -> Language: ...
    @property
    def figures(self) -> list[Figure]: ...
    @property
    def changes(self) -> list[Change]: ...
    @property
    def milestones(self) -> list[Milestone]: ...
    @property
    def findings(self) -> list[Finding]: ...
    @property
    def entities(self) -> Mapping[str, Any]: ...
    @property
    def mentions(self) -> Sequence[Any]: ...
    @property
    def evidence(self) -> Noted: ...

    def words(self, span: Span) -> str: ...


def interval(figure: Figure, text: str) -> tuple[float, float]:
    """The values that a stated number leaves open: half a unit of its last digit, and its qualifier."""
    text = regex.sub(r"(?<=\d),(?=\d{1,2}(?!\d))", ".", text)  # "11,6": a comma before the decimals
    digits = "".join(c for c in text if c.isdigit() or c == ".").strip(".")
    if digits.count(".") > 1:
        digits = digits.replace(".", "")
    decimals = len(digits.split(".")[1]) if "." in digits else 0
    stated = float(digits) if digits else 0.0
    scale = figure.value / stated if stated else 1.0
    plain = digits.replace(".", "").lstrip("0")
    loose = figure.qualifier != "exactly"
    trailing = len(plain) - len(plain.rstrip("0")) if not decimals and loose else 0
    half = 0.5 * scale * 10 ** (trailing - decimals) if loose or scale > 1 or decimals else 0.0
    low, high = figure.value - half, (figure.high or figure.value) + half
    if figure.qualifier in ("more_than", "at_least"):
        high = math.inf
    elif figure.qualifier in ("less_than", "up_to"):
        low = 0.0
    elif figure.qualifier == "almost":
        low -= LOOSE * figure.value
    elif figure.qualifier == "about":
        low, high = low - LOOSE * figure.value, high + LOOSE * figure.value
    return low, high


def total(figures: Sequence[Figure], read: Read, times: Sequence[int] = ()) -> tuple[float, float]:
    """Between which values the sum of several stated numbers lies."""
    bounds = [interval(figure, read.words(figure.span)) for figure in figures]
    many = times or [1] * len(bounds)
    return (
        sum(low * n for (low, _), n in zip(bounds, many, strict=True)),
        sum(high * n for (_, high), n in zip(bounds, many, strict=True)),
    )


def meet(one: tuple[float, float], two: tuple[float, float]) -> bool:
    """Whether two intervals have a value in common."""
    slack = 1e-9 * max(abs(one[0]), abs(two[0]), 1.0)
    return one[0] <= two[1] + slack and two[0] <= one[1] + slack


def amount(value: float, unit: str) -> str:
    """A number as the messages write it: "1,400,000,000 USD", "100 %"."""
    return f"{value:,.2f}".rstrip("0").rstrip(".") + ("" if unit == "1" else f" {unit}")
