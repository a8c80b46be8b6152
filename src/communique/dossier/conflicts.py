"""Findings across documents: statements that cannot both hold, promises that moved or lapsed, official figures that differ.

Agreement in other words or rounding is no conflict: what is compared are the values that a statement leaves open, by its
qualifier and its last digit. Plans and estimates may be revised; what is compared of projects is what was built.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from communique.check.seen import amount, interval, meet
from communique.dossier.dates import When, when
from communique.dossier.official.match import official_values
from communique.dossier.promises import promises
from communique.dossier.series import about_keys, once
from communique.resolve.letters import fold
from communique.resolve.words import part_of, words
from communique.store import tables as t
from communique.store.rows import FigureRow, Place, StepRow, figures, steps, words_of
from communique.store.write import spans_from_text

# how far apart two values of one thing lie at most; farther, they measure two things
ONE_VALUE = {
    "trade.turnover": 3.0, "companies.joint": 3.0, "branches": 3.0, "students": 3.0, "migrants": 3.0, "tourists": 3.0,
    "investment.stock": 3.0, "finance.remittances": 3.0, "projects.count": 3.0, "freight": 3.0, "flights": 3.0,
    "supply.gas": 3.0, "supply.oil": 3.0, "supply.power": 3.0, "trade.exports": 1.5, "trade.imports": 1.5,
}  # fmt: skip
BUILT = ("project.cost", "project.capacity")  # has one value once it stands
SIZES = ("km", "ha", "m", "km2")  # what is measured once and for all
SIZE_APART = 1.5
ONCE = {
    "agreement": ("signed", "ratified", "in_force"),
    "project": ("opened", "completed"),
    "organization": ("opened",),
}


class Ref(msgspec.Struct, frozen=True, kw_only=True):
    """Words that a finding rests on."""

    document: str
    source: str
    span: tuple[int, int]


class AcrossFinding(msgspec.Struct, frozen=True, kw_only=True):
    """What a check says, with its places."""

    check: str
    verdict: str
    message: str
    refs: tuple[Ref, ...]


def findings(session: Session, *, as_of: str, inside: bool = True) -> Iterator[AcrossFinding]:
    """All findings as known on a day."""
    yield from conflicts(session, as_of=as_of)
    yield from official_differs(session, as_of=as_of)
    for promise in promises(session, as_of=as_of):
        refs = tuple(Ref(document=s.document, source=s.source, span=s.span) for s in promise.history)
        last = promise.history[-1]
        if promise.state == "slipped":
            message = f"{promise.about}, {promise.what}: first promised for {promise.history[0].date}, now for {last.date} ({promise.slipped_by} later)."
            yield AcrossFinding(check="promise_slipped", verdict="fails", message=message, refs=refs)
        elif promise.state == "overdue":
            message = (
                f"{promise.about}, {promise.what}: promised for {last.date}; nothing on record says that it was done."
            )
            yield AcrossFinding(check="promise_overdue", verdict="fails", message=message, refs=refs)
    if inside:
        yield from _inside(session, as_of)


def conflicts(
    session: Session, *, as_of: str, pair: str | None = None, about: int | None = None
) -> Iterator[AcrossFinding]:
    """Statements of two documents that cannot both hold: one finding for each thing in question; of all, a pair, or a thing."""
    groups: dict[tuple[object, ...], list[FigureRow]] = {}
    for row in figures(session, known_on=as_of, with_indicator=False, pair=pair, about=about):
        if (key := _key(row)) is not None:
            groups.setdefault(key, []).append(row)
    crowded = [rows for rows in groups.values() if len({r.place.document for r in rows}) > 1]
    rows = [row for group in crowded for row in group]
    said = words_of(session, [r.place for r in rows])
    around = words_of(session, [r.place for r in rows if _is_of_project(r)], sentences=True)
    built = _built(session, as_of, about) if any(r.indicator in BUILT for r in rows) else {}
    for group in crowded:
        yield from _clashes(once(group), said, around, built)
    if pair is None:
        yield from _dates(session, as_of, None if about is None else [about])


def _key(row: FigureRow) -> tuple[object, ...] | None:
    """What must be the same for two figures to be about one quantity; ``None`` for what can have many values."""
    about = about_keys(row)
    if not about or row.unit == "%":
        return None
    if row.indicator in ONE_VALUE:
        if row.status != "actual" or row.period is None or len(about) != 2:
            return None
        return (row.indicator, about, row.unit, row.rate, row.period)
    if row.indicator in BUILT and len(about) == 1 and row.status == "actual":
        return (row.indicator, about, row.unit, row.rate)
    if (
        row.indicator is None
        and row.unit in SIZES
        and row.rate is None
        and len(about) == 1
        and row.about[0].kind == "project"
    ):
        if any(part_of(word) for word in (row.measure or "").split()):
            return None
        return ("size", about, row.unit)
    return None


def _is_of_project(row: FigureRow) -> bool:
    return row.indicator in BUILT or row.indicator is None


def _clashes(
    rows: list[FigureRow], said: dict[Place, str], around: dict[Place, str], built: dict[str, str]
) -> Iterator[AcrossFinding]:
    clashing: dict[int, FigureRow] = {}
    bounds = {row.id: _bounds(row, said[row.place]) for row in rows}
    for one, two in combinations(rows, 2):
        if one.place.document == two.place.document or (one.place.cluster and one.place.cluster == two.place.cluster):
            continue
        if not meet(bounds[one.id], bounds[two.id]) and _clash(one, two, around, built):
            clashing[one.id], clashing[two.id] = one, two
    if clashing:
        chosen = sorted(clashing.values(), key=lambda r: (r.place.said_on or "", r.id))
        first = chosen[0]
        values = list(dict.fromkeys(said[r.place] for r in chosen))
        name = first.indicator or first.measure or "size"
        about = ", ".join(thing.shown for thing in first.about)
        period = f", {first.period}" if first.period else ""
        yield AcrossFinding(
            check="conflict",
            verdict="fails",
            message=f"{name} of {about}{period} is stated as {' and as '.join(values)}: not all of them can hold.",
            refs=tuple(_ref(r.place) for r in chosen),
        )


def _clash(one: FigureRow, two: FigureRow, around: dict[Place, str], built: dict[str, str]) -> bool:
    """Whether values that differ are of one quantity, and none of them revises the other."""
    low, high = sorted((one.value, two.value))
    limit = ONE_VALUE.get(one.indicator or "", SIZE_APART if one.indicator is None else 2.0)
    if low <= 0 or high / low > limit:
        return False
    if not _is_of_project(one):
        return True
    if one.indicator in BUILT:
        since = built.get(one.about[0].key)
        if since is None or any((r.place.said_on or "") < since for r in (one, two)):
            return False
    return not any(_is_revision(around.get(r.place, "")) for r in (one, two))


def _bounds(row: FigureRow, text: str) -> tuple[float, float]:
    return interval(row, text)  # type: ignore[arg-type]  # it has value, high and qualifier, which is all that is asked


def _is_revision(text: str) -> bool:
    """Words near a figure that say that the plan was changed."""
    plain = f" {fold(text)} "
    return any(f" {fold(cue)}" in plain for cue in words().revision["words"])


def _built(session: Session, as_of: str, about: int | None) -> dict[str, str]:
    """Projects that stand, and since when that is on record."""
    since: dict[str, str] = {}
    for row in steps(session, known_on=as_of, about=None if about is None else [about]):
        if row.about and row.status == "done" and row.step in ("opened", "completed") and not row.theme:
            since.setdefault(row.about.key, row.place.said_on or "")
    return since


def _dates(session: Session, as_of: str, about: list[int] | None) -> Iterator[AcrossFinding]:
    """Steps that are taken once, reported as done on two days."""
    groups: dict[tuple[str, str, str], list[tuple[StepRow, When]]] = {}
    for row in steps(session, known_on=as_of, about=about):
        date = when(row.date)
        if row.status == "done" and row.about and row.step in ONCE.get(row.about.kind, ()) and date and not row.theme:
            groups.setdefault((row.about.key, row.step, row.theme), []).append((row, date))
    for (_, step, _), rows in groups.items():
        clashing: dict[int, StepRow] = {}
        for (one, a), (two, b) in combinations(rows, 2):
            apart = a.end < b.start or b.end < a.start
            near = abs((a.start - b.start).days) < 800
            if apart and near and one.place.document != two.place.document:
                clashing[one.id], clashing[two.id] = one, two
        if clashing:
            chosen = list(clashing.values())
            assert chosen[0].about is not None
            dates = " and on ".join(dict.fromkeys(r.date or "" for r in chosen))
            yield AcrossFinding(
                check="conflict",
                verdict="fails",
                message=f"{chosen[0].about.name} is said to have been {step.replace('_', ' ')} on {dates}: only one can hold.",
                refs=tuple(_ref(r.place) for r in chosen),
            )


def official_differs(session: Session, *, as_of: str) -> Iterator[AcrossFinding]:
    """Stated values that no official count bears out, beyond their rounding and qualifier."""
    if session.scalar(select(t.Official.id).limit(1)) is None:
        return
    rows = [r for r in figures(session, known_on=as_of) if r.status == "actual" and r.pair and r.period]
    said = words_of(session, [r.place for r in rows])
    for row in once(rows):
        counts = official_values(session, row.indicator, about_keys(row), row.period, row.unit)
        stated = _bounds(row, said[row.place])
        if counts and not any(meet(stated, _rounded(c.value)) for c in counts):
            named = "; ".join(f"{c.source} ({c.reporter}, {c.published}): {amount(c.value, c.unit)}" for c in counts)
            yield AcrossFinding(
                check="official_differs",
                verdict="fails",
                message=f"{row.indicator} of {', '.join(x.shown for x in row.about)}, {row.period}: stated as {said[row.place]}"
                f"{' by ' + row.speaker if row.speaker else ''}; {named}. The two sides' counts often differ.",
                refs=(_ref(row.place),),
            )


def _rounded(value: float) -> tuple[float, float]:
    """Official values are printed rounded too: half a unit of their last digit that is no zero."""
    digits = f"{value:.0f}"
    half = 0.5 * 10.0 ** (len(digits) - len(digits.rstrip("0")))
    return value - half, value + half


def _inside(session: Session, as_of: str) -> Iterator[AcrossFinding]:
    query = (
        select(t.Finding, t.Version.sha, t.Document.source)
        .join(t.Version, t.Version.id == t.Finding.version_id)
        .join(t.Document, t.Document.id == t.Version.document_id)
        .where(t.Version.current, (t.Version.published <= as_of) | t.Version.published.is_(None))
        .order_by(t.Finding.id)
    )
    for finding, sha, source in session.execute(query):
        spans = spans_from_text(finding.spans)
        yield AcrossFinding(
            check=finding.check,
            verdict=finding.verdict,
            message=finding.message,
            refs=tuple(Ref(document=sha, source=source, span=s) for s in spans),
        )


def _ref(place: Place) -> Ref:
    return Ref(document=place.document, source=place.source, span=place.span)
