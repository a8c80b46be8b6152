"""Finding the identity that a person means by a name: "Zlygostyev", "Злыгостев", "x17", a country's code or name."""

from __future__ import annotations

from functools import cache

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from communique.errors import UsageError
from communique.resolve.compare import compare, search_keys
from communique.resolve.letters import skeleton
from communique.resolve.subject import Subject
from communique.resolve.words import country_of
from communique.store import tables as t
from communique.store.asking import Question, ask
from communique.store.rows import internal_id, public_id

KINDS = ("person", "organization", "project", "agreement", "programme", "place")


def country_code(word: str) -> str | None:
    """The code of a country given by its code or its name in any of the languages."""
    from communique.knowledge.countries import country_named, english_name

    if len(word) == 2 and english_name(word.upper()):
        return word.upper()
    return country_named(word) or country_of(word) or country_of(word.capitalize())


def roots_named(session: Session, name: str) -> list[int]:
    """The identities that a name may mean, the best first."""
    known = internal_id(name)
    if known is not None:
        return [row.root for row in ask(session, _root_of(), identity=known)]
    if code := country_code(name):
        return [row.root for row in ask(session, _roots_of_country(), code=code)]
    rated: dict[int, float] = {}
    for kind in KINDS:
        subject = Subject(kind, (name,))
        keys = search_keys(subject) | {f"x:{kind[:2]}:{skeleton(name)[:60]}"}
        roots = session.scalars(
            select(t.Identity.root).join(t.IdentityKey, t.IdentityKey.identity_id == t.Identity.id)
            .where(t.IdentityKey.key.in_(keys), t.Identity.kind == kind).distinct().limit(200)
        ).all()  # fmt: skip
        if not roots:
            continue
        forms: dict[int, list[str]] = {}
        for root, form in session.execute(
            select(t.Identity.root, t.Form.name).join(t.Form, t.Form.identity_id == t.Identity.id)
            .where(t.Identity.root.in_(roots))
        ):  # fmt: skip
            forms.setdefault(root, []).append(form)
        for root, names in forms.items():
            score = max((compare(Subject(kind, (form,)), subject).score for form in names), default=0.0)
            exact = any(skeleton(form) == skeleton(name) for form in names)
            if exact or score >= 0.5:
                rated[root] = score + exact
    if not rated:
        part = session.scalars(
            select(t.Identity.root).join(t.Form, t.Form.identity_id == t.Identity.id)
            .where(t.Form.name.ilike(f"%{name}%")).order_by(t.Identity.mentions.desc()).distinct().limit(5)
        ) if session.get_bind().dialect.name == "sqlite" else session.scalars(
            select(t.Form.identity_id).where(t.Form.name.ilike(f"%{name}%")).limit(5)
        )  # fmt: skip
        return list(dict.fromkeys(part))
    return sorted(rated, key=lambda root: (-rated[root], root))


@cache
def _root_of() -> Question:
    return select(t.Identity.root).where(t.Identity.id == bindparam("identity"))


@cache
def _roots_of_country() -> Question:
    of_country = (t.Identity.kind == "country", t.Identity.country == bindparam("code"))
    return select(t.Identity.root).where(*of_country).distinct()


def root_named(session: Session, name: str) -> int:
    """The one identity that a name means. Raises ``UsageError`` where there is none, or several that fit as well."""
    roots = roots_named(session, name)
    if not roots:
        raise UsageError(f"{name}: nothing of that name is on record. `communique entities` lists what is.")
    if len(roots) > 1:
        shown = [
            f"{public_id(i.id)} {i.name} ({i.kind})"
            for i in session.scalars(select(t.Identity).where(t.Identity.id.in_(roots[:6])))
        ]
        exact = [r for r in roots if _is_named(session, r, name)]
        if len(exact) == 1:
            return exact[0]
        raise UsageError(f"{name}: several are meant by that name: {', '.join(shown)}. Give the id.")
    return roots[0]


def _is_named(session: Session, root: int, name: str) -> bool:
    forms = session.scalars(
        select(t.Form.name).join(t.Identity, t.Identity.id == t.Form.identity_id).where(t.Identity.root == root)
    )
    return any(form.casefold() == name.casefold() for form in forms)
