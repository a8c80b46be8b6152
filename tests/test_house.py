"""The house keeps its own rules."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from .conftest import ROOT

FILES = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split()


def test_no_registry_address_and_no_path_of_a_machine():
    addresses = re.compile("pypi" + r"\.org|file:/" + "/|index-url" + r"\s*=|/" + "work/|/ro" + "ot/")
    for name in FILES:
        path = ROOT / name
        if (
            path.is_file()
            and path.suffix in (".py", ".toml", ".lock", ".md", ".yml", ".json", "")
            and name != "Makefile"
        ):
            assert not addresses.search(path.read_text("utf-8", errors="ignore")), name


@pytest.mark.parametrize("heavy", ["spacy", "trafilatura", "httpx", "docx", "pypdfium2", "rich", "yaml"])
def test_importing_communique_loads_nothing_heavy(heavy):
    code = f"import communique, sys; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
