"""Statements by their cues, for languages without words for attributions: a cue is found first, then its content, then its speaker."""

from __future__ import annotations

from communique.extract.according import find_according
from communique.extract.contents import CONTENT_RULES, manner_of, new_statement
from communique.extract.cues import CueWords, find_cues
from communique.extract.draft import Draft, EntityDraft
from communique.extract.quotes import Quote
from communique.extract.speakers import find_speaker
from communique.language.base import Sentence
from communique.record import Span, Statement


def statements_of_cues(
    draft: Draft, sentence: Sentence, words: CueWords, speech: list[Quote], said: list[EntityDraft]
) -> list[tuple[Span, Statement, str]]:
    """The statements of a sentence with where they begin and which rule decided; ``said`` are those who spoke before."""
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
