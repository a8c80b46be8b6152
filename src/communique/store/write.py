"""Adding records: one transaction a document, so that it is there whole or not at all.

Adding is idempotent by content: a text that is on record is not added again. Another text under the same source is a new
version; items of the version before whose exact words are gone become orphans.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from typing import Any, Literal

import msgspec
from sqlalchemy import Table, delete, func, insert, select, text, update
from sqlalchemy.orm import Session

from communique.record import Document as ReadDocument
from communique.record import Finding as ReadFinding
from communique.record import Record, Span, decode, encode
from communique.store import tables as t
from communique.store.asking import Question, ask
from communique.store.confidence import confidence
from communique.store.corrections import Correction, corrected
from communique.store.database import Store
from communique.store.identities import Identities
from communique.store.pairs import pair_of
from communique.store.selectors import Selector, find
from communique.store.selectors import select as selector_of
from communique.store.shingles import bands, same_story, shingles
from communique.store.stems import tokens
from communique.store.themes import about_of, theme_of

Outcome = Literal["added", "known", "copy", "new version", "back again", "read again"]
CANDIDATES = 20  # texts compared to find the same story


@dataclass(frozen=True)
class Added:
    """What came of adding one record."""

    source: str
    outcome: Outcome
    version: int
    same_story_as: str | None = None
    orphans: int = 0


def add(store: Store, record: Record, *, again: bool = False) -> Added:
    """Put a record on record. ``again`` replaces what an earlier reading of the same text took out."""
    with store.writing() as session:
        return Writer(session, store).add(record, again=again)


def known(store: Store, document: ReadDocument) -> bool:
    """Whether this text is on record under this source already, so that it need not be read."""
    with store.reading() as session:
        row = session.execute(
            select(t.Document.source, t.Version.current)
            .join(t.Version, t.Version.document_id == t.Document.id)
            .where(t.Version.sha == document.id)
        ).first()
        return row is not None and row.source == source_of(document) and row.current


def source_of(document: ReadDocument) -> str:
    """What a document is filed under: its source, or its own words where it has none."""
    return document.source if document.source not in (None, "-") else f"text:{document.id[:16]}"


def filed_under(store: Store, document: ReadDocument, name: str, *, is_version: bool) -> ReadDocument:
    """The document of a file that was handed over without a path, filed under its name.

    Two files of one name are two documents, unless they are said to be versions of one.
    """
    with store.reading() as session:
        query = select(t.Document.source).join(t.Version, t.Version.document_id == t.Document.id)
        source = session.scalar(query.where(t.Version.sha == document.id))
        taken = session.scalar(select(t.Document.id).where(t.Document.source == name)) is not None
    if source is None:
        folder, _, file = name.rpartition("/")
        source = f"{folder}/{document.id[:8]}/{file}" if taken and not is_version else name
    return msgspec.structs.replace(document, source=source)


@cache
def _dictionary() -> bytes:
    """What records have in common, so that short ones are small too. It must never change: what is kept is read with it."""
    return resources.files("communique.store").joinpath("data", "record.1.dict").read_bytes()


def pack(record: Record) -> bytes:
    """The record without its text, compressed."""
    bare = msgspec.structs.replace(record, document=msgspec.structs.replace(record.document, text=""))
    packer = zlib.compressobj(9, zdict=_dictionary())
    return packer.compress(encode(bare)) + packer.flush()


def unpack(packed: bytes, words: str) -> Record:
    """The record with its text."""
    record = decode(zlib.decompressobj(zdict=_dictionary()).decompress(packed))
    return msgspec.structs.replace(record, document=msgspec.structs.replace(record.document, text=words))


def record_of(session: Session, version: t.Version) -> Record:
    """The record of a version as people left it: what they rejected is gone, what they edited is as they set it."""
    return record_kept(session, version.id, version.record, version.text)


def record_kept(session: Session, version_id: int, packed: bytes, words: str) -> Record:
    """The same, of what the columns of a version hold."""
    return corrected(unpack(packed, words), corrections_of(session, version_id))


def corrections_of(session: Session, version_id: int) -> list[Correction]:
    """What people decided of the items of a version, in the order they decided it."""
    return corrections_of_many(session, [version_id]).get(version_id, [])


def has_marks(session: Session) -> bool:
    """Whether any item was ever decided on; asked once a session: most stores are read long before they are reviewed."""
    if "has marks" not in session.info:
        session.info["has marks"] = ask(session, _a_mark()).first() is not None
    return bool(session.info["has marks"])


@cache
def _a_mark() -> Question:
    return select(t.Mark.version_id).limit(1)


def corrections_of_many(session: Session, version_ids: list[int]) -> dict[int, list[Correction]]:
    """The same for several versions; those without a decision are left out."""
    if not has_marks(session):
        return {}
    rows = session.execute(
        select(t.Mark, t.Review.action, t.Review.fields)
        .join(t.Review, t.Review.id == t.Mark.review_id)
        .where(t.Mark.version_id.in_(version_ids))
        .order_by(t.Mark.review_id)
    )
    out: dict[int, list[Correction]] = {}
    for mark, action, fields in rows:
        correction = Correction(mark.kind, (mark.start, mark.end), action, json.loads(fields) if fields else {})
        out.setdefault(mark.version_id, []).append(correction)
    return out


class Writer:
    """Writes records in one transaction; ids are counted here, as writers take turns."""

    def __init__(self, session: Session, store: Store) -> None:
        self.session = session
        self.store = store
        self.last: dict[str, int] = {}

    def add(self, record: Record, *, again: bool = False) -> Added:
        """Add one record."""
        document = record.document
        source = source_of(document)
        have = self.session.execute(
            select(t.Version.id, t.Version.current, t.Document.id, t.Document.source, t.Version.cluster)
            .join(t.Document, t.Document.id == t.Version.document_id)
            .where(t.Version.sha == document.id)
        ).first()
        if have is not None:
            return self._again(record, source, *have, again=again)
        document_id = self._document(source)
        before = self.session.scalars(
            select(t.Version).where(t.Version.document_id == document_id).order_by(t.Version.number.desc())
        ).first()
        version = self._next(t.Version)
        found = self._same_story(document, document_id)
        self.session.execute(update(t.Version).where(t.Version.document_id == document_id).values(current=False))
        self._insert(
            t.Version,
            {"id": version, "document_id": document_id, "sha": document.id, "number": before.number + 1 if before else 1,
             "current": True, "title": document.title, "publisher": document.publisher, "published": document.published,
             "language": document.language, "text": document.text, "record": pack(record),
             "cluster": found[0] if found else None, "added_at": datetime.now(UTC).isoformat(timespec="seconds")},
        )  # fmt: skip
        self._insert(t.Band, *({"hash": h, "version_id": version} for h in set(self._bands)))
        passages = self._passages(version, document)
        self._items(version, record, passages)
        orphans = self._orphans(before, version, document.text) if before else 0
        return Added(source, "new version" if before else "added", version, found[1] if found else None, orphans)

    def _again(
        self, record: Record, source: str, version: int, current: bool, document_id: int, under: str, cluster: int | None,
        *, again: bool,
    ) -> Added:  # fmt: skip
        if source != under:
            there = self.session.get(t.Copy, (version, source))
            if there is None:
                self._insert(t.Copy, {"version_id": version, "source": source})
            return Added(source, "known" if there else "copy", version, under)
        outcome: Outcome = "known"
        if not current:
            self.session.execute(update(t.Version).where(t.Version.document_id == document_id).values(current=False))
            self.session.execute(update(t.Version).where(t.Version.id == version).values(current=True))
            self.session.execute(delete(t.Orphan).where(t.Orphan.version_id == version))
            outcome = "back again"
        if again:
            self._forget_items(version)
            document = record.document
            self.session.execute(
                update(t.Version).where(t.Version.id == version).values(
                    record=pack(record), title=document.title, publisher=document.publisher,
                    published=document.published, language=document.language)
            )  # fmt: skip
            spans = self.session.execute(
                select(t.Passage.id, t.Passage.start, t.Passage.end).where(t.Passage.version_id == version)
            ).all()
            self._items(version, record, [(p.id, p.start, p.end) for p in spans])
            outcome = "read again"
        return Added(source, outcome, version)

    def _forget_items(self, version: int) -> None:
        """Take away what was indexed of a version; identities and decisions stay."""
        s = self.session
        named = select(t.Named.id).where(t.Named.version_id == version)
        s.execute(delete(t.Appearance).where(t.Appearance.named_id.in_(named)))
        s.execute(delete(t.FigureAbout).where(t.FigureAbout.named_id.in_(named)))
        for table in (t.Statement, t.Figure, t.Milestone, t.Post, t.Link, t.Finding, t.Orphan, t.Mark, t.Named):
            s.execute(delete(table).where(table.version_id == version))

    def _next(self, table: type[t.Base]) -> int:
        name = table.__tablename__
        if name not in self.last:
            self.last[name] = int(self.session.scalar(select(func.coalesce(func.max(table.__table__.c.id), 0))) or 0)
        self.last[name] += 1
        return self.last[name]

    def _insert(self, table: type[t.Base], *rows: dict[str, Any]) -> None:
        if rows:
            core = table.__table__
            assert isinstance(core, Table)
            self.session.execute(insert(core), list(rows))

    def _document(self, source: str) -> int:
        found = self.session.scalar(select(t.Document.id).where(t.Document.source == source))
        if found is None:
            found = self._next(t.Document)
            self._insert(t.Document, {"id": found, "source": source})
        return found

    def _same_story(self, document: ReadDocument, document_id: int) -> tuple[int, str] | None:
        """The first version that tells the same story, and its source."""
        self._bands = bands(shingles(document.text))
        rows = self.session.execute(
            select(t.Version.id, t.Version.cluster, t.Version.text, t.Document.source)
            .join(t.Document, t.Document.id == t.Version.document_id)
            .where(
                t.Version.id.in_(
                    select(t.Band.version_id).where(t.Band.hash.in_(self._bands)).group_by(t.Band.version_id)
                    .order_by(func.count().desc(), t.Band.version_id).limit(CANDIDATES)
                ),
                t.Version.document_id != document_id,
            )
            .order_by(t.Version.id)
        ).all()  # fmt: skip
        for row in rows:
            if same_story(row.text, document.text):
                if row.cluster is None:
                    self.session.execute(update(t.Version).where(t.Version.id == row.id).values(cluster=row.id))
                return row.cluster or row.id, row.source
        return None

    def _passages(self, version: int, document: ReadDocument) -> list[tuple[int, int, int]]:
        """Paragraphs, with their stems in the full-text index."""
        out, rows, index = [], [], []
        at = 0
        for line in document.text.splitlines(keepends=True):
            start, at = at, at + len(line)
            if not line.strip():
                continue
            passage = self._next(t.Passage)
            out.append((passage, start, start + len(line.rstrip())))
            rows.append({"id": passage, "version_id": version, "start": start, "end": start + len(line.rstrip())})
            index.append({"id": passage, "stems": " ".join(x.stem for x in tokens(line, document.language))})
        self._insert(t.Passage, *rows)
        into = "to_tsvector('simple', :stems)" if not self.store.is_sqlite else ":stems"
        column = "id" if not self.store.is_sqlite else "rowid"
        if index:
            self.session.execute(text(f"INSERT INTO passage_words({column}, stems) VALUES (:id, {into})"), index)
        return out

    def _items(self, version: int, record: Record, passages: list[tuple[int, int, int]]) -> None:
        """The index of what was read: named entities with identities, statements, figures, steps, posts, links, findings."""

        def within(span: Span) -> int | None:
            return next((p for p, start, end in passages if start <= span[0] < end), None)

        named: dict[str, int] = {}
        rows = []
        for given in Identities(self.session, record).give():
            entity = given.entity
            named[entity.id] = self._next(t.Named)
            rows.append(
                {"id": named[entity.id], "version_id": version, "local": entity.id, "kind": entity.kind, "name": entity.name,
                 "country": entity.country, "spans": spans_as_text(entity.mentions), "identity_id": given.identity,
                 "score": given.score, "reasons": given.reasons}
            )  # fmt: skip
        self._insert(t.Named, *rows)
        self._insert(
            t.Appearance,
            *(
                {"passage_id": passage, "named_id": named[e.id]}
                for e in record.entities
                for passage in {within(span) for span in e.mentions} - {None}
            ),
        )
        self._mark(version, record)
        self._index(version, corrected(record, corrections_of(self.session, version)), named, passages)

    def index_again(self, version: int) -> None:
        """Bring the index of a version's items in line with what people decided of them."""
        s = self.session
        row = s.get_one(t.Version, version)
        record = unpack(row.record, row.text)
        for table in (t.Statement, t.Figure, t.Milestone, t.Post, t.Link, t.Finding):
            if table is t.Figure:
                mine = select(t.Figure.id).where(t.Figure.version_id == version)
                s.execute(delete(t.FigureAbout).where(t.FigureAbout.figure_id.in_(mine)))
            s.execute(delete(table).where(table.version_id == version))
        named = {
            local: i for local, i in s.execute(select(t.Named.local, t.Named.id).where(t.Named.version_id == version))
        }
        spans = s.execute(
            select(t.Passage.id, t.Passage.start, t.Passage.end).where(t.Passage.version_id == version)
        ).all()
        self._mark(version, record)
        now = corrected(record, corrections_of(s, version))
        self._index(version, now, named, [(p.id, p.start, p.end) for p in spans])

    def _mark(self, version: int, record: Record) -> None:
        """Note which reviews that hold bear on items of this version: those of this text, and of others of its source."""
        s = self.session
        s.execute(delete(t.Mark).where(t.Mark.version_id == version))
        row = s.execute(
            select(t.Version.sha, t.Document.source)
            .join(t.Document, t.Document.id == t.Version.document_id)
            .where(t.Version.id == version)
        ).one()
        held = s.scalars(
            select(t.Review)
            .where((t.Review.sha == row.sha) | (t.Review.source == row.source), t.Review.undone_at.is_(None))
            .order_by(t.Review.id)
        )
        marks = []
        for review in held:
            span: Span | None = (review.start, review.end)
            if review.sha != row.sha:
                span = find(Selector(review.exact, review.prefix, review.suffix), record.document.text)
            if span is not None:
                marks.append(
                    {
                        "version_id": version,
                        "kind": review.kind,
                        "start": span[0],
                        "end": span[1],
                        "review_id": review.id,
                    }
                )
        self._insert(t.Mark, *marks)
        if marks:
            s.info["has marks"] = True

    def _index(self, version: int, record: Record, named: dict[str, int], passages: list[tuple[int, int, int]]) -> None:
        """Statements, figures, steps, posts, links and findings."""

        def within(span: Span) -> int | None:
            return next((p for p, start, end in passages if start <= span[0] < end), None)

        speaker = {s.id: named.get(s.speaker or "") for s in record.statements}

        def place(span: Span, table: type[t.Base]) -> dict[str, Any]:
            return {"id": self._next(table), "version_id": version, "start": span[0], "end": span[1]}

        self._insert(
            t.Statement,
            *(
                place(s.content_spans[0], t.Statement)
                | {"local": s.id, "passage_id": within(s.content_spans[0]), "speaker_id": speaker[s.id], "manner": s.manner,
                   "topics": " ".join(s.topics), "confidence": confidence(record, s)[0]}
                for s in record.statements if s.content_spans
            ),
        )  # fmt: skip
        self._figures(version, record, named, speaker, within, place)
        self._insert(
            t.Milestone,
            *(
                place(m.span, t.Milestone)
                | {"local": m.id, "passage_id": within(m.span), "step": m.step, "status": m.status,
                   "about_id": named.get(about_of(record, m) or ""), "theme": theme_of(record, m), "date": m.date, "on_schedule": m.on_schedule,
                   "speaker_id": speaker.get(m.statement or ""), "confidence": confidence(record, m)[0]}
                for m in record.milestones
            ),
        )  # fmt: skip
        self._insert(
            t.Post,
            *(
                place(p.span, t.Post)
                | {"person_id": named[p.person], "title": p.title, "organization_id": named.get(p.organization or ""),
                   "represents": p.represents, "accredited_to": p.accredited_to}
                for p in record.posts if p.person in named
            ),
        )  # fmt: skip
        self._insert(
            t.Link,
            *(
                place(x.span, t.Link) | {"subject_id": named[x.subject], "relation": x.relation, "object_id": named[x.object]}
                for x in record.links if x.subject in named and x.object in named
            ),
        )  # fmt: skip
        self._insert(
            t.Finding,
            *(
                {"id": self._next(t.Finding), "version_id": version, "check": f.check, "verdict": f.verdict,
                 "message": f.message, "spans": spans_as_text(_finding_spans(record, f))}
                for f in record.findings
            ),
        )  # fmt: skip

    def _figures(
        self,
        version: int,
        record: Record,
        named: dict[str, int],
        speaker: dict[str, int | None],
        within: Any,
        place: Any,
    ) -> None:
        figures, about = [], []
        for f in record.figures:
            row = place(f.span, t.Figure) | {
                "local": f.id, "passage_id": within(f.span), "value": f.value, "high": f.high, "unit": f.unit, "rate": f.rate,
                "qualifier": f.qualifier, "measure": f.measure, "indicator": f.indicator, "pair": pair_of(record, f),
                "period": f.period, "status": f.status, "speaker_id": speaker.get(f.statement or ""),
                "confidence": confidence(record, f)[0],
            }  # fmt: skip
            figures.append(row)
            things = dict.fromkeys(named[e] for e in f.about if e in named)
            about += [{"figure_id": row["id"], "position": i, "named_id": n} for i, n in enumerate(things)]
        self._insert(t.Figure, *figures)
        self._insert(t.FigureAbout, *about)

    def _orphans(self, before: t.Version, version: int, words: str) -> int:
        """Mark items of the version before whose exact words are gone."""
        record = unpack(before.record, before.text)
        items = [(f.id, f.span) for f in record.figures]
        items += [(s.id, s.content_spans[0]) for s in record.statements if s.content_spans]
        items += [(m.id, m.span) for m in record.milestones]
        gone = {local for local, (a, b) in items if find(selector_of(before.text, a, b), words) is None}
        self._insert(t.Orphan, *({"version_id": before.id, "local": x, "lost_in": version} for x in sorted(gone)))
        return len(gone)


def spans_as_text(spans: tuple[Span, ...]) -> str:
    """Spans as a column holds them."""
    return " ".join(f"{a}-{b}" for a, b in spans)


def spans_from_text(column: str) -> list[Span]:
    """Spans from a column."""
    return [(int(a), int(b)) for a, _, b in (s.partition("-") for s in column.split())]


def _finding_spans(record: Record, finding: ReadFinding) -> tuple[Span, ...]:
    """The words that a finding rests on: its own, and those of the items it names."""
    spans = [finding.span] if finding.span else []
    items: dict[str, Span] = {f.id: f.span for f in record.figures}
    items |= {c.id: c.span for c in record.changes}
    items |= {m.id: m.span for m in record.milestones}
    items |= {s.id: s.content_spans[0] for s in record.statements if s.content_spans}
    return tuple(dict.fromkeys(spans + [items[ref] for ref in finding.refs if ref in items]))
