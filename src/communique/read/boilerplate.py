"""Lines that are not the report's own words. (being written)"""

from __future__ import annotations

from collections.abc import Iterator

from communique.record import Span


def boilerplate_lines(text: str) -> Iterator[Span]:
    """Spans of lines to leave unread. (being written)"""
    yield from ()
