"""Promises: one step of one project, agreement or programme, as it was promised over time and as it came.

as promised    2019 · 2019-12 · 2020-07        done 2020-12-04        late by a year
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import Literal

import msgspec
from sqlalchemy.orm import Session

from communique.dossier.dates import When, between, is_later, when
from communique.store.rows import StepRow, Thing, public_id, steps, things

State = Literal["open", "kept", "late", "slipped", "overdue", "cancelled"]
SISTERS = {"completed": "opened", "opened": "completed"}  # a thing that opened is completed
NEVER_PROMISED = ("announced", "cancelled", "suspended", "delayed")


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a history."""

    date: str | None
    status: Literal["expected", "done", "cancelled"]
    speaker: str | None
    document: str
    source: str
    span: tuple[int, int]
    said_on: str | None


class Promise(msgspec.Struct, frozen=True, kw_only=True):
    """One promised step with its history."""

    about: str
    about_id: str
    step: str
    what: str
    state: State
    slipped_by: str | None
    history: tuple[Said, ...]


def promises(
    session: Session,
    *,
    as_of: str,
    about: list[int] | None = None,
    country: str | None = None,
    states: Collection[str] = (),
) -> Iterator[Promise]:
    """Every promised step as known on a day, thing by thing; of all ``states`` where none is named."""
    for roots in [about] if about is not None else things(session, moved=set(states) == {"slipped"}):
        found = promised_in(steps(session, about=roots, known_on=as_of, country=country), as_of=as_of)
        yield from (promise for promise in found if not states or promise.state in states)


def promised_in(rows: Iterable[StepRow], *, as_of: str) -> Iterator[Promise]:
    """Every promised step among these, which come thing by thing in the order of saying."""
    for _, of_one in groupby(rows, key=lambda row: row.about.id if row.about else 0):
        yield from _of_thing([row for row in of_one if row.about is not None], as_of)


def _of_thing(rows: list[StepRow], as_of: str) -> Iterator[Promise]:
    groups: dict[tuple[str, str], list[StepRow]] = {}
    for row in rows:
        groups.setdefault((row.step, row.theme), []).append(row)
    cancelled = [row for row in rows if row.step == "cancelled" and row.status == "done"]
    for (step, theme), group in groups.items():
        promised = _once([row for row in group if _is_promise(row)])
        if not promised or step in NEVER_PROMISED:
            continue
        done = [row for row in group if row.status == "done"]
        if not done and step in SISTERS:
            done = [row for row in groups.get((SISTERS[step], theme), []) if row.status == "done"]
        done = [row for row in done if _keeps(row, promised[0])]
        yield _promise(step, theme, promised, done[:1], cancelled[-1:], as_of)


def _is_promise(row: StepRow) -> bool:
    """It lay ahead on the day it was said."""
    date, said = when(row.date), when(row.place.said_on)
    return row.status == "expected" and date is not None and (said is None or date.end >= said.start)


def _keeps(done: StepRow, promised: StepRow) -> bool:
    """The step came after it was promised: work that had begun by then is another step."""
    came, said = when(done.date), when(promised.place.said_on)
    if came is not None and said is not None and came.end < said.start:
        return False
    return (done.place.said_on or "") >= (promised.place.said_on or "")


def _once(rows: list[StepRow]) -> list[StepRow]:
    """A story that was republished counts once."""
    seen: set[tuple[int, str | None]] = set()
    kept = []
    for row in rows:
        if row.place.cluster is not None:
            key = (row.place.cluster, row.date)
            if key in seen:
                continue
            seen.add(key)
        kept.append(row)
    return kept


def _promise(
    step: str, theme: str, promised: list[StepRow], done: list[StepRow], cancelled: list[StepRow], as_of: str
) -> Promise:
    thing = promised[0].about
    assert thing is not None
    cancelled = [c for c in cancelled if (c.place.said_on or "") >= (promised[-1].place.said_on or "")]
    first, last = when(promised[0].date), when(promised[-1].date)
    assert first is not None and last is not None
    state, slipped = _state(first, last, done, bool(cancelled), as_of)
    history = [_said(row, "expected") for row in promised]
    history += [_said(row, "done") for row in done] or [_said(row, "cancelled") for row in cancelled]
    history.sort(key=lambda said: said.said_on or "")
    return Promise(
        about=thing.name,
        about_id=public_id(thing.id),
        step=step,
        what=theme or _whole(thing),
        state=state,
        slipped_by=slipped,
        history=tuple(history),
    )


def _state(first: When, last: When, done: list[StepRow], cancelled: bool, as_of: str) -> tuple[State, str | None]:
    slipped = between(first, last)
    today = when(as_of)
    assert today is not None
    if done:
        came = when(done[0].date) or when(done[0].place.said_on)
        late = came is not None and is_later(first, came)
        return ("late" if late else "kept"), (between(first, came) if late and came else None)
    if cancelled:
        return "cancelled", slipped
    if last.end < today.start:
        return "overdue", slipped
    return ("slipped" if slipped else "open"), slipped


def _whole(thing: Thing) -> str:
    """What the whole is called: "refinery"."""
    from communique.resolve.signature import sign

    name = sign(thing.name)
    return next(iter(sorted(name.types)), None) or next(iter(sorted(name.generic)), None) or thing.kind


def _said(row: StepRow, status: Literal["expected", "done", "cancelled"]) -> Said:
    return Said(
        date=row.date, status=status, speaker=row.speaker, document=row.place.document, source=row.place.source,
        span=row.place.span, said_on=row.place.said_on,
    )  # fmt: skip
