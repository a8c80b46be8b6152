"""Handlers that read the store run in threads, so that one slow question holds nobody up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial, wraps
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

P = ParamSpec("P")
T = TypeVar("T")
# Python runs one thread at a time: as few as keep the processors busy while the database works make for the shortest waits.
QUICK, SLOW = 3, 4
_lines: dict[str, RunVar[CapacityLimiter]] = {
    name: RunVar(name) for name in ("quick", "slow")
}  # one each a running app


def threaded(run: Callable[P, T]) -> Callable[P, Awaitable[T]]:
    """The same as something to await, run in a thread."""
    return _in_thread(run, "quick", QUICK)


def slow(run: Callable[P, T]) -> Callable[P, Awaitable[T]]:
    """The same for what may take seconds: it waits in a line of its own."""
    return _in_thread(run, "slow", SLOW)


def _in_thread(run: Callable[P, T], line: str, most: int) -> Callable[P, Awaitable[T]]:
    # Litestar's own ``sync_to_thread`` wraps a handler twice where a path has two methods, and then answers a coroutine
    @wraps(run)
    async def awaited(*given: P.args, **named: P.kwargs) -> T:
        limiter = _lines[line].get(None)
        if limiter is None:
            limiter = CapacityLimiter(most)
            _lines[line].set(limiter)
        return await to_thread.run_sync(partial(run, *given, **named), limiter=limiter)

    return awaited
