"""The words of a noun phrase that say what is measured: small words, amounts and dates left out."""

from __future__ import annotations

from communique.extract.counted import NOUNS, measure_words, next_token, previous_token, written_words
from communique.extract.draft import Draft
from communique.extract.lost_marks import cut_off, past_clause
from communique.language import Token

FUNCTION = ("AUX", "PART", "PRON", "DET")
BELOW = ("acl:relcl", "advcl", "parataxis", "acl", "mark", "ccomp", "det")
RELATIVE = ("acl:relcl", "parataxis")
LEFT_OUT = ("nmod", "appos", "conj", "obl", "dep")  # what may be no part of the phrase
LONGEST = 18


def in_period(draft: Draft, token: Token) -> bool:
    """Whether a token is part of a date or a span of time."""
    return draft.in_period(token.start)


def phrase_words(draft: Draft, head: Token, own: set[int], amounts: set[int], *, alone: bool = False) -> list[str]:
    """The words of a noun phrase, small words, amounts and dates left out; ``alone`` without what is coordinated with it."""
    analysis, words = draft.analysis, measure_words(draft.language)
    skip: set[int] = set()
    for token in analysis.subtree(head, without=BELOW):
        if token.i in own and token is not head:  # "a deal worth $3 million at list prices"
            skip |= {t.i for t in analysis.subtree(token) if t.i > token.i}
        for child in analysis.children(token):
            if child.dep == "amod" and child.i > token.i and child.children:  # "a car capable of going 200 miles"
                skip |= {t.i for t in analysis.subtree(child)}
            if child.dep not in LEFT_OUT:
                continue
            holds = any(t.i in own or t.i in amounts for t in analysis.subtree(child, without=RELATIVE))
            if child.dep == "nmod":
                marker = analysis.marker(child)
                out = marker not in words.belonging | {""} or holds and marker not in words.of
                nearer = any(token.i < c.i < child.i for c in analysis.children(token, "nmod"))
                out = out or nearer and marker not in words.of  # "a share of the seats in the south"
            elif child.dep == "appos":
                between = analysis.tokens[token.i + 1 : child.i]
                marked = any(t.text in ",(-–—" for t in between) or past_clause(draft, token, child)
                out = holds or child.i < token.i or marked
            else:
                out = holds or child.pos not in NOUNS
                out = out or alone and token is head and child.dep == "conj"
            if out:
                skip |= {t.i for t in analysis.subtree(child)}
    tokens = [
        t
        for t in _past_opening(draft, head, [*analysis.subtree(head, without=BELOW), *cut_off(draft, head)])
        if t.i not in own and t.i not in skip and not _is_when(draft, t, head)
    ]
    found = []
    for group in written_words(_with_hyphens(draft, tokens)):
        last = group[-1]
        if all(t.pos in FUNCTION for t in group):  # "didnt"
            continue
        if len(group) == 1 and (
            last.pos not in ("NOUN", "PROPN", "ADJ", "NUM", "X", "VERB")
            or last.pos == "VERB"
            and last is not head
            and last.dep not in ("amod", "compound", "nsubj", "nsubj:pass")
            or last.lower in words.little
            and last is not head
            and not (last.pos == "PROPN" and last.text[0].isupper())
            or last.lower in words.worth
            and last.pos in ("ADJ", "ADP")
        ):
            continue
        text = draft.text[group[0].start : last.end].strip("-–—,;:()\"'")
        found += [part for part in text.split("/") if part]
    return found[:LONGEST]


def _past_opening(draft: Draft, head: Token, tokens: list[Token]) -> list[Token]:
    """ "In South Carolina late voters made up …": the voters, where a lost comma has drawn the place into their phrase."""
    first = draft.analysis.sentences[head.sentence].first
    opens = draft.analysis.tokens[first].pos == "ADP" and head.dep in ("nsubj", "nsubj:pass") and head.pos == "NOUN"
    last = first
    while opens and last + 1 < head.i and draft.analysis.tokens[last + 1].pos == "PROPN":
        last += 1
    return [t for t in tokens if not first <= t.i <= last] if last > first else tokens


def _with_hyphens(draft: Draft, tokens: list[Token]) -> list[Token]:
    """The tokens with those that hyphens tie to them: a parse may hang parts of "co-op" apart."""
    found = {t.i: t for t in tokens}
    everything = draft.analysis.tokens
    for token in tokens:
        for step in (1, -1):
            mark, other = token.i + step, token.i + 2 * step
            if not 0 <= other < len(everything) or everything[mark].text not in ("-", "–"):
                continue
            low, high = sorted((token.i, other))
            if everything[low].end == everything[mark].start and everything[mark].end == everything[high].start:
                found[mark], found[other] = everything[mark], everything[other]
    return [found[i] for i in sorted(found)]


def _is_when(draft: Draft, token: Token, head: Token) -> bool:
    """A date or "in the quarter", but not the month of "the September contract"."""
    if token.lemma in measure_words(draft.language).periods and token is not head and token.dep != "compound":
        return True
    if not in_period(draft, token) and token.lower not in measure_words(draft.language).weekdays:
        return False
    before = previous_token(draft, token)
    if before is not None and before.pos == "VERB":
        return True  # "said Tuesday the fund will …"
    after = next_token(draft, token)
    beside = after is not None and after.i <= head.i and after.pos in ("NOUN", "PROPN", "ADJ") and token.i < head.i
    return not beside or token.pos == "NUM" and after is not None and after.pos == "PROPN"
