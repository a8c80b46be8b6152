"""What people decided of items, laid over what was read: rejected items are gone, edited fields are as the person set them.

The record as read is kept; a correction is applied whenever items are indexed or shown, so it holds when a text is read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

import msgspec

from communique.errors import UsageError
from communique.record import Figure, Milestone, Record, Span, Statement

Kind = Literal["statement", "figure", "milestone"]
Action = Literal["accept", "reject", "edit"]
Item = Statement | Figure | Milestone
ATTRIBUTE = {"statement": "statements", "figure": "figures", "milestone": "milestones"}
STRUCT: dict[str, type[Item]] = {"statement": Statement, "figure": Figure, "milestone": Milestone}
EDITABLE = {
    "statement": ("speaker", "manner", "topics"),
    "figure": ("value", "high", "unit", "rate", "qualifier", "measure", "indicator", "about", "period", "status"),
    "milestone": ("step", "status", "about", "date", "on_schedule"),
}
NAMES = ("speaker", "about")  # fields that hold entities: an edit gives their names
DATES = ("period", "date")
EDTF = re.compile(r"(?:\d{4}(?:-\d{2}(?:-\d{2})?)?[~?%]?|\.\.)?(?:/(?:\d{4}(?:-\d{2}(?:-\d{2})?)?[~?%]?|\.\.)?)?")


@dataclass(frozen=True, slots=True)
class Correction:
    """A decision as it bears on a version."""

    kind: str
    span: Span
    action: str
    fields: dict[str, Any]


def span_of(item: Item) -> Span | None:
    """The span that an item is known by."""
    if isinstance(item, Statement):
        return item.content_spans[0] if item.content_spans else None
    return item.span


def kind_of(item: Item) -> str:
    """``statement``, ``figure`` or ``milestone``."""
    return type(item).__name__.lower()


def items_of(record: Record) -> Iterable[Item]:
    """All items that can be reviewed."""
    yield from record.statements
    yield from record.figures
    yield from record.milestones


def corrected(record: Record, corrections: Iterable[Correction]) -> Record:
    """The record as people left it; later corrections win over earlier ones."""
    last: dict[tuple[str, Span | None], Correction] = {(c.kind, c.span): c for c in corrections}
    if not last:
        return record
    changed: dict[str, Any] = {}
    gone: set[str] = set()
    for kind, attribute in ATTRIBUTE.items():
        kept = []
        for item in getattr(record, attribute):
            correction = last.get((kind, span_of(item)))
            if correction is None or correction.action == "accept":
                kept.append(item)
            elif correction.action == "edit":
                kept.append(edited(record, item, correction.fields))
            else:
                gone.add(item.id)
        changed[attribute] = tuple(kept)
    record = msgspec.structs.replace(record, **changed)
    return _without(record, gone) if gone else record


def _without(record: Record, gone: set[str]) -> Record:
    """No item refers to one that was rejected."""

    def freed(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(msgspec.structs.replace(i, statement=None) if i.statement in gone else i for i in items)

    changes = tuple(
        msgspec.structs.replace(
            c, from_=None if c.from_ in gone else c.from_, to=None if c.to in gone else c.to,
        )
        for c in record.changes
    )  # fmt: skip
    return msgspec.structs.replace(
        record,
        figures=freed(record.figures),
        milestones=freed(record.milestones),
        links=freed(record.links),
        changes=freed(changes),
        findings=tuple(f for f in record.findings if not gone & set(f.refs)),
    )


def edited(record: Record, item: Item, fields: dict[str, Any]) -> Item:
    """An item with its fields set. A name that the document does not have leaves the field null."""
    values: dict[str, Any] = {}
    for name, value in fields.items():
        if name in NAMES:
            if name == "about" and isinstance(item, Figure):
                found = [_entity_named(record, one) for one in value or ()]
                value = tuple(e for e in found if e is not None)
            else:
                value = _entity_named(record, value) if value else None
        elif name == "topics":
            value = tuple(value or ())
        values[name] = value
    return msgspec.structs.replace(item, **values)


def _entity_named(record: Record, name: str) -> str | None:
    plain = name.casefold().strip()
    for entity in record.entities:
        if plain in (n.casefold() for n in (entity.name, *entity.aliases)):
            return entity.id
    return None


def checked(record: Record, kind: str, item: Item, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of an edit, if the contract allows them. Raises ``UsageError`` that says which it does not."""
    for name, value in fields.items():
        if name not in EDITABLE[kind]:
            raise UsageError(f"{name}: expected one of {', '.join(EDITABLE[kind])}.")
        if name in DATES and value is not None and (not value or not EDTF.fullmatch(str(value))):
            raise UsageError(f"{name} {value!r}: expected a date like 2024, 2024-05, 2024-05-31 or 2024-01/2024-06.")
        if name in NAMES:
            for one in value if isinstance(value, list | tuple) else [value] if value else []:
                if not isinstance(one, str) or _entity_named(record, one) is None:
                    raise UsageError(f"{name} {one!r}: the document names nobody and nothing so.")
    try:
        msgspec.convert(msgspec.to_builtins(edited(record, item, fields)), STRUCT[kind])
    except (msgspec.ValidationError, TypeError, AttributeError) as error:
        raise UsageError(f"{error}. See docs/record.md for what the field may hold.") from error
    return fields


def literals(kind: str, field: str) -> tuple[str, ...]:
    """The words that a field may hold, where the contract lists them; empty for others."""
    from communique import record as contract

    lists = {
        ("statement", "manner"): contract.Manner, ("statement", "topics"): contract.Topic,
        ("figure", "qualifier"): contract.Qualifier, ("figure", "status"): contract.FigureStatus,
        ("milestone", "step"): contract.Step, ("milestone", "status"): contract.MilestoneStatus,
    }  # fmt: skip
    return tuple(get_args(lists.get((kind, field))))
