"""Quotations with their cue; a content that stands in quotation marks is the whole quotation, over ends of sentences too.

What stands around a quotation is short and plain ("…," the minister told reporters), while its parse is often wrong: the cue
is looked for in the words next to the marks.
"""

from __future__ import annotations

from communique.extract.attribution.cues import cue_first, cue_last
from communique.extract.attribution.parts import Attribution
from communique.extract.attribution.sources import source_phrase, subject_of
from communique.extract.attribution.words import AttributionWords, attribution_words, verb_form, verb_uses
from communique.extract.draft import Draft
from communique.extract.quotes import Quote
from communique.language import Token
from communique.language.base import Sentence

DASHES = ("—", "–", "-")
NEAR = 22  # tokens between a quotation and its cue


def find_by_quotations(draft: Draft, sentence: Sentence, quotes: list[Quote]) -> list[Attribution]:
    """The attributions of a sentence whose content is a quotation beside the cue."""
    here = [q for q in quotes if q.span[0] < sentence.end and sentence.start < q.span[1]]
    if not here:
        return []
    lead = here[0]
    if lead.span[0] <= sentence.start + 1 and lead.span[1] < sentence.end - 2:
        one = _after_quotation(draft, sentence, lead, here[1:])
        if one is not None:
            return [one]
    for quote in here:
        if quote.span[0] > sentence.start + 1:
            one = _before_quotation(draft, sentence, quote)
            if one is not None:
                return [one]
    return []


def _verb(draft: Draft, token: Token, words: AttributionWords) -> bool:
    """Whether a token can be a cue of quotations: a verb of that frame, also where the parse takes it for a noun."""
    uses = verb_uses(draft.language)
    lemma = (
        token.lemma
        if token.pos in ("VERB", "AUX")
        else verb_form(draft.language, token.lower)
        if token.pos in ("NOUN", "PROPN") and token.text.islower()
        else ""
    )
    use = uses.get(lemma)
    return use is not None and ("quotation" in use.frames or "clause" in use.frames)


def _after_quotation(draft: Draft, sentence: Sentence, lead: Quote, others: list[Quote]) -> Attribution | None:
    """ "…," said X; "…," X said; with a second quotation behind them: "…," X said, "…"."""
    tokens = draft.analysis.tokens
    words = attribution_words(draft.language)
    first = next((t.i for t in tokens[sentence.first : sentence.last] if t.start >= lead.span[1]), sentence.last)
    before = draft.text[lead.inner[0] : lead.inner[1]].rstrip()[-1:]
    if first < sentence.last and tokens[first].text in (",", *DASHES):
        first += 1
    elif before not in ",?!—-–.…":
        return None
    stop = next(
        (t.i for t in tokens[first : sentence.last] if any(q.span[0] <= t.start < q.span[1] for q in others)),
        sentence.last,
    )
    verb = _cue_beside(draft, tokens[first : min(stop, first + NEAR)], words)
    if verb is None:
        return None
    source_head = _source_beside(draft, verb, first, stop, words)
    contents = [lead.span]
    rest = next((q for q in others if q.span[0] > verb.end), None)
    if rest is not None:
        at = draft.text[verb.end : rest.span[0]].rstrip()
        if at.endswith((",", ":", "—", "–")) and not any(t.pos == "VERB" for t in tokens[verb.i + 1 : stop]):
            contents.append(rest.span)
    cue = (tokens[max(first, cue_first(draft, verb, words))].start, tokens[cue_last(draft, verb, words)].end)
    source = source_phrase(draft, source_head, cue, words) if source_head is not None else None
    if source is not None and any(a < source[1] and source[0] < b for a, b in contents):
        source = None
    return Attribution(cue, contents, source, _kind(draft, verb), "quotation_before", verb, source_head)


def _cue_beside(draft: Draft, tokens: list[Token], words: AttributionWords) -> Token | None:
    """The first verb of these tokens, past those of clauses that belong to a noun, if it can be a cue."""
    for token in tokens:
        if _verb(draft, token, words) and (token.pos in ("VERB", "AUX") or token is not tokens[0]):
            return token
        subject = draft.analysis.child(token, "nsubj")
        relative = token.dep in ("acl:relcl", "acl") or subject is not None and subject.lower in words.relatives
        if token.pos == "VERB" and not relative:
            return None
    return None


def _kind(draft: Draft, verb: Token) -> str:
    uses = verb_uses(draft.language)
    use = uses.get(verb.lemma) or uses[verb_form(draft.language, verb.lower)]
    return use.frames.get("quotation") or use.frames["clause"]


def _source_beside(draft: Draft, verb: Token, first: int, stop: int, words: AttributionWords) -> Token | None:
    """The subject by the parse if it stands beside the cue, else the noun phrase before it, else the one after it."""
    tokens = draft.analysis.tokens
    own = subject_of(draft, verb, words)
    if own is not None and first <= own.i < stop and verb.pos in ("VERB", "AUX"):
        return own
    for token in reversed(tokens[first : verb.i]):
        if token.pos in ("NOUN", "PROPN", "PRON") and token.dep not in ("compound", "nmod:poss"):
            return token
    for token in tokens[verb.i + 1 : stop]:
        if token.pos in ("NOUN", "PROPN", "PRON") and token.dep not in ("compound", "nmod:poss"):
            return token
        if token.pos == "PUNCT":
            break
    return None


def _before_quotation(draft: Draft, sentence: Sentence, quote: Quote) -> Attribution | None:
    """X said: "…"; X told reporters, "…"."""
    analysis, tokens = draft.analysis, draft.analysis.tokens
    words = attribution_words(draft.language)
    opening = next((t.i for t in tokens[sentence.first : sentence.last] if t.start >= quote.span[0]), None)
    if opening is None or opening == sentence.first or tokens[opening - 1].text not in (",", ":"):
        return None
    colon = tokens[opening - 1].text == ":"
    rest = draft.text[quote.span[1] : sentence.end].strip(" .,;!?”\"')")
    if rest and not colon and quote.span[1] < sentence.end and len(rest) > 60:
        return None
    verb = None
    for token in reversed(tokens[max(sentence.first, opening - 1 - NEAR) : opening - 1]):
        if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "aux:pass", "amod", "acl:relcl"):
            if not _verb(draft, token, words) or analysis.is_passive(token):
                return None
            verb = token
            break
    if verb is None or any(c.i < opening - 1 for c in analysis.children(verb, "ccomp")):
        return None
    goes_on = draft.text[quote.inner[0] : quote.inner[0] + 1].islower() and not colon
    if goes_on and any(t.lower == words.that and t.pos == "SCONJ" for t in tokens[verb.i + 1 : opening]):
        return None  # "told them that the scheme, begun in 1966, "must go on""
    last = cue_last(draft, verb, words)
    if colon and last + 1 == opening - 1:
        last = opening - 1
    cue = (tokens[cue_first(draft, verb, words)].start, tokens[last].end)
    source_head = subject_of(draft, verb, words)
    source = source_phrase(draft, source_head, cue, words) if source_head is not None else None
    return Attribution(cue, [quote.span], source, _kind(draft, verb), "quotation_after", verb, source_head)


def extend_quotations(draft: Draft, found: list[Attribution], quotes: list[Quote]) -> None:
    """Contents that begin or end inside a quotation are moved to its marks; a quotation right after them is added."""
    taken = {one.head.sentence for one in found}
    for one in found:
        spans = []
        for start, end in one.contents:
            for quote in quotes:
                a, b = quote.span
                if a < start < b and draft.analysis.sentence_of(start).start == start:  # type: ignore[union-attr]
                    start = a
                if a <= start and start - a < 3 or start <= a < end:
                    if a < end < b and not draft.text[end:b].strip(" .,!?\"”’'»"):
                        end = b
                    elif a < end < b and (a <= start + 2 or b <= draft.analysis.sentence_of(start).end):  # type: ignore[union-attr]
                        end = b
            spans.append((start, end))
        one.contents = spans
        _append_following(draft, one, quotes, taken)


def _append_following(draft: Draft, one: Attribution, quotes: list[Quote], taken: set[int]) -> None:
    """ "…," she said. "…": quotations without a cue that begin the next sentences of the paragraph."""
    direct = any(quote.span[0] < end and start < quote.span[1] for quote in quotes for start, end in one.contents)
    if not direct:
        return
    sentences = draft.analysis.sentences
    at = max(
        one.head.sentence, max(t.sentence for t in [draft.analysis.token_at(end - 1) for _, end in one.contents] if t)
    )
    while at + 1 < len(sentences) and sentences[at + 1].paragraph == sentences[one.head.sentence].paragraph:
        following = sentences[at + 1]
        quote = next((q for q in quotes if abs(q.span[0] - following.start) < 2), None)
        if quote is None or following.index in taken:
            return
        one.contents.append(quote.span)
        last = draft.analysis.token_at(quote.span[1] - 1)
        at = last.sentence if last is not None and last.sentence > at else at + 1
        if sentences[at].end - quote.span[1] > 2:
            return
