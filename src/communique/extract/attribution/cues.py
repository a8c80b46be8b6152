"""The words of a cue: the verb with its auxiliaries, negation, adverbs, particles and the verbs before it that go with it."""

from __future__ import annotations

from communique.extract.attribution.words import AttributionWords
from communique.extract.draft import Draft
from communique.language import Token

BEFORE = ("aux", "aux:pass", "neg", "advmod")


def cue_first(draft: Draft, verb: Token, words: AttributionWords) -> int:
    """The index of the first token of the cue."""
    analysis, tokens = draft.analysis, draft.analysis.tokens
    top, first = verb, verb.i
    while True:
        own = {c.i for c in analysis.children(top, *BEFORE) if c.i < first}
        while first - 1 in own or _adverb(draft, first - 1, own):
            first -= 1
        head = analysis.head_of(top)
        if (
            head is not None
            and top.dep in ("xcomp", "ccomp", "advcl")
            and head.i < first
            and head.lemma in words.chains
            and all(
                t.lower in words.chain_marks or t.dep in (*BEFORE, "compound:prt", "mark")
                for t in tokens[head.i + 1 : first]
            )
        ):
            first, top = head.i, head
            continue
        return first


def _adverb(draft: Draft, at: int, own: set[int]) -> bool:
    """An adverb that hangs on one of the cue's adverbs: "very clearly"."""
    token = draft.analysis.tokens[at] if at >= 0 else None
    return token is not None and token.dep == "advmod" and token.head in own


def cue_last(draft: Draft, verb: Token, words: AttributionWords) -> int:
    """The index of the last token of the cue: a particle right after the verb belongs to it."""
    tokens = draft.analysis.tokens
    last = verb.i
    while last + 1 < len(tokens) and (
        tokens[last + 1].head == verb.i
        and (
            tokens[last + 1].dep in ("compound:prt", "neg")
            or tokens[last + 1].dep == "advmod"
            and tokens[last + 1].pos == "ADV"
            and not tokens[last + 1].children
        )
    ):
        last += 1
    return last
