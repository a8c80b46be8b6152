"""Which step of its kind a milestone is: the words that tell apart "first unit" and "first large unit" of one plant."""

from __future__ import annotations

from communique.record import Milestone, Record
from communique.resolve.words import WORD, concept_of, part_of, words

REACH = 3  # words before a part in which its order and size stand
WHOLE = {"started": "construction"}  # what a step of the whole is a step of
SAME_AS_WHOLE = {"construction"}  # "the construction of the line will be completed": the line
OWNERS = ("project", "agreement", "programme", "organization")


def theme_of(record: Record, milestone: Milestone) -> str:
    """The concepts of the part and of its order and size, in fixed order: "first unit"; empty for the whole."""
    start, end = milestone.span
    about = record.entity(about_of(record, milestone))
    own = [s for s in about.mentions if s[0] < end and s[1] > start] if about else []
    found = [m for m in WORD.finditer(record.document.text, start, end)]
    kept = [m for m in found if not any(a <= m.start() < b for a, b in own if b - a > 4)]
    table = words()
    for i, match in enumerate(kept):
        part = part_of(match[0])
        if part is None:
            continue
        before = [m for m in kept[max(0, i - REACH) : i] if match.start() - m.end() < 40]
        sizes = {c for m in before if (c := concept_of(m[0])) in table.modifiers}
        if part in table.weak_parts and not sizes:
            continue
        if part in SAME_AS_WHOLE and not sizes:
            return part if milestone.step == "started" else ""
        return " ".join([m for m in table.modifiers if m in sizes] + [part])
    return WHOLE.get(milestone.step, "")


def about_of(record: Record, milestone: Milestone) -> str | None:
    """What the step is a step of; where the reading leaves a promise open, the project named last before it in its paragraph."""
    if milestone.about is not None or milestone.status != "expected" or milestone.step in ("signed", "other", "agreed"):
        return milestone.about
    paragraph = record.document.text.rfind("\n", 0, milestone.span[0]) + 1
    best: tuple[int, str] | None = None
    for entity in record.entities:
        if entity.kind == "project":
            for span in entity.mentions:
                if paragraph <= span[0] < milestone.span[1] and (best is None or span[0] > best[0]):
                    best = (span[0], entity.id)
    return best[1] if best else None
