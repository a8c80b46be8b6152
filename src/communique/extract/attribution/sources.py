"""The source of an attribution: the noun phrase that means who says or holds it."""

from __future__ import annotations

from communique.extract.attribution.frames import outer_clause
from communique.extract.attribution.words import AttributionWords
from communique.extract.draft import Draft
from communique.language import Token
from communique.record import Span

SUBJECTS = ("nsubj", "nsubj:pass")


def subject_of(draft: Draft, verb: Token, words: AttributionWords) -> Token | None:
    """The subject of a verb: its own, one shared by coordination or control, that of the clause a participle hangs on."""
    analysis = draft.analysis
    seen: Token | None = verb
    steps = 0
    while seen is not None and steps < 8:
        steps += 1
        own = own_subject(draft, seen) or analysis.child(seen, "nsubj:pass", "csubj", "expl")
        if own is not None:
            return _behind_occasion(draft, own, seen) or own
        head = outer_clause(draft, seen) or analysis.head_of(seen)
        if head is None:
            return None
        if seen.dep in ("acl", "acl:relcl"):
            return head if head.pos in ("NOUN", "PROPN", "PRON") else None
        if seen.dep == "xcomp" and (thing := analysis.child(head, "obj", "iobj")) is not None and thing.i < seen.i:
            return thing
        if seen.dep == "obl:agent" or seen.pos not in ("VERB", "AUX", "ADJ", "NOUN", "ADV"):
            return None
        if (
            seen.dep == "advcl"
            and seen.tag == "VBG"
            and seen.i > head.i
            and draft.analysis.tokens[seen.i - 1].text == ","
        ):
            head = _outermost(draft, head)
        if seen.dep not in ("conj", "xcomp", "advcl", "dep", "ccomp", "acomp", "parataxis", "attr", "pcomp"):
            return None
        seen = head
    return None


def own_subject(draft: Draft, verb: Token) -> Token | None:
    """The subject of a verb: of two before it, the nearer one ("Trade, | Anna Weber noted, | had reached $2 billion")."""
    found = draft.analysis.children(verb, "nsubj")
    before = [one for one in found if one.i < verb.i]
    if len(before) > 1 and any(t.text == "," for t in draft.analysis.tokens[before[0].i : before[-1].i]):
        return before[-1]
    return found[0] if found else None


def _behind_occasion(draft: Draft, subject: Token, verb: Token) -> Token | None:
    """ "After the talks in Lima | President Ana Torres said": the parse took the occasion for the subject."""
    mark = draft.analysis.child(verb, "mark")
    if mark is None or subject.pos != "NOUN" or not mark.i < subject.i < verb.i:
        return None
    if any(token.dep not in ("det", "amod", "compound") for token in draft.analysis.tokens[mark.i + 1 : subject.i]):
        return None
    people = [
        mention.head
        for mention in draft.mentions
        if draft.entities[mention.entity].kind == "person" and subject.i < mention.head < verb.i
    ]
    return draft.analysis.tokens[max(people)] if people else None


def source_phrase(draft: Draft, head: Token, cue: Span, words: AttributionWords) -> Span | None:
    """The words of the noun phrase: with what stands before the noun, appositions and clauses after it."""
    analysis = draft.analysis
    tokens = analysis.tokens
    subtree = analysis.subtree(head, without=("ccomp", "parataxis", "punct"))
    before = head.start < cue[0]
    inside = {
        t.i
        for t in subtree
        if (t.end <= cue[0] if before else t.start >= cue[1])
        and not (t.dep in ("case", "mark", "cc") and t.i < head.i and t.head == head.i)
    }
    first = last = head.i
    while first - 1 in inside or (
        first - 2 in inside and tokens[first - 1].dep == "punct" and tokens[first - 1].head in inside
    ):
        first -= 1
    while last + 1 in inside or (last + 2 in inside and tokens[last + 1].pos == "PUNCT"):
        last += 1
    start, end = tokens[first].start, tokens[last].end
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after is not None and after.text in ("’s", "'s", "’", "'") and after.dep == "case":
        end = after.end
        after = tokens[last + 2] if last + 2 < len(tokens) else None
    if after is not None and after.text == ")" and "(" in draft.text[start:end]:
        end = after.end
        after = tokens[after.i + 1] if after.i + 1 < len(tokens) else None
    # the comma that closes an apposition belongs to the phrase: "Anna Weber, the minister, said"
    if before and after is not None and after.text == "," and "," in draft.text[start:end] and after.end <= cue[0]:
        end = after.end
    return start, end


def _outermost(draft: Draft, verb: Token) -> Token:
    """The cue in whose content a verb lies: whom "adding that …" behind the content goes on about."""
    top = verb
    for above in draft.analysis.ancestors(verb):
        if above.i < verb.i and draft.analysis.child(above, "ccomp") is not None and above.pos == "VERB":
            top = above
    return top
