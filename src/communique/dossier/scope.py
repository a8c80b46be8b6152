"""What a brief is about: the reports in scope, and what they hold. Lists are light; whole records are read only of what is cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from communique.record import Record, Span
from communique.store import tables as t
from communique.store.kept import Kept, kept, naming_country
from communique.store.rows import Thing
from communique.store.write import spans_from_text

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Scope:
    """Reports that name both countries of a pair, that name a thing or an event; published in a span of time."""

    pair: str | None = None  # "RU-UZ", in the order of the alphabet
    about: int | None = None  # identities
    event: int | None = None
    topic: str | None = None
    since: str | None = None
    until: str | None = None

    def versions(self) -> Select[int]:
        """The ids of current versions in scope, as a query."""
        query = select(t.Version.id).where(t.Version.current)
        for code in (self.pair or "").split("-") if self.pair else ():
            query = query.where(t.Version.id.in_(naming_country(code)))
        for root in (self.about, self.event):
            if root is not None:
                naming = (
                    select(t.Named.version_id)
                    .join(t.Identity, t.Identity.id == t.Named.identity_id)
                    .where(t.Identity.root == root)
                )
                query = query.where(t.Version.id.in_(naming))
        if self.since is not None:
            query = query.where(t.Version.published >= self.since)
        if self.until is not None:
            query = query.where(t.Version.published <= self.until)
        return query


@dataclass(frozen=True, slots=True)
class Reports:
    """The reports in scope, by what they are."""

    documents: int
    publishers: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, by where it stands."""

    version: int
    document: str
    span: Span
    said_on: str | None
    topics: tuple[str, ...]
    speaker: Thing | None
    cluster: int | None


@dataclass(frozen=True, slots=True)
class InScope:
    """A thing that reports in scope name: in how many, and since when it is on record at all."""

    thing: Thing
    documents: int
    date: str | None  # agreement: signed; event: when


def reports(session: Session, scope: Scope) -> Reports:
    """How many reports of how many publishers, of which days."""
    row = session.execute(
        select(
            func.count(), func.count(func.distinct(t.Version.publisher)), func.min(t.Version.published), func.max(t.Version.published)
        ).where(t.Version.id.in_(scope.versions()))
    ).one()  # fmt: skip
    return Reports(*row)


def documents_in(session: Session, scope: Scope) -> set[str]:
    """The ids of the reports in scope."""
    return set(session.scalars(select(t.Version.sha).where(t.Version.id.in_(scope.versions()))))


def statements(session: Session, scope: Scope) -> list[Said]:
    """All statements in scope, the latest first; of a story that was republished only the first telling's."""
    speaker, leaf, root = aliased(t.Named), aliased(t.Identity), aliased(t.Identity)
    s, v = t.Statement, t.Version
    query = (
        select(
            v.id, v.sha, s.start, s.end, v.published, s.topics, v.cluster, root.id, root.kind, root.name, root.country
        )
        .join(v, v.id == s.version_id)
        .outerjoin(speaker, speaker.id == s.speaker_id)
        .outerjoin(leaf, leaf.id == speaker.identity_id)
        .outerjoin(root, root.id == leaf.root)
        .where(s.version_id.in_(scope.versions()))
        .order_by(v.published.desc(), v.id, s.start)
    )
    if scope.topic is not None:
        query = query.where((" " + s.topics + " ").like(f"% {scope.topic} %"))
    out = []
    for version, sha, start, end, published, topics, cluster, identity, kind, name, country in session.execute(query):
        if cluster is None or cluster == version:
            thing = Thing(identity, kind, name, country) if identity is not None else None
            out.append(Said(version, sha, (start, end), published, tuple(topics.split()), thing, cluster))
    return out


def things(session: Session, scope: Scope, kinds: tuple[str, ...]) -> list[InScope]:
    """Things of these kinds that reports in scope name, those that most reports name first."""
    leaf, root = aliased(t.Identity), aliased(t.Identity)
    count = func.count(func.distinct(t.Named.version_id)).label("count")
    query = (
        select(root, count)
        .join(leaf, leaf.root == root.id)
        .join(t.Named, t.Named.identity_id == leaf.id)
        .where(t.Named.version_id.in_(scope.versions()), root.kind.in_(kinds))
        .group_by(root.id)
        .order_by(count.desc(), root.id)
    )
    return [InScope(Thing(i.id, i.kind, i.name, i.country), n, i.date) for i, n in session.execute(query)]


def first_named(session: Session, roots: Iterable[int], since: str) -> set[int]:
    """Those of the identities that no current report before a day names."""
    leaf = t.Identity
    ids = iter(roots)
    new: set[int] = set()
    while part := list(islice(ids, CHUNK)):
        query = (
            select(leaf.root)
            .join(t.Named, t.Named.identity_id == leaf.id)
            .join(t.Version, t.Version.id == t.Named.version_id)
            .where(leaf.root.in_(part), t.Version.current, t.Version.published < since)
            .distinct()
        )
        new |= set(part) - set(session.scalars(query))
    return new


def links_of(session: Session, root: int) -> list[tuple[str, bool, Thing, str, Span]]:
    """Relations of an identity: name, whether it is the object, the other end, document and span; the latest first."""
    one, two = aliased(t.Named), aliased(t.Named)
    leaf_one, leaf_two = aliased(t.Identity), aliased(t.Identity)
    root_one, root_two = aliased(t.Identity), aliased(t.Identity)
    # the links first, by their indexes: with the order of days in one query the whole store would be walked by day
    mine = select(t.Named.id).join(t.Identity, t.Identity.id == t.Named.identity_id).where(t.Identity.root == root)
    ids = set(session.scalars(select(t.Link.id).where(t.Link.subject_id.in_(mine))))
    ids |= set(session.scalars(select(t.Link.id).where(t.Link.object_id.in_(mine))))
    query = (
        select(t.Link.relation, t.Link.start, t.Link.end, t.Version.sha, root_one, root_two)
        .join(one, one.id == t.Link.subject_id).join(leaf_one, leaf_one.id == one.identity_id).join(root_one, root_one.id == leaf_one.root)
        .join(two, two.id == t.Link.object_id).join(leaf_two, leaf_two.id == two.identity_id).join(root_two, root_two.id == leaf_two.root)
        .join(t.Version, t.Version.id == t.Link.version_id)
        .where(t.Version.current, t.Link.id.in_(sorted(ids)[-CHUNK:]))
        .order_by(t.Version.published.desc(), t.Link.id).limit(200)
    )  # fmt: skip
    out = []
    for relation, start, end, sha, subject, of in session.execute(query):
        is_object = of.id == root
        other = subject if is_object else of
        out.append((relation, is_object, Thing(other.id, other.kind, other.name, other.country), sha, (start, end)))
    return out


def failed_checks(session: Session, scope: Scope) -> list[tuple[str, str, str, tuple[Span, ...]]]:
    """What checks inside the reports in scope say fails: check, message, document, spans; the latest first."""
    query = (
        select(t.Finding.check, t.Finding.message, t.Version.sha, t.Finding.spans)
        .join(t.Version, t.Version.id == t.Finding.version_id)
        .where(t.Finding.version_id.in_(scope.versions()), t.Finding.verdict == "fails")
        .order_by(t.Version.published.desc(), t.Finding.id)
    )
    return [
        (check, message, sha, tuple(spans_from_text(spans))) for check, message, sha, spans in session.execute(query)
    ]


def records(session: Session, documents: Iterable[str]) -> Iterator[Kept]:
    """The whole records of current documents."""
    ids = iter(dict.fromkeys(documents))
    while part := list(islice(ids, CHUNK)):
        yield from kept(session, session.scalars(select(t.Version.id).where(t.Version.sha.in_(part))).all())


def names_of(session: Session, root: int) -> list[str]:
    """All names of an identity, the most used first."""
    query = (
        select(t.Form.name)
        .join(t.Identity, t.Identity.id == t.Form.identity_id)
        .where(t.Identity.root == root)
        .order_by(t.Form.count.desc(), t.Form.name)
    )
    return list(dict.fromkeys(session.scalars(query)))


def item_at(record: Record, kind: str, span: Span):  # type: ignore[no-untyped-def]
    """The item of a kind whose first span that is; ``None`` where there is none."""
    for item in getattr(record, kind):
        first = item.content_spans[0] if kind == "statements" and item.content_spans else getattr(item, "span", None)
        if first == span:
            return item
    return None


def post_held(session: Session, root: int, day: str | None) -> str | None:
    """The post that a person held on a day by what other reports say: only where reports before and after give the same."""
    if day is None:
        return None
    leaf = t.Identity
    held = (
        select(t.Post.title, t.Version.published)
        .join(t.Named, t.Named.id == t.Post.person_id)
        .join(leaf, leaf.id == t.Named.identity_id)
        .join(t.Version, t.Version.id == t.Post.version_id)
        .where(leaf.root == root, t.Version.current)
    )
    before = session.execute(
        held.where(t.Version.published <= day).order_by(t.Version.published.desc()).limit(1)
    ).first()
    after = session.execute(held.where(t.Version.published >= day).order_by(t.Version.published).limit(1)).first()
    return before.title if before and after and before.title == after.title else None
