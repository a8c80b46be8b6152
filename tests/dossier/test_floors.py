"""What holds across documents has floors that only rise: from gold records, and from what is read."""

from __future__ import annotations

import json
import sys

import pytest

from ..conftest import ROOT, SHARED

sys.path.insert(0, str(ROOT / "bench"))
FLOORS = json.loads((ROOT / "tests" / "dossier" / "floors.json").read_text())


@pytest.mark.parametrize("given", FLOORS)
def test_views_stay_above_their_floors(given):
    if not (SHARED / "dossier" / "score.py").exists():
        pytest.skip("the dossier and its scorer lie beside the project (../shared), not here")
    import dossier
    import gold_dossier

    folder = ROOT / "tests" / "dossier" / "gold" if given == "own" else SHARED / "dossier"
    records = gold_dossier.records(folder) if given == "gold" else dossier.read_records(folder)
    scores = json.loads(dossier.score(records, folder, "--json"))["scores"]
    have = {view: scores[view]["f1"] or 0.0 for view in ("entities", "series", "promises", "check")}
    have |= {key: scores["promises"][key] or 0.0 for key in ("history R", "state")}
    assert {k: (have[k], floor) for k, floor in FLOORS[given].items() if have[k] < floor} == {}
    assert scores["entities"]["wrongly merged"].startswith("0 of")
    assert scores["check"]["agreeing pairs reported"].startswith("0 of")
