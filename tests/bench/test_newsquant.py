"""The bench puts measurements into NewsQuant's form, for any file of that form."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCORE = ROOT.parent / "shared" / "corpora" / "newsquant" / "score.py"
ROWS = [
    {
        "text": "Shares in the mill rose 4.5% to $12.30.",
        "quantities": [
            {"value": 4.5, "change": "up", "unit": "percentage", "concept": ["Shares", "mill"]},
            {"value": 12.3, "change": "=", "unit": "dollar", "concept": ["Shares", "mill"]},
        ],
    },
    {"text": "Nothing is counted here.", "quantities": []},
    {
        "text": "The plant makes about 40 to 50 tonnes of glass.",
        "quantities": [{"value": [40, 50], "change": "~", "unit": "metric ton", "concept": ["glass", "plant"]}],
    },
    {
        "text": "More than 300 old houses were sold at 99 cents per brick.",
        "quantities": [
            {"value": 300, "change": ">", "unit": "old house", "concept": []},
            {"value": 99, "change": "=", "unit": "cent per brick", "concept": ["old", "houses"]},
        ],
    },
]


@pytest.fixture
def data(tmp_path):
    path = tmp_path / "data.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return path


def run(script: Path, *arguments: object) -> str:
    command = [sys.executable, str(script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_each_sentence_has_its_line(data):
    lines = [json.loads(line) for line in run(ROOT / "bench" / "newsquant.py", data).splitlines()]
    assert [line["index"] for line in lines] == [0, 1, 2, 3]
    for line, row in zip(lines, ROWS, strict=True):
        keys = ("value", "change", "unit")
        assert [tuple(q[k] for k in keys) for q in line["quantities"]] == [
            tuple(q[k] for k in keys) for q in row["quantities"]
        ]


@pytest.mark.skipif(not SCORE.exists(), reason="the corpus and its scorer lie beside the project and are not here")
def test_the_scorer_reads_it(data, tmp_path):
    predictions = tmp_path / "predictions.jsonl"
    predictions.write_text(run(ROOT / "bench" / "newsquant.py", data))
    score = json.loads(run(SCORE, data, predictions, "--json"))
    assert score["value+unit"]["F1"] == 100.0
