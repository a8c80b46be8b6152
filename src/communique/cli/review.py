"""``communique review``: the queue of items, deciding, undoing, export and import, agreement of two."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from communique.cli.db import By, Db, Json, Why, lines, source, table
from communique.errors import UsageError

review_app = typer.Typer(
    no_args_is_help=True, help="Review items: queue, accept, reject, edit, undo, decisions, import, agreement."
)
Item = Annotated[str, typer.Argument(metavar="ITEM", help="As the queue names it: figure.0123456789abcdef.10.24")]


@review_app.command()
def queue(
    db: Db = None,
    kind: Annotated[str | None, typer.Option("--kind", help="statement, figure or milestone.")] = None,
    mode: Annotated[
        str, typer.Option("--mode", help="open, second (others decided, --by did not) or decided.")
    ] = "open",
    by: By = None,
    surest: Annotated[bool, typer.Option("--surest", help="The surest first.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 20,
    json: Json = False,
) -> None:
    """Items that nobody has decided, the least sure first."""
    from communique.store import open_store
    from communique.store.decisions import user_name
    from communique.store.reviews import queue as of

    reviewer = (by or user_name()) if mode != "open" else by
    with open_store(db) as store, store.reading() as session:
        found = of(session, reviewer=reviewer, mode=mode, kind=kind, surest_first=surest, limit=limit)
    if json:
        lines(found.items)
        return
    rows = [[i.id, str(i.confidence), i.words, source(i.source), "; ".join(i.doubts)] for i in found.items]
    table(rows, ["item", "confidence", "words", "source", "doubts"])
    print(f"{found.total} in all", file=sys.stderr)


@review_app.command()
def accept(
    items: Annotated[list[str], typer.Argument(metavar="ITEM…")], db: Db = None, by: By = None, why: Why = None
) -> None:
    """What was read is right."""
    _decide(items, "accept", db, by, why, None)


@review_app.command()
def reject(
    items: Annotated[list[str], typer.Argument(metavar="ITEM…")], db: Db = None, by: By = None, why: Why = None
) -> None:
    """What was read is wrong: views leave it out."""
    _decide(items, "reject", db, by, why, None)


@review_app.command()
def edit(
    item: Item,
    fields: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE…",
            help="period=2024 status=planned about='Sarytau Wind Farm'; nothing after = is null.",
        ),
    ],
    db: Db = None,
    by: By = None,
    why: Why = None,
) -> None:
    """Set fields of an item."""
    _decide([item], "edit", db, by, why, dict(_field(item.split(".")[0], f) for f in fields))


def _field(kind: str, given: str) -> tuple[str, Any]:
    name, equals, value = given.partition("=")
    if not equals:
        raise UsageError(f"{given}: expected FIELD=VALUE.")
    if (kind, name) in (("figure", "about"), ("statement", "topics")):
        return name, [part.strip() for part in value.split(",") if part.strip()]
    if name in ("value", "high") and value:
        try:
            return name, float(value)
        except ValueError as error:
            raise UsageError(f"{given}: expected a number.") from error
    if name == "on_schedule" and value:
        return name, value == "true"
    return name, value or None


def _decide(
    items: list[str], action: str, db: str | None, by: str | None, why: str | None, fields: dict[str, Any] | None
) -> None:
    from communique.store import open_store
    from communique.store.reviews import decide
    from communique.store.write import Writer

    with open_store(db) as store, store.writing() as session:
        writer = Writer(session, store)
        for item in items:
            done = decide(session, writer, item, action, by=by, why=why, fields=fields)
            print(f"{done.id}: {action} {item}")


@review_app.command()
def undo(number: int, db: Db = None, by: By = None) -> None:
    """Take a decision back."""
    from communique.store import open_store
    from communique.store.reviews import undo as run
    from communique.store.write import Writer

    with open_store(db) as store, store.writing() as session:
        done = run(session, Writer(session, store), number, by=by)
    print(f"{number}: {done.action} undone")


@review_app.command()
def decisions(
    db: Db = None, by: Annotated[str | None, typer.Option("--by", help="Of one reviewer.")] = None, json: Json = False
) -> None:
    """Who decided what and when; --json exports."""
    from communique.store import open_store
    from communique.store.reviews import reviews

    with open_store(db) as store, store.reading() as session:
        found = reviews(session, by=by)
        if json:
            lines(found)
            return
        table([[str(d.id), d.action, d.kind, d.exact, d.by, d.at[:10], d.why or "", f"undone by {d.undone_by}" if d.undone_by else ""] for d in found],
              ["no", "action", "kind", "words", "by", "day", "why", ""])  # fmt: skip


@review_app.command("import")
def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="What `review decisions --json` printed.")], db: Db = None
) -> None:
    """Take over decisions that were exported here or elsewhere."""
    from communique.store import open_store
    from communique.store.reviews import take_over
    from communique.store.write import Writer

    try:
        with open(file, "rb") if file != "-" else sys.stdin.buffer as given:
            content = given.read().splitlines()
    except OSError as error:
        raise UsageError(f"{file}: could not be read ({error.strerror}).") from error
    with open_store(db) as store, store.writing() as session:
        new, known = take_over(session, Writer(session, store), content)
    print(f"{new} taken over, {known} known")


@review_app.command()
def agreement(one: str, two: str, db: Db = None, json: Json = False) -> None:
    """How far two reviewers agree (Cohen's kappa) on what both decided."""
    from communique.store import open_store
    from communique.store.reviews import agreement as of

    with open_store(db) as store, store.reading() as session:
        found = of(session, one, two)
    if json:
        lines([found])
        return
    kappa = "–" if found.kappa is None else f"{found.kappa:.2f}"
    share = "–" if found.observed is None else f"{found.observed:.0%}"
    print(f"{found.items} items decided by both, the same in {share}, kappa {kappa}")


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.add_typer(review_app, name="review")
