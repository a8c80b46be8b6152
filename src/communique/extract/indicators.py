"""Which indicator of the catalogue a figure is, by the language's patterns over its measure and the words around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

import msgspec
import regex

from communique.extract.pattern_needs import Presence, needs

Scope = Literal["measure", "clause", "near", "before"]


class IndicatorRule(msgspec.Struct, frozen=True, rename={"against": "not"}):
    """Words that make a measure an indicator."""

    indicator: str
    unit: str
    pattern: str
    against: str | None = None
    measure_only: bool = False  # the same as the scope "measure"
    scope: Scope | None = None
    head: frozenset[str] | None = None  # base forms that the measure's head must have
    not_head: frozenset[str] = frozenset()
    project: bool = False
    spoken_of: bool = False  # the project may be one that only the sentences before name
    rated: bool = False
    no_project: bool = False  # not of what a project can do
    placed: bool = False  # wants a country in the measure: "invested in Algeria", but "invested in its service"
    state: bool = False  # wants a country as what the clause is said of: "Vietnam shipped", but "the airline bought"
    apart: bool = False  # only where the clause speaks of no project: what a plant supplies is its output


class IndicatorWords(msgspec.Struct, frozen=True):
    """The file ``indicators.yml`` of a language."""

    rules: list[IndicatorRule]
    units: dict[str, list[str]]
    scope: Scope = "near"  # of rules that say none
    breaks: list[str] = []  # words that begin another amount's clause
    measure_first: bool = (
        False  # whether a rule that the measure's own words fit goes before one that fits words around it
    )


@dataclass(frozen=True, slots=True)
class Clues:
    """What the rules read: the words of the measure, its head, the clause, the words around the number, unit, rate, thing."""

    measure: str
    head: str
    clause: str
    left: str
    right: str
    unit: str
    rate: str | None
    thing: Literal["near", "before"] | None
    before: str = ""  # the sentence before
    country: bool = False  # whether the measure names a country
    state: bool = False  # whether a country does what the clause says

    @property
    def near(self) -> str:
        return " ".join(f"{self.left} {self.right}".split())

    def words(self, scope: Scope) -> str:
        if scope == "measure":
            return self.measure
        around = {"clause": self.clause, "near": self.near, "before": f"{self.clause} | {self.before}"}
        return f"{self.measure} | {around[scope]}"


@lru_cache
def indicator_rules(language: Any) -> tuple[IndicatorWords, list[tuple[IndicatorRule, Any, Any]], Presence]:
    """The list, its rules with their patterns compiled (what must match, what must not), and which of them may match a text."""
    words: IndicatorWords = language.data("indicators", IndicatorWords)
    rules = [
        (rule, regex.compile(rule.pattern), regex.compile(rule.against) if rule.against else None)
        for rule in words.rules
    ]
    return words, rules, Presence([needs(rule.pattern) for rule in words.rules])


def is_money(unit: str) -> bool:
    """Whether a unit is a code of ISO 4217."""
    return len(unit) == 3 and unit.isupper() and unit not in ("TEU", "BTU")


def indicator_of(language: Any, clues: Clues) -> IndicatorRule | None:
    """The first rule of the language that fits, or ``None``; what the measure itself says goes before the words around it."""
    words, _, _ = indicator_rules(language)
    if words.measure_first:
        found = _first(language, clues, own=True)
        if found is not None:
            return found
    close = _close(language, clues) if words.breaks else clues
    found = _first(language, close, own=False) if close is not clues else None
    kept = found is not None and (found.pattern != "." or clues.thing == "near")
    # what stands beyond such a word to the right is another amount's; to the left it may be what both are of
    return found if kept else _first(language, replace(clues, right=close.right), own=False)


def _close(language: Any, clues: Clues) -> Clues:
    """The clues without what stands beyond a word that begins another amount's clause: ", из которых", ", а"."""
    apart = _breaks(language)
    left, right = apart.split(clues.left)[-1], apart.split(clues.right)[0].split(":")[0]
    if (left, right) == (clues.left, clues.right):
        return clues
    return replace(clues, left=left, right=right)


@lru_cache
def _breaks(language: Any) -> Any:
    words, _, _ = indicator_rules(language)
    return regex.compile(rf"(?:{'|'.join(regex.escape(word.rstrip()) for word in words.breaks)})(?!\p{{L}})")


def _first(language: Any, clues: Clues, *, own: bool) -> IndicatorRule | None:
    """The first rule that fits; ``own``: only by words of the measure, no rule that takes whatever a project has."""
    words, rules, presence = indicator_rules(language)
    classes = {name for name, units in words.units.items() if clues.unit in units}
    if is_money(clues.unit):
        classes.add("money")
    said = clues.measure if own else f"{clues.measure} | {clues.clause} | {clues.near} | {clues.before}"
    for rule, pattern, against in (rules[at] for at in presence.fitting(said)):
        if (
            rule.unit not in classes
            or rule.rated
            and clues.rate is None
            or own
            and rule.pattern == "."
            and clues.thing != "near"
        ):
            continue
        if rule.no_project and clues.thing == "near" and clues.rate is not None:
            continue
        if rule.project and clues.thing != "near" and not (rule.spoken_of and clues.thing):
            continue
        if rule.project and clues.thing != "near" and clues.state:
            continue  # "Korea will admit 5,000 workers": of a country, of no project spoken of before
        if rule.state and not clues.state:
            continue
        if rule.apart and clues.thing == "near":
            continue
        if rule.placed and not clues.country:
            continue
        if rule.head is not None and clues.head not in rule.head or clues.head in rule.not_head:
            continue
        read = clues.words(rule.scope or ("measure" if rule.measure_only else words.scope))
        read = clues.measure if own else read
        if pattern.search(read) and (against is None or not against.search(read)):
            return rule
    return None
