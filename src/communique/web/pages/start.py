"""The first page: findings first, what is new, a place to drop files."""

from __future__ import annotations

from typing import Any

from litestar import Response, get

from communique.dossier.document import latest
from communique.web.render import Asked, page
from communique.web.state import shared
from communique.web.threads import slow

FIRST = 6  # of each kind of finding


@get("/")
@slow
def start(request: Asked) -> Response[Any]:
    """What to look at first."""
    share = shared(request)
    with share.store.reading() as session:
        found, counts, is_now = share.findings.now(session)
        new = latest(session, limit=8)
    return page(request, "start.html", found=found, counts=counts, is_now=is_now, new=new, first=FIRST)
