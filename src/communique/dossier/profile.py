"""A profile: one person, body, project or country as all documents show it."""

from __future__ import annotations

from functools import cache

import msgspec
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from communique.dossier.entities import Mention
from communique.record import Record
from communique.store import tables as t
from communique.store.rows import figures, public_id
from communique.store.write import record_of, spans_from_text

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
    identity = session.get_one(t.Identity, root)
    leaves = select(t.Identity.id).where(t.Identity.root == root)
    named = select(t.Named.id).where(t.Named.identity_id.in_(leaves))
    names = session.scalars(
        select(t.Form.name).where(t.Form.identity_id.in_(leaves)).order_by(t.Form.count.desc())
    ).all()
    mentions = session.execute(
        select(t.Named.spans, t.Version.sha, t.Document.source)
        .join(t.Version, t.Version.id == t.Named.version_id).join(t.Document, t.Document.id == t.Version.document_id)
        .where(t.Named.id.in_(named), t.Version.current).order_by(t.Version.published.desc(), t.Named.id).limit(SHOWN)
    )  # fmt: skip
    reasons = session.scalars(
        select(t.Named.reasons).where(t.Named.id.in_(named), t.Named.reasons.is_not(None)).distinct().limit(SHOWN)
    ).all()
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


def _named_of(root: int):  # type: ignore[no-untyped-def]
    return select(t.Named.id).join(t.Identity, t.Identity.id == t.Named.identity_id).where(t.Identity.root == root)


@cache  # an alias takes longer to make than most questions to answer
def _two_named() -> tuple[type[t.Named], type[t.Named]]:
    return aliased(t.Named), aliased(t.Named)


def _posts(session: Session, root: int) -> tuple[ProfilePost, ...]:
    body = _two_named()[0]
    rows = session.execute(
        select(t.Post.title, t.Post.represents, t.Post.accredited_to, body.name, t.Version.published)
        .join(t.Version, t.Version.id == t.Post.version_id)
        .outerjoin(body, body.id == t.Post.organization_id)
        .where(t.Post.person_id.in_(_named_of(root)), t.Version.current)
        .order_by(t.Version.published)
        .limit(SHOWN * 20)
    ).all()
    groups: dict[tuple[str, str | None, str | None, str | None], list[str | None]] = {}
    for title, represents, accredited, organization, published in rows:
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


def _statements(session: Session, root: int, *, orphans: bool) -> tuple[ProfileStatement, ...]:
    query = (
        select(t.Statement, t.Version, t.Document.source)
        .join(t.Version, t.Version.id == t.Statement.version_id)
        .join(t.Document, t.Document.id == t.Version.document_id)
        .where(t.Statement.speaker_id.in_(_named_of(root)))
        .order_by(t.Version.published.desc(), t.Statement.id)
        .limit(SHOWN)
    )
    if orphans:
        query = query.join(
            t.Orphan, (t.Orphan.version_id == t.Statement.version_id) & (t.Orphan.local == t.Statement.local)
        )
    else:
        query = query.where(t.Version.current)
    out = []
    records: dict[int, Record] = {}
    for statement, version, source in session.execute(query):
        record = records.setdefault(version.id, records.get(version.id) or record_of(session, version))
        item = next((s for s in record.statements if s.id == statement.local), None)
        spans = item.content_spans if item else ((statement.start, statement.end),)
        out.append(
            ProfileStatement(words=" … ".join(version.text[a:b] for a, b in spans), document=version.sha, source=source,
                             span=(statement.start, statement.end), said_on=version.published)
        )  # fmt: skip
    return tuple(out)


def _figures(session: Session, root: int) -> tuple[ProfileFigure, ...]:
    return tuple(
        ProfileFigure(
            indicator=f.indicator, measure=f.measure, value=f.value, unit=f.unit, qualifier=f.qualifier, period=f.period,
            document=f.place.document, source=f.place.source, span=f.place.span, said_on=f.place.said_on,
        )
        for f in figures(session, about=root, with_indicator=False, latest=SHOWN)
    )  # fmt: skip


def _links(session: Session, root: int) -> tuple[ProfileLink, ...]:
    one, two = _two_named()
    mine = _named_of(root)
    rows = session.execute(
        select(t.Link, one.name, two.name, t.Version.sha, t.Document.source, t.Link.subject_id.in_(mine))
        .join(one, one.id == t.Link.subject_id).join(two, two.id == t.Link.object_id)
        .join(t.Version, t.Version.id == t.Link.version_id).join(t.Document, t.Document.id == t.Version.document_id)
        .where(or_(t.Link.subject_id.in_(mine), t.Link.object_id.in_(mine)), t.Version.current)
        .order_by(t.Version.published.desc(), t.Link.id).limit(SHOWN)
    )  # fmt: skip
    return tuple(
        ProfileLink(relation=link.relation if forward else f"{link.relation} ←", other=b if forward else a, document=sha,
                    source=source, span=(link.start, link.end))
        for link, a, b, sha, source, forward in rows
    )  # fmt: skip
