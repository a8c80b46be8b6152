"""What was exported comes back as it was: records, versions, copies; damaged files are refused with the place."""

from __future__ import annotations

import json

import pytest

from communique.errors import ReadError, UsageError
from communique.export.read_back import records
from communique.store import open_store
from communique.store.health import info
from communique.store.write import add


def taken_back(path, db):
    with open_store(str(db), create=True) as store:
        for record in records(str(path)):
            add(store, record)
        facts = info(store)
    return {k: v for k, v in facts.items() if k not in ("database", "bytes")}


@pytest.mark.parametrize("to", ["jsonl", "annotations"])
def test_a_round_trip_loses_nothing(export, filled, tmp_path, to):
    out = export(to, history=True)
    back = tmp_path / "back.db"
    facts = taken_back(out, back)
    with open_store(filled) as store:
        before = info(store)
    assert facts == {k: v for k, v in before.items() if k in facts}
    assert facts["versions"] == 4 and facts["copies"] == 1 and facts["orphans"] > 0
    assert export(to, name="again", history=True, db=str(back)).read_bytes() == out.read_bytes()
    assert export("jsonl", name="one").read_bytes() == export("jsonl", name="two", db=str(back)).read_bytes()


def test_annotations_laid_out_otherwise_are_read_too(export, tmp_path):
    out = export("annotations")
    path = tmp_path / "pretty.jsonld"
    path.write_text(json.dumps(json.loads(out.read_text("utf-8")), indent=2), "utf-8")
    assert list(records(str(path))) == list(records(str(out)))


def test_quotes_stand_where_the_position_says(export):
    collection = json.loads(export("annotations").read_text("utf-8"))
    assert collection["total"] == len(collection["first"]["items"])
    text = ""
    for annotation in collection["first"]["items"]:
        if annotation["body"]["kind"] == "document":
            text = annotation["body"]["item"]["text"]
            continue
        targets = annotation["target"]
        for target in targets if isinstance(targets, list) else [targets]:
            if isinstance(target, dict):
                quote, position = target["selector"]
                assert text[position["start"] : position["end"]] == quote["exact"]


def spoil(kind):
    def change(line):
        record = json.loads(line)
        if kind == "text":
            record["document"]["text"] += "!"
        else:
            record["figures"][0]["span"] = [5, 99999]
        return json.dumps(record)

    return change


@pytest.mark.parametrize(
    "change, said",
    [
        (spoil("text"), "not the one its id was made from"),
        (spoil("span"), "outside its text"),
        (lambda line: line[:50], "line 1"),
        (lambda line: '{"@context": "anno.jsonld", "type": "Annotation", "id": "x", "body": {}}', "holds no item"),
        (lambda line: "<anno.jsonld>", "not sound JSON"),
    ],
)
def test_damaged_files_are_refused(export, tmp_path, change, said):
    lines = export("jsonl").read_text("utf-8").splitlines()
    path = tmp_path / "bad.jsonl"
    path.write_text("\n".join([change(lines[0]), *lines[1:]]), "utf-8")
    with pytest.raises(UsageError, match=said):
        list(records(str(path)))


def test_a_file_that_is_not_there():
    with pytest.raises(ReadError, match="cannot be read"):
        list(records("no-such-file.jsonl"))


def test_what_a_reviewer_rejected_or_edited_is_exported_so(tmp_path):
    from communique.export.selection import Selection
    from communique.export.write import write
    from communique.store.reviews import decide, item_id
    from communique.store.write import Writer

    from ..store.conftest import make_report

    record = make_report()
    figure, statement = record.figures[0], record.statements[0]
    with open_store(str(tmp_path / "r.db"), create=True) as store:
        add(store, record)
        with store.writing() as session:
            writer = Writer(session, store)
            sha = record.document.id
            decide(
                session, writer, item_id("figure", sha, *figure.span), "edit", by="reviewer", fields={"period": "2016"}
            )
            decide(session, writer, item_id("statement", sha, *statement.content_spans[0]), "reject", by="reviewer")
        with store.reading() as session:
            write(session, "jsonl", tmp_path / "r.jsonl", Selection())
    (exported,) = records(str(tmp_path / "r.jsonl"))
    assert exported.figures[0].period == "2016" and exported.statements == ()
