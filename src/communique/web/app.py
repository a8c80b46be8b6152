"""The app: its pages, the API, what happens to errors, how it starts and stops."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources
from typing import Any

from litestar import Litestar, Response, get
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException, NotAuthorizedException
from litestar.logging import LoggingConfig
from litestar.static_files import create_static_files_router
from litestar.types import ASGIApp

from communique.errors import CommuniqueError, StoreError, UsageError
from communique.store import Store
from communique.store.users import any_users
from communique.web import api
from communique.web.adding import Jobs
from communique.web.auth import Doors
from communique.web.guarded import Guarded
from communique.web.limits import Limiter
from communique.web.pages import account, adding, document, entity, findings, output, pair, review, search, start
from communique.web.render import Asked, form_of, go, problem
from communique.web.settings import Settings
from communique.web.state import Findings, Shared
from communique.web.threads import threaded

log = logging.getLogger("communique.web")

PAGES = [
    start.start,
    document.documents, document.document,
    search.search, search.search_csv, search.saved, search.save, search.feed,
    pair.pair_list, pair.pair,
    entity.entity_list, entity.entity, entity.named, entity.merging_named, entity.merging, entity.merge, entity.undo_decision,
    findings.promises, findings.promises_csv, findings.conflicts, findings.figures, findings.figures_csv,
    review.review, review.decide, review.decided, review.export, review.take_over, review.keys,
    adding.adding, adding.add, adding.job,
    output.brief, output.export,
    account.signing_in, account.sign_in, account.sign_out, account.settings, account.account, account.change_account,
    account.change_users,
]  # fmt: skip


@get("/health", opt={"open": True})
@threaded
def health(request: Asked) -> dict[str, str]:
    """Whether the app and its store answer."""
    share: Shared = request.app.state.shared
    with share.store.reading() as session:
        any_users(session)
    return {"status": "ok"}


def create_app(store: Store, settings: Settings) -> ASGIApp:
    """The app on an open store. Raises ``UsageError`` where others could reach it and nobody has a password."""
    with store.reading() as session:
        has_users = any_users(session)
    if not has_users and not settings.is_local:
        raise UsageError(
            f"{settings.origin} can be reached from other machines, and there are no users. "
            "Make one with `communique users add NAME --role admin`, or serve on 127.0.0.1."
        )
    findings = Findings(store)
    share = Shared(store, settings, findings, Jobs(store, findings.touch), Limiter(), has_users)

    @asynccontextmanager
    async def life(_: Litestar) -> AsyncIterator[None]:
        yield
        share.jobs.stop()

    static = create_static_files_router(
        path="/static", directories=[str(resources.files("communique.web").joinpath("static"))], opt={"open": True},
        include_in_schema=False, cache_control=None, after_request=_keep,
    )  # fmt: skip
    app = Litestar(
        [*PAGES, health, static, api.router(settings)],
        dependencies={"form": Provide(form_of)},
        middleware=[Doors()],
        exception_handlers={
            CommuniqueError: _wrong_use, HTTPException: _refused, Exception: _broken,
        },
        compression_config=CompressionConfig(backend="gzip", minimum_size=600, gzip_compress_level=5),
        request_max_body_size=settings.upload_bytes,
        openapi_config=api.openapi(settings),
        state=State({"shared": share}),
        logging_config=LoggingConfig(log_exceptions="never"),
        lifespan=[life],
        include_in_schema=False,
    )  # fmt: skip
    return Guarded(app, settings.prefix, secure=settings.is_secure)


def _keep(response: Response[Any]) -> Response[Any]:
    """Static files have the version in their address: they may be kept."""
    response.headers["cache-control"] = "public, max-age=31536000, immutable"
    return response


def _wrong_use(request: Asked, error: CommuniqueError) -> Response[Any]:
    if isinstance(error, StoreError):
        log.error("%s", error)
        return problem(request, 503, str(error))
    is_missing = (
        "no such document" in str(error) or "nothing of that name" in str(error) or "there is no version" in str(error)
    )
    return problem(request, 404 if is_missing else 400, str(error))


def _refused(request: Asked, error: HTTPException) -> Response[Any]:
    is_page = not request.scope["path"].startswith("/api")
    if isinstance(error, NotAuthorizedException) and is_page and request.method == "GET":
        from urllib.parse import quote

        return go(request, f"/signin?next={quote(request.scope['path'])}")
    answer = problem(request, error.status_code, error.detail or "This cannot be done.")
    for name, value in (error.headers or {}).items():
        answer.headers[name.lower()] = value
    return answer


def _broken(request: Asked, error: Exception) -> Response[Any]:
    log.exception("%s %s", request.method, request.scope["path"], exc_info=error)
    return problem(request, 500, "Something went wrong here. It was written to the log of the server.")
