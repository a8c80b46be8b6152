"""How exports and briefs bear many documents: ``python bench/export.py [--documents 100000] [--db FILE] [-o bench/results/export.json]``.

The documents are 5,000 of ``bench/store.py``, copied by SQL with sources and identities of their own until there are enough, and 2,500
more about one pair of countries; a store that is there already is used again.
Each export and each brief runs in a process of its own: reported are rows and documents a second of wall time, seconds of
processor time (on a machine that others use too, the one to look at), the highest memory of the
process, and bytes written. The aim: at most 500 MB a export of 100,000 documents, at most 5 s a brief on 2,000 documents.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from communique.export.formats import FORMATS  # noqa: E402
from communique.record import Record  # noqa: E402
from communique.store import open_store  # noqa: E402
from communique.store.write import Writer, _dictionary  # noqa: E402
from store import TOGETHER, Generator  # noqa: E402

PAIR = ["UZ", "RU"]
OF_PAIR = 2500  # of which some 2,000 name both countries
BRIEFS = ("md", "html", "docx", "pdf")
AS_OF = "2026-10-31"
BASE = 5000  # documents that are added one by one; the others are copies of them
# columns that hold an id, by the table that counts it; what is not named here is copied as it is
IDS = {
    "documents": {"id": "documents"}, "versions": {"id": "versions", "document_id": "documents", "cluster": "versions"},
    "passages": {"id": "passages", "version_id": "versions"}, "identities": {"id": "identities", "root": "identities", "joined": "identities"},
    "forms": {"identity_id": "identities"}, "named": {"id": "named", "version_id": "versions", "identity_id": "identities"},
    "appearances": {"passage_id": "passages", "named_id": "named"},
    "statements": {"id": "statements", "version_id": "versions", "passage_id": "passages", "speaker_id": "named"},
    "figures": {"id": "figures", "version_id": "versions", "passage_id": "passages", "speaker_id": "named"},
    "figure_about": {"figure_id": "figures", "named_id": "named"},
    "milestones": {"id": "milestones", "version_id": "versions", "passage_id": "passages", "about_id": "named", "speaker_id": "named"},
    "posts": {"id": "posts", "version_id": "versions", "person_id": "named", "organization_id": "named"},
    "links": {"id": "links", "version_id": "versions", "subject_id": "named", "object_id": "named"},
    "findings": {"id": "findings", "version_id": "versions"},
}  # fmt: skip


def fill(db: str, documents: int) -> None:
    """Make the store."""
    generator = Generator(20251114)
    base = min(BASE, documents)
    _add(db, (generator.one(n) for n in range(base)))
    multiply(db, documents // base)
    _add(db, (generator.one(documents + n, PAIR) for n in range(OF_PAIR)))


def _add(db: str, records: Iterable[Record]) -> None:
    with open_store(db, create=True) as store:
        waiting = iter(records)
        while batch := list(islice(waiting, TOGETHER)):
            with store.writing() as session:
                writer = Writer(session, store)
                for record in batch:
                    writer.add(record)


def multiply(db: str, times: int) -> None:
    """Copy all documents so many times less one: ids are moved on, hashes and sources are made different."""
    connection = sqlite3.connect(db, isolation_level=None)
    connection.create_function("with_id", 2, _with_id, deterministic=True)
    connection.execute("BEGIN")
    last = {
        t: connection.execute(f"SELECT max(id) FROM {t}").fetchone()[0] or 0 for t, ids in IDS.items() if "id" in ids
    }
    for n in range(1, times):
        for table, ids in IDS.items():
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            made = [f'"{c}" + {last[ids[c]] * n}' if c in ids else f'"{c}"' for c in columns]
            if table == "versions":
                made[columns.index("sha")] = f"printf('%08d', {n}) || substr(sha, 9)"
            elif table == "documents":
                made[columns.index("source")] = f"source || '-{n}'"
            where = " AND ".join(f'"{c}" <= {last[to]}' for c, to in ids.items() if c in ("id", "version_id", "figure_id", "identity_id", "passage_id"))  # fmt: skip
            listed = ", ".join(f'"{c}"' for c in columns)
            connection.execute(f"INSERT INTO {table} ({listed}) SELECT {', '.join(made)} FROM {table} WHERE {where}")
    connection.execute("UPDATE versions SET record = with_id(record, sha) WHERE id > ?", (last["versions"],))
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.close()


def _with_id(packed: bytes, sha: str) -> bytes:
    """A packed record under another id."""
    text = zlib.decompressobj(zdict=_dictionary()).decompress(packed)
    packer = zlib.compressobj(1, zdict=_dictionary())
    return packer.compress(re.sub(rb'"id":"[0-9a-f]{64}"', f'"id":"{sha}"'.encode(), text, count=1)) + packer.flush()


def export(db: str, to: str, folder: Path) -> dict[str, Any]:
    """One export, in this process."""
    from communique.export.write import write

    target = folder / f"out{FORMATS[to].suffix}"
    begun = time.perf_counter()
    with open_store(db) as store, store.reading() as session:
        written = write(session, to, target)
    seconds, busy = time.perf_counter() - begun, time.process_time()
    size = sum(f.stat().st_size for f in target.rglob("*")) if target.is_dir() else target.stat().st_size
    return {"documents": written.documents, "seconds": round(seconds, 1), "processor_s": round(busy, 1), "rows": written.rows, "rows_per_s": round(written.rows / seconds),
            "documents_per_s": round(written.documents / seconds), "bytes": size}  # fmt: skip


def brief(db: str, form: str) -> dict[str, Any]:
    """One brief on the pair, in this process: composed, then written."""
    from communique.brief.compose import compose
    from communique.brief.composer import Asked
    from communique.brief.render import render
    from communique.dossier.scope import reports

    asked = Asked(pair=(PAIR[0], PAIR[1]), as_of=AS_OF)
    begun = time.perf_counter()
    with open_store(db) as store, store.reading() as session:
        documents = reports(session, asked.scope).documents
        made = compose(session, asked)
    composed = time.perf_counter() - begun
    data = render(made, form)
    return {"seconds": round(time.perf_counter() - begun, 2), "processor_s": round(time.process_time(), 2), "composed": round(composed, 2), "documents": documents,
            "notes": len(made.notes), "bytes": len(data)}  # fmt: skip


def peak_memory() -> int:
    """The highest memory of this process in megabytes. On Linux the kernel's own mark: the usual one is inherited from the parent."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        return round(int(line.split()[1]) / 1024)
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def alone(db: str, task: str) -> dict[str, Any]:
    """Run one task in a process of its own; its result, with the highest memory it had."""
    done = subprocess.run(
        [sys.executable, __file__, "--db", db, "--task", task], capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> None:
    """Fill, measure, print and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--db", help="the store; a temporary one if left out")
    parser.add_argument("--task", help="run only this, in this process: export:csv, brief:pdf")
    parser.add_argument("--only", help="measure only these, with commas, and keep what the results file has of others")
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args()
    if given.task:
        kind, name = given.task.split(":")
        with tempfile.TemporaryDirectory() as folder:
            result = export(given.db, name, Path(folder)) if kind == "export" else brief(given.db, name)
        print(json.dumps(result | {"peak_mb": peak_memory()}))
        return
    folder = tempfile.mkdtemp()
    try:
        db = given.db or f"{folder}/bench.db"
        if not Path(db).exists():
            fill(db, given.documents)
        results: dict[str, Any] = {"what": __doc__.split("\n\n")[1].replace("\n", " ")}
        if given.only and given.output and given.output.exists():
            results |= json.loads(given.output.read_text())
        for kind, names in (("brief", BRIEFS), ("export", tuple(FORMATS))):
            for name in names:
                if given.only and name not in given.only.split(","):
                    continue
                results.setdefault(kind, {})[name] = alone(db, f"{kind}:{name}")
                print(kind, name, results[kind][name], file=sys.stderr, flush=True)
                if given.output:
                    given.output.write_text(json.dumps(results, indent=1) + "\n")
        print(json.dumps(results, indent=1))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
