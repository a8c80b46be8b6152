"""A store on SQLite and, where its programs are found, on a PostgreSQL that the tests start themselves."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid
from glob import glob
from pathlib import Path

import pytest

from communique.record import Document, Entity, Figure, Milestone, Post, Record, Statement
from communique.store import open_store


def _program(name: str) -> str | None:
    return shutil.which(name) or next(iter(sorted(glob(f"/usr/lib/postgresql/*/bin/{name}"), reverse=True)), None)


@pytest.fixture(scope="session")
def postgresql_server():
    """The address of a server of our own, without a database name."""
    initdb, postgres = _program("initdb"), _program("postgres")
    if not (initdb and postgres):
        pytest.skip("PostgreSQL's programs (initdb, postgres) are not installed")
    folder = Path(tempfile.mkdtemp(prefix="communique-pg-"))
    user = None
    if os.getuid() == 0:  # PostgreSQL does not run as root
        user = "nobody"
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = folder / "data"
    made = subprocess.run([initdb, "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
                          user=user, cwd=folder, capture_output=True, text=True)  # fmt: skip
    if made.returncode:
        pytest.skip(f"initdb failed: {made.stderr.strip()[-200:]}")
    log = open(folder / "log", "w")
    server = subprocess.Popen([postgres, "-D", data, "-p", str(port), "-c", "listen_addresses=127.0.0.1", "-k", str(folder), "-F"],
                              user=user, cwd=folder, stdout=log, stderr=log)  # fmt: skip
    address = f"postgresql://tests@127.0.0.1:{port}"
    import time

    import psycopg

    for _ in range(200):
        try:
            psycopg.connect(f"{address}/postgres").close()
            break
        except psycopg.OperationalError:
            time.sleep(0.05)
    yield address, server
    server.terminate()
    server.wait()
    log.close()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql(postgresql_server):
    """The address of an empty database."""
    import psycopg

    address, _ = postgresql_server
    name = f"t{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{address}/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """Where a store may be made: a file, or a database of the server."""
    return str(tmp_path / "store.db") if request.param == "sqlite" else request.getfixturevalue("postgresql")


@pytest.fixture
def store(address):
    """An empty store."""
    with open_store(address, create=True) as opened:
        yield opened


@pytest.fixture
def report():
    """A small record: who said what of the trade of two countries, and what is promised of a plant."""
    return make_report


def make_report(
    source="one.txt", value=4.7, year="2017", who="Botir Hodjaev", said="2018-04-20", plant="Zarafshon Cement Plant", opens="2019",
    extra="", represents="UZ",
):  # fmt: skip
    """A record without reading: its text, spans and all."""
    import hashlib

    text = (
        f"{who} said that trade between Uzbekistan and Russia had reached ${value} billion in {year}.\n"
        f"The {plant} will be opened in {opens}, the builders promise.{extra}"
    )

    def span(words):
        start = text.index(words)
        return (start, start + len(words))

    return Record(
        document=Document(id=hashlib.sha256(text.encode()).hexdigest(), text=text, source=source, published=said, language="en"),
        entities=(
            Entity(id="e1", kind="person", name=who, mentions=(span(who),)),
            Entity(id="e2", kind="country", name="Uzbekistan", country="UZ", mentions=(span("Uzbekistan"),)),
            Entity(id="e3", kind="country", name="Russia", country="RU", mentions=(span("Russia"),)),
            Entity(id="e4", kind="project", name=plant, mentions=(span(plant),)),
        ),
        posts=(Post(person="e1", title="minister", represents=represents, span=span(who)),),
        statements=(Statement(id="s1", speaker="e1", content_spans=(span(f"trade between Uzbekistan and Russia had reached ${value} billion in {year}"),), manner="indirect", topics=("trade",)),),
        figures=(Figure(id="f1", span=span(f"${value} billion"), value=value * 1e9, unit="USD", indicator="trade.turnover", about=("e2", "e3"), period=year, statement="s1"),),
        milestones=(Milestone(id="m1", span=span(f"The {plant} will be opened in {opens}"), step="opened", status="expected", about="e4", date=opens),),
    )  # fmt: skip
