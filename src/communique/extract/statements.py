"""Statements: who said what. A cue is found first, then its content to the right or left, then its speaker.

Answers of an interview and "according to …" have modules of their own; quotations that run on are joined at the end.
"""

from __future__ import annotations

import msgspec

from communique.extract.according import find_according
from communique.extract.contents import CONTENT_RULES, manner_of, new_statement
from communique.extract.cues import CueWords, cue_words, find_cues
from communique.extract.draft import Draft, EntityDraft
from communique.extract.interviews import find_answers, find_questions
from communique.extract.quotations import continue_quotes, resume_quotes
from communique.extract.quotes import Quote, find_quotes, is_speech
from communique.extract.speakers import find_speaker
from communique.language.base import Sentence
from communique.record import Span, Statement


def find_statements(draft: Draft) -> None:
    """Fill ``draft.statements`` in the order of the text."""
    words = cue_words(draft.language)
    quotes = find_quotes(draft)
    speech = [quote for quote in quotes if is_speech(draft, quote)]
    answers = find_answers(draft, words)
    asked = find_questions(draft, words) if answers else []
    found: list[tuple[Span, Statement, str]] = []
    said: list[EntityDraft] = []
    for span, speaker in answers:
        found.append((span, new_statement([span], speaker, None, None, "direct"), "interview_answer"))
    for sentence in draft.analysis.sentences:
        if not sentence.parsed or any(a <= sentence.start < b for a, b in [*(span for span, _ in answers), *asked]):
            continue
        found.extend(_in_sentence(draft, sentence, words, speech, said))
    found.sort(key=lambda item: item[0])
    for _, statement, rule in found:
        statement = msgspec.structs.replace(statement, id=draft.new_id("s"))
        draft.statements.append(statement)
        draft.decide("statements", statement.id, rule)
    continue_quotes(draft, speech)
    resume_quotes(draft, speech)


def _in_sentence(
    draft: Draft, sentence: Sentence, words: CueWords, speech: list[Quote], said: list[EntityDraft]
) -> list[tuple[Span, Statement, str]]:
    quotes = [q for q in speech if q.span[0] < sentence.end and sentence.start < q.span[1]]
    cues = find_cues(draft, sentence, words, quotes)
    found: list[tuple[Span, Statement, str]] = []
    covered: list[Span] = []
    for cue in cues:
        if any(a <= cue.verb.start < b for a, b in covered):
            continue
        for rule in CONTENT_RULES:
            content = rule(draft, cue, words)
            if content is None or not any(end - start > 3 for start, end in content.spans):
                continue
            speaker, span = find_speaker(draft, cue, words, said)
            if speaker is not None:
                said.append(speaker)
            cue_span = (cue.verb.start, cue.last.end)
            manner = manner_of(content.spans, speech)
            statement = new_statement(content.spans, speaker, span, cue_span, manner)
            found.append((content.spans[0], statement, content.rule))
            covered.extend(content.spans)
            break
    according = find_according(draft, sentence, words, speech)
    if according is not None and not any(
        a < according[0][1] and according[0][0] < b for item in found for a, b in item[1].content_spans
    ):
        found.append(according)
        if according[1].speaker is not None:
            said.append(draft.entities[according[1].speaker])
    return found
