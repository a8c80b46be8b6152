"""``communique compare``: two reports on one event, and what each has that the other lacks."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.db import Db, Json, lines


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""

    @app.command()
    def compare(
        one: Annotated[
            str, typer.Argument(metavar="A", help="A source (or its end), or the beginning of a document's id.")
        ],
        two: Annotated[str, typer.Argument(metavar="B")],
        db: Db = None,
        json: Json = False,
        output: Annotated[
            str | None, typer.Option("-o", "--output", metavar="OUT", help="A file: .pdf, .docx, .html or .md.")
        ] = None,
        lang: Annotated[str, typer.Option("--lang", help="Language of the headings of the file: en, ru, uz.")] = "en",
    ) -> None:
        """What two reports share, what each has alone, and where they differ."""
        from communique.dossier.compare import compare as run
        from communique.store import open_store

        if output is not None:
            _write(one, two, db, output, lang)
            return
        with open_store(db) as store, store.reading() as session:
            found = run(session, one, two)
        if json:
            lines([found])
            return
        print("One event: " + "; ".join(found.events) if found.events else "No event in common is on record.")
        for title, items in (
            (f"Only in {found.a}", found.only_a),
            (f"Only in {found.b}", found.only_b),
            ("In both", found.both),
        ):
            print(f"{title}:")
            for item in items:
                print(f"  {item.kind}  {item.words}")


def _write(one: str, two: str, db: str | None, output: str, lang: str) -> None:
    """The comparison as a document with footnotes."""
    from communique.brief.comparison import comparison
    from communique.brief.composer import Asked
    from communique.cli.brief import write
    from communique.cli.db import day
    from communique.store import open_store

    with open_store(db) as store, store.reading() as session:
        made = comparison(session, one, two, Asked(as_of=day(None), language=lang))
    write(made, output)
