"""A verb as a cue with its clause, and what a frame of it finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from communique.extract.attribution.parts import ENDS, MARKS, balanced, left_edge, opened, right_edge
from communique.extract.attribution.words import AttributionWords, Use
from communique.extract.draft import Draft
from communique.extract.figure_words import figure_words
from communique.language import Token
from communique.language.base import Sentence

PARTICIPLE, GERUND, BASE, TO, SUBORDINATOR = "VBN", "VBG", "VB", "TO", "IN"
PAST = "VBD"
NUMBER = "CD"
SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))

Run = tuple[int, int]  # first and last token


@dataclass
class Cue:
    """A verb that may be a cue, the first and last token of its words, and its sentence."""

    draft: Draft
    words: AttributionWords
    use: Use
    verb: Token
    sentence: Sentence
    first: int
    last: int
    passive: bool

    def following(self, *deps: str, where: Callable[[Token], bool] = lambda token: True) -> Token | None:
        """The first child after the verb of one of the relations."""
        children = self.draft.analysis.children(self.verb, *deps)
        return next((c for c in children if c.i > self.verb.i and where(c)), None)

    def run(self, first: int, last: int) -> Run:
        """Tokens after the cue, with the marks of a quotation at their ends."""
        start = opened(self.draft, max(first, self.last + 1), self.last + 1)
        return start, balanced(self.draft, start, last, self.sentence.last)

    def run_of(self, token: Token) -> Run:
        return self.run(left_edge(self.draft, token), right_edge(self.draft, token))

    def run_before(self, token: Token) -> Run:
        """A phrase that stands before the cue."""
        return left_edge(self.draft, token), min(right_edge(self.draft, token), self.first - 1)

    def rest(self, last: int) -> list[Token]:
        """What follows in the sentence, without the marks that end it."""
        found = self.draft.analysis.tokens[last + 1 : self.sentence.last]
        while found and (found[-1].text in ENDS or found[-1].text in MARKS):
            found = found[:-1]
        return found

    def next_token(self) -> Token | None:
        at = self.last + 1
        return self.draft.analysis.tokens[at] if at < self.sentence.last else None

    @property
    def object(self) -> Token | None:
        return self.draft.analysis.child(self.verb, "obj")


@dataclass
class Content:
    """What a rule found: runs of tokens, the meaning, the cue's last token if moved, and whether somebody says it."""

    runs: list[Run]
    kind: str
    last: int | None = None
    sourced: bool = True


Rule = Callable[[Cue], Content | None]


def has_finite(tokens: list[Token]) -> bool:
    return any(token.tag in FINITE for token in tokens)


def is_infinitive(draft: Draft, verb: Token) -> bool:
    """ "to go"."""
    return verb.tag == BASE and any(c.tag == TO for c in draft.analysis.children(verb, "aux"))


def outer_clause(draft: Draft, verb: Token) -> Token | None:
    """ "noted that firms work in Peru and called for …": the verb that a coordinated past goes with, past what is no past.

    A bare past ("called") is not coordinated with "work", "would open" or "to go", whatever the parse makes of it.
    ``None`` where nothing speaks against the parse.
    """
    head = draft.analysis.head_of(verb)
    if (
        verb.dep != "conj"
        or verb.tag != PAST
        or verb.pos == "AUX"
        or head is None
        or _bare_past(draft, head)
        or _with_aux(draft, verb)
    ):
        return None
    if draft.analysis.child(verb, *SUBJECTS) is not None or head.pos not in ("VERB", "AUX"):
        return None
    if _measures(draft, verb):
        return None  # "noted that trade had grown and amounted to $96 million"
    return next((a for a in draft.analysis.ancestors(head) if _bare_past(draft, a) and a.i < head.i), None)


def _measures(draft: Draft, verb: Token) -> bool:
    """ "amounted to $96 million", "reached 300": no act of whoever speaks."""
    if verb.lemma not in figure_words(draft.language).measure_verbs:
        return False
    return any(token.tag == NUMBER for token in draft.analysis.tokens[verb.i + 1 : verb.i + 7])


def _bare_past(draft: Draft, verb: Token) -> bool:
    return verb.tag == PAST and not _with_aux(draft, verb)


def _with_aux(draft: Draft, verb: Token) -> bool:
    return bool(draft.analysis.children(verb, "aux", "aux:pass"))
