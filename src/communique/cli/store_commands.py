"""All commands that work on the store, each in a module of its own."""

from __future__ import annotations

import typer

from communique.cli import (
    add,
    brief,
    check,
    compare,
    db,
    entities,
    export,
    official,
    promises,
    review,
    search,
    series,
    serve,
    users,
    views,
)  # fmt: skip


def register(app: typer.Typer) -> None:
    """Add them to the command line."""
    for module in (
        add,
        db,
        entities,
        series,
        promises,
        official,
        check,
        search,
        compare,
        export,
        brief,
        views,
        review,
        serve,
        users,
    ):
        module.register(app)
