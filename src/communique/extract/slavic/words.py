"""Words by which names that are phrases in small letters are read: ``entities.yml`` of a language with cases."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec

from communique.extract.names import EntityWords


class PhraseWords(EntityWords, frozen=True):
    """What the file says beside the words of all languages."""

    no_part: frozenset[str] = frozenset()  # words before a head that are no part of its name
    complements: dict[str, frozenset[str]] = {}  # prepositions of a complement that belongs to the name, by kind
    placing: frozenset[str] = frozenset()  # those of them that need a name behind them
    bare: frozenset[str] = frozenset()  # bodies that count without a name
    vague: frozenset[str] = frozenset()  # descriptions that say nothing of which one
    always_many: frozenset[str] = frozenset()  # heads in the plural that mean one thing
    event_bodies: frozenset[str] = frozenset()  # bodies whose meetings are counted like events
    solid: frozenset[str] = frozenset()  # plants that count by what they make ("завод удобрений")
    fields: frozenset[str] = frozenset()  # nouns after "в" that go on with what a paper is about
    undertakings: frozenset[str] = (
        frozenset()
    )  # nouns of the subject of a paper: "о сотрудничестве в строительстве плотины"
    seated: frozenset[str] = frozenset()  # bodies named with the place where they sit: "посольство Грузии в Бухаресте"
    unnamed: frozenset[str] = frozenset()  # bodies that count by a name only: "армянское ведомство" points back
    sites: frozenset[str] = frozenset()  # houses that are projects where their building is told of: "создание Центра"
    building: frozenset[str] = frozenset()  # verbs that tell it
    opening: frozenset[str] = frozenset()  # verbs that tell of a beginning, in the future only: "откроется"
    stretches: frozenset[str] = frozenset()  # parts of a line: "участок Серхетабат – Герат", "туркменский отрезок"
    offices: frozenset[str] = frozenset()  # posts and bodies named after what they are for: "министр водного хозяйства"
    of_event: frozenset[str] = frozenset()  # nouns of what the report tells of: "участники переговоров"
    plain: frozenset[str] = frozenset()  # adjectives that do not tell one body from another: "частный банк"
    subjects: frozenset[str] = frozenset()  # forms that look like a genitive and are who acts: "стороны"
    quoted_projects: frozenset[str] = frozenset()  # nouns before a quoted name of a project


@lru_cache
def phrase_words(language: Any) -> PhraseWords:
    return language.data("entities", PhraseWords)  # type: ignore[no-any-return]


class PartWords(msgspec.Struct, frozen=True):
    """What ``figures.yml`` says beside the words of all languages."""

    part_of: list[str]  # "из них": a part of what was counted before
    relatives: frozenset[str]
    home: frozenset[str]  # "страны": the speaker's own
    readiness: frozenset[str]  # "готовность", "выполнен": how far a project has come
    bodies_have: frozenset[str]  # "капитал", "штат": what a body has
    spent: frozenset[str]  # verbs by which money went into a thing before it is built
    terms: frozenset[str]  # before the term of a paper
    sizes_of: frozenset[str]  # "мощностью", "стоимостью": in the instrumental before a number
    sum_prepositions: frozenset[str]  # between a noun and the sum that it measures: "кредит в 5 млн"
    sums: frozenset[str]  # "на сумму", "в размере"
    sums_for: frozenset[str]  # nouns that have a sum: "кредит", "контракт"
    falls_to: frozenset[str]  # prepositions of what a part falls to: "110 млн – на экспорт"
    how_many: frozenset[str]  # "сколько"
    makes_up: frozenset[str]  # "6,8 млн составил грант"
    fell: frozenset[str]  # verbs by which a part falls to something: "на долю X пришлось"
    of_them: frozenset[str]  # pronouns for what is counted: "их было 49"
    asides: frozenset[str]  # nouns that say nothing of what is counted: "по нашим расчётам"
    weak: frozenset[str]  # nouns before a dash that say nothing of what is measured


@lru_cache
def part_words(language: Any) -> PartWords:
    return language.data("figures", PartWords)  # type: ignore[no-any-return]
