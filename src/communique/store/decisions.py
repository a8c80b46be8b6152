"""What people decide about identities: merge, split, not the same. Kept with who, when and why; outlives re-reading; can be undone.

A merge points one identity at the other; undoing takes the pointer away and builds the rest again. A split puts the entities
of named documents to a new identity by pins: (text, span) → identity, which re-reading respects.
"""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from communique.errors import UsageError
from communique.resolve.compare import compare
from communique.resolve.subject import Subject
from communique.store import tables as t
from communique.store.rows import public_id
from communique.store.write import spans_from_text


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """A decision as it is shown and exported."""

    id: int
    action: str
    first: str
    second: str
    names: tuple[str, str]
    by: str
    at: str
    why: str | None
    undone_by: str | None
    undone_at: str | None
    anchors: list[dict[str, Any]]


def merge(session: Session, one: int, two: int, *, by: str | None, why: str | None, force: bool = False) -> list[str]:
    """Make two identities one. What comes back are warnings; a clash is refused unless ``force`` is given."""
    if one == two:
        raise UsageError(f"{public_id(one)}: both names are one already.")
    a, b = _subject(session, one), _subject(session, two)
    clash = _clash(session, a, b, one, two)
    if clash and not force:
        raise UsageError(
            f"{a.forms[0]} and {b.forms[0]} are not merged: {'; '.join(clash)}. --force does it all the same."
        )
    _decide(session, "merge", one, two, by, why, _anchors(session, one, two))
    rebuild_roots(session)
    return clash


class Alike(msgspec.Struct, frozen=True, kw_only=True):
    """An identity that may be the same as another: how alike, why, and what speaks against a merge."""

    id: str
    kind: str
    name: str
    country: str | None
    mentions: int
    score: float
    reasons: tuple[str, ...]
    warnings: tuple[str, ...]


def consider(session: Session, one: int, two: int) -> Alike:
    """What is to be said for and against making the second one with the first."""
    a, b = _subject(session, one), _subject(session, two)
    identity = session.get_one(t.Identity, two)
    likeness = compare(a, b)
    warnings = tuple(_clash(session, a, b, one, two)) if one != two else ("both are one already",)
    return Alike(
        id=public_id(two), kind=identity.kind, name=identity.name, country=identity.country, mentions=identity.mentions,
        score=round(likeness.score, 3), reasons=tuple(likeness.reasons), warnings=warnings,
    )  # fmt: skip


def alike(session: Session, root: int, *, limit: int = 8) -> list[Alike]:
    """Other identities that may be the same, the most alike first."""
    from communique.store.names import roots_named

    found: dict[int, None] = {}
    for form in _subject(session, root).forms[:6]:
        found |= dict.fromkeys(roots_named(session, form)[:12])
    found.pop(root, None)
    rated = [consider(session, root, other) for other in list(found)[: limit * 2]]
    return sorted(rated, key=lambda a: (-a.score, a.id))[:limit]


def not_same(session: Session, one: int, two: int, *, by: str | None, why: str | None) -> None:
    """Two identities are two things: they are never joined by likeness again. Raises where they are one: that is a split."""
    if one == two:
        raise UsageError("both names are one identity now. `communique split` takes it apart.")
    _decide(session, "not_same", one, two, by, why, _anchors(session, one, two))


def split(session: Session, root: int, documents: list[str], *, by: str | None, why: str | None) -> int:
    """Put the entity of these documents to an identity of its own: its id."""
    leaves = list(session.scalars(select(t.Identity.id).where(t.Identity.root == root)))
    rows = session.execute(
        select(t.Named, t.Version.sha, t.Document.source)
        .join(t.Version, t.Version.id == t.Named.version_id)
        .join(t.Document, t.Document.id == t.Version.document_id)
        .where(t.Named.identity_id.in_(leaves))
    ).all()
    chosen = [
        r
        for r in rows
        if any(r.source == d or r.source.endswith(d) or len(d) > 7 and r.sha.startswith(d) for d in documents)
    ]
    if not chosen:
        raise UsageError(f"{', '.join(documents)}: none of these documents names {public_id(root)}.")
    if len(chosen) == len(rows):
        raise UsageError("all its documents were given: nothing would be left to split from.")
    first = chosen[0].Named
    new = int(session.scalar(select(func.max(t.Identity.id))) or 0) + 1
    session.execute(
        insert(t.Identity),
        {"id": new, "root": new, "kind": first.kind, "name": first.name, "country": first.country,
         "mentions": sum(len(spans_from_text(r.Named.spans)) for r in chosen)},
    )  # fmt: skip
    for name in dict.fromkeys(r.Named.name for r in chosen):
        session.execute(insert(t.Form), {"identity_id": new, "name": name, "count": 1})
    decision = _decide(session, "split", root, new, by, why, _anchors(session, root, new))
    for row in chosen:
        for start, end in spans_from_text(row.Named.spans):
            session.execute(
                insert(t.Pin),
                {"decision_id": decision, "sha": row.sha, "start": start, "end": end, "identity_id": new,
                 "before": row.Named.identity_id},
            )  # fmt: skip
        session.execute(update(t.Named).where(t.Named.id == row.Named.id).values(identity_id=new))
    return new


def undo(session: Session, decision_id: int, *, by: str | None) -> t.Decision:
    """Take a decision back; it stays on record as undone."""
    decision = session.get(t.Decision, decision_id)
    if decision is None or decision.undone_at is not None:
        raise UsageError(
            f"decision {decision_id}: there is none of that number that holds. `communique decisions` lists them."
        )
    decision.undone_by, decision.undone_at = by or user_name(), _now()
    if decision.action == "split":
        pins = session.scalars(select(t.Pin).where(t.Pin.decision_id == decision_id)).all()
        for pin in pins:
            session.execute(
                update(t.Named).where(t.Named.identity_id == pin.identity_id).values(identity_id=pin.before)
            )
            session.delete(pin)
    session.flush()
    rebuild_roots(session)
    return decision


def decisions(session: Session) -> Iterator[Decided]:
    """All decisions, undone ones too, in the order they were made."""
    for d in session.scalars(select(t.Decision).order_by(t.Decision.id)):
        names = tuple(
            session.scalar(select(t.Identity.name).where(t.Identity.id == i)) or "" for i in (d.first, d.second)
        )
        yield Decided(
            id=d.id, action=d.action, first=public_id(d.first), second=public_id(d.second), names=(names[0], names[1]),
            by=d.decided_by, at=d.decided_at, why=d.why, undone_by=d.undone_by, undone_at=d.undone_at,
            anchors=json.loads(d.anchors),
        )  # fmt: skip


def rebuild_roots(session: Session) -> None:
    """Let every merge that holds point to one root. What likeness joined stays joined; what people undid comes apart."""
    held = session.execute(
        select(t.Decision.first, t.Decision.second).where(t.Decision.action == "merge", t.Decision.undone_at.is_(None))
    ).all()
    undone = session.scalars(
        select(t.Decision.second).where(t.Decision.action == "merge", t.Decision.undone_at.is_not(None))
    ).all()
    for second in undone:  # what followed the second follows it again
        members = _members(session, second)
        session.execute(update(t.Identity).where(t.Identity.id.in_(members)).values(root=second))
    for first, second in held:
        root = session.scalar(select(t.Identity.root).where(t.Identity.id == first))
        moved = session.scalar(select(t.Identity.root).where(t.Identity.id == second))
        if root is not None and moved is not None and root != moved:
            if session.scalar(select(t.Identity.joined).where(t.Identity.id == second)) is None:
                session.execute(update(t.Identity).where(t.Identity.root == moved).values(joined=moved))
            session.execute(update(t.Identity).where(t.Identity.root == moved).values(root=root))


def _members(session: Session, root: int) -> list[int]:
    """An identity with those that followed it when a person merged it into another."""
    followed = session.scalars(select(t.Identity.id).where(t.Identity.joined == root)).all()
    return list({root, *followed})


def _decide(
    session: Session, action: str, one: int, two: int, by: str | None, why: str | None, anchors: list[dict[str, Any]]
) -> int:
    new = int(session.scalar(select(func.coalesce(func.max(t.Decision.id), 0))) or 0) + 1
    session.execute(
        insert(t.Decision),
        {"id": new, "action": action, "first": one, "second": two, "anchors": json.dumps(anchors, ensure_ascii=False),
         "decided_by": by or user_name(), "decided_at": _now(), "why": why},
    )  # fmt: skip
    return new


def _subject(session: Session, root: int) -> Subject:
    identity = session.get(t.Identity, root)
    if identity is None:
        raise UsageError(f"{public_id(root)}: there is no such identity.")
    forms = session.scalars(
        select(t.Form.name).join(t.Identity, t.Identity.id == t.Form.identity_id).where(t.Identity.root == root)
    ).all()
    countries = frozenset({identity.country} if identity.country else ())
    return Subject(identity.kind, tuple(forms) or (identity.name,), countries, identity.date, identity.form)


def _clash(session: Session, a: Subject, b: Subject, one: int, two: int) -> list[str]:
    """Why two identities should not be merged: kind, country, a decision, or one document that names both."""
    clash = []
    if a.kind != b.kind:
        clash.append(f"a {a.kind} and a {b.kind}")
    if a.countries and b.countries and a.countries != b.countries:
        clash.append(f"of different countries ({', '.join(sorted(a.countries | b.countries))})")
    apart = session.scalar(
        select(t.Decision.decided_by).where(
            t.Decision.action == "not_same", t.Decision.undone_at.is_(None),
            t.Decision.first.in_((one, two)), t.Decision.second.in_((one, two)))
    )  # fmt: skip
    if apart:
        clash.append(f"{apart} decided that they are not the same")
    if a.kind == "person":
        here = select(t.Named.version_id).join(t.Identity, t.Identity.id == t.Named.identity_id)
        both = session.scalar(
            select(t.Document.source).join(t.Version, t.Version.document_id == t.Document.id)
            .where(t.Version.id.in_(here.where(t.Identity.root == one)), t.Version.id.in_(here.where(t.Identity.root == two)))
        )  # fmt: skip
        if both and compare(a, b).refused:
            clash.append(f"{both} names both of them")
        clash += _posts_at_once(session, one, two)
    return clash


def _posts_at_once(session: Session, one: int, two: int) -> list[str]:
    """Different posts for different countries within one year."""
    held: dict[int, set[tuple[str, str, str]]] = {}
    for root in (one, two):
        rows = session.execute(
            select(t.Post.title, t.Post.represents, t.Version.published)
            .join(t.Named, t.Named.id == t.Post.person_id)
            .join(t.Identity, t.Identity.id == t.Named.identity_id)
            .join(t.Version, t.Version.id == t.Post.version_id)
            .where(t.Identity.root == root, t.Post.represents.is_not(None), t.Version.published.is_not(None))
        )
        held[root] = {(title, country or "", (published or "")[:4]) for title, country, published in rows}
    for title, country, year in sorted(held[one]):
        for other, other_country, other_year in sorted(held[two]):
            if year == other_year and country != other_country:
                return [f"in {year} one was {title} of {country}, the other {other} of {other_country}"]
    return []


def _anchors(session: Session, *roots: int) -> list[dict[str, Any]]:
    """A place in a document for each identity, so that the decision can be understood and taken over elsewhere."""
    found = []
    for root in roots:
        row = session.execute(
            select(t.Named.name, t.Named.spans, t.Version.sha, t.Document.source)
            .join(t.Identity, t.Identity.id == t.Named.identity_id)
            .join(t.Version, t.Version.id == t.Named.version_id)
            .join(t.Document, t.Document.id == t.Version.document_id)
            .where(t.Identity.root == root)
            .order_by(t.Named.id)
        ).first()
        if row is not None:
            span = (spans_from_text(row.spans) or [(0, 0)])[0]
            found.append(
                {"identity": public_id(root), "name": row.name, "document": row.sha, "source": row.source, "span": span}
            )
    return found


def user_name() -> str:
    """The name of who runs this, as the system knows it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
