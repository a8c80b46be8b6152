"""Two reports side by side, in the structure of a brief: what both have, what each has alone, where they cannot both hold."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from communique.brief.compose import finish
from communique.brief.composer import Asked, Composer, plain
from communique.brief.conflicts import clash
from communique.brief.model import Brief, Items, Run, Section, Sentence, Table
from communique.dossier.compare import Item, compare
from communique.dossier.conflicts import conflicts
from communique.dossier.scope import Reports
from communique.export.reference import title_of
from communique.store import tables as t

SHOWN = 60
ORDER = (
    "event",
    "figure",
    "milestone",
    "agreement",
    "project",
    "programme",
    "organization",
    "person",
    "place",
    "country",
    "group",
)


def comparison(session: Session, one: str, two: str, asked: Asked) -> Brief:
    """Two documents side by side. Raises ``UsageError`` where one is not found."""
    c = Composer(session, asked)
    found = compare(session, one, two)
    a, b = _document(session, found.a), _document(session, found.b)
    c.sources.load([a, b])
    titles = [c.sources.kept(d).record.document.title or title_of(s) for d, s in ((a, found.a), (b, found.b))]
    sections = [_clashes(c, {a, b}), _section(c, "both", c.words("heads", "in_both"), found.both, a)]
    sections.append(_section(c, "only-a", c.words("heads", "only_in", source=f"“{titles[0]}”"), found.only_a, a))
    sections.append(_section(c, "only-b", c.words("heads", "only_in", source=f"“{titles[1]}”"), found.only_b, b))
    days = sorted(d for x in (a, b) if (d := c.sources.kept(x).record.document.published))
    publishers = {c.sources.kept(x).record.document.publisher for x in (a, b)} - {None}
    seen = Reports(2, len(publishers), days[0] if days else None, days[-1] if days else None)
    return finish(c, "comparison", c.words("heads", "comparison_title"), " / ".join(titles), sections, seen)


def _document(session: Session, source: str) -> str:
    query = select(t.Version.sha).join(t.Document, t.Document.id == t.Version.document_id)
    return session.scalars(query.where(t.Document.source == source, t.Version.current)).one()


def _section(c: Composer, id: str, title: str, items: tuple[Item, ...], document: str) -> Section | None:
    chosen = sorted(items, key=lambda i: (ORDER.index(i.kind) if i.kind in ORDER else len(ORDER), i.span))[:SHOWN]
    rows = []
    for item in chosen:
        kind = {"figure": "figures", "milestone": "milestones"}.get(item.kind)
        note = c.sources.cite(document, item.span, kind=kind)
        words = c.quote(item.words) if kind else Run(item.words)
        rows.append((plain(c.words("kinds", item.kind)), Sentence((words,), (note,))))
    if not rows:
        return None
    head = (c.words("columns", "kind"), c.words("columns", "words"))
    return Section(id, title, 1, (Table(head, tuple(rows), (20, 80)),))


def _clashes(c: Composer, documents: set[str]) -> Section | None:
    """Statements of the two that cannot both hold."""
    query = select(t.Figure.pair).join(t.Version, t.Version.id == t.Figure.version_id)
    pairs = c.session.scalars(query.where(t.Version.sha.in_(documents), t.Figure.pair.is_not(None)).distinct()).all()
    sentences = [
        clash(c, finding, "clash")
        for pair in sorted(p for p in pairs if p)
        for finding in conflicts(c.session, as_of=c.asked.as_of, pair=pair)
        if {ref.document for ref in finding.refs} >= documents
    ]
    return Section("conflicts", c.words("heads", "conflicts"), 1, (Items(tuple(sentences)),)) if sentences else None
