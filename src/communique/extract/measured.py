"""What an amount measures, in words, from the parse: subject, object, noun above, noun below, apposition, conjunct."""

from __future__ import annotations

from communique.extract.clauses import anchor_of, beside
from communique.extract.counted import (
    NOUNS,
    Counted,
    MeasureWords,
    measure_words,
    next_token,
    previous_token,
)
from communique.extract.directions import direction_of_amount
from communique.extract.draft import Draft, Quantity
from communique.extract.lost_marks import (
    before_clause,
    mover_before,
    owned,
    renames,
    second_subjects,
    topmost,
    torn_relative,
    verb_before,
    worth_after,
    worth_before,
)
from communique.extract.number_words import TIMES
from communique.extract.phrases import in_period, phrase_words
from communique.language import Token

NAMING = ("NOUN", "PROPN", "ADJ", "NUM", "X", "VERB", "SYM")  # what a subject may be tagged as where commas were lost
DESCRIBING = ("amod", "acl", "advmod", "prep", "nmod", "acl:relcl", "appos")
SUBJECT = ("nsubj", "nsubj:pass", "csubj")
RELATIVE = ("acl:relcl", "acl")
WITHIN = ("quantmod", "nummod", "compound")  # how a part of an amount hangs on the rest
CLAUSE = ("acl:relcl", "acl", "advcl", "xcomp", "ccomp", "conj", "pcomp")


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
    analysis, words = draft.analysis, measure_words(draft.language)
    anchor = counted.head or anchor_of(draft, quantity)
    if anchor is None or quantity.unit in TIMES and _says_when(draft, quantity, words):
        return []
    inside = {t.i for t in analysis.tokens_in(quantity.span)} | {t.i for t in counted.tokens}
    if (mover := mover_before(draft, quantity)) is not None and mover.i not in amounts:
        return [mover]
    heads: list[Token] = []
    at = anchor = _shared_top(draft, anchor, inside, amounts)
    below = _complement(draft, anchor, quantity, counted, inside, words)
    worth = worth_before(draft, anchor.i, amounts | {anchor.i})
    host = worth or _host(draft, anchor, inside, quantity, counted, words)
    if host is not None and is_number(draft, host):
        if counted.head is not None:
            return []  # "40 minutes for four loaves"
        host = None  # "38 percent to Keller's 34 percent"
    if host is not None and host.dep in ("obl", "nmod") and _is_price(draft, anchor, quantity, words):
        named = _verb_above(draft, host)
        given = named is not None and _nominal(analysis.child(named, "obj"), inside) is not None
        if given or host.i in amounts or _is_fixed(draft, host, words):
            host = None  # "buys the frame from a dealer for $40", "are on sale for $40"
    if host is not None and host.lower in words.age_before and (whose := _whose_age(draft, host)) is not None:
        return [whose]
    if quantity.rule == "age" and host is not None and (person := _aged(draft, host)):
        return person
    if host is None and (owner := _nominal(analysis.child(anchor, "nmod:poss"), inside)) is not None:
        return [owner]  # "the firm's 300 lorries", "38 per cent to Keller's 34"
    if anchor.dep in ("nmod", "obl") and analysis.marker(anchor) in words.having and _is_absolute(draft, anchor):
        return [below] if below is not None else []  # "with 14 people still missing"
    if host is not None:
        at = host
        if host.lower in words.age_before or _is_next_in_list(draft, anchor, host, counted, amounts):
            pass
        elif not _stands_for_number(draft, host, words):
            heads.append(host)
        elif (of := _nominal(analysis.child(host, "nmod"), inside)) is not None:
            heads.append(of)
    if below is not None:
        heads.append(below)
        if (thing_owned := owned(draft, anchor, below)) is not None:
            heads.append(thing_owned)
        if host is None and counted.head is not None:
            return heads
    if heads and host is not None and host.dep == "obl" and analysis.marker(anchor) in words.having:
        return heads  # "a fee for savers with more than $5,000"
    if heads and host is None and analysis.marker(at) in words.examples:
        return heads  # "customers including 60% of the top 100"
    if heads and host is not None and quantity.unit in TIMES and anchor.dep == "nmod" and anchor.i > host.i:
        return heads
    if heads and host is not None:
        parent = analysis.head_of(host)
        if (
            host.dep == "nmod"
            and parent is not None
            and parent.pos in NOUNS
            and parent.lemma not in words.transparent
            and not in_period(draft, parent)
        ):
            if analysis.marker(host) in words.partitive:
                return heads if _is_fixed(draft, parent, words) else [*heads, parent]
            if counted.head is not None and not counted.unit:
                return heads
        if counted.head is not None and not counted.unit and host.dep != "obj":
            beside = _object_before(draft, host) if analysis.marker(host) in words.partitive else None
            return heads if beside is None else [*heads, beside]
    if host is not None and heads and host.dep in SUBJECT:
        return [*heads, *second_subjects(draft, host, inside)]
    verb = _verb_above(draft, at)
    if host is None and at.dep == "obl" and analysis.marker(at) in words.asides:
        return heads
    if host is None and not heads and verb is not None and at.dep == "obl":
        if _opens(draft, verb, at) and (quantity.unit in TIMES or quantity.unit is None):
            return []
        if counted.head is None and (noun := _with_it(draft, at, words)) is not None:
            heads.append(noun)
    if host is None and (nearer := verb_before(draft, quantity)) is not None and (verb is None or verb.i < nearer.i):
        verb = nearer  # the parse has hung the amount on a verb farther off
    if verb is None:
        return heads or _labelled(draft, anchor, inside)
    first = _first_conjunct(draft, at) if host is None else at
    if host is None and first.dep in SUBJECT and (torn := torn_relative(draft, first)) is not None:
        return [*heads, torn]
    if host is None and first.dep in SUBJECT and verb.i == first.head and not _is_relative(draft, verb):
        return heads  # "nine drivers left the union": whom the clause is reported by is not measured
    if (grows := _added_to(draft, verb, at, words)) is not None:
        return [*heads, grows]
    apart = quantity.unit in TIMES or quantity.rule == "times"  # "orbits the planet 300 times": whoever does
    thing = (
        _object(draft, verb, at, inside, counted, price=_is_price(draft, at, quantity, words)) if not apart else None
    )
    if thing is not None and thing.i in amounts and (not is_money(quantity) or is_number(draft, thing)):
        thing = None
    if thing is not None and verb.lemma in words.compares:
        thing = None  # "beat the senator by 18 points": the winner did
    if thing is not None:
        heads.append(thing)
        put = verb.lemma in words.at_verbs and analysis.marker(at) in words.at
        if put or at.dep not in ("obl", "nmod") or analysis.marker(at) in words.by:
            return heads  # "cut the price by $5": whoever cut it is not measured
    if host is not None and heads and host.dep == "obl" and analysis.child(verb, "nsubj", "nsubj:pass") is not None:
        pronoun = analysis.child(verb, "nsubj", "nsubj:pass")
        if pronoun is not None and pronoun.tag in ("WDT", "WP"):
            return heads
    subject = _subject(draft, verb, inside | {h.i for h in heads})
    if subject is not None and subject.i in amounts:
        subject = worth_before(draft, subject.i, amounts) or subject
        if (heads or counted.head) and is_number(draft, subject):
            return heads  # "31% said so, compared with 23% a year ago"
    if subject is not None and subject.i != at.i:
        known = inside | {h.i for h in heads}
        heads += [subject, *(t for t in second_subjects(draft, subject, known) if t.pos in NAMING)]
    if not heads and is_money(quantity):
        heads += [
            c for c in analysis.children(verb, "obl", "nmod")
            if analysis.marker(c) in words.money_for and c.pos in NOUNS and c.i not in inside and not in_period(draft, c)
        ][:1]  # fmt: skip
    return heads


def _is_absolute(draft: Draft, noun: Token) -> bool:
    """ "with 14 people still missing": whether a clause without a verb of its own says how things stand."""
    return any(c.tag in ("VBG", "VBN") and c.i > noun.i for c in draft.analysis.children(noun, "acl"))


def _object_before(draft: Draft, noun: Token) -> Token | None:
    """ "measured activity in the brains of 13 people": the activity, right before what the parse hangs on the verb."""
    verb = draft.analysis.head_of(noun)
    thing = draft.analysis.child(verb, "obj") if verb is not None and noun.dep == "obl" else None
    if (
        thing is None
        or thing.pos not in NOUNS
        or max(t.i for t in draft.analysis.subtree(thing)) + 1 != min(t.i for t in draft.analysis.subtree(noun))
    ):
        return None
    return thing


def _labelled(draft: Draft, anchor: Token, inside: set[int]) -> list[Token]:
    """ "Top speed 155 mph": the noun before an amount that is all there is of a clause."""
    before = [c for c in draft.analysis.children(anchor, "compound", "nmod", "nsubj") if c.pos in NOUNS]
    return [c for c in before if c.i < anchor.i and c.i not in inside and not draft.analysis.marker(c)][-1:]


def _is_relative(draft: Draft, verb: Token) -> bool:
    """Whether a clause describes the noun above it; "a report that half of them left" does not."""
    told = verb.dep == "acl" and draft.analysis.child(verb, "nsubj", "nsubj:pass") is not None
    return verb.dep in RELATIVE and not told


def _first_conjunct(draft: Draft, token: Token) -> Token:
    """The first of those coordinated with a token: "45% of the young and 12% of the old said so"."""
    while token.dep == "conj" and (above := draft.analysis.head_of(token)) is not None:
        token = above
    return token


def _is_next_in_list(draft: Draft, anchor: Token, host: Token, counted: Counted, amounts: set[int]) -> bool:
    """ "had 30 points 12 assists and …": what is counted, read as an apposition of what was counted before."""
    listed = anchor.dep in ("appos", "dep") and (host.i in amounts or counted.head is not None)
    return listed and not draft.analysis.marker(anchor)


def _aged(draft: Draft, person: Token) -> list[Token]:
    """ "Anna Keller, a 41-year-old miller": whoever has the age, with the name that a description goes with."""
    above = draft.analysis.head_of(person)
    if person.dep == "appos" and above is not None and above.pos in NOUNS:
        return [person, above]
    if person.dep in ("nmod", "nmod:poss"):
        return [person]
    return []


def _shared_top(draft: Draft, anchor: Token, inside: set[int], amounts: set[int]) -> Token:
    """ "by 5% to 1,200 euros": an amount that hangs within another one stands where that one does."""
    at = anchor
    for _ in range(4):
        above = draft.analysis.head_of(at)
        if above is None or above.i in inside or above.i not in amounts or at.dep not in WITHIN:
            break
        at = above
    return at


def _stands_for_number(draft: Draft, noun: Token, words: MeasureWords) -> bool:
    """ "a total of 40", "a record high of 40", but "a market value of 40"."""
    if noun.lemma not in words.transparent | words.worth:
        return False
    before = draft.analysis.children(noun, "compound", "amod")
    return all(t.lower in words.little or t.lemma in words.transparent for t in before)


def _opens(draft: Draft, verb: Token, at: Token) -> bool:
    """ "In the last three months the bank has …": whether a phrase opens its sentence; nothing is measured by it."""
    first = min(t.i for t in draft.analysis.subtree(at))
    subject = draft.analysis.child(verb, "nsubj", "nsubj:pass")
    return first == draft.analysis.sentences[at.sentence].first and subject is not None and at.i < subject.i


def _with_it(draft: Draft, at: Token, words: MeasureWords) -> Token | None:
    """ "showed a lorry with 420 horsepower": the lorry, where the parse has hung the phrase on the verb."""
    before = draft.analysis.tokens[max(0, min(t.i for t in draft.analysis.subtree(at)) - 1)]
    held = draft.analysis.marker(at) in words.having and before.dep in ("obj", "attr")
    return before if held and before.pos in NOUNS else None


def _whose_age(draft: Draft, age: Token) -> Token | None:
    """ "players over the age of 21": the players, right before the phrase."""
    if age.dep not in ("nmod", "obl"):
        return None
    at = min(t.i for t in draft.analysis.subtree(age)) - 1
    while at >= 0 and draft.analysis.tokens[at].pos == "ADP":
        at -= 1
    return _nominal(draft.analysis.tokens[at], set()) if at >= 0 else None


def _added_to(draft: Draft, verb: Token, at: Token, words: MeasureWords) -> Token | None:
    """ "adds 12 euros to the bill": the bill."""
    if verb.lemma not in words.adds:
        return None
    return next(
        (
            c
            for c in draft.analysis.children(verb, "obl")
            if draft.analysis.marker(c) in words.infinitive and c.i > at.i and c.pos in NOUNS
        ),
        None,
    )


def _says_when(draft: Draft, quantity: Quantity, words: MeasureWords) -> bool:
    """ "nine days later": a time of which nothing is measured."""
    after = next_token(draft, draft.analysis.tokens_in(quantity.span)[-1])
    return after is not None and after.lower in words.when


def _is_fixed(draft: Draft, noun: Token, words: MeasureWords) -> bool:
    """ "in front of", "on sale": a noun that is part of a preposition or an adverb."""
    return noun.lower in words.prepositional and not draft.analysis.children(noun, "amod", "compound", "nmod:poss")


def _is_price(draft: Draft, at: Token, quantity: Quantity, words: MeasureWords) -> bool:
    """ "sells it for $40", "funds it with $40": whether an amount is money that something gets or is given for."""
    marker = draft.analysis.marker(at)
    given = at.dep in ("nmod", "obl") and marker in words.price or at.dep == "obl" and marker in words.having
    return given and is_money(quantity)


def is_number(draft: Draft, token: Token) -> bool:
    """Whether a token is the number or the unit of an amount."""
    return any(q.span[0] <= token.start < q.span[1] for q in draft.amounts)


def is_money(quantity: Quantity) -> bool:
    return quantity.rule.startswith("money")


def _nominal(token: Token | None, inside: set[int]) -> Token | None:
    return token if token is not None and token.pos in NOUNS and token.i not in inside else None


def _host(
    draft: Draft, anchor: Token, inside: set[int], quantity: Quantity, counted: Counted, words: MeasureWords
) -> Token | None:
    """The noun that the amount modifies: "a 25% tax", "an engine of 5.2 litres", "a grant worth $8 million"."""
    analysis = draft.analysis
    head = analysis.head_of(anchor)
    if head is not None and head.pos in ("ADJ", "ADV", "ADP") and head.i not in inside:
        above = analysis.head_of(head)
        if above is not None and above.pos in NOUNS and above.i not in inside and head.dep in DESCRIBING:
            return above
    seen = 0
    while head is not None and head.i in inside and seen < 4:
        head, seen = analysis.head_of(head), seen + 1
    if head is None or head.pos not in NOUNS or head.i in inside or in_period(draft, head):
        return None
    if anchor.dep == "advmod" and any(anchor.i < c.i < head.i for c in analysis.children(head, "case")):
        return None  # "11 points behind the leaders"
    if anchor.dep not in ("nummod", "compound", "amod", "nmod", "quantmod", "advmod", "appos", "nmod:poss", "dep"):
        return None
    if (
        quantity.unit in TIMES
        and anchor.dep == "nmod"
        and anchor.i > head.i
        and analysis.marker(anchor) not in words.of_time
    ):
        return None
    if counted.head is not None and anchor.dep == "nmod" and analysis.marker(anchor) not in words.counting:
        return None
    while (
        head.dep == "compound"
        and (above := analysis.head_of(head)) is not None
        and above.pos in NOUNS
        and above.i > head.i
    ):
        head = above
    return head


def _complement(
    draft: Draft, anchor: Token, quantity: Quantity, counted: Counted, inside: set[int], words: MeasureWords
) -> Token | None:
    """ "60 per cent of its revenue", "450 Nm of torque", "$1 billion in gains", "50 years worth of programming"."""
    analysis = draft.analysis
    for child in analysis.children(anchor, "nmod"):
        if child.i > anchor.i and child.i not in inside and child.pos in NOUNS and analysis.marker(child) in words.of:
            return child
    last = analysis.tokens_in(quantity.span)[-1]
    after = worth_after(draft, last) or next_token(draft, last)
    if counted.tokens:
        after = worth_after(draft, counted.tokens[-1]) or after
    if (
        after is None
        or after.lower not in words.money_in
        or after.lower not in words.of | words.off
        and _is_price(draft, anchor, quantity, words)
        or not (
            is_money(quantity) or after.lower in words.of or quantity.unit == "%" and after.lower not in words.partitive
        )
    ):
        return None
    before = previous_token(draft, analysis.tokens_in(quantity.span)[0])
    if before is not None and before.lower in words.ends and after.lower not in words.of:
        return None  # "rose to $5 in early trading"
    starts = after.lower in words.ends and after.lower not in words.of
    if starts and direction_of_amount(draft, quantity, counted) is not None:
        return None  # "fell 12% from a record"
    noun = analysis.head_of(after)
    if (
        noun is None
        or noun.pos not in NOUNS
        or noun.i in inside
        or in_period(draft, noun)
        or not 0 < noun.i - after.i < 8
    ):
        return None
    if after.lower in words.of | words.off:
        return noun
    if noun.lemma in words.transparent or _is_fixed(draft, noun, words):
        return None  # "on average"
    kind = after.lower not in words.partitive or analysis.child(noun, "det", "nmod:poss") is None
    return noun if noun.pos == "NOUN" and kind else None  # "$5 in fees", not "$5 in the capital"


def _verb_above(draft: Draft, token: Token) -> Token | None:
    """The verb (or the noun or adjective of a clause without one) that a phrase hangs on."""
    at: Token | None = token
    for _ in range(7):
        if at is not None and (
            at.pos in ("VERB", "AUX") or at is not token and draft.analysis.child(at, "nsubj", "nsubj:pass")
        ):
            return at
        above = draft.analysis.head_of(at) if at is not None else None
        if above is None:
            return None
        at = above
    return None


def _object(
    draft: Draft, verb: Token, at: Token, inside: set[int], counted: Counted, *, price: bool = False
) -> Token | None:
    """ "boost the range by 35 miles", "sells the phone for 7,199 yuan": what is made so or given for so much."""
    if not price and at.dep not in ("obl", "advmod", "xcomp", "advcl", "npadvmod", "ccomp"):
        return None
    if (
        at.dep == "obl"
        and counted.head is None
        and not price
        and draft.analysis.marker(at) not in measure_words(draft.language).made_so | {""}
    ):
        return None
    named = draft.analysis.child(verb, "obj")
    outer = draft.analysis.head_of(verb)
    if named is not None and named.tag == "PRP" and verb.dep in ("advcl", "conj", "xcomp") and outer is not None:
        named = draft.analysis.child(outer, "obj")  # "improved the storage, doubling it to 256 GB"
    thing = _nominal(named, inside)
    if thing is None or thing.i == at.i or in_period(draft, thing) or renames(draft, thing, counted.tokens):
        return None
    return thing


def _subjects(draft: Draft, verb: Token, inside: set[int]) -> Token | None:
    """The subject of a verb, past one that belongs to the amount itself; also that of the verb it is coordinated with."""
    own = [c for c in draft.analysis.children(verb, "nsubj", "nsubj:pass", "csubj") if c.i not in inside]
    if own and (torn := torn_relative(draft, own[0])) is not None:
        return topmost(draft, torn)
    if own:
        return before_clause(draft, verb) or own[0]
    lost = beside(draft, verb, inside)
    if lost is not None:
        return lost
    found = draft.analysis.subject(verb)
    if found is not None and (torn := torn_relative(draft, found)) is not None:
        return topmost(draft, torn)
    return found if found is not None and found.i not in inside else None


def _subject(draft: Draft, verb: Token, inside: set[int]) -> Token | None:
    """The subject of the verb, of the verb above it, or the noun that its clause describes."""
    analysis, words = draft.analysis, measure_words(draft.language)
    at: Token | None = verb
    for _ in range(5):
        if at is None:
            return None
        subject = _subjects(draft, at, inside)
        above = analysis.head_of(at)
        if subject is not None and subject.tag in ("WDT", "WP") or subject is None and at.dep in ("acl", "acl:relcl"):
            while above is not None and at is not None and at.dep not in ("acl:relcl", "acl"):
                at, above = above, analysis.head_of(above)
            infinitive = (
                at is not None
                and at.dep == "acl"
                and any(t.lower in words.infinitive for t in analysis.children(at, "aux", "mark"))
            )
            if (
                infinitive
                and above is not None
                and above.dep in ("obj", "attr", "obl")
                and (verb_of := analysis.head_of(above)) is not None
            ):
                at = verb_of  # "announced plans to cut 600 jobs": whoever announced
                continue
            if above is not None and above.dep == "nmod" and analysis.marker(above) in words.rate:
                above = analysis.head_of(above)  # "a fee per guest which is …": the fee is
            if subject is not None and above is not None and above.pos not in NOUNS:
                above = previous_token(draft, subject)  # "everybody in the town that is …": the town
            return _nominal(_named_as(draft, above), inside)
        if subject is not None and subject.tag == "PRP" and subject.lower not in words.speakers:
            return _said_of(draft, subject, inside)
        if subject is not None:
            return subject if subject.pos in NAMING and subject.i not in inside else None
        if at.dep not in CLAUSE and at.pos in ("VERB", "AUX"):
            return None
        at = above
    return None


def _named_as(draft: Draft, noun: Token | None) -> Token | None:
    """ "Nordbank is a lender that has 40 branches": the bank, of which the noun is said; any other noun itself."""
    copula = draft.analysis.head_of(noun) if noun is not None and noun.dep == "attr" else None
    subject = draft.analysis.child(copula, "nsubj") if copula is not None else None
    if subject is None and copula is not None and noun is not None and copula.dep in ("advcl", "conj", "xcomp"):
        subject = _subject(draft, copula, {noun.i})  # "…, becoming the first lender that has 40 branches"
    return subject if subject is not None and subject.pos in NOUNS else noun


def _said_of(draft: Draft, pronoun: Token, inside: set[int]) -> Token | None:
    """ "the bank said it will charge a fee": the bank, but what "it will cost" is not the speaker."""
    verb = draft.analysis.head_of(pronoun)
    above = draft.analysis.head_of(verb) if verb is not None else None
    if verb is None or above is None or verb.dep != "ccomp" or above.dep in RELATIVE:
        return None
    if verb.lemma in measure_words(draft.language).gives:
        return None
    outer = _subjects(draft, above, inside)
    if (
        outer is None
        or outer.i > pronoun.i
        or outer.tag == "NNS"
        and pronoun.lower in measure_words(draft.language).single
    ):
        return None  # "projections suggest it will cost …", "it took 15 minutes, the pilot said"
    return outer if outer.pos in NOUNS else None
