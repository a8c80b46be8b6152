"""Commands and their options; what they do is in a module each."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli import store_commands

app = typer.Typer(
    add_completion=False,
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads reports of contacts between states and takes out what they put on record, with the words it rests on.",
)

EXAMPLES = """\b
Examples:
  communique read report.txt
  communique read report.html --html out.html
  communique read reports/ --json -o records.jsonl
  communique read report.txt --only figures,statements --table
  cat report.txt | communique read - --published 2025-11-14
"""


def _version(value: bool) -> None:
    if value:
        from communique import __version__

        typer.echo(f"communique {__version__}")
        raise typer.Exit


@app.callback()
def start(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Reads reports of contacts between states and takes out what they put on record, with the words it rests on."""
    if context.invoked_subcommand is None:
        _alone(context)


def _alone(context: typer.Context) -> None:
    """Without a command: on a terminal with a store the app opens in the browser, else there is help."""
    import sys
    from pathlib import Path

    from communique.store.database import address

    where = address()
    if sys.stdin.isatty() and sys.stdout.isatty() and ("://" in where or Path(where).exists()):
        from communique.cli.serve import run

        run(None, None, None, None, open_it=True)
        return
    typer.echo(context.get_help())
    raise typer.Exit(2)


@app.command(epilog=EXAMPLES)
def read(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="Files, folders, http(s) addresses, or - for standard input.")
    ],
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line (docs/record.md).")] = False,
    table: Annotated[bool, typer.Option("--table", help="Tables of tab-separated values, one a kind.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Markdown.")] = False,
    html: Annotated[
        str | None, typer.Option("--html", metavar="OUT.html", help="Write one self-contained page with highlights.")
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day of publication, for relative dates: 2025-11-14.")
    ] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published the report.")] = None,
    language: Annotated[str | None, typer.Option(help="Language of the text: en, ru or uz.")] = None,
    lang: Annotated[str, typer.Option(help="Language of labels and messages: en, ru or uz.")] = "en",
    only: Annotated[
        str | None, typer.Option(metavar="KINDS", help="Kinds to show, with commas: figures,statements.")
    ] = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="OUT", help="Write to a file instead.")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes to read with.")] = 1,
    explain: Annotated[bool, typer.Option("--explain", help="Say for each item which rule decided it.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colours (also NO_COLOR).")] = False,
) -> None:
    """Read reports and print what they put on record."""
    from communique.cli.read import Options, run

    raise typer.Exit(
        run(
            files,
            Options(
                json, table, markdown, html, published, publisher, language, only, output, jobs, explain, no_color, lang
            ),
        )
    )


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    import msgspec

    from communique.record import schema as record_schema

    typer.echo(msgspec.json.format(msgspec.json.encode(record_schema()), indent=2).decode())


store_commands.register(app)
