"""The JSON API under ``/api``: the same objects as ``--json`` prints, by the same functions; described at ``/api/openapi.json``."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import Annotated, Any, Literal

import msgspec
from litestar import Request, Router, get, post
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme, Server
from litestar.params import FromQuery, JSONBody, PathParameter, QueryParameter

from communique import __version__
from communique.dossier.compare import Comparison, compare
from communique.dossier.conflicts import AcrossFinding, findings
from communique.dossier.dates import when
from communique.dossier.document import DocumentView, Other, Passage, document_view, latest, passage
from communique.dossier.entities import BriefEntity, brief_entities
from communique.dossier.overview import counts
from communique.dossier.pair import Pair, pair, pair_of_codes
from communique.dossier.profile import Profile, profile
from communique.dossier.promises import Promise, State, promises
from communique.dossier.series import Series, series
from communique.errors import UsageError
from communique.record import EntityKind
from communique.store import reviews
from communique.store.decisions import Alike, alike, decisions, merge, not_same, undo
from communique.store.decisions import Decided as DecidedIdentity
from communique.store.listing import Listed, items
from communique.store.names import country_code, root_named
from communique.store.search import Found, search
from communique.web.settings import Settings
from communique.web.state import person, shared
from communique.web.threads import slow, threaded

Asked = Request[Any, Any, Any]
Limit = Annotated[int, QueryParameter(ge=1, le=1000, description="At most so many.")]
Offset = Annotated[int, QueryParameter(ge=0, le=1_000_000, description="Skip so many.")]
Words = Annotated[str, QueryParameter(min_length=1, max_length=500)]
Name = Annotated[str, QueryParameter(min_length=1, max_length=300)]
Named = Annotated[str, PathParameter(min_length=1, max_length=300)]
Number = Annotated[int, PathParameter(ge=1, le=2**31)]
OneOf = Annotated[
    str, QueryParameter(min_length=1, max_length=300, description="A document's id, its beginning, or its source.")
]
Day = Annotated[
    str | None, QueryParameter(description="A day like 2026-10-31; today if it is left out.", max_length=10)
]
REVIEWER = {"role": "reviewer"}


class Decision(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What is decided of an item; ``fields`` for an edit."""

    item: str
    action: Literal["accept", "reject", "edit"]
    why: str | None = None
    fields: dict[str, Any] | None = None


class Joining(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What is decided of two identities."""

    action: Literal["merge", "not_same"]
    one: str
    two: str
    why: str | None = None
    force: bool = False


def _day(value: str | None) -> str:
    found = when(value) if value else None
    if value and (found is None or "/" in value):
        raise UsageError(f"{value}: expected a date like 2026-10-31, 2026-10 or 2026.")
    return found.end.isoformat() if found else date.today().isoformat()


@get("/counts")
@threaded
def api_counts(request: Asked) -> dict[str, int]:
    """How much is on record, by kind."""
    with shared(request).store.reading() as session:
        return counts(session)


@get("/documents")
@threaded
def api_documents(request: Asked, limit: Limit = 20, offset: Offset = 0) -> list[Other]:
    """The documents added last."""
    with shared(request).store.reading() as session:
        return latest(session, limit=limit, offset=offset)


@get("/documents/{document:str}")
@threaded
def api_document(
    request: Asked, document: Named, version: Annotated[int | None, QueryParameter(ge=1, le=100_000)] = None
) -> DocumentView:
    """A document: its record, its versions, what lost its words, other reports."""
    with shared(request).store.reading() as session:
        return document_view(session, document, number=version)


@get("/documents/{document:str}/passage")
@threaded
def api_passage(
    request: Asked,
    document: Named,
    s: Annotated[str, QueryParameter(min_length=1, max_length=20_000, description="prefix-,exact,-suffix")],
) -> Passage:
    """Where a passage stands in the version that is current now."""
    with shared(request).store.reading() as session:
        return passage(session, document, s)


@get("/compare")
@threaded
def api_compare(request: Asked, one: OneOf, two: OneOf) -> Comparison:
    """Two reports side by side."""
    with shared(request).store.reading() as session:
        return compare(session, one, two)


@get("/search")
@threaded
def api_search(
    request: Asked, q: Words, limit: Limit = 20, offset: Offset = 0, facets: FromQuery[bool] = True
) -> Found:
    """Paragraphs that fit, best first, and how they are spread."""
    with shared(request).store.reading() as session:
        return search(session, q, limit=limit, offset=offset, facets=facets)


@get("/figures")
@threaded
def api_figures(
    request: Asked,
    q: Annotated[str, QueryParameter(max_length=500)] = "",
    limit: Limit = 100,
    offset: Offset = 0,
    orphans: FromQuery[bool] = False,
) -> list[Listed]:
    """Figures, with the filters of search."""
    with shared(request).store.reading() as session:
        return items(session, "figure", q, limit=limit, offset=offset, orphans=orphans)


@get("/statements")
@threaded
def api_statements(
    request: Asked,
    q: Annotated[str, QueryParameter(max_length=500)] = "",
    limit: Limit = 100,
    offset: Offset = 0,
    orphans: FromQuery[bool] = False,
) -> list[Listed]:
    """Statements, with the filters of search."""
    with shared(request).store.reading() as session:
        return items(session, "statement", q, limit=limit, offset=offset, orphans=orphans)


@get("/entities")
@threaded
def api_entities(
    request: Asked,
    kind: FromQuery[EntityKind],
    q: Annotated[str | None, QueryParameter(max_length=300)] = None,
    limit: Limit = 60,
    offset: Offset = 0,
) -> list[BriefEntity]:
    """Who and what is on record, those named most first."""
    with shared(request).store.reading() as session:
        return brief_entities(session, kind, words=q or None, limit=limit, offset=offset)


@get("/entities/{name:str}")
@threaded
def api_entity(request: Asked, name: Named) -> Profile:
    """A profile, by any spelling or by id."""
    with shared(request).store.reading() as session:
        return profile(session, root_named(session, name))


@get("/entities/{name:str}/alike")
@threaded
def api_alike(request: Asked, name: Named) -> list[Alike]:
    """What may be the same, with reasons and warnings."""
    with shared(request).store.reading() as session:
        return alike(session, root_named(session, name))


@get("/series")
@threaded
def api_series(
    request: Asked, pair_: Annotated[str | None, QueryParameter(name="pair", max_length=80)] = None, about: Annotated[str | None, QueryParameter(max_length=300)] = None,
    indicator: Annotated[str | None, QueryParameter(max_length=60)] = None, known_on: Day = None,
) -> list[Series]:  # fmt: skip
    """Series of a pair of countries or of a project, as known on a day."""
    if not pair_ and not about:
        raise UsageError("pair or about: expected one of them, like pair=UZ-RU.")
    with shared(request).store.reading() as session:
        code = "-".join(pair_of_codes(*(pair_.split("-", 1) if "-" in pair_ else (pair_, "")))) if pair_ else None
        root = root_named(session, about) if about else None
        return series(
            session, indicator=indicator, pair=code, about=root, known_on=_day(known_on) if known_on else None
        )


@get("/promises")
@slow
def api_promises(
    request: Asked, state_: Annotated[State | None, QueryParameter(name="state")] = None, about: Annotated[str | None, QueryParameter(max_length=300)] = None,
    country: Annotated[str | None, QueryParameter(max_length=80)] = None, as_of: Day = None, limit: Limit = 100,
) -> list[Promise]:  # fmt: skip
    """Promised steps with their histories."""
    code = country_code(country) if country else None
    if country and code is None:
        raise UsageError(f"country {country}: no such country.")
    with shared(request).store.reading() as session:
        root = [root_named(session, about)] if about else None
        states = (state_,) if state_ else ()
        return list(islice(promises(session, as_of=_day(as_of), about=root, country=code, states=states), limit))


@get("/findings")
@slow
def api_findings(
    request: Asked,
    check: Annotated[str | None, QueryParameter(max_length=60)] = None,
    as_of: Day = None,
    limit: Limit = 100,
) -> list[AcrossFinding]:
    """Findings across and inside documents."""
    with shared(request).store.reading() as session:
        found = findings(session, as_of=_day(as_of))
        return list(islice((f for f in found if check is None or f.check == check), limit))


@get("/pairs/{codes:str}")
@threaded
def api_pair(
    request: Asked, codes: Annotated[str, PathParameter(min_length=3, max_length=80)], known_on: Day = None
) -> Pair:
    """Two countries: KZ-TR."""
    one, _, two = codes.partition("-")
    with shared(request).store.reading() as session:
        return pair(session, one, two, known_on=_day(known_on))


@get("/review", opt=REVIEWER)
@threaded
def api_queue(
    request: Asked, mode: FromQuery[Literal["open", "second", "decided"]] = "open", kind: FromQuery[Literal["statement", "figure", "milestone"] | None] = None,
    limit: Limit = 20, offset: Offset = 0,
) -> reviews.Queue:  # fmt: skip
    """Items to review, the least sure first."""
    with shared(request).store.reading() as session:
        return reviews.queue(session, reviewer=person(request).name, mode=mode, kind=kind, limit=limit, offset=offset)


@get("/review/decisions", opt=REVIEWER)
@threaded
def api_reviews(
    request: Asked, by: Annotated[str | None, QueryParameter(max_length=100)] = None, limit: Limit = 100
) -> list[reviews.Decided]:
    """Decisions of items, the latest first."""
    with shared(request).store.reading() as session:
        return list(reviews.reviews(session, by=by, limit=limit, latest=True))


@get("/review/agreement", opt=REVIEWER)
@threaded
def api_agreement(request: Asked, one: Name, two: Name) -> reviews.Agreement:
    """Cohen's kappa of two reviewers."""
    with shared(request).store.reading() as session:
        return reviews.agreement(session, one, two)


@post("/review", opt=REVIEWER)
@threaded
def api_decide(request: Asked, data: JSONBody[Decision]) -> reviews.Decided:
    """Accept, reject or edit an item."""
    with shared(request).writing() as (session, writer):
        return reviews.decide(
            session, writer, data.item, data.action, by=person(request).name, why=data.why, fields=data.fields
        )


@post("/review/{number:int}/undo", opt=REVIEWER, status_code=200)
@threaded
def api_undo(request: Asked, number: Number) -> reviews.Decided:
    """Take a decision of an item back."""
    with shared(request).writing() as (session, writer):
        return reviews.undo(session, writer, number, by=person(request).name)


@get("/decisions")
@threaded
def api_decisions(request: Asked) -> list[DecidedIdentity]:
    """Decisions about identities."""
    with shared(request).store.reading() as session:
        return list(decisions(session))


@post("/decisions", opt=REVIEWER)
@threaded
def api_join(request: Asked, data: JSONBody[Joining]) -> dict[str, list[str]]:
    """Merge two identities, or keep them apart; what comes back are warnings."""
    with shared(request).writing() as (session, _):
        one, two = root_named(session, data.one), root_named(session, data.two)
        if data.action == "merge":
            return {"warnings": merge(session, one, two, by=person(request).name, why=data.why, force=data.force)}
        not_same(session, one, two, by=person(request).name, why=data.why)
        return {"warnings": []}


@post("/decisions/{number:int}/undo", opt=REVIEWER, status_code=200)
@threaded
def api_undo_join(request: Asked, number: Number) -> dict[str, str]:
    """Take a decision about identities back."""
    with shared(request).writing() as (session, _):
        return {"undone": undo(session, number, by=person(request).name).action}


HANDLERS = [
    api_counts, api_documents, api_document, api_passage, api_compare, api_search, api_figures, api_statements, api_entities,
    api_entity, api_alike, api_series, api_promises, api_findings, api_pair, api_queue, api_reviews, api_agreement, api_decide,
    api_undo, api_decisions, api_join, api_undo_join,
]  # fmt: skip


def router(settings: Settings) -> Router:
    """All of ``/api``."""
    return Router("/api", route_handlers=HANDLERS, include_in_schema=True, security=[{"key": []}])


def openapi(settings: Settings) -> OpenAPIConfig:
    """The description at ``/api/openapi.json``."""
    return OpenAPIConfig(
        title="communique", version=__version__, path="/api", render_plugins=[JsonRenderPlugin()],
        description="What is on record, as `--json` prints it (docs/record.md). Errors are {status, detail}.",
        servers=[Server(url=settings.prefix or "/")],
        components=Components(security_schemes={"key": SecurityScheme(type="http", scheme="bearer")}),
    )  # fmt: skip
