"""Cues at the end of a sentence: "…, the minister, head of the commission, told reporters on Monday.", by their words.

Parsers take the name before such a cue for a part of the clause before it; this rule counts where they see no cue.
"""

from __future__ import annotations

from communique.extract.attribution.frames import FINITE, PARTICIPLE, has_finite
from communique.extract.attribution.parts import Attribution, opening, trimmed
from communique.extract.attribution.words import Use, attribution_words, verb_form, verb_uses
from communique.extract.draft import Draft
from communique.language import Token
from communique.language.base import Sentence

NEAR = 16  # tokens from the cue to the end of the sentence
NAMING = ("NOUN", "PROPN", "PRON")


def find_by_closing(draft: Draft, sentence: Sentence, quoted: set[int]) -> list[Attribution]:
    """At most one attribution: the last finite verb of the sentence, if it can be a cue and a noun phrase stands before it."""
    tokens, end = draft.analysis.tokens, sentence.last - 1
    if end - sentence.first < 6:
        return []
    end = _before_time(draft, sentence, end)
    for verb in reversed(tokens[max(sentence.first + 4, end - NEAR) : end + 1]):
        if verb.i in quoted or verb.text == ",":
            return []
        taken_for_noun = verb.i == end - 1 and verb.pos == "NOUN" and _use(draft, verb) is not None
        if verb.tag in FINITE or verb.tag == PARTICIPLE or taken_for_noun:
            one = _closing(draft, sentence, verb)
            return [one] if one is not None else []
    return []


def _before_time(draft: Draft, sentence: Sentence, end: int) -> int:
    """ "…, the minister disclosed on Thursday | as she wound up her visit": where a clause of time ends the sentence, its cue."""
    tokens, breaks = draft.analysis.tokens, attribution_words(draft.language).breaks
    for at in range(end, max(sentence.first + 5, end - NEAR), -1):
        if tokens[at].text == ",":
            return end
        if tokens[at].lower in breaks and has_finite(tokens[at + 1 : end + 1]):
            return at - 1
    return end


def _closing(draft: Draft, sentence: Sentence, verb: Token) -> Attribution | None:
    tokens = draft.analysis.tokens
    use = _use(draft, verb)
    if use is None or "clause" not in use.frames or tokens[verb.i - 1].pos in ("AUX", "ADP", "PART", "SCONJ"):
        return None
    start = _phrase_start(draft, sentence, verb)
    if start is None or not has_finite(tokens[sentence.first : start]) or tokens[sentence.first].pos == "SCONJ":
        return None
    content = trimmed(draft, opening(draft, sentence, start - 1), start - 1)
    head = _head(draft, start, next((i for i in range(start, verb.i) if tokens[i].text == ","), verb.i))
    if head is None or content is None:
        return None
    last = verb.i - 1 if tokens[verb.i - 1].pos != "ADV" else verb.i - 2
    source = (tokens[start].start, tokens[last].end)
    return Attribution(verb.span, [content], source, use.frames["clause"], "clause_and_cue", verb, head)


def _use(draft: Draft, verb: Token) -> Use | None:
    lemma = verb.lemma if verb.pos in ("VERB", "AUX") else verb_form(draft.language, verb.lower)
    return verb_uses(draft.language).get(lemma)


def _phrase_start(draft: Draft, sentence: Sentence, verb: Token) -> int | None:
    """Where the noun phrase before the verb begins: behind the last comma before which a finite verb stands."""
    tokens, at, start = draft.analysis.tokens, verb.i - 1, None
    while tokens[at].pos == "ADV":
        at -= 1
    at -= tokens[at].text == ","
    while at > sentence.first:
        comma = next((i for i in range(at, sentence.first, -1) if tokens[i].text in (",", "—", "–")), None)
        if comma is None or has_finite(tokens[comma + 1 : at + 1]):
            break
        if comma + 1 <= at and tokens[comma + 1].pos in ("DET", "ADJ", *NAMING):
            start = comma + 1
        at = comma - 1
    return start


def _head(draft: Draft, first: int, stop: int) -> Token | None:
    nouns = [token for token in draft.analysis.tokens[first:stop] if token.pos in NAMING]
    return next((t for t in nouns if not first <= t.head < stop), nouns[-1] if nouns else None)
