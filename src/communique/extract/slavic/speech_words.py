"""The words of reported speech that a language with cases needs beside those of all languages (``cues.yml``)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec


class SourceWords(msgspec.Struct, frozen=True):
    """What ``cues.yml`` says beside the words of all languages."""

    about_this: list[str]  # "об этом": what was said before
    proposing: frozenset[str]  # verbs with an infinitive that is their content
    inside: frozenset[str]  # "в пресс-службе сообщили"
    online: frozenset[str]  # "на сайте министерства говорится"
    papers: frozenset[str]  # "говорится в сообщении министерства": whose paper it is
    sources: frozenset[str]  # nouns for what shows something, whose owner says so: "данные комитета"
    shows: frozenset[str]  # verbs of which they are the subject: "свидетельствуют данные комитета"
    denials: frozenset[str]  # verbs that say something by "не": "не скрывает, что"
    doubts: frozenset[str]  # verbs that say something with and without "не"
    conditions: frozenset[str]  # "если канцлер сообщит": nothing is said yet
    interrogatives: frozenset[str]  # "рассказала, как идёт стройка": what was said is not told
    inserted: frozenset[str]  # "сказал, в частности, посол"
    than: frozenset[str]  # "позже, чем обещали": nobody says this
    feasts: frozenset[str]  # what is celebrated by a verb that says "note" as well
    agreeing: frozenset[str]  # verbs with "на том, что"
    describing: frozenset[str]  # nouns for whoever spoke last: "экономист"
    governs: dict[str, list[str]]  # prepositions of what a verb tells: "пожаловался на нехватку"
    asking: frozenset[str]  # of the proposing verbs those that name who shall do it: "призвал партнёров вложить"
    mind: frozenset[str]  # nouns for what somebody thinks or says, with a clause behind them: "прозвучало мнение, что"
    such: frozenset[str]  # "с таким заявлением выступил": what was said before
    such_nouns: frozenset[str]
    collective: frozenset[str]  # nouns of the singular for several: "сторона"
    nouns_govern: dict[str, list[str]]  # "обратил внимание на", "сделал акцент на": what follows is told
    carried: frozenset[str]  # "приводит слова посла агентство": verbs with whose words they pass on
    words_of: frozenset[str]  # nouns for these words
    out_of: frozenset[str]  # before them: "следует из данных комитета"


@lru_cache
def source_words(language: Any) -> SourceWords:
    return language.data("cues", SourceWords)  # type: ignore[no-any-return]
