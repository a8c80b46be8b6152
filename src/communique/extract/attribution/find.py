"""All attributions of a text: candidates of each sentence, the outer before the inner ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from communique.extract.attribution.closing import find_by_closing
from communique.extract.attribution.nouns import find_by_nouns
from communique.extract.attribution.parts import Attribution
from communique.extract.attribution.phrases import find_by_phrases
from communique.extract.attribution.quotations import extend_quotations, find_by_quotations
from communique.extract.attribution.verbs import find_by_verbs
from communique.extract.draft import Draft
from communique.extract.quotes import Quote, find_quotes
from communique.language import get_language
from communique.record import Document

BATCH = 32  # documents whose sentences are parsed together


def attributions_of(documents: Iterable[Document]) -> Iterator[list[Attribution]]:
    """The attributions of each document, in the order of the text."""
    language = get_language("en")
    waiting = iter(documents)
    while batch := list(islice(waiting, BATCH)):
        analyses = language.tokenize([document.text for document in batch])
        for analysis in analyses:
            for sentence in analysis.sentences:
                sentence.parsed = True
        language.parse(analyses, names=False)
        for document, analysis in zip(batch, analyses, strict=True):
            draft = Draft(document=document, analysis=analysis, language=language)
            yield find_attributions(draft, find_quotes(draft))


def find_attributions(draft: Draft, quotes: list[Quote]) -> list[Attribution]:
    """The attributions of a draft whose sentences were parsed; none lies inside the content of another."""
    quoted = {
        t.i
        for quote in quotes
        if quote.closed and len(draft.words(quote.inner).split()) > 4
        for t in draft.analysis.tokens_in(quote.inner)
    }
    found: list[Attribution] = []
    for sentence in draft.analysis.sentences:
        if sentence.parsed:
            direct = find_by_quotations(draft, sentence, quotes)
            candidates = [one for finder in FINDERS for one in finder(draft, sentence, quoted)]
            if not direct:  # the parse goes first where it sees the cue
                seen = {one.head.i for one in candidates if one.source is not None}
                direct = [one for one in find_by_closing(draft, sentence, quoted) if one.head.i not in seen]
            found.extend(_outer(draft, direct, candidates))
    found.sort(key=lambda one: one.cue)
    extend_quotations(draft, found, quotes)
    return found


FINDERS = [find_by_verbs, find_by_phrases, find_by_nouns]


def _outer(draft: Draft, direct: list[Attribution], candidates: list[Attribution]) -> list[Attribution]:
    kept = list(direct)
    for one in sorted(candidates, key=lambda one: (_depth(draft, one), one.cue)):
        if any(a <= one.head.start < b for other in kept for a, b in other.contents):
            continue
        if any(one.cue[0] < other.cue[1] and other.cue[0] < one.cue[1] for other in kept):
            continue
        kept.append(one)
    return kept


def _depth(draft: Draft, one: Attribution) -> int:
    return sum(1 for _ in draft.analysis.ancestors(one.head))
