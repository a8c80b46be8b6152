"""Which documents and which of their items an export holds: the filters of search and of the listing commands.

A filter on words, things, topics or speakers asks for paragraphs: tables then hold the items of these paragraphs, formats that
hold whole documents hold the documents of these paragraphs whole. ``pair`` asks for reports that name both countries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from msgspec.structs import replace
from sqlalchemy.orm import Session

from communique.errors import UsageError
from communique.record import Record, Span
from communique.store.kept import Kept, all_versions, copies_of, kept, speakers_meant, versions_that_fit
from communique.store.query import parse

Tell = Callable[[int, int], None]  # documents done, documents in all


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters; without any, all that is on record. ``query`` is a line as in search."""

    query: str = ""
    pair: str | None = None  # "RU-UZ", codes in the order of the alphabet
    history: bool = False  # also earlier versions, and copies under other sources: all there is to take back


class Chosen:
    """The documents that a selection chooses, read one after the other. Raises ``QueryError`` for a query that is wrong."""

    def __init__(self, session: Session, selection: Selection, tell: Tell | None = None) -> None:
        self.session = session
        self.tell = tell
        self.history = selection.history
        if self.history and (selection.query.strip() or selection.pair):
            raise UsageError("--history takes all that is on record: leave the filters out.")
        asked = parse(selection.query) if selection.query.strip() else None
        self.speakers = speakers_meant(session, asked.filters.get("speaker", [])) if asked else None
        found = versions_that_fit(session, query=asked, pair=selection.pair)
        self.passages: dict[int, list[Span]] | None = found if isinstance(found, dict) else None
        self.versions: list[int] = all_versions(session) if self.history else list(found)

    def __len__(self) -> int:
        return len(self.versions)

    def whole(self) -> Iterator[Kept]:
        """Whole records, in the order of keeping; what their entities are across documents is left out."""
        return self._read(named=False)

    def _read(self, *, named: bool) -> Iterator[Kept]:
        for done, one in enumerate(kept(self.session, self.versions, named=named), 1):
            yield one
            if self.history:
                yield from self._copies(one)
            if self.tell is not None and (done % 100 == 0 or done == len(self)):
                self.tell(done, len(self))

    def _copies(self, one: Kept) -> Iterator[Kept]:
        for source in copies_of(self.session, one.version):
            record = replace(one.record, document=replace(one.record.document, source=source))
            yield Kept(one.version, record, source, one.things)

    def parts(self) -> Iterator[Kept]:
        """Records that hold only the items of paragraphs that fit, and the entities that these name."""
        for one in self._read(named=True):
            if self.passages is None:
                yield one
            else:
                record = _part(one, self.passages[one.version], self.speakers)
                yield Kept(one.version, record, one.source, one.things)


def _part(one: Kept, passages: list[Span], speakers: set[int] | None) -> Record:
    record = one.record

    def inside(span: Span | None) -> bool:
        return span is not None and any(start <= span[0] < end for start, end in passages)

    def said_by(entity: str | None) -> bool:
        thing = one.things.get(entity or "")
        return speakers is None or (thing is not None and thing.id in speakers)

    statements = tuple(
        s for s in record.statements if s.content_spans and inside(s.content_spans[0]) and said_by(s.speaker)
    )
    theirs = {s.id for s in statements}

    def holds(span: Span | None, statement: str | None = None) -> bool:
        return inside(span) and (speakers is None or statement in theirs)

    figures = tuple(f for f in record.figures if holds(f.span, f.statement))
    changes = tuple(c for c in record.changes if holds(c.span, c.statement))
    milestones = tuple(m for m in record.milestones if holds(m.span, m.statement))
    links = tuple(x for x in record.links if holds(x.span, x.statement))
    posts = tuple(p for p in record.posts if inside(p.span) and said_by(p.person))
    findings = tuple(f for f in record.findings if holds(f.span))
    named = {e for x in links for e in (x.subject, x.object)} | {m.about for m in milestones}
    named |= (
        {e for f in figures for e in f.about} | {e for c in changes for e in c.about} | {s.speaker for s in statements}
    )
    named |= {e for p in posts for e in (p.person, p.organization)}
    entities = tuple(
        e for e in record.entities if e.id in named or (speakers is None and any(inside(m) for m in e.mentions))
    )
    return replace(
        record, entities=entities, posts=posts, statements=statements, figures=figures, changes=changes,
        milestones=milestones, links=links, findings=findings,
    )  # fmt: skip
