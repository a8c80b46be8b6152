"""Score what communique shows across documents: ``python bench/dossier.py [FOLDER] [--gold] [--errors] [--json]``.

Without ``--gold`` the dossier's documents are read, kept and viewed; with it their gold is kept instead, so that identity,
series, promises and conflicts are measured apart from reading. The scorer is the one that comes with the dossier.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from communique.dossier.conflicts import findings
from communique.dossier.entities import entities
from communique.dossier.promises import promises
from communique.dossier.series import series
from communique.record import Record
from communique.store import open_store
from communique.store.write import add

sys.path.insert(0, str(Path(__file__).parent))
from gold_dossier import records as gold_records  # noqa: E402

ROOT = Path(__file__).parents[1]
DOSSIER = ROOT.parent / "shared" / "dossier"


def read_records(folder: Path) -> Iterable[Record]:
    """The dossier's documents as communique reads them."""
    from communique.extract.pipeline import extract_many
    from communique.read import load

    return extract_many(load(path) for path in sorted(folder.glob("*.txt")))


def score(records: Iterable[Record], folder: Path = DOSSIER, *options: str) -> str:
    """What the scorer prints for these records."""
    as_of = json.loads((folder / "dossier.json").read_text("utf-8"))["as_of"]
    with tempfile.TemporaryDirectory() as place:
        with open_store(f"{place}/dossier.db", create=True) as store:
            for record in records:
                add(store, record)
            with store.reading() as session:
                views: dict[str, Iterable[Any]] = {
                    "entities": entities(session),
                    "series": series(session),
                    "promises": promises(session, as_of=as_of),
                    "check": findings(session, as_of=as_of),
                }
                arguments = []
                for name, rows in views.items():
                    path = Path(place) / f"{name}.jsonl"
                    path.write_bytes(b"\n".join(map(msgspec.json.encode, rows)))
                    arguments += [f"--{name}", str(path)]
        command = [sys.executable, str(DOSSIER / "score.py"), str(folder), *arguments, *options]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main(arguments: list[str]) -> None:
    if not DOSSIER.exists():
        print("The dossier lies beside the project (../shared/dossier), not here.")
        return
    options = [a for a in arguments if a in ("--errors", "--json")]
    print(
        "across documents, " + ("from gold records: " if "--gold" in arguments else "read, kept and viewed: "), end=""
    )
    folder = next((Path(a) for a in arguments if not a.startswith("--")), DOSSIER)
    print(score(gold_records(folder) if "--gold" in arguments else read_records(folder), folder, *options))


if __name__ == "__main__":
    main(sys.argv[1:])
