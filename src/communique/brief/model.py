"""A brief as one structure: sections of sentences, tables and charts; every sentence ends in notes that hold the exact words.

It is made once (``brief.compose``) and written in several forms (``brief.render``). A template gets the same structure: the fields
here are its variables.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Span = tuple[int, int]
Style = Literal["", "strong", "soft", "quote"]


class Run(msgspec.Struct, frozen=True):
    """Words in one style: plain, ``strong``, ``soft`` (grey) or ``quote`` (exact words of a source)."""

    text: str
    style: Style = ""


class Sentence(msgspec.Struct, frozen=True):
    """Words, and the numbers of the notes they rest on."""

    runs: tuple[Run, ...]
    notes: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The words without style."""
        return "".join(run.text for run in self.runs)


class Paragraph(msgspec.Struct, frozen=True, tag="paragraph"):
    """Sentences that belong together."""

    sentences: tuple[Sentence, ...]


class Items(msgspec.Struct, frozen=True, tag="items"):
    """A list of sentences."""

    sentences: tuple[Sentence, ...]


class Table(msgspec.Struct, frozen=True, tag="table"):
    """A table; ``widths`` are shares of the line, ``numbers`` the columns that are set to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[Sentence, ...], ...]
    widths: tuple[float, ...]
    numbers: tuple[int, ...] = ()


class Mark(msgspec.Struct, frozen=True):
    """One value of a chart: year, value, upper end of a range, and whether it is stated as done (``actual``) or ahead."""

    year: int
    value: float
    ahead: bool = False


class Chart(msgspec.Struct, frozen=True, tag="chart"):
    """One series: stated values, official ones beside them; ``svg`` is the picture, ``caption`` says what it shows."""

    caption: Sentence
    alt: str
    svg: str
    stated: tuple[Mark, ...]
    official: tuple[Mark, ...] = ()


Block = Paragraph | Items | Table | Chart


class Section(msgspec.Struct, frozen=True):
    """A heading (level 1 or 2) and what stands under it."""

    id: str
    title: str
    level: int
    blocks: tuple[Block, ...] = ()


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A footnote. ``words`` are exact: ``text[a:b]`` of the document for each span, joined by " … "; ``before`` and ``after`` are
    what stands around them in the sentence. A note on an official value has ``kind`` ``official`` and no document."""

    number: int
    kind: Literal["words", "official"] = "words"
    words: str
    before: str = ""
    after: str = ""
    language: str | None = None
    speaker: str | None = None
    post: str | None = None
    publisher: str | None = None
    title: str | None = None
    date: str | None = None  # EDTF: published
    day: str = ""  # the same, as people write it
    source: str = ""
    document: str | None = None
    spans: tuple[Span, ...] = ()
    address: str | None = None  # opens the passage
    passage: str | None = None  # id of the passage printed at the end, for sources that have no address


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph of a source that has no address, printed at the end; ``marks`` are offsets of quoted words in ``text``."""

    id: str
    document: str
    source: str
    title: str
    language: str | None
    text: str
    marks: tuple[Span, ...]
    notes: tuple[int, ...]


class Reference(msgspec.Struct, frozen=True):
    """An entry of the bibliography, as runs; ``address`` where there is one."""

    id: str
    runs: tuple[Run, ...]
    address: str | None = None


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """All of a brief. ``facts`` are labels and values for its head; ``labels`` are words that renderers need, by key."""

    kind: Literal["brief", "digest", "comparison"]
    language: str
    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    passages: tuple[Passage, ...]
    bibliography: tuple[Reference, ...]
    labels: dict[str, str]

    def note(self, number: int) -> Note:
        """The note of a number."""
        return self.notes[number - 1]
