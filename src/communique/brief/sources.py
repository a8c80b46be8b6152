"""The notes of a brief: a number for each passage that is cited, and in the end all that a reader needs to check it.

Whatever a brief says is written with ``cite``; what has no span cannot be cited, and so cannot be said.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from communique.brief.model import Note, Passage
from communique.brief.words import Words
from communique.dossier.official.match import OfficialValue
from communique.dossier.scope import item_at, post_held, records
from communique.export.passage import address
from communique.export.reference import title_of
from communique.record import Record, Span
from communique.store.kept import Kept
from communique.store.rows import STOP, Thing

AROUND = 320  # characters of the sentence shown on each side of short words
LONG = 900  # characters of a passage printed around the marked words
ITEMS = ("statements", "figures", "milestones", "changes", "links", "posts")


class Sources:
    """Cited documents and the notes made so far."""

    def __init__(self, session: Session, words: Words, name: Callable[[Thing], str]) -> None:
        self.session = session
        self.words = words
        self.name = name  # what a thing is called in the brief's language
        self.notes: list[Note] = []
        self.numbers: dict[tuple[str, tuple[Span, ...]], int] = {}
        self.officials: dict[OfficialValue, int] = {}
        self.cited: dict[str, Kept] = {}

    def load(self, documents: list[str]) -> None:
        """Read these documents at once, as they will be cited."""
        for one in records(self.session, (d for d in documents if d not in self.cited)):
            self.cited[one.record.document.id] = one

    def kept(self, document: str) -> Kept:
        """A document that is cited."""
        if document not in self.cited:
            self.load([document])
        return self.cited[document]

    def item(self, document: str, kind: str, span: Span) -> Any:
        """The item of a kind that stands at a span; ``None`` where there is none."""
        return item_at(self.kept(document).record, kind, span)

    def cite(self, document: str, *spans: Span, kind: str | None = None) -> int:
        """The number of the note on these words. ``kind`` is what stands there, which tells who said it."""
        key = (document, spans)
        if key not in self.numbers:
            self.numbers[key] = len(self.notes) + 1
            self.notes.append(self._note(self.numbers[key], self.kept(document), spans, kind))
        return self.numbers[key]

    def note(self, number: int) -> Note:
        """The note of a number."""
        return self.notes[number - 1]

    def cite_official(self, value: OfficialValue) -> int:
        """The number of the note on an official value."""
        if value not in self.officials:
            self.officials[value] = len(self.notes) + 1
            shown = self.words.amount(value.value, None, value.unit, None, None)
            self.notes.append(
                Note(number=len(self.notes) + 1, kind="official", words=shown, publisher=value.source, date=value.published,
                     day=self.words.date(value.published) if value.published else "", source=value.source,
                     speaker=self.words.country(value.reporter))
            )  # fmt: skip
        return self.officials[value]

    def _note(self, number: int, one: Kept, spans: tuple[Span, ...], kind: str | None) -> Note:
        record, document = one.record, one.record.document
        text = document.text
        before, after = _around(text, spans) if len(spans) == 1 else ("", "")
        speaker, post = self.speaker(one, spans[0], kind)
        return Note(
            number=number, words=" … ".join(text[a:b] for a, b in spans), before=before, after=after, language=document.language,
            speaker=speaker, post=post, publisher=document.publisher, title=document.title or title_of(one.source),
            date=document.published, day=self.words.date(document.published), source=one.source, document=record.document.id,
            spans=spans, address=address(one.source, text, spans[0]),
            passage=None if address(one.source, text, spans[0]) else _passage_id(record, spans[0]),
        )  # fmt: skip

    def speaker(self, one: Kept, span: Span, kind: str | None) -> tuple[str | None, str | None]:
        """Who says what stands at a span, and the post they held that day; nothing where the report names nobody."""
        entity = _speaker_of(one.record, span, kind)
        if entity is None:
            return None, None
        thing = one.things.get(entity)
        found = one.record.entity(entity)
        name = self.name(thing) if thing is not None else (found.name if found else None)
        written = next((p for p in one.record.posts if p.person == entity), None)
        if written is not None:
            return name, _post(one.record.words(written.span), written.title, found.name if found else None)
        if thing is not None and thing.kind == "person":
            return name, post_held(self.session, thing.id, one.record.document.published)
        return name, None

    def side(self, document: str, span: Span, kind: str) -> str | None:
        """The country that who says it speaks for; ``None`` where that is not on record."""
        one = self.kept(document)
        entity = _speaker_of(one.record, span, kind)
        if entity is None:
            return None
        post = next((p.represents for p in one.record.posts if p.person == entity and p.represents), None)
        found = one.record.entity(entity)
        thing = one.things.get(entity)
        return post or (found.country if found else None) or (thing.country if thing else None)

    def passages(self, notes: list[Note]) -> tuple[Passage, ...]:
        """The paragraphs that these notes quote from sources without an address, in the order of the notes."""
        groups: dict[str, list[Note]] = {}
        for note in notes:
            if note.passage is not None:
                groups.setdefault(note.passage, []).append(note)
        return tuple(self._passage(name, notes) for name, notes in groups.items())

    def _passage(self, name: str, notes: list[Note]) -> Passage:
        document = notes[0].document
        assert document is not None
        text = self.cited[document].record.document.text
        spans = sorted(
            span for note in notes for span in note.spans if _passage_id(self.cited[document].record, span) == name
        )
        start, end = _paragraph(text, spans[0][0])
        start = max(start, spans[0][0] - LONG)
        end = max(min(end, spans[-1][1] + LONG), spans[-1][1])
        marks: list[Span] = []
        for a, b in spans:  # what overlaps is marked once
            if marks and a <= marks[-1][1]:
                marks[-1] = (marks[-1][0], max(b, marks[-1][1]))
            else:
                marks.append((a, b))
        return Passage(
            id=name, document=document, source=notes[0].source, title=notes[0].title or "", language=notes[0].language,
            text=text[start:end], marks=tuple((a - start, b - start) for a, b in marks), notes=tuple(n.number for n in notes),
        )  # fmt: skip


def _speaker_of(record: Record, span: Span, kind: str | None) -> str | None:
    for name in (kind,) if kind else ITEMS:
        item = item_at(record, name, span)
        if item is None:
            continue
        if name == "statements":
            return item.speaker  # type: ignore[no-any-return]
        said = getattr(item, "statement", None)
        return next((s.speaker for s in record.statements if s.id == said), None) if said else None
    return None


def _post(written: str, title: str, name: str | None) -> str:
    """The post in the words of the report, without the name and an article."""
    words = " ".join(written.split())
    if name and name in words:
        words = title
    return words[4:] if words[:4].lower() == "the " else words


def _paragraph(text: str, at: int) -> Span:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return start, end if end >= 0 else len(text)


def _passage_id(record: Record, span: Span) -> str:
    return f"p-{record.document.id[:8]}-{_paragraph(record.document.text, span[0])[0]}"


def _around(text: str, spans: tuple[Span, ...]) -> tuple[str, str]:
    """The rest of the sentence that the words stand in, shortened with "…" where it is long."""
    start, end = spans[0]
    low, high = max(0, start - AROUND), min(len(text), end + AROUND)
    begin = max((m.end() for m in STOP.finditer(text, low, start)), default=low)
    stop = STOP.search(text, max(start, end - 1), high)
    finish = max(end, stop.start() + len(stop[0].rstrip())) if stop else high
    before, after = text[begin:start].lstrip(), text[end:finish].rstrip()
    if begin == low > 0:
        before = "…" + before.split(" ", 1)[-1]
    if not stop and high < len(text):
        after = after.rsplit(" ", 1)[0] + "…"
    return before, after
