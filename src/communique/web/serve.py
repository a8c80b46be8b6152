"""Serving the app: opens the store, listens, stops cleanly when told to."""

from __future__ import annotations

import socket
import sys
from dataclasses import replace

from communique.errors import UsageError
from communique.store import open_store
from communique.web.settings import Settings


def serve(db: str | None, settings: Settings, *, open_browser: bool = False) -> None:
    """Serve until it is told to stop (Ctrl-C, SIGTERM); what is being written is finished first."""
    import uvicorn

    from communique.web.app import create_app

    with open_store(db, create=True) as store:
        app = create_app(store, settings)
        listening = _listen(settings)
        settings = replace(settings, port=listening.getsockname()[1])
        print(
            f"communique: {settings.origin}{settings.prefix}/  (store: {store.where}; Ctrl-C stops)",
            file=sys.stderr,
            flush=True,
        )
        if open_browser:
            import threading
            import webbrowser

            threading.Timer(0.6, webbrowser.open, [f"{settings.origin}{settings.prefix}/"]).start()
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=20,
            proxy_headers=settings.base_url is not None, lifespan="on", ws="none",
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[listening])


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except (OSError, OverflowError) as error:
        listening.close()
        raise UsageError(
            f"{settings.host}:{settings.port}: cannot listen there ({getattr(error, 'strerror', error)}). Give another with --port or --host."
        ) from error
    listening.set_inheritable(True)
    return listening
