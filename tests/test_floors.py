"""Accuracy has floors that only rise: F1 by group and kind in ``floors.json``, measured with the scorer beside the gold."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from communique.extract.pipeline import extract_many
from communique.read import load
from communique.record import encode

from .conftest import ROOT, SHARED

FLOORS = json.loads((ROOT / "tests" / "floors.json").read_text())
SCORER = SHARED / "gold" / "score.py"
GROUPS = {
    "seed": sorted((SHARED / "seed").glob("*.txt")),
    "gold": sorted((SHARED / "gold").glob("en-*.txt")),
    "ru": sorted((SHARED / "gold").glob("ru-*.txt")),
    "ru own": sorted((ROOT / "tests" / "gold").glob("ru-*.txt")),
    "ru blind": sorted((ROOT / "tests" / "gold").glob("blind-ru-[a-f]*.txt")),
    "ru fresh": sorted((ROOT / "tests" / "gold").glob("blind-ru-[0-9]*.txt")),
    "ru later": sorted((ROOT / "tests" / "gold").glob("blind-ru-l*.txt")),
    "ru last": sorted((ROOT / "tests" / "gold").glob("blind-ru-m*.txt")),
    "uz": sorted((SHARED / "gold").glob("uz-*.txt")),
    "uz blind": sorted((ROOT / "tests" / "gold").glob("blind-uz-*.txt")),
    "uz fresh": sorted((ROOT / "tests" / "gold").glob("fresh-uz-*.txt")),
    "uz own": sorted((ROOT / "tests" / "gold").glob("uz-*.txt")),
    "fresh": sorted((ROOT / "tests" / "gold").glob("blind-c*.txt")),
    "en fresh": sorted((ROOT / "tests" / "gold").glob("fresh-en-*.txt")),
    "fresh en": sorted((ROOT / "tests" / "gold").glob("blind-en-*.txt")),
    "unseen ru": sorted((ROOT / "tests" / "gold").glob("unseen-ru-*.txt")),
    "unseen en": sorted((ROOT / "tests" / "gold").glob("unseen-en-*.txt")),
    "unseen uz": sorted((ROOT / "tests" / "gold").glob("unseen-uz-*.txt")),
    "names": sorted((ROOT / "tests" / "gold").glob("en-d*.txt")),
    "blind": sorted((ROOT / "tests" / "gold").glob("blind-b*.txt")),
}


@pytest.mark.parametrize("group", FLOORS)
def test_accuracy_stays_above_its_floors(group, tmp_path):
    if not SCORER.exists() or not GROUPS[group]:
        pytest.skip("the scorer and its gold lie beside the project (../shared), not here")
    texts = GROUPS[group]
    records = tmp_path / "read.jsonl"
    records.write_bytes(b"\n".join(encode(record) for record in extract_many(load(path) for path in texts)))
    gold = [str(path.with_suffix(".json")) for path in texts]
    done = subprocess.run([sys.executable, str(SCORER), str(records), *gold, "--json"], capture_output=True, text=True)
    scores = json.loads(done.stdout)["scores"]
    below = {kind: (scores[kind]["f1"], floor) for kind, floor in FLOORS[group].items() if scores[kind]["f1"] < floor}
    assert not below
