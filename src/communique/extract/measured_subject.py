"""Whom or what the clause of an amount is said of: the object that a change or a price is of, the subject of the verb."""

from __future__ import annotations

from communique.extract.clauses import beside
from communique.extract.counted import NOUNS, measure_words, previous_token
from communique.extract.draft import Draft
from communique.extract.lost_marks import before_clause, renames, topmost, torn_relative
from communique.extract.measured_site import Site
from communique.extract.phrases import in_period
from communique.language import Token

NAMING = ("NOUN", "PROPN", "ADJ", "NUM", "X", "VERB", "SYM")  # what a subject may be tagged as where commas were lost
RELATIVE = ("acl:relcl", "acl")
CLAUSE = ("acl:relcl", "acl", "advcl", "xcomp", "ccomp", "conj", "pcomp")
ADVERBIAL = ("obl", "advmod", "xcomp", "advcl", "npadvmod", "ccomp")


def object_of(site: Site, verb: Token, at: Token) -> Token | None:
    """ "boost the range by 35 miles", "sells the phone for 7,199 yuan": what is made so or given for so much."""
    lasts = site.is_time and site.marker(at) not in site.words.changed_by  # "cut the trip from 3 hours to 90 minutes"
    if lasts or site.quantity.rule == "times" or verb.lemma in site.words.compares:
        return None  # "orbits the planet 300 times", "beat the senator by 18 points": whoever does
    price = site.is_price(at)
    if not price and at.dep not in ADVERBIAL:
        return None
    made_so = site.marker(at) in site.words.made_so | {""}
    if at.dep == "obl" and not site.counts and not price and not made_so:
        return None
    named = site.analysis.child(verb, "obj")
    outer = site.analysis.head_of(verb)
    if named is not None and named.tag == "PRP" and verb.dep in ("advcl", "conj", "xcomp") and outer is not None:
        named = site.analysis.child(outer, "obj")  # "improved the storage, doubling it to 256 GB"
    thing = site.nominal(named)
    if thing is not None and thing.lemma in site.words.periods:
        return None  # "ended the session up 25 cents"
    if (
        thing is None
        or thing.i == at.i
        or in_period(site.draft, thing)
        or renames(site.draft, thing, site.counted.tokens)
    ):
        return None
    return None if thing.i in site.amounts and (not site.is_money or site.is_number(thing)) else thing


def _own_subject(draft: Draft, verb: Token, inside: set[int]) -> Token | None:
    """The subject of a verb, past one that belongs to the amount itself; also that of the verb it is coordinated with."""
    own = [c for c in draft.analysis.children(verb, "nsubj", "nsubj:pass", "csubj") if c.i not in inside]
    if own and (torn := torn_relative(draft, own[0])) is not None:
        return topmost(draft, torn)
    if own:
        return before_clause(draft, verb) or own[0]
    lost = _asked(draft, verb) or _swallowed(draft, verb, beside(draft, verb, inside))
    if lost is not None and lost.i not in inside:
        return lost
    found = draft.analysis.subject(verb)
    if found is not None and (torn := torn_relative(draft, found)) is not None:
        return topmost(draft, torn)
    return found if found is not None and found.i not in inside else None


def _swallowed(draft: Draft, verb: Token, noun: Token | None) -> Token | None:
    """Past a clause that ends before the verb: "The case holds a cell that lasts for days of use costs $40" is about the
    case, "candidates who were in the race received 12%" about the candidates."""
    above, at, described = draft.analysis.head_of(verb), noun, None
    while at is not None and (above is None or at.i != above.i):
        described = at if at.dep in RELATIVE else described
        at = draft.analysis.head_of(at)
    if described is None:
        return noun
    subject = draft.analysis.child(above, "nsubj", "nsubj:pass") if above is not None else None
    if verb.dep == "ccomp" and above is not None and above.pos == "VERB" and at is not None:
        return subject or noun
    antecedent = draft.analysis.head_of(described)
    return antecedent if antecedent is not None and antecedent.pos in NOUNS else noun


def _asked(draft: Draft, verb: Token) -> Token | None:
    """ "requires the bank to pay $5 million": the bank, between the verb above and an infinitive."""
    above = draft.analysis.head_of(verb)
    if above is None or verb.dep != "xcomp" or verb.tag != "VB":
        return None
    thing = draft.analysis.child(above, "obj")
    return thing if thing is not None and thing.pos in NOUNS and above.i < thing.i < verb.i else None


def subject_of(draft: Draft, verb: Token, inside: set[int]) -> Token | None:
    """The subject of the verb, of the verb above it, or the noun that its clause describes."""
    words = measure_words(draft.language)
    at: Token | None = verb
    for _ in range(5):
        if at is None:
            return None
        subject = _own_subject(draft, at, inside)
        if subject is not None and subject.tag in ("WDT", "WP") or subject is None and at.dep in RELATIVE:
            clause = _clause_of(draft, at)
            if (outer := _planner(draft, clause)) is not None:
                at = outer
                continue
            described = _named_as(draft, _antecedent(draft, clause, subject))
            return described if described is not None and described.pos in NOUNS and described.i not in inside else None
        if subject is not None and subject.tag == "PRP" and subject.lower not in words.speakers:
            return _said_of(draft, subject, inside)
        if subject is not None:
            return subject if subject.pos in NAMING and subject.i not in inside else None
        if at.dep not in CLAUSE and at.pos in ("VERB", "AUX"):
            return None
        above = draft.analysis.head_of(at)
        if at.pos == "ADJ" and at.dep == "amod" and above is not None and above.i not in inside:
            return above  # "a car capable of going 200 miles"
        at = above
    return None


def _clause_of(draft: Draft, verb: Token) -> Token:
    """The verb of the relative clause that a verb belongs to; the topmost one where there is none."""
    at = verb
    while at.dep not in RELATIVE and (above := draft.analysis.head_of(at)) is not None:
        at = above
    return at


def _planner(draft: Draft, clause: Token) -> Token | None:
    """ "announced plans to cut 600 jobs": the verb whose subject it is that announced."""
    noun = draft.analysis.head_of(clause)
    marks = draft.analysis.children(clause, "aux", "mark") if clause.dep == "acl" else []
    infinitive = any(t.lower in measure_words(draft.language).infinitive for t in marks)
    if not infinitive or noun is None or noun.dep not in ("obj", "attr", "obl"):
        return None
    return draft.analysis.head_of(noun)


def _antecedent(draft: Draft, clause: Token, pronoun: Token | None) -> Token | None:
    """The noun that a relative clause describes."""
    noun = draft.analysis.head_of(clause)
    rate = measure_words(draft.language).rate
    if noun is not None and noun.dep == "nmod" and draft.analysis.marker(noun) in rate:
        noun = draft.analysis.head_of(noun)  # "a fee per guest which is …": the fee is
    if pronoun is not None and noun is not None and noun.pos not in NOUNS:
        noun = previous_token(draft, pronoun)  # "everybody in the town that is …": the town
    return noun


def _named_as(draft: Draft, noun: Token | None) -> Token | None:
    """ "Nordbank is a lender that has 40 branches": the bank, of which the noun is said; any other noun itself."""
    copula = draft.analysis.head_of(noun) if noun is not None and noun.dep == "attr" else None
    subject = draft.analysis.child(copula, "nsubj") if copula is not None else None
    if subject is None and copula is not None and noun is not None and copula.dep in ("advcl", "conj", "xcomp"):
        subject = subject_of(draft, copula, {noun.i})  # "…, becoming the first lender that has 40 branches"
    return subject if subject is not None and subject.pos in NOUNS else noun


def _said_of(draft: Draft, pronoun: Token, inside: set[int]) -> Token | None:
    """ "the bank said it will charge a fee": the bank, but what "it will cost" is not the speaker."""
    verb = draft.analysis.head_of(pronoun)
    above = draft.analysis.head_of(verb) if verb is not None else None
    if verb is None or above is None or verb.dep != "ccomp" or above.dep in RELATIVE:
        return None
    if verb.lemma in measure_words(draft.language).gives:
        return None
    outer = _own_subject(draft, above, inside)
    if (
        outer is None
        or outer.i > pronoun.i
        or outer.tag == "NNS"
        and pronoun.lower in measure_words(draft.language).single
    ):
        return None  # "projections suggest it will cost …", "it took 15 minutes, the pilot said"
    return outer if outer.pos in NOUNS else None
