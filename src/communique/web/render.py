"""Pages out of templates: one environment, everything escaped, the frame around each page made here."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import Request, Response
from litestar.di import NamedDependency
from litestar.params import SkipValidation
from litestar.response import Redirect

from communique.export.formats import FORMATS
from communique.web import charts, show
from communique.web.auth import csrf_of
from communique.web.labels import LANGUAGES, Labels, chosen
from communique.web.state import shared

Asked = Request[Any, Any, Any]
Form = NamedDependency[SkipValidation[Any]]  # what a form sent, read before the handler runs in its thread
THEMES = ("auto", "light", "dark")
BRIEFS = {
    "pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8", "md": "text/markdown; charset=utf-8",
}  # fmt: skip
FILES = {name: form for name, form in FORMATS.items() if form.suffix}  # the others are folders: for the command line


@cache
def environment() -> Environment:
    """The templates; an unknown name in one is an error."""
    made = Environment(
        loader=PackageLoader("communique.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.globals.update(
        amount=show.amount, plain=show.number, duration=show.duration, source=show.source, marked=show.marked,
        said=show.said, charts=charts, briefs=tuple(BRIEFS), exports=FILES, languages=LANGUAGES, themes=THEMES,
    )  # fmt: skip
    made.filters["q"] = lambda value: quote(str(value), safe="")
    return made


@cache
def asset_stamp() -> str:
    """Changes with the static files, so that browsers may keep them."""
    digest = hashlib.sha256()
    folder = resources.files("communique.web").joinpath("static")
    for name in ("style.css", "app.js", "review.js", "htmx.min.js"):
        digest.update(folder.joinpath(name).read_bytes())
    return digest.hexdigest()[:10]


def _query(given: dict[str, Any]) -> str:
    """A query as addresses have it, what is empty left out; ``""`` for none."""
    query = urlencode({key: value for key, value in given.items() if value not in (None, "", False)}, doseq=True)
    return f"?{query}" if query else ""


def language_of(request: Asked) -> str:
    """The language of the pages."""
    return chosen(request.cookies.get("communique_language"), request.headers.get("accept-language"))


def page(
    request: Asked, template: str, *, status: int = 200, headers: dict[str, str] | None = None, **context: Any
) -> Response[str]:
    """A page, or a piece of one."""
    prefix = shared(request).settings.prefix
    labels = Labels(language_of(request))
    theme = request.cookies.get("communique_theme", "auto")

    def url(path: str, **query: Any) -> str:
        return f"{prefix}{path}{_query(query)}" if query else f"{prefix}{path}"

    def link(place: Any) -> str:
        """The address of the words of what has a document and a span."""
        start, end = place.span
        return f"{prefix}/d/{place.document[:16]}?at={start}-{end}#passage"

    def here(**query: Any) -> str:
        """The same page with some of its query changed."""
        now: dict[str, Any] = {key: request.query_params.getall(key) for key in request.query_params}
        return url(request.scope["path"], **(now | query))

    user = request.scope.get("user")
    body = environment().get_template(template).render(
        request=request, t=labels, n=labels.count, w=labels.word, url=url, link=link, here=here, user=user, csrf=csrf_of(request),
        theme=theme if theme in THEMES else "auto", language=labels.language, asset=asset_stamp(),
        path=request.scope["path"], signing_in=shared(request).has_users,
        country=lambda code: show.country(code, labels.language),
        is_htmx=request.headers.get("hx-request") == "true", **context,
    )  # fmt: skip
    return Response(body, status_code=status, media_type="text/html; charset=utf-8", headers=headers)


def go(request: Asked, path: str) -> Redirect:
    """To another page of the app, after something was done (303)."""
    return Redirect(f"{shared(request).settings.prefix}{path}", status_code=303)


def problem(request: Asked, status: int, message: str) -> Response[Any]:
    """An error as people see it: a page, or JSON under ``/api``."""
    if request.scope["path"].startswith("/api"):
        return Response(
            json.dumps({"status": status, "detail": message}), status_code=status, media_type="application/json"
        )
    if request.headers.get("hx-request") == "true":
        return page(request, "_error.html", status=status, message=message, code=status)
    return page(request, "error.html", status=status, message=message, code=status)


async def form_of(request: Asked) -> Any:
    """What the form sent."""
    return await request.form()
