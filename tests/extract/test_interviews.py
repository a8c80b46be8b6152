"""Interviews in three forms: marked, labelled, and short questions each with its answer."""

from __future__ import annotations

import pytest

LEAD = "Anna Weber, Ambassador of Austria to Peru, answered questions of our magazine.\n\n"
FORMS = {
    "marked": LEAD + "Q: How is trade?\n\nA: It grows. It came to $2 billion.\n\nQ: And the port?\n\nA: It is ready.\n",
    "labelled": LEAD
    + "Herald: How is trade?\n\nWeber: It grows. It came to $2 billion.\n\nHerald: And the port?\n\nWeber: It is ready.\n",
    "in groups": LEAD
    + "How is trade?\nIt grows. It came to $2 billion.\n\nAnd the port?\nIt is ready.\n\nTalks go on in May.\n",
    "apart": LEAD + "How is trade?\n\nIt grows. It came to $2 billion.\n\nAnd the port?\n\nIt is ready.\n",
}
NO_INTERVIEW = "Peru asks: how is trade?\n\nIt grows.\n\nAnd the port?\n\nIt is ready. Nobody was asked.\n"


@pytest.mark.parametrize("form", FORMS)
def test_answers_are_statements_of_who_was_asked(read, form):
    record = read(FORMS[form])
    found = [(record.entity(s.speaker).name, record.words(s.content_spans[0])) for s in record.statements]
    assert found == [("Anna Weber", "It grows. It came to $2 billion"), ("Anna Weber", "It is ready")]


def test_questions_without_an_interview_are_none(read):
    assert read(NO_INTERVIEW).statements == ()
