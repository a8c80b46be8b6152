"""What an amount measures by the nouns beside it: the noun that it modifies, its complement, whose age it is."""

from __future__ import annotations

from communique.extract.counted import NOUNS, next_token, previous_token
from communique.extract.directions import direction_of_amount
from communique.extract.lost_marks import owned, owner_before, second_subjects, worth_after, worth_before
from communique.extract.measured_site import Site, verb_above
from communique.extract.phrases import in_period
from communique.language import Token

DESCRIBING = ("amod", "acl", "advmod", "prep", "nmod", "acl:relcl", "appos")
MODIFYING = ("nummod", "compound", "amod", "nmod", "quantmod", "advmod", "appos", "nmod:poss", "dep")
SUBJECT = ("nsubj", "nsubj:pass", "csubj")
NEAR = 8  # tokens between an amount and its complement


def host_of(site: Site) -> Token | None:
    """The noun that the amount modifies, or ``None``; one that is itself a number or that a price is not of is none."""
    host = worth_before(site.draft, site.anchor.i, site.amounts | {site.anchor.i}) or _modified(site)
    if host is None or site.is_number(host):
        return None  # "38 percent to Keller's 34 percent"
    if site.is_fixed(host) and site.marker(host) and site.analysis.child(host, "det") is None:
        return None  # "in exchange for 40% of the shares"
    if host.dep in ("obl", "nmod") and site.is_price(site.anchor):
        verb = verb_above(site.draft, host)
        given = verb is not None and site.nominal(site.analysis.child(verb, "obj")) is not None
        if given or host.i in site.amounts or site.is_fixed(host):
            return None  # "buys the frame from a dealer for $40", "are on sale for $40"
    return host


def settled(site: Site, host: Token | None, below: Token | None) -> list[Token] | None:
    """What is measured where the nouns beside the amount settle it, whatever its clause says; ``None`` where they do not."""
    words, anchor = site.words, site.anchor
    if host is None and site.counts and (modified := _modified(site)) is not None and site.is_number(modified):
        return []  # "40 minutes for four loaves"
    if host is not None and host.lower in words.age_before and (whose := _whose_age(site, host)) is not None:
        return [whose]
    if site.quantity.rule == "age" and host is not None and (person := _aged(site, host)):
        return person
    if host is None and (owner := site.nominal(site.analysis.child(anchor, "nmod:poss"))) is not None:
        return [owner] if below is None else [below, owner]  # "the firm's 300 lorries", "its $70 million in debt"
    lost = owner_before(site.draft, site.quantity, anchor) if host is None and site.counts else None
    if lost is not None and lost.i not in site.amounts:
        return [lost]
    if anchor.dep in ("nmod", "obl") and site.marker(anchor) in words.having and _is_absolute(site, anchor):
        return [below] if below is not None else []  # "with 14 people still missing"
    return None


def beside(site: Site, host: Token | None, below: Token | None) -> list[Token]:
    """The nouns beside the amount that are measured: the one it modifies, its complement, what the complement owns."""
    heads: list[Token] = []
    if host is not None and host.lower not in site.words.age_before and not _is_next_in_list(site, host):
        named = site.nominal(site.analysis.child(host, "nmod")) if _stands_for_number(site, host) else host
        heads += [named] if named is not None else []
    if below is not None:
        thing = owned(site.draft, site.anchor, below)
        heads += [below] if thing is None else [below, thing]
    return heads


def enough(site: Site, host: Token | None, below: Token | None, heads: list[Token]) -> list[Token] | None:
    """``heads``, with the noun above them, where the clause adds nothing to them; ``None`` where it is to be asked."""
    words, anchor = site.words, site.anchor
    if host is None and below is not None and site.counts:
        return heads
    if not heads:
        return None
    if host is None:
        return heads if site.marker(anchor) in words.examples else None  # "customers including 60% of the top 100"
    if host.dep == "obl" and site.marker(anchor) in words.having:
        return heads  # "a fee for savers with more than $5,000"
    if site.marker(host) in words.than:
        return heads  # "is lighter than the 2-tonne lorry"
    if site.is_time and anchor.dep == "nmod" and anchor.i > host.i:
        return heads
    above = _above(site, host)
    if above is not None and site.marker(host) in words.partitive:
        return heads if site.is_fixed(above) else [*heads, above]
    things = site.counts and not site.counted.unit
    if things and above is not None:
        return heads
    if things and host.dep != "obj":
        thing = _object_before(site, host) if site.marker(host) in words.partitive else None
        return heads if thing is None else [*heads, thing]
    return [*heads, *second_subjects(site.draft, host, site.inside)] if host.dep in SUBJECT else None


def _above(site: Site, host: Token) -> Token | None:
    """ "survey of the owners of 40 lorries": the noun that the noun belongs to."""
    above = site.analysis.head_of(host)
    if host.dep != "nmod" or above is None or above.pos not in NOUNS or above.lemma in site.words.transparent:
        return None
    return None if in_period(site.draft, above) else above


def _modified(site: Site) -> Token | None:
    """ "a 25% tax", "an engine of 5.2 litres", "a grant worth $8 million"."""
    analysis, words, anchor = site.analysis, site.words, site.anchor
    head = analysis.head_of(anchor)
    if head is not None and head.pos in ("ADJ", "ADV", "ADP") and head.i not in site.inside:
        above = site.nominal(analysis.head_of(head))
        if above is not None and head.dep in DESCRIBING:
            return above
    seen = 0
    while head is not None and head.i in site.inside and seen < 4:
        if head.dep == "conj":
            return None  # "40 schools and dozens of museums"
        head, seen = analysis.head_of(head), seen + 1
    if head is None or site.nominal(head) is None or in_period(site.draft, head) or anchor.dep not in MODIFYING:
        return None
    if anchor.dep == "advmod" and any(anchor.i < c.i < head.i for c in analysis.children(head, "case")):
        return None  # "11 points behind the leaders"
    after = anchor.dep == "nmod" and anchor.i > head.i
    if site.is_time and after and site.marker(anchor) not in words.of_time:
        return None
    if site.counts and after and site.marker(anchor) not in words.counting:
        return None
    while head.dep == "compound" and (above := analysis.head_of(head)) is not None:
        if above.pos not in NOUNS or above.i <= head.i:
            break
        head = above
    return head


def complement(site: Site) -> Token | None:
    """ "60 per cent of its revenue", "450 Nm of torque", "$1 billion in gains", "50 years worth of programming"."""
    words = site.words
    for child in site.analysis.children(site.anchor, "nmod"):
        if child.i > site.anchor.i and site.nominal(child) is not None and site.marker(child) in words.of:
            return child
    after = _marker_after(site)
    if after is None or after.lower not in words.money_in:
        return None
    if after.lower not in words.of and not _takes(site, after):
        return None
    noun = site.nominal(site.analysis.head_of(after))
    if noun is None or in_period(site.draft, noun) or not 0 < noun.i - after.i < NEAR:
        return None
    if after.lower in words.of | words.off:
        return noun
    if noun.lemma in words.transparent or site.is_fixed(noun):
        return None  # "on average"
    kind = after.lower not in words.partitive or site.analysis.child(noun, "det", "nmod:poss") is None
    return noun if noun.pos == "NOUN" and kind else None  # "$5 in fees", not "$5 in the capital"


def _marker_after(site: Site) -> Token | None:
    """The preposition that may bring in the complement: the word after the amount, past "worth"."""
    last = site.analysis.tokens_in(site.quantity.span)[-1]
    after = worth_after(site.draft, last) or next_token(site.draft, last)
    return site.counted.tokens and worth_after(site.draft, site.counted.tokens[-1]) or after


def _takes(site: Site, after: Token) -> bool:
    """Whether an amount of this kind and place takes a complement with another preposition than "of"."""
    words = site.words
    if after.lower not in words.off and site.is_price(site.anchor):
        return False  # "bought it for $5 in cash"
    if not site.is_money and (site.quantity.unit != "%" or after.lower in words.partitive):
        return False
    before = previous_token(site.draft, site.analysis.tokens_in(site.quantity.span)[0])
    if before is not None and before.lower in words.ends:
        return False  # "rose to $5 in early trading"
    if after.lower in words.off:
        return True
    # "fell 12% from a record", "fell 12% on the news"
    return direction_of_amount(site.draft, site.quantity, site.counted) is None


def _whose_age(site: Site, age: Token) -> Token | None:
    """ "players over the age of 21": the players, right before the phrase."""
    if age.dep not in ("nmod", "obl"):
        return None
    tokens = site.analysis.tokens
    at = min(t.i for t in site.analysis.subtree(age)) - 1
    while at >= 0 and tokens[at].pos == "ADP":
        at -= 1
    return tokens[at] if at >= 0 and tokens[at].pos in NOUNS else None


def _aged(site: Site, person: Token) -> list[Token]:
    """ "Anna Keller, a 41-year-old miller": whoever has the age, with the name that a description goes with."""
    above = site.analysis.head_of(person)
    if person.dep == "appos" and above is not None and above.pos in NOUNS:
        return [person, above]
    return [] if person.dep in SUBJECT else [person]


def _is_absolute(site: Site, noun: Token) -> bool:
    """ "with 14 people still missing": whether a clause without a verb of its own says how things stand."""
    return any(c.tag in ("VBG", "VBN") and c.i > noun.i for c in site.analysis.children(noun, "acl"))


def _is_next_in_list(site: Site, host: Token) -> bool:
    """ "had 30 points 12 assists and …": what is counted, read as an apposition of what was counted before."""
    listed = site.anchor.dep in ("appos", "dep") and (host.i in site.amounts or site.counts)
    return listed and not site.marker(site.anchor)


def _stands_for_number(site: Site, noun: Token) -> bool:
    """ "a total of 40", "a record high of 40", but "a market value of 40"."""
    words = site.words
    if noun.lemma not in words.transparent | words.worth:
        return False
    before = site.analysis.children(noun, "compound", "amod")
    return all(t.lower in words.little or t.lemma in words.transparent for t in before)


def _object_before(site: Site, noun: Token) -> Token | None:
    """ "measured activity in the brains of 13 people": the activity, right before what the parse hangs on the verb."""
    verb = site.analysis.head_of(noun)
    thing = site.analysis.child(verb, "obj") if verb is not None and noun.dep == "obl" else None
    if thing is None or thing.pos not in NOUNS:
        return None
    last, first = (max(t.i for t in site.analysis.subtree(thing)), min(t.i for t in site.analysis.subtree(noun)))
    return thing if last + 1 == first else None
