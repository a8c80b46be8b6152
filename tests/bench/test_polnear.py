"""The bench puts statements into PolNeAR's form, for any file of that form."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = 'The Ministry of Transport said that the bridge would open in May. "We are on time," Anna Keller said.'


def test_statements_become_attributions(tmp_path):
    data = tmp_path / "data.jsonl"
    data.write_text(json.dumps({"id": "a1", "publisher": "x", "published": "2019-03-01", "text": TEXT}) + "\n")
    command = [sys.executable, str(ROOT / "bench" / "polnear.py"), str(data)]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(lines) == 1
    read = json.loads(lines[0])
    assert read["id"] == "a1"
    words = [
        {role: " … ".join(TEXT[start:end] for start, end in spans) for role, spans in found.items()}
        for found in read["attributions"]
    ]
    assert words == [
        {"source": "The Ministry of Transport", "cue": "said", "content": "that the bridge would open in May"},
        {"source": "Anna Keller", "cue": "said", "content": '"We are on time,"'},
    ]
