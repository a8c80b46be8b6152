"""``communique entities``, ``show``, ``people``, ``projects``, ``agreements``; ``merge``, ``split``, ``not-same``, ``decisions``."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from communique.cli.db import By, Db, Json, Why, csv_rows, lines, number, source, table
from communique.cli.search import Csv, Filters, line

Kind = Annotated[
    str | None, typer.Option("--kind", help="person, organization, project, agreement, programme, country, …")
]

Most = Annotated[int | None, typer.Option("--limit", min=1, help="At most so many.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""

    @app.command(context_settings={"ignore_unknown_options": True})
    def entities(
        query: Filters = None,
        db: Db = None,
        kind: Kind = None,
        limit: Most = None,
        as_csv: Csv = False,
        json: Json = False,
    ) -> None:
        """Who and what is on record, with all names and mentions; with a query, those named in what it finds."""
        _list(query, db, kind, limit, as_csv, json)

    for name, of_kind in (("people", "person"), ("projects", "project"), ("agreements", "agreement")):
        _listing(app, name, of_kind)

    @app.command()
    def show(
        name: Annotated[str, typer.Argument(help="A name in any spelling, a country's code, or an id.")],
        db: Db = None,
        json: Json = False,
    ) -> None:
        """A profile: names, posts over time, statements, figures, promises, links."""
        from communique.dossier.profile import profile
        from communique.store import open_store
        from communique.store.names import root_named

        with open_store(db) as store, store.reading() as session:
            found = profile(session, root_named(session, name))
        if json:
            lines([found])
            return
        print(f"{found.name} ({found.kind}{', ' + found.country if found.country else ''}) {found.id}")
        if found.aliases:
            print("  also " + ", ".join(found.aliases))
        for title, rows in (
            ("Posts", [f"{p.first or '?'}–{p.last or '?'}  {p.title}{' of ' + p.represents if p.represents else ''}{', ' + p.organization if p.organization else ''}" for p in found.posts]),
            ("Figures", [f"{f.period or '–'}  {f.indicator or f.measure or ''}  {f.qualifier.replace('_', ' ') + ' ' if f.qualifier != 'exactly' else ''}{number(f.value)} {f.unit}  ({source(f.source)})" for f in found.figures]),
            ("Statements", [f"{s.said_on or '–'}  {s.words}  ({source(s.source)})" for s in found.statements]),
            ("Links", [f"{x.relation}  {x.other}  ({source(x.source)})" for x in found.links]),
            ("No longer in their source", [f"{o.words}  ({source(o.source)})" for o in found.orphans]),
        ):  # fmt: skip
            if rows:
                print(f"{title}\n  " + "\n  ".join(rows))

    @app.command()
    def merge(
        one: str,
        two: str,
        db: Db = None,
        by: By = None,
        why: Why = None,
        force: Annotated[bool, typer.Option("--force", help="Also where they clash.")] = False,
    ) -> None:
        """Decide that two names are one thing."""
        from communique.store import open_store
        from communique.store.decisions import merge as run
        from communique.store.names import root_named

        with open_store(db) as store, store.writing() as session:
            warned = run(session, root_named(session, one), root_named(session, two), by=by, why=why, force=force)
        for warning in warned:
            print(f"communique: warning: {warning}", file=sys.stderr)
        print(f"{one} and {two} are one. `communique decisions --undo N` takes it back.")

    @app.command()
    def split(
        name: str,
        documents: Annotated[
            list[str], typer.Argument(metavar="DOCUMENT…", help="Sources (or their ends) whose mention is another.")
        ],
        db: Db = None,
        by: By = None,
        why: Why = None,
    ) -> None:
        """Decide that in these documents the name means another."""
        from communique.store import open_store
        from communique.store.decisions import split as run
        from communique.store.names import root_named
        from communique.store.rows import public_id

        with open_store(db) as store, store.writing() as session:
            new = run(session, root_named(session, name), documents, by=by, why=why)
        print(f"{name} in {', '.join(documents)} is {public_id(new)} now.")

    @app.command("not-same")
    def not_same(one: str, two: str, db: Db = None, by: By = None, why: Why = None) -> None:
        """Decide that two names are two things, whatever their likeness."""
        from communique.store import open_store
        from communique.store.decisions import not_same as run
        from communique.store.names import root_named

        with open_store(db) as store, store.writing() as session:
            run(session, root_named(session, one), root_named(session, two), by=by, why=why)
        print(f"{one} and {two} are two.")

    @app.command()
    def decisions(
        db: Db = None,
        undo: Annotated[int | None, typer.Option("--undo", metavar="N", help="Take a decision back.")] = None,
        by: By = None,
        json: Json = False,
    ) -> None:
        """What people decided about identities: list, export (--json), undo."""
        from communique.store import open_store
        from communique.store.decisions import decisions as of
        from communique.store.decisions import undo as take_back

        with open_store(db) as store:
            if undo is not None:
                with store.writing() as session:
                    done = take_back(session, undo, by=by)
                    print(f"{undo}: {done.action} undone")
                return
            with store.reading() as session:
                found = list(of(session))
        if json:
            lines(found)
        else:
            table([[str(d.id), d.action, " / ".join(d.names), d.by, d.at[:10], d.why or "", "undone by " + d.undone_by if d.undone_by else ""] for d in found],
                  ["no", "action", "names", "by", "day", "why", ""])  # fmt: skip


def _listing(app: typer.Typer, name: str, kind: str) -> None:
    def command(
        query: Filters = None, db: Db = None, limit: Most = None, as_csv: Csv = False, json: Json = False
    ) -> None:
        _list(query, db, kind, limit, as_csv, json)

    said = f"Every {kind} on record, with all names and mentions; with a query, those named in what it finds."
    app.command(name, help=said, context_settings={"ignore_unknown_options": True})(command)


def _list(
    query: list[str] | None, db: str | None, kind: str | None, limit: int | None, as_csv: bool, json: bool
) -> None:
    from communique.dossier.entities import entities as of
    from communique.store import open_store

    with open_store(db) as store, store.reading() as session:
        found = of(session, kind=kind, line=line(query or []), limit=limit)
        if json:
            lines(found)
        elif as_csv:
            rows = [[e.id, e.kind, e.name, e.country or "", len(e.mentions), "; ".join(e.aliases)] for e in found]
            csv_rows(["id", "kind", "name", "country", "mentions", "also"], rows)
        else:
            table([[e.id, e.kind, e.name, str(len(e.mentions)), ", ".join(e.aliases)] for e in found],
                  ["id", "kind", "name", "mentions", "also"])  # fmt: skip
