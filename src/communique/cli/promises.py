"""``communique promises``: what was promised, when it was put off, whether it came."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, get_args

import typer

from communique.cli.db import AsOf, Db, Json, day, lines, source
from communique.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""

    @app.command()
    def promises(
        db: Db = None,
        state: Annotated[
            str | None, typer.Option("--state", help="open, kept, late, slipped, overdue, cancelled; with commas.")
        ] = None,
        about: Annotated[
            str | None, typer.Option("--about", metavar="NAME", help="A project, agreement or body.")
        ] = None,
        country: Annotated[str | None, typer.Option("--country", help="In reports that name the country.")] = None,
        as_of: AsOf = None,
        limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")] = None,
        json: Json = False,
    ) -> None:
        """Every promised step with its history and state."""
        from communique.cli.series import named
        from communique.dossier.promises import State
        from communique.dossier.promises import promises as of
        from communique.store import open_store
        from communique.store.names import country_code

        states = set(state.split(",")) if state else set(get_args(State))
        if unknown := states - set(get_args(State)):
            raise UsageError(f"--state {', '.join(sorted(unknown))}: expected {', '.join(get_args(State))}.")
        code = country_code(country) if country else None
        if country and code is None:
            raise UsageError(f"--country {country}: no such country.")
        with open_store(db) as store, store.reading() as session:
            root = named(session, about)
            about_roots = None if root is None else [root]
            found = of(session, as_of=day(as_of), about=about_roots, country=code, states=states)
            if json:
                lines(islice(found, limit))
                return
            for promise in islice(found, limit):
                late = f", {promise.slipped_by} later than first promised" if promise.slipped_by else ""
                print(
                    f"{promise.state.upper()}  {promise.about}: {promise.step.replace('_', ' ')}, {promise.what}{late}"
                )
                for said in promise.history:
                    who = f" by {said.speaker}" if said.speaker else ""
                    print(f"  {said.said_on or '–'}  {said.status} {said.date or ''}{who}  ({source(said.source)})")
