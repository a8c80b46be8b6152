"""``communique serve``: the app in the browser."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.db import Db


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""

    @app.command()
    def serve(
        db: Db = None,
        host: Annotated[
            str | None, typer.Option("--host", help="Where to listen; 127.0.0.1 if it is left out.")
        ] = None,
        port: Annotated[int | None, typer.Option("--port", help="The port; 8765 if it is left out.")] = None,
        base_url: Annotated[
            str | None,
            typer.Option(
                "--base-url",
                metavar="URL",
                help="How browsers see it, behind a proxy: https://archive.example/communique",
            ),
        ] = None,
        open_it: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    ) -> None:
        """Serve the app: read, search, check and correct in the browser."""
        run(db, host, port, base_url, open_it)


def run(db: str | None, host: str | None, port: int | None, base_url: str | None, open_it: bool) -> None:
    """Serve until it is told to stop."""
    from communique.web.serve import serve
    from communique.web.settings import from_environment

    serve(db, from_environment(host=host, port=port, base_url=base_url), open_browser=open_it)
