"""The rate of an amount that does not stand right behind it: "500,000 tonnes of steel per year", "an annual quota of 810 places"."""

from __future__ import annotations

import regex

from communique.extract.draft import Draft, Quantity
from communique.extract.indicators import is_money
from communique.extract.measures import Measure
from communique.extract.number_words import TIMES, Patterns, patterns_of
from communique.language.base import Sentence

FAR = 70  # characters behind an amount in which its rate may stand
WORDS = 7
BEFORE = 45


def rate_of(draft: Draft, quantity: Quantity, measure: Measure | None) -> str | None:
    """The unit of time that an amount is for one of, or ``None``."""
    sentence = draft.analysis.sentence_of(quantity.span[0])
    if sentence is None:
        return None
    patterns = patterns_of(draft.language)
    if quantity.unit == "%" or quantity.unit in TIMES:
        return _behind(draft, quantity, measure, sentence, patterns)
    return (
        _of_verb(draft, measure, sentence, patterns)
        or _behind(draft, quantity, measure, sentence, patterns)
        or _before(draft, quantity, sentence, patterns)
        or _in_measure(quantity, measure, patterns)
    )


def _of_verb(draft: Draft, measure: Measure | None, sentence: Sentence, patterns: Patterns) -> str | None:
    """ "210 scholarships are awarded to them every year": the rate of a passive verb whose subject is counted."""
    verb = draft.analysis.head_of(measure.head) if measure is not None else None
    if verb is None or measure is None or measure.head.dep != "nsubj:pass":
        return None
    for child in draft.analysis.children(verb, "advmod", "obl"):
        first = draft.analysis.subtree(child)[0]
        match = patterns.rate.match(draft.text, first.start, sentence.end) if first.i > verb.i else None
        if match is not None and not draft.in_period(first.start):
            forms = patterns.words.rates.items()
            return next((rate for rate, words in forms if match.group("rate").lower() in words), None)
    return None


def _behind(
    draft: Draft, quantity: Quantity, measure: Measure | None, sentence: Sentence, patterns: Patterns
) -> str | None:
    end = quantity.span[1]
    tokens = draft.analysis.tokens_in((end, min(sentence.end, end + FAR)))
    given = _given(draft, quantity, measure)
    described = False  # within a clause that describes what is counted: "the 15 grants that it gives each year"
    for count, token in enumerate(tokens[1:] if tokens and tokens[0].start < end else tokens):
        if token.dep == "acl:relcl" and measure is not None and token.head == measure.head.i:
            described = True
        head = draft.analysis.head_of(token)
        opens = head is not None and head.dep == "acl:relcl" and measure is not None and head.head == measure.head.i
        if token.i in given:
            continue
        if count > WORDS or token.pos in ("VERB", "AUX") and not (described or opens) or token.text in (";", ":", "."):
            return None
        if (
            token.text == ","
            and count > 0
            or any(other.number[0] == token.start for other in draft.quantities_from(sentence.start, token.start + 1))
        ):
            return None
        beside = (
            token.pos == "ADJ" and head is not None and head.pos == "NOUN" and head.i > token.i
        )  # "the yearly volume"
        match = patterns.rate.match(draft.text, token.start, sentence.end) if not beside else None
        if match is not None and draft.in_period(token.start):
            return None
        if match is not None:
            return next(
                (rate for rate, forms in patterns.words.rates.items() if match.group("rate").lower() in forms), None
            )
    return None


def _given(draft: Draft, quantity: Quantity, measure: Measure | None) -> set[int]:
    """ "210 scholarships | are awarded every year": the verb by which what is counted is given, with its auxiliaries."""
    verb = draft.analysis.head_of(measure.head) if measure is not None and quantity.unit is None else None
    if (
        measure is None
        or verb is None
        or verb.tag != "VBN"
        or measure.head.dep != "nsubj:pass"
        or verb.i < measure.head.i
    ):
        return set()
    return {verb.i, *(c.i for c in draft.analysis.children(verb, "aux", "aux:pass", "advmod"))}


def _before(draft: Draft, quantity: Quantity, sentence: Sentence, patterns: Patterns) -> str | None:
    left = draft.text[max(sentence.start, quantity.span[0] - BEFORE) : quantity.span[0]]
    found = list(patterns.rate_before.finditer(left))
    start = quantity.span[0] - len(left) + found[-1].end() if found else 0
    verbs = [
        t for t in draft.analysis.tokens_in((start, quantity.span[0])) if t.end <= quantity.span[0] and t.pos == "VERB"
    ]
    word = draft.analysis.token_at(start - len(found[-1].group())) if found else None
    adverb = word is not None and word.dep == "advmod" and verbs and word.head == verbs[0].i  # "yearly gives 20"
    if verbs and not adverb:
        return None
    if found and not regex.search(r"[;:,]|\d", left[found[-1].end() :]):
        return patterns.words.rate_before[found[-1].group("rate").lower()]
    return None


def _in_measure(quantity: Quantity, measure: Measure | None, patterns: Patterns) -> str | None:
    """ "the annual quota … will go up from 9,000": the measure itself is for a year; an annual sum of money is its period's."""
    if measure is None or quantity.unit == "%" or quantity.unit is not None and is_money(quantity.unit):
        return None
    found = patterns.rate_before.search(measure.text)
    return patterns.words.rate_before[found.group("rate").lower()] if found is not None else None
