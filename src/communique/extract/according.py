"""Sources named by a phrase: "According to the Ambassador, …", "In the minister's words, …"."""

from __future__ import annotations

from communique.extract.contents import manner_of, new_statement, trimmed
from communique.extract.cues import CueWords
from communique.extract.draft import Draft
from communique.extract.quotes import Quote
from communique.extract.speakers import entity_of
from communique.language import Token
from communique.language.base import Sentence
from communique.record import Span, Statement


def find_according(
    draft: Draft, sentence: Sentence, words: CueWords, speech: list[Quote]
) -> tuple[Span, Statement, str] | None:
    """ "According to the Ambassador, …", "…, according to the bank", "In the minister's words, …"."""
    low = draft.text[sentence.start : sentence.end].lower()
    for phrase in words.according:
        at = low.find(phrase)
        if at < 0:
            continue
        start, after = sentence.start + at, sentence.start + at + len(phrase)
        if any(q.inner[0] <= start < q.inner[1] for q in speech):
            continue
        head = next(
            (
                t
                for t in draft.analysis.tokens_in((after, sentence.end))
                if draft.analysis.marker(t) or draft.mention_at(t) is not None
            ),
            None,
        )
        if head is None:
            continue
        return _around(draft, sentence, words, speech, start, (start, after), head)
    for token in draft.analysis.sentence_tokens(sentence):
        if token.lower in words.possessive_nouns and draft.analysis.marker(token) in words.possessive_markers:
            owner = draft.analysis.child(token, "nmod:poss")
            if owner is not None:
                start = draft.analysis.subtree(token)[0].start
                return _around(draft, sentence, words, speech, start, (start, token.end), owner, token)
    return None


def _around(
    draft: Draft,
    sentence: Sentence,
    words: CueWords,
    speech: list[Quote],
    start: int,
    cue: Span,
    owner: Token,
    last: Token | None = None,
) -> tuple[Span, Statement, str] | None:
    """The sentence without the phrase that names its source."""
    mention = draft.mention_at(owner)
    end = max(cue[1], last.end if last else 0, mention.span[1] if mention else 0, owner.end)
    comma = draft.text.find(",", end, sentence.end)
    initial = start - sentence.start < 4
    speaker, span = entity_of(draft, owner, words)
    if initial:
        if comma < 0:
            return None
        # an apposition goes on to a second comma: "According to X, head of Y, trade grew"
        spans = [trimmed(draft, comma + 1, sentence.end)]
    elif comma >= 0 and comma - end < 40 and sentence.end - comma > 15:
        spans = [trimmed(draft, sentence.start, start), trimmed(draft, comma + 1, sentence.end)]
    else:
        spans = [trimmed(draft, sentence.start, start)]
    spans = [s for s in spans if s[1] - s[0] > 3]
    if not spans:
        return None
    return spans[0], new_statement(spans, speaker, span, cue, manner_of(spans, speech)), "according_to"
