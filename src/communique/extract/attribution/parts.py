"""An attribution and the phrases it is made of: where a phrase of the parse begins and ends in the text."""

from __future__ import annotations

from dataclasses import dataclass

from communique.extract.draft import Draft
from communique.extract.quotes import CLOSING_MARKS, OPENING_MARKS
from communique.language import Token
from communique.language.base import Sentence
from communique.record import Span

MARKS = frozenset(",;:–—-")
ENDS = frozenset((".", "!", "?", "…", "...", "....", "?!", "!!"))


@dataclass(slots=True)
class Attribution:
    """Somebody (``source``, null where nobody is named) says or holds something (``contents``), by the words of ``cue``."""

    cue: Span
    contents: list[Span]
    source: Span | None
    kind: str  # the meaning of the cue: speech, writing, belief, feeling, intention, …
    rule: str
    head: Token  # the cue's main word
    source_head: Token | None = None


def trimmed(draft: Draft, first: int, last: int) -> Span | None:
    """Tokens ``[first, last]`` without marks at their ends; a full stop stays where it closes a quotation inside."""
    tokens = draft.analysis.tokens
    while first <= last and (tokens[first].text in MARKS or tokens[first].text in ENDS):
        first += 1
    while last >= first and (tokens[last].text in MARKS or tokens[last].text in ENDS):
        last -= 1
    return (tokens[first].start, tokens[last].end) if first <= last else None


def balanced(draft: Draft, first: int, last: int, stop: int) -> int:
    """The last token, moved on to the closing mark of a quotation that begins inside and right after which it ends."""
    tokens = draft.analysis.tokens
    depth = 0
    for token in tokens[first : last + 1]:
        if token.text in ("“", "«", "„", "``"):
            depth += 1
        elif token.text in ("”", "»"):
            depth -= 1
        elif token.text in ('"', "''"):
            depth = 0 if depth else 1
    if depth <= 0:
        return last
    for token in tokens[last + 1 : min(stop, last + 4)]:
        if token.text in CLOSING_MARKS or token.text == "''":
            return token.i
        if token.text not in ENDS and token.text not in MARKS:
            break
    return last


def opened(draft: Draft, first: int, floor: int) -> int:
    """The first token, moved back to the mark of a quotation that opens right before it."""
    before = draft.analysis.tokens[first - 1] if first > floor else None
    if before is not None and (before.text in OPENING_MARKS or before.text in ("''", "``")):
        return first - 1
    return first


def left_edge(draft: Draft, token: Token, without: tuple[str, ...] = ()) -> int:
    return draft.analysis.subtree(token, without)[0].i


def right_edge(draft: Draft, token: Token, without: tuple[str, ...] = ()) -> int:
    return draft.analysis.subtree(token, without)[-1].i


def opening(draft: Draft, sentence: Sentence, stop: int) -> int:
    """The first token of a content that begins with its sentence: past a dateline and a conjunction."""
    tokens, first = draft.analysis.tokens, sentence.first
    dash = next((t.i for t in tokens[first : min(stop, first + 12)] if t.text in ("—", "–", "--", "-")), None)
    if sentence.first < stop and dash is not None and tokens[first].text.isupper() and len(tokens[first].text) > 3:
        first = dash + 1
    while first < stop and tokens[first].pos == "CCONJ":
        first += 1
    return first
