"""Complements of nouns, read along the line: the parse of long names is often wrong."""

from __future__ import annotations

from communique.extract.draft import Draft
from communique.extract.names import EntityWords, is_capitalised
from communique.knowledge import places
from communique.language import Token


def complement_end(draft: Draft, head: Token, words: EntityWords) -> Token:
    """The last word of what "of" ties to a noun, read along the line: "round | of political consultations"."""
    tokens = draft.analysis.tokens
    last, at = head, head.i + 1
    while at + 1 < len(tokens) and tokens[at].sentence == head.sentence and tokens[at].lower in words.of:
        if draft.in_period(tokens[at + 1].start) and tokens[at].lower not in words.join_of:
            break  # "signed a contract | on Friday"
        end = at + 1
        while end < len(tokens) and tokens[end].sentence == head.sentence:
            if _is_where_or_when(draft, end, words):
                break  # "the third session of the Joint Commission | in Brasilia in March"
            if not _goes_on(tokens, end, words) and not _second(draft, end):
                break
            end = _mention_end(draft, end) + 1
        while end > at + 1 and tokens[end - 1].pos not in ("NOUN", "PROPN"):
            end -= 1
        if end == at + 1:
            break
        last, at = tokens[end - 1], end
    return last


def _is_where_or_when(draft: Draft, at: int, words: EntityWords) -> bool:
    """A preposition of place before a town or a time."""
    tokens = draft.analysis.tokens
    if tokens[at].lower not in words.only_locative or at + 1 >= len(tokens):
        return False
    behind = tokens[at + 1]
    return draft.in_period(behind.start) or is_capitalised(behind) and places.is_place(behind.text)


def _goes_on(tokens: list[Token], at: int, words: EntityWords) -> bool:
    token = tokens[at]
    if token.pos in ("DET", "ADJ", "NOUN", "PROPN") or token.tag == "PRP$" or token.text in ("-", "–"):
        return True
    beside = at + 1 < len(tokens) and is_capitalised(tokens[at - 1]) and is_capitalised(tokens[at + 1])
    return beside and (token.pos == "CCONJ" or token.lower in words.connectors)


def _second(draft: Draft, at: int) -> bool:
    """ "on trade | and economic cooperation": common nouns of one row, the second without an article."""
    tokens = draft.analysis.tokens
    if tokens[at].pos != "CCONJ" or tokens[at - 1].pos != "NOUN":
        return False
    second = next((t for t in draft.analysis.children(tokens[at - 1], "conj") if at < t.i <= at + 3), None)
    if second is None or second.pos != "NOUN":
        return False
    return all(token.pos in ("ADJ", "NOUN") and not is_capitalised(token) for token in tokens[at + 1 : second.i + 1])


def _mention_end(draft: Draft, at: int) -> int:
    """The last token of the name that stands here, or the token."""
    mention = draft.mention_at(at)
    if mention is None or mention.form != "name":
        return at
    return max(at, draft.analysis.tokens_in(mention.span)[-1].i)
