"""HTML to its main text, title, date and publisher (trafilatura, htmldate)."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

import regex

from communique.errors import NoText, TooLarge

MOST_BYTES = 20_000_000
MOST_DEPTH = 2_000  # deeper nesting is no page; the parser would need memory without bound


@dataclass
class Page:
    """What a page says about itself, with its main text."""

    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None


def read_html(data: bytes, source: str) -> Page:
    """The page. Raises ``TooLarge`` over the limits, ``NoText`` without a main text."""
    if len(data) > MOST_BYTES:
        raise TooLarge(
            source,
            f"{len(data) // 1_000_000} MB of HTML; at most {MOST_BYTES // 1_000_000} MB are read. Save the article alone.",
        )
    if _depth(data) > MOST_DEPTH:
        raise TooLarge(
            source, f"HTML nested deeper than {MOST_DEPTH} elements; this is no page that a browser would show."
        )
    import trafilatura

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(
            data.decode(_encoding(data), errors="replace"), include_comments=False, include_tables=True, favor_precision=True,
            with_metadata=True, date_extraction_params={"extensive_search": False, "original_date": True},
        )  # fmt: skip
    except (ValueError, RecursionError, AttributeError) as error:
        raise NoText(source, "no page could be read from this HTML. Check that it is whole.") from error
    page: dict[str, Any] = {} if found is None else found if isinstance(found, dict) else found.as_dict()
    text = (page.get("text") or "").replace("\x00", "\ufffd").strip()
    if not text:
        raise NoText(source, "no main text was found in this HTML. Give the text of the article.")
    text = "\n\n".join(line.strip() for line in text.split("\n") if line.strip())
    language = regex.search(rb"<html[^>]*\blang\s*=\s*[\"']?([a-zA-Z]{2})", data[:5000])
    return Page(
        text,
        page.get("title"),
        page.get("date"),
        page.get("sitename"),
        language.group(1).decode().lower() if language else None,
    )


def _encoding(data: bytes) -> str:
    import codecs

    found = regex.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4000])
    try:
        name = found.group(1).decode() if found else "utf-8"
        codecs.lookup(name)
        return name
    except LookupError:
        return "utf-8"


def _depth(data: bytes) -> int:
    """How deep elements nest, by a linear scan over the tags (void and unclosed ones make it an upper bound)."""
    depth = deepest = 0
    for tag in regex.finditer(
        rb"<(/?)(?:div|span|p|b|i|a|ul|ol|li|table|tr|td|section|article|font|em|strong|blockquote)\b", data
    ):
        depth += -1 if tag.group(1) else 1
        depth = max(depth, 0)
        deepest = max(deepest, depth)
        if deepest > MOST_DEPTH:
            # unclosed <p> and <li> do not nest
            return deepest if data.count(b"<p") + data.count(b"<li") < depth // 2 else 0
    return deepest
