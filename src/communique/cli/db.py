"""``communique db``: make or upgrade the tables, look at the database, copy it, check it. And what store commands share."""

from __future__ import annotations

import json as jsonlib
import sys
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

import typer

from communique.errors import UsageError

Db = Annotated[
    str | None,
    typer.Option(
        "--db", metavar="DB", help="Database: a file, or postgresql://…; else COMMUNIQUE_DB, else communique.db."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line (docs/record.md, Across documents).")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The day asked for; today if it is left out.")
]
By = Annotated[str | None, typer.Option("--by", help="Who decides; your user name if it is left out.")]
Why = Annotated[str | None, typer.Option("--why", help="Why, in words; kept with the decision.")]


def day(value: str | None) -> str:
    """A day given as an option, or today. Raises ``UsageError`` for what is no date."""
    from communique.dossier.dates import when

    if value is None:
        return date.today().isoformat()
    found = when(value)
    if found is None or "/" in value:
        raise UsageError(f"{value}: expected a date like 2026-10-31, 2026-10 or 2026.")
    return found.end.isoformat()


def lines(items: Iterable[Any]) -> int:
    """Print structs as JSON, one a line; how many."""
    import msgspec

    encoder = msgspec.json.Encoder()
    count = 0
    for item in items:
        sys.stdout.write(encoder.encode(item).decode() + "\n")
        count += 1
    return count


def number(value: float) -> str:
    """A number as people write it."""
    for scale, word in ((1e12, " trn"), (1e9, " bn"), (1e6, " mln")):
        if abs(value) >= scale:
            return f"{value / scale:,.3f}".rstrip("0").rstrip(".") + word
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def table(rows: list[list[str]], head: list[str]) -> None:
    """Print rows in columns; long cells are cut on a terminal."""
    if not rows:
        return
    width = [max(len(r[i]) for r in [head, *rows]) for i in range(len(head))]
    most = 60 if sys.stdout.isatty() else 10_000
    for row in [head, *rows]:
        cells = [c if len(c) <= most else c[: most - 1] + "…" for c in row]
        print("  ".join(c.ljust(min(w, most)) for c, w in zip(cells, width, strict=True)).rstrip())


def csv_rows(head: list[str], rows: list[list[Any]]) -> None:
    """Print rows as comma-separated values."""
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)


def source(path: str) -> str:
    """The last part of a source."""
    return path.rstrip("/").rsplit("/", 1)[-1]


db_app = typer.Typer(no_args_is_help=True, help="The database: upgrade, info, backup, check.")


@db_app.command()
def upgrade(db: Db = None) -> None:
    """Make the tables, or bring those of an earlier version to this one."""
    from communique.store.database import Store, address, engine_for
    from communique.store.upgrade import newest, require_current, version_of
    from communique.store.upgrade import upgrade as run

    store = Store(engine_for(address(db)))
    with store, store.translating():
        before = version_of(store.engine)
        if before is not None and before > newest():
            require_current(store)
        run(store.engine)
        print(f"{store.where}: version {before or 'none'} → {newest()}")


@db_app.command()
def info(db: Db = None, json: Json = False) -> None:
    """What is in the database."""
    from communique.store import open_store
    from communique.store.health import info as of

    with open_store(db) as store:
        facts = of(store)
    if json:
        print(jsonlib.dumps(facts))
    else:
        table(
            [[key, f"{value:,}" if isinstance(value, int) else str(value)] for key, value in facts.items()],
            ["what", "value"],
        )


@db_app.command()
def backup(target: Annotated[str, typer.Argument(metavar="FILE")], db: Db = None) -> None:
    """Copy the database to a new file while it is in use."""
    from communique.store import open_store
    from communique.store.health import backup as run

    with open_store(db) as store:
        run(store, target)
    print(f"{target}: written")


@db_app.command()
def check(db: Db = None) -> None:
    """Check that the database is sound: its pages, its references, its records."""
    from communique.store import open_store
    from communique.store.health import check as run

    with open_store(db) as store:
        wrong = run(store)
    for sentence in wrong:
        print(sentence)
    if wrong:
        raise typer.Exit(1)
    print("sound")


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.add_typer(db_app, name="db")
