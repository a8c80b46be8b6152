"""Up or down: whether an amount says by how much something rose or fell."""

from __future__ import annotations

from typing import Literal

from communique.extract.change_amounts import change_words, direction_of
from communique.extract.clauses import anchor_of
from communique.extract.counted import Counted, measure_words, previous_token
from communique.extract.draft import Draft, Quantity
from communique.language import Token


def direction_of_amount(draft: Draft, quantity: Quantity, counted: Counted) -> Literal["up", "down"] | None:
    """ "rose 6.5%", "was down 0.1 per cent", "fell by $2 million" → by how much; "rose to 164p" is where it came to: ``None``."""
    words, verbs = measure_words(draft.language), change_words(draft.language)
    moving = (verbs.up | verbs.down) - words.still
    own = draft.analysis.tokens_in(quantity.span)
    if not own or quantity.multiplier:
        return None
    before = previous_token(draft, own[0])
    if before is None:
        return None
    if before.lower in words.up | words.down and before.dep == "compound:prt":
        head = draft.analysis.head_of(before)
        if quantity.unit is None and head is not None and head.lemma not in verbs.up | verbs.down:
            return None
    if before.lower in words.up:
        return "up"
    if before.lower in words.down:
        return "down"
    article = before.pos == "DET" and previous_token(draft, before) or before
    if (before.lower in words.ends or article.lower in words.ends) and not quantity.rule == "ends":
        return None
    near = before
    while near.pos == "ADV" and (earlier := previous_token(draft, near)) is not None:
        near = earlier
    by = near.lower in words.by and previous_token(draft, near) or None
    for word in (near, by):
        if (
            word is not None
            and (word.pos == "VERB" or word is by)
            and word.lemma in (verbs.up | verbs.down if word is by else moving)
        ):
            return "up" if word.lemma in verbs.up else "down"
    anchor = counted.head or anchor_of(draft, quantity)
    if anchor is None:
        return None
    verb = _verb(draft, anchor, own)
    if (
        verb is None
        or verb.lemma not in moving
        or anchor.dep not in ("obj", "advmod", "obl", "nummod", "dep", "attr", "ccomp", "npadvmod", "xcomp", "nsubj")
    ):
        return None
    if quantity.rule == "ends":
        if draft.analysis.child(verb, "obj", "nsubj:pass", "aux:pass") is not None:
            return None
    elif anchor.dep == "obl" and draft.analysis.marker(anchor) not in words.by_how_much | {""}:
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
