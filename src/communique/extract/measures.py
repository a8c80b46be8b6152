"""What a number measures: the words, by the parse around the number (ordered rules, first answer wins)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import regex

from communique.extract.clauses import anchor_of, said_of, verb_above
from communique.extract.counted import counted_noun, next_token, previous_token
from communique.extract.draft import Draft, Quantity
from communique.extract.figure_words import FigureWords, figure_words
from communique.extract.number_words import TIMES, patterns_of
from communique.language import Token
from communique.record import Span

NOMINAL = ("NOUN", "PROPN")
BELOW = ("acl:relcl", "acl", "appos", "advcl", "parataxis", "mark", "advmod", "ccomp")
EDGES = ("DET", "ADP", "PUNCT", "CCONJ", "SCONJ", "PRON", "PART")
COMPLEMENTS = ("obj", "obl", "obl:agent", "compound:prt", "acomp", "attr", "xcomp", "advcl")
MARKS = ",;:()—–"
CLOSING = (")", "]")
REACH = 14  # tokens between a head and its words
CLOSE = 8  # tokens between an amount and its complement


@dataclass(slots=True)
class Measure:
    """The words that say what is measured; ``head`` is the noun, adjective or verb that they hang on."""

    text: str
    span: Span
    head: Token
    rule: str


@dataclass(slots=True)
class Place:
    """A quantity in its sentence, as the rules look at it."""

    draft: Draft
    quantity: Quantity
    anchor: Token
    own: set[int]  # the quantity's tokens
    words: FigureWords

    def child_phrase(self, head: Token) -> list[Token]:
        return phrase_tokens(self.draft, head, self.own)

    def pointing(self, token: Token) -> bool:
        return token.lower in self.words.personal | self.words.relative | self.words.pointing

    def in_period(self, token: Token) -> bool:
        return self.draft.in_period(token.start)


def measure_of(draft: Draft, quantity: Quantity) -> Measure | None:
    """The measure of a quantity, or ``None``."""
    anchor = anchor_of(draft, quantity)
    if anchor is None:
        return None
    first = _first_of_list(draft, quantity, anchor)
    if first is not None:
        found = measure_of(draft, first)
        if found is not None:
            return found
    own = {t.i for t in draft.analysis.tokens_in(quantity.span)}
    place = Place(draft, quantity, anchor, own, figure_words(draft.language))
    for rule in RULES:
        found = rule(place)
        if found is not None and (found.head.i in own or _is_amount(draft, found.head)):
            found = None
        if found is not None:
            found.rule = rule.__name__.strip("_")
            return found
    return None


def _first_of_list(draft: Draft, quantity: Quantity, anchor: Token) -> Quantity | None:
    """ "loans of $50 million and $30 million": an amount coordinated with another measures the same."""
    head = draft.analysis.head_of(anchor)
    if quantity.unit is None or head is None:
        return None
    bracketed = draft.text[: quantity.span[0]].rstrip()
    if bracketed.endswith("("):  # "27 billion reais ($4.8bn)"
        end = len(bracketed[:-1].rstrip())
        found = (q for q in draft.quantities if q.span[1] == end and q.unit not in (None, "%", quantity.unit))
        return next((q for q in found if len(q.unit or "") == len(quantity.unit or "")), None)
    another = head.lower in figure_words(draft.language).another and anchor.dep == "nmod"
    if another:  # "a loan of $85 million and another of $57 million"
        return next(
            (q for q in reversed(draft.quantities) if q.span[1] <= head.start and q.unit == quantity.unit), None
        )
    if anchor.dep != "conj":
        return None
    return next(
        (
            q
            for q in draft.quantities_from(draft.analysis.sentences[head.sentence].start, head.start + 1)
            if q.span[0] <= head.start < q.span[1] <= quantity.span[0] and q.unit == quantity.unit
        ),
        None,
    )


def phrase_tokens(draft: Draft, head: Token, own: set[int]) -> list[Token]:
    """A noun with its modifiers and complements; amounts, dates, clauses and what is coordinated with it left out."""
    analysis = draft.analysis
    words = figure_words(draft.language)
    kept: list[Token] = []
    stack = [head]
    while stack:
        at = stack.pop()
        kept.append(at)
        for child in analysis.children(at):
            marker = analysis.marker(child)
            rated = child.lemma in words.times and marker in patterns_of(draft.language).words.per
            if child.dep == "nmod" and (marker in words.listing or rated or _is_amount(draft, child)):
                continue
            below = child.dep in BELOW or at is head and child.dep in ("cc", "conj") or child.pos == "PUNCT"
            inside = child.i in own or child.i != head.i and _is_amount(draft, child)
            if below or inside or child.dep == "nummod" and child.i < head.i or _is_when(draft, child):
                continue
            if child.dep == "conj" and (child.pos not in NOMINAL or analysis.child(child, "nummod")):
                continue
            if child.lower in words.worth:
                continue
            stack.append(child)
    found = sorted((t for t in kept if abs(t.i - head.i) <= REACH), key=lambda t: t.i)
    while len(found) > 1 and found[0] is not head and _is_edge(found[0], words):
        found.pop(0)
    while len(found) > 1 and found[-1].pos in EDGES and found[-1] is not head:
        found.pop()
    return found


def _is_edge(token: Token, words: FigureWords) -> bool:
    """Whether a phrase does not begin with such a word; "its capacity" does, "whose cost" does not."""
    return token.lower in words.relative or token.pos in EDGES and token.dep != "nmod:poss"


def _is_amount(draft: Draft, token: Token) -> bool:
    """Whether a token is part of an amount with a unit: "the 170-kilometre pipeline" is a pipeline."""
    sentence = draft.analysis.sentences[token.sentence]
    before = draft.quantities_from(sentence.start, token.start + 1)
    return any(q.unit is not None and token.start < q.span[1] for q in before)


def _is_when(draft: Draft, token: Token) -> bool:
    times = ("nmod", "obl", "compound", "nmod:poss")
    around = [token, *draft.analysis.children(token)]
    if token.dep == "nmod" and token.lemma in figure_words(draft.language).times:
        return any(draft.in_period(t.start) for t in around)
    return token.dep in times and draft.in_period(token.start)


def measure_from(draft: Draft, tokens: Iterable[Token], head: Token) -> Measure:
    """The words of these tokens: those that stand side by side as they are written, gaps as a space."""
    ordered = sorted({t.i: t for t in tokens}.values(), key=lambda t: t.i)
    runs: list[Span] = []
    for at, token in enumerate(ordered):
        joined = at and (token.i == ordered[at - 1].i + 1 or _is_hyphen(draft, ordered[at - 1], token))
        if joined and runs:
            runs[-1] = (runs[-1][0], token.end)
        else:
            runs.append(token.span)
    text = " ".join(" ".join(draft.words(run).split()) for run in runs)
    return Measure(text, (ordered[0].start, ordered[-1].end), head, "")


def _is_hyphen(draft: Draft, one: Token, two: Token) -> bool:
    between = draft.text[one.end : two.start]
    return two.i == one.i + 2 and between in ("-", "–", "/", "’", "'")


def _noun(place: Place, head: Token) -> Measure:
    return measure_from(place.draft, place.child_phrase(head), head)


def _counted_noun(place: Place) -> Measure | None:
    """ "3,000 joint ventures", "a 32-km stretch": the noun that the number stands before."""
    head, anchor = place.draft.analysis.head_of(place.anchor), place.anchor
    modifies = anchor.dep in ("nummod", "compound", "quantmod", "amod", "nmod", "advmod")
    if (
        head is None
        or not modifies
        or head.pos not in NOMINAL
        or head.start < place.quantity.span[1]
        or head.i - anchor.i >= 7
    ):
        head = counted_noun(place.draft, place.quantity).head
    if head is None or place.in_period(head) or _is_apart(place, head):
        return None
    head = _shared_noun(place, head)
    if head.lower in place.words.ones:
        return _ones(place, head)
    if place.quantity.unit is not None and _says_nothing(place, head):
        return None
    if head.lemma in place.words.worth and (of := place.draft.analysis.child(head, "nmod")) is not None:
        head = of  # "$212 million worth of Moroccan goods"
    tokens = place.child_phrase(head)
    for member in place.draft.analysis.conjuncts(head)[1:]:  # "45 officials, scholars and business people"
        if member.pos in NOMINAL and place.draft.analysis.child(member, "nummod", "det", "nmod:poss") is None:
            tokens = [*tokens, *place.child_phrase(member)]
    if head.lemma in place.words.weak_counted:
        tokens = [*tokens, *_doing(place, head)]
    return measure_from(place.draft, tokens, head)


def is_counting_noun(draft: Draft, quantity: Quantity) -> bool:
    """Whether a noun that it counts stands behind the number, no mark between."""
    head = counted_noun(draft, quantity).head
    return head is not None and not _marked(draft.text[quantity.span[1] : head.start])


def _marked(between: str) -> bool:
    """Whether a mark stands in the text; brackets closed within it do not count: "INR15bn (US$209m) project"."""
    plain = regex.sub(r"\([^()]*\)", " ", between)
    return any(mark in plain for mark in MARKS)


def _ones(place: Place, ones: Token) -> Measure | None:
    """ "210 joint ventures, including 35 wholly Austrian ones": the noun counted before, with what is said of it here."""
    before = [q for q in place.draft.quantities if q.span[1] <= place.quantity.span[0] and q.unit is None]
    noun = counted_noun(place.draft, before[-1]).head if before else None
    if noun is None:
        return None
    return measure_from(place.draft, [*place.child_phrase(noun), *place.draft.analysis.children(ones, "amod")], noun)


def _says_nothing(place: Place, noun: Token) -> bool:
    """ "beyond the $5 billion target", "the $10 billion mark": a bare noun for a height that something reaches."""
    return noun.lemma in place.words.heights and not place.draft.analysis.children(
        noun, "compound", "amod", "nmod:poss"
    )


def _is_apart(place: Place, noun: Token) -> bool:
    """Whether a mark stands between the number and the noun: "stood at $1 bn, data … show"."""
    return _marked(place.draft.text[place.quantity.span[1] : noun.start])


def _shared_noun(place: Place, noun: Token) -> Token:
    """ "37 Algerian and 26 Russian institutions": a name of a people before another number takes the noun of the second."""
    if noun.tag not in ("NNP", "NNPS") or place.draft.analysis.child(noun, "cc") is None:
        return noun
    other = place.draft.analysis.child(noun, "conj")
    if other is None or other.pos != "NOUN" or place.draft.analysis.child(other, "nummod") is None:
        return noun
    return other


def _doing(place: Place, noun: Token) -> list[Token]:
    """What is said of "people" and the like: "employ … people", "the broadcast was watched by … people"."""
    verb = place.draft.analysis.head_of(noun)
    cased = noun.case != "" and verb is not None and noun.i > verb.i  # "число … не превышает 6 тысяч человек"
    if verb is not None and verb.lemma in place.words.measure_verbs and (noun.dep == "obl" or cased):
        what = said_of(place.draft, verb, place.own)  # "traffic rose to 1.2 million people"
        return place.child_phrase(what) if what is not None and what.pos in NOMINAL else []
    if verb is None or verb.pos != "VERB" or noun.dep not in ("obj", "nsubj", "nsubj:pass", "obl:agent"):
        return []
    subject = place.draft.analysis.subject(verb) if noun.dep == "obl:agent" else None
    about = place.child_phrase(subject) if subject is not None and not place.pointing(subject) else []
    return [verb, *about]


def _adjective(place: Place) -> Measure | None:
    """ "162 km long", "508 km in length", "94 % ready", "85 percent complete"."""
    analysis = place.draft.analysis
    after = next_token(place.draft, analysis.tokens_in(place.quantity.span)[-1])
    second = next_token(place.draft, after) if after is not None else None
    if (
        after is not None
        and second is not None
        and after.lower in place.words.in_
        and second.lower in place.words.sizes
    ):
        return _of_thing(place, second, analysis.head_of(place.anchor))
    if after is None or place.quantity.unit is None or after.lower not in place.words.sizes | place.words.stages:
        return None
    verb = verb_above(place.draft, place.anchor)
    host = analysis.head_of(after)
    if host is not None and host.pos in NOMINAL and after.dep in ("amod", "appos", "acl") and host.i < place.anchor.i:
        return _of_thing(place, after, host)
    return _of_thing(place, after, said_of(place.draft, verb, place.own) if verb is not None else None)


def _of_thing(place: Place, quality: Token, thing: Token | None) -> Measure:
    usable = thing is not None and thing.pos in NOMINAL and thing is not quality and not place.pointing(thing)
    return measure_from(place.draft, [*(place.child_phrase(thing) if thing and usable else []), quality], quality)


def _complement(place: Place) -> Measure | None:
    """ "500,000 tonnes of metal products", "70% of its oil exports", "$76m in loans": the complement of the unit."""
    analysis, words = place.draft.analysis, place.words
    found = None
    for child in analysis.children(place.anchor, "nmod"):
        near = child.start >= place.quantity.span[1] and child.i - place.anchor.i < CLOSE
        if near and analysis.marker(child) in words.of and not place.in_period(child):
            found = child
            break
    after = next_token(place.draft, analysis.tokens_in(place.quantity.span)[-1])
    if found is None and after is not None and after.lower in words.in_ | words.of | words.as_kind:
        noun = analysis.head_of(after)
        kind = noun is not None and (
            noun.lemma in words.kinds_of_money and noun.pos == "NOUN" or after.lower in words.of
        )
        if (
            noun is not None
            and kind
            and noun.pos in NOMINAL
            and 0 < noun.i - after.i < CLOSE
            and not place.in_period(noun)
        ):
            found = noun
    if found is None or place.pointing(found) or found.i in place.own:
        return None
    tokens = place.child_phrase(found)
    if place.quantity.unit == "%":
        tokens = [*_sharer(place), *tokens]
    return measure_from(place.draft, tokens, found)


def _sharer(place: Place) -> list[Token]:
    """ "Saudi companies account for two-thirds of foreign capital": whose share it is."""
    if place.anchor.dep in ("nsubj", "nsubj:pass"):
        return []
    verb = verb_above(place.draft, place.anchor)
    if verb is None or verb.lemma not in place.words.share_verbs:
        return []
    subject = said_of(place.draft, verb, place.own)
    if subject is None or subject.pos not in NOMINAL or subject.i > place.anchor.i:
        return []
    return place.child_phrase(subject)


def _part_of_them(place: Place) -> Measure | None:
    """ "30 per cent of them are health workers", "of which 300 are running", "20 % of them women": what is said of the part."""
    analysis = place.draft.analysis
    own = analysis.tokens_in(place.quantity.span)
    after, before = next_token(place.draft, own[-1]), previous_token(place.draft, own[0])
    pronoun = next_token(place.draft, after) if after is not None and after.lower in place.words.of else None
    pronoun = _pointing_noun(place, pronoun) or pronoun
    if pronoun is None or not (place.pointing(pronoun) or pronoun.lemma in place.words.transparent):
        pronoun = before if before is not None and place.pointing(before) else None
        preceding = previous_token(place.draft, pronoun) if pronoun is not None else None
        if preceding is None or preceding.lower not in place.words.of:
            return None
    if pronoun is None or pronoun.dep == "nmod:poss":  # "12,000 of her compatriots"
        return None
    verb = verb_above(place.draft, place.anchor)
    noun = _meant(place, pronoun) if place.quantity.unit is None and pronoun.lower in place.words.them else None
    if (
        verb is not None
        and noun is not None
        and place.anchor.dep in ("nsubj", "nsubj:pass")
        and verb.i > place.anchor.i
    ):
        return measure_from(place.draft, [*place.child_phrase(noun), *_predicate(place, verb)], noun)
    subject = place.anchor.dep in ("nsubj", "nsubj:pass") or pronoun.dep in ("nsubj", "nsubj:pass")
    if verb is not None and subject and verb.i > place.anchor.i:
        whole = [pronoun] if pronoun.pos == "NOUN" else []
        return measure_from(place.draft, [*whole, *_predicate(place, verb)], verb)
    noun = next_token(place.draft, pronoun)
    if noun is not None and noun.pos in ("DET", "ADJ", "NOUN", "PROPN") and (before is None or pronoun.i > before.i):
        while noun.pos in ("DET", "ADJ") and (head := analysis.head_of(noun)) is not None and head.i > noun.i:
            noun = head
        return _noun(place, noun)
    if verb is None:
        return None
    doer = said_of(place.draft, verb, place.own)
    tokens = place.child_phrase(doer) if doer is not None and not place.pointing(doer) and doer.i < verb.i else []
    return measure_from(place.draft, [*tokens, verb], verb)


def _meant(place: Place, pronoun: Token) -> Token | None:
    """ "cookstoves; 120,000 of them": the things counted, the last in the plural before the number in its sentence."""
    sentence = place.draft.analysis.sentences[pronoun.sentence]
    first = min(place.own)
    plural = [
        token
        for token in reversed(place.draft.analysis.tokens[sentence.first : first])
        if token.tag == "NNS" and not place.in_period(token) and not _is_amount(place.draft, token)
    ]
    acting = [
        token for token in plural if token.dep in ("nsubj", "nsubj:pass", "obj")
    ]  # "invited firms to the zones; 16 of them"
    return next(iter(acting or plural), None)


def _pointing_noun(place: Place, token: Token | None) -> Token | None:
    """ "12 % of that volume": a noun for the amount spoken of."""
    noun = next_token(place.draft, token) if token is not None and place.pointing(token) else None
    return noun if noun is not None and noun.lemma in place.words.transparent else None


def _of_these(place: Place) -> Measure | None:
    """ "Of the nine programmes, four have enrolled anyone": what is counted was named with the whole."""
    draft, span = place.draft, place.quantity.span
    verb = verb_above(draft, place.anchor)
    if place.quantity.unit is not None or verb is None or verb.i < place.anchor.i:
        return None
    for whole in reversed(draft.quantities):
        first = draft.analysis.tokens_in(whole.span)[0]
        if whole.span[1] > span[0] or first.sentence != place.anchor.sentence or whole.unit is not None:
            continue
        left = {t.lower for t in draft.analysis.tokens[max(first.i - 3, 0) : first.i]}
        noun = counted_noun(draft, whole).head
        if noun is not None and left & place.words.out_of_these:
            return measure_from(draft, [*place.child_phrase(noun), *_predicate(place, verb)], noun)
    return None


def _predicate(place: Place, verb: Token) -> list[Token]:
    """What a verb says: the noun or adjective after a copula, else the verb with what completes it."""
    analysis = place.draft.analysis
    told = analysis.child(verb, "attr", "acomp")
    if told is not None:
        return place.child_phrase(told)
    tokens = [verb]
    for child in analysis.children(verb, "obj", "obl", "obl:agent", "compound:prt"):
        if child.i > verb.i and child.i - verb.i < REACH and child.i not in place.own and not place.in_period(child):
            tokens += [*analysis.children(child, "case"), *place.child_phrase(child)]
    return tokens


def _governing_noun(place: Place) -> Measure | None:
    """ "a loan of 185 million euros", "a capacity of 670 MW", "documents worth a total of $2 billion"."""
    analysis, anchor = place.draft.analysis, place.anchor
    head = analysis.head_of(anchor)
    worth = _worth_before(place)
    if worth is not None:
        host = analysis.head_of(worth)
        if host is not None and host.pos in ("AUX", "VERB"):
            host = said_of(place.draft, host, place.own)
        if host is not None and host.pos in NOMINAL and host.i < worth.i:
            return _noun(place, _whole(place, host, worth))
    if head is None or head.pos not in NOMINAL or head.i > anchor.i or head.start >= place.quantity.span[0]:
        return None
    if anchor.dep not in ("nmod", "appos", "nummod", "acl") or place.in_period(head) or _is_named(place, head):
        return None
    if head.lemma in place.words.times or _is_amount(place.draft, head):
        return None
    if _says_nothing(place, head):  # "take trade beyond the target of $5 billion"
        verb = analysis.head_of(head)
        thing = analysis.child(verb, "obj") if verb is not None else None
        if thing is not None and thing is not head:
            return None
    if place.quantity.unit in TIMES and analysis.marker(anchor) in place.words.for_ and head.dep != "obj":
        return None  # "visit … without a visa for 90 days"
    tokens = place.child_phrase(head)
    above = analysis.head_of(head)
    if (
        head.lemma in place.words.transparent
        and above is not None
        and head.dep in ("nmod", "appos", "obj", "acl", "attr")
    ):
        if above.pos in NOMINAL:  # "projects with a total value of $2 billion"
            tokens = [*place.child_phrase(above), *tokens]
        elif (subject := said_of(place.draft, above, place.own)) is not None and subject.pos in NOMINAL:
            tokens = [*place.child_phrase(subject), *tokens]
    return measure_from(place.draft, tokens, head)


def _worth_before(place: Place) -> Token | None:
    """ "worth $2 billion", "worth a total of $2 billion"."""
    first = place.draft.analysis.tokens_in(place.quantity.span)[0]
    at = previous_token(place.draft, first)
    while at is not None and first.i - at.i < 5:
        if at.lower in place.words.worth:
            return at
        if at.pos not in ("DET", "ADP", "ADJ", "ADV") and at.lemma not in place.words.transparent:
            return None
        at = previous_token(place.draft, at)
    return None


def _is_named(place: Place, noun: Token) -> bool:
    """Whether a noun is a country or a person, of which no bare amount says anything: "Austria 24 per cent"."""
    entity = place.draft.entity_at(noun)
    return entity is not None and entity.kind in ("country", "person", "place") and noun.pos == "PROPN"


def _whole(place: Place, noun: Token, after: Token) -> Token:
    """ "a contract between A and B, worth $3 million": behind a comma the words say something of the whole."""
    analysis = place.draft.analysis
    if "," not in place.draft.text[noun.end : after.start]:
        return noun
    while noun.dep in ("nmod", "conj", "compound", "appos") and (above := analysis.head_of(noun)) is not None:
        if above.pos not in NOMINAL:
            break
        noun = above
    return noun


def _gapped(place: Place) -> Measure | None:
    """ "imports came to $5 billion and exports to China to $700 million": a noun that shares the verb of the one before."""
    draft, span = place.draft, place.quantity.span
    sentence = draft.analysis.sentence_of(span[0])
    before = [
        q
        for q in (draft.quantities_from(sentence.start, span[0]) if sentence is not None else ())
        if q.span[1] <= span[0]
    ]
    if not before:
        return None
    first = draft.analysis.tokens_in(before[-1].span)[-1].i + 1
    tokens = [t for t in draft.analysis.tokens[first : min(place.own)] if not place.in_period(t)]
    while tokens and tokens[0].pos == "ADP" and place.in_period(draft.analysis.tokens[tokens[0].i + 1]):
        tokens.pop(0)  # "exports were worth $96 million | in 2023 and imports $210 million"
    opened = listed = False
    while tokens and tokens[0].text in CLOSING:
        tokens.pop(0)
    while tokens and (tokens[0].lower in place.words.gapping):
        opened = opened or tokens[0].text != ","
        listed = tokens.pop(0).text == ","
    while tokens and tokens[-1].pos in ("ADP", "ADV", "PUNCT"):
        tokens.pop()
    noun = next((t for t in tokens if t.pos in NOMINAL), None)
    opened = opened or listed and 0 < len(tokens) <= 4 and tokens[0].pos == "NOUN"
    if not opened or noun is None or _is_named(place, noun) or any(t.pos in ("VERB", "AUX") for t in tokens):
        return None
    after = draft.analysis.tokens[max(place.own) + 1 : max(place.own) + 2]
    if any(t.pos in ("VERB", "AUX", "NOUN") or t.lower in place.words.of for t in after):
        return None
    while tokens[0].pos in EDGES and tokens[0].dep != "nmod:poss" and len(tokens) > 1:
        tokens.pop(0)
    return measure_from(draft, tokens, noun)


def _subject(place: Place) -> Measure | None:
    """ "trade came to $50 billion": the subject of a verb of measure, or the object of one that makes it so."""
    analysis = place.draft.analysis
    verb = verb_above(place.draft, place.anchor)
    if verb is None:
        return None
    valued = verb.lemma in place.words.at_verbs and analysis.marker(place.anchor) in place.words.at
    measuring = verb.lemma in place.words.measure_verbs or verb.pos == "AUX"  # "trade was $5 billion"
    if not (measuring or verb is place.anchor or valued):
        return None
    thing = analysis.child(verb, "obj")
    if thing is not None and thing.i not in place.own and thing.i < place.anchor.i:
        if thing.pos in NOMINAL:
            return _noun(place, thing)
        if thing.lower in place.words.personal:
            return None  # "to bring it to $1 billion"
    subject = said_of(place.draft, verb, place.own)
    if subject is None:
        return None
    if subject.lower in place.words.relative:
        subject = analysis.head_of(verb) or subject
    telling = [verb] if verb.lemma in place.words.telling_verbs else []
    if subject.pos == "PRON" or subject.lower in place.words.personal:
        return measure_from(place.draft, telling, verb) if telling else None
    return measure_from(place.draft, [*place.child_phrase(subject), *telling], subject)


def _verb(place: Place) -> Measure | None:
    """ "has invested over $4.5 billion in the project": the verb with its complements."""
    analysis = place.draft.analysis
    verb = verb_above(place.draft, place.anchor)
    if verb is None or verb.pos != "VERB":
        return None
    thing = analysis.child(verb, "obj")
    back = _pronoun_subject(place, verb) or thing is not None and thing.lower in place.words.personal
    if verb.lemma in place.words.measure_verbs and back:
        return None  # "it will climb to 1,200 MW": goes on about what was measured before
    tokens = [verb]
    for child in analysis.children(verb, *COMPLEMENTS):
        if child.i in place.own or not verb.i - 3 < child.i < verb.i + REACH or place.in_period(child):
            continue
        used = child.dep == "xcomp" and verb.lemma in place.words.use and child.i > verb.i > place.anchor.i
        if child.dep in ("xcomp", "advcl") and not used and not (child.tag == "VBG" and child.i > place.anchor.i):
            continue
        if used:  # "INR5bn will be used to set up solar plants"
            tokens += [
                child,
                *(t for c in analysis.children(child, "obj", "compound:prt") for t in place.child_phrase(c)),
            ]
            continue
        if child.dep == "advcl":  # "spend … on expanding its plant"
            tokens += [child, *(t for c in analysis.children(child, "obj") for t in place.child_phrase(c))]
        else:
            tokens += [*analysis.children(child, "case"), *place.child_phrase(child)]
    if all(t is verb or t.dep == "compound:prt" for t in tokens):
        subject = said_of(place.draft, verb, place.own)
        if subject is not None and not place.pointing(subject):
            tokens += place.child_phrase(subject)
    tokens = [t for t in tokens if t.i not in place.own and not _is_amount(place.draft, t)]
    return measure_from(place.draft, tokens, verb) if tokens else None


def _pronoun_subject(place: Place, verb: Token) -> bool:
    subject = said_of(place.draft, verb, place.own)
    return subject is not None and subject.lower in place.words.personal


Rule = Callable[[Place], Measure | None]
RULES: list[Rule] = [
    _adjective,
    _counted_noun,
    _part_of_them,
    _of_these,
    _complement,
    _gapped,
    _governing_noun,
    _subject,
    _verb,
]
