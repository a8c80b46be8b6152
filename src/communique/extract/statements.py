"""Statements: who said what, of those attributions that put something on record (see ``attributed.py``), and answers of
interviews."""

from __future__ import annotations

import msgspec

from communique.extract.attributed import statements_of_attributions
from communique.extract.contents import manner_of, new_statement
from communique.extract.cues import speaker_words
from communique.extract.draft import Draft
from communique.extract.interviews import read_interview
from communique.extract.quotes import find_quotes, is_speech


def find_statements(draft: Draft) -> None:
    """Fill ``draft.statements`` in the order of the text."""
    interview = read_interview(draft, speaker_words(draft.language))
    apart = [*(span for span, _ in interview.answers), *interview.questions]
    quotes = find_quotes(draft)
    speech = [quote for quote in quotes if is_speech(draft, quote)]
    found = [
        (span, new_statement([span], speaker, None, None, manner_of([span], speech)), "interview_answer")
        for span, speaker in interview.answers
    ]
    found += statements_of_attributions(draft, quotes, apart)
    for _, statement, rule in sorted(found, key=lambda item: item[0]):
        statement = msgspec.structs.replace(statement, id=draft.new_id("s"))
        draft.statements.append(statement)
        draft.decide("statements", statement.id, rule)
