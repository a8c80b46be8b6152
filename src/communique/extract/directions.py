"""Up or down: whether an amount says by how much something rose or fell."""

from __future__ import annotations

from typing import Literal

from communique.extract.changes import change_words, direction_of
from communique.extract.counted import measure_words, previous_token
from communique.extract.draft import Draft, Quantity
from communique.extract.measures import anchor_of
from communique.language import Token


def direction_of_amount(draft: Draft, quantity: Quantity) -> Literal["up", "down"] | None:
    """ "rose 6.5%", "was down 0.1 per cent", "fell by $2 million" → by how much; "rose to 164p" is where it came to: ``None``."""
    words, verbs = measure_words(draft.language), change_words(draft.language)
    own = draft.analysis.tokens_in(quantity.span)
    if not own or quantity.multiplier:
        return None
    before = previous_token(draft, own[0])
    if before is None:
        return None
    if before.lower in words.up:
        return "up"
    if before.lower in words.down:
        return "down"
    if before.lower in words.ends:
        return None
    anchor = anchor_of(draft, quantity)
    if anchor is None:
        return None
    verb = _verb(draft, anchor, own)
    if (
        verb is None
        or verb.lemma not in verbs.up | verbs.down
        or anchor.dep not in ("obj", "advmod", "obl", "nummod", "dep", "attr", "ccomp", "npadvmod", "xcomp", "nsubj")
    ):
        return None
    if anchor.dep == "obl" and draft.analysis.marker(anchor) not in (
        "by",
        "",
        "over",
        "about",
        "around",
        "under",
        "above",
        "below",
    ):
        return None
    if verb.start > quantity.span[0]:
        return None
    found = direction_of(verb, verbs)
    return found if found in ("up", "down") else None


def _verb(draft: Draft, anchor: Token, own: list[Token]) -> Token | None:
    if anchor.pos == "VERB":
        return anchor
    head = draft.analysis.head_of(anchor)
    return head if head is not None and head.pos == "VERB" else None
