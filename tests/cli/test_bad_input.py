"""Bad files get one clear line each, odd ones a sound record, and the others go on: all in one run of the command."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from communique.cli.processes import in_processes

from ..read.samples import GOOD, ODD, write_bad


def run(*arguments, given=None, **environment):
    return subprocess.run(
        [sys.executable, "-c", "from communique.cli import main; main()", *map(str, arguments)],
        input=given, capture_output=True, text=True, env={**os.environ, **environment},
    )  # fmt: skip


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bad")
    expected = write_bad(folder)
    for name, data in ODD.items():
        (folder / name).write_bytes(data)
    (folder / "a-good.txt").write_text(GOOD)
    (folder / "z-good.txt").write_text(GOOD)
    (folder / "z-good.json").write_text("{ this is no JSON")
    (folder / "german.txt").write_text(
        "Der Minister sagte, der Handel sei im Jahr 2024 auf 300 Millionen gestiegen.\n" * 3
    )
    done = run("read", folder, "--json", "--language", "en")
    plain = run("read", folder / "german.txt", "--json")
    records = {
        json.loads(line)["document"]["source"].rsplit("/")[-1]: json.loads(line) for line in done.stdout.splitlines()
    }
    return done, records, expected, plain


def test_status_says_that_some_failed_and_no_stack_trace_is_shown(outcome):
    done, *_ = outcome
    assert done.returncode == 1 and "Traceback" not in done.stderr


def test_each_bad_file_gets_one_line_that_says_why(outcome):
    done, _, expected, _ = outcome
    lines = [line for line in done.stderr.splitlines() if "warning" not in line]
    for name, word in expected.items():
        (line,) = [line for line in lines if f"/{name}: " in line]
        assert line.startswith("communique: ") and word in line
    assert len(lines) == len(expected)


def test_good_and_odd_files_are_read(outcome):
    _, records, expected, _ = outcome
    assert not set(expected) & set(records)
    for name in [*ODD, "a-good.txt", "z-good.txt"]:
        record = records[name]
        assert 2e9 in [figure["value"] for figure in record["figures"]], name
        assert all(0 <= f["span"][0] < f["span"][1] <= len(record["document"]["text"]) for f in record["figures"])


def test_a_day_that_does_not_exist_is_a_finding(outcome):
    findings = outcome[1]["no-such-day.txt"]["findings"]
    assert [(f["check"], f["verdict"]) for f in findings if f["check"] == "date_exists"] == [("date_exists", "fails")]


def test_a_sidecar_that_is_no_json_is_a_warning(outcome):
    assert "z-good.json: is no sidecar" in outcome[0].stderr


def test_a_language_that_is_not_known_is_said(outcome):
    plain = outcome[3]
    assert plain.returncode == 0 and "language" in plain.stderr
    assert json.loads(plain.stdout)["document"]["language"] is None


def test_a_source_that_kills_its_process_fails_alone_and_the_order_is_kept():
    bad = "__import__('os')._exit(9)"  # evaluated in the process
    assert list(in_processes(eval, ["1", "2", bad, "3", "4", bad, "5"], 2, lambda source: 0)) == [1, 2, 0, 3, 4, 0, 5]


def test_output_that_cannot_be_written_is_said_and_leaves_nothing_behind(tmp_path):
    (tmp_path / "good.txt").write_text(GOOD)
    for target in (tmp_path, tmp_path / "none" / "out.json", "/dev/full/x"):
        done = run("read", tmp_path / "good.txt", "--json", "-o", target)
        assert done.returncode == 2 and "Traceback" not in done.stderr and str(target) in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["good.txt"]


def test_a_full_disk_is_said(tmp_path):
    (tmp_path / "good.txt").write_text(GOOD)
    command = [sys.executable, "-c", "from communique.cli import main; main()", "read", tmp_path / "good.txt", "--json"]
    with open("/dev/full", "w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode != 0 and "Traceback" not in done.stderr
