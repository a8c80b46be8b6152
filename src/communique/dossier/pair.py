"""Two countries: their series, projects, agreements, promises and events, as known on a day."""

from __future__ import annotations

from functools import cache

import msgspec
from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from communique.dossier.promises import Promise, promises
from communique.dossier.series import Series, series
from communique.errors import UsageError
from communique.store import tables as t
from communique.store.names import country_code
from communique.store.rows import public_id, steps

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
    days = [row.published for row in versions if row.published]
    return Pair(
        countries=(a, b),
        known_on=known_on,
        series=tuple(series(session, pair=f"{a}-{b}", known_on=known_on)),
        things=tuple(things),
        promises=tuple(promises(session, as_of=known_on, about=roots)) if roots else (),
        steps=tuple(_steps(session, roots, known_on)),
        reports=tuple(
            PairReport(document=r.sha, source=r.source, title=r.title, published=r.published) for r in versions
        ),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def _reports(session: Session, a: str, b: str, known_on: str):  # type: ignore[no-untyped-def]
    """The latest reports that name both, found by the country that fewer reports name."""
    roots: dict[str, tuple[int, list[int]]] = {}
    for code in (a, b):
        found = session.execute(
            select(t.Identity.id, t.Identity.mentions).where(t.Identity.kind == "country", t.Identity.country == code)
        ).all()
        roots[code] = (sum(row.mentions for row in found), [row.id for row in found])
    (_, rare), (_, common) = sorted(roots.values())
    one, other, _ = _aliases()
    both = exists().where(other.version_id == one.version_id, other.identity_id.in_(common))
    versions = select(one.version_id).where(one.identity_id.in_(rare), both)
    return session.execute(
        select(t.Version.id, t.Version.sha, t.Version.title, t.Version.published, t.Document.source)
        .join(t.Document, t.Document.id == t.Version.document_id)
        .where(
            t.Version.current, t.Version.id.in_(versions),
            t.Version.published.is_(None) | (t.Version.published <= known_on),
        )
        .order_by(t.Version.published.desc(), t.Version.id)
        .limit(REPORTS)
    ).all()  # fmt: skip


@cache  # an alias takes longer to make than most questions to answer
def _aliases() -> tuple[type[t.Named], type[t.Named], type[t.Identity]]:
    return aliased(t.Named), aliased(t.Named), aliased(t.Identity)


def _things(session: Session, versions: list[int]) -> list[PairThing]:
    from communique.store.write import spans_from_text

    if not versions:
        return []
    root = _aliases()[2]
    rows = session.execute(
        select(
            root.id, root.kind, root.name, root.date, func.count(func.distinct(t.Named.version_id)),
            func.max(t.Version.published), func.max(t.Version.id),
        )
        .select_from(t.Named)
        .join(t.Identity, t.Identity.id == t.Named.identity_id)
        .join(root, root.id == t.Identity.root)
        .join(t.Version, t.Version.id == t.Named.version_id)
        .where(t.Named.version_id.in_(versions), root.kind.in_(("project", "agreement", "programme", "event")))
        .group_by(root.id, root.kind, root.name, root.date)
        .order_by(func.count(func.distinct(t.Named.version_id)).desc(), root.id)
    ).all()  # fmt: skip
    out = []
    kinds: dict[str, int] = {}
    for identity, kind, name, date, reports, last, version in rows:
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > SHOWN:
            continue
        spans, sha = session.execute(
            select(t.Named.spans, t.Version.sha)
            .join(t.Identity, t.Identity.id == t.Named.identity_id)
            .join(t.Version, t.Version.id == t.Named.version_id)
            .where(t.Named.version_id == version, t.Identity.root == identity)
            .limit(1)
        ).one()
        out.append(
            PairThing(id=public_id(identity), kind=kind, name=name, date=date, reports=reports, last=last, document=sha,
                      span=(spans_from_text(spans) or [(0, 1)])[0])
        )  # fmt: skip
    return out


def _steps(session: Session, roots: list[int], known_on: str) -> list[PairStep]:
    """Steps done, each once, in the order of their dates."""
    found: dict[tuple[str, str, str | None], PairStep] = {}
    for row in steps(session, about=roots, known_on=known_on) if roots else ():
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
