"""How fast the pages come: ``python bench/web.py [--db FILE] [--documents 100000] [-o bench/results/web.json]``.

A store of generated documents (``bench/store.py``) is served by `communique serve`; eight clients on loopback ask for documents, searches,
pairs and profiles, each as soon as the last has come. Reported: p95 of each kind in milliseconds, the processor time of a page, and what the first page weighs with all that
it loads, as it is sent. With ``--db`` of a store that is there nothing is generated.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import httpx
from sqlalchemy import text

from communique.store import Store, open_store
from communique.store.write import Writer

sys.path.insert(0, str(Path(__file__).parent))
from store import CODES, TOGETHER, Generator  # noqa: E402  # bench/store.py

CLIENTS = 8
WORDS = (
    "trade turnover", '"joint venture"', "railway -port", "plant OR mine", "energy", "minister trade said:2020..2021",
    "agreement signed", "about:KZ trade", "kind:figure cement", "topic:energy plant",
)  # fmt: skip


def fill(store: Store, documents: int) -> None:
    """Generated documents, added in batches."""
    batch = []
    for n, record in enumerate(Generator(20251114).records(documents), 1):
        batch.append(record)
        if len(batch) == TOGETHER or n == documents:
            with store.writing() as session:
                writer = Writer(session, store)
                for one in batch:
                    writer.add(one)
            batch.clear()
        if n % 5000 == 0:
            print(f"{n} documents", file=sys.stderr, flush=True)


def addresses(store: Store, each: int) -> dict[str, list[str]]:
    """So many pages of each kind, drawn by chance."""
    r = random.Random(11)
    with store.reading() as session:
        many = session.execute(text("SELECT max(id) FROM versions")).scalar_one()
        wanted = ",".join(str(r.randint(1, many)) for _ in range(each))
        shas = session.execute(text(f"SELECT sha FROM versions WHERE id IN ({wanted})")).scalars().all()
        things = session.execute(
            text(
                "SELECT id FROM identities WHERE id = root AND kind IN ('person', 'project', 'organization') LIMIT 50000"
            )
        )
        roots = things.scalars().all()
    return {
        "document": [f"/d/{r.choice(shas)[:16]}" for _ in range(each)],
        "search": [f"/search?q={quote(r.choice(WORDS))}" for _ in range(each)],
        "pair": [f"/pair/{'-'.join(sorted(r.sample(CODES, 2)))}" for _ in range(each)],
        "profile": [f"/x/x{r.choice(roots)}" for _ in range(each)],
    }


async def ask(base: str, pages: dict[str, list[str]]) -> dict[str, list[float]]:
    """All pages, asked by the clients in mixed order: milliseconds of each."""
    queue = [(kind, path) for kind, paths in pages.items() for path in paths]
    random.Random(5).shuffle(queue)
    took: dict[str, list[float]] = {kind: [] for kind in pages}

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(base).port)
        while queue:
            kind, path = queue.pop()
            begun = time.perf_counter()
            body = await fetch(reader, writer, path)
            took[kind].append((time.perf_counter() - begun) * 1000)
            assert body.rstrip().endswith(b"</html>"), (path, body[-80:])
        writer.close()

    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    return took


async def fetch(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str) -> bytes:
    """The whole page, on a connection that stays open, as browsers ask for it. A client of its own: what it costs is taken from the server."""
    writer.write(f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept-encoding: gzip\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    assert head.startswith(b"http/1.1 200 "), (path, head)
    body = await reader.readexactly(int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0]))
    return gzip.decompress(body) if b"content-encoding: gzip" in head else body


def processor_ms(pid: int) -> float:
    """Milliseconds of processor time that a process has used (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def weight(base: str) -> dict[str, int]:
    """What the first page and all that it loads weigh, as sent."""
    sent: dict[str, int] = {}

    def fetch(path: str) -> str:
        with httpx.stream("GET", urljoin(base, path), headers={"accept-encoding": "gzip"}) as answer:
            raw = b"".join(answer.iter_raw())
            sent[path.split("?")[0]] = len(raw)
        return httpx.get(urljoin(base, path)).text

    html = fetch("/")
    for path in re.findall(r'(?:src|href)="(/static/[^"]+)"', html):
        fetch(path)
    for weight_ in (400, 600):  # an English page loads the Latin ones
        for family in ("sans-3", "serif-4"):
            fetch(f"/static/fonts/source-{family}-latin-{weight_}-normal.woff2")
    return sent


def main() -> None:
    """Serve, ask, print and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--db", help="a store that is there, or where to make one")
    parser.add_argument("--each", type=int, default=150, help="pages of each kind")
    parser.add_argument("-o", "--output", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        db = given.db or f"{folder}/bench.db"
        is_there = Path(db).exists()
        with open_store(db, create=True) as store:
            if not is_there:
                fill(store, given.documents)
            pages = addresses(store, given.each)
            with store.reading() as session:
                documents = session.execute(text("SELECT count(*) FROM documents")).scalar_one()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        base = f"http://127.0.0.1:{port}"
        program = [str(Path(sys.executable).with_name("communique")), "serve", "--db", db, "--port", str(port)]
        server = subprocess.Popen(program, env=dict(os.environ))
        try:
            for _ in range(200):
                try:
                    httpx.get(f"{base}/health")
                    break
                except httpx.HTTPError:
                    time.sleep(0.1)
            asyncio.run(ask(base, {kind: paths[:20] for kind, paths in pages.items()}))  # warm
            begun, before = time.perf_counter(), processor_ms(server.pid)
            took = asyncio.run(ask(base, pages))
            seconds, busy = time.perf_counter() - begun, processor_ms(server.pid) - before
            sent = weight(base)
        finally:
            server.terminate()
            server.wait(30)
    result: dict[str, Any] = {
        "documents": documents,
        "clients": CLIENTS,
        "processors": os.cpu_count(),
        "processor_ms_a_page": round(busy / sum(map(len, took.values())), 1),
        "load_beside": round(os.getloadavg()[0], 1),
        "pages_per_s": round(sum(map(len, took.values())) / seconds, 1),
        "p95_ms": {kind: round(sorted(times)[int(0.95 * len(times))], 1) for kind, times in took.items()},
        "median_ms": {kind: round(sorted(times)[len(times) // 2], 1) for kind, times in took.items()},
        "first_page_bytes": {"all": sum(sent.values()), **sent},
    }
    print(json.dumps(result, indent=1))
    if given.output:
        given.output.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
