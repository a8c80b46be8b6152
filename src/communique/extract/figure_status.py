"""How firm a figure is: actual, planned, a target or a forecast, by the verbs above it and the words of its own."""

from __future__ import annotations

from communique.extract.clauses import FINITE, anchor_of, verb_above
from communique.extract.draft import Draft, Period, Quantity
from communique.extract.figure_words import FigureWords, estimate, figure_words, status_patterns
from communique.extract.indicators import is_money
from communique.extract.number_words import TIMES
from communique.language import Token
from communique.record import FigureStatus

SAYING = ("VERB", "AUX", "NOUN", "ADJ")
WITH_VERB = ("aux", "aux:pass", "advmod", "amod", "mark", "compound:prt")
THING_REACH = 9  # tokens before "with a capacity of" in which its thing stands
LAST_MONTH = 12
HEADS = 7  # verbs, nouns and adjectives above a number that can say how firm it is


def status_of_figure(
    draft: Draft, quantity: Quantity, period: Period | None = None, *, capacity: bool = False
) -> FigureStatus:
    """The status that the words around a number say; of a year that is still to come nothing is actual."""
    found = _status_said(draft, quantity, capacity)
    return "planned" if found == "actual" and _is_to_come(draft, period) else found


def _is_to_come(draft: Draft, period: Period | None) -> bool:
    """Whether the period begins after the day of publication: "the number of permits for 2026 was set at 3,500"."""
    published, date = draft.document.published, period.date if period is not None else None
    if not published or not date or not (published[:4].isdigit() and date[:4].isdigit()):
        return False
    begins = date.split("/")[0]
    if begins[5:7].isdigit() and int(begins[5:7]) > LAST_MONTH:  # a season
        return begins[:4] > published[:4]
    return begins > published[: len(begins)]


def _status_said(draft: Draft, quantity: Quantity, capacity: bool) -> FigureStatus:
    anchor = anchor_of(draft, quantity)
    if anchor is None:
        return "actual"
    if estimate(draft.language).search(draft.words(quantity.span)):
        return "forecast"
    words = figure_words(draft.language)
    if _was_paid(draft, anchor, words):
        return "actual"
    said = _said(draft, anchor, words, quantity.unit is not None and is_money(quantity.unit))
    found: FigureStatus = next(
        (status for status, pattern in status_patterns(draft.language) if pattern.search(said)), "actual"
    )
    if found == "actual" and _is_appraised(draft, anchor, words):
        return "forecast"
    if found == "forecast" and capacity and words.able_now & set(said.split()):
        return "actual"  # "the mill can crush 60,000 tonnes": what it is able to do
    if found == "forecast" and quantity.unit in TIMES and words.permitted & set(said.split()):
        return "actual"  # "may stay for up to 30 days": what is allowed holds now
    return found


def _is_appraised(draft: Draft, anchor: Token, words: FigureWords) -> bool:
    """ "puts the cost of the line at $5 billion": somebody's reckoning of what a thing will take."""
    verb = verb_above(draft, anchor)
    if verb is None or verb.lemma not in words.at_verbs or draft.analysis.marker(anchor) not in words.at:
        return False
    row = draft.analysis.tokens_in(draft.analysis.span_of(draft.analysis.subtree(verb, without=("ccomp", "conj"))))
    return any(token.lemma in words.parts_of_things for token in row)


def _said(draft: Draft, anchor: Token, words: FigureWords, money: bool) -> str:
    """The words above a number, up to the verb that has a tense of its own, clause by clause."""
    clauses: list[str] = _described_as(draft, anchor)
    at: Token | None = anchor
    marker = ""
    while at is not None and len(clauses) < HEADS:
        above = draft.analysis.head_of(at)
        if money and at.dep == "nsubj" and at is not anchor and _stands_before(draft, anchor, at):
            break  # "the $1 billion plant aims to cut imports": the verb says nothing of the sum
        if at.pos in SAYING:
            done = at.lemma in words.completing and _is_done(draft, at)
            clauses.append(_clause(draft, at, words) + (f" ; {at.lower} {marker}" if marker and not done else ""))
            if _is_closed(draft, at, above, words):
                break
        thing = _thing_before(draft, at, words) if above is not None and above.pos == "VERB" else None
        if thing is not None:
            marker, at = draft.analysis.marker(thing), draft.analysis.head_of(thing)
            continue
        named = above is not None and above.pos == "PROPN" and at is not anchor
        if at.dep == "appos" and named or at.dep == "acl:relcl":
            break  # "Mixue, a chain with 45,000 outlets, intends …": said in passing
        marker, at = draft.analysis.marker(at), above
    return " ; ".join(clauses)


def _described_as(draft: Draft, anchor: Token) -> list[str]:
    """ "the 20 million planned for this year", "the 500 jobs promised": the participle right behind what is counted."""
    above = draft.analysis.head_of(anchor)
    nouns = [anchor, *([above] if above is not None and anchor.dep == "nummod" else [])]
    behind = [c for noun in nouns for c in draft.analysis.children(noun, "acl") if c.i == noun.i + 1 and c.tag == "VBN"]
    return [c.lower for c in behind]


def _was_paid(draft: Draft, anchor: Token, words: FigureWords) -> bool:
    """ "on top of the $2.5 million released in March": what was done with the sum itself."""
    behind = [c for c in draft.analysis.children(anchor, "acl") if c.i == anchor.i + 1 and c.tag == "VBN"]
    return any(c.lemma in words.paid for c in behind)


def _thing_before(draft: Draft, part: Token, words: FigureWords) -> Token | None:
    """ "interest in building a plant … with a capacity of 500 MW": the parse hung "with" on the verb, the plant has it."""
    if part.dep != "obl" or part.lemma not in words.parts_of_things or draft.analysis.marker(part) not in words.with_:
        return None
    sentence = draft.analysis.sentences[part.sentence]
    left = draft.analysis.tokens[max(sentence.first, part.i - THING_REACH) : part.i]
    return next((t for t in reversed(left) if t.pos == "NOUN" and t.lemma in words.thing_nouns), None)


def _stands_before(draft: Draft, anchor: Token, noun: Token) -> bool:
    return (
        anchor.i < noun.i and noun.dep == "nsubj" and anchor.dep in ("nummod", "compound", "amod", "nmod", "quantmod")
    )


def _clause(draft: Draft, head: Token, words: FigureWords) -> str:
    analysis = draft.analysis
    parts = [head, *analysis.children(head, *WITH_VERB)]
    subject = analysis.subject(head)
    if subject is not None and subject.lower in words.telling_subjects:
        parts.append(subject)  # "the goal is $20 billion", "the contract covers six trains"
    as_what = [c for c in analysis.children(head, "obl", "nmod") if analysis.marker(c) in words.as_kind]
    parts += [c for c in as_what if c.lower in words.telling_subjects]  # "named $20 billion as the goal"
    if any(part.lower in words.willing for part in parts) and not _opens_infinitive(draft, head, words):
        parts = [part for part in parts if part.lower not in words.willing]  # "94% ready", but "ready to invest"
    if head.lemma in words.completing and _is_done(draft, head):
        parts = [part for part in parts if part is not head]  # "увеличил до 100": so already, no aim
    said = " ".join(part.lower for part in sorted(parts, key=lambda part: part.i))
    pseudo = []
    above = analysis.head_of(head)
    # "able to stay", "grew to reach": so already; "expects trade to reach": as firm as the verb above says
    free = above is None or above.lemma not in words.able and above.lemma not in words.expecting
    if above is not None and above.pos == "VERB" and above.lemma in words.able and head.i > above.i:
        parts += analysis.children(above, "aux")  # "will | allow 500 people to work"
        said = " ".join(part.lower for part in sorted(parts, key=lambda part: part.i))
    if head.pos == "VERB" and free and any(c.lower in words.infinitive for c in analysis.children(head, "aux", "mark")):
        pseudo.append("is to")
    able = any(c.lemma in words.able for c in analysis.children(head, "acomp"))
    if head.pos == "AUX" and not able and _opens_infinitive(draft, head, words):
        pseudo.append("is to")
    if head.tag == "VBG" and head.lemma in words.undertaking and analysis.child(head, "aux") is not None:
        pseudo.append("is going")  # "is buying the mine for $2 billion": under way, not yet so
    if head.tag == "VBF":  # a future of one word: "составит", "выполнят"
        grows = head.lemma in words.measure_verbs or head.lemma in words.effects and _acts_alone(draft, subject)
        pseudo.append(words.ahead_grows if grows else words.ahead_does)
    if subject is not None:  # "проектная мощность"
        pseudo += [c.lower for c in analysis.children(subject, "amod") if c.lower in words.telling_adjectives]
    passive = analysis.children(head, "aux:pass", "aux")
    if head.tag == "VBN" and head.lemma in words.undertaking and any(c.lower in words.being for c in passive):
        pseudo.append("is going")
    return " ; ".join([said, *pseudo])


def _is_done(draft: Draft, verb: Token) -> bool:
    """Whether a verb tells what was done: in the past, or a passive participle without a future before it."""
    auxiliaries = draft.analysis.children(verb, "aux", "aux:pass")
    return verb.tag in ("VBD", "VBN") and not any(
        c.tag in ("VBF", "VB", "MD") or c.number and c.tag == "VBZ" for c in auxiliaries
    )


def _acts_alone(draft: Draft, subject: Token | None) -> bool:
    """Whether a thing, nobody who could decide it, does what the verb says."""
    doer = draft.entity_at(subject) if subject is not None else None
    return subject is not None and (doer is None or doer.kind in ("project", "agreement", "programme", "event"))


def _opens_infinitive(draft: Draft, head: Token, words: FigureWords) -> bool:
    below = draft.analysis.children(head, "xcomp", "acomp", "ccomp")
    below += [c for b in below for c in draft.analysis.children(b, "xcomp")]
    if not words.infinitive:  # a language whose infinitive has no word of its own
        return any(b.tag == "VB" for b in below)
    return any(c.lower in words.infinitive for b in below for c in draft.analysis.children(b, "aux", "mark"))


def _is_closed(draft: Draft, verb: Token, above: Token | None, words: FigureWords) -> bool:
    """Whether nothing above a verb can make its clause lie ahead: it has its own tense, or is the main verb."""
    if verb.pos not in ("VERB", "AUX"):
        return False
    auxiliaries = draft.analysis.children(verb, "aux", "aux:pass")
    finite = verb.tag in FINITE or any(c.tag in (*FINITE, "MD") for c in auxiliaries)
    finite = finite or verb.tag == "VBN" and not verb.case and bool(verb.gender or verb.number)  # "занято 450 человек"
    if (
        words.infinitive
        and verb.tag == "VBP"
        and not auxiliaries
        and not draft.analysis.children(verb, "nsubj", "nsubj:pass")
    ):
        finite = False  # "will be long, cost $4 billion and carry …": the parse takes the bare form for a present
    bare = verb.lower == verb.lemma and verb.tag == "VBD" and not auxiliaries
    if bare and verb.dep == "conj" and not draft.analysis.children(verb, "nsubj", "nsubj:pass"):
        finite = False  # "is to carry 756 MW and cost $1.6 billion": no past
    if verb.dep == "conj" and not finite and above is not None and above.pos in ("VERB", "AUX"):
        return False  # "will open in May and employ 350 people"
    if finite and verb.dep not in ("xcomp", "advcl"):
        return True
    if verb.dep == "ccomp" and above is not None and above.lemma in words.expecting:
        return False  # "expects trade to reach": as firm as expected
    if verb.dep == "ccomp" and not finite and verb.tag == "VB" and above is not None and above.lemma in words.able:
        return False  # "will allow 500 people to work there": as firm as allowed
    return verb.dep in ("root", "ccomp", "acl:relcl", "parataxis")
