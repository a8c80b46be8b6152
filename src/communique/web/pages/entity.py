"""People, organizations, projects and agreements: lists and profiles; merging, splitting and keeping apart."""

from __future__ import annotations

from datetime import date
from typing import Any

from litestar import Response, get, post
from litestar.params import FromPath

from communique.dossier.entities import brief_entities
from communique.dossier.profile import profile
from communique.dossier.promises import promises
from communique.dossier.series import series
from communique.errors import UsageError
from communique.store import decisions
from communique.store.names import root_named
from communique.store.rows import internal_id, public_id
from communique.web.pages.asked import whole, word
from communique.web.render import Asked, Form, go, page
from communique.web.state import person, shared
from communique.web.threads import threaded

LISTS = {
    "people": "person", "organizations": "organization", "projects": "project", "agreements": "agreement",
    "programmes": "programme", "events": "event", "countries": "country",
}  # fmt: skip
STEPPING = ("project", "agreement", "programme", "organization")
PER_PAGE = 60


@get([f"/{name}" for name in LISTS])
@threaded
def entity_list(request: Asked) -> Response[Any]:
    """Everybody and everything of a kind, those named most first."""
    name = request.scope["path"].strip("/")
    number, words = whole(request, "page"), word(request, "q")
    with shared(request).store.reading() as session:
        found = brief_entities(session, LISTS[name], words=words, limit=PER_PAGE + 1, offset=(number - 1) * PER_PAGE)
    return page(
        request, "entities.html", found=found[:PER_PAGE], more=len(found) > PER_PAGE, number=number, lists=LISTS, list=name,
        kind=LISTS[name], words=words or "",
    )  # fmt: skip


@get("/x/{given:str}")
@threaded
def entity(request: Asked, given: FromPath[str]) -> Response[Any]:
    """A profile."""
    with shared(request).store.reading() as session:
        root = root_named(session, given)
        if given != public_id(root):
            return go(request, f"/x/{public_id(root)}")
        view = profile(session, root)
        promised = (
            list(promises(session, as_of=date.today().isoformat(), about=[root])) if view.kind in STEPPING else []
        )
        of_it = series(session, about=root) if view.kind in ("project", "organization", "programme") else []
        promised.sort(key=lambda p: -len(p.history))  # those that moved most first
        pages = sorted({(m.source, m.document) for m in view.mentions})
    return page(request, "entity.html", view=view, promised=promised, series=of_it, pages=pages)


@get("/x")
@threaded
def named(request: Asked) -> Response[Any]:
    """To the profile of a name: ``/x?name=…``; a country leads to its profile as well."""
    name = word(request, "name")
    if name is None:
        raise UsageError("name: expected a name or an id like x17.")
    with shared(request).store.reading() as session:
        return go(request, f"/x/{public_id(root_named(session, name))}")


@get("/merge", opt={"role": "reviewer"})
@threaded
def merging_named(request: Asked) -> Response[Any]:
    """To the page of a name: ``/merge?name=…``."""
    name = word(request, "name")
    if name is None:
        raise UsageError("name: expected a name or an id like x17.")
    with shared(request).store.reading() as session:
        return go(request, f"/merge/{public_id(root_named(session, name))}")


@get("/merge/{given:str}", opt={"role": "reviewer"})
@threaded
def merging(request: Asked, given: FromPath[str]) -> Response[Any]:
    """What may be the same as this, with reasons and warnings; and what documents could be split off."""
    other = word(request, "with")
    with shared(request).store.reading() as session:
        root = root_named(session, given)
        view = profile(session, root)
        found = decisions.alike(session, root)
        chosen = decisions.consider(session, root, root_named(session, other)) if other else None
    sources = list(dict.fromkeys((m.source, m.document) for m in view.mentions))
    return page(request, "merge.html", view=view, found=found, chosen=chosen, sources=sources, other=other or "")


@post("/merge/{given:str}", opt={"role": "reviewer"})
@threaded
def merge(request: Asked, form: Form, given: FromPath[str]) -> Response[Any]:
    """Merge, keep apart, or split off documents."""
    action, why, by = str(form.get("action") or ""), str(form.get("why") or "") or None, person(request).name
    one = _identity(given)
    with shared(request).writing() as (session, _):
        one = root_named(session, public_id(one))
        if action == "split":
            documents = [str(d) for d in form.getall("document", [])]
            if not documents:
                raise UsageError("split: choose at least one document.")
            new = decisions.split(session, one, documents, by=by, why=why)
            return go(request, f"/x/{public_id(new)}")
        two = root_named(session, public_id(_identity(str(form.get("other") or ""))))
        if action == "merge":
            decisions.merge(session, one, two, by=by, why=why, force=form.get("force") == "yes")
        elif action == "not_same":
            decisions.not_same(session, one, two, by=by, why=why)
        else:
            raise UsageError(f"action {action}: expected merge, not_same or split.")
    return go(request, f"/x/{public_id(one)}?done={action}")


def _identity(given: str) -> int:
    found = internal_id(given)
    if found is None:
        raise UsageError(f"{given}: expected an id like x17.")
    return found


@post("/decisions/{number:int}/undo", opt={"role": "reviewer"})
@threaded
def undo_decision(request: Asked, form: Form, number: FromPath[int]) -> Response[Any]:
    """Take a merge, a split or a not-same back."""
    with shared(request).writing() as (session, _):
        done = decisions.undo(session, number, by=person(request).name)
        first = public_id(done.first)
    return go(request, f"/x/{first}?done=undone")
