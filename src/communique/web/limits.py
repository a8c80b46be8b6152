"""How often one may try to sign in: by name and by address, forgotten after some minutes."""

from __future__ import annotations

import threading
import time
from collections import deque

WITHIN = 300.0  # seconds
PER_NAME = 6
PER_ADDRESS = 30
KEPT = 10_000  # keys


class Limiter:
    """Counts failures."""

    def __init__(self) -> None:
        self.failures: dict[str, deque[float]] = {}
        self.lock = threading.Lock()

    def wait_for(self, name: str, address: str) -> int:
        """Seconds until one may try again; 0 for now."""
        with self.lock:
            now = time.monotonic()
            return max(self._wait(f"n:{name}", PER_NAME, now), self._wait(f"a:{address}", PER_ADDRESS, now))

    def failed(self, name: str, address: str) -> None:
        """Note a failure."""
        with self.lock:
            if len(self.failures) > KEPT:
                self.failures.clear()
            for key in (f"n:{name}", f"a:{address}"):
                self.failures.setdefault(key, deque(maxlen=PER_ADDRESS)).append(time.monotonic())

    def _wait(self, key: str, most: int, now: float) -> int:
        times = self.failures.get(key)
        while times and now - times[0] > WITHIN:
            times.popleft()
        if not times or len(times) < most:
            return 0
        return int(WITHIN - (now - times[-most])) + 1
