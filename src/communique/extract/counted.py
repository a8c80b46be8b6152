"""The noun that a number counts, and the words that say so."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import msgspec

from communique.extract.draft import Draft, Quantity
from communique.language import Token

NOUNS = ("NOUN", "PROPN")
INSIDE = (
    "ADJ",
    "NOUN",
    "PROPN",
    "NUM",
    "ADV",
    "VERB",
    "PUNCT",
    "DET",
    "X",
    "SYM",
    "ADP",
    "CCONJ",
    "PRON",
    "AUX",
    "PART",
)


class MeasureWords(msgspec.Struct, frozen=True):
    """The file ``measures.yml`` of a language."""

    small: frozenset[str]
    transparent: frozenset[str]
    ones: frozenset[str]
    no_one: frozenset[str]
    of: frozenset[str]
    worth: frozenset[str]
    adds: frozenset[str]
    having: frozenset[str]
    rate: frozenset[str]
    made_so: frozenset[str]
    infinitive: frozenset[str]
    by_how_much: frozenset[str]
    over: frozenset[str]
    lasting: frozenset[str]
    partitive: frozenset[str]
    age_before: frozenset[str]
    again: str
    little: frozenset[str]
    belonging: frozenset[str]
    counting: frozenset[str]
    of_time: frozenset[str]
    money_in: frozenset[str]
    speakers: frozenset[str]
    periods: frozenset[str]
    goes_from: frozenset[str]
    ages: frozenset[str]
    persons: frozenset[str]
    copulas: frozenset[str]
    goes_on: frozenset[str]
    by: frozenset[str]
    still: frozenset[str]
    up: frozenset[str]
    down: frozenset[str]
    off: frozenset[str]
    ends: frozenset[str]
    gives: frozenset[str]
    money_for: frozenset[str]
    compares: frozenset[str]
    compared: frozenset[str]
    weekdays: frozenset[str]
    moments: frozenset[str]
    price: frozenset[str]
    movers: frozenset[str]
    single: frozenset[str]
    examples: frozenset[str]
    pounds: frozenset[str]
    labels: frozenset[str]
    scales: frozenset[str]
    than: frozenset[str]
    compared_ages: frozenset[str]
    streets: frozenset[str]
    changed_by: frozenset[str]
    weighing: frozenset[str]
    bridges: frozenset[str]
    at_verbs: frozenset[str]
    at: frozenset[str]
    asides: frozenset[str]
    prepositional: frozenset[str]
    when: frozenset[str] = frozenset()


@lru_cache
def measure_words(language: Any) -> MeasureWords:
    return language.data("measures", MeasureWords)  # type: ignore[no-any-return]


@dataclass(slots=True)
class Counted:
    """What a number counts: the head noun, all its tokens, and its words in their base forms."""

    head: Token | None = None
    tokens: list[Token] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    unit: bool = False  # a noun in the singular before another: "the 12 page document"
    whole: bool = False  # the words after "one of the": nothing else says what is measured


def tokens_of(draft: Draft, quantity: Quantity) -> list[Token]:
    return draft.analysis.tokens_in(quantity.span)


def next_token(draft: Draft, token: Token) -> Token | None:
    at = token.i + 1
    found = draft.analysis.tokens[at] if at < len(draft.analysis.tokens) else None
    return found if found is not None and found.sentence == token.sentence else None


def previous_token(draft: Draft, token: Token) -> Token | None:
    found = draft.analysis.tokens[token.i - 1] if token.i else None
    return found if found is not None and found.sentence == token.sentence else None


def counted_head(draft: Draft, quantity: Quantity) -> Token | None:
    """The noun after the number that it counts, by the parse, else by the words that follow."""
    analysis = draft.analysis
    own = analysis.tokens_in(quantity.span)
    last = own[-1]
    inside = {t.i for t in own}
    for token in reversed(own):
        head = analysis.head_of(token)
        if head is None or head.i in inside:
            continue
        if (
            token.dep in ("nummod", "compound", "quantmod", "amod", "nmod", "advmod", "det")
            and head.pos in NOUNS
            and 0 < head.i - last.i <= 6
        ):
            between = analysis.tokens[last.i + 1 : head.i]
            if all(t.pos in INSIDE for t in between) and not any(
                t.pos in ("ADP", "CCONJ", "AUX", "PRON") for t in between
            ):
                return head
    at = next_token(draft, last)
    steps = 0
    while at is not None and steps < 4 and at.pos in ("ADJ", "NOUN", "PROPN", "NUM"):
        following = next_token(draft, at)
        if at.pos == "NOUN" and (following is None or following.pos not in NOUNS):
            return at
        at, steps = following, steps + 1
    return None


def counted_noun(draft: Draft, quantity: Quantity) -> Counted:
    """The noun that the number counts with the words before it; empty where the number has a unit or stands alone."""
    analysis, words = draft.analysis, measure_words(draft.language)
    if quantity.unit is not None or quantity.multiplier and quantity.rule != "times":
        return Counted()
    own = analysis.tokens_in(quantity.span)
    after = next_token(draft, own[-1])
    if after is not None and after.lower in words.of and (quantity.words or quantity.rule in ("vague", "fraction")):
        noun = next(
            (
                t
                for t in analysis.tokens[after.i + 1 : after.i + 8]
                if t.pos in NOUNS and (t.head <= after.i or t.dep in ("pobj", "nmod", "obl"))
            ),
            None,
        )
        noun = next(
            (
                t
                for t in analysis.tokens[after.i + 1 : after.i + 8]
                if t.head in (own[-1].i, after.i) and t.pos in NOUNS
            ),
            noun,
        )
        if noun is None:
            return Counted(whole=quantity.value == 1)
        tokens = [t for t in analysis.subtree(noun, without=("acl:relcl", "punct", "appos")) if t.i > after.i]
        if quantity.value == 1:  # "the hottest cars in the world", less what stands beside them
            apart = [c for c in analysis.children(noun, "nmod") if analysis.marker(c) not in words.partitive]
            beside = {t.i for c in apart for t in analysis.subtree(c)}
            tokens = [t for t in tokens if t.i not in beside]
        if quantity.rule == "vague" or quantity.value != 1:
            tokens = [t for t in tokens if t.i <= noun.i]
        return Counted(noun, tokens, base_words(draft, tokens, words), whole=quantity.value == 1)
    if quantity.multiplier:
        return Counted()
    head = counted_head(draft, quantity)
    earlier = previous_token(draft, own[0])
    scaled = earlier is not None and earlier.lower in words.scales and earlier.pos == "NOUN"
    if head is None or scaled:  # "a magnitude 6 quake"
        return Counted()
    tokens = analysis.tokens[own[-1].i + 1 : _end_of_word(draft, head) + 1]
    if not quantity.words or quantity.value > 1:
        # "the 12 page document": a noun in the singular after more than one is a unit
        first = tokens[0]
        if (
            len(tokens) > 1
            and first.tag == head.tag == "NN"
            and first is not head
            and tokens[1].pos in NOUNS
            and quantity.value != 1
        ):
            return Counted(first, [first], base_words(draft, [first], words), unit=True)
    if earlier is not None and earlier.pos == "ADJ" and earlier.head == head.i and earlier.lower not in words.small:
        tokens = [earlier, *tokens]
    return Counted(head, tokens, base_words(draft, tokens, words))


def _end_of_word(draft: Draft, head: Token) -> int:
    """ "15 co-defendants": the last token of a word with hyphens, of which the parse took the first part as the noun."""
    tokens, at = draft.analysis.tokens, head.i
    while at + 2 < len(tokens) and tokens[at + 1].text == "-" and tokens[at].end + 1 == tokens[at + 2].start:
        at += 2
    return at


def base_words(draft: Draft, tokens: list[Token], words: MeasureWords) -> list[str]:
    """Base forms, one a written word; small words, participles and adverbs left out."""
    found = []
    for group in written_words(tokens):
        last = group[-1]
        if (
            last.pos in ("DET", "ADP", "ADV", "PRON", "AUX", "PART", "CCONJ", "PUNCT", "SCONJ")
            or last.lower in words.small
        ):
            continue
        if last.pos == "VERB" and len(group) == 1:
            continue
        base = last.lemma if last.pos in ("NOUN", "ADJ") else last.lower
        if last.tag == "NNPS":
            base = draft.language.lemma(last.lower, "NOUN")
        text = draft.text[group[0].start : last.start] + base
        found.append(text.lower().strip("-–—.,;:()\"'"))
    return found


def written_words(tokens: list[Token]) -> list[list[Token]]:
    """Tokens that stand without a space between them, together; marks and possessive endings apart."""
    groups: list[list[Token]] = []
    for token in tokens:
        if token.tag == "POS" or (token.pos == "PUNCT" and token.text not in "-–"):
            continue
        if groups and groups[-1][-1].end == token.start and groups[-1][-1].i == token.i - 1:
            groups[-1].append(token)
        else:
            groups.append([token])
    return [g for g in groups if any(c.isalnum() for t in g for c in t.text)]
