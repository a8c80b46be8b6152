"""The commands of the store, as people call them."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from communique.cli.app import app
from communique.errors import CommuniqueError
from communique.record import encode

from ..store.conftest import make_report


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command on a database of its own: status and output."""
    monkeypatch.setenv("COMMUNIQUE_DB", str(tmp_path / "c.db"))

    def call(*arguments):
        result = CliRunner().invoke(app, list(arguments))
        if isinstance(result.exception, CommuniqueError):
            return 1, str(result.exception)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.stdout

    return call


@pytest.fixture
def filled(run, tmp_path):
    records = tmp_path / "records.jsonl"
    reports = [
        make_report(source="a.txt", who="Anna Petrova", year="2019", said="2020-01-01", plant="Navoi Steel Plant", opens="2021"),
        make_report(source="b.txt", who="Анна Петрова", value=6.6, year="2019", said="2020-02-01", plant="Navoi Steel Plant", opens="2024"),
    ]  # fmt: skip
    records.write_bytes(b"\n".join(map(encode, reports)))
    assert run("add", "--records", str(records))[0] == 0
    return run


def test_add_reads_and_keeps_once(run, tmp_path):
    report = tmp_path / "report.txt"
    report.write_text("Minister Anna Petrova said that trade between Kenya and Japan had reached $1.2 billion in 2023.")
    assert "added: " in run("add", str(report), "--published", "2024-02-01")[1]
    assert run("add", str(report), "--published", "2024-02-01")[0] == 0
    assert json.loads(run("db", "info", "--json")[1])["versions"] == 1


@pytest.mark.parametrize(
    "command, keys",
    [
        ("entities", {"id", "kind", "name", "aliases", "country", "mentions"}),
        ("people", {"id", "kind", "name", "aliases", "country", "mentions"}),
        ("series", {"indicator", "about", "unit", "points"}),
        ("promises", {"about", "step", "what", "history", "state", "slipped_by"}),
        ("check", {"check", "verdict", "message", "refs"}),
        ("figures", {"value", "unit", "source", "span", "words"}),
        ("statements", {"speaker", "source", "span", "words"}),
    ],
)
def test_lists_print_one_object_a_line(filled, command, keys):
    status, out = filled(command, "--json")
    assert status == 0 and out
    assert all(keys <= set(json.loads(line)) for line in out.splitlines())
    assert filled(command)[0] == 0


def test_show_finds_a_person_in_any_spelling(filled):
    for name in ("Anna Petrova", "Петрова", "Petrova"):
        assert json.loads(filled("show", name, "--json")[1])["name"] == "Anna Petrova"
    assert "nothing of that name" in filled("show", "Nobody Known")[1]


def test_conflicts_and_promises_show_up(filled):
    assert "conflict: trade.turnover" in filled("check", "--as-of", "2026-01-01")[1]
    assert filled("promises", "--state", "overdue", "--as-of", "2026-01-01")[1].startswith("OVERDUE  Navoi Steel Plant")
    assert "expected" in filled("promises", "--state", "sideways")[1]


def test_series_are_drawn(filled, tmp_path):
    for name in ("c.svg", "c.png"):
        assert filled("series", "--pair", "UZ-RU", "--plot", str(tmp_path / name))[0] == 0
        assert (tmp_path / name).stat().st_size > 1000
    assert "2019" in filled("series", "--pair", "Russia-Uzbekistan", "--chart")[1]
    assert "two countries" in filled("series", "--pair", "UZ")[1]
    assert "svg or .png" in filled("series", "--plot", "x.gif")[1]


def test_official_values_are_loaded_and_shown(filled, tmp_path):
    path = tmp_path / "o.csv"
    path.write_text(
        "reporter,partner,indicator,period,value,unit,source,published\nUZ,RU,trade.turnover,2019,6.6e9,USD,Agency,2020\n"
    )
    assert "1 values loaded" in filled("official", "load", str(path))[1]
    assert "Agency" in filled("official", "list")[1]
    assert "Agency" in filled("series", "--pair", "UZ-RU")[1]
    assert "official_differs" in filled("check", "--only", "official_differs")[1]


def test_decisions_are_made_listed_and_undone(filled):
    assert "not merged" in filled("merge", "Petrova", "UZ")[1]
    assert filled("merge", "Petrova", "UZ", "--force", "--why", "a test")[0] == 0
    assert json.loads(filled("decisions", "--json")[1])["why"] == "a test"
    assert "undone" in filled("decisions", "--undo", "1")[1]


def test_compare_backup_and_check(filled, tmp_path):
    assert "Only in a.txt" in filled("compare", "a.txt", "b.txt")[1]
    assert filled("db", "backup", str(tmp_path / "copy.db"))[0] == 0
    assert filled("db", "check")[1] == "sound\n"
    assert filled("db", "upgrade")[0] == 0


def test_without_a_database_the_message_says_what_to_do(run):
    assert "communique add" in run("series")[1]


def test_search_prints_hits_csv_and_the_place_of_an_error(filled):
    assert "*trade*" in filled("search", "trade")[1]
    assert filled("search", "trade", "--csv")[1].startswith("said_on,source,start,end,snippet\n")
    assert "facets" in filled("search", "trade", "--facets", "--json")[1]
    assert "^" in filled("search", "x:y")[1]
