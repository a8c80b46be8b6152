"""Does an anniversary match the day that the thing was signed or founded?"""

from __future__ import annotations

from collections.abc import Iterator

from communique.check.seen import Read
from communique.record import Finding, Milestone, Span, Verdict
from communique.saying import say

BEGAN = ("signed", "opened", "in_force", "started")
NEAR = 400  # characters between the anniversary and the step that it is of


MATCHES = "{years} years after {date} is {due}; the report is of {year}: it matches."
DIFFERS = "{years} years after {date} is {due}; the report is of {year}: check the number or the date."


def anniversary_matches(read: Read) -> Iterator[Finding]:
    """A finding where the report says of what the anniversary is, and when that was."""
    published = read.document.published or ""
    if not published[:4].isdigit():
        return
    year = int(published[:4])
    for span, years, entity_id in read.evidence.anniversaries:
        found = _began(read, span, entity_id)
        if found is None:
            continue
        date, ref, sure = found
        due = int(date[:4]) + years
        holds = due in (year, year + 1) or due == year - 1 and published[5:7] == "01"
        verdict: Verdict = "holds" if holds else "fails"
        if not holds and not sure:
            continue  # the step named near by may be another's
        yield Finding(
            check="anniversary_matches",
            verdict=verdict,
            message=say(MATCHES if holds else DIFFERS, years=years, date=date, due=due, year=year),
            refs=(ref,),
            span=span,
        )


def _began(read: Read, span: Span, entity_id: str | None) -> tuple[str, str, bool] | None:
    """When it began, what says so, and whether that is surely the same thing: named, or told in the same sentence."""
    entity = read.entities.get(entity_id) if entity_id is not None else None
    if entity is not None and entity.signed:
        return entity.signed, entity.id, True
    near: list[tuple[int, Milestone]] = [
        (abs(milestone.span[0] - span[0]), milestone)
        for milestone in read.milestones
        if milestone.step in BEGAN and milestone.status == "done" and (milestone.date or "")[:4].isdigit()
    ]
    if not near:
        return None
    away, milestone = min(near, key=lambda pair: pair[0])
    here, there = read.analysis.sentence_of(span[0]), read.analysis.sentence_of(milestone.span[0])
    if away > NEAR or milestone.date is None:
        return None
    return milestone.date, milestone.id, here is not None and there is not None and here.index == there.index
