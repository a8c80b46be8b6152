"""The record as tables: columns with types, and the rows of a document. CSV, XLSX, Parquet and SQLite hold these tables.

Each item's row has its exact words, the offsets they stand at, and ``link``, which opens the report at them. ``document`` is the
document's id; ``id`` is the item's own, unique in all tables; things of the world have the ids of ``communique entities``.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy.orm import Session

from communique.export.passage import address
from communique.export.selection import Chosen
from communique.record import Record, Span
from communique.store.kept import Kept, identities
from communique.store.rows import public_id

Type = Literal["string", "number", "integer", "boolean", "list"]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, type, and what it holds."""

    name: str
    type: Type
    what: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, what a row is, its columns, and the rows that one document gives."""

    name: str
    what: str
    columns: tuple[Column, ...]
    rows: Callable[[Document], Iterable[Row]] | None = None

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return [column.name for column in self.columns]


class Document:
    """A kept document as the rows of its items need it."""

    def __init__(self, one: Kept) -> None:
        self.record: Record = one.record
        self.text = one.record.document.text
        self.sha = one.record.document.id
        self.source = one.source
        self.things = one.things
        self.names = {e.id: e.name for e in one.record.entities}
        self.speakers = {s.id: s.speaker for s in one.record.statements}

    def id(self, local: str | None) -> str | None:
        """An item's id, unique among all documents."""
        return f"{self.sha[:16]}-{local}" if local is not None else None

    def thing(self, entity: str | None) -> tuple[str | None, str | None]:
        """Id and name of what an entity is across documents; no id where it is given none (a group, a country's people)."""
        found = self.things.get(entity or "")
        return (public_id(found.id), found.name) if found else (None, self.names.get(entity or ""))

    def all_things(self, entities: tuple[str, ...]) -> tuple[list[str], list[str]]:
        """Ids and names; codes for countries."""
        pairs = [self.thing(e) for e in entities]
        return [i for i, _ in pairs if i], [n for _, n in pairs if n]

    def said(self, statement: str | None) -> tuple[str | None, str | None, str | None]:
        """A statement's id, and its speaker's id and name."""
        return (self.id(statement), *self.thing(self.speakers.get(statement or "")))

    def place(self, spans: tuple[Span, ...]) -> Row:
        """Exact words, their offsets, where they stand, and the link that opens them."""
        first = spans[0] if spans else None
        words = " … ".join(self.text[a:b] for a, b in spans) if spans else None
        link = address(self.source, self.text, first) if first else None
        start, end = first if first else (None, None)
        return (words, start, end, self.sha, self.source, self.record.document.published, link or self.source)


ID = Column("id", "string", "the item's id")
PLACE = (
    Column("words", "string", "the exact words"),
    Column("start", "integer", "offset of the first character in the document's text"),
    Column("end", "integer", "offset after the last character"),
    Column("document", "string", "the document's id: sha256 of its text"),
    Column("source", "string", "path or address of the document"),
    Column("said_on", "string", "day of publication (EDTF)"),
    Column("link", "string", "opens the report, at the words where it is a web page"),
)
SAID = (
    Column("statement", "string", "the statement it is part of"),
    Column("speaker", "string", "id of who said it"),
    Column("speaker_name", "string", "name of who said it"),
)
ABOUT = (
    Column("about", "list", "ids of what it is about"),
    Column("about_names", "list", "names of what it is about"),
)


def _documents(d: Document) -> Iterator[Row]:
    x = d.record.document
    yield (d.sha, d.source, x.title, x.publisher, x.published, x.language, len(d.text), d.text)


def _mentions(d: Document) -> Iterator[Row]:
    for e in d.record.entities:
        root, name = d.thing(e.id)
        for span in e.mentions:
            yield (root, name, e.kind, *d.place((span,)))


def _posts(d: Document) -> Iterator[Row]:
    for n, p in enumerate(d.record.posts, 1):
        yield (d.id(f"p{n}"), *d.thing(p.person), p.title, *d.thing(p.organization), p.represents, p.accredited_to, *d.place((p.span,)))  # fmt: skip


def _statements(d: Document) -> Iterator[Row]:
    for s in d.record.statements:
        cue = d.record.words(s.cue_span) if s.cue_span else None
        yield (d.id(s.id), *d.thing(s.speaker), s.manner, list(s.topics), cue, *d.place(s.content_spans))


def _figures(d: Document) -> Iterator[Row]:
    for f in d.record.figures:
        yield (
            d.id(f.id), f.value, f.high, f.unit, f.rate, f.qualifier, f.measure, f.indicator, *d.all_things(f.about), f.period,
            f.status, *d.said(f.statement), *d.place((f.span,)),
        )  # fmt: skip


def _changes(d: Document) -> Iterator[Row]:
    for c in d.record.changes:
        a = c.amount
        amount = (a.kind, a.value, a.unit, a.qualifier) if a else (None,) * 4
        yield (
            d.id(c.id), c.direction, *amount, d.id(c.from_), d.id(c.to), c.measure, c.indicator, *d.all_things(c.about), c.period,
            *d.said(c.statement), *d.place((c.span,)),
        )  # fmt: skip


def _milestones(d: Document) -> Iterator[Row]:
    for m in d.record.milestones:
        yield (
            d.id(m.id),
            *d.thing(m.about),
            m.step,
            m.status,
            m.date,
            m.on_schedule,
            *d.said(m.statement),
            *d.place((m.span,)),
        )


def _links(d: Document) -> Iterator[Row]:
    for n, x in enumerate(d.record.links, 1):
        yield (
            d.id(f"l{n}"),
            *d.thing(x.subject),
            x.relation,
            *d.thing(x.object),
            *d.said(x.statement),
            *d.place((x.span,)),
        )


def _findings(d: Document) -> Iterator[Row]:
    for n, f in enumerate(d.record.findings, 1):
        refs = [str(d.id(ref)) for ref in f.refs]
        yield (d.id(f"n{n}"), f.check, f.verdict, f.message, refs, *d.place((f.span,) if f.span else ()))


def _c(name: str, type: Type, what: str) -> Column:
    return Column(name, type, what)


INDICATOR = _c("indicator", "string", "code from the catalogue of indicators")
PERIOD = _c("period", "string", "the time it holds for (EDTF)")
MEASURE = _c("measure", "string", "the words that say what is measured")
TEXT = _c("text", "string", "the whole text")

DOCUMENTS = Table("documents", "a report", (
    _c("id", "string", "sha256 of the text"), _c("source", "string", "path or address"), _c("title", "string", "its title"),
    _c("publisher", "string", "who published it"), _c("published", "string", "day of publication (EDTF)"),
    _c("language", "string", "en, ru, uz"), _c("characters", "integer", "length of the text"), TEXT), _documents)  # fmt: skip
ENTITIES = Table("entities", "a person, body, country, project, agreement … across all documents", (
    _c("id", "string", "its id: as in `communique entities`"), _c("kind", "string", "person, organization, country, project, …"),
    _c("name", "string", "its name"), _c("aliases", "list", "its other names"), _c("country", "string", "ISO 3166-1 alpha-2"),
    _c("date", "string", "agreement: signed; event: when (EDTF)"), _c("form", "string", "event: round_table, visit, talks, …"),
    _c("documents", "integer", "documents that name it"), _c("mentions", "integer", "how often they name it")))  # fmt: skip
MENTIONS = Table("mentions", "a place where an entity is named", (
    _c("entity", "string", "id of the entity; none for a group"), _c("name", "string", "its name"), _c("kind", "string", "its kind"), *PLACE), _mentions)  # fmt: skip
POSTS = Table("posts", "a person holds a title", (
    ID, _c("person", "string", "id of the person"), _c("person_name", "string", "name of the person"),
    _c("title", "string", "the title as written"), _c("organization", "string", "id of the body"),
    _c("organization_name", "string", "name of the body"), _c("represents", "string", "ISO 3166-1 alpha-2"),
    _c("accredited_to", "string", "ISO 3166-1 alpha-2"), *PLACE), _posts)  # fmt: skip
STATEMENTS = Table("statements", "a speaker says a content", (
    ID, _c("speaker", "string", "id of who said it"), _c("speaker_name", "string", "name of who said it"),
    _c("manner", "string", "direct, indirect, mixed"), _c("topics", "list", "topics"), _c("cue", "string", "the words that introduce it"), *PLACE), _statements)  # fmt: skip
FIGURES = Table("figures", "so much, or so many, of something, at some time", (
    ID, _c("value", "number", "the value"), _c("high", "number", "upper end of a range"), _c("unit", "string", "ISO 4217, a physical unit, %, or 1 for a count"),
    _c("rate", "string", "year, month, … for a value per time"), _c("qualifier", "string", "exactly, about, more_than, …"), MEASURE, INDICATOR, *ABOUT,
    PERIOD, _c("status", "string", "actual, planned, target, forecast"), *SAID, *PLACE), _figures)  # fmt: skip
CHANGES = Table("changes", "something grew or fell", (
    ID, _c("direction", "string", "up, down, same"), _c("amount_kind", "string", "factor, percent, absolute"), _c("amount", "number", "by how much"),
    _c("amount_unit", "string", "unit of an absolute amount"), _c("amount_qualifier", "string", "exactly, about, almost, …"),
    _c("from", "string", "id of the figure before"), _c("to", "string", "id of the figure after"), MEASURE, INDICATOR, *ABOUT, PERIOD, *SAID, *PLACE), _changes)  # fmt: skip
MILESTONES = Table("milestones", "a step in the life of a project, agreement, programme or institution", (
    ID, _c("about", "string", "id of what it is a step of"), _c("about_name", "string", "name of what it is a step of"),
    _c("step", "string", "announced, signed, opened, …"), _c("status", "string", "done, under_way, expected"), _c("date", "string", "when (EDTF)"),
    _c("on_schedule", "boolean", "whether it is said to be on schedule"), *SAID, *PLACE), _milestones)  # fmt: skip
LINKS = Table("links", "two entities stand in a relation", (
    ID, _c("subject", "string", "id of the subject"), _c("subject_name", "string", "its name"), _c("relation", "string", "party_to, builds, part_of, …"),
    _c("object", "string", "id of the object"), _c("object_name", "string", "its name"), *SAID, *PLACE), _links)  # fmt: skip
FINDINGS = Table("findings", "what a check inside a document says", (
    ID, _c("check", "string", "name of the check"), _c("verdict", "string", "holds, fails, unclear"), _c("message", "string", "one sentence"),
    _c("refs", "list", "ids of the items it is about"), *PLACE), _findings)  # fmt: skip

OF_DOCUMENTS = (DOCUMENTS, STATEMENTS, FIGURES, CHANGES, MILESTONES, POSTS, LINKS, FINDINGS, MENTIONS)
TABLES = (DOCUMENTS, ENTITIES, *OF_DOCUMENTS[1:])


class Census:
    """Counts of documents and mentions of each identity, in little memory: arrays by the identity's number."""

    def __init__(self) -> None:
        self.documents = array("L")
        self.mentions = array("L")

    def count(self, one: Kept, only: set[str] | None = None) -> None:
        """Take note of what a document names: of all entities, or only of those."""
        here: dict[int, int] = {}
        for entity in one.record.entities:
            if (only is None or entity.id in only) and (thing := one.things.get(entity.id)) is not None:
                here[thing.id] = here.get(thing.id, 0) + len(entity.mentions)
        for root, mentions in here.items():
            if root >= len(self.documents):
                more = array("L", bytes(8 * (root + 1024 - len(self.documents))))
                self.documents.extend(more)
                self.mentions.extend(more)
            self.documents[root] += 1
            self.mentions[root] += mentions

    def roots(self) -> Iterator[int]:
        """The identities seen."""
        return (root for root, count in enumerate(self.documents) if count)

    def rows(self, session: Session) -> Iterator[Row]:
        """Rows of the table of entities."""
        for row, aliases in identities(session, self.roots()):
            counts = (self.documents[row.id], self.mentions[row.id])
            yield (public_id(row.id), row.kind, row.name, list(aliases), row.country, row.date, row.form, *counts)


def tables(session: Session, chosen: Chosen, *, without: tuple[Table, ...] = ()) -> Iterator[tuple[Table, list[Row]]]:
    """Rows as they come, document by document: a table and some rows of it; entities last."""
    census = Census()
    for one in chosen.parts():
        census.count(one)
        document = Document(one)
        for table in OF_DOCUMENTS:
            if table not in without and table.rows is not None:
                yield table, list(table.rows(document))
    batch: list[Row] = []
    for row in census.rows(session):
        batch.append(row)
        if len(batch) == 500:
            yield ENTITIES, batch
            batch = []
    yield ENTITIES, batch
