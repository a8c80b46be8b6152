"""An amount where it stands in its sentence, and the small questions that finding what it measures asks of it."""

from __future__ import annotations

from dataclasses import dataclass

from communique.extract.clauses import anchor_of
from communique.extract.counted import NOUNS, Counted, MeasureWords, measure_words
from communique.extract.draft import Draft, Quantity
from communique.extract.number_words import TIMES
from communique.language import Analysis, Token

WITHIN = ("quantmod", "nummod", "compound")  # how a part of an amount hangs on the rest
CLIMB = 7  # heads above a phrase in which its verb is looked for


@dataclass(slots=True)
class Site:
    """An amount with what it counts; ``anchor`` ties it to the sentence, ``inside`` are its tokens and those of what it
    counts, ``amounts`` those of all amounts."""

    draft: Draft
    quantity: Quantity
    counted: Counted
    anchor: Token
    inside: set[int]
    amounts: set[int]
    words: MeasureWords

    @property
    def analysis(self) -> Analysis:
        return self.draft.analysis

    @property
    def counts(self) -> bool:
        """Whether it counts things, which are then no unit of something else."""
        return self.counted.head is not None

    @property
    def is_time(self) -> bool:
        return self.quantity.unit in TIMES

    @property
    def is_money(self) -> bool:
        return self.quantity.rule.startswith("money")

    def marker(self, token: Token) -> str:
        return self.draft.analysis.marker(token)

    def nominal(self, token: Token | None) -> Token | None:
        """The token if it is a noun outside the amount."""
        return token if token is not None and token.pos in NOUNS and token.i not in self.inside else None

    def is_number(self, token: Token) -> bool:
        """Whether a token is the number or the unit of an amount."""
        return any(q.span[0] <= token.start < q.span[1] for q in self.draft.amounts)

    def is_fixed(self, noun: Token) -> bool:
        """ "in front of", "on sale": a noun that is part of a preposition or an adverb."""
        described = self.analysis.children(noun, "amod", "compound", "nmod:poss")
        return noun.lower in self.words.prepositional and not described

    def is_price(self, at: Token) -> bool:
        """ "sells it for $40", "funds it with $40": whether an amount is money that something gets or is given for."""
        marker = self.marker(at)
        given = (
            at.dep in ("nmod", "obl") and marker in self.words.price or at.dep == "obl" and marker in self.words.having
        )
        return given and self.is_money


def site_of(draft: Draft, quantity: Quantity, counted: Counted, amounts: set[int]) -> Site | None:
    """Where an amount stands; ``None`` where nothing ties it to its sentence."""
    anchor = counted.head or anchor_of(draft, quantity)
    if anchor is None:
        return None
    inside = {t.i for t in draft.analysis.tokens_in(quantity.span)} | {t.i for t in counted.tokens}
    anchor = _shared_top(draft, anchor, inside, amounts)
    return Site(draft, quantity, counted, anchor, inside, amounts, measure_words(draft.language))


def _shared_top(draft: Draft, anchor: Token, inside: set[int], amounts: set[int]) -> Token:
    """ "by 5% to 1,200 euros": an amount that hangs within another one stands where that one does."""
    at = anchor
    for _ in range(4):
        above = draft.analysis.head_of(at)
        if above is None or above.i in inside or above.i not in amounts or at.dep not in WITHIN:
            break
        at = above
    return at


def verb_above(draft: Draft, token: Token) -> Token | None:
    """The verb (or the noun or adjective of a clause without one) that a phrase hangs on."""
    at: Token | None = token
    for _ in range(CLIMB):
        if at is not None and (
            at.pos in ("VERB", "AUX") or at is not token and draft.analysis.child(at, "nsubj", "nsubj:pass")
        ):
            return at
        above = draft.analysis.head_of(at) if at is not None else None
        if above is None:
            return None
        at = above
    return None
