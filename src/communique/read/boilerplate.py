"""Lines of plain text that are not the report's own words: share buttons, "read also", captions, bylines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

import msgspec
import regex

from communique.record import Span

LONGEST = 220  # a longer line is prose


class Patterns(msgspec.Struct, frozen=True):
    """The file ``data/boilerplate.yml``."""

    patterns: list[str]


@cache
def _pattern() -> Any:
    path = resources.files("communique.read").joinpath("data", "boilerplate.yml")
    found = msgspec.yaml.decode(path.read_bytes(), type=Patterns)
    return regex.compile("|".join(f"(?:{pattern})" for pattern in found.patterns), regex.IGNORECASE)


def boilerplate_lines(text: str) -> Iterator[Span]:
    """Spans of lines to leave unread, in order."""
    for match in regex.finditer(r"[^\n\r\u2028\u2029]+", text):
        line = match.group().strip()
        if line and len(line) <= LONGEST and _pattern().fullmatch(line):
            yield match.span()
