"""Search with facets, as a page and as CSV; saved searches and their feeds."""

from __future__ import annotations

from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from communique.errors import UsageError
from communique.store import saved as keep
from communique.store.query import FILTERS, KINDS, QueryError
from communique.store.search import search as find
from communique.web.feeds import atom
from communique.web.pages.asked import whole, word
from communique.web.render import Asked, Form, go, page
from communique.web.sheets import csv_response
from communique.web.state import person, shared
from communique.web.threads import slow, threaded

PER_PAGE = 20
MOST = 10_000  # rows of a CSV
FACETS = {"year": "said", "language": "language", "publisher": "publisher", "speaker": "speaker", "country": "about",
          "kind": "kind", "topic": "topic"}  # fmt: skip


def with_filter(line: str, name: str, value: str) -> str:
    """A query with one filter more, or without it where it has it."""
    written = f'{name}:"{value}"' if not value.isidentifier() else f"{name}:{value}"
    if written in line:
        return " ".join(line.replace(written, "").split())
    return f"{line} {written}".strip()


@get("/search")
@threaded
def search(request: Asked) -> Response[Any]:
    """Paragraphs that fit, and how they are spread."""
    line, number = word(request, "q"), whole(request, "page", most=500)
    found, wrong = None, None
    if line:
        with shared(request).store.reading() as session:
            try:
                found = find(session, line, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
            except UsageError as error:
                wrong = str(error)
    return page(
        request, "search.html", line=line or "", found=found, wrong=wrong, number=number, facets=FACETS, filters=FILTERS,
        kinds=KINDS, with_filter=with_filter, status=400 if wrong else 200,
    )  # fmt: skip


@get("/search.csv")
@slow
def search_csv(request: Asked) -> Response[Any]:
    """The same as comma-separated values."""
    line = word(request, "q")
    if line is None:
        raise UsageError("q: expected what to search for.")
    with shared(request).store.reading() as session:
        found = find(session, line, limit=MOST, facets=False)
    rows = [[h.said_on, h.source, h.title, *h.span, h.snippet] for h in found.hits]
    return csv_response("search.csv", ["said_on", "source", "title", "start", "end", "snippet"], rows)


@get("/saved")
@threaded
def saved(request: Asked) -> Response[Any]:
    """The searches one saved."""
    with shared(request).store.reading() as session:
        found = keep.saved(session, by=person(request).name)
    return page(request, "saved.html", found=found, origin=shared(request).settings.origin)


@post("/saved")
@threaded
def save(request: Asked, form: Form) -> Response[Any]:
    """Keep a search, or forget one."""
    forgotten = str(form.get("forget") or "")
    with shared(request).writing() as (session, _):
        if forgotten:
            if not forgotten.isdecimal():
                raise UsageError("forget: expected a number.")
            keep.forget(session, int(forgotten[:9]), by=person(request).name)
        else:
            keep.save(session, str(form.get("name") or ""), str(form.get("q") or ""), by=person(request).name)
    return go(request, "/saved")


@get("/feed/{name:str}", opt={"open": True})
@threaded
def feed(request: Asked, name: FromPath[str]) -> Response[Any]:
    """The Atom feed of a saved search; its secret is its address."""
    share = shared(request)
    with share.store.reading() as session:
        found = keep.of_secret(session, name.removesuffix(".atom"))
        if found is None or not name.endswith(".atom"):
            return page(request, "error.html", status=404, code=404, message="There is no such feed.")
        try:
            hits = find(session, found.query, limit=200, facets=False).hits
        except QueryError:
            hits = ()
    latest = sorted(hits, key=lambda h: h.said_on or "", reverse=True)[:50]
    body = atom(found, latest, share.settings.seen_from(request.headers.get("host")) + share.settings.prefix)
    return Response(body, media_type="application/atom+xml; charset=utf-8")
