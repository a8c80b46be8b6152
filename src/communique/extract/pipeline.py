"""The steps from a document to its record, in order: the only place that knows all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from itertools import islice

from communique.check.document import check_document
from communique.extract.changes import find_changes
from communique.extract.coreference import resolve_references
from communique.extract.draft import Decision, Draft
from communique.extract.entities import find_entities
from communique.extract.entity_dates import date_entities
from communique.extract.figures import find_figures
from communique.extract.links import find_links
from communique.extract.milestones import find_milestones
from communique.extract.mixed import joined
from communique.extract.numbers import find_quantities
from communique.extract.periods import find_periods
from communique.extract.posts import find_bodies, find_posts
from communique.extract.statements import find_statements
from communique.extract.topics import find_topics
from communique.extract.unread import read_without_language
from communique.language import LANGUAGES, Analysis, get_language
from communique.language.sentences import paragraphs
from communique.read.boilerplate import boilerplate_lines
from communique.read.languages import READ, language_parts
from communique.record import Document, Record, Span

Step = Callable[[Draft], None]

STEPS: list[tuple[str, Step]] = [
    ("periods", find_periods),
    ("quantities", find_quantities),
    ("entities", find_entities),
    ("posts", find_posts),
    ("coreference", resolve_references),
    ("bodies", find_bodies),
    ("statements", find_statements),
    ("figures", find_figures),
    ("changes", find_changes),
    ("milestones", find_milestones),
    ("dates", date_entities),
    ("links", find_links),
    ("topics", find_topics),
    ("findings", check_document),
]

# Languages whose names and sentences are built otherwise have steps of their own: a package that gives ``STEPS`` by name.
FAMILIES = {"ru": "slavic", "uz": "turkic", "kk": "turkic"}


@cache
def steps_of(code: str) -> list[tuple[str, Step]]:
    """The steps for a language: those of its family where it has some, else those above."""
    own: dict[str, Step] = {}
    if code in FAMILIES:
        own = import_module(f"communique.extract.{FAMILIES[code]}").STEPS
    return [(name, own.get(name, step)) for name, step in STEPS]


# Documents analysed together: enough to fill the parser's batches, few enough to keep a worker's memory small.
BATCH = 16


def extract(document: Document) -> Record:
    """What the document puts on record."""
    return explain(document)[0]


def explain(document: Document) -> tuple[Record, list[Decision]]:
    """The record, and for each item which rule decided it."""
    return next(explain_many([document]))


def extract_many(documents: Iterable[Document]) -> Iterator[Record]:
    """A record a document, in order; sentences are parsed in batches across documents."""
    return (record for record, _ in explain_many(documents))


def explain_many(documents: Iterable[Document]) -> Iterator[tuple[Record, list[Decision]]]:
    """As ``extract_many``, with the decisions."""
    waiting = iter(documents)
    while batch := list(islice(waiting, BATCH)):
        for document, drafts in zip(batch, _drafts(batch), strict=True):
            for draft in drafts:
                for _, step in steps_of(draft.language.code):
                    step(draft)
            whole = joined(drafts) if drafts else _nothing(document)
            yield _finish(whole), whole.decisions


def _drafts(documents: list[Document]) -> list[list[Draft]]:
    """The drafts of each document, one a language that its paragraphs are written in; parsed together by language."""
    jobs: dict[str, list[tuple[int, list[Span]]]] = {}
    for at, document in enumerate(documents):
        parts = language_parts(document.text, paragraphs(document.text), document.language)
        known = [code for code in parts if code in READ]
        aside = list(boilerplate_lines(document.text))
        for code in sorted(known, key=lambda code: (code != document.language, code)):
            others = [span for other, spans in parts.items() if other != code for span in spans]
            jobs.setdefault(code, []).append((at, sorted(aside + others)))
    drafts: list[list[Draft]] = [[] for _ in documents]
    for code, wanted in jobs.items():
        language = get_language(code if code in LANGUAGES else "en")
        analyses = language.analyse([documents[at].text for at, _ in wanted], [skip for _, skip in wanted])
        for (at, skip), analysis in zip(wanted, analyses, strict=True):
            drafts[at].append(Draft(document=documents[at], analysis=analysis, language=language, skip=skip))
    for one in drafts:
        one.sort(key=lambda draft: draft.language.code != draft.document.language)
        for draft in one[1:]:
            draft.share_ids(one[0])
    return drafts


def _nothing(document: Document) -> Draft:
    """The draft of a document in a language that is not read: what needs no words is read all the same."""
    draft = Draft(document=document, analysis=Analysis(document.text), language=get_language("en"))
    read_without_language(draft)
    return draft


def _finish(draft: Draft) -> Record:
    return Record(
        document=draft.document,
        entities=draft.finished_entities(),
        posts=tuple(draft.posts),
        statements=tuple(draft.statements),
        figures=tuple(draft.figures),
        changes=tuple(draft.changes),
        milestones=tuple(draft.milestones),
        links=tuple(draft.links),
        findings=tuple(draft.findings),
    )
