"""Makes a brief: what was said, promised, counted, what was put off, what does not add up, each with its source."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from communique.brief.bibliography import bibliography
from communique.brief.composer import Asked, Composer, capital
from communique.brief.conflicts import clashes_in_scope, conflicts_section
from communique.brief.figures import figures_section, series_in_scope
from communique.brief.model import Brief, Section
from communique.brief.numbering import in_order
from communique.brief.projects import agreements_section, project_sections
from communique.brief.promises import promises_in_scope, promises_section
from communique.brief.questions import questions_section
from communique.brief.said import said_sections
from communique.dossier.scope import InScope, Reports, reports, things
from communique.export.reference import csl
from communique.store import tables as t
from communique.store.rows import Thing

Kind = Literal["brief", "digest", "comparison"]
DEFAULT_STYLE = {"ru": "gost"}
LABELS = ("contents", "notes", "bibliography", "passages", "passages_what", "prepared", "official_note", "nothing")
LOOKED_AT = 40  # projects, those that most reports name, among which those with something to say are shown


def compose(session: Session, asked: Asked) -> Brief:
    """The brief that is asked for. Raises ``UsageError`` for a language or style that there is none for."""
    c = Composer(session, asked)
    found = series_in_scope(c)
    projects = _projects(c)
    promised = promises_in_scope(c)
    sections: list[Section | None] = [figures_section(c, found)]
    sections += said_sections(c)
    sections += project_sections(c, projects)
    shown = {s.id for s in sections if s is not None}
    clashes = clashes_in_scope(c, [p for p in projects if f"project-x{p.thing.id}" in shown])
    sections += [
        agreements_section(c),
        promises_section(c, promised),
        conflicts_section(c, clashes),
        questions_section(c, found, promised),
    ]
    return finish(c, "brief", _title(c), _subtitle(c), sections, reports(session, c.scope))


def _projects(c: Composer) -> list[InScope]:
    """Projects in scope; first the one the brief is about."""
    found = things(c.session, c.scope, ("project", "programme"))
    return sorted(found, key=lambda p: p.thing.id != c.scope.about)[:LOOKED_AT]


def finish(
    c: Composer, kind: Kind, title: str, subtitle: str, sections: list[Section | None], found: Reports
) -> Brief:  # fmt: skip
    """The whole of a brief from its sections: head, notes, passages, bibliography."""
    w = c.words
    facts = [(w("heads", "reports"), w.number(found.documents)), (w("heads", "publishers"), w.number(found.publishers))]
    if found.first and found.last:
        span = (
            w.date(found.first)
            if found.first == found.last
            else w("dates", "range", a=w.date(found.first), b=w.date(found.last))
        )
        facts.append((w("heads", "period"), span))
    facts.append((w("heads", "prepared"), w.date(date.today().isoformat())))
    shown, notes = in_order(tuple(s for s in sections if s is not None), c.sources.notes)
    cited = [c.sources.cited[d] for d in dict.fromkeys(n.document for n in notes if n.document)]
    return Brief(
        kind=kind, language=c.asked.language, title=title, subtitle=subtitle, facts=tuple(facts),
        sections=shown, notes=tuple(notes), passages=c.sources.passages(notes),
        bibliography=bibliography([csl(one) for one in cited], c.asked.style or DEFAULT_STYLE.get(c.asked.language, "chicago"), c.asked.language),
        labels={key: w("heads", key) for key in LABELS},
    )  # fmt: skip


def _title(c: Composer) -> str:
    asked = c.asked
    parts = [" – ".join(c.words.country(code) for code in asked.pair)] if asked.pair else []
    for root in (asked.about, asked.event):
        if root is not None and (found := c.session.scalars(select(t.Identity).where(t.Identity.id == root)).first()):
            parts.append(capital(c.name(Thing(found.id, found.kind, found.name, found.country))))
    if asked.topic:
        topic = c.words("topics", asked.topic)
        parts.append(c.words("heads", "about_topic", topic=topic[:1].lower() + topic[1:]) if parts else topic)
    return ", ".join(parts) or "communique"


def _subtitle(c: Composer) -> str:
    known = c.words("heads", "brief_subtitle", day=c.words.date(c.asked.as_of))
    since = c.words("heads", "since", day=c.words.date(c.asked.since)) if c.asked.since else ""
    return ", ".join(part for part in (known, since) if part)
