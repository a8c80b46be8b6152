"""Statements: who said what. The cue comes last; its content stands before it, the speaker before the content.

"According to …" opens its sentence and has a rule of its own (``according``), so have the answers of an interview.
"""

from __future__ import annotations

import msgspec

from communique.extract.contents import manner_of, new_statement
from communique.extract.cues import speaker_words
from communique.extract.draft import Draft, EntityDraft
from communique.extract.interviews import read_interview
from communique.extract.quotes import Quote, find_quotes, is_speech
from communique.extract.turkic.according import according_to
from communique.extract.turkic.contents import CONTENT_RULES, trimmed, trimmed_quote
from communique.extract.turkic.cues import cues_in
from communique.extract.turkic.speakers import find_speaker
from communique.extract.turkic.speech_words import CueWords, cue_words
from communique.language.base import Sentence
from communique.record import Span, Statement


def find_statements(draft: Draft) -> None:
    """Fill ``draft.statements`` in the order of the text."""
    words = cue_words(draft.language)
    speech = [_closed(draft, quote, words) for quote in find_quotes(draft) if is_speech(draft, quote)]
    found: list[tuple[Span, Statement, str]] = []
    said: list[tuple[EntityDraft, int]] = []  # who spoke last, and in which sentence
    interview = read_interview(draft, speaker_words(draft.language))
    answers = interview.answers
    asked = [*(span for span, _ in answers), *interview.questions]
    for span, speaker in answers:
        found.append((span, new_statement([span], speaker, None, None, "direct"), "interview_answer"))
    for sentence in draft.analysis.sentences:
        if any(a <= sentence.start < b for a, b in asked):
            continue
        taken = [span for _, statement, _ in found for span in statement.content_spans]
        found.extend(_in_sentence(draft, sentence, words, speech, said, taken))
    found.sort(key=lambda item: item[0])
    for _, statement, rule in found:
        statement = msgspec.structs.replace(statement, id=draft.new_id("s"))
        draft.statements.append(statement)
        draft.decide("statements", statement.id, rule)
    _resume_quotes(draft, speech)


def _closed(draft: Draft, quote: Quote, words: CueWords) -> Quote:
    """A quotation that is never closed ends before its "deb" at the latest."""
    if quote.closed:
        return quote
    for token in draft.analysis.tokens_in(quote.inner):
        if token.lower in words.quotatives:
            end = trimmed(draft, quote.inner[0], token.start)[1]
            return Quote((quote.span[0], end), (quote.inner[0], end), closed=False)
    return quote


def _in_sentence(
    draft: Draft,
    sentence: Sentence,
    words: CueWords,
    speech: list[Quote],
    said: list[tuple[EntityDraft, int]],
    taken: list[Span],
) -> list[tuple[Span, Statement, str]]:
    quotes = [q for q in speech if q.span[0] < sentence.end and sentence.start < q.span[1]]
    found: list[tuple[Span, Statement, str]] = []
    covered: list[Span] = []
    according = according_to(draft, sentence, words, speech)
    if according is not None:
        found.append(according)
        covered.extend(according[1].content_spans)
        if according[1].speaker is not None:
            said.append((draft.entities[according[1].speaker], sentence.index))
    for cue in cues_in(draft, sentence, words, quotes, taken):
        if any(a <= cue.first.start < b for a, b in covered):
            continue
        for rule in CONTENT_RULES:
            content = rule(draft, cue, words)
            if content is None or not any(end - start > 3 for start, end in content.spans):
                continue
            speaker, span = find_speaker(draft, cue, content, said)
            if speaker is not None:
                said.append((speaker, sentence.index))
            statement = new_statement(
                content.spans, speaker, span, (cue.first.start, cue.last.end), manner_of(content.spans, speech)
            )
            found.append((content.spans[0], statement, content.rule))
            covered.extend(content.spans)
            break
    return found


def _resume_quotes(draft: Draft, speech: list[Quote]) -> None:
    """ "…", dedi X. "…": a quotation without a cue right after one with a cue is the rest of it."""
    for quote in speech:
        if any(a < quote.inner[1] and quote.inner[0] < b for s in draft.statements for a, b in s.content_spans):
            continue
        sentence = draft.analysis.sentence_of(quote.span[0])
        if sentence is None or draft.text[sentence.start : quote.span[0]].strip(" –—"):
            continue
        before = [
            (max(b for _, b in s.content_spans), at)
            for at, s in enumerate(draft.statements)
            if s.manner == "direct" and max(b for _, b in s.content_spans) <= quote.span[0]
        ]
        if not before:
            continue
        end, at = max(before)
        between = [s for s in draft.analysis.sentences if end < s.start < quote.span[0]]
        if "\n" not in draft.text[end : quote.span[0]] and not between and quote.span[0] - end < 200:
            statement = draft.statements[at]
            draft.statements[at] = msgspec.structs.replace(
                statement, content_spans=(*statement.content_spans, trimmed_quote(draft, quote.inner))
            )
