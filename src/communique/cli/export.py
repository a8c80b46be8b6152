"""``communique export`` and ``communique import``: data in the forms that other tools take, and back."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from communique.cli.db import Db
from communique.errors import CommuniqueError, UsageError

EXAMPLES = """\b
Examples:
  communique export --to csv -o export/
  communique export --to xlsx -o uz-ru.xlsx --pair UZ-RU --since 2024
  communique export --to geojson -o projects.geojson 'topic:energy'
"""


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""

    @app.command(epilog=EXAMPLES, context_settings={"ignore_unknown_options": True})
    def export(
        query: Annotated[list[str] | None, typer.Argument(metavar="[QUERY]", help="As in search.")] = None,
        to: Annotated[str, typer.Option("--to", metavar="FORMAT", help=_formats())] = "",
        output: Annotated[
            str, typer.Option("-o", "--output", metavar="OUT", help="File, folder, or - for standard output.")
        ] = "",
        db: Db = None,
        pair: Annotated[str | None, typer.Option("--pair", metavar="UZ-RU", help="Reports that name both.")] = None,
        about: Annotated[str | None, typer.Option("--about", metavar="NAME", help="Paragraphs that name it.")] = None,
        topic: Annotated[str | None, typer.Option("--topic", help="Paragraphs with statements on it.")] = None,
        since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Published then or later.")] = None,
        known_on: Annotated[
            str | None, typer.Option("--as-known-on", metavar="DATE", help="Only what was said by then.")
        ] = None,
        history: Annotated[
            bool, typer.Option("--history", help="Also earlier versions and copies of texts, for import.")
        ] = False,
    ) -> None:
        """Write what is on record in a form that other tools take."""
        from communique.cli.series import pair_code
        from communique.export.selection import Selection
        from communique.export.write import write, write_to
        from communique.store import open_store

        if not to or not output:
            raise UsageError(
                f"give {'--to FORMAT' if not to else '-o OUT'}. `communique export --help` lists the formats."
            )
        line = query_line(query or [], about=about, topic=topic, since=since, until=known_on)
        selection = Selection(query=line, pair=pair_code(pair), history=history)
        with open_store(db) as store, store.reading() as session:
            if output == "-":
                write_to(sys.stdout.buffer, session, to, selection)
                return
            written = write(session, to, output, selection, _progress if sys.stderr.isatty() else None)
        print(f"{written.target}: {written.rows:,} rows of {written.documents:,} documents", file=sys.stderr)

    @app.command("import")
    def import_(
        files: Annotated[
            list[str], typer.Argument(metavar="FILE…", help="What export wrote with --to jsonl or --to annotations.")
        ],
        db: Db = None,
    ) -> None:
        """Take exports back: records of JSONL or of Web Annotations. What is on record already stays as it is."""
        from collections import Counter

        from communique.export.read_back import records
        from communique.store import open_store
        from communique.store.write import add

        outcomes: Counter[str] = Counter()
        failed = False
        with open_store(db, create=True) as store:
            for file in files:
                try:
                    for record in records(file):
                        outcomes[add(store, record).outcome] += 1
                except CommuniqueError as error:
                    failed = True
                    print(f"communique: {error}", file=sys.stderr)
        print(", ".join(f"{count} {what}" for what, count in outcomes.items()) or "nothing imported", file=sys.stderr)
        raise typer.Exit(1 if failed else 0)


def query_line(
    words: list[str], *, about: str | None = None, topic: str | None = None, since: str | None = None, until: str | None = None
) -> str:  # fmt: skip
    """The options as one query of search."""
    parts = list(words)
    if about is not None:
        parts.append(f'about:"{about}"')
    if topic is not None:
        parts.append(f"topic:{topic}")
    if since is not None or until is not None:
        parts.append(f"said:{since or ''}..{until or ''}")
    return " ".join(parts)


def _formats() -> str:
    from communique.export.formats import FORMATS

    return "; ".join(f"{name}: {form.what}" for name, form in FORMATS.items()) + "."


def _progress(done: int, total: int) -> None:
    end = "\n" if done == total else "\r"
    print(f"{done:,} of {total:,} documents", end=end, file=sys.stderr, flush=True)
