"""What views read from the store: items of current versions with who said them, where and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import BindParameter, Integer, Row, Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from communique.record import Span
from communique.store import tables as t
from communique.store.asking import Question, ask, handed, is_sqlite, one_of

STOP = re.compile(r"[.!?…]+[»”\"’)]*\s+|\n")
STEPPING = ("project", "agreement", "programme", "organization", "event", "place")  # kinds of things that have steps
CHUNK = 500  # parameters of one query
RANGE = 300  # numbers of identities looked through together


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is said."""

    document: str
    source: str
    span: Span
    said_on: str | None
    version: int
    cluster: int | None


@dataclass(frozen=True, slots=True)
class Thing:
    """An identity as an item refers to it."""

    id: int
    kind: str
    name: str
    country: str | None

    @property
    def key(self) -> str:
        """Country code or public id."""
        return self.country if self.kind == "country" and self.country else public_id(self.id)

    @property
    def shown(self) -> str:
        """Country code or name."""
        return self.country if self.kind == "country" and self.country else self.name


@dataclass(slots=True)
class FigureRow:
    """A stated figure."""

    id: int
    place: Place
    local: str
    value: float
    high: float | None
    unit: str
    rate: str | None
    qualifier: str
    measure: str | None
    indicator: str | None
    pair: str | None
    period: str | None
    status: str
    speaker: str | None
    passage: int | None
    about: list[Thing] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class StepRow:
    """A milestone."""

    id: int
    place: Place
    step: str
    status: str
    date: str | None
    theme: str
    speaker: str | None
    about: Thing | None


def public_id(identity: int) -> str:
    """How an identity is called outside: "x17"."""
    return f"x{identity}"


def internal_id(public: str) -> int | None:
    """The number of a public id; ``None`` for anything else."""
    return int(public[1:]) if public[:1] == "x" and public[1:].isdigit() else None


def figures(
    session: Session, *, indicator: str | None = None, pair: str | None = None, about: int | None = None,
    about_kind: str | None = None, known_on: str | None = None, with_indicator: bool = True,
    latest: int | None = None,
) -> Iterator[FigureRow]:  # fmt: skip
    """Stated figures of current versions, in the order of saying; or the latest so many."""
    given = {
        "indicator": indicator, "pair": pair, "about": about, "about_kind": about_kind, "known_on": known_on,
        "latest": latest,
    }  # fmt: skip
    given = {name: value for name, value in given.items() if value is not None}
    rows = ask(session, _figures(frozenset(given), with_indicator), **given)
    for part in rows.partitions(CHUNK):
        yield from _with_about(session, part)


@cache
def _figures(given: frozenset[str], with_indicator: bool) -> Question:
    """The question for figures with these filters."""
    speaker, root = _speaker()
    f, v = t.Figure, t.Version
    query: Question = (
        select(
            f.id, f.version_id, f.start, f.end, f.local, f.value, f.high, f.unit, f.rate, f.qualifier, f.measure, f.indicator,
            f.pair, f.period, f.status, f.passage_id, v.sha, t.Document.source, v.published, v.cluster,
            root.name.label("speaker"),
        )
        .join(v, v.id == f.version_id)
        .join(t.Document, t.Document.id == v.document_id)
        .outerjoin(speaker, speaker.id == f.speaker_id)
        .outerjoin(root, root.id == _root_of(speaker))
        .where(v.current)
    )  # fmt: skip
    if "latest" in given:
        query = query.order_by(v.published.desc(), v.id, f.start).limit(bindparam("latest", type_=Integer))
    else:
        query = query.order_by(v.published, v.id, f.start)
    if "indicator" in given:
        query = query.where(f.indicator == bindparam("indicator"))
    elif with_indicator:
        query = query.where(f.indicator.is_not(None))
    if "pair" in given:
        query = query.where(f.pair == bindparam("pair"))
    if "known_on" in given:
        query = query.where(v.published <= bindparam("known_on"))
    if "about" in given:
        query = query.where(f.id.in_(figures_about(bindparam("about"))))
    if "about_kind" in given:
        of_kind = select(t.FigureAbout.figure_id).join(t.Named, t.Named.id == t.FigureAbout.named_id)
        query = query.where(f.id.in_(of_kind.where(t.Named.kind == bindparam("about_kind"))))
    return query


def figures_about(root: int | BindParameter[Any]) -> Select[int]:
    """The figures about an identity."""
    return (
        select(t.FigureAbout.figure_id)
        .join(t.Named, t.Named.id == t.FigureAbout.named_id)
        .join(t.Identity, t.Identity.id == t.Named.identity_id)
        .where(t.Identity.root == root)
    )


@cache
def _root_of(named: type[t.Named]):  # type: ignore[no-untyped-def]
    leaf = aliased(t.Identity)
    return select(leaf.root).where(leaf.id == named.identity_id).scalar_subquery()


@cache  # an alias takes longer to make than most questions to answer
def _speaker() -> tuple[type[t.Named], type[t.Identity]]:
    return aliased(t.Named), aliased(t.Identity)


@cache
def _named_leaf_root() -> tuple[type[t.Named], type[t.Identity], type[t.Identity]]:
    return aliased(t.Named), aliased(t.Identity), aliased(t.Identity)


def _with_about(session: Session, rows: Sequence[Row[*tuple[Any, ...]]]) -> Iterator[FigureRow]:
    out: dict[int, FigureRow] = {}
    for f in rows:
        place = Place(f.sha, f.source, (f.start, f.end), f.published, f.version_id, f.cluster)
        out[f.id] = FigureRow(
            f.id, place, f.local, f.value, f.high, f.unit, f.rate, f.qualifier, f.measure, f.indicator, f.pair, f.period,
            f.status, f.speaker, f.passage_id,
        )  # fmt: skip
    abouts = ask(session, _abouts(is_sqlite(session)), ids=handed(session, list(out)))
    for figure, *thing in abouts.all():
        out[figure].about.append(_thing(*thing))
    yield from out.values()


@cache
def _abouts(on_sqlite: bool) -> Question:
    """What figures are about."""
    _, leaf, root = _named_leaf_root()
    n = t.Named
    return (
        select(t.FigureAbout.figure_id, n.kind, n.name, n.country, root.id, root.kind, root.name, root.country)
        .join(n, n.id == t.FigureAbout.named_id)
        .outerjoin(leaf, leaf.id == n.identity_id)
        .outerjoin(root, root.id == leaf.root)
        .where(one_of(t.FigureAbout.figure_id, on_sqlite))
        .order_by(t.FigureAbout.figure_id, t.FigureAbout.position)
    )


def _thing(
    as_named: str, named: str, of: str | None, root: int | None, kind: str | None, name: str | None, country: str | None
) -> Thing:
    """The identity; what the document itself calls it where it has none."""
    if root is None or kind is None or name is None:
        return Thing(0, as_named, named, of)
    return Thing(root, kind, name, country)


def steps(
    session: Session, *, about: Iterable[int] | None = None, known_on: str | None = None, country: str | None = None
) -> Iterator[StepRow]:
    """Milestones of current versions that are about something, ordered by what they are about, then by the day of saying."""
    given: dict[str, Any] = {"known_on": known_on, "country": country}
    if about is not None:
        given["about"] = handed(session, list(about))
    given = {name: value for name, value in given.items() if value is not None}
    rows = ask(session, _steps(frozenset(given), is_sqlite(session)), **given)
    for part in rows.partitions(CHUNK):
        for m in part:
            (
                identity,
                version,
                start,
                end,
                step,
                status,
                date,
                theme,
                sha,
                source,
                published,
                cluster,
                speaker,
                *thing,
            ) = m
            place = Place(sha, source, (start, end), published, version, cluster)
            yield StepRow(identity, place, step, status, date, theme, speaker, _thing(*thing))


@cache
def _steps(given: frozenset[str], on_sqlite: bool) -> Question:
    """The question for milestones with these filters."""
    named, leaf, root = _named_leaf_root()
    speaker, who = _speaker()
    m, v = t.Milestone, t.Version
    query: Question = (
        select(
            m.id, m.version_id, m.start, m.end, m.step, m.status, m.date, m.theme, v.sha, t.Document.source, v.published,
            v.cluster, who.name, named.kind, named.name, named.country, root.id, root.kind, root.name, root.country,
        )
        .join(v, v.id == m.version_id)
        .join(t.Document, t.Document.id == v.document_id)
        .join(named, named.id == m.about_id)
        .outerjoin(leaf, leaf.id == named.identity_id)
        .outerjoin(root, root.id == leaf.root)
        .outerjoin(speaker, speaker.id == m.speaker_id)
        .outerjoin(who, who.id == _root_of(speaker))
        .where(v.current)
    )  # fmt: skip
    if "about" in given:
        # by the index of milestones: without it all of them are looked at when a day is asked for too
        of_it = select(t.Named.id).join(t.Identity, t.Identity.id == t.Named.identity_id)
        query = query.where(m.about_id.in_(of_it.where(one_of(t.Identity.root, on_sqlite, "about"))))
    if "known_on" in given:
        query = query.where(func.coalesce(v.published, "9999") <= bindparam("known_on"))
    if "country" in given:
        naming = select(t.Named.version_id).where(t.Named.kind == "country", t.Named.country == bindparam("country"))
        query = query.where(m.version_id.in_(naming))
    return query.order_by(leaf.root, v.published, v.id, m.start)


def things(session: Session, *, moved: bool = False) -> Iterator[list[int]]:
    """Identities of which a dated step was promised, some at a time; with ``moved`` only those with two dates or more.

    They are looked up by ranges of their numbers, so that a view that wants few begins before all are found.
    """
    last: int = session.scalar(select(func.max(t.Identity.id))) or 0
    for start in range(0, last + 1, RANGE):
        query = (
            select(t.Identity.root)
            .join(t.Named, t.Named.identity_id == t.Identity.id)
            .join(t.Milestone, t.Milestone.about_id == t.Named.id)
            .where(t.Identity.root >= start, t.Identity.root < start + RANGE, t.Identity.kind.in_(STEPPING))
            .where(t.Milestone.status == "expected", t.Milestone.date.is_not(None))
            .group_by(t.Identity.root)
            .order_by(t.Identity.root)
        )
        if moved:
            query = query.having(func.count(t.Milestone.date.distinct()) > 1)
        if roots := list(session.scalars(query)):
            yield roots


def words_of(session: Session, places: Iterable[Place], *, sentences: bool = False) -> dict[Place, str]:
    """The exact words of places, or the sentences they stand in."""
    by_version: dict[int, list[Place]] = {}
    for place in places:
        by_version.setdefault(place.version, []).append(place)
    out: dict[Place, str] = {}
    wanted = iter(by_version)
    while part := list(islice(wanted, CHUNK)):
        for version, text in session.execute(select(t.Version.id, t.Version.text).where(t.Version.id.in_(part))):
            for place in by_version[version]:
                start, end = _sentence(text, *place.span) if sentences else place.span
                out[place] = text[start:end]
    return out


def _sentence(text: str, start: int, end: int) -> Span:
    """The sentence around a span, as far as full stops and line ends tell."""
    before = max((m.end() for m in STOP.finditer(text, max(0, start - 600), start)), default=max(0, start - 600))
    after = STOP.search(text, end)
    return before, after.start() if after else min(len(text), end + 600)
