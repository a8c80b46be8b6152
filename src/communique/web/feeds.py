"""Atom feeds of saved searches."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from communique.store.saved import SavedSearch
from communique.store.search import Hit

NOT_XML = {c: " " for c in (*range(0x9), 0xB, 0xC, *range(0xE, 0x20), 0xFFFE, 0xFFFF)}


def atom(search: SavedSearch, hits: Sequence[Hit], base: str) -> str:
    """The feed of a saved search: one entry a paragraph, the latest first."""
    updated = max((_instant(h.said_on) for h in hits), default=search.at)
    entries = "".join(_entry(hit, base) for hit in hits)
    own = f"{base}/feed/{search.secret}.atom"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{_text(search.name)}</title><id>{_text(own)}</id><updated>{updated}</updated>"
        f"<author><name>communique</name></author>"
        f'<link rel="self" href={quoteattr(own)}/>{entries}</feed>\n'
    )


def _entry(hit: Hit, base: str) -> str:
    at = f"{base}/d/{hit.document[:16]}?at={hit.span[0]}-{hit.span[1]}"
    return (
        f"<entry><title>{_text(hit.title or hit.source)}</title><id>{_text(at)}</id>"
        f"<link href={quoteattr(at + '#passage')}/><updated>{_instant(hit.said_on)}</updated>"
        f"<summary>{_text(hit.snippet)}</summary></entry>"
    )


def _instant(day: str | None) -> str:
    """A day as Atom wants it; the first of the year or month where no more is known."""
    given = (day or "1970-01-01")[:10]
    return f"{given}{'-01-01'[(len(given) - 4) :] if len(given) < 10 else ''}T00:00:00Z"


def _text(words: str) -> str:
    return escape(words.translate(NOT_XML))
