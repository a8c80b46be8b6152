"""The contract of ``docs/record.md`` as structs: what one document puts on record.

A span is ``(start, end)``, a half-open pair of offsets into ``document.text`` counted in Unicode code points. Dates are
EDTF strings (ISO 8601-2). Every item rests on a span; a field that the text leaves open is ``None``.

    record = decode(line)            # one JSON line → Record
    line = encode(record)            # Record → one JSON line (bytes)
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

Span = tuple[int, int]

Manner = Literal["direct", "indirect", "mixed"]
EntityKind = Literal[
    "person", "organization", "country", "place", "project", "agreement", "programme", "event", "group"
]
Qualifier = Literal["exactly", "about", "almost", "more_than", "at_least", "less_than", "up_to"]
FigureStatus = Literal["actual", "planned", "target", "forecast"]
Direction = Literal["up", "down", "same"]
AmountKind = Literal["factor", "percent", "absolute"]
Step = Literal[
    "announced",
    "agreed",
    "signed",
    "ratified",
    "in_force",
    "financed",
    "started",
    "completed",
    "opened",
    "held",
    "extended",
    "suspended",
    "cancelled",
    "delayed",
    "other",
]
MilestoneStatus = Literal["done", "under_way", "expected"]
Relation = Literal[
    "party_to",
    "invests_in",
    "builds",
    "operates",
    "located_in",
    "part_of",
    "organizes",
    "hosts",
    "takes_part_in",
    "signed",
    "leads",
]
CheckName = Literal[
    "change_matches_figures",
    "parts_add_up",
    "anniversary_matches",
    "date_past",
    "quotes_balanced",
    "one_value",
    "date_exists",
]
Verdict = Literal["holds", "fails", "unclear"]
Topic = Literal[
    "trade",
    "investment",
    "finance",
    "energy",
    "nuclear",
    "oil_gas",
    "mining",
    "industry",
    "agriculture",
    "transport",
    "water",
    "environment",
    "digital",
    "science",
    "education",
    "health",
    "culture",
    "tourism",
    "migration",
    "labour",
    "security",
    "defence",
    "regulation",
    "space",
    "media",
    "youth",
    "sport",
    "humanitarian",
    "politics",
]


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What was read. ``text`` is kept as it was read: every span indexes it."""

    id: str  # sha256 of the text, hex
    text: str
    source: str | None = None  # path or address
    title: str | None = None
    publisher: str | None = None
    published: str | None = None  # EDTF
    language: str | None = None  # en, ru, uz; None where it is not known


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """A person, body, country, place, project, agreement, programme, event or group, with all its mentions."""

    id: str
    kind: EntityKind
    name: str  # the fullest form in the document
    aliases: tuple[str, ...] = ()
    country: str | None = None  # ISO 3166-1 alpha-2
    mentions: tuple[Span, ...] = ()
    signed: str | None = None  # agreement: EDTF
    sector: Topic | None = None  # project
    place: str | None = None  # project, event: entity id
    form: str | None = None  # event: round_table, summit, visit, talks, commission, forum, call, conference, …
    date: str | None = None  # event: EDTF


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """A person holds a title, in an organization, for a country."""

    person: str
    title: str
    span: Span
    organization: str | None = None
    represents: str | None = None  # ISO 3166-1 alpha-2
    accredited_to: str | None = None  # ISO 3166-1 alpha-2


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker says a content. ``speaker`` is ``None`` where the text names nobody."""

    id: str
    content_spans: tuple[Span, ...]
    manner: Manner
    speaker: str | None = None
    speaker_span: Span | None = None
    cue_span: Span | None = None
    topics: tuple[Topic, ...] = ()


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """So much, or so many, of something, at some time."""

    id: str
    span: Span
    value: float
    unit: str  # ISO 4217, a UCUM-like symbol, "%" or "1"
    high: float | None = None  # upper end of a range
    rate: str | None = None
    qualifier: Qualifier = "exactly"
    measure: str | None = None
    measure_span: Span | None = None
    indicator: str | None = None
    about: tuple[str, ...] = ()
    period: str | None = None
    period_span: Span | None = None
    status: FigureStatus = "actual"
    statement: str | None = None


class Amount(msgspec.Struct, frozen=True, kw_only=True):
    """By how much something changed: "almost sixfold" is factor 6, almost."""

    kind: AmountKind
    value: float
    unit: str | None = None
    qualifier: Qualifier = "exactly"


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """Something grew or fell, by so much, from one figure to another."""

    id: str
    span: Span
    direction: Direction
    amount: Amount | None = None
    from_: str | None = msgspec.field(default=None, name="from")
    to: str | None = None
    measure: str | None = None
    indicator: str | None = None
    about: tuple[str, ...] = ()
    period: str | None = None
    statement: str | None = None


class Milestone(msgspec.Struct, frozen=True, kw_only=True):
    """A step in the life of a project, agreement, programme or institution."""

    id: str
    span: Span
    step: Step
    status: MilestoneStatus
    about: str | None = None
    date: str | None = None
    date_span: Span | None = None
    on_schedule: bool | None = None
    statement: str | None = None


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """Two entities stand in a relation."""

    subject: str
    relation: Relation
    object: str
    span: Span
    statement: str | None = None


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What a check says: its verdict, and one sentence a person can act on."""

    check: CheckName
    verdict: Verdict
    message: str
    refs: tuple[str, ...] = ()
    span: Span | None = None


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What one document puts on record."""

    document: Document
    entities: tuple[Entity, ...] = ()
    posts: tuple[Post, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    changes: tuple[Change, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    links: tuple[Link, ...] = ()
    findings: tuple[Finding, ...] = ()

    def words(self, span: Span) -> str:
        """The exact words of a span."""
        return self.document.text[span[0] : span[1]]

    def entity(self, entity_id: str | None) -> Entity | None:
        """The entity of that id, or ``None``."""
        return next((entity for entity in self.entities if entity.id == entity_id), None)

    def _repr_html_(self) -> str:
        """The text with highlighted spans, for notebooks."""
        from communique.export.html import notebook

        return notebook(self)


KINDS = ("entities", "posts", "statements", "figures", "changes", "milestones", "links", "findings")

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Record)


def encode(record: Record) -> bytes:
    """The record as one line of JSON (UTF-8, no line end)."""
    return _encoder.encode(record)


def decode(line: bytes | str) -> Record:
    """The record of one line of JSON. Raises ``msgspec.ValidationError``, which says where and what was expected."""
    return _decoder.decode(line)


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record."""
    return msgspec.json.schema(Record)
