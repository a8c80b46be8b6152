"""The structs are the contract of docs/record.md, and JSON loses nothing."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from communique import record as contract
from communique.record import Document, Figure, Record, decode, encode, schema

PAGE = (Path(__file__).parents[1] / "docs" / "record.md").read_text("utf-8")
SECTIONS = {
    "document": contract.Document,
    "entities": contract.Entity,
    "posts": contract.Post,
    "statements": contract.Statement,
    "figures": contract.Figure,
    "changes": contract.Change,
    "milestones": contract.Milestone,
    "links": contract.Link,
    "findings": contract.Finding,
}
# said of all items at once in the page, or explained in the catalogue of indicators
EVERYWHERE = {"statement", "id", "measure_span", "indicator", "about", "measure", "period"}


@pytest.mark.parametrize("section", SECTIONS)
def test_every_field_is_in_the_page(section):
    text = re.search(rf"^## {section}\n(.*?)(?=^## |\Z)", PAGE, re.S | re.M).group(1)
    for field in msgspec.structs.fields(SECTIONS[section]):
        assert f"`{field.encode_name}`" in text or field.encode_name in EVERYWHERE, field.encode_name


@pytest.mark.parametrize("field", [f.name for f in msgspec.structs.fields(Record)])
def test_every_key_is_in_the_page(field):
    assert f"`{field}`" in PAGE


def test_json_round_trips():
    figure = Figure(id="f1", span=(0, 2), value=11.0, unit="1")
    record = Record(document=Document(id="x", text="11 ‘words’"), figures=(figure,))
    assert decode(encode(record)) == record


def test_wrong_value_says_where():
    with pytest.raises(msgspec.ValidationError, match=r"figures\[0\]\.qualifier"):
        decode(
            b'{"document":{"id":"x","text":"t"},"figures":[{"id":"f","span":[0,1],"value":1,"unit":"1","qualifier":"circa"}]}'
        )


def test_schema_names_every_struct():
    assert {"Figure", "Statement", "Finding"} <= set(schema()["$defs"])
