"""Two countries: series, projects, agreements, promises and events, as known on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Response, get
from litestar.params import FromPath

from communique.dossier.dates import when
from communique.dossier.pair import Pair, pair_of_codes, pairs
from communique.dossier.pair import pair as view_of
from communique.errors import UsageError
from communique.web.pages.asked import day, word
from communique.web.render import Asked, go, page
from communique.web.state import shared
from communique.web.threads import threaded


@dataclass(frozen=True)
class Dated:
    """Something on the timeline."""

    date: str | None
    text: str
    kind: str
    document: str
    span: tuple[int, int]


@get("/pairs")
@threaded
def pair_list(request: Asked) -> Response[Any]:
    """Pairs that figures are about; a form leads to any other."""
    one, two = word(request, "a"), word(request, "b")
    if one and two:
        a, b = pair_of_codes(one, two)
        return go(request, f"/pair/{a}-{b}")
    with shared(request).store.reading() as session:
        found = pairs(session)
    return page(request, "pairs.html", found=found)


@get("/pair/{codes:str}")
@threaded
def pair(request: Asked, codes: FromPath[str]) -> Response[Any]:
    """A pair: "KZ-TR"."""
    one, dash, two = codes.partition("-")
    if not dash:
        raise UsageError(f"{codes}: expected two countries, like UZ-RU.")
    known_on = day(request, "known_on")
    with shared(request).store.reading() as session:
        view = view_of(session, one, two, known_on=known_on)
    return page(
        request, "pair.html", view=view, known_on=known_on, today=date.today().isoformat(), timeline=_timeline(view),
        series=sorted(view.series, key=lambda one: -len(one.points)),
    )  # fmt: skip


def _timeline(view: Pair) -> list[Dated]:
    """Steps that were taken, and days that events are said to have had."""
    out = [
        Dated(step.date, f"{step.about}: {step.step.replace('_', ' ')}", step.kind, step.document, step.span)
        for step in view.steps
    ]
    out += [Dated(x.date, x.name, x.kind, x.document, x.span) for x in view.things if x.date and x.kind == "event"]
    return [d for d in out if when(d.date)][:40]
