"""Steps, and the dates of agreements and events that they tell: when a paper was signed, when a meeting took place."""

from __future__ import annotations

import regex

from communique.extract.draft import Draft, EntityDraft
from communique.extract.milestones import find_milestones as find_all

DAY = regex.compile(r"\d{4}-\d\d(?:-\d\d)?")
BESIDE = 90  # characters between an event and its date at most


def find_milestones(draft: Draft) -> None:
    """As for all languages; then the dates of entities."""
    find_all(draft)
    for milestone in draft.milestones:
        about = draft.entities.get(milestone.about or "")
        if about is not None and about.kind == "agreement" and (milestone.step, milestone.status) == ("signed", "done"):
            about.signed = about.signed or milestone.date
    for entity in draft.entities.values():
        if entity.kind == "event" and entity.date is None:
            entity.date = _took_place(draft, entity)


def _took_place(draft: Draft, event: EntityDraft) -> str | None:
    """The day or month nearest to the first words for an event, in their sentence and not ahead of the report."""
    mention = min((m for m in draft.mentions if m.entity == event.id), key=lambda m: m.span, default=None)
    sentence = draft.analysis.sentence_of(mention.span[0]) if mention is not None else None
    if mention is None or sentence is None:
        return None
    near = [
        (max(period.span[0] - mention.span[1], mention.span[0] - period.span[1]), period.date)
        for period in draft.periods_in((sentence.start, sentence.end))
        if period.date and DAY.fullmatch(period.date) and not period.duration
    ]
    published = draft.document.published or ""
    near = [(gap, day) for gap, day in near if gap < BESIDE and (not published or day <= published[: len(day)])]
    return min(near)[1] if near else None
