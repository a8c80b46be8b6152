"""``communique search``; ``figures`` and ``statements`` list items with the same filters."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from communique.cli.db import Db, Json, csv_rows, lines, number, source, table

EXAMPLES = """\b
Examples:
  communique search 'railway "feasibility study" -tunnel'
  communique search 'speaker:minister trade said:2024..2025'
  communique search '(turnover OR trade) about:KG kind:figure'
"""
Words = Annotated[
    list[str],
    typer.Argument(
        metavar="WORDS", help='Words, "phrases", -word, OR, speaker: about: kind: topic: said: language: publisher:'
    ),
]
Limit = Annotated[int, typer.Option("--limit", min=1, help="At most so many.")]
Csv = Annotated[bool, typer.Option("--csv", help="Comma-separated values.")]
Filters = Annotated[list[str] | None, typer.Argument(metavar="[QUERY]", help="As in search.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""

    @app.command(epilog=EXAMPLES, context_settings={"ignore_unknown_options": True})
    def search(words: Words, db: Db = None, limit: Limit = 20, offset: Annotated[int, typer.Option("--offset", min=0)] = 0,
               facets: Annotated[bool, typer.Option("--facets", help="How the hits are spread.")] = False,
               as_csv: Csv = False, json: Json = False) -> None:  # fmt: skip
        """Find paragraphs by words in any form, with filters."""
        from communique.store import open_store
        from communique.store.search import search as find

        with open_store(db) as store, store.reading() as session:
            found = find(session, line(words), limit=limit, offset=offset, facets=facets)
        if json:
            lines([found] if facets else found.hits)
            return
        if as_csv:
            csv_rows(["said_on", "source", "start", "end", "snippet"],
                 [[h.said_on, h.source, h.span[0], h.span[1], h.snippet] for h in found.hits])  # fmt: skip
            return
        for hit in found.hits:
            print(
                f"{hit.said_on or '–'}  {source(hit.source)}  {hit.span[0]}–{hit.span[1]}\n  {_marked(hit.snippet, hit.highlights)}"
            )
        for name, counts in found.facets.items():
            print(f"{name}: " + ", ".join(f"{value} {count}" for value, count in counts.items()))
        if not found.hits:
            print("nothing found", file=sys.stderr)

    @app.command(context_settings={"ignore_unknown_options": True})
    def figures(
        query: Filters = None,
        db: Db = None,
        limit: Limit = 100,
        orphans: Annotated[
            bool, typer.Option("--orphans", help="Those whose words their source no longer has.")
        ] = False,
        as_csv: Csv = False,
        json: Json = False,
    ) -> None:
        """Figures, with the filters of search."""
        _items("figure", query, db, limit, orphans, as_csv, json)

    @app.command(context_settings={"ignore_unknown_options": True})
    def statements(
        query: Filters = None,
        db: Db = None,
        limit: Limit = 100,
        orphans: Annotated[
            bool, typer.Option("--orphans", help="Those whose words their source no longer has.")
        ] = False,
        as_csv: Csv = False,
        json: Json = False,
    ) -> None:
        """Statements, with the filters of search."""
        _items("statement", query, db, limit, orphans, as_csv, json)


def line(words: list[str]) -> str:
    """The query of arguments; an argument with spaces is a query of its own."""
    return " ".join(words)


def _items(
    kind: str, query: list[str] | None, db: str | None, limit: int, orphans: bool, as_csv: bool, json: bool
) -> None:
    from communique.store import open_store
    from communique.store.listing import items

    with open_store(db) as store, store.reading() as session:
        found = items(session, kind, line(query or []), limit=limit, orphans=orphans)
    if json:
        lines(found)
    elif as_csv:
        csv_rows(["said_on", "source", "start", "end", "speaker", "words", "value", "unit", "indicator", "period"],
             [[i.said_on, i.source, *i.span, i.speaker, i.words, i.value, i.unit, i.indicator, i.period] for i in found])  # fmt: skip
    else:
        table(
            [[i.said_on or "–", i.words, number(i.value) if i.value is not None else "", i.indicator or "", i.period or "", i.speaker or "", source(i.source)] for i in found],
            ["said on", "words", "value", "indicator", "period", "speaker", "source"],
        )  # fmt: skip


def _marked(snippet: str, highlights: tuple[tuple[int, int], ...]) -> str:
    """Hits bold on a terminal, between stars elsewhere."""
    on, off = ("\033[1m", "\033[0m") if sys.stdout.isatty() else ("*", "*")
    out, at = [], 0
    for start, end in highlights:
        out += [snippet[at:start], on, snippet[start:end], off]
        at = end
    return "".join([*out, snippet[at:]])
