"""``communique check``: what does not fit together across documents."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.db import AsOf, Db, Json, day, lines, source


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""

    @app.command()
    def check(
        db: Db = None,
        as_of: AsOf = None,
        only: Annotated[
            str | None, typer.Option("--only", help="Checks to show, with commas: conflict,promise_slipped.")
        ] = None,
        fails: Annotated[bool, typer.Option("--fails", help="Only what fails.")] = False,
        json: Json = False,
    ) -> None:
        """Conflicts, promises that moved or lapsed, official figures that differ, and findings inside documents."""
        from communique.dossier.conflicts import findings
        from communique.store import open_store

        wanted = set(only.split(",")) if only else None
        with open_store(db) as store, store.reading() as session:
            found = (
                f for f in findings(session, as_of=day(as_of), inside=wanted is None or bool(wanted - ACROSS))
                if (wanted is None or f.check in wanted) and (not fails or f.verdict == "fails")
            )  # fmt: skip
            if json:
                lines(found)
                return
            for finding in found:
                print(f"{finding.verdict.upper()}  {finding.check}: {finding.message}")
                for ref in finding.refs:
                    print(f"  {source(ref.source)}, {ref.span[0]}–{ref.span[1]}")


ACROSS = {"conflict", "promise_slipped", "promise_overdue", "official_differs"}
