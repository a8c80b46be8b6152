"""The words and patterns of times of a language: ``periods.yml``, compiled once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec
import regex

from communique.extract.pattern_needs import Presence, needs

LISTS = ("months", "weekdays", "seasons", "shifts", "days", "parts", "units", "ordinals", "counts", "anniversary_words")


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
    before_counts: frozenset[str]
    infinitive: frozenset[str] = frozenset()
    calendar_year: list[str] = []
    months_in_capitals: bool = False
    begun: frozenset[str] = frozenset()  # right before a date: it lies behind, "since March"
    began: frozenset[str] = frozenset()
    past_auxiliaries: frozenset[str] = frozenset()  # of a participle whose clause looks back: "was postponed in June"
    anchored_shifts: frozenset[str] = frozenset()  # "of the same year": as the time named before
    given_after: frozenset[str] = frozenset()  # small words before a given name that is a month's too: "and Jan Novak"
    before_months: frozenset[str] = (
        frozenset()
    )  # words before a month that a sentence may open with: "In May President X"
    open_ahead: frozenset[str] = frozenset()  # words before a date to come that open a time without an end: "from 2027"


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled patterns of a language."""

    words: PeriodWords
    rules: list[tuple[Rule, Any]]
    open_start: Any
    anniversaries: list[Any]
    presence: Presence
    anniversaries_present: Presence

    def rules_for(self, text: str) -> list[tuple[int, Rule, Any]]:
        """The rules that can match in a text, each with its place in the order of all."""
        return [(at, *self.rules[at]) for at in self.presence.fitting(text)]

    def anniversaries_for(self, text: str) -> list[Any]:
        """The patterns of anniversaries that can match in a text."""
        return [self.anniversaries[at] for at in self.anniversaries_present.fitting(text)]


@cache
def grammar_of(language: Any) -> Grammar:
    words = language.data("periods", PeriodWords)
    lists = {name: list(getattr(words, name)) for name in LISTS}
    alternatives = {
        name: "|".join(sorted(map(regex.escape, forms), key=len, reverse=True)) for name, forms in lists.items()
    }

    def expand(pattern: str, macros: dict[str, str]) -> str:
        for _ in range(4):
            for name, value in macros.items():
                pattern = pattern.replace("{" + name + "}", value)
        return pattern

    def fill(pattern: str) -> Any:
        whole = expand(pattern, {**alternatives, **words.prefixes, **words.macros})
        return regex.compile(rf"(?<![\p{{L}}\p{{N}}])(?:{whole})(?![\p{{L}}])", regex.IGNORECASE)

    named = words.prefixes | words.macros
    rules = [(rule, fill(rule.pattern)) for rule in words.rules]
    opening = "|".join(map(regex.escape, words.open_start))
    return Grammar(
        words,
        rules,
        regex.compile(rf"\b(?:{opening})\s+(?:the\s+)?$", regex.IGNORECASE),
        [fill(rule.pattern) for rule in words.anniversaries],
        *(
            Presence([needs(expand(rule.pattern, named), lists) for rule in rules])
            for rules in (words.rules, words.anniversaries)
        ),
    )
