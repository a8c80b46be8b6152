"""Two countries: their series, projects, agreements, promises and events, as known on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from communique.dossier.promises import Promise, promised_in
from communique.dossier.series import Series, series
from communique.errors import UsageError
from communique.store import tables as t
from communique.store.asking import Question, ask, handed, is_sqlite, one_of
from communique.store.names import country_code
from communique.store.rows import StepRow, public_id, steps
from communique.store.write import spans_from_text

REPORTS = 400  # the latest reports that name both countries
SHOWN = 40  # things of a kind


class PairThing(msgspec.Struct, frozen=True, kw_only=True):
    """A project, agreement or event that reports on the pair name."""

    id: str
    kind: str
    name: str
    date: str | None
    reports: int
    last: str | None
    document: str
    span: tuple[int, int]


class PairStep(msgspec.Struct, frozen=True, kw_only=True):
    """A step that was taken: a signing, an opening."""

    date: str | None
    about: str
    kind: str
    step: str
    document: str
    span: tuple[int, int]


class PairReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report that names both countries."""

    document: str
    source: str
    title: str | None
    published: str | None


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two countries as all reports on both show them."""

    countries: tuple[str, str]
    known_on: str
    series: tuple[Series, ...]
    things: tuple[PairThing, ...]
    promises: tuple[Promise, ...]
    steps: tuple[PairStep, ...]
    reports: tuple[PairReport, ...]
    first: str | None  # the day of the first report, and of the last
    last: str | None


def pair_of_codes(one: str, two: str) -> tuple[str, str]:
    """Two countries given by code or name, in order of the alphabet. Raises ``UsageError``."""
    codes = [country_code(one), country_code(two)]
    if None in codes or codes[0] == codes[1]:
        raise UsageError(f"{one} and {two}: expected two countries, like UZ and RU.")
    first, second = sorted(str(c) for c in codes)
    return first, second


def pair(session: Session, one: str, two: str, *, known_on: str) -> Pair:
    """Everything on record of two countries."""
    a, b = pair_of_codes(one, two)
    versions = _reports(session, a, b, known_on)
    ids = [row.id for row in versions]
    things = _things(session, ids)
    roots = [int(thing.id[1:]) for thing in things if thing.kind in ("project", "agreement", "programme")]
    taken = list(steps(session, about=roots, known_on=known_on)) if roots else []
    days = [row.published for row in versions if row.published]
    return Pair(
        countries=(a, b),
        known_on=known_on,
        series=tuple(series(session, pair=f"{a}-{b}", known_on=known_on)),
        things=tuple(things),
        promises=tuple(promised_in(taken, as_of=known_on)),
        steps=tuple(_done(taken)),
        reports=tuple(
            PairReport(document=r.sha, source=r.source, title=r.title, published=r.published) for r in versions
        ),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def _reports(session: Session, a: str, b: str, known_on: str) -> Sequence[Any]:
    """The latest reports that name both, found by the country that fewer reports name."""
    roots: dict[str, tuple[int, list[int]]] = {}
    for code in (a, b):
        found = ask(session, _countries(), code=code).all()
        roots[code] = (sum(row.mentions for row in found), [row.id for row in found])
    (times, rare), (often, common) = sorted(roots.values())
    # to look up each report of the rarer one costs about as much as to list four of the other
    query = _reports_on(one_by_one=often > 4 * times)
    return ask(session, query, rare=rare, common=common, known_on=known_on).all()


@cache
def _countries() -> Question:
    i = t.Identity
    return select(i.id, i.mentions).where(i.kind == "country", i.country == bindparam("code"))


@cache
def _reports_on(*, one_by_one: bool) -> Question:
    one, other, _ = _aliases()
    of_common = other.identity_id.in_(bindparam("common", expanding=True))
    both: ColumnElement[bool]
    if one_by_one:
        both = exists().where(other.version_id == one.version_id, of_common)
    else:
        both = one.version_id.in_(select(other.version_id).where(of_common))
    naming = select(one.version_id).where(one.identity_id.in_(bindparam("rare", expanding=True)), both)
    v = t.Version
    return (
        select(v.id, v.sha, v.title, v.published, t.Document.source)
        .join(t.Document, t.Document.id == v.document_id)
        .where(v.current, v.id.in_(naming), v.published.is_(None) | (v.published <= bindparam("known_on")))
        .order_by(v.published.desc(), v.id)
        .limit(REPORTS)
    )


@cache  # an alias takes longer to make than most questions to answer
def _aliases() -> tuple[type[t.Named], type[t.Named], type[t.Identity]]:
    return aliased(t.Named), aliased(t.Named), aliased(t.Identity)


def _things(session: Session, versions: list[int]) -> list[PairThing]:
    if not versions:
        return []
    on_sqlite = is_sqlite(session)
    shown = []
    kinds: dict[str, int] = {}
    for row in ask(session, _named_in(on_sqlite), versions=handed(session, versions)).all():
        kinds[row.kind] = kinds.get(row.kind, 0) + 1
        if kinds[row.kind] <= SHOWN:
            shown.append(row)
    roots, last = [row.id for row in shown], [row.version for row in shown]
    places: dict[tuple[int, int], tuple[str, str]] = {}
    given = {"versions": handed(session, last), "roots": handed(session, roots)}
    for version, root, spans, sha in ask(session, _places(on_sqlite), **given).all():
        places.setdefault((version, root), (spans, sha))
    out = []
    for row in shown:
        spans, sha = places[row.version, row.id]
        out.append(
            PairThing(id=public_id(row.id), kind=row.kind, name=row.name, date=row.date, reports=row.reports, last=row.last,
                      document=sha, span=(spans_from_text(spans) or [(0, 1)])[0])
        )  # fmt: skip
    return out


@cache
def _named_in(on_sqlite: bool) -> Question:
    """Things that reports name, those that most of them name first; each with the last report that does."""
    root = _aliases()[2]
    reports = func.count(func.distinct(t.Named.version_id))
    return (
        select(
            root.id, root.kind, root.name, root.date, reports.label("reports"), func.max(t.Version.published).label("last"),
            func.max(t.Version.id).label("version"),
        )
        .select_from(t.Named)
        .join(t.Identity, t.Identity.id == t.Named.identity_id)
        .join(root, root.id == t.Identity.root)
        .join(t.Version, t.Version.id == t.Named.version_id)
        .where(
            one_of(t.Named.version_id, on_sqlite, "versions"),
            root.kind.in_(("project", "agreement", "programme", "event")),
        )
        .group_by(root.id, root.kind, root.name, root.date)
        .order_by(reports.desc(), root.id)
    )  # fmt: skip


@cache
def _places(on_sqlite: bool) -> Question:
    """Where reports name things."""
    return (
        select(t.Named.version_id, t.Identity.root, t.Named.spans, t.Version.sha)
        .join(t.Identity, t.Identity.id == t.Named.identity_id)
        .join(t.Version, t.Version.id == t.Named.version_id)
        .where(one_of(t.Named.version_id, on_sqlite, "versions"), one_of(t.Identity.root, on_sqlite, "roots"))
        .order_by(t.Named.id)
    )


def _done(taken: Iterable[StepRow]) -> list[PairStep]:
    """Steps done, each once, in the order of their dates."""
    found: dict[tuple[str, str, str | None], PairStep] = {}
    for row in taken:
        if row.status == "done" and row.date and row.about is not None:
            key = (row.about.key, row.step, row.date)
            found.setdefault(
                key,
                PairStep(date=row.date, about=row.about.name, kind=row.about.kind, step=row.step,
                         document=row.place.document, span=row.place.span),
            )  # fmt: skip
    return sorted(found.values(), key=lambda s: s.date or "")


def pairs(session: Session, *, limit: int = 60) -> list[tuple[str, int]]:
    """Pairs of countries that figures are about ("RU-UZ"), with how many figures; most first."""
    rows = session.execute(
        select(t.Figure.pair, func.count())
        .where(t.Figure.pair.is_not(None))
        .group_by(t.Figure.pair)
        .order_by(func.count().desc(), t.Figure.pair)
        .limit(limit)
    )
    return [(str(code), many) for code, many in rows]
