"""``communique overview``, ``document``, ``pair``, ``alike``, ``saved``: what the pages of the app show, as text and JSON."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.db import AsOf, By, Db, Json, day, lines, source, table


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""

    @app.command()
    def overview(db: Db = None, as_of: AsOf = None, json: Json = False) -> None:
        """What to look at first: promises that slipped or lapsed, conflicts, official figures that differ."""
        from communique.dossier.overview import counts
        from communique.dossier.overview import overview as of
        from communique.store import open_store

        with open_store(db) as store, store.reading() as session:
            found = of(session, as_of=day(as_of))
            many = counts(session)
        if json:
            lines([found])
            return
        print(", ".join(f"{count} {name}" for name, count in many.items()))
        for promise in found.promises:
            if promise.state in ("overdue", "slipped"):
                print(
                    f"{promise.state.upper()}  {promise.about}: {promise.step}, {promise.what} ({promise.history[-1].date})"
                )
        for finding in (*found.conflicts, *found.official):
            print(f"{finding.check}: {finding.message}")

    @app.command()
    def document(
        document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="An id, its beginning, or a source.")],
        db: Db = None,
        passage: Annotated[
            str | None,
            typer.Option("--passage", metavar="ADDRESS", help="prefix-,exact,-suffix: where these words stand now."),
        ] = None,
        version: Annotated[int | None, typer.Option("--version", help="An earlier version.")] = None,
        json: Json = False,
    ) -> None:
        """A document as it is kept: versions, copies, items that lost their words, other reports; or where a passage stands."""
        from communique.dossier.document import document_view
        from communique.dossier.document import passage as passage_of
        from communique.store import open_store

        with open_store(db) as store, store.reading() as session:
            if passage is not None:
                place = passage_of(session, document, passage, number=version)
                print("gone" if place.span is None else f"{place.span[0]}–{place.span[1]}")
                return
            found = document_view(session, document, number=version)
        if json:
            lines([found])
            return
        print(
            f"{found.source}\n{found.record.document.title or ''}\nversion {found.number}{' (current)' if found.current else ''}, {found.document}"
        )
        for other in found.others:
            print(f"  {other.why}: {source(other.source)} {other.published or ''}")
        for lost in found.orphans:
            print(f"  lost since version {lost.version}: {lost.words}")

    @app.command()
    def pair(
        one: str,
        two: str,
        db: Db = None,
        as_known_on: Annotated[
            str | None, typer.Option("--as-known-on", metavar="DATE", help="Only what was said by then.")
        ] = None,
        json: Json = False,
    ) -> None:
        """Two countries: series, projects, agreements, promises, events."""
        from communique.dossier.pair import pair as of
        from communique.store import open_store

        with open_store(db) as store, store.reading() as session:
            found = of(session, one, two, known_on=day(as_known_on))
        if json:
            lines([found])
            return
        print(f"{len(found.reports)} reports, {found.first} – {found.last}")
        table([[s.indicator, s.unit, str(len(s.points))] for s in found.series], ["series", "unit", "values"])
        table([[x.kind, x.id, x.name, str(x.reports)] for x in found.things], ["kind", "id", "name", "reports"])
        for promise in found.promises:
            print(f"{promise.state.upper()}  {promise.about}: {promise.step}, {promise.what}")

    @app.command()
    def alike(name: str, db: Db = None, json: Json = False) -> None:
        """What may be the same as a name, with reasons and what speaks against it."""
        from communique.store import open_store
        from communique.store.decisions import alike as of
        from communique.store.names import root_named

        with open_store(db) as store, store.reading() as session:
            found = of(session, root_named(session, name))
        if json:
            lines(found)
            return
        table([[a.id, a.kind, a.name, f"{a.score:.2f}", "; ".join(a.reasons), "; ".join(a.warnings)] for a in found],
              ["id", "kind", "name", "score", "reasons", "against"])  # fmt: skip

    @app.command()
    def saved(
        name: Annotated[str | None, typer.Argument(metavar="[NAME]")] = None,
        query: Annotated[str | None, typer.Argument(metavar="[QUERY]")] = None,
        db: Db = None,
        forget: Annotated[int | None, typer.Option("--forget", metavar="N", help="Keep a search no longer.")] = None,
        by: By = None,
        json: Json = False,
    ) -> None:
        """Saved searches: list them, or keep one under a name."""
        from communique.store import open_store
        from communique.store import saved as keep
        from communique.store.decisions import user_name

        with open_store(db) as store:
            if forget is not None or query is not None:
                with store.writing() as session:
                    if forget is not None:
                        keep.forget(session, forget)
                    else:
                        keep.save(session, name or "", query or "", by=by or user_name())
                return
            with store.reading() as session:
                found = keep.saved(session)
        if json:
            lines(found)
        else:
            table(
                [[str(s.id), s.name, s.query, s.by, f"/feed/{s.secret}.atom"] for s in found],
                ["no", "name", "query", "by", "feed"],
            )
