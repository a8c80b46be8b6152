"""Sources named by a phrase: "according to the ministry", "in the view of experts", "in a recent poll", "Experts: …"."""

from __future__ import annotations

from communique.extract.attribution.frames import has_finite
from communique.extract.attribution.parts import MARKS, Attribution, balanced, opening, trimmed
from communique.extract.attribution.sources import source_phrase
from communique.extract.attribution.words import AttributionWords, attribution_words, source_phrases
from communique.extract.draft import Draft
from communique.extract.quotes import OPENING_MARKS
from communique.language import Token
from communique.language.base import Sentence
from communique.record import Span


def find_by_phrases(draft: Draft, sentence: Sentence, quoted: set[int]) -> list[Attribution]:
    words = attribution_words(draft.language)
    found = [
        one
        for one in (
            _according(draft, sentence, quoted, words),
            _possessive(draft, sentence, quoted, words),
            _headline(draft, sentence, words),
        )
        if one is not None
    ]
    return found


def _according(draft: Draft, sentence: Sentence, quoted: set[int], words: AttributionWords) -> Attribution | None:
    analysis, tokens = draft.analysis, draft.analysis.tokens
    phrases = source_phrases(draft.language)
    for token in analysis.sentence_tokens(sentence):
        if token.lower not in phrases or token.i in quoted:
            continue
        phrase = next((p for p in phrases[token.lower] if _stands(tokens, token.i, sentence.last, p)), None)
        if phrase is None:
            continue
        last = token.i + len(phrase) - 1
        head = _head_after(draft, last, sentence)
        if head is None:
            continue
        span = (token.start, tokens[last].end)
        source = source_phrase(draft, head, span, words)
        if source is None:
            continue
        if token.i == sentence.first:
            source = _to_comma(draft, sentence, source)
        after = next((t.i for t in tokens[last + 1 : sentence.last] if t.start >= source[1]), sentence.last)
        runs = _around(draft, sentence, token.i, after)
        behind = tokens[after + 1] if after + 1 < sentence.last and tokens[after].text == "," else None
        if (
            behind is not None
            and behind.i + 1 < sentence.last
            and tokens[behind.i].text in OPENING_MARKS
            and token.i - 2 >= sentence.first
            and tokens[token.i - 2].pos == "CCONJ"
        ):
            runs = runs[1:]  # "It helps and, in the words of a delegate, “binds nobody”": the quotation alone
        spans = [s for a, b in runs if (s := trimmed(draft, a, b)) is not None]
        if spans:
            return Attribution(span, spans, source, "speech", "according_to", token, head)
    return None


def _to_comma(draft: Draft, sentence: Sentence, source: Span) -> Span:
    """ "According to the Ministry of Trade and Industry of X, …": the source that opens a sentence goes on to the comma."""
    rest = [t for t in draft.analysis.sentence_tokens(sentence) if t.start >= source[1]]
    at = next((i for i, t in enumerate(rest[:10]) if t.text == ","), 0)
    if at == 0 or source[1] > rest[0].start or has_finite(rest[:at]):
        return source
    return source[0], rest[at - 1].end


def _possessive(draft: Draft, sentence: Sentence, quoted: set[int], words: AttributionWords) -> Attribution | None:
    """ "In his estimation, …", "by the parties' reckoning, …"."""
    analysis = draft.analysis
    for token in analysis.sentence_tokens(sentence):
        if token.lower not in words.possessive_nouns or token.i in quoted:
            continue
        owner = analysis.child(token, "nmod:poss")
        marker = next(
            (c for c in analysis.children(token, "case") if c.i < token.i and c.lower in words.possessive_markers), None
        )
        if owner is None or marker is None or owner.i > token.i:
            continue
        span = (marker.start, token.end)
        source = source_phrase(draft, owner, (token.start, token.end), words)
        spans = [
            s for a, b in _around(draft, sentence, marker.i, token.i + 1) if (s := trimmed(draft, a, b)) is not None
        ]
        if spans and source is not None:
            return Attribution(span, spans, source, "speech", "in_the_view_of", token, owner)
    return None


def _stands(tokens: list[Token], at: int, stop: int, phrase: list[str]) -> bool:
    return at + len(phrase) <= stop and [t.lower for t in tokens[at : at + len(phrase)]] == phrase


def _head_after(draft: Draft, last: int, sentence: Sentence) -> Token | None:
    tokens = draft.analysis.tokens
    for token in tokens[last + 1 : min(sentence.last, last + 16)]:
        if token.pos in ("NOUN", "PROPN", "PRON") and token.dep not in ("compound", "nmod:poss", "det"):
            return token
        if token.text in MARKS:
            return None
    return None


def _around(draft: Draft, sentence: Sentence, low: int, high: int) -> list[tuple[int, int]]:
    tokens = draft.analysis.tokens
    end = sentence.last - 1
    runs = []
    if low > sentence.first:
        runs.append((opening(draft, sentence, low - 1), low - 1))
        if high < end and tokens[high].text == "," and end - high > 4:
            runs.append((high, balanced(draft, high, end, sentence.last)))
    elif high < end:
        runs.append((high, balanced(draft, high, end, sentence.last)))
    return runs


def _headline(draft: Draft, sentence: Sentence, words: AttributionWords) -> Attribution | None:
    """ "Experts: Trade will grow": a name and a colon at the beginning of the title or of a line of dialogue."""
    tokens = draft.analysis.tokens
    colon = next((t for t in tokens[sentence.first : min(sentence.last, sentence.first + 7)] if t.text == ":"), None)
    if colon is None or colon.i == sentence.first or sentence.last - colon.i < 4:
        return None
    before = tokens[sentence.first : colon.i]
    if sentence.paragraph > 0 and not all(t.text.isupper() for t in before):
        return None
    if not before[-1].text[:1].isupper() or any(
        t.pos in ("VERB", "AUX", "NUM") or t.text[:1].isdigit() for t in before
    ):
        return None
    end = sentence.last - 1
    content = trimmed(draft, colon.i + 1, end)
    if content is None:
        return None
    return Attribution(
        colon.span, [content], (before[0].start, before[-1].end), "speech", "name_and_colon", colon, before[-1]
    )
