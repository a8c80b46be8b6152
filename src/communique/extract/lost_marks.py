"""Phrases that a lost comma or apostrophe tore apart in the parse: what is beside them tells where they belong.

News that went through a cleaning or a scan lacks them, and the parser then reads appositions as second subjects or objects,
and owners in the plural as nouns of their own.
"""

from __future__ import annotations

from communique.extract.clauses import FINITE
from communique.extract.counted import NOUNS, measure_words, next_token, previous_token
from communique.extract.draft import Draft, Quantity
from communique.language import Token

RELATIVE = ("acl", "acl:relcl")


def _first(draft: Draft, token: Token) -> int:
    return min(t.i for t in draft.analysis.subtree(token))


def _last(draft: Draft, token: Token) -> int:
    return max(t.i for t in draft.analysis.subtree(token))


def second_subjects(draft: Draft, subject: Token, inside: set[int]) -> list[Token]:
    """ "Nordbank a lender in Riga has cut …": other subjects of the same verb, right before or after the first."""
    verb = draft.analysis.head_of(subject)
    if verb is None:
        return []
    found = []
    for other in draft.analysis.children(verb, "nsubj", "nsubj:pass"):
        if other.i == subject.i or other.i in inside:
            continue
        one, two = sorted((subject, other), key=lambda t: t.i)
        before = draft.analysis.tokens[_first(draft, other) - 1]
        joined = before.pos == "CCONJ" and before.head != other.i  # "which has six rooms and a pool is …"
        if not joined and _first(draft, two) == _last(draft, one) + 1:
            found.append(other)
    return found


def owned(draft: Draft, anchor: Token, owner: Token) -> Token | None:
    """ "5% of the banks annual profit": the profit, read as an apposition of the amount; ``owner`` are the banks."""
    found = draft.analysis.child(anchor, "appos")
    if found is None or owner.tag != "NNS" or found.pos != "NOUN" or owner.i > found.i:
        return None
    between = draft.analysis.tokens[owner.i + 1 : found.i]
    return found if all(t.dep in ("amod", "compound") and t.head == found.i for t in between) else None


def owner_before(draft: Draft, quantity: Quantity, noun: Token) -> Token | None:
    """ "the companys 300 lorries": the owner right before a number, which lost its apostrophe; ``noun`` is what is counted."""
    before = previous_token(draft, draft.analysis.tokens_in(quantity.span)[0])
    if before is None or before.pos not in NOUNS or not before.lower.endswith("s"):
        return None
    return before if before.head == noun.i or before.head == noun.head != before.i else None


def past_clause(draft: Draft, noun: Token, apposition: Token) -> bool:
    """Whether a clause stands between a noun and its apposition: a list in the clause that lost its commas."""
    between = draft.analysis.tokens[noun.i + 1 : apposition.i]
    return any(t.pos == "VERB" and t.dep in RELATIVE and noun.i <= t.head < apposition.i for t in between)


def renames(draft: Draft, noun: Token, counted: list[Token]) -> bool:
    """ "looked at two viruses deformed wing virus and …": whether a noun begins right where what is counted ends."""
    return bool(counted) and _first(draft, noun) == counted[-1].i + 1


def worth_before(draft: Draft, at: int, amounts: set[int]) -> Token | None:
    """ "the market worth over 2 billion is growing": the market; ``at`` is a token of the amount, ``amounts`` are those of all."""
    tokens = draft.analysis.tokens
    first = draft.analysis.sentences[tokens[at].sentence].first
    while at > first and at in amounts:
        at -= 1
    if at == first or tokens[at].lower not in measure_words(draft.language).worth:
        return None
    noun = tokens[at - 1]
    misread = noun.pos == "VERB" and draft.analysis.child(noun, "nsubj") is not None
    return noun if noun.pos in NOUNS or misread else None


def verb_before(draft: Draft, quantity: Quantity) -> Token | None:
    """The finite verb right before an amount."""
    own = draft.analysis.tokens_in(quantity.span)
    before = previous_token(draft, own[0]) if own else None
    while before is not None and before.pos == "ADV":
        before = previous_token(draft, before)
    return before if before is not None and before.tag in FINITE and before.pos in ("AUX", "VERB") else None


def worth_after(draft: Draft, last: Token) -> Token | None:
    """ "40 years worth of records": "of", or "worth" where no "of" follows; ``None`` where ``last`` has no such word behind it."""
    words = measure_words(draft.language)
    after = next_token(draft, last)
    if after is None or after.lower not in words.worth:
        return None
    then = next_token(draft, after)
    return then if then is not None and then.lower in words.of else after


def before_clause(draft: Draft, verb: Token) -> Token | None:
    """ "Profit before tax rose": the profit, where the parse reads "tax rose" as a clause that the rest hangs on."""
    noun = draft.analysis.head_of(verb)
    mark = draft.analysis.child(verb, "mark")
    if noun is None or mark is None or verb.dep != "advcl" or noun.pos not in NOUNS or noun.head != noun.i:
        return None
    return noun if mark.i == noun.i + 1 else None


def cut_off(draft: Draft, subject: Token) -> list[Token]:
    """ "A pint of beer costs …": nouns between a subject and its verb that the parse hangs on the verb."""
    verb = draft.analysis.head_of(subject)
    if verb is None or subject.dep not in ("nsubj", "nsubj:pass"):
        return []
    return [t for t in draft.analysis.children(verb, "compound", "nmod") if subject.i < t.i < verb.i and t.pos in NOUNS]


def torn_relative(draft: Draft, subject: Token) -> Token | None:
    """ "The car which has five doors costs …": the car, where the parse reads "five doors costs" as what it has."""
    verb = draft.analysis.head_of(subject)
    above = draft.analysis.head_of(verb) if verb is not None and verb.dep == "ccomp" else None
    if verb is None or above is None or above.dep != "acl:relcl" or not above.i < subject.i < verb.i:
        return None
    pronoun = draft.analysis.child(above, "nsubj", "nsubj:pass")
    if pronoun is None or pronoun.tag not in ("WDT", "WP") or draft.analysis.child(above, "obj") is not None:
        return None
    return draft.analysis.head_of(above)


def mover_before(draft: Draft, quantity: Quantity) -> Token | None:
    """ "with Barclays up 3.1% and Lloyds down 2%": the noun right before "up" or "down", where no verb stands between."""
    words, tokens = measure_words(draft.language), draft.analysis.tokens
    first = draft.analysis.tokens_in(quantity.span)[0]
    if first.i < 2 or tokens[first.i - 1].lower not in words.movers:
        return None
    noun = tokens[first.i - 2]
    if noun.sentence != first.sentence or noun.pos not in NOUNS or draft.in_period(noun.start):
        return None
    top = topmost(draft, noun) if draft.analysis.marker(noun) in words.partitive else noun
    apart = top.dep == "obl" and draft.analysis.marker(top) not in words.having
    return None if apart or top.dep == "obj" or top.lemma in words.periods else top


def topmost(draft: Draft, noun: Token) -> Token:
    """ "a dealer in the town": the dealer, of the town."""
    while noun.dep == "nmod" and (above := draft.analysis.head_of(noun)) is not None and above.pos in NOUNS:
        noun = above
    return noun
