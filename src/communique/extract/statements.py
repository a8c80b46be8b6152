"""Statements: who said what, of those attributions that put something on record (see ``attributed.py``).

Answers of an interview have a module of their own.
"""

from __future__ import annotations

import msgspec

from communique.extract.attributed import statements_of_attributions
from communique.extract.contents import new_statement
from communique.extract.cued import statements_of_cues
from communique.extract.cues import cue_words, speaker_words
from communique.extract.draft import Draft, EntityDraft
from communique.extract.interviews import find_answers, find_questions
from communique.extract.quotations import continue_quotes, resume_quotes
from communique.extract.quotes import Quote, find_quotes, is_speech
from communique.record import Span, Statement

Found = tuple[Span, Statement, str]  # where it begins, and the rule that decided


def find_statements(draft: Draft) -> None:
    """Fill ``draft.statements`` in the order of the text."""
    words = speaker_words(draft.language)
    answers = find_answers(draft, words)
    asked = find_questions(draft, words) if answers else []
    apart = [*(span for span, _ in answers), *asked]
    found = [
        (span, new_statement([span], speaker, None, None, "direct"), "interview_answer") for span, speaker in answers
    ]
    quotes = find_quotes(draft)
    attributed = draft.language.has("attribution")
    found += statements_of_attributions(draft, quotes, apart) if attributed else _of_cues(draft, quotes, apart)
    for _, statement, rule in sorted(found, key=lambda item: item[0]):
        statement = msgspec.structs.replace(statement, id=draft.new_id("s"))
        draft.statements.append(statement)
        draft.decide("statements", statement.id, rule)
    if not attributed:
        speech = [quote for quote in quotes if is_speech(draft, quote)]
        continue_quotes(draft, speech)
        resume_quotes(draft, speech)


def _of_cues(draft: Draft, quotes: list[Quote], apart: list[Span]) -> list[Found]:
    words = cue_words(draft.language)
    speech = [quote for quote in quotes if is_speech(draft, quote)]
    found: list[Found] = []
    said: list[EntityDraft] = []
    for sentence in draft.analysis.sentences:
        if sentence.parsed and not any(a <= sentence.start < b for a, b in apart):
            found.extend(statements_of_cues(draft, sentence, words, speech, said))
    return found
