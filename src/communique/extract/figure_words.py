"""The words by which figures are decided: ``figures.yml`` of a language, and the patterns made from them once."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec
import regex

from communique.extract.number_words import any_of
from communique.record import FigureStatus

NEVER = regex.compile(r"(?!)")  # the pattern of a list without words


class FigureWords(msgspec.Struct, frozen=True, kw_only=True):
    """The file ``figures.yml`` of a language; what a language has no words for may be left out."""

    pair_nouns: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    articles_of_scales: frozenset[str] = frozenset()
    time_before: list[str] = []
    time_after: frozenset[str] = frozenset()
    time_after_alone: frozenset[str] = (
        frozenset()
    )  # of those, words that make a time only where nothing depends on them
    lasting: list[str] = []
    fraction_before: frozenset[str] = frozenset()
    fraction_after: frozenset[str] = frozenset()
    compared: frozenset[str] = frozenset()
    other_clause: list[str] = []
    status_planned: list[str] = []
    status_target: list[str] = []
    status_forecast: list[str] = []
    estimated: list[str] = []
    telling_subjects: frozenset[str] = frozenset()
    permitted: frozenset[str] = frozenset()
    willing: frozenset[str] = frozenset()
    completing: frozenset[str] = frozenset()  # verbs that say an aim or a plan, but in the past what was done
    undertaking: frozenset[str] = frozenset()
    being: frozenset[str] = frozenset()
    infinitive: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    relative: frozenset[str] = frozenset()
    personal: frozenset[str] = frozenset()
    pointing: frozenset[str] = frozenset()
    in_: frozenset[str] = msgspec.field(name="in", default=frozenset())
    another: frozenset[str] = frozenset()
    worth: frozenset[str] = frozenset()
    sizes: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    kinds_of_money: frozenset[str] = frozenset()
    share_verbs: frozenset[str] = frozenset()
    transparent: frozenset[str] = frozenset()
    telling_verbs: frozenset[str] = frozenset()
    weak_counted: frozenset[str] = frozenset()
    measure_verbs: frozenset[str] = frozenset()
    weak_measures: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    of_money: frozenset[str] = frozenset()
    hoping: frozenset[str] = frozenset()
    aged: frozenset[str] = frozenset()
    generic: frozenset[str] = frozenset()
    ordinals: frozenset[str] = frozenset()
    paid: frozenset[str] = frozenset()  # what was done with a sum: "the $2 million released in March"
    it: frozenset[str] = frozenset()
    they: frozenset[str] = frozenset()
    them: frozenset[str] = frozenset()
    back: frozenset[str] = frozenset()
    whose: frozenset[str] = frozenset()
    with_: frozenset[str] = msgspec.field(name="with", default=frozenset())
    into: frozenset[str] = frozenset()
    possess: frozenset[str] = frozenset()
    thing_nouns: frozenset[str] = frozenset()
    parts_of_things: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    perfect: frozenset[str] = frozenset()
    gatherings: frozenset[str] = frozenset()
    as_kind: frozenset[str] = frozenset()
    ones: frozenset[str] = frozenset()
    listing: frozenset[str] = frozenset()
    heights: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    for_: frozenset[str] = msgspec.field(name="for", default=frozenset())
    use: frozenset[str] = frozenset()
    able: frozenset[str] = frozenset()
    expecting: frozenset[str] = frozenset()  # verbs whose infinitive is as firm as they are: "expects trade to reach"
    clocks: frozenset[str] = frozenset()
    at_verbs: frozenset[str] = frozenset()
    at: frozenset[str] = frozenset()
    from_: frozenset[str] = msgspec.field(name="from", default=frozenset())
    to: frozenset[str] = frozenset()
    gapping: frozenset[str] = frozenset()
    out_of_these: frozenset[str] = frozenset()
    compounds: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    agreement_markers: frozenset[str] = frozenset()
    comparing: list[str] = []  # before a period that a number is only compared with
    set_beside: list[str] = []  # before an amount that another is compared with
    than: frozenset[str] = frozenset()  # before what something is compared with
    numbers: frozenset[str] = frozenset()  # nouns for a number told before: "the figure is to reach 40"
    more_of_them: frozenset[str] = frozenset()  # before a bare number of the same: "another 1,500 are expected"
    ours: frozenset[str] = frozenset()  # words of whoever speaks for a country: "our exports"
    totalling: frozenset[str] = frozenset()  # verbs whose perfect sums up: "has amounted to $3 billion since 1965"
    rest: frozenset[str] = frozenset()  # before what is left of a sum: "the remaining $120 million"
    able_now: frozenset[str] = frozenset()  # what a thing is able to do holds now: "can crush 60,000 tonnes"
    wares: frozenset[str] = frozenset()  # what is traded: "imported goods for 640 million"
    its: frozenset[str] = frozenset()  # "its exports": of the country whose the figure before is
    gone_through: frozenset[str] = frozenset()  # verbs whose subjects add up: "200 have graduated since 2015"
    holding: frozenset[str] = frozenset()  # verbs of what stays so: "has employed 40 people since 2019"
    items_apart: bool = False  # whether a numbered item never goes on about the project of the item before
    open_periods: bool = False  # whether "since 2017" is the period of a figure
    telling_adjectives: frozenset[str] = frozenset()  # before a subject: "planned capacity"
    # stands for a verb of measure in the future, in a language where one word says it: "составит"
    ahead_grows: str = ""
    effects: frozenset[str] = frozenset()  # verbs whose future is expected like that of a measure
    ahead_does: str = ""  # for any other verb in the future: "выполнят"


@lru_cache
def figure_words(language: Any) -> FigureWords:
    return language.data("figures", FigureWords)  # type: ignore[no-any-return]


def _whole(forms: list[str]) -> Any:
    if not forms:
        return NEVER
    return regex.compile(rf"(?<!\p{{L}})(?:{any_of(forms)})(?!\p{{L}})", regex.IGNORECASE)


@lru_cache
def status_patterns(language: Any) -> list[tuple[FigureStatus, Any]]:
    words = figure_words(language)
    pairs: list[tuple[FigureStatus, list[str]]] = [
        ("target", words.status_target),
        ("forecast", words.status_forecast),
        ("planned", words.status_planned),
    ]
    return [(status, _whole(forms)) for status, forms in pairs]


@lru_cache
def estimate(language: Any) -> Any:
    return _whole(figure_words(language).estimated)


@lru_cache
def other_clause(language: Any) -> Any:
    """Words between a number and a time that make the time another clause's."""
    return _whole(figure_words(language).other_clause)


@lru_cache
def comparing(language: Any) -> Any | None:
    """Words before a period that a number is only compared with; ``None`` where the language has none."""
    forms = figure_words(language).comparing
    return regex.compile(rf"(?<!\p{{L}})(?:{any_of(forms)})(?!\p{{L}})[^.;]*$", regex.IGNORECASE) if forms else None


@lru_cache
def time_before(language: Any) -> Any:
    """What makes a duration a time that only says when, right before it, at most one word between."""
    return _before(figure_words(language).time_before)


@lru_cache
def lasting(language: Any) -> Any:
    """What makes a number of years a term, right before it, at most one word between; more before a dash."""
    return _before(figure_words(language).lasting, dashed=2)


def _before(forms: list[str], dashed: int = 0) -> Any:
    if not forms:
        return NEVER
    far = rf"|\s+(?:\w+\s+){{0,{dashed}}}[–—]\s+" if dashed else ""
    return regex.compile(rf"(?<!\p{{L}})(?:{any_of(forms)})(?:\s+(?:\w+\s+)?{far})$", regex.IGNORECASE)
