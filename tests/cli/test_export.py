"""The commands brief, digest, compare, export and import, as people call them."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from communique.cli.app import app
from communique.errors import CommuniqueError

from ..export.conftest import filled  # noqa: F401  # a fixture


@pytest.fixture
def run(filled, monkeypatch):  # noqa: F811
    monkeypatch.setenv("COMMUNIQUE_DB", filled)

    def call(*arguments):
        result = CliRunner().invoke(app, list(arguments))
        if isinstance(result.exception, CommuniqueError):
            return 1, str(result.exception)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.output

    return call


def test_export_writes_a_file_or_prints(run, tmp_path):
    target = tmp_path / "out.jsonl"
    assert run("export", "--to", "jsonl", "-o", str(target), "--pair", "KE-JP")[0] == 0
    lines = target.read_text("utf-8").splitlines()
    assert [json.loads(line)["document"]["publisher"] for line in lines] == ["Nairobi Courier"]
    assert "Nairobi Courier" in run("export", "--to", "ris", "-o", "-", "--since", "2025")[1]
    assert "folder" in run("export", "--to", "csv", "-o", "-")[1]
    assert "--to FORMAT" in run("export", "-o", "x")[1] and "-o OUT" in run("export", "--to", "csv")[1]


def test_import_takes_it_back(run, tmp_path):
    target, db = str(tmp_path / "all.jsonl"), str(tmp_path / "back.db")
    run("export", "--to", "jsonl", "-o", target, "--history")
    assert "3 added" in run("import", target, "--db", db)[1] and "known" in run("import", target, "--db", db)[1]
    (tmp_path / "bad.jsonl").write_text("{}\n")
    status, out = run("import", str(tmp_path / "bad.jsonl"), target, "--db", db)
    assert status == 1 and "bad.jsonl, line 1" in out and "known" in out


@pytest.mark.parametrize("name", ["b.md", "b.html", "b.docx", "b.pdf"])
def test_brief_writes_each_form(run, tmp_path, name):
    assert run("brief", "--pair", "RU-UZ", "-o", str(tmp_path / name))[0] == 0
    assert (tmp_path / name).stat().st_size > 1000


def test_brief_prints_markdown_and_says_what_is_missing(run):
    assert run("brief", "--about", "Petrova", "--lang", "ru")[1].startswith("# Анна Петрова")
    assert "about what?" in run("brief")[1]
    assert "--topic" in run("brief", "--topic", "weather")[1]
    assert "ends in" in run("brief", "--pair", "RU-UZ", "-o", "b.odt")[1]


def test_digest_and_comparison_are_written_too(run, tmp_path):
    assert "New since 1 January 2021" in run("digest", "--since", "2021-01-01")[1]
    assert run("compare", "a.txt", "b.txt", "-o", str(tmp_path / "c.html"))[0] == 0
    assert "Two reports compared" in (tmp_path / "c.html").read_text("utf-8")
