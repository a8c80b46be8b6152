"""Open questions for the reader to work on, made from gaps: promises without news, series without an official value, claims by
one side only. Each rests on the words that raise it."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

from communique.brief.composer import Composer, indicators
from communique.brief.model import Items, Section, Sentence
from communique.brief.promises import thing_name, what
from communique.dossier.dates import when
from communique.dossier.promises import Promise
from communique.dossier.series import Series

SHOWN = 14
QUIET = timedelta(days=365)
NOTES = 3
ENOUGH = 2  # values that one side alone has given


def questions_section(c: Composer, found: list[Series], promised: list[Promise]) -> Section | None:
    """The list; ``None`` where nothing is open."""
    sentences = list(islice((s for p in promised if (s := _of_promise(c, p)) is not None), SHOWN - 5))
    for one in found:
        sentences += [s for s in (_no_official(c, one), _one_side(c, one)) if s is not None]
    if not sentences:
        return None
    return Section("questions", c.words("heads", "questions"), 1, (Items(tuple(sentences[:SHOWN])),))


def _of_promise(c: Composer, promise: Promise) -> Sentence | None:
    last = promise.history[-1]
    name = f"{thing_name(c, promise)}, {what(c, promise)}"
    note = c.sources.cite(last.document, last.span, kind="milestones")
    if promise.state == "overdue":
        return c.sentence("sentences", "no_news", (note,), what=name, date=c.words.date(last.date))
    said, today = when(last.said_on), when(c.asked.as_of)
    if promise.state in ("open", "slipped") and said and today and said.end < _year_before(today.start):
        return c.sentence(
            "sentences", "quiet", (note,), what=name, date=c.words.date(last.date), day=c.words.date(last.said_on)
        )
    return None


def _year_before(day: date) -> date:
    return day - QUIET


def _no_official(c: Composer, one: Series) -> Sentence | None:
    counted = [p for p in one.points if p.status == "actual" and p.period]
    if not indicators().get(one.indicator, {}).get("official") or not counted or any(p.official for p in one.points):
        return None
    notes = tuple(dict.fromkeys(c.sources.cite(p.document, p.span, kind="figures") for p in counted[-NOTES:]))
    about = c.about(one.about, one.indicator)
    return c.sentence(
        "sentences",
        "no_official",
        notes,
        indicator=c.words("indicators", one.indicator),
        about=about,
        count=len(counted),
    )


def _one_side(c: Composer, one: Series) -> Sentence | None:
    """Only where it is known for all values who speaks for whom."""
    counted = [p for p in one.points if p.status == "actual" and p.speaker]
    if c.scope.pair is None or len(counted) < ENOUGH:
        return None
    side = c.sources.side(counted[0].document, counted[0].span, "figures")
    if side not in c.scope.pair.split("-"):
        return None
    if any(c.sources.side(p.document, p.span, "figures") != side for p in counted[1:]):
        return None
    notes = tuple(dict.fromkeys(c.sources.cite(p.document, p.span, kind="figures") for p in counted[-NOTES:]))
    return c.sentence(
        "sentences", "one_side", notes, indicator=c.words("indicators", one.indicator), about=c.about(one.about, one.indicator), country=c.words.country(side or "")
    )  # fmt: skip
