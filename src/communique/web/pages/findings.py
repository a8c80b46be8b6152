"""Promises, conflicts and official figures that differ; a table of figures to sort, filter and download."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import islice
from typing import Any, get_args

from litestar import Response, get

from communique.dossier.overview import FIRST
from communique.dossier.promises import Promise, State
from communique.dossier.promises import promises as promises_of
from communique.errors import UsageError
from communique.store.listing import SORTS, items
from communique.store.names import country_code, root_named
from communique.web.pages.asked import day, whole, word
from communique.web.render import Asked, page
from communique.web.sheets import csv_response
from communique.web.state import shared
from communique.web.threads import slow, threaded

PER_PAGE = 40
MOST = 5000
FIGURES = 100
STATES = ("overdue", "slipped", "open", "late", "kept", "cancelled")


def _promises(request: Asked, most: int) -> tuple[list[Promise], dict[str, int], bool]:
    """Promises that the filters let through: from what is worked out already where nothing but the state is asked for."""
    states = set(request.query_params.getall("state", [])) & set(get_args(State)) or set(get_args(State))
    about, country, as_of = word(request, "about"), word(request, "country"), day(request, "as_of")
    share = shared(request)
    with share.store.reading() as session:
        if about is None and country is None and as_of == date.today().isoformat():
            found, _, is_now = share.findings.now(session)
            if found is not None:
                return [p for p in found.promises if p.state in states][:most], found.states, is_now
        code = country_code(country) if country else None
        if country and code is None:
            raise UsageError(f"country {country}: no such country.")
        root = None if about is None else [root_named(session, about)]
        chosen = list(islice(promises_of(session, as_of=as_of, about=root, country=code), MOST))
    counts: dict[str, int] = dict(Counter(str(p.state) for p in chosen))
    chosen.sort(key=lambda p: FIRST.index(p.state))
    return [p for p in chosen if p.state in states][:most], counts, True


@get("/promises")
@slow
def promises(request: Asked) -> Response[Any]:
    """Promises with their histories."""
    number = whole(request, "page", most=200)
    found, counts, is_now = _promises(request, number * PER_PAGE + 1)
    start = (number - 1) * PER_PAGE
    return page(
        request, "promises.html", found=found[start : start + PER_PAGE], counts=counts, states=STATES, number=number,
        more=len(found) > start + PER_PAGE, is_now=is_now, chosen=request.query_params.getall("state", []),
        about=word(request, "about") or "", country_word=word(request, "country") or "", as_of=day(request, "as_of"),
    )  # fmt: skip


@get("/promises.csv")
@slow
def promises_csv(request: Asked) -> Response[Any]:
    """The same, one row a saying."""
    found, _, _ = _promises(request, MOST)
    rows = [
        [p.about, p.step, p.what, p.state, p.slipped_by, s.said_on, s.status, s.date, s.speaker, s.source, *s.span]
        for p in found for s in p.history
    ]  # fmt: skip
    head = [
        "about",
        "step",
        "what",
        "state",
        "slipped_by",
        "said_on",
        "status",
        "date",
        "speaker",
        "source",
        "start",
        "end",
    ]
    return csv_response("promises.csv", head, rows)


@get("/conflicts")
@slow
def conflicts(request: Asked) -> Response[Any]:
    """Statements that cannot both hold, and stated values that no official count bears out."""
    share = shared(request)
    with share.store.reading() as session:
        found, _, is_now = share.findings.now(session)
    return page(request, "conflicts.html", found=found, is_now=is_now, most=200)


@get("/figures")
@threaded
def figures(request: Asked) -> Response[Any]:
    """A table of figures; each value leads to its words."""
    number, line, sort = whole(request, "page", most=500), word(request, "q") or "", _sort(request)
    indicator, wrong, found = word(request, "indicator"), None, []
    with shared(request).store.reading() as session:
        try:
            found = items(
                session,
                "figure",
                line,
                limit=FIGURES + 1,
                offset=(number - 1) * FIGURES,
                sort=sort,
                indicator=indicator,
            )
        except UsageError as error:
            wrong = str(error)
    return page(
        request, "figures.html", found=found[:FIGURES], more=len(found) > FIGURES, number=number, line=line, sort=sort,
        wrong=wrong, indicator=indicator or "", status=400 if wrong else 200,
    )  # fmt: skip


@get("/figures.csv")
@slow
def figures_csv(request: Asked) -> Response[Any]:
    """The same as comma-separated values."""
    with shared(request).store.reading() as session:
        found = items(
            session,
            "figure",
            word(request, "q") or "",
            limit=MOST * 4,
            sort=_sort(request),
            indicator=word(request, "indicator"),
        )
    head = [
        "said_on",
        "value",
        "high",
        "unit",
        "qualifier",
        "measure",
        "indicator",
        "period",
        "status",
        "speaker",
        "words",
        "source",
        "start",
        "end",
    ]
    rows = [
        [i.said_on, i.value, i.high, i.unit, i.qualifier, i.measure, i.indicator, i.period, i.status, i.speaker, i.words, i.source, *i.span]
        for i in found
    ]  # fmt: skip
    return csv_response("figures.csv", head, rows)


def _sort(request: Asked) -> str:
    sort = word(request, "sort") or "-said_on"
    if sort.removeprefix("-") not in SORTS:
        raise UsageError(f"sort={sort}: expected one of {', '.join(SORTS)}, with - before it for the other way round.")
    return sort
