"""The record beside the text, as HTML: a card an item, under a heading a kind; statements under who made them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from communique.export import wording
from communique.record import Change, Entity, Figure, Finding, Link, Milestone, Post, Record, Statement
from communique.saying import say


def sections(record: Record) -> str:
    """One folding section a kind that has items."""
    return "".join(
        f'<details class="kind" data-kind="{kind}" open><summary><h2>{wording.title(kind)}</h2><small>{len(found)}</small></summary>'
        f"{_body(record, kind)}</details>"
        for kind in wording.ORDER
        if (found := getattr(record, kind))
    )


def keys(record: Record, kind: str) -> list[str]:
    """What ties the items of a kind to their words: their ids, or letter and place for those that have none."""
    letter = {"posts": "p", "links": "l", "findings": "q"}.get(kind)
    items = getattr(record, kind)
    return [item.id if letter is None else f"{letter}{at}" for at, item in enumerate(items)]


def _body(record: Record, kind: str) -> str:
    if kind == "statements":
        return "".join(_speech(record))
    cards = (
        _card(record, kind, key, item) for key, item in zip(keys(record, kind), getattr(record, kind), strict=True)
    )
    return f"<ul>{''.join(cards)}</ul>"


def _speech(record: Record) -> Iterator[str]:
    """Statements by speaker, in the order in which they first spoke."""
    posts = {post.person: wording.line(record, post.span) for post in reversed(record.posts)}
    for speaker in dict.fromkeys(statement.speaker for statement in record.statements):
        said = (_card(record, "statements", s.id, s) for s in record.statements if s.speaker == speaker)
        name = escape(wording.name(record, speaker)) or f"<i>{escape(say('Nobody named'))}</i>"
        post = f"<small>{escape(posts[speaker])}</small>" if speaker in posts else ""
        yield f"<h3>{name}{post}</h3><ul>{''.join(said)}</ul>"


def _card(record: Record, kind: str, key: str, item: object) -> str:
    inside = CARDS[kind](record, item)
    return f'<li><button type="button" class="item" data-kind="{kind}" data-key="{key}">{inside}</button></li>'


def _lines(head: str, body: str = "", notes: tuple[str, ...] = (), words: str = "") -> str:
    """What a card says: its main point, what that is about, what else is known, the words."""
    tail = " · ".join(escape(note) for note in notes if note)
    return (
        f"<b>{escape(head)}</b>"
        + (f"<span>{escape(body)}</span>" if body else "")
        + (f"<i>{tail}</i>" if tail else "")
        + (f"<q>{escape(words)}</q>" if words else "")
    )


def _statement(record: Record, item: Statement) -> str:
    words = escape(wording.spoken(record, item.content_spans))
    notes = (wording.line(record, item.cue_span), wording.plain(item.manner), *map(wording.plain, item.topics))
    return f"<q>{words}</q><i>{' · '.join(escape(note) for note in notes if note)}</i>"


def _figure(record: Record, item: Figure) -> str:
    about = ", ".join(wording.name(record, entity) for entity in item.about)
    status = wording.plain(item.status) if item.status != "actual" else ""
    notes = (item.period or "", status, about, wording.speaker(record, item.statement))
    return _lines(wording.value(item), item.measure or "", notes, wording.line(record, item.span))


def _change(record: Record, item: Change) -> str:
    figures = {figure.id: wording.value(figure) for figure in record.figures}
    ends = " → ".join(figures[end] for end in (item.from_, item.to) if end in figures)
    arrow = "" if item.amount is None else wording.ARROWS[item.direction] + " "
    notes = (ends, item.period or "", wording.speaker(record, item.statement))
    return _lines(arrow + wording.amount(item), item.measure or "", notes, wording.line(record, item.span))


def _milestone(record: Record, item: Milestone) -> str:
    schedule = {True: say("on schedule"), False: say("behind schedule"), None: ""}[item.on_schedule]
    head = f"{wording.plain(item.step)}, {wording.plain(item.status)}{' ' + item.date if item.date else ''}"
    notes = (schedule, wording.speaker(record, item.statement))
    return _lines(head, wording.name(record, item.about), notes, wording.line(record, item.span))


def _post(record: Record, item: Post) -> str:
    represents = say("represents {country}", country=item.represents) if item.represents else ""
    accredited = say("accredited to {country}", country=item.accredited_to) if item.accredited_to else ""
    notes = (wording.name(record, item.organization), represents, accredited)
    return _lines(wording.name(record, item.person), item.title, notes)


def _link(record: Record, item: Link) -> str:
    ends = f"{wording.plain(item.relation)} {wording.name(record, item.object)}"
    return _lines(wording.name(record, item.subject), ends, (), wording.line(record, item.span))


def _finding(record: Record, item: Finding) -> str:
    mark = f'<b class="{item.verdict}">{wording.VERDICTS[item.verdict]} {escape(wording.plain(item.check))}</b>'
    return f"{mark}<span>{escape(item.message)}</span>"


def _entity(record: Record, item: Entity) -> str:
    notes = (
        wording.plain(item.kind),
        item.country or "",
        wording.name(record, item.place),
        item.date or item.signed or "",
    )
    return _lines(item.name, "; ".join(item.aliases), notes)


CARDS: dict[str, Callable[[Record, Any], str]] = {
    "findings": _finding,
    "statements": _statement,
    "figures": _figure,
    "changes": _change,
    "milestones": _milestone,
    "posts": _post,
    "links": _link,
    "entities": _entity,
}
