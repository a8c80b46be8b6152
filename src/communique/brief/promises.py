"""What was promised and is open, put off or overdue."""

from __future__ import annotations

from communique.brief.composer import Composer, capital, plain
from communique.brief.model import Run, Section, Sentence, Table
from communique.brief.projects import step_name
from communique.dossier.promises import Promise, promises
from communique.dossier.scope import documents_in, things
from communique.store.rows import STEPPING, Thing, internal_id

AT_MOST = 400  # things whose promises are looked for: those that most reports name
SHOWN = 25
WHOLE = (
    "project",
    "agreement",
    "programme",
    "organization",
    "event",
    "place",
    "plant",
)  # no part of a thing, but all of it
STATES = ("overdue", "slipped", "open", "late")


def promises_in_scope(c: Composer) -> list[Promise]:
    """Promises on things in scope of which a report in scope tells: overdue first."""
    roots = [one.thing.id for one in things(c.session, c.scope, STEPPING)[:AT_MOST]]
    if c.scope.about is not None:
        roots = [c.scope.about, *(r for r in roots if r != c.scope.about)]
    inside = documents_in(c.session, c.scope)
    found = [
        p for p in promises(c.session, as_of=c.asked.as_of, about=roots)
        if p.state in STATES and any(said.document in inside for said in p.history)
    ]  # fmt: skip
    return sorted(found, key=lambda p: (STATES.index(p.state), p.history[-1].date or ""))


def promises_section(c: Composer, found: list[Promise]) -> Section | None:
    """The table; ``None`` where nothing was promised."""
    rows = []
    for promise in found[:SHOWN]:
        cells = (
            Sentence((Run(thing_name(c, promise), "strong"), Run(f": {what(c, promise)}"))),
            history(c, promise),
            _state(c, promise),
        )
        rows.append(cells)
    if not rows:
        return None
    head = tuple(c.words("columns", key) for key in ("thing", "promised", "state"))
    return Section("promises", c.words("heads", "promises"), 1, (Table(head, tuple(rows), (46, 34, 20)),))


def thing_name(c: Composer, promise: Promise) -> str:
    """What the promise is about."""
    root = internal_id(promise.about_id)
    return capital(c.name(Thing(root or 0, "project", promise.about, None)))


def what(c: Composer, promise: Promise) -> str:
    """Its step: "opening, first unit"."""
    part = promise.what.replace("_", " ")
    is_whole = set(part.casefold().split()) <= set(promise.about.casefold().split()) or part in WHOLE
    name = step_name(c, promise.step, "" if is_whole else part)
    return name[:1].lower() + name[1:]


def history(c: Composer, promise: Promise) -> Sentence:
    """The dates as they were promised, each told again left out, with a note on each."""
    dates: list[str] = []
    notes = []
    for said in promise.history:
        date = c.words.date(said.date) if said.date else c.words("status", said.status)
        date = (
            date
            if said.status == "expected"
            else f"{c.words('status', said.status)} {c.words.date(said.date) if said.date else ''}".strip()
        )
        if not dates or dates[-1] != date:
            dates.append(date)
            notes.append(c.sources.cite(said.document, said.span, kind="milestones"))
    return plain(" → ".join(dates), *dict.fromkeys(notes))


def _state(c: Composer, promise: Promise) -> Sentence:
    last = promise.history[-1]
    note = c.sources.cite(last.document, last.span, kind="milestones")
    return Sentence(
        (Run(c.words("states", promise.state), "strong" if promise.state in ("overdue", "slipped") else ""),), (note,)
    )
