"""Addresses of passages: exact words with what stands before and after, found again in whatever version is current.

prefix-,exact,-suffix      each part percent-encoded, as in text fragments of addresses
"""

from __future__ import annotations

from urllib.parse import quote, unquote

from communique.errors import UsageError
from communique.store.selectors import Selector, find, select


def address_of(text: str, start: int, end: int) -> str:
    """The address of a span: what stands after ``s=``."""
    selector = select(text, start, end)
    return f"{_part(selector.prefix)}-,{_part(selector.exact)},-{_part(selector.suffix)}"


def selector_of(address: str) -> Selector:
    """The selector of an address. Raises ``UsageError`` for what is none."""
    parts = address.split(",")
    prefix = unquote(parts.pop(0)[:-1]) if len(parts) > 1 and parts[0].endswith("-") else ""
    suffix = unquote(parts.pop()[1:]) if len(parts) > 1 and parts[-1].startswith("-") else ""
    if len(parts) != 1 or not parts[0]:
        raise UsageError("the address of a passage: expected prefix-,exact words,-suffix, each percent-encoded.")
    return Selector(unquote(parts[0]), prefix, suffix)


def moved(old: str, start: int, end: int, new: str) -> tuple[int, int] | None:
    """Where the words of a span of one text stand in another; ``None`` where they are gone."""
    if old == new:
        return (start, end)
    return find(select(old, start, end), new)


def _part(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")
