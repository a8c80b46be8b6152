"""What the pages promise runs."""

from __future__ import annotations

import contextlib
import io
import re

import pytest
from typer.main import get_command

from communique.cli.app import app

from .conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
PAGE = (ROOT / "docs" / "cli.md").read_text("utf-8")


def test_example_prints_what_it_says():
    code = re.search(r"```python\n(.*?)```", README, re.S).group(1)
    said = re.search(r"prints\n\n```\n(.*?)```", README, re.S).group(1)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(code, {})
    assert out.getvalue() == said


@pytest.mark.parametrize("command", get_command(app).commands)
def test_command_and_its_options_are_documented(command):
    assert f"communique {command}" in PAGE
    for option in get_command(app).commands[command].params:
        for name in option.opts:
            assert not name.startswith("-") or f"`{name}`" in PAGE, name


def test_exported_names_are_sorted_and_there():
    import communique

    assert communique.__all__ == sorted(communique.__all__)
    assert all(hasattr(communique, name) for name in communique.__all__)


def test_notebook_shows_highlights_and_escapes():
    import communique

    shown = communique.read("Trade came to <b>$2 billion</b> in 2024.")._repr_html_()
    assert "<mark" in shown and "&lt;b&gt;" in shown and "<b>" not in shown
