"""The chart of ``docs/benchmarks.md`` from ``peers.json``, as SVG: ``python chart.py peers.json benchmarks.svg``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot

matplotlib.rcParams.update({"svg.hashsalt": "communique", "font.size": 9, "svg.fonttype": "none"})
SILENT = ("quantulum3", "Recognizers-Text")  # they say neither change nor what is measured
MEASURES = ["value", "value+unit", "value+change", "concept partial", "concept complete"]

found = json.loads(Path(sys.argv[1]).read_text())
figure, (left, right) = pyplot.subplots(1, 2, figsize=(11, 3.8), gridspec_kw={"width_ratios": [3, 2]})
systems = list(found["figures"])
width = 0.8 / len(systems)
for at, system in enumerate(systems):
    said = MEASURES[:2] if system in SILENT else MEASURES
    scores = [found["figures"][system].get("accuracy", {}).get(measure) or 0 for measure in said]
    left.bar([i + at * width for i in range(len(said))], scores, width, label=system)
left.set_xticks([i + 0.4 - width / 2 for i in range(len(MEASURES))], [m.replace(" ", "\n") for m in MEASURES])
left.set_ylim(0, 120)
left.set_yticks(range(0, 101, 20))
left.set_ylabel("F1, NewsQuant dev")
left.set_title("Quantities: accuracy")
left.legend(fontsize=8, ncols=2, loc="upper right")
speeds = {name: found["figures"][name].get("sentences_per_second", 0) for name in systems}
right.barh(list(speeds), list(speeds.values()), color=[f"C{i}" for i in range(len(speeds))])
right.bar_label(right.containers[0], fmt="%.0f", padding=3)
right.invert_yaxis()
right.set_title("Quantities: sentences a second")
for side in (left, right):
    side.spines[["top", "right"]].set_visible(False)
figure.tight_layout()
figure.savefig(sys.argv[2], metadata={"Date": None})
