"""A profile: one person, body, project or country as all documents show it."""

from __future__ import annotations

from functools import cache

import msgspec
from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import Session, aliased

from communique.dossier.entities import Mention
from communique.record import Record
from communique.store import tables as t
from communique.store.asking import Question, ask
from communique.store.rows import figures, public_id
from communique.store.write import record_kept, spans_from_text

SHOWN = 50  # items of a kind, the latest first


class ProfilePost(msgspec.Struct, frozen=True, kw_only=True):
    """A title, and the years in which reports give it."""

    title: str
    organization: str | None
    represents: str | None
    accredited_to: str | None
    first: str | None
    last: str | None
    reports: int


class ProfileStatement(msgspec.Struct, frozen=True, kw_only=True):
    """Something said."""

    words: str
    document: str
    source: str
    span: tuple[int, int]
    said_on: str | None


class ProfileFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure about it, or stated by it."""

    indicator: str | None
    measure: str | None
    value: float
    unit: str
    qualifier: str
    period: str | None
    document: str
    source: str
    span: tuple[int, int]
    said_on: str | None


class ProfileLink(msgspec.Struct, frozen=True, kw_only=True):
    """A relation; ``relation`` ends in "of" reversed where it is the object."""

    relation: str
    other: str
    document: str
    source: str
    span: tuple[int, int]


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """One identity."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    mentions: tuple[Mention, ...]
    posts: tuple[ProfilePost, ...]
    statements: tuple[ProfileStatement, ...]
    figures: tuple[ProfileFigure, ...]
    links: tuple[ProfileLink, ...]
    orphans: tuple[ProfileStatement, ...]
    reasons: tuple[str, ...]  # why its names were taken for one


def profile(session: Session, root: int) -> Profile:
    """The profile of an identity, with the latest items of each kind."""
    identity = ask(session, _identity(), root=root).one()
    names = [row.name for row in ask(session, _names(), root=root).all()]
    mentions = ask(session, _mentions(), root=root).all()
    reasons = [row.reasons for row in ask(session, _reasons(), root=root).all()]
    return Profile(
        id=public_id(root),
        kind=identity.kind,
        name=identity.name,
        aliases=tuple(n for n in dict.fromkeys(names) if n != identity.name),
        country=identity.country,
        mentions=tuple(
            Mention(document=sha, source=source, span=span)
            for spans, sha, source in mentions
            for span in spans_from_text(spans)
        ),
        posts=_posts(session, root),
        statements=_statements(session, root, orphans=False),
        figures=_figures(session, root),
        links=_links(session, root),
        orphans=_statements(session, root, orphans=True),
        reasons=tuple(r for r in reasons if r),
    )


@cache
def _identity() -> Question:
    i = t.Identity
    return select(i.kind, i.name, i.country).where(i.id == bindparam("root"))


@cache
def _names() -> Question:
    return select(t.Form.name).where(t.Form.identity_id.in_(_leaves())).order_by(t.Form.count.desc())


def _leaves() -> Select[int]:
    return select(t.Identity.id).where(t.Identity.root == bindparam("root"))


@cache
def _mentions() -> Question:
    return (
        select(t.Named.spans, t.Version.sha, t.Document.source)
        .join(t.Version, t.Version.id == t.Named.version_id)
        .join(t.Document, t.Document.id == t.Version.document_id)
        .where(t.Named.identity_id.in_(_leaves()), t.Version.current)
        .order_by(t.Version.published.desc(), t.Named.id)
        .limit(SHOWN)
    )


@cache
def _reasons() -> Question:
    with_reasons = t.Named.identity_id.in_(_leaves()), t.Named.reasons.is_not(None)
    return select(t.Named.reasons).where(*with_reasons).distinct().limit(SHOWN)


def _named_of_root() -> Select[int]:
    """The entities of documents that are this identity."""
    of_it = select(t.Named.id).join(t.Identity, t.Identity.id == t.Named.identity_id)
    return of_it.where(t.Identity.root == bindparam("root"))


@cache  # an alias takes longer to make than most questions to answer
def _two_named() -> tuple[type[t.Named], type[t.Named]]:
    return aliased(t.Named), aliased(t.Named)


def _posts(session: Session, root: int) -> tuple[ProfilePost, ...]:
    groups: dict[tuple[str, str | None, str | None, str | None], list[str | None]] = {}
    for title, represents, accredited, organization, published in ask(session, _posts_held(), root=root).all():
        groups.setdefault((title, organization, represents, accredited), []).append(published)
    return tuple(
        ProfilePost(
            title=k[0],
            organization=k[1],
            represents=k[2],
            accredited_to=k[3],
            first=days[0],
            last=days[-1],
            reports=len(days),
        )
        for k, days in groups.items()
    )


@cache
def _posts_held() -> Question:
    body = _two_named()[0]
    return (
        select(t.Post.title, t.Post.represents, t.Post.accredited_to, body.name, t.Version.published)
        .join(t.Version, t.Version.id == t.Post.version_id)
        .outerjoin(body, body.id == t.Post.organization_id)
        .where(t.Post.person_id.in_(_named_of_root()), t.Version.current)
        .order_by(t.Version.published)
        .limit(SHOWN * 20)
    )


def _statements(session: Session, root: int, *, orphans: bool) -> tuple[ProfileStatement, ...]:
    out = []
    records: dict[int, Record] = {}
    for row in ask(session, _said(orphans=orphans), root=root).all():
        if row.version not in records:
            records[row.version] = record_kept(session, row.version, row.record, row.text)
        item = next((s for s in records[row.version].statements if s.id == row.local), None)
        spans = item.content_spans if item else ((row.start, row.end),)
        out.append(
            ProfileStatement(words=" … ".join(row.text[a:b] for a, b in spans), document=row.sha, source=row.source,
                             span=(row.start, row.end), said_on=row.published)
        )  # fmt: skip
    return tuple(out)


@cache
def _said(*, orphans: bool) -> Question:
    s, v = t.Statement, t.Version
    query: Question = (
        select(s.local, s.start, s.end, v.id.label("version"), v.sha, v.record, v.text, v.published, t.Document.source)
        .join(v, v.id == s.version_id)
        .join(t.Document, t.Document.id == v.document_id)
        .where(s.speaker_id.in_(_named_of_root()))
        .order_by(v.published.desc(), s.id)
        .limit(SHOWN)
    )
    if orphans:
        return query.join(t.Orphan, (t.Orphan.version_id == s.version_id) & (t.Orphan.local == s.local))
    return query.where(v.current)


def _figures(session: Session, root: int) -> tuple[ProfileFigure, ...]:
    return tuple(
        ProfileFigure(
            indicator=f.indicator, measure=f.measure, value=f.value, unit=f.unit, qualifier=f.qualifier, period=f.period,
            document=f.place.document, source=f.place.source, span=f.place.span, said_on=f.place.said_on,
        )
        for f in figures(session, about=root, with_indicator=False, latest=SHOWN)
    )  # fmt: skip


def _links(session: Session, root: int) -> tuple[ProfileLink, ...]:
    return tuple(
        ProfileLink(relation=row.relation if row.forward else f"{row.relation} ←", other=row.object if row.forward else row.subject,
                    document=row.sha, source=row.source, span=(row.start, row.end))
        for row in ask(session, _links_of(), root=root).all()
    )  # fmt: skip


@cache
def _links_of() -> Question:
    one, two = _two_named()
    x, mine = t.Link, _named_of_root()
    return (
        select(
            x.relation, x.start, x.end, one.name.label("subject"), two.name.label("object"), t.Version.sha, t.Document.source,
            x.subject_id.in_(mine).label("forward"),
        )
        .join(one, one.id == x.subject_id)
        .join(two, two.id == x.object_id)
        .join(t.Version, t.Version.id == x.version_id)
        .join(t.Document, t.Document.id == t.Version.document_id)
        .where(or_(x.subject_id.in_(mine), x.object_id.in_(mine)), t.Version.current)
        .order_by(t.Version.published.desc(), x.id)
        .limit(SHOWN)
    )  # fmt: skip
