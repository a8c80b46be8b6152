"""What views read from the store: items of current versions with who said them, where and when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from communique.record import Span
from communique.store import tables as t

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
    speaker, root = _speaker()
    query = (
        select(t.Figure, t.Version.sha, t.Document.source, t.Version.published, t.Version.cluster, root.name)
        .join(t.Version, t.Version.id == t.Figure.version_id)
        .join(t.Document, t.Document.id == t.Version.document_id)
        .outerjoin(speaker, speaker.id == t.Figure.speaker_id)
        .outerjoin(root, root.id == _root_of(speaker))
        .where(t.Version.current)
        .order_by(t.Version.published, t.Version.id, t.Figure.start)
    )
    if indicator is not None:
        query = query.where(t.Figure.indicator == indicator)
    elif with_indicator:
        query = query.where(t.Figure.indicator.is_not(None))
    if pair is not None:
        query = query.where(t.Figure.pair == pair)
    if known_on is not None:
        query = query.where(t.Version.published <= known_on)
    if about is not None:
        query = query.where(t.Figure.id.in_(figures_about(about)))
    if about_kind is not None:
        query = query.where(
            t.Figure.id.in_(
                select(t.FigureAbout.figure_id).join(t.Named, t.Named.id == t.FigureAbout.named_id)
                .where(t.Named.kind == about_kind)
            )
        )  # fmt: skip
    if latest is not None:
        query = query.order_by(None).order_by(t.Version.published.desc(), t.Version.id, t.Figure.start).limit(latest)
    yield from _with_about(session, query)


def figures_about(root: int) -> Select[int]:
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


def _with_about(session: Session, query: Select) -> Iterator[FigureRow]:  # type: ignore[type-arg]
    rows = iter(session.execute(query))
    while part := list(islice(rows, CHUNK)):
        out: dict[int, FigureRow] = {}
        for f, sha, source, published, cluster, speaker in part:
            place = Place(sha, source, (f.start, f.end), published, f.version_id, cluster)
            out[f.id] = FigureRow(
                f.id, place, f.local, f.value, f.high, f.unit, f.rate, f.qualifier, f.measure, f.indicator, f.pair, f.period,
                f.status, speaker, f.passage_id,
            )  # fmt: skip
        for figure, thing in _abouts(session, list(out)):
            out[figure].about.append(thing)
        yield from out.values()


def _abouts(session: Session, figure_ids: list[int]) -> Iterator[tuple[int, Thing]]:
    _, leaf, root = _named_leaf_root()
    query = (
        select(t.FigureAbout.figure_id, t.Named, root)
        .join(t.Named, t.Named.id == t.FigureAbout.named_id)
        .outerjoin(leaf, leaf.id == t.Named.identity_id)
        .outerjoin(root, root.id == leaf.root)
        .where(t.FigureAbout.figure_id.in_(figure_ids))
        .order_by(t.FigureAbout.figure_id, t.FigureAbout.position)
    )
    for figure, named, identity in session.execute(query):
        yield figure, _thing(named, identity)


def _thing(named: t.Named, identity: t.Identity | None) -> Thing:
    if identity is None:
        return Thing(0, named.kind, named.name, named.country)
    return Thing(identity.id, identity.kind, identity.name, identity.country)


def steps(
    session: Session, *, about: Iterable[int] | None = None, known_on: str | None = None, country: str | None = None
) -> Iterator[StepRow]:
    """Milestones of current versions that are about something, ordered by what they are about, then by the day of saying."""
    named, leaf, root = _named_leaf_root()
    speaker, who = _speaker()
    query = (
        select(
            t.Milestone, t.Version.sha, t.Document.source, t.Version.published, t.Version.cluster, named, root, who.name
        )
        .join(t.Version, t.Version.id == t.Milestone.version_id)
        .join(t.Document, t.Document.id == t.Version.document_id)
        .join(named, named.id == t.Milestone.about_id)
        .outerjoin(leaf, leaf.id == named.identity_id)
        .outerjoin(root, root.id == leaf.root)
        .outerjoin(speaker, speaker.id == t.Milestone.speaker_id)
        .outerjoin(who, who.id == _root_of(speaker))
        .where(t.Version.current)
    )
    if about is not None:
        # by the index of milestones: without it all of them are looked at when a day is asked for too
        of_it = select(t.Named.id).join(t.Identity, t.Identity.id == t.Named.identity_id)
        query = query.where(t.Milestone.about_id.in_(of_it.where(t.Identity.root.in_(list(about)))))
    if known_on is not None:
        query = query.where(func.coalesce(t.Version.published, "9999") <= known_on)
    if country is not None:
        query = query.where(
            t.Milestone.version_id.in_(
                select(t.Named.version_id).where(t.Named.kind == "country", t.Named.country == country)
            )
        )
    query = query.order_by(leaf.root, t.Version.published, t.Version.id, t.Milestone.start)
    for m, sha, source, published, cluster, about_named, identity, speaker_name in session.execute(query):
        place = Place(sha, source, (m.start, m.end), published, m.version_id, cluster)
        yield StepRow(m.id, place, m.step, m.status, m.date, m.theme, speaker_name, _thing(about_named, identity))


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
