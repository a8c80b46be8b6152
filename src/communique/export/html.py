"""One self-contained page for a record: the text with highlights by kind, beside it what was taken out. No network needed."""

from __future__ import annotations

from html import escape
from importlib import resources

from communique.export.plain import ORDER, VERDICTS, rows
from communique.record import Record, Span


def spans_of(record: Record) -> list[tuple[Span, str, str]]:
    """Every highlighted span with its kind and the key of its item, in the order of the text."""
    found: list[tuple[Span, str, str]] = []
    for entity in record.entities:
        if entity.kind != "group":
            found += [(span, "entities", entity.id) for span in entity.mentions]
    for at, post in enumerate(record.posts):
        found.append((post.span, "posts", f"p{at}"))
    for statement in record.statements:
        found += [(span, "statements", statement.id) for span in statement.content_spans]
    found += [(figure.span, "figures", figure.id) for figure in record.figures]
    found += [(change.span, "changes", change.id) for change in record.changes]
    found += [(milestone.span, "milestones", milestone.id) for milestone in record.milestones]
    for at, link in enumerate(record.links):
        found.append((link.span, "links", f"l{at}"))
    for at, finding in enumerate(record.findings):
        if finding.span is not None:
            found.append((finding.span, "findings", f"q{at}"))
    return sorted(found, key=lambda item: (item[0][0], -item[0][1]))


def marked_text(record: Record) -> str:
    """The text as HTML: cut at every end of a span, each piece with the kinds and items that cover it."""
    text = record.document.text
    spans = spans_of(record)
    cuts = sorted({0, len(text), *(edge for span, _, _ in spans for edge in span)})
    opening: dict[int, list[tuple[Span, str, str]]] = {}
    for item in spans:
        opening.setdefault(item[0][0], []).append(item)
    active: list[tuple[Span, str, str]] = []
    pieces = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        active = [item for item in active if item[0][1] > start] + opening.get(start, [])
        words = escape(text[start:end])
        if not active:
            pieces.append(words)
            continue
        kinds = " ".join(dict.fromkeys(kind for _, kind, _ in active))
        keys = " ".join(dict.fromkeys(key for _, _, key in active))
        pieces.append(f'<mark class="{kinds}" data-keys="{keys}">{words}</mark>')
    return "".join(pieces)


def _items(record: Record, kind: str) -> str:
    keys = {
        "entities": [e.id for e in record.entities],
        "posts": [f"p{i}" for i in range(len(record.posts))],
        "statements": [s.id for s in record.statements],
        "figures": [f.id for f in record.figures],
        "changes": [c.id for c in record.changes],
        "milestones": [m.id for m in record.milestones],
        "links": [f"l{i}" for i in range(len(record.links))],
        "findings": [f"q{i}" for i in range(len(record.findings))],
    }[kind]
    head, lines = rows(record, kind)
    items = []
    for key, line in zip(keys, lines, strict=True):
        cells = dict(zip(head, line, strict=True))
        items.append(
            f'<li><button type="button" class="item {kind}" data-key="{key}">{_item(record, kind, cells)}</button></li>'
        )
    return "\n".join(items)


def _item(record: Record, kind: str, cells: dict[str, str]) -> str:
    """What one item shows: its main point, and below it the rest with the words."""
    c = {name: escape(value) for name, value in cells.items()}

    def rest(*names: str) -> str:
        return " · ".join(c[name] for name in names if c.get(name))

    if kind == "findings":
        return f'<b class="{c["verdict"]}">{VERDICTS[cells["verdict"]]} {c["check"].replace("_", " ")}</b><span>{c["message"]}</span>'
    if kind == "statements":
        return f"<b>{c['speaker'] or 'Nobody named'}</b><i>{rest('cue', 'manner', 'topics')}</i><q>{c['words']}</q>"
    if kind == "figures":
        return f"<b>{c['value']}</b><span>{c['measure']}</span><i>{rest('speaker', 'period', 'status', 'about')}</i><q>{c['words']}</q>"
    if kind == "changes":
        return f"<b>{'↑' if c['direction'] == 'up' else '↓'} {c['amount']}</b><span>{c['measure']}</span><i>{rest('from', 'to', 'speaker')}</i><q>{c['words']}</q>"
    if kind == "milestones":
        return f"<b>{c['step'].replace('_', ' ')} · {c['status'].replace('_', ' ')}</b><span>{c['about']}</span><i>{rest('date', 'speaker')}</i><q>{c['words']}</q>"
    if kind == "posts":
        return (
            f"<b>{c['person']}</b><span>{c['title']}</span><i>{rest('organization', 'represents', 'accredited to')}</i>"
        )
    if kind == "links":
        return f"<b>{c['subject']}</b><span>{c['relation'].replace('_', ' ')} {c['object']}</span><q>{c['words']}</q>"
    return f"<b>{c['name']}</b><i>{rest('kind', 'country')}</i><span>{c['aliases']}</span>"


def _asset(name: str) -> str:
    return resources.files("communique.export").joinpath(name).read_text("utf-8")


def article(record: Record, number: int = 0) -> str:
    """One record as a section of the page."""
    document = record.document
    sub = " · ".join(escape(part) for part in (document.publisher, document.published, document.source) if part)
    groups = []
    for kind in ORDER:
        items = _items(record, kind)
        if items:
            count = items.count("<li>")
            groups.append(
                f'<section class="{kind}"><h3>{kind.capitalize()} <small>{count}</small></h3><ul>{items}</ul></section>'
            )
    switches = "".join(
        f'<label class="{kind}"><input type="checkbox" data-kind="{kind}"{"" if kind in ("posts", "links", "entities") else " checked"}> {kind}</label>'
        for kind in ORDER
        if rows(record, kind)[1]
    )
    title = escape(document.title or document.source or "Report")
    return (
        f'<article class="record" id="record{number}"><header><h1>{title}</h1><p>{sub}</p>'
        f"<fieldset><legend>Show in the text</legend>{switches}</fieldset></header>"
        f'<div class="columns"><div class="text" tabindex="0" aria-label="Text">{marked_text(record)}</div>'
        f'<aside aria-label="Record">{"".join(groups)}</aside></div></article>'
    )


def page(records: list[Record]) -> str:
    """The whole page, with its style and script inside."""
    title = escape(records[0].document.title or "communique") if records else "communique"
    body = "\n".join(article(record, number) for number, record in enumerate(records))
    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_asset('page.css')}</style></head><body>\n{body}\n"
        f"<script>{_asset('page.js')}</script></body></html>\n"
    )


def notebook(record: Record) -> str:
    """The text with highlights, for a notebook; the colours are those of the page."""
    return f'<div class="communique"><style>{_asset("notebook.css")}</style><div class="text">{marked_text(record)}</div></div>'
