"""What every runner does: read the texts, load, read each text, write predictions with time, memory and failures.

A runner calls ``main(load)``: ``load()`` gives a function from a text to its predictions. Standard library only: it runs in
each peer's own environment.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

Reader = Callable[[str], list[dict[str, Any]]]


def main(load: Callable[[], Reader]) -> None:
    source, target, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with open(source, encoding="utf-8") as file:
        texts: list[str] = json.load(file)
    started = time.process_time()
    read = load()
    read("Warm up: it rose 5% to $7.")
    loaded = time.process_time() - started
    seconds: list[float] = []
    by_clock: list[float] = []
    failures: list[str] = []
    predictions: list[list[dict[str, Any]]] = []
    for _ in range(rounds):
        failures, predictions = [], []
        started, began = time.process_time(), time.perf_counter()
        for text in texts:
            try:
                predictions.append(read(text))
            except Exception as error:  # a peer's failure is a result of the bench
                failures.append(f"{type(error).__name__}: {error}"[:200])
                predictions.append([])
        seconds.append(time.process_time() - started)
        by_clock.append(time.perf_counter() - began)
    write(target, loaded, seconds, failures, predictions, seconds_by_clock=by_clock)


def write(
    target: str, loaded: float, seconds: list[float], failures: list[str], predictions: list[Any], **more: Any
) -> None:
    found = {
        "load_seconds": loaded,
        "seconds": seconds,
        "failures": failures,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "predictions": predictions,
        **more,
    }
    with open(target, "w", encoding="utf-8") as file:
        json.dump(found, file)
