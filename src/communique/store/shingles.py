"""Near-duplicates: one story under several roofs.

MinHash over runs of five words finds candidates (eight bands of four); they are one story if most of their runs are the same
and so are their numbers: last year's report with new figures is another story.
"""

from __future__ import annotations

import re
from zlib import crc32

RUN = 5
BANDS, ROWS = 8, 4
ALIKE = 0.6  # of the runs of words, compared text with text
WORD = re.compile(r"\w+")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def shingles(text: str) -> frozenset[int]:
    """Runs of five words, as numbers."""
    words = [w.encode() for w in WORD.findall(text.casefold())]
    if len(words) < RUN:
        return frozenset({crc32(b" ".join(words))})
    return frozenset(crc32(b" ".join(words[i : i + RUN])) for i in range(len(words) - RUN + 1))


def bands(runs: frozenset[int]) -> list[int]:
    """The hashes under which texts that are alike meet, as signed 64-bit numbers."""
    import numpy as np

    # constants of the permutations are fixed: what is stored must mean the same for ever
    random = np.random.Generator(np.random.PCG64(20251114))
    a = random.integers(1, 1 << 31, size=BANDS * ROWS, dtype=np.uint64)
    b = random.integers(0, 1 << 31, size=BANDS * ROWS, dtype=np.uint64)
    values = np.fromiter(runs, dtype=np.uint64, count=len(runs))
    least = ((values[None, :] * a[:, None] + b[:, None]) % np.uint64(4294967311)).min(axis=1)
    out = []
    for band in range(BANDS):
        key = band
        for value in least[band * ROWS : (band + 1) * ROWS]:
            key = (key * 6364136223846793005 + int(value) + 1442695040888963407) % (1 << 64)
        out.append(key - (1 << 63))
    return out


def same_story(one: str, two: str) -> bool:
    """Whether two texts tell one story in nearly the same words, with the same numbers."""
    a, b = shingles(one), shingles(two)
    common = len(a & b)
    if common < ALIKE * len(a | b) and common < 0.85 * min(len(a), len(b)):
        return False
    x, y = set(NUMBER.findall(one)), set(NUMBER.findall(two))
    return x <= y or y <= x
