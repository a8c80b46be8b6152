"""Quotations: a content that stands in quotation marks is the whole quotation, over the ends of sentences too."""

from __future__ import annotations

from communique.extract.attribution.parts import Attribution
from communique.extract.draft import Draft
from communique.extract.quotes import Quote


def extend_quotations(draft: Draft, found: list[Attribution], quotes: list[Quote]) -> None:
    """Contents that begin or end inside a quotation are moved to its marks; a quotation right after them is added."""
    taken = {one.head.sentence for one in found}
    for one in found:
        spans = []
        for start, end in one.contents:
            for quote in quotes:
                a, b = quote.span
                if a < start < b and draft.analysis.sentence_of(start).start == start:  # type: ignore[union-attr]
                    start = a
                if a <= start and start - a < 3 or start <= a < end:
                    if a < end < b and not draft.text[end:b].strip(' .,!?"”’\'»'):
                        end = b
                    elif a < end < b and (a <= start + 2):
                        end = b
            spans.append((start, end))
        one.contents = spans
        _append_following(draft, one, quotes, taken)


def _append_following(draft: Draft, one: Attribution, quotes: list[Quote], taken: set[int]) -> None:
    """ "…," she said. "…": quotations without a cue that begin the next sentences of the paragraph."""
    direct = any(quote.span[0] < end and start < quote.span[1] for quote in quotes for start, end in one.contents)
    if not direct:
        return
    sentences = draft.analysis.sentences
    at = max(one.head.sentence, max(t.sentence for t in [draft.analysis.token_at(end - 1) for _, end in one.contents] if t))
    while at + 1 < len(sentences) and sentences[at + 1].paragraph == sentences[one.head.sentence].paragraph:
        following = sentences[at + 1]
        quote = next((q for q in quotes if abs(q.span[0] - following.start) < 2), None)
        if quote is None or following.index in taken:
            return
        one.contents.append(quote.span)
        last = draft.analysis.token_at(quote.span[1] - 1)
        at = last.sentence if last is not None and last.sentence > at else at + 1
        if sentences[at].end - quote.span[1] > 2:
            return
