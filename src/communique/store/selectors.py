"""Where an item stands, in words: exact, prefix and suffix (W3C Web Annotation), worked out from the kept text.

Words that a later version still has, in the same surroundings, are found again; look-alikes never are.
"""

from __future__ import annotations

from typing import NamedTuple

AROUND = 32  # characters before and after


class Selector(NamedTuple):
    """The exact words, and what stands around them."""

    exact: str
    prefix: str
    suffix: str


def select(text: str, start: int, end: int) -> Selector:
    """The selector of a span."""
    return Selector(text[start:end], text[max(0, start - AROUND) : start], text[end : end + AROUND])


def find(selector: Selector, text: str) -> tuple[int, int] | None:
    """Where the exact words stand in another text; ``None`` where they are gone.

    Among several places the one whose surroundings fit best is taken. Words of under 12 characters ("$5 billion" said of
    something else) count as gone unless what stands before or after them is the same too.
    """
    best: tuple[int, int] | None = None
    most = -1
    at = text.find(selector.exact)
    while at >= 0 and selector.exact:
        end = at + len(selector.exact)
        before = _common(text[max(0, at - AROUND) : at][::-1], selector.prefix[::-1])
        after = _common(text[end : end + AROUND], selector.suffix)
        if before + after > most:
            best, most = (at, end), before + after
        at = text.find(selector.exact, at + 1)
    if best is not None and len(selector.exact) < 12 and most < 8:
        return None
    return best


def _common(one: str, two: str) -> int:
    return next((i for i, (x, y) in enumerate(zip(one, two, strict=False)) if x != y), min(len(one), len(two)))
