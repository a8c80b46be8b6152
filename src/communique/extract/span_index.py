"""Items of a text found by where they stand, without looking at all of them: long documents stay linear."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Generic, Protocol, TypeVar

from communique.record import Span


class Placed(Protocol):
    """Something that stands in a text."""

    @property
    def span(self) -> Span: ...


T = TypeVar("T", bound=Placed)


class SpanIndex(Generic[T]):
    """``SpanIndex(items).inside(span)``; made anew by ``of`` when a list has grown or is another one."""

    def __init__(self, items: Sequence[T]) -> None:
        self._items, self._size = items, len(items)
        self._sorted = sorted(items, key=lambda item: (item.span[0], -item.span[1]))
        self._starts = [item.span[0] for item in self._sorted]
        self._longest = max((end - start for start, end in (item.span for item in items)), default=0)

    def of(self, items: Sequence[T]) -> SpanIndex[T]:
        """An index of the list as it is now."""
        return self if items is self._items and len(items) == self._size else SpanIndex(items)

    def starting_in(self, start: int, end: int) -> Iterator[T]:
        """Items that begin at ``start`` or later and before ``end``, in the order of the text."""
        at = bisect_left(self._starts, start)
        while at < len(self._starts) and self._starts[at] < end:
            yield self._sorted[at]
            at += 1

    def inside(self, span: Span) -> list[T]:
        """Items that lie wholly in a span, the longer first where two begin together."""
        return [item for item in self.starting_in(*span) if item.span[1] <= span[1]]

    def over(self, offset: int) -> list[T]:
        """Items that cover an offset."""
        return [item for item in self.starting_in(offset - self._longest, offset + 1) if offset < item.span[1]]
