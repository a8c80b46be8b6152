"""The command, run as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

REPORT = "Anna Weber, Minister of Trade of Austria, said that trade with Peru came to $2 billion in 2024.\n"


def run(*arguments, given=None, **environment):
    return subprocess.run(
        [sys.executable, "-c", "from communique.cli import main; main()", *map(str, arguments)],
        input=given, capture_output=True, text=True, env={**os.environ, **environment},
    )  # fmt: skip


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    return path


def test_json_is_one_object_a_line_and_failures_do_not_stop_the_rest(report, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    done = run("read", report, empty, "/nowhere.txt", report, "--json")
    assert done.returncode == 1
    assert [json.loads(line)["figures"][0]["value"] for line in done.stdout.splitlines()] == [2e9, 2e9]
    assert len(done.stderr.splitlines()) == 2 and "Traceback" not in done.stderr


def test_readable_record_shows_speaker_and_words(report):
    done = run("read", report)
    assert done.returncode == 0
    assert "Anna Weber" in done.stdout and "$2 billion" in done.stdout and "\x1b" not in done.stdout


@pytest.mark.parametrize(
    "arguments", [["--json", "--table"], ["--only", "numbers"], ["--published", "yesterday"], ["--nothing"]]
)
def test_wrong_use_is_status_two(report, arguments):
    done = run("read", report, *arguments)
    assert done.returncode == 2 and "Traceback" not in done.stderr


def test_standard_input_output_file_only_and_explain(tmp_path):
    out = tmp_path / "out.jsonl"
    done = run("read", "-", "--json", "--only", "figures", "-o", out, "--explain", given=REPORT)
    record = json.loads(out.read_text())
    assert done.returncode == 0 and record["figures"] and not record["statements"]
    assert "money_sign_before" in done.stderr


def test_html_page_holds_the_words_and_needs_no_network(report, tmp_path):
    page = tmp_path / "out.html"
    assert run("read", report, "--html", page).returncode == 0
    text = page.read_text()
    assert "<mark" in text and "http://" not in text and "https://" not in text and "default-src 'none'" in text


def test_help_has_examples_and_schema_is_json():
    assert "communique read report.txt" in run("read", "--help").stdout
    assert json.loads(run("schema").stdout)["$defs"]["Figure"]


def test_jobs_keep_the_order(report, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("Trade came to $3 billion.")
    done = run("read", report, other, "--json", "--jobs", "2")
    assert [json.loads(line)["figures"][0]["value"] for line in done.stdout.splitlines()] == [2e9, 3e9]
