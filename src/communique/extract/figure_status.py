"""How firm a figure is: actual, planned, a target or a forecast, by the verbs above it and the words of its own."""

from __future__ import annotations

from communique.extract.clauses import anchor_of
from communique.extract.draft import Draft, Quantity
from communique.extract.figure_words import estimate, figure_words, status_patterns
from communique.record import FigureStatus


def status_of_figure(draft: Draft, quantity: Quantity) -> FigureStatus:
    """The status that the words around a number say."""
    anchor = anchor_of(draft, quantity)
    if anchor is None:
        return "actual"
    words = figure_words(draft.language)
    verbs = [t for t in [anchor, *draft.analysis.ancestors(anchor)] if t.pos in ("VERB", "AUX", "NOUN", "ADJ")][:4]
    clause: list[str] = []
    for verb in verbs:
        clause.append(verb.lower)
        subject = draft.analysis.child(verb, "nsubj")
        if subject is not None and subject.lower in words.status_target:
            clause.append(subject.lower)  # "the goal is $20 billion"
        clause += [c.lower for c in draft.analysis.children(verb, "aux", "aux:pass", "advmod", "amod", "mark")]
        if verb.pos == "VERB" and any(
            c.lower in words.infinitive for c in draft.analysis.children(verb, "aux", "mark")
        ):
            clause.append("is to")
        if verb.pos == "VERB" and verb.dep in ("root", "ccomp", "acl:relcl", "conj") or verb.dep == "parataxis":
            break
    said = " ; ".join(clause)
    if estimate(draft.language).search(draft.words(quantity.span)):
        return "forecast"
    return next((status for status, pattern in status_patterns(draft.language) if pattern.search(said)), "actual")
