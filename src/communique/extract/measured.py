"""What an amount measures, in words, from the parse: subject, object, noun above, noun below, apposition, conjunct."""

from __future__ import annotations

from communique.extract.counted import NOUNS, Counted, MeasureWords, measure_words, written_words
from communique.extract.draft import Draft, Quantity
from communique.extract.measures import anchor_of
from communique.language import Token

BELOW = ("acl:relcl", "advcl", "parataxis", "acl", "mark", "ccomp", "cc", "det")
LONGEST = 18
CLAUSE = ("acl:relcl", "acl", "advcl", "xcomp", "ccomp", "conj", "pcomp")


def measured_words(draft: Draft, quantity: Quantity, counted: Counted, taken: set[int]) -> list[str]:
    """The words that say what is measured; none where nothing does. ``taken`` are the tokens of all amounts."""
    if counted.whole:
        return []
    heads = measured_heads(draft, quantity, counted, measure_words(draft.language))
    own = {t.i for t in counted.tokens} | taken
    found: dict[str, None] = {}
    for head in heads:
        for word in phrase_words(draft, head, own):
            found.setdefault(word)
    return list(found)


def measured_heads(draft: Draft, quantity: Quantity, counted: Counted, words: MeasureWords) -> list[Token]:
    """The heads of the phrases that say what is measured, the nearest first."""
    analysis = draft.analysis
    anchor = counted.head or anchor_of(draft, quantity)
    if anchor is None:
        return []
    inside = {t.i for t in analysis.tokens_in(quantity.span)} | {t.i for t in counted.tokens}
    heads: list[Token] = []
    at = anchor
    host = _host(draft, anchor, inside, counted)
    complement = None if host is not None else _complement(draft, anchor, inside, counted)
    if host is not None:
        at = host
        if host.lemma not in words.transparent:
            heads.append(host)
        elif (below := _nominal(analysis.child(host, "nmod"), inside)) is not None:
            heads.append(below)
    elif complement is not None:
        heads.append(complement)
    verb = _verb_above(draft, at)
    if verb is None:
        return heads
    thing = _object(draft, verb, at, inside)
    if thing is not None:
        return [*heads, thing]
    subject = _subject(draft, verb, inside | {h.i for h in heads})
    if subject is not None and subject.i != at.i:
        heads.append(subject)
    if not heads and counted.head is None:
        heads += [
            c
            for c in analysis.children(verb, "obl", "nmod")
            if analysis.marker(c) in words.money_for
            and c.pos in NOUNS
            and c.i not in inside
            and not _is_period(draft, c)
        ][:1]
    return heads


def _nominal(token: Token | None, inside: set[int]) -> Token | None:
    return token if token is not None and token.pos in NOUNS and token.i not in inside else None


def _host(draft: Draft, anchor: Token, inside: set[int], counted: Counted) -> Token | None:
    """The noun that the amount modifies: "a 25% tax", "an engine of 5.2 litres"."""
    head = draft.analysis.head_of(anchor)
    seen = 0
    while head is not None and head.i in inside and seen < 4:
        head, seen = draft.analysis.head_of(head), seen + 1
    if head is None or head.pos not in NOUNS or head.i in inside:
        return None
    if anchor.dep in ("nummod", "compound", "amod", "nmod", "quantmod", "advmod", "appos", "nmod:poss", "dep"):
        return None if _is_period(draft, head) else head
    return None


def _complement(draft: Draft, anchor: Token, inside: set[int], counted: Counted) -> Token | None:
    """ "60 per cent of its revenue", "450 Nm of torque", "five seasons of the series"."""
    for child in draft.analysis.children(anchor, "nmod"):
        if child.i > anchor.i and child.i not in inside and child.pos in NOUNS and draft.analysis.marker(child) == "of":
            return child
    return None


def _is_period(draft: Draft, token: Token) -> bool:
    return any(p.span[0] <= token.start < p.span[1] for p in draft.periods)


def _verb_above(draft: Draft, token: Token) -> Token | None:
    """The verb (or the noun or adjective of a clause without one) that a phrase hangs on."""
    at: Token | None = token
    for _ in range(7):
        if at is not None and at.pos in ("VERB", "AUX"):
            return at
        above = draft.analysis.head_of(at) if at is not None else None
        if above is None:
            return None
        at = above
    return None


def _object(draft: Draft, verb: Token, at: Token, inside: set[int]) -> Token | None:
    """ "boost the range by 35 miles", "sells the phone for 7,199 yuan": what is made so or given for so much."""
    if at.dep not in ("obl", "advmod", "xcomp", "advcl", "npadvmod", "nmod", "dep", "ccomp"):
        return None
    if at.dep == "obl" and draft.analysis.marker(at) not in ("by", "for", "to", "from", "at", "", "below", "above"):
        return None
    thing = _nominal(draft.analysis.child(verb, "obj"), inside)
    return thing if thing is not None and thing.i != at.i and not _is_period(draft, thing) else None


def _subject(draft: Draft, verb: Token, inside: set[int]) -> Token | None:
    """The subject of the verb, of the verb above it, or the noun that its clause describes."""
    analysis = draft.analysis
    at: Token | None = verb
    for _ in range(5):
        if at is None:
            return None
        subject = analysis.subject(at)
        above = analysis.head_of(at)
        if subject is not None and subject.tag in ("WDT", "WP") or subject is None and at.dep in ("acl", "acl:relcl"):
            while above is not None and at is not None and at.dep not in ("acl:relcl", "acl"):
                at, above = above, analysis.head_of(above)
            return _nominal(above, inside)
        if subject is not None:
            return _nominal(subject, inside)
        if at.dep not in CLAUSE and at.pos in ("VERB", "AUX"):
            return None
        at = above
    return None


def phrase_words(draft: Draft, head: Token, own: set[int]) -> list[str]:
    """The words of a noun phrase, small words, amounts and dates left out."""
    analysis = draft.analysis
    skip: set[int] = set()
    for child in analysis.children(head):
        below = analysis.subtree(child)
        if child.dep in ("conj", "appos", "obl", "dep") and (any(t.i in own for t in below) or child.pos not in NOUNS):
            skip |= {t.i for t in below}
        elif child.dep in ("nmod",) and any(t.i in own for t in below) and child.i in own:
            skip |= {t.i for t in below}
    tokens = [
        t for t in analysis.subtree(head, without=BELOW)
        if t.i not in own and t.i not in skip and t.pos in ("NOUN", "PROPN", "ADJ", "NUM", "X", "PUNCT", "SYM", "VERB", "PART", "CCONJ")
    ]  # fmt: skip
    small = measure_words(draft.language).small
    found = []
    for group in written_words(tokens):
        last = group[-1]
        if last.pos in ("CCONJ", "PART", "SYM") and len(group) == 1 or last.lower in small or _is_period(draft, last):
            continue
        if last.pos == "VERB" and len(group) == 1 and last.dep not in ("amod", "compound", "nsubj"):
            continue
        text = draft.text[group[0].start : last.end].strip("-–—.,;:()\"'")
        found += [part for part in text.split("/") if part]
    return found[:LONGEST]
