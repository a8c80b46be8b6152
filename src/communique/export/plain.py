"""A record as tables: tab-separated for sheets, or Markdown. Each kind names its columns; the last holds the words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TextIO

from communique.export.wording import ORDER, amount, line, name, speaker, spoken, title, value
from communique.record import Change, Entity, Figure, Finding, Link, Milestone, Post, Record, Statement
from communique.saying import say


def rows(record: Record, kind: str) -> tuple[list[str], list[list[str]]]:
    """Column names and rows of one kind."""
    columns, cells = TABLES[kind]
    return columns, [[" ".join(cell.split()) for cell in cells(record, item)] for item in getattr(record, kind)]


def table(record: Record, kinds: tuple[str, ...], out: TextIO) -> None:
    """Tab-separated tables, one a kind, each under a line with its name."""
    for kind in ORDER:
        if kind in kinds:
            head, lines = rows(record, kind)
            out.write(f"# {kind}\n" + "\t".join(map(say, head)) + "\n")
            out.writelines("\t".join(cells) + "\n" for cells in lines)


def markdown(record: Record, kinds: tuple[str, ...]) -> str:
    """The record as Markdown tables."""
    document = record.document
    about = " · ".join(_escaped(part) for part in (document.publisher, document.published, document.source) if part)
    text = f"# {_escaped(document.title or document.source or say('Report'))}\n\n" + (f"{about}\n\n" if about else "")
    for kind in ORDER:
        head, lines = rows(record, kind)
        if kind in kinds and lines:
            text += f"## {title(kind)}\n\n| {' | '.join(map(say, head))} |\n|{'---|' * len(head)}\n"
            text += "".join(f"| {' | '.join(map(_escaped, cells))} |\n" for cells in lines) + "\n"
    return text


def _escaped(words: str) -> str:
    """Words that Markdown shows as they are."""
    for mark in "\\|<*_`[":
        words = words.replace(mark, "\\" + mark)
    return " ".join(words.split())


def _finding(record: Record, item: Finding) -> list[str]:
    return [item.check, item.verdict, item.message, line(record, item.span)]


def _statement(record: Record, item: Statement) -> list[str]:
    cue, topics = line(record, item.cue_span), ", ".join(item.topics)
    return [name(record, item.speaker), cue, item.manner, topics, spoken(record, item.content_spans)]


def _figure(record: Record, item: Figure) -> list[str]:
    about = ", ".join(name(record, entity) for entity in item.about)
    return [
        value(item), item.measure or "", item.indicator or "", about, speaker(record, item.statement), item.period or "", item.status,
        line(record, item.span),
    ]  # fmt: skip


def _change(record: Record, item: Change) -> list[str]:
    ends = {figure.id: value(figure) for figure in record.figures}
    by = amount(item) if item.amount is not None else ""
    return [
        item.direction, by, ends.get(item.from_ or "", ""), ends.get(item.to or "", ""), item.measure or "", item.period or "",
        speaker(record, item.statement), line(record, item.span),
    ]  # fmt: skip


def _milestone(record: Record, item: Milestone) -> list[str]:
    schedule = {True: "yes", False: "no", None: ""}[item.on_schedule]
    return [
        name(record, item.about), item.step, item.status, item.date or "", schedule, speaker(record, item.statement),
        line(record, item.span),
    ]  # fmt: skip


def _post(record: Record, item: Post) -> list[str]:
    organization = name(record, item.organization)
    return [
        name(record, item.person), item.title, organization, item.represents or "", item.accredited_to or "", line(record, item.span)
    ]  # fmt: skip


def _link(record: Record, item: Link) -> list[str]:
    return [name(record, item.subject), item.relation, name(record, item.object), line(record, item.span)]


def _entity(record: Record, item: Entity) -> list[str]:
    return [item.kind, item.name, "; ".join(item.aliases), item.country or "", str(len(item.mentions))]


TABLES: dict[str, tuple[list[str], Callable[[Record, Any], list[str]]]] = {
    "findings": (["check", "verdict", "message", "words"], _finding),
    "statements": (["speaker", "cue", "manner", "topics", "words"], _statement),
    "figures": (["value", "measure", "indicator", "about", "speaker", "period", "status", "words"], _figure),
    "changes": (["direction", "amount", "from", "to", "measure", "period", "speaker", "words"], _change),
    "milestones": (["about", "step", "status", "date", "on schedule", "speaker", "words"], _milestone),
    "posts": (["person", "title", "organization", "represents", "accredited to", "words"], _post),
    "links": (["subject", "relation", "object", "words"], _link),
    "entities": (["kind", "name", "aliases", "country", "mentions"], _entity),
}
