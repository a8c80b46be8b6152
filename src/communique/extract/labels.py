"""Amounts behind a label: "• Visas issued since January: 2,870", "Norwegian fish sold to Ghana: 21,000 tonnes"."""

from __future__ import annotations

import regex

from communique.extract.clauses import said_of
from communique.extract.draft import Draft, Quantity
from communique.extract.figure_words import figure_words
from communique.extract.measures import NOMINAL, Measure, measure_from, phrase_tokens
from communique.language import Token

LONGEST = 14  # words of a label
BEHIND = regex.compile(r":[\"”’]?\s*$")
COLON = regex.compile(r":\s*$")
BULLET = regex.compile(r"[\s•·*▪●■◦–—-]*")
FINITE = ("VBD", "VBZ", "VBP", "MD")


def label_of(draft: Draft, quantity: Quantity) -> Measure | None:
    """What a label at the beginning of the line says that the amount right behind its colon measures."""
    line = draft.text.rfind("\n", 0, quantity.span[0]) + 1
    colon = COLON.search(draft.text, line, quantity.span[0])
    if colon is None:
        return None
    bullet = BULLET.match(draft.text, line)
    start = bullet.end() if bullet is not None else line
    tokens = draft.analysis.tokens_in((start, colon.start()))
    if not 1 < len(tokens) <= LONGEST or any(token.tag in FINITE for token in tokens):
        return None
    kept = _without_periods(draft, tokens)
    head = _head(kept)
    if head is None:
        return None
    span = (kept[0].start, kept[-1].end)
    return Measure(" ".join(draft.words(span).split()), span, head, "label")


def subject_before_colon(draft: Draft, quantity: Quantity) -> Measure | None:
    """ "trade was smaller than the friendship: €430 million": the subject of the clause that an amount with a unit explains."""
    sentence = draft.analysis.sentence_of(quantity.span[0])
    colon = BEHIND.search(draft.text, sentence.start, quantity.span[0]) if sentence is not None else None
    if sentence is None or colon is None or quantity.unit in (None, "%"):
        return None
    after = draft.analysis.token_at(quantity.span[1] + 1)
    if after is not None and after.lower in figure_words(draft.language).of:
        return None
    before = draft.analysis.tokens_in((sentence.start, colon.start()))
    for verb in reversed(before):
        comparing = any(c.lower in figure_words(draft.language).than for c in draft.analysis.children(verb, "mark"))
        noun = said_of(draft, verb, set()) if verb.pos in ("VERB", "AUX") and not comparing else None
        if noun is None or noun.i > verb.i:
            continue
        entity = draft.entity_at(noun)
        if (
            noun.pos not in NOMINAL
            or entity is not None
            and entity.kind in ("person", "organization", "country", "group")
        ):
            continue
        found = measure_from(draft, phrase_tokens(draft, noun, set()), noun)
        found.rule = "before_colon"
        return found
    return None


def _without_periods(draft: Draft, tokens: list[Token]) -> list[Token]:
    """The words before the first time that the label names, marks at the end left out."""
    at = next((i for i, token in enumerate(tokens) if draft.in_period(token.start)), len(tokens))
    kept = tokens[:at]
    while kept and kept[-1].pos in ("PUNCT", "ADP", "CCONJ"):
        kept.pop()
    return kept


def _head(tokens: list[Token]) -> Token | None:
    inside = {token.i for token in tokens}
    nouns = [token for token in tokens if token.pos in NOMINAL]
    return next((token for token in nouns if token.head not in inside or token.head == token.i), None) or next(
        iter(nouns), None
    )
