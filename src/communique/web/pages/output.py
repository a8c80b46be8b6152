"""Briefs and exports to download: what `communique brief` and `communique export` write."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import date
from typing import Any

from litestar import Response, get
from litestar.response import Stream

from communique.brief.compose import compose
from communique.brief.composer import Asked as Wanted
from communique.brief.render import render
from communique.dossier.pair import pair_of_codes
from communique.errors import UsageError
from communique.export.selection import Selection
from communique.export.write import write
from communique.store.names import root_named
from communique.web.pages.asked import day, word
from communique.web.render import BRIEFS, FILES, Asked, language_of
from communique.web.state import shared
from communique.web.threads import slow


@get("/brief")
@slow
def brief(request: Asked) -> Response[Any]:
    """A brief on a pair (``pair=KZ-TR``) or a thing (``about=x17``), to download."""
    form, codes, about = word(request, "form") or "pdf", word(request, "pair"), word(request, "about")
    if form not in BRIEFS:
        raise UsageError(f"form={form}: expected {', '.join(BRIEFS)}.")
    if not codes and not about:
        raise UsageError("a brief about what? pair=KZ-TR or about=x17.")
    pair = pair_of_codes(*_two(codes)) if codes else None
    with shared(request).store.reading() as session:
        root = root_named(session, about) if about else None
        wanted = Wanted(pair=pair, about=root, as_of=day(request, "as_of"), language=language_of(request))
        data = render(compose(session, wanted), form)
    name = f"brief-{codes or about}-{date.today().isoformat()}.{form}"
    return Response(
        data, media_type=BRIEFS[form], headers={"content-disposition": f'attachment; filename="{_plain(name)}"'}
    )


@get("/export")
@slow
def export(request: Asked) -> Response[Any]:
    """What a search or a pair puts on record, in a form that other tools take, to download."""
    to, codes = word(request, "to") or "xlsx", word(request, "pair")
    if to not in FILES:
        raise UsageError(f"to={to}: expected {', '.join(FILES)}. `communique export` writes folders too.")
    pair = "-".join(pair_of_codes(*_two(codes))) if codes else None
    folder = tempfile.mkdtemp(prefix="communique-")
    target = os.path.join(folder, f"communique{FILES[to].suffix}")
    try:
        with shared(request).store.reading() as session:
            write(session, to, target, Selection(query=word(request, "q") or "", pair=pair))
    except BaseException:
        os.rmdir(folder)
        raise
    headers = {"content-disposition": f'attachment; filename="communique{FILES[to].suffix}"'}
    return Stream(_sent(target), media_type="application/octet-stream", headers=headers)


def _sent(path: str) -> Iterator[bytes]:
    """The file piece by piece; it is gone when all of it is sent."""
    try:
        with open(path, "rb") as file:
            while piece := file.read(262_144):
                yield piece
    finally:
        os.remove(path)
        os.rmdir(os.path.dirname(path))


def _two(codes: str) -> tuple[str, str]:
    one, _, two = codes.partition("-")
    return one, two


def _plain(name: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-.") else "_" for c in name)
