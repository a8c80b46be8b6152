"""``communique users``: who may use the app, and as what."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from communique.cli.db import Db, table

users_app = typer.Typer(no_args_is_help=True, help="Users of the app: add, list, remove, roles, passwords, keys.")
Role = Annotated[str, typer.Option("--role", help="reader, reviewer or admin.")]


def _password() -> str:
    """Asked for on a terminal, else one line of standard input: never an argument that others could see."""
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\n")


@users_app.command()
def add(name: str, db: Db = None, role: Role = "reader") -> None:
    """Add a user; the password is asked for, or read from standard input."""
    from communique.store import open_store
    from communique.store.users import add_user

    with open_store(db, create=True) as store, store.writing() as session:
        add_user(session, name, _password(), role)
    print(f"{name}: {role}")


@users_app.command("list")
def list_(db: Db = None) -> None:
    """All users with their roles."""
    from communique.store import open_store
    from communique.store.users import users

    with open_store(db) as store, store.reading() as session:
        table([[p.name, p.role] for p in users(session)], ["name", "role"])


@users_app.command()
def remove(name: str, db: Db = None) -> None:
    """Take a user away; what they decided stays."""
    from communique.store import open_store
    from communique.store.users import remove_user

    with open_store(db) as store, store.writing() as session:
        remove_user(session, name)
    print(f"{name}: removed")


@users_app.command()
def role(name: str, role: str, db: Db = None) -> None:
    """Give a user another role."""
    from communique.store import open_store
    from communique.store.users import set_role

    with open_store(db) as store, store.writing() as session:
        set_role(session, name, role)
    print(f"{name}: {role}")


@users_app.command()
def password(name: str, db: Db = None) -> None:
    """Give a user another password."""
    from communique.store import open_store
    from communique.store.users import set_password

    with open_store(db) as store, store.writing() as session:
        set_password(session, name, _password())
    print(f"{name}: changed")


@users_app.command()
def token(
    name: str, db: Db = None, label: Annotated[str, typer.Option("--label", help="What it is for.")] = ""
) -> None:
    """A key to the API with the role of its user; it is shown this once."""
    from communique.store import open_store
    from communique.store.users import new_token

    with open_store(db) as store, store.writing() as session:
        print(new_token(session, name, label))


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.add_typer(users_app, name="users")
