"""The self-contained page in a real browser."""

from __future__ import annotations

import pytest

from ..conftest import ROOT

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(read, tmp_path_factory):
    from communique.export.html import page

    record = read((ROOT / "examples" / "round-table.txt").read_text("utf-8"))
    path = tmp_path_factory.mktemp("page") / "out.html"
    path.write_text(page([record]), "utf-8")
    return path.as_uri()


def test_nothing_is_asked_of_the_network(tab, address):
    tab.goto(address)
    assert tab.requested == [address]
