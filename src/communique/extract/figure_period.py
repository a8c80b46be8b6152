"""The period of a figure: the one in its own measure, else the nearest that its clause is set in."""

from __future__ import annotations

import regex

from communique.extract.clauses import FINITE, anchor_of
from communique.extract.countable import is_amount_of_change
from communique.extract.draft import Draft, Period, Quantity
from communique.extract.figure_words import comparing, figure_words, other_clause
from communique.extract.measures import Measure
from communique.language import Token

FAR = 110  # characters between a number and its period at most
BEFORE = 15  # a period before the number counts as that much farther
COMMA = 25
COMMAS = regex.compile(r",(?!\d)")  # no decimal ones
CHANGE = "change"  # the rule of an amount of change: what it is measured against is not its period
CLAUSES = ("acl", "acl:relcl", "advcl")
PAIR = 2
AROUND = 45  # characters before a period in which words of comparison stand


def period_of(draft: Draft, quantity: Quantity, measure: Measure | None) -> Period | None:
    """The period that a number is about, or ``None``."""
    sentence = draft.analysis.sentence_of(quantity.span[0])
    if sentence is None:
        return None
    candidates = [
        period
        for period in draft.periods_in((sentence.start, sentence.end))
        if not period.duration
        and period.rule not in ("weekday", "day_word")
        and (
            not _is_open(period)
            or figure_words(draft.language).open_periods
            or _is_to_come(draft, period)
            or _adds_up(draft, quantity, period)
        )
    ]
    candidates = [p for p in candidates if not is_compared(draft, p, quantity)]
    own = [p for p in candidates if measure is not None and _is_part(draft, p, measure)]
    if own:
        return own[0]  # "last year's trade came to …"
    others = [
        other
        for other in draft.quantities_from(sentence.start, sentence.end)
        if other is not quantity
        and not (other.words and other.unit is None and other.value <= PAIR)  # "between the two countries"
        and not other.multiplier
    ]
    best: tuple[int, Period] | None = None
    anchor = anchor_of(draft, quantity)
    for period in candidates:
        behind = period.span[0] >= quantity.span[1]
        gap = (quantity.span[1], period.span[0]) if behind else (period.span[1], quantity.span[0])
        if behind and any(gap[0] <= other.span[0] < gap[1] for other in draft.quantities if other.multiplier):
            continue  # "160 people at first and twice as many by 2029"
        changes = [other for other in others if gap[0] <= other.span[0] < gap[1]]
        if any(not is_amount_of_change(draft, other) for other in changes):
            continue
        if (behind and changes or quantity.rule == CHANGE) and _is_base(draft, period):
            continue  # "$612 million, down 9% from 2023": the year compared with
        between = _without_cue(draft, quantity, gap)
        described = measure is not None and _describes(draft, period, measure.head)
        described = described or anchor is not None and _describes(draft, period, anchor)
        if ";" in between or not described and other_clause(draft.language).search(between):
            continue
        if not described and _is_elsewhere(draft, quantity, period):
            continue
        distance = len(between) + (0 if behind else BEFORE) + COMMA * len(COMMAS.findall(between))
        if distance < FAR and (best is None or distance < best[0]):
            best = (distance, period)
    if best is None and quantity.rule != CHANGE:
        return _set_before(draft, quantity, candidates)
    return best[1] if best is not None else None


def _set_before(draft: Draft, quantity: Quantity, candidates: list[Period]) -> Period | None:
    """ "In 2024 Armenia received gas, 9% more than a year ago, and sent back 1.2 TWh": what stands before the first of two verbs."""
    verb = _verb_of(draft, anchor_of(draft, quantity))
    first = draft.analysis.head_of(verb) if verb is not None and _goes_on(draft, verb) else None
    if verb is None or first is None or first.pos not in ("VERB", "AUX"):
        return None
    own = draft.analysis.child(verb, "nsubj", "nsubj:pass") is not None
    if (
        own
        and verb.tag != "VBG"
        and (not verb.dep or _tense(draft, verb) != _tense(draft, first) or verb.case or first.case)
    ):
        return None  # "In 2024 trade grew, and 14 agreements are in force"
    shared = not own and _tense(draft, verb) == "past" == _tense(draft, first) and verb.tag != "VBG"
    found = [
        p
        for p in candidates
        if (t := _token(draft, p)) is not None and (t.i < first.i or shared) and _verb_of(draft, t) is first
    ]
    return found[0] if len(found) == 1 and not _is_base(draft, found[0]) else None


def _goes_on(draft: Draft, verb: Token) -> bool:
    """Whether a clause stands beside the one before: "…, and exports fell", "…, while 1.3 million came the other way"."""
    marks = {c.lower for c in draft.analysis.children(verb, "mark")}
    if verb.tag == "VBG" and verb.dep in ("advcl", "acl") and not draft.analysis.children(verb, "aux"):
        return True  # "trade in 2024 came to $340 million, with exports accounting for $270 million"
    return verb.dep == "conj" or verb.dep == "advcl" and bool(marks & figure_words(draft.language).gapping)


def _tense(draft: Draft, verb: Token) -> str:
    tags = {verb.tag, *(c.tag for c in draft.analysis.children(verb, "aux", "aux:pass"))}
    if "MD" in tags:
        return "ahead"
    return "past" if "VBD" in tags else "present"


def _without_cue(draft: Draft, quantity: Quantity, gap: tuple[int, int]) -> str:
    """The words between a period and a number, those left out that only tell who says so: "In 2024, | he noted, | trade"."""
    statement = draft.statement_at(quantity.number)
    spans = statement.content_spans if statement is not None else ()
    if len(spans) < 2 or not any(start <= gap[0] <= end for start, end in spans):
        return draft.text[gap[0] : gap[1]]
    inside = [(max(start, gap[0]), min(end, gap[1])) for start, end in spans]
    return " ".join(draft.text[start:end] for start, end in inside if start < end)


def period_of_verb(draft: Draft, verb: Token) -> Period | None:
    """The period that a verb's own clause is set in: "rose last year, from 2.8 million tonnes to 4.5 million"."""
    sentence = draft.analysis.sentences[verb.sentence]
    found = [
        period
        for period in draft.periods_in((sentence.start, sentence.end))
        if not (period.duration or _is_open(period) or period.rule in ("weekday", "day_word"))
        and _verb_of(draft, _token(draft, period)) is verb
        and not _is_base(draft, period)
    ]
    return found[0] if len(found) == 1 else None


def open_period_of(draft: Draft, verb: Token) -> Period | None:
    """The open time that a verb's own clause is set in: "has tripled since 2021"."""
    sentence = draft.analysis.sentences[verb.sentence]
    found = [
        period
        for period in draft.periods_in((sentence.start, sentence.end))
        if _is_open(period) and _verb_of(draft, _token(draft, period)) is verb
    ]
    return found[0] if len(found) == 1 else None


def _is_open(period: Period) -> bool:
    return (period.date or "").endswith("/..")


def _is_to_come(draft: Draft, period: Period) -> bool:
    """ "150 scholarships a year from 2027": open, but ahead: so it will be from then on."""
    published, date = draft.document.published, period.date
    return bool(published and date and date[:4] > published[:4])


def _adds_up(draft: Draft, quantity: Quantity, period: Period) -> bool:
    """ "have put 190 million euros into the economy since 2015": what was done over an open time, object or subject of it."""
    anchor = anchor_of(draft, quantity)
    verb = _verb_of(draft, anchor)
    if anchor is None or verb is None or _verb_of(draft, _token(draft, period)) is not verb:
        return False
    words = figure_words(draft.language)
    perfect = any(c.lower in words.perfect for c in draft.analysis.children(verb, "aux"))
    noun = draft.analysis.head_of(anchor) if quantity.unit is None and anchor.dep == "nummod" else anchor
    lasting = (
        quantity.unit is None and verb.lemma in words.holding
    )  # "has employed 40 people since 2019": so many still
    if perfect and quantity.unit is not None and verb.lemma in words.totalling:
        return True  # "aid has amounted to $3 billion since 1965"
    if perfect and noun is not None and noun.dep == "nsubj" and verb.lemma in words.gone_through:
        return True  # "over 200 officers have completed courses since 2015"
    return perfect and not lasting and noun is not None and noun.dep in ("obj", "nsubj:pass")


def _token(draft: Draft, period: Period) -> Token | None:
    """The topmost token of a period."""
    tokens = [t for t in draft.analysis.tokens_in(period.span) if t.head >= 0]
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head not in inside or t.head == t.i), None)


def _is_part(draft: Draft, period: Period, measure: Measure) -> bool:
    """Whether the period hangs in the measure's own noun phrase."""
    token = _token(draft, period)
    above = [token, *draft.analysis.ancestors(token)] if token is not None else []
    said = measure.head.pos in ("VERB", "AUX")  # a verb's own period is that of all that it says
    if said and not (measure.span[0] <= period.span[0] < measure.span[1]):
        return False
    for one in above:
        if one.i == measure.head.i:
            return True
        if one.pos in ("VERB", "AUX"):
            return False
    return False


def is_compared(draft: Draft, period: Period, quantity: Quantity) -> bool:
    """Whether a period is only what the number is compared with ("увеличился по сравнению с 2021 годом, до …")."""
    said = comparing(draft.language)
    left = draft.text[max(0, period.span[0] - AROUND) : period.span[0]]
    if said is None or not said.search(left):
        return False
    before = draft.analysis.token_at(max(0, quantity.span[0] - 2))
    words = figure_words(draft.language)
    return before is None or before.lower not in words.from_ or period.span[0] > quantity.span[0]


def _is_base(draft: Draft, period: Period) -> bool:
    """Whether a word of comparison stands before the period."""
    token = draft.analysis.token_at(period.span[0])
    if token is None or len(period.date or "") > len("2024-01"):
        return False
    around = [token, *draft.analysis.tokens[max(token.i - 2, 0) : token.i]]
    return any(one.lower in figure_words(draft.language).compared for one in around)


def _describes(draft: Draft, period: Period, noun: Token) -> bool:
    """ "530 Chileans who applied this year": the period stands in a clause that describes what is counted."""
    token = _token(draft, period)
    for above in draft.analysis.ancestors(token) if token is not None else ():
        if above.dep in ("acl", "acl:relcl"):
            return above.head == noun.i
    return False


def _verb_of(draft: Draft, token: Token | None) -> Token | None:
    at = token
    while at is not None and at.pos not in ("VERB", "AUX"):
        at = draft.analysis.head_of(at)
    return at


def _is_elsewhere(draft: Draft, quantity: Quantity, period: Period) -> bool:
    """Whether the period belongs to another clause than the number."""
    at = _token(draft, period)
    set_in, said_in = _verb_of(draft, at), _verb_of(draft, anchor_of(draft, quantity))
    if at is None or set_in is None or said_in is None or set_in.i == said_in.i:
        return False
    statement = draft.statement_at(quantity.number)
    for start, end in statement.content_spans if statement is not None else ():
        if start <= period.span[0] < quantity.span[0] < end and not start <= set_in.start < end:
            return False  # the parse hung it on the verb of saying: it stands in what is said
    first = period.span[0] < quantity.span[0] or at.i < said_in.i
    if first and at.i < set_in.i and not any(one.dep in CLAUSES for one in _path(draft, set_in, said_in)):
        return False  # "In 2024, trade rose … and exports fell …": what stands first holds for all that follows
    if set_in.i in {one.i for one in draft.analysis.ancestors(said_in)}:
        if (
            at.i > said_in.i
            and set_in.i > said_in.i
            and any(one.dep == "acl:relcl" for one in _path(draft, said_in, set_in))
        ):
            return True  # "a market where 180 million people live will open in July"
        conjoined = [one for one in _path(draft, said_in, set_in) if one.dep in ("conj", "ccomp")]
        return bool(conjoined) and period.span[0] < quantity.span[0] and at.i > set_in.i
    if _are_beside(draft, set_in, said_in) and at.i > said_in.i and period.span[0] > quantity.span[0]:
        return True  # "280 students study there, and the quota this year is 20"
    if _apart(draft, set_in, said_in):
        return True
    path = _path(draft, set_in, said_in)
    if any(one.dep in CLAUSES and one.tag != "VBG" for one in path):
        return True
    finite = (*FINITE, "VBF")  # a future of one word: "с мая их станет семь"
    return any(one.dep in ("conj", "parataxis") and (one.tag in finite or _has_tense(draft, one)) for one in path)


def _are_beside(draft: Draft, one: Token, two: Token) -> bool:
    """Whether two verbs with a tense of their own stand side by side, neither above the other."""
    finite = (*FINITE, "VBF")
    over = {t.i for t in draft.analysis.ancestors(one)}, {t.i for t in draft.analysis.ancestors(two)}
    return one.tag in finite and two.tag in finite and two.i not in over[0] and one.i not in over[1]


def _apart(draft: Draft, one: Token, two: Token) -> bool:
    """ "tells us that production will start in 2027, and it still means to invest": clauses of which neither holds the other,
    the first a content clause of its own."""
    above = {t.i for t in draft.analysis.ancestors(two)} | {two.i}
    if one.i in above or two.i in {t.i for t in draft.analysis.ancestors(one)}:
        return False
    branch = [one, *(t for t in draft.analysis.ancestors(one) if t.i not in above)]
    return any(t.dep == "ccomp" for t in branch)


def _has_tense(draft: Draft, verb: Token) -> bool:
    short = verb.tag == "VBN" and not verb.case and bool(verb.gender or verb.number)  # "разрешено": a verb of its own
    return short or bool(draft.analysis.children(verb, "aux", "aux:pass"))


def _path(draft: Draft, low: Token, high: Token) -> list[Token]:
    """The verb and the verbs above it, below another; empty where the other does not stand above."""
    found: list[Token] = []
    for one in (low, *draft.analysis.ancestors(low)):
        if one.i == high.i:
            return found
        found.append(one)
    return found if high.head == high.i else []
