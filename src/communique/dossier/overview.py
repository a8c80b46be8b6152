"""What an analyst sees first: promises that slipped or lapsed, conflicts, official figures that differ; counts; what is new."""

from __future__ import annotations

from collections import Counter

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from communique.dossier.conflicts import AcrossFinding, conflicts, official_differs
from communique.dossier.promises import Promise, promises
from communique.store import tables as t

COUNTED = {
    "documents": t.Document, "statements": t.Statement, "figures": t.Figure, "milestones": t.Milestone,
}  # fmt: skip
KINDS = ("person", "organization", "project", "agreement")
FIRST = ("overdue", "slipped", "open", "late", "cancelled", "kept")


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """Findings first, as known on a day."""

    as_of: str
    promises: tuple[Promise, ...]  # all, those to look at first in front
    states: dict[str, int]
    conflicts: tuple[AcrossFinding, ...]
    official: tuple[AcrossFinding, ...]


def overview(session: Session, *, as_of: str) -> Overview:
    """All findings across documents. Reads the whole store: with very many documents this takes its time."""
    found = sorted(promises(session, as_of=as_of), key=lambda p: (FIRST.index(p.state), _last(p)), reverse=False)
    return Overview(
        as_of=as_of,
        promises=tuple(found),
        states=dict(Counter(p.state for p in found)),
        conflicts=tuple(conflicts(session, as_of=as_of)),
        official=tuple(official_differs(session, as_of=as_of)),
    )


def _last(promise: Promise) -> str:
    """Those spoken of last come first."""
    last = promise.history[-1].said_on or ""
    return "".join(chr(0x10FFFF - ord(c)) for c in last)


def counts(session: Session) -> dict[str, int]:
    """How much is on record, by kind."""
    out = {name: int(session.scalar(select(func.count()).select_from(table)) or 0) for name, table in COUNTED.items()}
    rows = session.execute(
        select(t.Identity.kind, func.count())
        .where(t.Identity.root == t.Identity.id, t.Identity.kind.in_(KINDS))
        .group_by(t.Identity.kind)
    )
    return out | {kind: many for kind, many in rows}
