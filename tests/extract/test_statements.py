"""Who said what: ``[speaker] {content}`` in sentences of our own."""

from __future__ import annotations

import re

import pytest

CASES = [
    "[Anna Weber], Minister of Trade of Austria, said that {trade with Peru had doubled}.",
    "“{We will open a new embassy in Lima}”, said [Anna Weber], Minister of Trade of Austria.",
    "According to [Anna Weber], {the line will be ready in 2027}.",
    "{The line will be ready in 2027}, [Anna Weber] told reporters in Lima on Monday.",
    "[The parties] noted that {cooperation in science is growing}.",
    "[Anna Weber] highlighted {the work of the joint commission on water}.",
]
NONE = [
    "Anna Weber and Juan Rojas discussed trade and energy.",
    "Anna Weber thanked the hosts of the forum.",
    "The forum ‘Mission of Good’ took place in Lima.",
]


@pytest.mark.parametrize("case", CASES)
def test_statement_is_read(read, case):
    speaker = re.search(r"\[(.*?)\]", case).group(1)
    content = re.search(r"\{(.*?)\}", case).group(1)
    record = read(re.sub(r"[\[\]{}]", "", case))
    found = [
        (record.entity(s.speaker).name if s.speaker else None, " … ".join(record.words(c) for c in s.content_spans))
        for s in record.statements
    ]
    assert any(content == words and name and name in speaker for name, words in found), found


@pytest.mark.parametrize("text", NONE)
def test_this_is_no_statement(read, text):
    assert read(text).statements == ()


def test_open_quotation_mark_is_a_finding(read):
    record = read("Anna Weber said that “relations have reached a high level. Talks go on.")
    assert [(f.check, f.verdict) for f in record.findings] == [("quotes_balanced", "fails")]


def test_nobody_named_is_null(read):
    (statement,) = read("It was noted that trade between Peru and Austria is growing.").statements
    assert statement.speaker is None
