"""Where an amount hangs in its clause: the token that ties it to the sentence, the verb above it, whom the verb is said of."""

from __future__ import annotations

from communique.extract.draft import Draft, Quantity
from communique.language import Token

NAMED = ("NOUN", "PROPN")
FINITE = ("VBD", "VBZ", "VBP")
CLIMB = 6  # heads above an amount in which its verb is looked for


def anchor_of(draft: Draft, quantity: Quantity) -> Token | None:
    """The token that links the quantity to the rest of its sentence: the topmost of its tokens."""
    tokens = [t for t in draft.analysis.tokens_in(quantity.span) if t.head >= 0]
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if t.head not in inside or t.head == t.i]
    numeric = [t for t in tops if t.pos in ("NUM", "NOUN", "SYM", "PROPN")] or tops
    return numeric[-1] if numeric else None


def verb_above(draft: Draft, anchor: Token) -> Token | None:
    """The verb that the number hangs on; the anchor itself where a verb is the qualifier ("exceeds $7 billion")."""
    if anchor.pos == "VERB" and anchor.dep != "nmod":  # a noun read as a verb: "tonnes of concentrate"
        return anchor
    verb: Token | None = anchor
    for _ in range(CLIMB):
        verb = draft.analysis.head_of(verb) if verb is not None else None
        if verb is None or verb.pos in ("VERB", "AUX"):
            break
    return verb


def beside(draft: Draft, verb: Token, inside: set[int]) -> Token | None:
    """The noun right before a finite verb that has no subject in the parse: a lost comma hung it elsewhere."""
    tokens, first = draft.analysis.tokens, draft.analysis.sentences[verb.sentence].first
    at = verb.i - 1
    while at >= first and (tokens[at].pos in ("AUX", "ADV", "PART") or tokens[at].dep in ("aux", "aux:pass", "neg")):
        at -= 1
    finite = verb.tag in FINITE or any(t.tag in (*FINITE, "MD") for t in tokens[at + 1 : verb.i])
    if at < first or not finite or at in inside or tokens[at].i == verb.head and verb.dep == "acl:relcl":
        return None
    found = tokens[at]
    misread = _garden_path(draft, found, verb)
    if misread is not None:
        return misread
    if found.case not in ("", "Nom"):
        return _nominative_before(draft, verb, inside)
    found = _without_complement(draft, found)
    rooted = found.pos in ("VERB", "NUM", "ADJ") and found.head == found.i
    return found if found.pos in NAMED or rooted else None


def _without_complement(draft: Draft, noun: Token) -> Token:
    """ "In 2024 exports | to Kazakhstan amounted to …": the noun that one with a preposition belongs to, times left out."""
    while noun.dep == "nmod" and not noun.case and draft.analysis.children(noun, "case"):
        above = draft.analysis.head_of(noun)
        if above is None or above.pos not in NAMED or above.i > noun.i or draft.in_period(above.start):
            break
        noun = above
    return noun


def _nominative_before(draft: Draft, verb: Token, inside: set[int]) -> Token | None:
    """In a language with cases: the nearest noun in the nominative before the verb in its clause."""
    tokens, first = draft.analysis.tokens, draft.analysis.sentences[verb.sentence].first
    for at in range(verb.i - 1, first - 1, -1):
        token = tokens[at]
        if token.text in ";:–—" or token.tag in (*FINITE, "VBF"):
            return None
        if token.pos in NAMED and token.case == "Nom" and at not in inside:
            return token
    return None


def _garden_path(draft: Draft, noun: Token, verb: Token) -> Token | None:
    """ "the agreements concluded between them are worth …": a participle read as the main verb has taken the subject."""
    above = draft.analysis.head_of(noun)
    if above is None or noun.dep not in ("obl", "obl:agent") or above.tag not in ("VBD", "VBN") or above.i > noun.i:
        return None
    if draft.analysis.children(above, "aux", "aux:pass", "obj", "conj") or above.head not in (verb.i, verb.head):
        return None
    return draft.analysis.child(above, "nsubj")


def _fronted(draft: Draft, verb: Token) -> Token | None:
    """ "In the first nine months exports increased and …": the subject was read as part of the phrase before it."""
    above = draft.analysis.head_of(verb) if verb.dep == "conj" else None
    return beside(draft, above, set()) if above is not None and above.pos == "VERB" else None


def _raised(draft: Draft, verb: Token) -> Token | None:
    """ "the investment was likely to be $100 billion": the subject of the verb above an adjective."""
    quality = draft.analysis.head_of(verb) if verb.dep == "xcomp" else None
    above = draft.analysis.head_of(quality) if quality is not None and quality.dep == "acomp" else None
    return draft.analysis.subject(above) if above is not None else None


def said_of(draft: Draft, verb: Token, inside: set[int]) -> Token | None:
    """Whom or what a verb is said of: its subject, also one that the parse lost, else the noun that a participle describes."""
    own = [c for c in draft.analysis.children(verb, "nsubj", "nsubj:pass", "csubj") if c.i not in inside]
    if own and own[0].case not in ("", "Nom") and own[0].pos in NAMED:
        own = [one for one in [_nominative_before(draft, verb, inside)] if one is not None] or own
    shared = draft.analysis.subject(verb) if verb.dep == "xcomp" else None  # "the share … is to rise"
    found = own[0] if own else shared or beside(draft, verb, inside) or draft.analysis.subject(verb)
    found = found or _fronted(draft, verb) or _raised(draft, verb)
    above = draft.analysis.head_of(verb) if verb.tag == "VBG" and verb.dep == "advcl" else None
    if found is None and above is not None and above.pos == "VERB" and above.i < verb.i:
        found = draft.analysis.subject(above)  # "trade passed the mark, hitting $1.04 billion"
    if found is None and verb.dep in ("acl", "acl:relcl"):
        found = draft.analysis.head_of(verb)
    return found if found is not None and found.i not in inside else None
