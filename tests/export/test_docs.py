"""docs/exports.md: every format is told, and the look with DuckDB runs over what is written."""

from __future__ import annotations

import contextlib
import io
import re

from communique.export.formats import FORMATS

from ..conftest import ROOT

PAGE = (ROOT / "docs" / "exports.md").read_text("utf-8")


def test_every_format_is_documented():
    told = {name for row in re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)}
    assert set(FORMATS) <= told


def test_the_look_with_duckdb_runs(export, monkeypatch, tmp_path):
    export("parquet", name="export")
    monkeypatch.chdir(tmp_path)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(re.search(r"```python duckdb\n(.*?)```", PAGE, re.DOTALL)[1], {})
    assert "('2024', 11.6, " in out.getvalue()
