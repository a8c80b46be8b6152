"""Handlers that read the store run in threads, so that one slow question holds nobody up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial, wraps
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread

P = ParamSpec("P")
T = TypeVar("T")
AT_ONCE = 8  # handlers in threads at one time: as many as the store's connections serve well
_limiter: list[CapacityLimiter] = []


def threaded(run: Callable[P, T]) -> Callable[P, Awaitable[T]]:
    """The same as something to await, run in a thread."""

    # Litestar's own ``sync_to_thread`` wraps a handler twice where a path has two methods, and then answers a coroutine
    @wraps(run)
    async def awaited(*given: P.args, **named: P.kwargs) -> T:
        if not _limiter:
            _limiter.append(CapacityLimiter(AT_ONCE))
        return await to_thread.run_sync(partial(run, *given, **named), limiter=_limiter[0])

    return awaited
