"""communique as a user of the whole machine has it: a process a core, texts dealt out in batches, seconds by the clock.

Each round reads the texts four times for each process, so that all cores have work to the end; the predictions come back here.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import time
from pathlib import Path
from typing import Any

from common import write

sys.path.insert(0, str(Path(__file__).parents[2]))
from newsquant import read

BATCH = 150  # sentences
TIMES = 4  # that each process has the texts to read in a round, on average


def begin(ready: Any) -> None:
    list(read(["Warm up: it rose 5% to $7."]))
    ready.wait()


def read_batch(texts: list[str]) -> list[list[dict[str, Any]]]:
    return list(read(texts))


def main() -> None:
    texts = json.loads(Path(sys.argv[1]).read_text())
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    batches = [texts[at : at + BATCH] for at in range(0, len(texts), BATCH)]
    fresh = multiprocessing.get_context("spawn")
    ready = fresh.Barrier(cores + 1)
    started = time.perf_counter()
    with fresh.Pool(cores, begin, (ready,)) as pool:
        ready.wait()
        loaded = time.perf_counter() - started
        seconds, predictions = [], []
        for _ in range(int(sys.argv[3])):
            started = time.perf_counter()
            found = pool.map(read_batch, batches * cores * TIMES, chunksize=1)
            seconds.append((time.perf_counter() - started) / (cores * TIMES))
            predictions = [line for batch in found[: len(batches)] for line in batch]
    write(sys.argv[2], loaded, seconds, [], predictions, processes=cores)


if __name__ == "__main__":
    main()
