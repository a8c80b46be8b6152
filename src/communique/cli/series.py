"""``communique series``: what was stated over time, beside official figures; in the terminal, as JSON, as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.db import Db, Json, day, lines, number, source, table
from communique.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from communique.dossier.series import Series


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""

    @app.command()
    def series(
        db: Db = None,
        pair: Annotated[str | None, typer.Option("--pair", metavar="UZ-RU", help="Two countries.")] = None,
        about: Annotated[
            str | None, typer.Option("--about", metavar="NAME", help="A project, country or body.")
        ] = None,
        indicator: Annotated[
            str | None, typer.Option("--indicator", help="Code: trade.turnover, project.cost, …")
        ] = None,
        known_on: Annotated[
            str | None, typer.Option("--as-known-on", metavar="DATE", help="Only what was said by then.")
        ] = None,
        plot: Annotated[
            str | None, typer.Option("--plot", metavar="OUT.svg", help="Write a chart: .svg or .png.")
        ] = None,
        chart: Annotated[bool, typer.Option("--chart", help="Draw in the terminal.")] = False,
        json: Json = False,
    ) -> None:
        """Every stated value of an indicator for each period: who said it, when, where."""
        from communique.dossier.series import series as of
        from communique.store import open_store

        with open_store(db) as store, store.reading() as session:
            found = of(
                session, indicator=indicator, pair=pair_code(pair), about=named(session, about),
                known_on=day(known_on) if known_on else None,
            )  # fmt: skip
        if json:
            lines(found)
            return
        if plot is not None or chart:
            from communique.dossier import chart as drawing

            if not found:
                raise UsageError("nothing to draw: no figure fits these filters.")
            if plot is not None:
                drawing.picture(found, plot)
                print(f"{plot}: written")
            if chart:
                print(drawing.terminal(found))
            return
        for one in found:
            _print(one)


def named(session: Session, name: str | None) -> int | None:
    """The identity of a name given as an option."""
    from communique.store.names import root_named

    return None if name is None else root_named(session, name)


def pair_code(pair: str | None) -> str | None:
    """ "UZ-RU" as the store has it. Raises ``UsageError`` for what is no pair of countries."""
    from communique.store.names import country_code

    if pair is None:
        return None
    codes = [country_code(part.strip()) for part in pair.replace(",", "-").split("-")]
    if len(codes) != 2 or None in codes or codes[0] == codes[1]:
        raise UsageError(f"--pair {pair}: expected two countries, like UZ-RU or Uzbekistan-Russia.")
    return "-".join(sorted(str(code) for code in codes))


def _print(one: Series) -> None:
    from communique.dossier.chart import is_whole

    print(f"{one.indicator}  {' – '.join(one.about)}  ({one.unit})")
    for title, points in (
        ("", [p for p in one.points if is_whole(p.period)]),
        ("  parts of years, days", [p for p in one.points if not is_whole(p.period)]),
    ):
        if not points:
            continue
        if title:
            print(title)
        rows = [
            [
                "  " + (p.period or "–"), f"{p.qualifier.replace('_', ' ') + ' ' if p.qualifier != 'exactly' else ''}{number(p.value)}"
                + (f"–{number(p.high)}" if p.high else ""), p.status, p.speaker or "", p.said_on or "", source(p.source),
                f"{number(p.official.value)} {p.official.source}, {p.official.published}" if p.official else "",
            ]
            for p in points
        ]  # fmt: skip
        table(rows, ["  period", "value", "status", "speaker", "said on", "source", "official"])
