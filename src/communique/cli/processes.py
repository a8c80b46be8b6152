"""A function over many sources in several processes, in order; one that kills its process fails alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")
AHEAD = 4  # sources handed out for each process before their turn


def in_processes(work: Callable[[str], T], sources: Sequence[str], jobs: int, lost: Callable[[str], T]) -> Iterator[T]:
    """``work(source)`` of each source, in their order; ``lost(source)`` for one whose process died (out of memory, killed).

    When a process dies, Python gives up the whole pool and does not say whose fault it was: what was under way is then done
    one at a time, each in a process of its own.
    """
    waiting = deque(sources)
    while waiting:
        under_way: deque[tuple[str, Future[T]]] = deque()
        try:
            with _pool(min(jobs, len(waiting))) as pool:
                while waiting or under_way:
                    while waiting and len(under_way) < AHEAD * jobs:
                        under_way.append((waiting[0], pool.submit(work, waiting[0])))
                        waiting.popleft()
                    done = under_way[0][1].result()
                    under_way.popleft()
                    yield done
        except BrokenProcessPool:
            for source, future in under_way:
                yield future.result() if _is_kept(future) else _alone(work, source, lost)


def _is_kept(future: Future[T]) -> bool:
    """Whether it was finished before the pool broke."""
    return future.done() and not future.cancelled() and not isinstance(future.exception(), BrokenProcessPool)


def _alone(work: Callable[[str], T], source: str, lost: Callable[[str], T]) -> T:
    try:
        with _pool(1) as pool:
            return pool.submit(work, source).result()
    except BrokenProcessPool:
        return lost(source)


def _pool(size: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(size, mp_context=get_context("spawn"))
