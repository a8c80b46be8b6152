"""Numbers that another is only compared with: "23,5 тыс. тонн против 15,1 тыс. тонн годом ранее"."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec
import regex

from communique.extract.draft import Draft
from communique.record import Figure, Span

NEAR = 45  # characters behind a number in which "годом ранее" stands
BEFORE = 30  # characters before it in which a word of comparison stands
YEAR = regex.compile(r"\d{4}")


class ComparedWords(msgspec.Struct, frozen=True):
    """What ``changes.yml`` says of them."""

    against: list[str]
    year_earlier: list[str]  # "годом ранее", "за тот же период прошлого года"


@lru_cache
def _patterns(language: Any) -> tuple[Any, Any]:
    words = language.data("changes", ComparedWords)
    against = "|".join(map(regex.escape, words.against))
    earlier = "|".join(words.year_earlier)
    return (
        regex.compile(rf"(?<!\p{{L}})(?:{against})(?:\s+\p{{L}}+)?\s*$", regex.IGNORECASE),
        regex.compile(rf"[^.;:]{{0,{NEAR}}}?(?<!\p{{L}})(?P<words>{earlier})(?!\p{{L}})", regex.IGNORECASE),
    )


def is_compared_with(draft: Draft, figure: Figure) -> bool:
    """Whether a word of comparison stands before a number, or "a year earlier" behind it."""
    against, earlier = _patterns(draft.language)
    start, end = figure.span
    return bool(against.search(draft.text, max(0, start - BEFORE), start) or earlier.match(draft.text, end))


def a_year_before(draft: Draft, figure: Figure, before: Figure) -> tuple[str, Span] | None:
    """The period of the figure before, a year earlier, where the words behind (or right before) a number say so."""
    against, earlier = _patterns(draft.language)
    found = earlier.match(draft.text, figure.span[1])
    if found is None or before.period is None or not YEAR.match(before.period) or "~" in before.period:
        return None
    sentence = draft.analysis.sentence_of(figure.span[0])
    if sentence is None or found.end() > sentence.end or before.period.endswith("/.."):
        return None
    if any(q.number[0] in range(figure.span[1], found.start("words")) for q in draft.quantities):
        return None
    return YEAR.sub(lambda match: str(int(match.group()) - 1), before.period), found.span("words")
