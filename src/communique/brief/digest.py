"""What is new since a day: for a weekly mail. The same structure as a brief."""

from __future__ import annotations

from sqlalchemy.orm import Session

from communique.brief.compose import finish
from communique.brief.composer import Asked, Composer, capital, plain, rank, strong
from communique.brief.conflicts import clash
from communique.brief.model import Brief, Items, Section, Sentence, Table
from communique.brief.projects import step_name
from communique.brief.promises import promises_in_scope, promises_section
from communique.brief.said import said_sections
from communique.dossier.conflicts import conflicts
from communique.dossier.entities import entities
from communique.dossier.scope import documents_in, first_named, reports, things
from communique.store.rows import STEPPING, FigureRow, figures, steps

FIGURES = 25
STEPS = 25
NEW = 30
LATEST = 3000  # figures among which the new ones are looked for
PAIRS = 30  # pairs of countries whose values are compared
NEW_KINDS = ("project", "agreement", "programme", "organization", "person")


def digest(session: Session, asked: Asked) -> Brief:
    """What reports published since ``asked.since`` put on record."""
    c = Composer(session, asked)
    rows = _figures(c)
    sections = [_figures_section(c, rows), _steps_section(c), *said_sections(c)]
    promised = [p for p in promises_in_scope(c) if any((s.said_on or "") >= (asked.since or "") for s in p.history)]
    sections += [promises_section(c, promised), _conflicts_section(c, rows), _new_section(c)]
    day = c.words.date(asked.since)
    title = c.words("heads", "digest_title", day=day)
    subtitle = c.words("heads", "digest_subtitle", day=day, today=c.words.date(asked.as_of))
    if asked.pair:
        title = " – ".join(c.words.country(code) for code in asked.pair) + f": {title[:1].lower()}{title[1:]}"
    return finish(c, "digest", title, subtitle, sections, reports(session, c.scope))


def _figures(c: Composer) -> list[FigureRow]:
    """Figures with an indicator said since the day, in scope: main indicators first."""
    found = figures(c.session, pair=c.scope.pair, about=c.scope.about, known_on=c.asked.as_of or None, latest=LATEST)
    inside = documents_in(c.session, c.scope)
    return sorted(
        (f for f in found if f.place.document in inside), key=lambda f: (rank(f.indicator or ""), f.period or "")
    )


def _figures_section(c: Composer, found: list[FigureRow]) -> Section | None:
    rows: list[tuple[Sentence, ...]] = []
    for f in found[:FIGURES]:
        note = c.sources.cite(f.place.document, f.place.span, kind="figures")
        value = c.words.amount(f.value, f.high, f.unit, f.qualifier, f.rate) + c.words("figure_status", f.status)
        about = ", ".join(c.name(thing) for thing in f.about)
        period = c.words.date(f.period) if f.period else "–"
        rows.append((plain(c.words("indicators", f.indicator)), plain(about), plain(period), strong(value, note)))
    if not rows:
        return None
    head = tuple(c.words("columns", key) for key in ("indicator", "thing", "period", "value"))
    return Section("figures", c.words("heads", "new_figures"), 1, (Table(head, tuple(rows), (24, 32, 18, 26), (3,)),))


def _steps_section(c: Composer) -> Section | None:
    roots = [one.thing.id for one in things(c.session, c.scope, STEPPING)[:400]]
    inside = documents_in(c.session, c.scope)
    rows: list[tuple[Sentence, ...]] = []
    for row in steps(c.session, about=roots, known_on=c.asked.as_of or None):
        if row.place.document in inside and row.about is not None and len(rows) < STEPS:
            note = c.sources.cite(row.place.document, row.place.span, kind="milestones")
            date = c.words.date(row.date) if row.date else "–"
            name = step_name(c, row.step, row.theme)
            rows.append(
                (
                    strong(capital(c.name(row.about))),
                    plain(name),
                    plain(date),
                    plain(c.words("status", row.status), note),
                )
            )
    if not rows:
        return None
    head = tuple(c.words("columns", key) for key in ("thing", "step", "date", "status"))
    return Section("steps", c.words("heads", "new_steps"), 1, (Table(head, tuple(rows), (40, 24, 20, 16)),))


def _conflicts_section(c: Composer, found: list[FigureRow]) -> Section | None:
    """Conflicts in which a new report has a part."""
    inside = documents_in(c.session, c.scope)
    pairs = list(dict.fromkeys(f.pair for f in found if f.pair))[:PAIRS]
    clashes = [
        clash(c, finding, "clash")
        for pair in pairs
        for finding in conflicts(c.session, as_of=c.asked.as_of, pair=pair)
        if any(ref.document in inside for ref in finding.refs)
    ]
    return Section("conflicts", c.words("heads", "conflicts"), 1, (Items(tuple(clashes)),)) if clashes else None


def _new_section(c: Composer) -> Section | None:
    """Things that no report before the day names."""
    named = [one.thing.id for one in things(c.session, c.scope, NEW_KINDS)]
    new = first_named(c.session, named, c.asked.since or "")
    inside = documents_in(c.session, c.scope)
    sentences = []
    for one in entities(c.session, roots=[root for root in named if root in new][:NEW]):
        mention = next((m for m in one.mentions if m.document in inside), None)
        if mention is not None:
            note = c.sources.cite(mention.document, mention.span)
            kind = c.words("kinds", one.kind)
            sentences.append(c.sentence("sentences", "first_named", (note,), name=capital(one.name), kind=kind))
    return Section("new", c.words("heads", "new_things"), 1, (Items(tuple(sentences)),)) if sentences else None
