"""The store keeps what it reported, once, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select, text

from communique.errors import StoreError, UsageError
from communique.store import open_store
from communique.store import tables as t
from communique.store.health import backup, check, info
from communique.store.rows import figures, steps
from communique.store.write import add

from ..conftest import ROOT
from .conftest import make_report


def count(store, table):
    with store.reading() as session:
        return session.scalar(select(func.count()).select_from(table))


def test_adding_twice_adds_once(store, report):
    assert add(store, report()).outcome == "added"
    before = info(store)
    assert add(store, report()).outcome == "known"
    assert add(store, report(source="elsewhere.txt")).outcome == "copy"
    assert add(store, report(source="elsewhere.txt")).outcome == "known"
    assert info(store) | {"copies": 0, "bytes": 0} == before | {"copies": 0, "bytes": 0}
    assert check(store) == []


def test_reading_again_replaces_items_and_keeps_identities(store, report):
    add(store, report())
    with store.reading() as session:
        before = session.scalars(select(t.Named.identity_id)).all()
    assert add(store, report(), again=True).outcome == "read again"
    with store.reading() as session:
        assert session.scalars(select(t.Named.identity_id)).all() == before
        assert len(list(figures(session))) == 1
    assert check(store) == []


def test_a_changed_page_is_a_new_version_and_lost_words_are_orphans(store, report):
    add(store, report(value=4.7))
    added = add(store, report(value=5.1))
    assert (added.outcome, added.orphans) == ("new version", 2)  # the figure and the statement that held it
    with store.reading() as session:
        assert [f.value for f in figures(session)] == [5.1e9]
        assert {o.local for o in session.scalars(select(t.Orphan))} == {"f1", "s1"}
    assert add(store, report(value=4.7)).outcome == "back again"
    with store.reading() as session:
        assert [f.value for f in figures(session)] == [4.7e9]


def test_a_story_that_is_republished_counts_once(store, report):
    from communique.dossier.series import series

    add(store, report())
    more = " The plant will give work to three hundred people of the valley and of the two towns near it."
    first = report(source="agency.txt", value=5.5, year="2019", extra=more)
    again = report(source="paper.txt", value=5.5, year="2019", extra=more + " Read also.")
    add(store, first)
    assert add(store, again).same_story_as == "agency.txt"
    assert add(store, report(source="later.txt", value=6.6, year="2020", extra=more)).same_story_as is None
    with store.reading() as session:
        assert [p.period for s in series(session, indicator="trade.turnover") for p in s.points] == [
            "2017",
            "2019",
            "2020",
        ]


def test_one_identity_for_many_spellings(store, report):
    for n, who in enumerate(("Botir Hodjaev", "Batir Khodjaev", "Батир Ходжаев")):
        add(store, report(source=f"{n}.txt", who=who, value=n + 2))
    add(store, report(source="other.txt", who="Jamshid Khodjaev", value=9))
    with store.reading() as session:
        names = session.scalars(select(t.Identity.name).where(t.Identity.kind == "person")).all()
        assert len(names) == 2
        assert len({s.about.id for s in steps(session) if s.about}) == 1


def test_migrations_make_the_tables_that_the_code_expects(store):
    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_object": lambda _, name, kind, *__: (
                    not str(name).startswith(("passage_words", "ix_passage_words"))
                )
            },
        )
        assert compare_metadata(context, t.Base.metadata) == []


def test_a_newer_database_is_left_alone(store, address):
    with store.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version"):
        open_store(address)


WRITES = """
import sys
sys.path.insert(0, sys.argv[1])
from tests.store.conftest import make_report
from communique.store import open_store
from communique.store.write import add
with open_store(sys.argv[2], create=True) as store:
    for n in range(int(sys.argv[3]), int(sys.argv[4])):
        print(n, add(store, make_report(source=f"{n}.txt", value=n + 0.5)).outcome, flush=True)
"""


def writer(address, first, last, out=subprocess.DEVNULL):
    """A process of its own that adds reports."""
    return subprocess.Popen([sys.executable, "-c", WRITES, str(ROOT), address, str(first), str(last)], stdout=out)


def test_two_writers_at_once(store, address):
    writers = [writer(address, start, start + 12) for start in (0, 100)]
    assert [w.wait() for w in writers] == [0, 0]
    assert count(store, t.Version) == 24
    assert count(store, t.Figure) == 24
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(t.Identity).where(t.Identity.kind == "person")) == 1
    assert check(store) == []


def test_killed_a_hundred_times_loses_and_doubles_nothing(tmp_path):
    """SIGKILL at odd moments: all that was reported is there, whole, and once."""
    address = str(tmp_path / "killed.db")
    open_store(address, create=True).close()
    reported: set[int] = set()
    for turn in range(100):
        first = max(reported, default=-1) + 1
        out, into = os.pipe()
        child = os.fork()
        if child == 0:  # it ends by being killed, never by returning
            with open_store(address) as store:
                for n in range(first, 10_000):
                    add(store, make_report(source=f"{n}.txt", value=n + 0.5))
                    os.write(into, b"%d\n" % n)
        os.close(into)
        with os.fdopen(out, "rb") as lines:
            said = lines.readline()
            time.sleep(0.001 * (turn * 7 % 23))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            reported |= {int(line) for line in (said + lines.read()).splitlines()}
    with open_store(address) as store:
        with store.reading() as session:
            sources = session.scalars(select(t.Document.source)).all()
            assert len(sources) == len(set(sources)) == session.scalar(select(func.count()).select_from(t.Version))
            assert {f"{n}.txt" for n in reported} <= set(sources)
            assert session.scalar(select(func.count()).select_from(t.Figure)) == len(sources)
        assert check(store) == []


def test_a_backup_is_whole_and_opens(tmp_path, report):
    with open_store(str(tmp_path / "a.db"), create=True) as store:
        add(store, report())
        backup(store, str(tmp_path / "b.db"))
        with pytest.raises(UsageError, match="already"):
            backup(store, str(tmp_path / "b.db"))
    with open_store(str(tmp_path / "b.db")) as copy:
        assert count(copy, t.Figure) == 1


def test_a_damaged_file_a_text_file_and_none(tmp_path, report):
    path = tmp_path / "x.db"
    with pytest.raises(StoreError, match="no such database"):
        open_store(str(path))
    path.write_text("this is no database, but a longer text that could be taken for one by its name")
    with pytest.raises(StoreError, match="not a SQLite database"):
        open_store(str(path))
    sqlite3.connect(tmp_path / "y.db").execute("CREATE TABLE other (x)").connection.close()
    with pytest.raises(StoreError, match="not made by communique"):
        open_store(str(tmp_path / "y.db"))


def test_a_full_disk_leaves_nothing_half_written(tmp_path, report):
    with open_store(str(tmp_path / "full.db"), create=True) as store:
        add(store, report())
        with store.reading() as session:
            pages = session.scalar(text("PRAGMA page_count"))

        from sqlalchemy import event

        event.listen(store.engine, "connect", lambda c, _: c.execute(f"PRAGMA max_page_count={pages + 1}"))
        store.engine.dispose()
        with pytest.raises(StoreError, match="disk is full"):
            for n in range(200):
                add(store, report(source=f"{n}.txt", value=n, extra=" more" * 400))
    with open_store(str(tmp_path / "full.db")) as store:
        assert check(store) == []
        assert count(store, t.Version) == count(store, t.Figure)


def test_a_read_only_file(tmp_path, report):
    path = tmp_path / "ro.db"
    with open_store(str(path), create=True) as store:
        add(store, report())
    with open_store(f"sqlite:///file:{path}?mode=ro&uri=true") as store:
        assert count(store, t.Figure) == 1
        with pytest.raises(StoreError, match="read-only"):
            add(store, report(value=8))


def test_postgresql_that_goes_away(postgresql, report):
    import psycopg

    with open_store(postgresql, create=True) as store:
        add(store, report())
        with pytest.raises(StoreError, match="went away"), store.writing() as session:
            pid = session.scalar(text("SELECT pg_backend_pid()"))
            with psycopg.connect(postgresql, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s)", (pid,))
            session.execute(select(t.Version)).all()
        assert add(store, report(value=9.9, source="b")).outcome == "added"
        assert check(store) == []


def test_another_database_is_refused():
    with pytest.raises(UsageError, match="postgresql://"):
        open_store("mysql://localhost/x")
