"""How the store bears many documents: ``python bench/store.py [--documents 100000] [-o bench/results/store.json]``.

The documents are generated: paragraphs of the example records (``examples/``) with other countries, people, projects, numbers and
dates, put together anew, one to five a document. They are handed over as records, so what is measured is keeping, not reading.
Reported: speed of adding by thousands, the share of identity in it at 10k, 30k and 100k, p95 of views, size against text.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from communique.knowledge.countries import english_name
from communique.record import Document, Record, decode
from communique.store import Store, open_store
from communique.store.write import Writer

ROOT = Path(__file__).parents[1]
TOGETHER = 50  # documents in one transaction
SYLLABLES = "ba be bo da di do fa ga go ha ja ka ki ko la li lo ma mi mo na no pa po ra ri ro sa shi ta ti to va vi vo ya za zo".split()
LAST = "ov ev in sky enko adze yan ovich uly bek son ez er ano".split()
KINDS = (
    "Cement Plant",
    "Refinery",
    "Solar Plant",
    "Railway",
    "Copper Mine",
    "Textile Factory",
    "Logistics Terminal",
    "Gas Field",
)
CODES = [
    c for c in (a + b for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ") if english_name(c)
]


class Generator:
    """Records that differ in who, where, what, how much and when."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.people = [self._name(2) for _ in range(20_000)]
        self.places = [self._word(3) for _ in range(3_000)]
        self.pieces = list(_pieces())

    def _word(self, syllables: int) -> str:
        return "".join(self.random.choice(SYLLABLES) for _ in range(syllables)).title()

    def _name(self, syllables: int) -> str:
        return f"{self._word(2)} {self._word(syllables)}{self.random.choice(LAST)}"

    def records(self, many: int) -> Iterator[Record]:
        """So many records, all different."""
        for n in range(many):
            yield self.one(n)

    def one(self, n: int, pair: list[str] | None = None) -> Record:
        """One record: some paragraphs with new names, one day; about two countries by chance, or the two that are given."""
        r = self.random
        day = f"{r.randint(2015, 2026)}-{r.randint(1, 12):02}-{r.randint(1, 28):02}"
        pair = pair or r.sample(CODES, 2)
        builder = Builder(n, day, pair)
        for piece in r.sample(self.pieces, r.randint(1, 5)):
            people = iter(r.sample(self.people, 12))
            builder.add(
                piece,
                {
                    "person": lambda people=people: next(people),
                    "project": lambda: f"{r.choice(self.places)} {r.choice(KINDS)}",
                },
                r,
            )
        return builder.record()


def _pieces() -> Iterator[tuple[Record, int, int]]:
    """Paragraphs of the example records in which something stands."""
    from communique.extract.pipeline import extract_many
    from communique.read import expand, load

    for record in extract_many(load(source) for source in expand([str(ROOT / "examples")])):
        at = 0
        for line in record.document.text.splitlines(keepends=True):
            start, at = at, at + len(line)
            if 120 < len(line) < 1500 and any(start <= f.span[0] < at for f in (*record.figures, *record.milestones)):
                yield record, start, start + len(line.rstrip())


class Builder:
    """Puts paragraphs together; spans and ids move with the words."""

    def __init__(self, n: int, day: str, pair: list[str]) -> None:
        self.n, self.day, self.pair = n, day, pair
        self.text = ""
        self.items: dict[str, list[dict[str, Any]]] = {
            k: [] for k in ("entities", "posts", "statements", "figures", "milestones", "links")
        }
        self.ids: dict[str, str] = {}
        self.names: dict[str, str] = {}

    def add(self, piece: tuple[Record, int, int], new: dict[str, Callable[[], str]], r: random.Random) -> None:
        """Append a paragraph with other names, numbers and years."""
        record, start, end = piece
        words = record.document.text
        cuts: list[tuple[int, int, str]] = []
        entities = [e for e in record.entities if any(start <= a and b <= end for a, b in e.mentions)]
        codes = {
            e.country: code for e, code in zip([e for e in entities if e.kind == "country"], self.pair, strict=False)
        }
        for entity in entities:
            key = f"{id(record)}{entity.id}"
            if key not in self.names:
                name = (
                    new[entity.kind]()
                    if entity.kind in new
                    else english_name(codes[entity.country])
                    if entity.country in codes and entity.kind == "country"
                    else entity.name
                )
                self.names[key] = str(name)
            for a, b in entity.mentions:
                if start <= a and b <= end and words[a:b] == entity.name:
                    cuts.append((a, b, self.names[key]))
        year = r.randint(2010, 2030)
        for figure in record.figures:
            a, b = figure.span
            if start <= a and b <= end and not any(x < b and a < y for x, y, _ in cuts):
                cuts.append((a, b, f"{r.randint(11, 99_999) / 10} million"))
        cuts.sort()
        moved: list[tuple[int, int]] = []  # old offset → shift
        base = len(self.text) + (1 if self.text else 0)
        out, at, shift = [], start, base - start
        for a, b, words_new in cuts:
            if a < at:
                continue
            out.append(words[at:a])
            moved.append((a, shift))
            out.append(words_new)
            shift += len(words_new) - (b - a)
            at = b
        out.append(words[at:end])
        self.text += ("\n" if self.text else "") + "".join(out)
        self._move(record, start, end, moved, shift, cuts, codes, year)

    def _move(
        self,
        record: Record,
        start: int,
        end: int,
        moved: list[tuple[int, int]],
        last: int,
        cuts: list[tuple[int, int, str]],
        codes: dict[Any, str],
        year: int,
    ) -> None:
        data = msgspec.to_builtins(record)
        ends = {a: len(w) for a, _, w in cuts}

        def span(given: list[int]) -> list[int] | None:
            a, b = given
            if not (start <= a and b <= end):
                return None
            before = next((s for x, s in moved if a <= x), last)
            after = next((s for x, s in moved if b <= x), last)
            if a in ends and any(x == a and y == b for x, y, _ in cuts):
                return [a + before, a + before + ends[a]]
            return [a + before, max(a + before + 1, min(len(self.text), b + after))]

        def local(old: str | None) -> str | None:
            return self.ids.get(f"{id(record)}{old}") if old else None

        for kind in self.items:
            for item in data.get(kind, ()):
                item = dict(item)
                for key in ("cue_span", "speaker_span", "period_span", "measure_span", "date_span"):
                    if item.get(key):
                        item[key] = span(item[key])
                if kind == "entities":
                    item["mentions"] = [s for m in item["mentions"] if (s := span(m))]
                    if not item["mentions"] or f"{id(record)}{item['id']}" in self.ids:
                        continue
                    item["name"] = self.names.get(f"{id(record)}{item['id']}", item["name"])
                    item["aliases"] = []
                    item["country"] = codes.get(item.get("country"), item.get("country"))
                    item["place"] = None
                elif kind == "statements":
                    item["content_spans"] = [s for m in item["content_spans"] if (s := span(m))]
                    if not item["content_spans"]:
                        continue
                    item["speaker"] = local(item.get("speaker"))
                else:
                    item["span"] = span(item["span"])
                    if item["span"] is None:
                        continue
                for key in ("person", "organization", "subject", "object", "statement"):
                    if key in item:
                        item[key] = local(item[key])
                if kind == "milestones":
                    item["about"] = local(item.get("about"))
                    item["date"] = f"{year}" if item.get("status") == "expected" else item.get("date")
                if kind == "figures":
                    item["about"] = [x for e in item["about"] if (x := local(e))]
                    item["value"] = round(item["value"] * (0.5 + (self.n % 997) / 997), 3)
                    item["period"] = f"{year}" if item.get("period") else None
                if (
                    kind == "posts"
                    and item["person"] is None
                    or kind == "links"
                    and None in (item["subject"], item["object"])
                ):
                    continue
                if "id" in item:
                    old = f"{id(record)}{item['id']}"
                    self.ids[old] = item["id"] = f"{item['id'][0]}{len(self.ids) + 1}"
                self.items[kind].append(item)

    def record(self) -> Record:
        """The record of what was put together."""
        self.text += f"\nReport {self.n}."
        document = Document(id=hashlib.sha256(self.text.encode()).hexdigest(), text=self.text, source=f"generated/{self.n}.txt",
                            publisher=f"Paper {self.n % 50}", published=self.day, language="en")  # fmt: skip
        return decode(msgspec.json.encode({"document": document, **self.items}))


def p95(run: Callable[[int], object], many: int = 40) -> float:
    """The 95th percentile of so many calls, in milliseconds."""
    times = []
    for n in range(many):
        begun = time.perf_counter()
        run(n)
        times.append((time.perf_counter() - begun) * 1000)
    return round(sorted(times)[int(0.95 * many)], 1)


def views(store: Store, generator: Generator) -> dict[str, float]:
    """p95 of what people ask for, each time with other words."""
    from itertools import islice

    from communique.dossier.profile import profile
    from communique.dossier.promises import promises
    from communique.dossier.series import series
    from communique.store.names import roots_named
    from communique.store.search import search

    r = random.Random(7)
    words = [
        "trade turnover",
        '"joint venture"',
        "railway -port",
        "plant OR mine",
        "energy",
        "minister trade said:2020..2021",
        "agreement signed",
    ]
    with store.reading() as session:
        from sqlalchemy import select

        from communique.store.tables import Identity

        people = session.execute(select(Identity.name).where(Identity.kind == "person").limit(2000)).scalars().all()
        projects = session.execute(select(Identity.id).where(Identity.kind == "project").limit(2000)).scalars().all()
        return {
            "search": p95(lambda n: search(session, words[n % len(words)], facets=False)),
            "search about": p95(lambda n: search(session, f'about:"{r.choice(people)}" trade', facets=False)),
            "series": p95(lambda n: series(session, pair="-".join(sorted(r.sample(CODES, 2))), indicator="trade.turnover")),
            "series of a project": p95(lambda n: series(session, about=r.choice(projects))),
            "promises of a project": p95(lambda n: list(promises(session, as_of="2026-10-31", about=[r.choice(projects)]))),
            "promises, first 50 that slipped": p95(lambda n: list(islice(promises(session, as_of="2026-10-31", states=("slipped",)), 50)), 5),
            "profile": p95(lambda n: profile(session, roots_named(session, r.choice(people))[0])),
        }  # fmt: skip


def measure(
    store: Store, generator: Generator, n: int, spans: list[float], text_bytes: int, stages: dict[int, dict[str, Any]]
) -> dict[str, Any]:
    """What holds with so many documents kept."""
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    size = os.path.getsize(store.where)
    stages[n] = {
        "documents_per_s": spans[-1],
        "p95_ms": views(store, generator),
        "file_to_text": round(size / text_bytes, 2),
    }
    return {
        "what": "generated documents: paragraphs of examples/ with other names, numbers and years; handed over as records",
        "documents": n,
        "documents_per_s": {
            "first thousand": spans[0],
            "last thousand": spans[-1],
            "kept": round(spans[-1] / spans[0], 2),
        },
        "at": stages,
        "text_bytes": text_bytes,
        "file_bytes": size,
        "by_thousand": spans,
    }


def main() -> None:
    """Add, measure, print and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--db", help="where to make the database; a temporary file if left out")
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args()
    generator = Generator(20251114)
    with tempfile.TemporaryDirectory() as folder, open_store(given.db or f"{folder}/bench.db", create=True) as store:
        spans: list[float] = []
        stages: dict[int, dict[str, Any]] = {}
        busy, text_bytes, result = 0.0, 0, {}
        batch: list[Record] = []
        for n, record in enumerate(generator.records(given.documents), 1):
            batch.append(record)
            text_bytes += len(record.document.text.encode())
            if len(batch) == TOGETHER:
                begun = time.process_time()
                with store.writing() as session:
                    writer = Writer(session, store)
                    for one in batch:
                        writer.add(one)
                busy += time.process_time() - begun
                batch.clear()
            if n % 1000 == 0:
                spans.append(round(1000 / busy, 1))
                busy = 0.0
                print(f"{n}: {spans[-1]} documents/s of processor time", file=sys.stderr, flush=True)
                if n in (10_000, 30_000, given.documents):
                    result = measure(store, generator, n, spans, text_bytes, stages)
                    if given.output:
                        given.output.write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result | {"by_thousand": "…"}, indent=1))


if __name__ == "__main__":
    main()
