"""What a cue introduces: ``CONTENT_RULES`` are tried in order, and the first that finds a content wins."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import regex

from communique.extract.cues import Cue, CueWords
from communique.extract.draft import Draft, EntityDraft
from communique.extract.quotes import CLOSING_MARKS, OPENING_MARKS, Quote
from communique.record import Manner, Span, Statement


@dataclass
class Found:
    """The content of a cue."""

    spans: list[Span]
    rule: str


DATELINE = regex.compile(r"\p{Lu}{3}[\p{Lu} .-]*(?:, [^–—\n-]{3,40})?\s*(?:–|—|--)\s+")


def without_blanks(draft: Draft, start: int, end: int) -> Span:
    text = draft.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def without_marks(draft: Draft, start: int, end: int) -> Span:
    """A span without blanks, marks and the dateline at its ends."""
    text = draft.text
    dateline = DATELINE.match(text, start, end)
    start = dateline.end() if dateline is not None else start
    while start < end and (text[start].isspace() or text[start] in ",:;–—-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",:;.–—-"):
        end -= 1
    return start, end


def trimmed(draft: Draft, start: int, end: int) -> Span:
    """As ``without_marks``, without quotation marks around the whole too."""
    text = draft.text
    start, end = without_marks(draft, start, end)
    marked = end - start > 2 and text[start] in OPENING_MARKS and text[end - 1] in CLOSING_MARKS
    if marked and not _two(text, start, end):
        return start + 1, end - 1
    return start, end


def _two(text: str, start: int, end: int) -> bool:
    """Whether the marks at both ends are those of two quotations: «Росатом» и «Узатом»."""
    inner = text[start + 1 : end - 1]
    return text[start] == "«" and "»" in inner and inner.find("»") < (inner.find("«") if "«" in inner else len(inner))


def _that(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "noted that …", "expressed confidence that …": from the subordinator to the end of the clause."""
    tokens = draft.analysis.tokens
    for token in tokens[cue.last.i + 1 : min(cue.sentence.last, cue.last.i + 26)]:
        if token.start >= cue.stop:
            return None
        if token.lower == words.subordinator and token.pos in ("SCONJ", "DET", "PRON"):
            between = tokens[cue.last.i + 1 : token.i]
            if cue.verb.lemma not in words.clause | words.weak and not any(
                t.lower in words.light_nouns for t in between
            ):
                return None
            if (
                token.tag in ("WDT", "WP")
                and tokens[token.i - 1].pos == "NOUN"
                and tokens[token.i - 1].lower not in words.light_nouns
                and cue.verb.lemma not in words.clause
            ):
                return None
            return Found([trimmed(draft, token.end, cue.stop)], "that_clause")
        if token.pos == "VERB" and token.i > cue.last.i + 1 and token.dep in ("ccomp", "conj", "advcl"):
            return None
        if token.text in (".", ";", ":") or token.text in OPENING_MARKS:
            return None
    return None


def _quotation(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """A quotation in the sentence of the cue, before, after or on both sides."""
    if cue.passive or not cue.quotes:
        return None
    spans = []
    for quote in cue.quotes:
        start, end = max(quote.inner[0], cue.sentence.start), min(quote.inner[1], quote.inner[1])
        if cue.begin <= quote.span[0] + 1 or quote.span[0] < cue.begin:
            spans.append((start, end))
    spans = [span for span in spans if span[1] <= cue.verb.start or span[0] >= cue.verb.end]
    if not spans:
        return None
    right = [span for span in spans if span[0] >= cue.verb.end and span[0] < cue.stop]
    left = [span for span in spans if span[1] <= cue.verb.start]
    if right and not left:
        between = draft.text[cue.last.end : right[0][0]].strip(' “"«‘:,')
        # "called the project “a symbol of friendship”": the content begins with the words before the quotation
        if between and cue.verb.lemma not in words.clause:
            return None
        if between and len(between.split()) > 12:
            return Found([trimmed(draft, cue.last.end, cue.stop)], "clause_with_quotation")
        if between and draft.text[right[0][0] - 2 : right[0][0] - 1] != ":" and ":" not in between:
            return Found([trimmed(draft, cue.last.end, cue.stop)], "clause_with_quotation")
        return Found(right, "quotation_after")
    return Found([trimmed_quote(draft, span) for span in left + right], "quotation_before")


def trimmed_quote(draft: Draft, span: Span) -> Span:
    """A quotation without the comma before its closing mark."""
    start, end = span
    while end > start and draft.text[end - 1] in ", ":
        end -= 1
    return start, end


def _left(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "Trade came to $50 billion, he said": what stands before the comma of the cue."""
    if cue.verb.lemma not in words.clause or cue.passive:
        return None
    tokens = draft.analysis.tokens
    first = cue.verb
    subject = draft.analysis.child(cue.verb, "nsubj")
    if subject is not None and subject.i < cue.verb.i:
        first = draft.analysis.subtree(subject, without=("acl:relcl", "appos"))[0]
    while first.i - 1 >= cue.sentence.first and tokens[first.i - 1].pos in ("ADV", "AUX", "SCONJ"):
        first = tokens[first.i - 1]
    if first.i - 1 < cue.sentence.first or tokens[first.i - 1].text not in (*CLOSING_MARKS, *",–—?!"):
        return None
    start, end = trimmed(draft, max(cue.begin, cue.sentence.start), tokens[first.i - 1].start)
    if len(draft.text[start:end].split()) < 3 or not any(
        t.pos in ("VERB", "AUX") and t.tag != "VBG" or t.text in "–—" or t.pos == "ADJ" and not t.case
        for t in draft.analysis.tokens_in((start, end))
    ):
        return None
    # what goes on after the cue belongs to the same content: "The goal, he said, is $20 billion"
    after = None
    following = tokens[cue.last.i + 1] if cue.last.i + 1 < cue.sentence.last else None
    if following is not None and following.text == "," and cue.stop - following.end > 12:
        after = trimmed(draft, following.end, cue.stop)
    return Found([(start, end), after] if after else [(start, end)], "clause_before")


def _inside(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "The goal, he reaffirmed, is …": the cue between two commas."""
    tokens = draft.analysis.tokens
    subject = draft.analysis.child(cue.verb, "nsubj")
    if subject is None or cue.verb.lemma not in words.clause or cue.passive:
        return None
    first = min(cue.verb.i, draft.analysis.subtree(subject)[0].i)
    while first - 1 >= cue.sentence.first and tokens[first - 1].lower in words.as_words:
        first -= 1
    following = tokens[cue.last.i + 1] if cue.last.i + 1 < cue.sentence.last else None
    if following is None or following.text != "," or first - 1 < cue.sentence.first:
        return None
    if first == cue.sentence.first or tokens[first - 1].text != ",":
        return None
    spans = [trimmed(draft, cue.begin, tokens[first - 1].start), trimmed(draft, following.end, cue.stop)]
    return Found(spans, "cue_inside")


def _clause(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """A content clause without a subordinator: "said the project is on track"."""
    if cue.verb.lemma in words.weak or cue.verb.lemma not in words.clause:
        return None
    clause = draft.analysis.child(cue.verb, "ccomp")
    if clause is None or clause.i < cue.verb.i:
        return None
    start = draft.analysis.subtree(clause)[0]
    if start.i < cue.verb.i:
        start = draft.analysis.tokens[cue.last.i + 1]
    return Found([trimmed(draft, start.start, cue.stop)], "clause_without_subordinator")


def _noun_phrase(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "highlighted the work of the branch", "emphasised the growth": a noun phrase as content."""
    lemma = cue.verb.lemma
    if cue.passive:
        return None
    particle = cue.last.i > cue.verb.i
    if lemma not in words.object and not particle:
        return None
    if lemma in words.particles and words.particles[lemma] and not particle:
        thing = draft.analysis.child(cue.verb, "obj")
        if not (lemma in words.light and thing is not None and thing.lemma in words.light_nouns):
            return None
    thing = draft.analysis.child(cue.verb, "obj")
    if lemma in words.light:
        if thing is None or thing.lemma not in words.light_nouns:
            return None
        return Found([trimmed(draft, draft.analysis.subtree(thing)[0].start, cue.stop)], "light_verb")
    start = draft.analysis.tokens[cue.last.i + 1] if cue.last.i + 1 < cue.sentence.last else None
    if start is None or start.start >= cue.stop or start.pos == "PUNCT" and start.text not in OPENING_MARKS:
        return None
    if thing is None and not particle:
        return None
    return Found([trimmed(draft, start.start, cue.stop)], "noun_phrase")


def _passive(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "The importance of X was emphasised"; "it was noted that" is taken by the rule before."""
    if not cue.passive or cue.subject is None or cue.verb.lemma not in words.object or cue.subject.lower in words.dummy:
        return None
    if cue.subject.tag in ("WDT", "WP") or cue.verb.dep in ("acl:relcl", "advcl", "acl"):
        return None
    if cue.verb.lemma in words.no_passive:
        return None
    tokens = draft.analysis.subtree(cue.subject)
    if len(tokens) < 3:
        return None
    end = next(
        t
        for t in draft.analysis.tokens[cue.sentence.first : cue.verb.i + 1]
        if t.head == cue.verb.i and t.pos == "AUX" or t is cue.verb
    )
    return Found([trimmed(draft, tokens[0].start, end.start)], "passive_subject")


Rule = Callable[[Draft, Cue, CueWords], Found | None]
CONTENT_RULES: list[Rule] = [_that, _quotation, _inside, _left, _clause, _noun_phrase, _passive]


def manner_of(spans: list[Span], speech: list[Quote]) -> Manner:
    """Direct where all of the content stands in quotation marks, mixed where a part does."""
    total = sum(end - start for start, end in spans)
    quoted = sum(max(0, min(end, q.span[1]) - max(start, q.span[0])) for start, end in spans for q in speech)
    return "direct" if quoted >= total - 2 else "mixed" if quoted else "indirect"


def new_statement(
    spans: list[Span], speaker: EntityDraft | None, span: Span | None, cue: Span | None, manner: Manner
) -> Statement:
    """A statement that has no id yet."""
    return Statement(
        id="",
        speaker=speaker.id if speaker is not None else None,
        speaker_span=span,
        cue_span=cue,
        content_spans=tuple(s for s in spans if s[1] > s[0]),
        manner=manner,
    )
