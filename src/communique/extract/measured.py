"""What an amount measures, in words, from the parse: subject, object, noun above, noun below, apposition, conjunct."""

from __future__ import annotations

from communique.extract.counted import NOUNS, Counted, next_token
from communique.extract.draft import Draft, Quantity
from communique.extract.lost_marks import mover_before, second_subjects, torn_relative, verb_before, worth_before
from communique.extract.measured_noun import SUBJECT, beside, complement, enough, host_of, settled
from communique.extract.measured_site import Site, site_of, verb_above
from communique.extract.measured_subject import NAMING, RELATIVE, object_of, subject_of
from communique.extract.phrases import in_period, phrase_words
from communique.language import Token


def measured_words(draft: Draft, quantity: Quantity, counted: Counted, taken: set[int], amounts: set[int]) -> list[str]:
    """The words that say what is measured; none where nothing does. ``taken`` are tokens of amounts that no phrase
    may hold, ``amounts`` those of all."""
    if counted.whole:
        return []
    heads = measured_heads(draft, quantity, counted, amounts)
    own = {t.i for t in [*counted.tokens, *draft.analysis.tokens_in(quantity.span)]} | taken
    found: dict[str, None] = {}
    for head in heads:
        alone = any(t.head == head.i and t.i < head.i for t in draft.analysis.tokens_in(quantity.span))
        for word in phrase_words(draft, head, own, amounts, alone=alone):
            found.setdefault(word)
    return list(found)


def measured_heads(draft: Draft, quantity: Quantity, counted: Counted, amounts: set[int]) -> list[Token]:
    """The heads of the phrases that say what is measured, the nearest first."""
    site = site_of(draft, quantity, counted, amounts)
    if site is None or _says_when(site):
        return []
    if (mover := mover_before(draft, quantity)) is not None and mover.i not in amounts:
        return [mover]
    below, host = complement(site), host_of(site)
    if (found := settled(site, host, below)) is not None:
        return found
    heads = beside(site, host, below)
    if (found := enough(site, host, below, heads)) is not None:
        return found
    return _with_clause(site, host, heads)


def _with_clause(site: Site, host: Token | None, heads: list[Token]) -> list[Token]:
    """``heads`` with what the clause is said of: its object, its subject."""
    at = host or site.anchor
    verb = verb_above(site.draft, at)
    if host is None and at.dep == "obl":
        if site.marker(at) in site.words.asides or not heads and verb is not None and _opens(site, verb, at):
            return heads
        if not heads and not site.counts and verb is not None:
            heads = _with_it(site, at)
    if host is None and (nearer := verb_before(site.draft, site.quantity)) is not None:
        farther = verb is None or verb.i < nearer.i or verb.i > at.i and at.dep not in SUBJECT
        verb = nearer if farther else verb  # the parse has hung the amount on a verb farther off
    if verb is None:
        return heads or _labelled(site)
    if host is None and (found := _as_subject(site, verb, heads)) is not None:
        return found
    if (grows := _added_to(site, verb, at)) is not None:
        return [*heads, grows]
    thing = object_of(site, verb, at)
    heads = heads if thing is None else [*heads, thing]
    if thing is not None and _is_of_object(site, verb, at):
        return heads
    if host is not None and heads and host.dep == "obl" and _has_relative_subject(site, verb):
        return heads
    return _with_subject(site, verb, at, heads)


def _with_subject(site: Site, verb: Token, at: Token, heads: list[Token]) -> list[Token]:
    known = site.inside | {h.i for h in heads}
    subject = subject_of(site.draft, verb, known)
    if subject is not None and subject.i in site.amounts:
        subject = worth_before(site.draft, subject.i, site.amounts) or _one_of(site, subject) or subject
        if (heads or site.counts) and site.is_number(subject):
            return heads  # "31% said so, compared with 23% a year ago"
    if subject is not None and subject.i != at.i:
        return [*heads, subject, *(t for t in second_subjects(site.draft, subject, known) if t.pos in NAMING)]
    return heads or _paid_for(site, verb)


def _one_of(site: Site, number: Token) -> Token | None:
    """ "one of the firms raised $5 million": the firms."""
    whole = (c for c in site.analysis.children(number, "nmod") if site.marker(c) in site.words.of)
    return next((c for c in whole if number.pos == "NUM" and c.pos in NOUNS), None)


def _as_subject(site: Site, verb: Token, heads: list[Token]) -> list[Token] | None:
    """ "nine drivers left the union": the amount is itself the subject; whom the clause is reported by is not measured."""
    first = site.anchor
    while first.dep == "conj" and (above := site.analysis.head_of(first)) is not None:
        first = above  # "45% of the young and 12% of the old said so"
    if first.dep not in SUBJECT:
        return None
    if (torn := torn_relative(site.draft, first)) is not None:
        return [*heads, torn]
    return heads if verb.i == first.head and not _is_relative(site, verb) else None


def _is_of_object(site: Site, verb: Token, at: Token) -> bool:
    """ "cut the price by $5": whoever cut it is not measured."""
    put = verb.lemma in site.words.at_verbs and site.marker(at) in site.words.at
    return put or at.dep not in ("obl", "nmod") or site.marker(at) in site.words.by


def _has_relative_subject(site: Site, verb: Token) -> bool:
    pronoun = site.analysis.child(verb, "nsubj", "nsubj:pass")
    return pronoun is not None and pronoun.tag in ("WDT", "WP")


def _is_relative(site: Site, verb: Token) -> bool:
    """Whether a clause describes the noun above it; "a report that half of them left" does not."""
    told = verb.dep == "acl" and site.analysis.child(verb, "nsubj", "nsubj:pass") is not None
    return verb.dep in RELATIVE and not told


def _labelled(site: Site) -> list[Token]:
    """ "Top speed 155 mph": the noun before an amount that is all there is of a clause."""
    before = [c for c in site.analysis.children(site.anchor, "compound", "nmod", "nsubj") if c.i < site.anchor.i]
    return [c for c in before if site.nominal(c) is not None and not site.marker(c)][-1:]


def _opens(site: Site, verb: Token, at: Token) -> bool:
    """ "In the last three months the bank has …": whether a phrase opens its sentence; nothing is measured by it."""
    if not (site.is_time or site.quantity.unit is None):
        return False
    first = min(t.i for t in site.analysis.subtree(at))
    subject = site.analysis.child(verb, "nsubj", "nsubj:pass")
    return first == site.analysis.sentences[at.sentence].first and subject is not None and at.i < subject.i


def _with_it(site: Site, at: Token) -> list[Token]:
    """ "showed a lorry with 420 horsepower": the lorry, where the parse has hung the phrase on the verb."""
    before = site.analysis.tokens[max(0, min(t.i for t in site.analysis.subtree(at)) - 1)]
    held = site.marker(at) in site.words.having and before.dep in ("obj", "attr")
    return [before] if held and before.pos in NOUNS else []


def _added_to(site: Site, verb: Token, at: Token) -> Token | None:
    """ "adds 12 euros to the bill": the bill."""
    if verb.lemma not in site.words.adds:
        return None
    to = (c for c in site.analysis.children(verb, "obl") if site.marker(c) in site.words.infinitive)
    return next((c for c in to if c.i > at.i and c.pos in NOUNS), None)


def _paid_for(site: Site, verb: Token) -> list[Token]:
    """ "they paid $5 for the lamp": what money is for, where nothing else is measured."""
    if not site.is_money:
        return []
    bought = (c for c in site.analysis.children(verb, "obl", "nmod") if site.marker(c) in site.words.money_for)
    named = (c for c in bought if site.nominal(c) is not None and c.i not in site.amounts)
    return [c for c in named if not in_period(site.draft, c)][:1]


def _says_when(site: Site) -> bool:
    """ "nine days later": a time of which nothing is measured."""
    after = next_token(site.draft, site.analysis.tokens_in(site.quantity.span)[-1])
    return site.is_time and after is not None and after.lower in site.words.when
