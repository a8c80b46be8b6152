"""communique: measurements of sentences, in the form of NewsQuant; sentences are read in one batch."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from common import write

sys.path.insert(0, str(Path(__file__).parents[2]))
from newsquant import read

texts = json.loads(Path(sys.argv[1]).read_text())
started = time.process_time()
list(read(["Warm up: it rose 5% to $7."]))
loaded = time.process_time() - started
seconds, predictions = [], []
for _ in range(int(sys.argv[3])):
    started = time.process_time()
    predictions = list(read(texts))
    seconds.append(time.process_time() - started)
write(sys.argv[2], loaded, seconds, [], predictions)
