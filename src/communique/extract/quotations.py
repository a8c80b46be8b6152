"""Quotations that run on: over the end of their sentence, or after the cue without one of their own."""

from __future__ import annotations

import msgspec

from communique.extract.contents import trimmed_quote
from communique.extract.draft import Draft
from communique.extract.quotes import Quote


def continue_quotes(draft: Draft, speech: list[Quote]) -> None:
    """A quotation that goes on over the end of its sentence belongs to its statement as a whole."""
    for at, statement in enumerate(draft.statements):
        spans = []
        for start, end in statement.content_spans:
            quote = next((q for q in speech if q.inner[0] <= start < q.inner[1] and q.closed), None)
            spans.append(
                (start, max(end, quote.inner[1]))
                if quote is not None and statement.manner == "direct"
                else (start, end)
            )
        if tuple(spans) != statement.content_spans:
            draft.statements[at] = msgspec.structs.replace(statement, content_spans=tuple(spans))


def resume_quotes(draft: Draft, speech: list[Quote]) -> None:
    """ "…," said X. "…": a quotation without a cue right after one with a cue is the rest of it."""
    for quote in speech:
        if any(a < quote.inner[1] and quote.inner[0] < b for s in draft.statements for a, b in s.content_spans):
            continue
        sentence = draft.analysis.sentence_of(quote.span[0])
        if sentence is None or draft.text[sentence.start : quote.span[0]].strip():
            continue
        before = [
            (max(b for _, b in s.content_spans), at)
            for at, s in enumerate(draft.statements)
            if s.manner == "direct" and max(b for _, b in s.content_spans) <= quote.span[0]
        ]
        if not before:
            continue
        end, at = max(before)
        gap = draft.text[end : quote.span[0]]
        between = [s for s in draft.analysis.sentences if end < s.start < quote.span[0]]
        if "\n" not in gap and not between and len(gap) < 200:
            statement = draft.statements[at]
            spans = (*statement.content_spans, trimmed_quote(draft, quote.inner))
            draft.statements[at] = msgspec.structs.replace(statement, content_spans=spans)
