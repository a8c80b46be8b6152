"""A store with a few reports to export: two languages, a web page, a new version, a copy."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from communique.extract.pipeline import extract
from communique.read import document_from_text
from communique.store import open_store
from communique.store.write import add

from ..store.conftest import make_report
from . import made as by_hand

PAGE = """Trade of Kenya and Japan reviewed in Nairobi
Anna Weber, Minister of Trade of Kenya, said that trade between Kenya and Japan had grown from $2 billion in 2017 to $11.6 billion in 2024; almost sixfold.
"We will open the Mombasa Steel Plant in 2027," Weber said. Construction of the plant began in March 2024. It is built by Kobe Engineering JSC and costs over $280 million.
Kenya and Japan signed an agreement on water supply on 5 June 2024.
"""


def web_page():
    """A report that stands on the web, as it is read."""
    document = document_from_text(PAGE, published="2025-03-01", publisher="Nairobi Courier", language="en")
    return extract(
        replace(document, source="https://courier.example/trade-2025", title="Trade of Kenya and Japan reviewed")
    )


def reports():
    """What the store holds, in the order of adding."""
    first = make_report(
        source="a.txt", who="Anna Petrova", year="2019", said="2020-01-01", plant="Navoi Steel Plant", opens="2021"
    )
    newer = make_report(source="a.txt", who="Anna Petrova", value=5.1, year="2019", said="2020-01-01", plant="Navoi Steel Plant", opens="2021")  # fmt: skip
    other = make_report(source="b.txt", who="Анна Петрова", value=6.6, year="2020", said="2021-02-01", plant="Navoi Steel Plant", opens="2024")  # fmt: skip
    copy = replace(other, document=replace(other.document, source="copy-of-b.txt"))
    return [first, newer, other, copy, web_page()]


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """The path of the store."""
    path = str(tmp_path_factory.mktemp("export") / "filled.db")
    with open_store(path, create=True) as store:
        for record in reports():
            add(store, record)
    return path


@pytest.fixture
def export(filled, tmp_path):
    """Write an export; where it lies."""
    from communique.export.selection import Selection
    from communique.export.write import write

    def run(to, query="", name="out", db=filled, **more):
        with open_store(db) as store, store.reading() as session:
            write(session, to, tmp_path / name, Selection(query, **more))
        return tmp_path / name

    return run


@pytest.fixture(scope="session")
def made():
    """A record built by hand."""
    return by_hand.made()
