"""Contents that are a clause after the cue: "said (that) trade grew", "made it clear that …"."""

from __future__ import annotations

from communique.extract.attribution.frames import (
    GERUND,
    SUBORDINATOR,
    Content,
    Cue,
    has_finite,
    is_infinitive,
    outer_clause,
)
from communique.extract.attribution.parts import ENDS, left_edge, right_edge
from communique.extract.attribution.words import verb_uses
from communique.extract.quotes import CLOSING_MARKS
from communique.language import Token

FAR = 13  # tokens from a cue to its "that"


def clause(cue: Cue) -> Content | None:
    """ "said (that) trade grew", "asked whether …": a finite clause as the parse has it."""
    kind = cue.use.frames.get("clause")
    child = cue.following("ccomp", "advcl", where=lambda c: c.dep == "ccomp" or _subordinated(cue, c))
    if kind is None or child is None or is_infinitive(cue.draft, child):
        return None
    first = max(cue.last + 1, left_edge(cue.draft, child))
    thing = cue.object
    if (
        thing is not None
        and cue.last < thing.i < first
        and "object" in cue.use.frames
        and "addressee" not in cue.use.frames
    ):
        first = left_edge(cue.draft, thing)  # "disputed the claim that …"
    that = next((m for m in cue.draft.analysis.children(child, "mark") if m.lower == cue.words.that), None)
    relative = any(token.tag in ("WDT", "WP") for token in cue.draft.analysis.subtree(child) if token.i < child.i)
    if that is None and relative and thing is not None and first <= thing.i:
        return None  # "concluded a trip, during which he signed …"
    if that is not None and that.i > first:
        first = that.i  # "reported, citing officials, that …"
    last = _before_participle(cue, first, _extended(cue, first, right_edge(cue.draft, child)))
    return Content([cue.run(first, before_outer(cue, first, last))], kind)


def that_after(cue: Cue) -> Content | None:
    """ "told the press on Monday that trade grew": "that" some words after the cue, whatever the parse makes of it."""
    kind = cue.use.frames.get("clause")
    tokens = cue.draft.analysis.tokens
    if kind is None:
        return None
    for token in tokens[cue.last + 1 : min(cue.last + FAR, cue.sentence.last)]:
        if token.lower == cue.words.that and (token.tag == SUBORDINATOR or token.dep == "mark" or _impersonal(cue)):
            if _relative(cue, token):
                return None
            return _from_that(cue, token, kind)
        if (
            token.lower == cue.words.that
            and token.i == cue.last + 1
            and has_finite(tokens[token.i : cue.sentence.last])
        ):
            return _from_that(cue, token, kind)  # "remarking that trade was …", read as "that trade"
        if token.pos in ("VERB", "AUX", "SCONJ") or token.text in ENDS or token.text in ";:":
            return None
    return None


def _relative(cue: Cue, that: Token) -> bool:
    """ "briefed his counterpart on the plant | that the firm is building": a clause of the noun behind a preposition."""
    row = cue.draft.analysis.tokens[cue.last + 1 : that.i]
    about = any(token.lower in cue.use.prepositions or token.lower in cue.words.about for token in row[1:])
    return about and bool(row) and row[-1].pos == "NOUN" and row[-1].lower not in cue.words.light_nouns


def light(cue: Cue) -> Content | None:
    """ "made (it) clear that", "drew attention to the fact that", "took note: …": the noun is part of the cue."""
    if cue.verb.lemma not in cue.words.light:
        return None
    tokens = cue.draft.analysis.tokens
    noun: Token | None = None
    for token in tokens[cue.verb.i + 1 : min(cue.verb.i + FAR + 1, cue.sentence.last)]:
        if noun is None and token.lower in cue.words.light_nouns:
            noun = token
        elif noun is not None and token.text == ":" and len(rest := cue.rest(token.i)) > 1:
            return Content([cue.run(token.i + 1, rest[-1].i)], cue.words.light_kind, last=noun.i)
        elif (
            noun is not None and token.lower == cue.words.that and (token.tag == SUBORDINATOR or token.i == noun.i + 1)
        ):
            return _from_that(cue, token, cue.words.light_kind, noun.i)
        elif token.pos == "VERB" and token.lower not in cue.words.light_nouns:
            return None
        elif token.text in ENDS or token.text in ";:,":
            return None
    return None


def _impersonal(cue: Cue) -> bool:
    """ "it was noted"."""
    subject = cue.draft.analysis.child(cue.verb, "nsubj", "nsubj:pass", "expl")
    return cue.passive and subject is not None and subject.lower in cue.words.dummy


def before_outer(cue: Cue, first: int, last: int) -> int:
    """The last token before a verb that is coordinated with the cue and not with the content."""
    tokens = cue.draft.analysis.tokens
    for token in tokens[first + 1 : last + 1]:
        outer = outer_clause(cue.draft, token)
        if outer is not None and outer.i < first:
            at = token.i - 1
            while at > first and tokens[at].pos in ("CCONJ", "ADV", "PUNCT") and tokens[at].text not in CLOSING_MARKS:
                at -= 1
            return at
    return last


def _subordinated(cue: Cue, child: Token) -> bool:
    mark = cue.draft.analysis.child(child, "mark")
    return mark is not None and mark.lower in cue.words.subordinators


def _from_that(cue: Cue, that: Token, kind: str, last_of_cue: int | None = None) -> Content | None:
    head = cue.draft.analysis.head_of(that) or that
    last = _extended(cue, that.i, max(right_edge(cue.draft, head), that.i))
    last = before_outer(cue, that.i, last)
    return Content([cue.run(that.i, last)], kind, last=last_of_cue) if last > that.i + 1 else None


def _extended(cue: Cue, first: int, last: int) -> int:
    """The clause's end; where the parse stops short of it (no verb yet, inside a phrase, before one more "that", at a
    colon) the end of the sentence."""
    rest = cue.rest(last)
    if not rest:
        return last
    after, uses = rest[0], verb_uses(cue.draft.language)
    if after.text == ":" or not has_finite(cue.draft.analysis.tokens[first : last + 1]):
        return rest[-1].i
    ends = [cue.draft.analysis.tokens[last], after]
    second = rest[1] if after.text == "," and len(rest) > 1 else after
    if any(t.text == "," for t in ends) and second.pos == "AUX" and has_finite([second]):
        return rest[-1].i  # "… had grown but, at $19 million, | was far from its potential"
    words = [t for t in rest if t.pos != "PUNCT"]
    again = len(words) > 2 and words[0].pos == "CCONJ" and words[1].lower == cue.words.that
    short = (
        after.pos not in ("PUNCT", "CCONJ", "SCONJ") and after.head != cue.verb.i and after.dep not in ("mark", "cc")
    )
    other = any(t.pos == "VERB" and t.lemma in uses and "clause" in uses[t.lemma].frames for t in words)
    return rest[-1].i if again or short and not other else last


def _before_participle(cue: Cue, first: int, last: int) -> int:
    """ "said trade grew, adding that …": the participle of another cue begins a new attribution."""
    tokens, uses = cue.draft.analysis.tokens, verb_uses(cue.draft.language)
    for token in tokens[first + 1 : last + 1]:
        if token.tag != GERUND or token.lemma not in uses or "clause" not in uses[token.lemma].frames:
            continue
        at = token.i - 1 if tokens[token.i - 1].pos != "ADV" else token.i - 2
        if at > first and tokens[at].text == "," and cue.draft.analysis.child(token, "ccomp") is not None:
            return at - 1
    return last
