"""Projects and agreements: cost, parties, status, and the history of their dates."""

from __future__ import annotations

from communique.brief.composer import Composer, capital, plain, strong
from communique.brief.model import Block, Paragraph, Section, Sentence, Table
from communique.dossier.scope import InScope, links_of, things
from communique.store.rows import FigureRow, StepRow, figures, steps

PROJECTS = 10
AGREEMENTS = 15
STEPS = 8
FIGURES = ("project.cost", "project.capacity")
PARTIES = ("party_to", "invests_in", "builds", "operates", "signed")
NAMES = 6  # parties named for one relation


def project_sections(c: Composer, chosen: list[InScope]) -> list[Section]:
    """A heading, then a section a project on which there is something to say."""
    sections: list[Section] = []
    for one in chosen:
        if len(sections) == PROJECTS:
            break
        if blocks := _project(c, one):
            sections.append(Section(f"project-x{one.thing.id}", capital(c.name(one.thing)), 2, tuple(blocks)))
    head = [Section("projects", c.words("heads", "projects"), 1)] if sections else []
    return head + sections


def _project(c: Composer, one: InScope) -> list[Block]:
    sentences = _facts(c, one.thing.id) + _parties(c, one.thing.id)
    blocks: list[Block] = [Paragraph(tuple(sentences))] if sentences else []
    history = _history(c, one.thing.id)
    return [*blocks, history] if history else blocks


def _facts(c: Composer, root: int) -> list[Sentence]:
    """Cost and capacity: each value once, the latest said first."""
    out = []
    for indicator in FIGURES:
        rows = list(figures(c.session, about=root, indicator=indicator, known_on=c.asked.as_of or None))
        values: dict[tuple[object, ...], list[FigureRow]] = {}
        for row in reversed(rows):
            values.setdefault((row.value, row.high, row.unit, row.rate, row.status), []).append(row)
        for same in list(values.values())[:2]:
            row = same[0]
            notes = tuple(c.sources.cite(r.place.document, r.place.span, kind="figures") for r in same[:2])
            shown = c.words.amount(row.value, row.high, row.unit, row.qualifier, row.rate)
            key = indicator.split(".")[1]
            period = f" ({c.words.date(row.period)})" if row.period and key == "cost" else ""
            out.append(
                c.sentence(
                    "sentences", key, notes, value=shown, status=c.words("figure_status", row.status), period=period
                )
            )
    return out


def _parties(c: Composer, root: int) -> list[Sentence]:
    found: dict[str, dict[str, int]] = {}
    for relation, is_object, other, document, span in links_of(c.session, root):
        if relation in PARTIES and is_object:
            names = found.setdefault(relation, {})
            if (name := c.name(other)) not in names and len(names) < NAMES:
                names[name] = c.sources.cite(document, span, kind="links")
        elif relation == "located_in" and not is_object and relation not in found:
            found[relation] = {c.name(other): c.sources.cite(document, span, kind="links")}
    order = [r for r in (*PARTIES, "located_in") if r in found]
    return [
        c.sentence("sentences", "parties", tuple(dict.fromkeys(found[r].values())), relation=c.words("relations", r), names=", ".join(found[r]))
        for r in order
    ]  # fmt: skip


def _history(c: Composer, root: int) -> Table | None:
    """Steps in the order of saying; a step that is told again is one row."""
    groups: dict[tuple[object, ...], list[StepRow]] = {}
    for row in steps(c.session, about=[root], known_on=c.asked.as_of or None):
        if row.date is not None or row.status != "expected":
            groups.setdefault((row.step, row.theme, row.date, row.status), []).append(row)
    chosen = sorted(groups.values(), key=lambda g: g[0].place.said_on or "")[-STEPS:]
    if not chosen:
        return None
    rows = []
    for same in chosen:
        first = same[0]
        notes = [c.sources.cite(r.place.document, r.place.span, kind="milestones") for r in same[:2]]
        status = plain(c.words("status", first.status), *notes)
        rows.append((plain(c.words.date(first.place.said_on)), plain(step_name(c, first.step, first.theme)),
                     strong(c.words.date(first.date) if first.date else "–"), status))  # fmt: skip
    head = tuple(c.words("columns", key) for key in ("said_on", "step", "date", "status"))
    return Table(head, tuple(rows), (24, 36, 22, 18))


def step_name(c: Composer, step: str, theme: str) -> str:
    """What a step is called: "Opening, first unit"."""
    name = capital(c.words("step_nouns", step))
    return f"{name}, {theme}" if theme else name


def agreements_section(c: Composer) -> Section | None:
    """A table of agreements on which a date, a party or a step is on record."""
    rows: list[tuple[Sentence, ...]] = []
    for one in things(c.session, c.scope, ("agreement",)):
        if len(rows) == AGREEMENTS:
            break
        if (row := _agreement(c, one)) is not None:
            rows.append(row)
    if not rows:
        return None
    head = tuple(c.words("columns", key) for key in ("thing", "date", "status"))
    return Section("agreements", c.words("heads", "agreements"), 1, (Table(head, tuple(rows), (56, 22, 22)),))


def _agreement(c: Composer, one: InScope) -> tuple[Sentence, ...] | None:
    found = [s for s in steps(c.session, about=[one.thing.id], known_on=c.asked.as_of or None)]
    found.sort(key=lambda s: (s.status == "done", s.date or "", s.place.said_on or ""))
    if not found:
        return None
    last = found[-1]
    note = c.sources.cite(last.place.document, last.place.span, kind="milestones")
    status = f"{capital(c.words('steps', last.step))}, {c.words('status', last.status)}"
    date = c.words.date(last.date) if last.date else c.words("heads", "no_day")
    return (strong(capital(c.name(one.thing))), plain(date, note), plain(status, note))
