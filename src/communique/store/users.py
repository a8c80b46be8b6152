"""Users of the app: names, roles, passwords (argon2), signed-in browsers, keys to the API. Secrets are kept as hashes only."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from communique.errors import UsageError
from communique.store import tables as t

ROLES = ("reader", "reviewer", "admin")  # each may do what those before it may
NAME = re.compile(r"[\w.@-]{1,60}")
SHORTEST = 10  # characters of a password
STAYS = timedelta(days=14)  # how long a browser stays signed in


@dataclass(frozen=True, slots=True)
class Person:
    """Who is using the app."""

    id: int | None  # null: the one local user, who has no password
    name: str
    role: str

    def may(self, role: str) -> bool:
        """Whether the role covers what is asked."""
        return ROLES.index(self.role) >= ROLES.index(role)


def any_users(session: Session) -> bool:
    """Whether somebody can sign in."""
    return session.scalar(select(t.User.id).limit(1)) is not None


def users(session: Session) -> list[Person]:
    """All users by name."""
    return [Person(u.id, u.name, u.role) for u in session.scalars(select(t.User).order_by(t.User.name))]


def add_user(session: Session, name: str, password: str, role: str = "reader") -> Person:
    """A new user. Raises ``UsageError`` for a name that is taken or odd, a role there is not, a password that is short."""
    if not NAME.fullmatch(name):
        raise UsageError(f"{name!r}: a name has letters, digits, dots, @ and dashes, at most 60.")
    _check_role(role)
    if session.scalar(select(t.User.id).where(t.User.name == name)) is not None:
        raise UsageError(f"{name}: there is a user of that name already.")
    new = int(session.scalar(select(func.coalesce(func.max(t.User.id), 0))) or 0) + 1
    session.execute(
        insert(t.User),
        {"id": new, "name": name, "role": role, "password": _hashed(password), "created_at": _now().isoformat()},
    )
    return Person(new, name, role)


def set_role(session: Session, name: str, role: str) -> None:
    """Give a user another role. The last admin stays one."""
    _check_role(role)
    user = user_named(session, name)
    if role != "admin":
        _keep_an_admin(session, user)
    session.execute(update(t.User).where(t.User.id == user.id).values(role=role))


def set_password(session: Session, name: str, password: str) -> None:
    """Give a user another password; browsers that were signed in are signed out."""
    user = user_named(session, name)
    session.execute(update(t.User).where(t.User.id == user.id).values(password=_hashed(password)))
    session.execute(delete(t.Signin).where(t.Signin.user_id == user.id))


def remove_user(session: Session, name: str) -> None:
    """Take a user away; what they decided stays on record. The last admin stays while there are others."""
    user = user_named(session, name)
    if len(users(session)) > 1:
        _keep_an_admin(session, user)
    for table in (t.Signin, t.Token):
        session.execute(delete(table).where(table.user_id == user.id))
    session.execute(delete(t.User).where(t.User.id == user.id))


def user_named(session: Session, name: str) -> Person:
    """The user of a name. Raises ``UsageError`` where there is none."""
    row = session.scalars(select(t.User).where(t.User.name == name)).first()
    if row is None:
        raise UsageError(f"{name}: there is no user of that name. `communique users list` lists them.")
    return Person(row.id, row.name, row.role)


def verified(session: Session, name: str, password: str) -> Person | None:
    """The user, if the password is theirs. An unknown name takes as long as a wrong password."""
    row = session.scalars(select(t.User).where(t.User.name == name)).first()
    if _is_password(row.password if row else _nobody(), password) and row is not None:
        return Person(row.id, row.name, row.role)
    return None


def sign_in(session: Session, person: Person) -> str:
    """The secret of a newly signed-in browser."""
    secret = secrets.token_urlsafe(32)
    session.execute(delete(t.Signin).where(t.Signin.expires_at < _now().isoformat()))
    session.execute(
        insert(t.Signin),
        {"secret": _hash(secret), "user_id": person.id, "expires_at": (_now() + STAYS).isoformat()},
    )
    return secret


def signed_in(session: Session, secret: str) -> Person | None:
    """Who signed in with a browser."""
    row = session.execute(
        select(t.User.id, t.User.name, t.User.role)
        .join(t.Signin, t.Signin.user_id == t.User.id)
        .where(t.Signin.secret == _hash(secret), t.Signin.expires_at > _now().isoformat())
    ).first()
    return Person(*row) if row else None


def sign_out(session: Session, secret: str) -> None:
    """The browser is signed in no longer."""
    session.execute(delete(t.Signin).where(t.Signin.secret == _hash(secret)))


def new_token(session: Session, name: str, label: str = "") -> str:
    """A key to the API with the role of its user. It is shown this once."""
    user = user_named(session, name)
    secret = f"cq_{secrets.token_urlsafe(32)}"
    new = int(session.scalar(select(func.coalesce(func.max(t.Token.id), 0))) or 0) + 1
    session.execute(
        insert(t.Token),
        {
            "id": new,
            "secret": _hash(secret),
            "user_id": user.id,
            "label": label[:100],
            "created_at": _now().isoformat(),
        },
    )
    return secret


def tokens(session: Session, name: str) -> list[tuple[int, str, str]]:
    """Number, label and day of a user's keys."""
    user = user_named(session, name)
    rows = session.scalars(select(t.Token).where(t.Token.user_id == user.id).order_by(t.Token.id))
    return [(row.id, row.label, row.created_at[:10]) for row in rows]


def drop_token(session: Session, name: str, number: int) -> None:
    """A key opens nothing any more. Raises ``UsageError`` where the user has none of that number."""
    user = user_named(session, name)
    found = session.execute(delete(t.Token).where(t.Token.id == number, t.Token.user_id == user.id))
    if not found.rowcount:  # type: ignore[attr-defined]
        raise UsageError(f"key {number}: {name} has none of that number.")


def of_token(session: Session, secret: str) -> Person | None:
    """Whose key it is."""
    row = session.execute(
        select(t.User.id, t.User.name, t.User.role)
        .join(t.Token, t.Token.user_id == t.User.id)
        .where(t.Token.secret == _hash(secret))
    ).first()
    return Person(*row) if row else None


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise UsageError(f"role {role}: expected {', '.join(ROLES)}.")


def _keep_an_admin(session: Session, user: Person) -> None:
    admins = session.scalars(select(t.User.id).where(t.User.role == "admin")).all()
    if list(admins) == [user.id]:
        raise UsageError(f"{user.name} is the only admin. Make another one first.")


def _hasher() -> Any:
    from argon2 import PasswordHasher

    return PasswordHasher()


def _hashed(password: str) -> str:
    if len(password) < SHORTEST:
        raise UsageError(f"a password has at least {SHORTEST} characters.")
    return str(_hasher().hash(password))


def _is_password(kept: str, password: str) -> bool:
    from argon2.exceptions import Argon2Error, InvalidHashError

    try:
        return bool(_hasher().verify(kept, password))
    except (Argon2Error, InvalidHashError):
        return False


_NOBODY: list[str] = []


def _nobody() -> str:
    """A hash of nothing anybody knows."""
    if not _NOBODY:
        _NOBODY.append(_hashed(secrets.token_urlsafe(32)))
    return _NOBODY[0]


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _now() -> datetime:
    return datetime.now(UTC)
