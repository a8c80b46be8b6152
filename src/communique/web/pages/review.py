"""Reviewing: the queue, deciding one or several, undoing, who decided what, export and import, agreement of two."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.datastructures import UploadFile

from communique.errors import UsageError
from communique.store import corrections, reviews
from communique.store.decisions import decisions
from communique.web.pages.asked import whole, word
from communique.web.render import Asked, Form, go, page
from communique.web.state import person, shared
from communique.web.threads import slow, threaded

PER_PAGE = 20
REVIEWER = {"role": "reviewer"}
LISTS = ("about", "topics")
NUMBERS = ("value", "high")


@get("/review", opt=REVIEWER)
@threaded
def review(request: Asked) -> Response[Any]:
    """The queue."""
    number, mode = whole(request, "page", most=5000), word(request, "mode") or "open"
    asked: dict[str, Any] = {name: word(request, name) for name in ("kind", "language", "publisher", "said", "source")}
    most = whole(request, "most", 0, least=0, most=100) or None
    me = person(request).name
    with shared(request).store.reading() as session:
        one = word(request, "item")
        if one:
            queue = reviews.Queue(items=(reviews.item(session, one),), total=1)
        else:
            queue = reviews.queue(
                session, reviewer=me if mode != "open" else None, mode=mode, most=most,
                surest_first=word(request, "order") == "surest", limit=PER_PAGE, offset=(number - 1) * PER_PAGE, **asked,
            )  # fmt: skip
    return page(
        request, "review.html", queue=queue, mode=mode, modes=reviews.MODES, number=number, asked=asked, most=most or "", one=one,
        more=queue.total > number * PER_PAGE, kinds=tuple(reviews.TABLES), literals=corrections.literals,
        editable=corrections.EDITABLE, order=word(request, "order") or "", me=me,
    )  # fmt: skip


@post("/review", opt=REVIEWER)
@threaded
def decide(request: Asked, form: Form) -> Response[Any]:
    """Decide one item or several; htmx gets the pieces that changed, others the page again."""
    action = str(form.get("action") or "")
    why = str(form.get("why") or "").strip()[:1000] or None
    chosen = [str(i) for i in form.getall("item", [])]
    me = person(request).name
    if action == "undo":
        return _undo(request, str(form.get("number") or ""), me)
    if not chosen:
        raise UsageError("Choose at least one item.")
    if len(chosen) > 500:
        raise UsageError("At most 500 items at once.")
    fields = _fields(chosen[0], form) if action == "edit" else None
    with shared(request).writing() as (session, writer):
        for one in chosen:
            reviews.decide(session, writer, one, action, by=me, why=why, fields=fields)
    if request.headers.get("hx-request") == "true":
        with shared(request).store.reading() as session:
            items = [reviews.item(session, one) for one in chosen]
        return page(
            request,
            "_items.html",
            items=items,
            literals=corrections.literals,
            editable=corrections.EDITABLE,
            me=me,
            mode="open",
        )
    return go(
        request, str(form.get("back") or "/review") if str(form.get("back") or "").startswith("/review") else "/review"
    )


def _undo(request: Asked, number: str, me: str) -> Response[Any]:
    with shared(request).writing() as (session, writer):
        which = int(number[:9]) if number.isdecimal() else reviews.last_of(session, me)
        if which is None:
            raise UsageError("There is no decision of yours to undo.")
        done = reviews.undo(session, writer, which, by=me)
    one = reviews.item_id(done.kind, done.document, *done.span)
    if request.headers.get("hx-request") == "true":
        with shared(request).store.reading() as session:
            items = [reviews.item(session, one)]
        return page(
            request,
            "_items.html",
            items=items,
            literals=corrections.literals,
            editable=corrections.EDITABLE,
            me=me,
            mode="open",
        )
    return go(request, "/review/decisions")


def _fields(item: str, form: Any) -> dict[str, Any]:
    """What an edit sets: only fields that differ from what the form was made with (``was.NAME``)."""
    kind = item.split(".")[0]
    out: dict[str, Any] = {}
    for name in corrections.EDITABLE.get(kind, ()):
        if f"f.{name}" not in form:
            continue
        now = [str(v).strip() for v in form.getall(f"f.{name}", [])]
        was = [str(v).strip() for v in form.getall(f"was.{name}", [])]
        if [v for v in now if v] == [v for v in was if v]:
            continue
        out[name] = _value(name, [v for v in now if v])
    if not out:
        raise UsageError("Nothing was changed. To say that all is right, accept.")
    return out


def _value(name: str, given: list[str]) -> Any:
    if name in LISTS and name != "about":
        return given
    if name in NUMBERS and given:
        try:
            return float(given[0].replace(" ", "").replace("\u202f", "").replace(",", "."))
        except ValueError as error:
            raise UsageError(f"{name} {given[0]!r}: expected a number.") from error
    if name == "on_schedule" and given:
        return given[0] == "true"
    return given[0] if given else None


@get("/review/decisions", opt=REVIEWER)
@threaded
def decided(request: Asked) -> Response[Any]:
    """Who decided what and when; identities too."""
    by = word(request, "by")
    with shared(request).store.reading() as session:
        found = list(reviews.reviews(session, by=by, limit=200, latest=True))
        merged = list(decisions(session))[::-1][:100]
        people = reviews.reviewers(session)
        one, two = word(request, "one"), word(request, "two")
        agreed = reviews.agreement(session, one, two) if one and two else None
        if agreed is None and len(people) > 1:
            agreed = reviews.agreement(session, people[0], people[1])
    return page(
        request,
        "decisions.html",
        found=found,
        merged=merged,
        people=people,
        by=by or "",
        agreed=agreed,
        item_id=reviews.item_id,
    )


@get("/review/export", opt=REVIEWER)
@slow
def export(request: Asked) -> Response[Any]:
    """All decisions of items, one JSON object a line."""
    with shared(request).store.reading() as session:
        body = b"".join(msgspec.json.encode(d) + b"\n" for d in reviews.reviews(session))
    headers = {"content-disposition": 'attachment; filename="reviews.jsonl"'}
    return Response(body, media_type="application/jsonl; charset=utf-8", headers=headers)


@post("/review/import", opt=REVIEWER)
@slow
def take_over(request: Asked, form: Form) -> Response[Any]:
    """Import what was exported here or elsewhere."""
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise UsageError("Choose a file with decisions (reviews.jsonl).")
    lines = (file.file.read()).splitlines()
    with shared(request).writing() as (session, writer):
        new, known = reviews.take_over(session, writer, lines)
    return go(request, f"/review/decisions?new={new}&known={known}")


@get("/review/keys", opt=REVIEWER)
@threaded
def keys(request: Asked) -> Response[Any]:
    """The keys of the queue, and a form to change them."""
    return page(request, "keys.html")
