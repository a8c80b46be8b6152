"""The figures between which something changed: where it began and where it came to."""

from __future__ import annotations

import regex

from communique.extract.change_amounts import ChangeWords, direction_of
from communique.extract.draft import Draft
from communique.extract.number_words import TIMES
from communique.language import Token
from communique.record import Figure, Span

NEAR = 100  # characters between a figure and by how much it differs


def ends_of(draft: Draft, word: Token, words: ChangeWords) -> tuple[Figure | None, Figure | None]:
    """The figures after "from" and "to" in the sentence, right of the word of change up to the next one."""
    sentence = draft.analysis.sentences[word.sentence]
    inside = [f for f in draft.figures if word.start <= f.span[0] < sentence.end]
    start = end = None
    for figure in inside:
        token = draft.analysis.token_at(figure.span[0])
        before = draft.analysis.tokens[token.i - 1].lower if token is not None and token.i else ""
        if before in words.from_ and start is None and (end is None or _alike(figure.unit, end.unit)):
            start = figure
        elif before in words.to and end is None and (start is None or _alike(start.unit, figure.unit)):
            end = figure
    if start is None and end is None:
        end = _arrived(draft, word, inside, words)
    # "up from $1.1 billion": the figure before it is the other end
    if start is not None and end is None:
        earlier = [f for f in draft.figures if sentence.start <= f.span[0] < word.start and f.unit == start.unit]
        end = earlier[-1] if earlier else None
    if (
        start is not None
        and end is not None
        and regex.search(r"[;]", draft.text[min(start.span[1], end.span[1]) : max(start.span[0], end.span[0])])
    ):
        return None, end
    return start, end


def _alike(one: str, two: str) -> bool:
    """One unit, or two of time: "from nine days to 36 hours"."""
    return one == two or one in TIMES and two in TIMES


def _arrived(draft: Draft, word: Token, inside: list[Figure], words: ChangeWords) -> Figure | None:
    """ "up a third at $120 million", "increased by 40% and reached 3 billion": where the change came to."""
    for figure in inside:
        token = draft.analysis.token_at(figure.span[0])
        before = draft.analysis.tokens[token.i - 1] if token is not None and token.i else None
        near = (
            not any(t.text == "," or t.pos in ("VERB", "AUX") for t in draft.analysis.tokens[word.i + 1 : before.i])
            if before
            else False
        )
        if before is not None and near and before.lower in words.at and figure.unit not in ("%", "1"):
            return figure
        above = draft.analysis.head_of(token) if token is not None else None
        while above is not None and above.pos not in ("VERB", "AUX"):
            above = draft.analysis.head_of(above)
        verb = word if word.pos == "VERB" else draft.analysis.head_of(word)
        if above is not None and above.dep == "conj" and verb is not None and above.head == verb.i:
            return figure if above.lemma in words.arrive else None
    return None


def figure_before(draft: Draft, word: Token, own: Span) -> Figure | None:
    """ "$737 mln, 1.9% more than the year before": the figure right before the amount is where the change ended."""
    sentence = draft.analysis.sentences[word.sentence]
    if word.pos == "VERB" and (word.dep == "conj" or draft.analysis.child(word, "nsubj", "nsubj:pass") is not None):
        return None  # "amounted to $2 billion and fell by 3 per cent": a later step
    verb = word if word.pos == "VERB" else draft.analysis.head_of(word)
    if verb is not None and verb.pos == "VERB" and draft.analysis.child(verb, "nsubj", "nsubj:pass") is not None:
        if word.dep == "compound:prt" or word.i == verb.i + 1:
            return None  # "fares have come down by 15 per cent"
    before = [
        f for f in draft.figures if sentence.start <= f.span[0] and f.span[1] <= own[0] and own[0] - f.span[1] < NEAR
    ]
    if not before or word.start < before[-1].span[1] or before[-1].unit == "%":
        return None
    return before[-1] if ";" not in draft.text[before[-1].span[1] : own[0]] else None


def ends_told_before(draft: Draft, noun: Token, words: ChangeWords) -> tuple[Token, Figure, Figure] | None:
    """ "climbed to $614 million from $480 million in 2023, a rise of 28%": the verb whose ends the noun sums up."""
    if noun.pos not in ("NOUN", "NUM"):
        return None
    sentence = draft.analysis.sentences[noun.sentence]
    for verb in reversed(draft.analysis.tokens[sentence.first : noun.i]):
        if verb.pos == "VERB" and direction_of(verb, words) is not None:
            start, end = ends_of(draft, verb, words)
            last = max((f.span[1] for f in (start, end) if f is not None), default=verb.end)
            between = draft.analysis.tokens_in((last, noun.start))
            if start is None or end is None or any(t.pos == "VERB" for t in between):
                return None
            return verb, start, end
    return None


def in_brackets_behind(draft: Draft, own: Span, end: Figure) -> Figure | None:
    """ "1.5 times more than in the same period of 2024 ($800 million)": what it is measured against."""
    sentence = draft.analysis.sentence_of(own[0])
    behind = [f for f in draft.figures if own[1] <= f.span[0] and sentence is not None and f.span[1] <= sentence.end]
    if not behind or behind[0].unit != end.unit or not draft.text[: behind[0].span[0]].rstrip().endswith("("):
        return None
    return behind[0]
