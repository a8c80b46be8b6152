"""communique: the full record of articles, its statements in the form of PolNeAR."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from common import write

sys.path.insert(0, str(Path(__file__).parents[2]))
from polnear import read

texts = json.loads(Path(sys.argv[1]).read_text())
articles = [{"id": str(at), "text": text} for at, text in enumerate(texts)]
started = time.process_time()
list(read(iter([{"id": "-", "text": "Warm up: it rose 5% to $7, she said."}])))
loaded = time.process_time() - started
seconds, predictions = [], []
for _ in range(int(sys.argv[3])):
    started = time.process_time()
    predictions = [found["attributions"] for found in read(iter(articles))]
    seconds.append(time.process_time() - started)
write(sys.argv[2], loaded, seconds, [], predictions)
