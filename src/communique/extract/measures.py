"""What a number measures: the words, by the parse around the number (ordered rules, first answer wins)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from communique.extract.draft import Draft, Quantity
from communique.extract.figure_words import FigureWords, figure_words
from communique.language import Token
from communique.record import Span


@dataclass(slots=True)
class Measure:
    """The words that say what is measured; ``head`` is the noun or verb that they hang on."""

    text: str
    span: Span
    head: Token
    rule: str


def measure_of(draft: Draft, quantity: Quantity) -> Measure | None:
    """The measure of a quantity, or ``None``."""
    anchor = anchor_of(draft, quantity)
    if anchor is None:
        return None
    words = figure_words(draft.language)
    for rule in RULES:
        found = rule(draft, quantity, anchor, words)
        if found is not None:
            return found
    return None


def anchor_of(draft: Draft, quantity: Quantity) -> Token | None:
    """The token that links the quantity to the rest of its sentence: the topmost of its tokens."""
    tokens = [t for t in draft.analysis.tokens_in(quantity.span) if t.head >= 0]
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head not in inside or t.head == t.i]
    numeric = [t for t in tops if t.pos in ("NUM", "NOUN", "SYM", "PROPN")] or tops
    return numeric[-1] if numeric else None


def _verb_above(draft: Draft, anchor: Token) -> Token | None:
    """The verb that the number hangs on; the anchor itself where a verb is the qualifier ("exceeds $7 billion")."""
    if anchor.pos == "VERB":
        return anchor
    verb: Token | None = anchor
    for _ in range(6):
        verb = draft.analysis.head_of(verb) if verb is not None else None
        if verb is None or verb.pos in ("VERB", "AUX"):
            break
    return verb


def noun_phrase(draft: Draft, head: Token, quantity: Quantity, *, deep: bool = True) -> Measure | None:
    """A noun with its modifiers and complements, the number itself left out."""
    without: tuple[str, ...] = (
        "acl:relcl",
        "appos",
        "cc",
        "conj",
        "punct",
        "advcl",
        "acl",
        "parataxis",
        "det",
        "mark",
        "advmod",
    )
    if not deep:
        without = (*without, "nmod")
    subtree = draft.analysis.subtree(head, without=without)
    tokens = [
        t for t in subtree if not (quantity.span[0] <= t.start < quantity.span[1]) and t.pos not in ("PUNCT", "DET")
    ]
    tokens = [t for t in tokens if t.pos != "NUM" or t.i > head.i + 3] or [head]
    near = [t for t in tokens if abs(t.i - head.i) <= 14]
    if not near:
        return None
    span = (min(t.start for t in near), max(t.end for t in near))
    text = " ".join(t.text for t in near)
    return Measure(text, span, head, "")


def _named(found: Measure | None, rule: str) -> Measure | None:
    if found is not None:
        found.rule = rule
    return found


def _counted_noun(draft: Draft, quantity: Quantity, anchor: Token, words: FigureWords) -> Measure | None:
    """ "3,000 joint ventures", "a 32-km stretch": the noun that the number stands before."""
    head = draft.analysis.head_of(anchor)
    if (
        head is None
        or head.i < anchor.i
        or head.pos not in ("NOUN", "PROPN")
        or anchor.dep not in ("nummod", "compound", "quantmod", "amod", "nmod", "advmod")
    ):
        return None
    if head.start >= quantity.span[1] and head.i - anchor.i < 7:
        return _named(noun_phrase(draft, head, quantity), "counted_noun")
    return None


def _following_noun(draft: Draft, quantity: Quantity, anchor: Token, words: FigureWords) -> Measure | None:
    """ "500,000 tonnes of metal products", "70% of its oil exports": the complement of the unit."""
    for child in draft.analysis.children(anchor, "nmod"):
        if child.start >= quantity.span[1] and draft.analysis.marker(child) in words.of and child.i - anchor.i < 8:
            if not any(p.span[0] <= child.start < p.span[1] for p in draft.periods):
                return _named(noun_phrase(draft, child, quantity), "complement_of_unit")
    return None


def _governing_noun(draft: Draft, quantity: Quantity, anchor: Token, words: FigureWords) -> Measure | None:
    """ "a loan of 185 million euros", "a capacity of 670 MW", "a term of 25 years"."""
    head = draft.analysis.head_of(anchor)
    if (
        head is None
        or head.pos not in ("NOUN", "PROPN")
        or head.i > anchor.i
        or anchor.dep not in ("nmod", "appos", "nummod")
    ):
        return None
    if head.start >= quantity.span[0]:
        return None
    return _named(noun_phrase(draft, head, quantity), "governing_noun")


def _subject(draft: Draft, quantity: Quantity, anchor: Token, words: FigureWords) -> Measure | None:
    """ "trade came to $50 billion": the subject of a verb of measure, or the object of one that makes it so."""
    verb = _verb_above(draft, anchor)
    if verb is None or verb.lemma not in words.measure_verbs and verb is not anchor:
        return None
    thing = draft.analysis.child(verb, "obj")
    if (
        thing is not None
        and thing.pos in ("NOUN", "PROPN")
        and not (quantity.span[0] <= thing.start < quantity.span[1])
        and thing.i < anchor.i
    ):
        return _named(noun_phrase(draft, thing, quantity), "object")
    subject = draft.analysis.subject(verb)
    if verb.dep == "acl" and subject is None:
        subject = draft.analysis.head_of(verb)
    if subject is None or quantity.span[0] <= subject.start < quantity.span[1]:
        return None
    if (
        subject.pos == "PRON"
        and quantity.unit is not None
        and len(quantity.unit) < 3
        and subject.lower in words.personal
    ):
        return None  # "it is 530 km long", "they carry 30 %": the verb says what is measured
    if subject.lower in words.relative:
        head = draft.analysis.head_of(verb)
        subject = head if head is not None else subject
    return _named(noun_phrase(draft, subject, quantity), "subject")


def _verb(draft: Draft, quantity: Quantity, anchor: Token, words: FigureWords) -> Measure | None:
    """ "has invested over $4.5 billion in the project": the verb with its complements."""
    verb = _verb_above(draft, anchor)
    if verb is None or verb.pos != "VERB":
        return None
    parts = [verb]
    for child in draft.analysis.children(verb, "obj", "obl", "compound:prt", "acomp", "attr"):
        if not (quantity.span[0] <= child.start < quantity.span[1]) and child.i > verb.i - 3 and child.i - verb.i < 14:
            if any(p.span[0] <= child.start < p.span[1] for p in draft.periods):
                continue
            parts += [t for t in draft.analysis.subtree(child, without=("acl:relcl", "appos", "conj", "cc", "punct", "det", "advcl"))
                      if not (quantity.span[0] <= t.start < quantity.span[1])][:8]  # fmt: skip
    subject = draft.analysis.subject(verb)
    if len(parts) == 1 and subject is not None:
        parts += draft.analysis.subtree(subject, without=("acl:relcl", "appos", "conj", "cc", "punct", "det", "acl"))[
            :6
        ]
    parts = sorted({t.i: t for t in parts}.values(), key=lambda t: t.i)
    span = (parts[0].start, parts[-1].end)
    return Measure(" ".join(t.text for t in parts), span, verb, "verb")


Rule = Callable[[Draft, Quantity, Token, FigureWords], Measure | None]
RULES: list[Rule] = [_counted_noun, _following_noun, _governing_noun, _subject, _verb]
