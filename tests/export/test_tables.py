"""The table formats: the same rows, typed, with words and links; filters; what is never overwritten."""

from __future__ import annotations

import csv
import json
import sqlite3
from zipfile import ZipFile

import duckdb
import pyarrow.parquet as pq
import pytest

from communique.errors import UsageError
from communique.export.tables import TABLES


def rows(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_rows_have_words_offsets_and_a_link(export):
    folder = export("csv")
    texts = {d["id"]: d["text"] for d in rows(folder, "documents")}
    assert len(texts) == 3  # the earlier version and the copy are no documents of their own
    for name in ("figures", "statements", "milestones", "posts", "links", "mentions"):
        assert rows(folder, name), name
        for row in rows(folder, name):
            start, end = int(row["start"]), int(row["end"])
            assert row["words"].split(" … ")[0] == texts[row["document"]][start:end]
            assert row["link"].startswith("https://courier.example/trade-2025#:~:text=") or row["link"].endswith(".txt")


def test_a_datapackage_describes_every_file(export):
    for to in ("csv", "parquet"):
        folder = export(to, name=to)
        package = json.loads((folder / "datapackage.json").read_text("utf-8"))
        assert {r["name"] for r in package["resources"]} == {t.name for t in TABLES}
        for resource in package["resources"]:
            names = [f["name"] for f in resource["schema"]["fields"]]
            if to == "csv":
                with (folder / resource["path"]).open(encoding="utf-8") as file:
                    assert next(csv.reader(file)) == names
                assert len(rows(folder, resource["name"])) == resource["rows"]
            else:
                assert pq.read_schema(folder / resource["path"]).names == names
                assert pq.read_metadata(folder / resource["path"]).num_rows == resource["rows"]
            assert all(f["description"] for f in resource["schema"]["fields"])


def test_parquet_columns_are_typed_and_duckdb_reads_them(export):
    folder = export("parquet")
    found = duckdb.sql(
        f"SELECT value, about_names FROM '{folder}/figures.parquet' WHERE indicator = 'trade.turnover' AND period = '2024'"
    ).fetchall()
    assert found == [(11.6e9, ["Kenya", "Japan"])]


def test_sqlite_has_keys_views_and_full_text(export):
    connection = sqlite3.connect(export("sqlite"))
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert (
        connection.execute("SELECT count(*) FROM statements_fts WHERE statements_fts MATCH 'trade'").fetchone()[0] > 0
    )
    views = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
    assert views and all(connection.execute(f"SELECT * FROM {view}").description for view in views)
    assert connection.execute("SELECT count(*) FROM series WHERE indicator = 'trade.turnover'").fetchone()[0] >= 3
    topics = connection.execute("SELECT DISTINCT value FROM statements, json_each(topics)").fetchall()
    assert ("trade",) in topics
    connection.close()


def test_a_workbook_has_a_sheet_a_kind_and_links(export):
    with ZipFile(export("xlsx", name="out.xlsx")) as book:
        sheets = book.read("xl/workbook.xml").decode()
        assert all(f'name="{t.name}"' in sheets for t in TABLES if t.name != "mentions")
        links = "".join(book.read(n).decode() for n in book.namelist() if n.startswith("xl/worksheets"))
        assert 'Target="https://courier.example/trade-2025"' in links and 'location=":~:text=' in links


@pytest.mark.parametrize(
    "query, pair, documents, figures",
    [
        ("about:KE", None, 1, "2024"),
        ("said:2021..2021", None, 1, "2020"),
        ("speaker:Petrova", None, 2, "2019"),
        ("", "JP-KE", 1, "2024"),
        ("trade said:..2020", "RU-UZ", 1, "2019"),
        ("kind:milestone steel", None, 3, None),
    ],
)
def test_filters_are_those_of_the_listing_commands(export, query, pair, documents, figures):
    folder = export("csv", query, pair=pair)
    assert len(rows(folder, "documents")) == documents
    periods = {f["period"] for f in rows(folder, "figures")}
    assert figures is None or figures in periods


def test_filters_that_are_wrong_say_so(export):
    with pytest.raises(UsageError, match="no filter"):
        export("csv", "colour:red")
    with pytest.raises(UsageError, match="leave the filters out"):
        export("jsonl", "trade", history=True)
    with pytest.raises(UsageError, match="expected one of"):
        export("odt")


def test_what_is_no_export_is_never_replaced(export, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds something else"):
        export("csv")
    assert (folder / "mine.txt").read_text() == "mine"
    with pytest.raises(UsageError, match="is a folder"):
        export("xlsx")
    assert export("csv", name="new") and export("csv", name="new")
