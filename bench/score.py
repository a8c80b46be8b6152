"""Score what communique reads against gold: ``python bench/score.py [FOLDER…] [--errors]``.

Without folders: the gold composed for the project (``tests/gold``) and, where it lies beside the project, ``../shared``.
The scorer is the one that comes with the gold in ``../shared/gold``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from communique.extract.pipeline import extract_many
from communique.read import load
from communique.record import encode

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
LANGUAGES = {"en": "English", "ru": "Russian", "uz": "Uzbek"}


def language_of(text: Path) -> str:
    """The language that a text's gold says."""
    language: str = json.loads(text.with_suffix(".json").read_text("utf-8"))["document"]["language"]
    return language


def score(texts: list[Path], errors: bool) -> str:
    """The scorer's table for these texts with gold beside them."""
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "read.jsonl"
        records.write_bytes(b"\n".join(encode(record) for record in extract_many(load(path) for path in texts)))
        command = [
            sys.executable,
            str(SHARED / "gold" / "score.py"),
            str(records),
            *(str(path.with_suffix(".json")) for path in texts),
        ]
        done = subprocess.run(command + (["--errors"] if errors else []), capture_output=True, text=True)
        return done.stdout if done.returncode == 0 else f"the scorer failed: {done.stderr}"


def main(arguments: list[str]) -> None:
    errors = "--errors" in arguments
    given = [Path(argument) for argument in arguments if not argument.startswith("--")]
    own = sorted((ROOT / "tests" / "gold").glob("*.txt"))
    groups = {str(path): [path] if path.is_file() else sorted(path.glob("*.txt")) for path in given} or {
        "seed": sorted((SHARED / "seed").glob("*.txt")),
        **{f"gold, {name}": sorted((SHARED / "gold").glob(f"{code}-*.txt")) for code, name in LANGUAGES.items()},
        **{f"own, {name}": [path for path in own if language_of(path) == code] for code, name in LANGUAGES.items()},
    }
    for name, texts in groups.items():
        texts = [path for path in texts if path.with_suffix(".json").exists()]
        if texts:
            print(f"{name}: {score(texts, errors)}")


if __name__ == "__main__":
    main(sys.argv[1:])
