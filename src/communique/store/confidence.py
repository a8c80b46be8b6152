"""How far an item can be trusted before a person has looked: a number from 0 to 100, and what speaks against it.

Each doubt is something the record shows: a field that the text left open, a finding that fails, a speaker named by a pronoun.
It orders the queue of reviews; nothing is left out because of it.
"""

from __future__ import annotations

from communique.record import Figure, Milestone, Record, Statement

SURE = 95
LONG = 700  # characters of content over which a statement may have run too far


def confidence(record: Record, item: Statement | Figure | Milestone) -> tuple[int, tuple[str, ...]]:
    """The confidence of an item, and its doubts."""
    if isinstance(item, Figure):
        doubts = _of_figure(record, item)
    elif isinstance(item, Statement):
        doubts = _of_statement(record, item)
    else:
        doubts = _of_milestone(record, item)
    if any(f.verdict == "fails" and item.id in f.refs for f in record.findings):
        doubts.append((30, "a check of the document fails"))
    return max(5, SURE - sum(cost for cost, _ in doubts)), tuple(words for _, words in doubts)


def _of_figure(record: Record, figure: Figure) -> list[tuple[int, str]]:
    doubts = []
    if figure.measure is None:
        doubts.append((20, "what is measured is open"))
    if not figure.about:
        doubts.append((15, "what it is about is open"))
    if figure.period is None and figure.indicator is not None:
        doubts.append((15, "its period is open"))
    if figure.indicator is None:
        doubts.append((5, "no indicator fits"))
    if figure.statement is None:
        doubts.append((8, "nobody is named who says it"))
    if figure.period and figure.period[-1] in "~?%":
        doubts.append((5, "its period is approximate"))
    return doubts


def _of_statement(record: Record, statement: Statement) -> list[tuple[int, str]]:
    doubts = []
    length = sum(b - a for a, b in statement.content_spans)
    if statement.speaker is None:
        doubts.append((35, "its speaker is open"))
    elif statement.speaker_span is not None and not any(
        a <= statement.speaker_span[0] < b or statement.speaker_span[0] <= a < statement.speaker_span[1]
        for a, b in _mentions(record, statement.speaker)
    ):
        doubts.append((12, "its speaker is named by a pronoun or a role"))
    if statement.cue_span is None:
        doubts.append((10, "no word introduces it"))
    if length > LONG:
        doubts.append((12, "it is long"))
    if length < 20:
        doubts.append((20, "it is short"))
    if any(f.check == "quotes_balanced" and f.verdict == "fails" for f in record.findings):
        doubts.append((15, "a quotation mark is not closed"))
    return doubts


def _mentions(record: Record, entity_id: str) -> tuple[tuple[int, int], ...]:
    entity = record.entity(entity_id)
    return entity.mentions if entity else ()


def _of_milestone(record: Record, milestone: Milestone) -> list[tuple[int, str]]:
    doubts = []
    if milestone.about is None:
        doubts.append((30, "what it is a step of is open"))
    if milestone.date is None:
        doubts.append((12, "its date is open"))
    if milestone.step == "other":
        doubts.append((10, "its step has no name"))
    return doubts
