"""One self-contained page for records: the text with highlights by kind, beside it what was taken out. No network needed."""

from __future__ import annotations

from html import escape
from importlib import resources
from typing import Any

from communique.export.cards import keys, sections
from communique.export.wording import ORDER
from communique.record import KINDS, Record, Span
from communique.saying import say, spoken_language

# Kinds that are marked in the text from the start; the rest can be switched on.
SHOWN = ("findings", "statements", "figures", "changes", "milestones")
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)


def page(records: list[Record]) -> str:
    """The whole page, with its style and script inside."""
    title = escape(_title(records[0])) if records else "communique"
    contents = ""
    if len(records) > 1:
        entries = (f'<li><a href="#record{at}">{escape(_title(record))}</a></li>' for at, record in enumerate(records))
        contents = f'<nav aria-label="{_said("Reports")}"><ol>{"".join(entries)}</ol></nav>'
    articles = "\n".join(article(record, number) for number, record in enumerate(records))
    return (
        f'<!doctype html>\n<html lang="{spoken_language()}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_asset('page.css')}</style></head><body>\n"
        f"{contents}<main>{articles}</main>\n<script>{_asset('page.js')}</script></body></html>\n"
    )


def article(record: Record, number: int = 0) -> str:
    """One record as a section of the page."""
    document = record.document
    notes = (document.publisher, document.published, document.source)
    title, label = (
        escape(_title(record)),
        f"{number + 1}: {escape(_title(record))}",
    )  # labels tell reports of one title apart
    language = f' lang="{escape(document.language)}"' if document.language else ""
    return (
        f'<article class="record" id="record{number}">'
        f'<header><h1 dir="auto"{language}>{title}</h1>'
        f"<p>{' · '.join(escape(note) for note in notes if note)}</p></header>"
        f'<fieldset><legend>{_said("Mark in the text")}</legend>{_switches(record)}<p class="keys">{_keys()}</p></fieldset>'
        f'<div class="columns"><div class="text" role="region" tabindex="0" dir="auto"{language} aria-label="{_said("Text")} {label}">'
        f'{marked_text(record)}</div><aside aria-label="{_said("Record")} {label}">{sections(record)}</aside></div>'
        f'<div class="sheet" role="region" aria-label="{_said("Marked here")} {label}" hidden></div></article>'
    )


def _said(words: str) -> str:
    return escape(say(words))


def _keys() -> str:
    return f"<kbd>←</kbd> <kbd>→</kbd> {_said('marks')} · <kbd>Enter</kbd> {_said('card')}"


def _title(record: Record) -> str:
    return record.document.title or record.document.source or say("Report")


def _switches(record: Record) -> str:
    return "".join(
        f'<label data-kind="{kind}"><input type="checkbox" data-kind="{kind}"{" checked" if kind in SHOWN else ""}>'
        f"<span>{_said(kind)}</span> <small>{len(found)}</small></label>"
        for kind in ORDER
        if (found := getattr(record, kind))
    )


def notebook(record: Record) -> str:
    """The text with highlights, for a notebook; the colours are those of the page."""
    return f'<div class="communique"><style>{_asset("notebook.css")}</style><div class="text">{marked_text(record)}</div></div>'


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
        if active:
            kinds = " ".join(dict.fromkeys(kind for _, kind, _ in active))
            covering = " ".join(dict.fromkeys(key for _, _, key in active))
            words = f'<mark class="{kinds}" data-keys="{covering}">{words}</mark>'
        pieces.append(words)
    return "".join(pieces)


def spans_of(record: Record) -> list[tuple[Span, str, str]]:
    """Every highlighted span with its classes and the key of its item, in the order of the text, longer before shorter."""
    found = [
        (span, f"{kind} {item.verdict}" if kind == "findings" else kind, key)
        for kind in KINDS
        for key, item in zip(keys(record, kind), getattr(record, kind), strict=True)
        for span in _words_of(kind, item)
    ]
    return sorted(found, key=lambda marked: (marked[0][0], -marked[0][1]))


def _words_of(kind: str, item: Any) -> tuple[Span, ...]:
    """The spans that stand for an item in the text; groups without a name are not marked."""
    if kind == "entities":
        mentions: tuple[Span, ...] = () if item.kind == "group" else item.mentions
        return mentions
    spans: tuple[Span, ...] = item.content_spans if kind == "statements" else (item.span,) if item.span else ()
    return spans


def _asset(name: str) -> str:
    return resources.files("communique.export").joinpath(name).read_text("utf-8")
