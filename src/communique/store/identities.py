"""Giving every entity of a document its identity, while the document is written.

Candidates share a blocking key (``identity_keys``); the best that is not refused wins. A key that very many share tells
nothing: it takes no more identities, so that the work for one document stays about the same however many are kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import Table, bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from communique.record import Entity, Record
from communique.resolve.compare import BODIES, UNRESOLVED, compare, kept_keys, search_keys
from communique.resolve.letters import skeleton
from communique.resolve.signature import sign
from communique.resolve.subject import ACCEPT, SURE, Likeness, Subject
from communique.store.tables import Decision, Form, Identity, IdentityKey, Pin

SHARED_BY_MANY = 24  # identities a key may have
FORMS = 12  # forms of a name that are compared
NEAR = 0.08  # two candidates this close cannot be told apart


@dataclass(slots=True)
class Known:
    """An identity as the database has it."""

    id: int
    root: int
    subject: Subject
    name: str
    counts: dict[str, int]


@dataclass(slots=True)
class Given:
    """The identity that an entity was given."""

    entity: Entity
    identity: int | None
    score: float | None
    reasons: str | None


class Identities:
    """The identities that may matter for one document, and those it makes."""

    def __init__(self, session: Session, record: Record) -> None:
        self.session = session
        self.record = record
        self.subjects = {e.id: _subject(record, e) for e in record.entities if e.kind not in UNRESOLVED}
        self.keys = {local: _keys(subject) for local, subject in self.subjects.items()}
        self.known: dict[int, Known] = {}
        self.old_forms: set[tuple[int, str]] = set()
        self.by_key: dict[str, set[int]] = {}
        self.loaded: set[str] = set()
        self._load({key for s in self.subjects.values() for key in _exact(s)} | _countries(self.keys))
        # a spelling that is known needs no other candidates
        new = [
            e
            for e, s in self.subjects.items()
            if not any(self.by_key.get(k) for k in _exact(s) | _countries({e: self.keys[e]}))
        ]
        self._load({key for e in new for key in self.keys[e] | _kept(self.subjects[e])})
        self.apart = self._apart()
        self.pins = self._pins()
        self.taken: dict[int, list[Subject]] = {}
        self.made: dict[int, dict[str, object]] = {}
        self.changed: dict[int, dict[str, object]] = {}
        self.named_again: dict[int, int] = {}
        self.forms: dict[tuple[int, str], int] = {}
        self.new_keys: list[dict[str, object]] = []

    def give(self) -> list[Given]:
        """An identity for every entity that can have one: full names before short ones."""
        order = sorted(self.record.entities, key=lambda e: -max(map(len, (e.name, *e.aliases))))
        given = {e.id: self._one(e) for e in order}
        self._write()
        return [given[e.id] for e in self.record.entities]

    def _one(self, entity: Entity) -> Given:
        subject = self.subjects.get(entity.id)
        if subject is None:
            return Given(entity, None, None, None)
        pinned = next((self.pins[span] for span in entity.mentions if span in self.pins), None)
        if pinned is not None:
            root = self._require(pinned)
            leaf = self._join(root, subject, len(entity.mentions), pinned)
            return Given(entity, leaf, 1.0, "decided by a person")
        found = self._best(subject, _exact(subject))
        if found is None:
            self._load(self.keys[entity.id])
            found = self._best(subject, self.keys[entity.id]) or self._only_one_of_its_type(subject)
        if found is None:
            identity = self._make(subject, entity)
            return Given(entity, identity, None, None)
        root, likeness = found
        leaf = self._join(root, subject, len(entity.mentions))
        return Given(entity, leaf, likeness.score, "; ".join(likeness.reasons))

    def _best(self, subject: Subject, keys: set[str]) -> tuple[int, Likeness] | None:
        near = {self.known[i].root for key in keys for i in self.by_key.get(key, ())}
        near |= {r for r, others in self.taken.items() if any(o.kind in (subject.kind, *BODIES) for o in others)}
        rated = []
        for root in near:
            likeness = self._compare(root, subject)
            if likeness.accepted:
                rated.append((likeness.score, root, likeness))
        rated.sort(key=lambda r: (-r[0], r[1]))
        if not rated:
            return None
        best = rated[0]
        rivals = [r for r in rated[1:] if best[0] - r[0] < NEAR]
        if rivals and not self._is_exact(best[1], subject):
            if all(self._merge(best[1], r[1]) for r in rivals):
                return best[1], best[2]
            return None
        if len(rated) > 1 and rated[1][0] >= SURE:
            self._merge(best[1], rated[1][1])
        return best[1], best[2]

    def _compare(self, root: int, subject: Subject) -> Likeness:
        known = self.known[root]
        likeness = compare(known.subject, subject)
        if likeness.accepted:
            for other in self.taken.get(root, ()):
                if other.kind == subject.kind and compare(other, subject).refused:
                    return Likeness(0.0, ("two in one document",), refused=True)
        return likeness

    def _only_one_of_its_type(self, subject: Subject) -> tuple[int, Likeness] | None:
        """A description ("the small power plant") means the only one of its type in the document, or on record."""
        name = sign(subject.forms[0])
        if subject.kind != "project" or name.proper or not name.types:
            return None
        here = [r for r, others in self.taken.items() if any(self._of_type(o, name.types) for o in others)]
        there = {self.known[i].root for t in name.types for i in self.by_key.get(f"y:{t}", ())}
        for roots, why in ((here, "in the document"), (sorted(there), "on record")):
            if len(roots) == 1 and all(
                not len(o.forms) or self._of_type(o, name.types) for o in [self.known[roots[0]].subject]
            ):
                return roots[0], Likeness(ACCEPT, (f"the only one of its type {why}",))
            if roots:
                return None
        return None

    @staticmethod
    def _of_type(subject: Subject, types: frozenset[str]) -> bool:
        return subject.kind == "project" and any(sign(f).types & types for f in subject.forms)

    def _is_exact(self, root: int, subject: Subject) -> bool:
        have = {skeleton(f) for f in self.known[root].subject.forms}
        return bool(have & {skeleton(f) for f in subject.forms})

    def _merge(self, one: int, two: int) -> bool:
        """Join two identities that this document shows to be one; ``False`` where they may not be."""
        a, b = self.known[one], self.known[two]
        if one == two:
            return True
        likeness = compare(a.subject, b.subject)
        if not likeness.accepted or likeness.score < SURE or (min(one, two), max(one, two)) in self.apart:
            return False
        self.session.execute(update(Identity).where(Identity.root == two).values(root=one))
        for row in self.made.values():
            if row["root"] == two:
                row["root"] = one
        for known in self.known.values():
            if known.root == two:
                known.root = one
        self.taken.setdefault(one, []).extend(self.taken.pop(two, []))
        a.subject = _joined(a.subject, b.subject)
        return True

    def _leaf(self, root: int, subject: Subject) -> int:
        """Of the identities that were merged into one, that which has the name: so that undoing a merge finds it again."""
        members = sorted(k.id for k in self.known.values() if k.root == root)
        return next((i for i in (root, *members) if any(f in self.known[i].counts for f in subject.forms)), root)

    def _join(self, root: int, subject: Subject, mentions: int, leaf: int | None = None) -> int:
        """Note that an identity was named once more: the identity (before merges) that the name is kept with."""
        whole = self.known[root]
        own = self.known[leaf if leaf is not None else self._leaf(root, subject)]
        for form in subject.forms:
            own.counts[form] = own.counts.get(form, 0) + 1
        self.forms |= {(own.id, form): own.counts[form] for form in subject.forms}
        before = whole.subject
        whole.subject = _joined(before, subject)
        if any(form not in before.forms for form in subject.forms) or whole.subject.kind != before.kind:
            self._keep_keys(own.id, whole.subject)
        self.named_again[root] = self.named_again.get(root, 0) + mentions
        values: dict[str, object] = {}
        if own is whole and (name := _name(whole)) != whole.name:
            whole.name = name
            values["name"] = name
        if whole.subject.kind != before.kind:
            values["kind"] = whole.subject.kind
        if whole.subject.countries != before.countries and len(whole.subject.countries) == 1:
            values["country"] = next(iter(whole.subject.countries))
        if whole.subject.date != before.date:
            values["date"] = whole.subject.date
        if values:
            self.changed.setdefault(root, {}).update(values)
        self.taken.setdefault(root, []).append(subject)
        return own.id

    def _make(self, subject: Subject, entity: Entity) -> int:
        info = self.session.info
        if "last_identity" not in info:
            info["last_identity"] = int(self.session.scalar(select(func.coalesce(func.max(Identity.id), 0))) or 0)
        info["last_identity"] += 1
        identity: int = info["last_identity"]
        self.made[identity] = {
            "id": identity, "root": identity, "kind": subject.kind, "name": entity.name,
            "country": next(iter(sorted(subject.countries)), None), "date": subject.date, "form": subject.form,
            "joined": None, "mentions": len(entity.mentions),
        }  # fmt: skip
        self.known[identity] = Known(identity, identity, subject, entity.name, dict.fromkeys(subject.forms, 1))
        self.forms |= {(identity, form): 1 for form in subject.forms}
        self._keep_keys(identity, subject)
        self.taken.setdefault(identity, []).append(subject)
        return identity

    def _keep_keys(self, identity: int, subject: Subject) -> None:
        kept = _kept(subject)
        self._load(kept)
        for key in sorted(kept):
            holders = self.by_key.setdefault(key, set())
            if identity not in holders and (len(holders) < SHARED_BY_MANY or key.startswith("x:")):
                holders.add(identity)
                self.new_keys.append({"key": key, "identity_id": identity})

    def _write(self) -> None:
        """All that changed, in few statements."""
        run = self.session.connection().execute
        identities, forms = Identity.__table__, Form.__table__
        assert isinstance(identities, Table) and isinstance(forms, Table)
        for identity, values in self.changed.items():
            if identity in self.made:
                self.made[identity] |= values
            else:
                run(update(identities).where(identities.c.id == identity).values(**values))
        if self.made:
            run(insert(identities), list(self.made.values()))
        if self.named_again:
            more = update(identities).where(identities.c.id == bindparam("which"))
            more = more.values(mentions=identities.c.mentions + bindparam("more"))
            run(more, [{"which": i, "more": m} for i, m in self.named_again.items()])
        new = [{"identity_id": i, "name": n, "count": c} for (i, n), c in self.forms.items() if not self._is_old(i, n)]
        old = [{"who": i, "what": n, "many": c} for (i, n), c in self.forms.items() if self._is_old(i, n)]
        if new:
            run(insert(forms), new)
        if old:
            same = (forms.c.identity_id == bindparam("who")) & (forms.c.name == bindparam("what"))
            run(update(forms).where(same).values(count=bindparam("many")), old)
        if self.new_keys:
            run(insert(IdentityKey), self.new_keys)

    def _is_old(self, identity: int, form: str) -> bool:
        return (identity, form) in self.old_forms

    def _load(self, keys: set[str]) -> None:
        wanted = keys - self.loaded
        if not wanted:
            return
        self.loaded |= wanted
        rows = self.session.execute(
            select(IdentityKey.key, IdentityKey.identity_id).where(IdentityKey.key.in_(sorted(wanted)))
        ).all()
        for key, identity in rows:
            self.by_key.setdefault(key, set()).add(identity)
        self._know({identity for _, identity in rows if identity not in self.known})

    def _know(self, ids: set[int]) -> None:
        if not ids:
            return
        roots = set(self.session.scalars(select(Identity.root).where(Identity.id.in_(ids)))) | ids
        columns = Identity.__table__.c
        rows = self.session.execute(
            select(columns.id, columns.root, columns.kind, columns.name, columns.country, columns.date, columns.form)
            .where(columns.root.in_(roots))
        ).all()  # fmt: skip
        forms: dict[int, list[tuple[int, str]]] = {}
        for identity, name, count in self.session.execute(
            select(Form.identity_id, Form.name, Form.count).where(Form.identity_id.in_([r.id for r in rows]))
        ):
            forms.setdefault(identity, []).append((count, name))
        of_root: dict[int, list[tuple[int, str]]] = {}
        for row in rows:
            of_root.setdefault(row.root, []).extend(forms.get(row.id, []))
        for row in rows:
            if row.id in self.known:
                continue
            named = sorted(of_root[row.root] if row.id == row.root else forms.get(row.id, []), reverse=True)[:FORMS]
            subject = Subject(
                row.kind,
                tuple(name for _, name in named),
                frozenset({row.country} if row.country else ()),
                row.date,
                row.form,
            )
            own = {name: count for count, name in forms.get(row.id, [])}
            self.known[row.id] = Known(row.id, row.root, subject, row.name, own)
            self.old_forms |= {(row.id, form) for form in own}

    def _require(self, identity: int) -> int:
        if identity not in self.known:
            self._know({identity})
        return self.known[identity].root

    def _apart(self) -> set[tuple[int, int]]:
        info = self.session.info  # decisions do not change within one transaction of a writer
        if "apart" not in info:
            info["apart"] = self.session.execute(
                select(Decision.first, Decision.second).where(
                    Decision.action.in_(("not_same", "split")), Decision.undone_at.is_(None)
                )
            ).all()
        rows = info["apart"]
        root = {i: k.root for i, k in self.known.items()}
        found = set()
        for first, second in rows:
            a, b = root.get(first, first), root.get(second, second)
            found.add((min(a, b), max(a, b)))
        return found

    def _pins(self) -> dict[tuple[int, int], int]:
        rows = self.session.execute(
            select(Pin.start, Pin.end, Pin.identity_id).where(Pin.sha == self.record.document.id)
        ).all()
        return {(start, end): identity for start, end, identity in rows}


def _subject(record: Record, entity: Entity) -> Subject:
    countries: set[str] = {entity.country} if entity.country else set()
    if entity.kind == "person":
        countries = {p.represents for p in record.posts if p.person == entity.id and p.represents}
    elif entity.kind not in ("country", "organization"):
        countries = set()
    if entity.kind == "event":
        countries = {e.country for e in record.entities if e.kind == "country" and e.country}
    forms = tuple(dict.fromkeys(f for f in (entity.name, *entity.aliases) if f.strip()))
    if entity.kind == "country" and entity.country:
        forms = forms[:1]
    return Subject(entity.kind, forms, frozenset(countries), entity.signed or entity.date, entity.form)


def _joined(one: Subject, two: Subject) -> Subject:
    kind = two.kind if one.kind == "place" and two.kind in BODIES else one.kind
    forms = tuple(dict.fromkeys((*one.forms, *two.forms)))[: FORMS * 2]
    return replace(one, kind=kind, forms=forms, countries=one.countries | two.countries, date=one.date or two.date)


def _exact(subject: Subject) -> set[str]:
    return {
        f"x:{subject.kind[:2]}:{skeleton(form)[:60]}"
        for form in subject.forms
        if subject.kind not in ("country", "event")
    }


def _countries(keys: dict[str, set[str]]) -> set[str]:
    return {k for some in keys.values() for k in some if k.startswith("country:")}


def _types(subject: Subject) -> set[str]:
    return {f"y:{t}" for f in subject.forms for t in sign(f).types} if subject.kind == "project" else set()


def _keys(subject: Subject) -> set[str]:
    return search_keys(subject) | _exact(subject) | _types(subject)


def _kept(subject: Subject) -> set[str]:
    return kept_keys(subject) | _exact(subject) | _types(subject)


def _name(known: Known) -> str:
    """The form most often used, a Latin one before others, a longer one before a shorter."""
    from communique.resolve.letters import is_cyrillic

    forms = [f for f in known.counts if len(f.split()) > 1] if known.subject.kind == "person" else []
    return max(forms or known.counts, key=lambda f: (not is_cyrillic(f), known.counts[f], len(f)))
