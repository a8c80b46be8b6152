"""Which indicator of the catalogue a figure is, by the language's patterns over its measure and the words around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec
import regex


class IndicatorRule(msgspec.Struct, frozen=True, rename={"against": "not"}):
    """Words that make a measure an indicator."""

    indicator: str
    unit: str
    pattern: str
    against: str | None = None
    measure_only: bool = False
    project: bool = False
    rated: bool = False


class IndicatorWords(msgspec.Struct, frozen=True):
    """The file ``indicators.yml`` of a language."""

    rules: list[IndicatorRule]
    units: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Clues:
    """What the rules read: the measure's words, those with the words around the number, unit, rate, a project."""

    measure: str
    context: str
    unit: str
    rate: str | None
    project: bool


@lru_cache
def _indicators(language: Any) -> tuple[IndicatorWords, list[tuple[IndicatorRule, Any, Any]]]:
    words: IndicatorWords = language.data("indicators", IndicatorWords)
    return words, [
        (rule, regex.compile(rule.pattern), regex.compile(rule.against) if rule.against else None)
        for rule in words.rules
    ]


def is_money(unit: str) -> bool:
    """Whether a unit is a code of ISO 4217."""
    return len(unit) == 3 and unit.isupper() and unit not in ("TEU", "BTU")


def indicator_of(language: Any, clues: Clues) -> IndicatorRule | None:
    """The first rule of the language that fits, or ``None``."""
    words, rules = _indicators(language)
    classes = {name for name, units in words.units.items() if clues.unit in units}
    if is_money(clues.unit):
        classes.add("money")
    for rule, pattern, against in rules:
        if rule.unit not in classes or rule.project and not clues.project or rule.rated and clues.rate is None:
            continue
        read = clues.measure if rule.measure_only else clues.context
        if pattern.search(read) and (against is None or not against.search(read)):
            return rule
    return None
