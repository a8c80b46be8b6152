"""``communique official``: load official statistics, or fetch them, to stand beside what was stated."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.db import Db, Json, lines, number, table

official_app = typer.Typer(no_args_is_help=True, help="Official statistics: load, fetch, list.")
Reporter = Annotated[
    str | None, typer.Option("--reporter", metavar="UZ", help="Whose count it is, where the file does not say.")
]
Indicator = Annotated[
    str | None, typer.Option("--indicator", help="What is counted, where the file does not say: trade.turnover, …")
]
Period = Annotated[str | None, typer.Option("--period", help="For which period, where the file does not say.")]
Unit = Annotated[
    str | None, typer.Option("--unit", metavar="USD", help="Currency or unit, where the file does not say.")
]
Scale = Annotated[
    float | None, typer.Option("--scale", help="What the file's numbers are multiplied by: 1000 for thousands.")
]
Source = Annotated[str | None, typer.Option("--source", help="Which agency it is from.")]
Published = Annotated[str | None, typer.Option("--published", metavar="DATE", help="Its day of publication.")]


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.add_typer(official_app, name="official")


@official_app.command()
def load(
    file: Annotated[str, typer.Argument(metavar="FILE")], db: Db = None, reporter: Reporter = None, indicator: Indicator = None,
    period: Period = None, unit: Unit = None, scale: Scale = None, source: Source = None, published: Published = None,
) -> None:  # fmt: skip
    """Load a file: CSV with named columns, SDMX-ML, SDMX-CSV, Comtrade or World Bank JSON, an agency's wide sheet."""
    from communique.dossier.official.forms import Given
    from communique.dossier.official.load import load as run
    from communique.store import open_store

    given = Given(reporter, indicator, period, unit, scale, source, published)
    with open_store(db, create=True) as store:
        new, known = run(store, file, given)
    print(f"{file}: {new} values loaded, {known} known")


@official_app.command()
def fetch(
    address: Annotated[str, typer.Argument(metavar="URL", help="What an agency's service answers in one of the forms.")],
    db: Db = None, reporter: Reporter = None, indicator: Indicator = None, period: Period = None, unit: Unit = None,
    scale: Scale = None, source: Source = None, published: Published = None,
) -> None:  # fmt: skip
    """Fetch an address and load what it answers; source and day are kept."""
    from communique.dossier.official.forms import Given
    from communique.dossier.official.load import fetch as run
    from communique.store import open_store

    given = Given(reporter, indicator, period, unit, scale, source, published)
    with open_store(db, create=True) as store:
        new, known = run(store, address, given)
    print(f"{address}: {new} values loaded, {known} known")


@official_app.command(name="list")
def list_(db: Db = None, json: Json = False) -> None:
    """All official values on record."""
    from communique.dossier.official.load import values
    from communique.store import open_store

    with open_store(db) as store, store.reading() as session:
        found = list(values(session))
    if json:
        lines(found)
    else:
        table([[v.indicator, f"{v.reporter}-{v.partner}", v.period, number(v.value), v.unit, v.source, v.published] for v in found],
              ["indicator", "pair", "period", "value", "unit", "source", "published"])  # fmt: skip
