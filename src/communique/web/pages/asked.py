"""What a request asks for, checked: numbers, days, words."""

from __future__ import annotations

from datetime import date
from typing import Any

from litestar import Request

from communique.dossier.dates import when
from communique.errors import UsageError

Asked = Request[Any, Any, Any]
MOST_PAGE = 10_000


def word(request: Asked, name: str) -> str | None:
    """A word of the query; ``None`` for an empty one."""
    value = request.query_params.get(name, "").strip()
    return value or None


def whole(request: Asked, name: str, default: int = 1, *, least: int = 1, most: int = MOST_PAGE) -> int:
    """A whole number of the query. Raises ``UsageError`` for what is none or out of bounds."""
    value = word(request, name)
    if value is None:
        return default
    if not value.isascii() or not value.isdecimal() or not least <= int(value[:9]) <= most or len(value) > 9:
        raise UsageError(f"{name}={value}: expected a number from {least} to {most}.")
    return int(value)


def day(request: Asked, name: str) -> str:
    """A day of the query, or today. Raises ``UsageError`` for what is no date."""
    value = word(request, name)
    if value is None:
        return date.today().isoformat()
    found = when(value)
    if found is None or "/" in value:
        raise UsageError(f"{name}={value}: expected a date like 2026-10-31, 2026-10 or 2026.")
    return found.end.isoformat()


def span(value: str) -> tuple[int, int]:
    """A span written "12-30". Raises ``UsageError``."""
    start, dash, end = value.partition("-")
    if (
        not dash
        or not (start + end).isascii()
        or not (start + end).isdecimal()
        or len(value) > 24
        or not start
        or not end
    ):
        raise UsageError(f"at={value}: expected two offsets, like 12-30.")
    return int(start), int(end)
