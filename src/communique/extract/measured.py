"""What an amount measures, in words, from the parse: subject, object, noun above, noun below, apposition, conjunct."""

from __future__ import annotations

from communique.extract.counted import NOUNS, Counted, MeasureWords, measure_words, next_token, written_words
from communique.extract.draft import Draft, Quantity
from communique.extract.measures import anchor_of
from communique.extract.number_words import TIMES
from communique.language import Token

NAMING = ("NOUN", "PROPN", "ADJ", "NUM", "X", "VERB", "SYM")  # what a subject may be tagged as where commas were lost
BELOW = ("acl:relcl", "advcl", "parataxis", "acl", "mark", "ccomp", "det")
LONGEST = 18
DESCRIBING = ("amod", "acl", "advmod", "prep", "nmod", "acl:relcl", "appos")
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
        for word in phrase_words(draft, head, own, amounts):
            found.setdefault(word)
    return list(found)


def measured_heads(draft: Draft, quantity: Quantity, counted: Counted, amounts: set[int]) -> list[Token]:
    """The heads of the phrases that say what is measured, the nearest first."""
    analysis, words = draft.analysis, measure_words(draft.language)
    anchor = counted.head or anchor_of(draft, quantity)
    if anchor is None:
        return []
    inside = {t.i for t in analysis.tokens_in(quantity.span)} | {t.i for t in counted.tokens}
    heads: list[Token] = []
    at = anchor
    below = _complement(draft, anchor, quantity, inside, words)
    host = _host(draft, anchor, inside, quantity, counted, words)
    if host is not None:
        at = host
        if host.lemma not in words.transparent:
            heads.append(host)
        elif (of := _nominal(analysis.child(host, "nmod"), inside)) is not None:
            heads.append(of)
    if below is not None:
        heads.append(below)
        if host is None and counted.head is not None:
            return heads
    if heads and host is not None:
        parent = analysis.head_of(host)
        if (
            host.dep == "nmod"
            and parent is not None
            and parent.pos in NOUNS
            and parent.lemma not in words.transparent
            and not _is_period(draft, parent)
        ):
            if analysis.marker(host) in words.partitive:
                return [*heads, parent]
            if counted.head is not None and not counted.unit:
                return heads
        if counted.head is not None and not counted.unit and host.dep != "obj":
            return heads
    verb = _verb_above(draft, at)
    if verb is None:
        return heads
    thing = _object(draft, verb, at, inside | amounts, counted) if quantity.unit not in TIMES else None
    if thing is not None:
        heads.append(thing)
        if at.dep != "obl" or analysis.marker(at) in words.by:
            return heads  # "cut the price by $5": whoever cut it is not measured
    if host is not None and heads and host.dep == "obl" and analysis.child(verb, "nsubj", "nsubj:pass") is not None:
        pronoun = analysis.child(verb, "nsubj", "nsubj:pass")
        if pronoun is not None and pronoun.tag in ("WDT", "WP"):
            return heads
    subject = _subject(draft, verb, inside | {h.i for h in heads})
    if subject is not None and subject.i != at.i:
        heads.append(subject)
    if not heads and is_money(quantity):
        heads += [
            c for c in analysis.children(verb, "obl", "nmod")
            if analysis.marker(c) in words.money_for and c.pos in NOUNS and c.i not in inside and not _is_period(draft, c)
        ][:1]  # fmt: skip
    return heads


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
    if head is None or head.pos not in NOUNS or head.i in inside or _is_period(draft, head):
        return None
    if anchor.dep not in ("nummod", "compound", "amod", "nmod", "quantmod", "advmod", "appos", "nmod:poss", "dep"):
        return None
    if quantity.unit in TIMES and anchor.dep == "nmod" and analysis.marker(anchor) not in words.of_time:
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


def _complement(draft: Draft, anchor: Token, quantity: Quantity, inside: set[int], words: MeasureWords) -> Token | None:
    """ "60 per cent of its revenue", "450 Nm of torque", "$1 billion in gains", "50 years worth of programming"."""
    analysis = draft.analysis
    for child in analysis.children(anchor, "nmod"):
        if child.i > anchor.i and child.i not in inside and child.pos in NOUNS and analysis.marker(child) == "of":
            return child
    after = next_token(draft, analysis.tokens_in(quantity.span)[-1])
    if after is not None and after.lower == "worth" and (then := next_token(draft, after)) is not None:
        after = then if then.lower == "of" else after
    if (
        after is None
        or after.lower not in words.money_in
        or not (is_money(quantity) or after.lower == "of" or quantity.unit == "%")
    ):
        return None
    noun = analysis.head_of(after)
    if (
        noun is None
        or noun.pos not in NOUNS
        or noun.i in inside
        or _is_period(draft, noun)
        or not 0 < noun.i - after.i < 8
    ):
        return None
    return noun if noun.pos == "NOUN" or after.lower != "in" else None


def _is_period(draft: Draft, token: Token) -> bool:
    return any(p.span[0] <= token.start < p.span[1] for p in draft.periods)


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


def _object(draft: Draft, verb: Token, at: Token, inside: set[int], counted: Counted) -> Token | None:
    """ "boost the range by 35 miles", "sells the phone for 7,199 yuan": what is made so or given for so much."""
    if at.dep not in ("obl", "advmod", "xcomp", "advcl", "npadvmod", "ccomp"):
        return None
    if (
        at.dep == "obl"
        and counted.head is None
        and draft.analysis.marker(at) not in ("by", "for", "to", "from", "at", "", "below", "above")
    ):
        return None
    named = draft.analysis.child(verb, "obj")
    outer = draft.analysis.head_of(verb)
    if named is not None and named.tag == "PRP" and verb.dep in ("advcl", "conj", "xcomp") and outer is not None:
        named = draft.analysis.child(outer, "obj")  # "improved the storage, doubling it to 256 GB"
    thing = _nominal(named, inside)
    return thing if thing is not None and thing.i != at.i and not _is_period(draft, thing) else None


def _subjects(draft: Draft, verb: Token, inside: set[int]) -> Token | None:
    """The subject of a verb, past one that belongs to the amount itself; also that of the verb it is coordinated with."""
    own = [c for c in draft.analysis.children(verb, "nsubj", "nsubj:pass", "csubj") if c.i not in inside]
    if own:
        return own[0]
    beside = _beside(draft, verb, inside)
    if beside is not None:
        return beside
    found = draft.analysis.subject(verb)
    return found if found is not None and found.i not in inside else None


def _beside(draft: Draft, verb: Token, inside: set[int]) -> Token | None:
    """The noun right before a finite verb that has no subject in the parse: a lost comma hung it elsewhere."""
    tokens, first = draft.analysis.tokens, draft.analysis.sentences[verb.sentence].first
    at = verb.i - 1
    while at >= first and (tokens[at].pos in ("AUX", "ADV", "PART") or tokens[at].dep in ("aux", "aux:pass", "neg")):
        at -= 1
    finite = verb.tag in ("VBD", "VBZ", "VBP") or any(
        t.tag in ("VBD", "VBZ", "VBP", "MD") for t in tokens[at + 1 : verb.i]
    )
    if at < first or not finite or at in inside or tokens[at].i == verb.head and verb.dep == "acl:relcl":
        return None
    return (
        tokens[at]
        if tokens[at].pos in ("NOUN", "PROPN")
        or tokens[at].pos in ("VERB", "NUM", "ADJ")
        and tokens[at].head == tokens[at].i
        else None
    )


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
                and any(t.lower == "to" for t in analysis.children(at, "aux", "mark"))
            )
            if (
                infinitive
                and above is not None
                and above.dep in ("obj", "attr", "obl")
                and (verb_of := analysis.head_of(above)) is not None
            ):
                at = verb_of  # "announced plans to cut 600 jobs": whoever announced
                continue
            return _nominal(above, inside)
        if (
            subject is not None
            and subject.pos == "PRON"
            and subject.tag == "PRP"
            and at.dep == "ccomp"
            and above is not None
            and at.lemma not in words.gives
        ):
            outer = _subjects(draft, above, inside)  # "the bank said it will charge": the bank
            if outer is not None and outer.pos in NOUNS and subject.lower not in words.speakers:
                return outer
        if subject is not None:
            return subject if subject.pos in NAMING and subject.i not in inside else None
        if at.dep not in CLAUSE and at.pos in ("VERB", "AUX"):
            return None
        at = above
    return None


def phrase_words(draft: Draft, head: Token, own: set[int], amounts: set[int]) -> list[str]:
    """The words of a noun phrase, small words, amounts and dates left out."""
    analysis, words = draft.analysis, measure_words(draft.language)
    skip: set[int] = set()
    for token in analysis.subtree(head, without=BELOW):
        for child in analysis.children(token):
            below = analysis.subtree(child)
            holds = any(t.i in own or t.i in amounts for t in below)
            if child.dep == "nmod":
                marker = analysis.marker(child)
                out = marker not in words.belonging | {""} or holds and marker != "of"
            elif child.dep == "appos":
                out = (
                    holds or any(t.text in ",(-–—" for t in analysis.tokens[token.i + 1 : child.i]) or child.i < token.i
                )
            else:
                out = child.dep in ("conj", "obl", "dep") and (holds or child.pos not in NOUNS)
            if out:
                skip |= {t.i for t in below}
    tokens = [
        t
        for t in analysis.subtree(head, without=BELOW)
        if t.i not in own and t.i not in skip and not _is_when(draft, t, head)
    ]
    found = []
    for group in written_words(tokens):
        last = group[-1]
        if len(group) == 1 and (
            last.pos not in ("NOUN", "PROPN", "ADJ", "NUM", "X", "VERB")
            or last.pos == "VERB"
            and last is not head
            and last.dep not in ("amod", "compound", "nsubj", "nsubj:pass")
            or last.lower in words.little
        ):
            continue
        text = draft.text[group[0].start : last.end].strip("-–—,;:()\"'")
        found += [part for part in text.split("/") if part]
    return found[:LONGEST]


def _is_when(draft: Draft, token: Token, head: Token) -> bool:
    """A date or "in the quarter", but not the month of "the September contract"."""
    if token.lemma in measure_words(draft.language).periods and token is not head and token.dep != "compound":
        return True
    if not _is_period(draft, token):
        return False
    after = next_token(draft, token)
    beside = after is not None and after.i <= head.i and after.pos in ("NOUN", "PROPN", "ADJ") and token.i < head.i
    return not beside or token.pos == "NUM" and after is not None and after.pos == "PROPN"
