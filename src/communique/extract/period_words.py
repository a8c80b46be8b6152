"""The words and patterns of times of a language: ``periods.yml``, compiled once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec
import regex


class Rule(msgspec.Struct, frozen=True):
    """A pattern of the language, with what it says beside its groups."""

    name: str
    pattern: str
    shift: int | None = None
    unit: str | None = None
    duration: bool = False
    anchored: bool = False  # counts from the year that the sentence named last, not from the day of publication
    cased: bool = False


class Anniversary(msgspec.Struct, frozen=True):
    pattern: str


class PeriodWords(msgspec.Struct, frozen=True):
    """The file ``periods.yml`` of a language."""

    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, int]
    shifts: dict[str, int]
    days: dict[str, int]
    parts: dict[str, str]
    units: dict[str, str]
    ordinals: dict[str, int]
    counts: dict[str, int]
    ahead_auxiliaries: list[str]
    ahead_heads: list[str]
    open_start: list[str]
    until: list[str]
    prefixes: dict[str, str]
    macros: dict[str, str]
    rules: list[Rule]
    anniversaries: list[Anniversary]
    anniversary_words: dict[str, int]
    infinitive: frozenset[str] = frozenset()
    calendar_year: list[str] = []
    months_in_capitals: bool = False


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled patterns of a language."""

    words: PeriodWords
    rules: list[tuple[Rule, Any]]
    open_start: Any
    anniversaries: list[Any]


@cache
def grammar_of(language: Any) -> Grammar:
    words = language.data("periods", PeriodWords)
    lists = {
        name: "|".join(sorted(map(regex.escape, getattr(words, name)), key=len, reverse=True))
        for name in (
            "months",
            "weekdays",
            "seasons",
            "shifts",
            "days",
            "units",
            "ordinals",
            "counts",
            "anniversary_words",
        )
    }
    expanded = {**lists, **words.prefixes, **words.macros}

    def fill(pattern: str) -> str:
        for _ in range(4):
            for name, value in expanded.items():
                pattern = pattern.replace("{" + name + "}", value)
        return rf"(?<![\p{{L}}\p{{N}}])(?:{pattern})(?![\p{{L}}])"

    rules = [(rule, regex.compile(fill(rule.pattern), regex.IGNORECASE)) for rule in words.rules]
    opening = "|".join(map(regex.escape, words.open_start))
    return Grammar(
        words,
        rules,
        regex.compile(rf"\b(?:{opening})\s+(?:the\s+)?$", regex.IGNORECASE),
        [regex.compile(fill(rule.pattern), regex.IGNORECASE) for rule in words.anniversaries],
    )
