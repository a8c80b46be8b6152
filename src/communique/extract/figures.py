"""Figures: which quantities count, and what each says: measure, indicator, about, period, status, statement."""

from __future__ import annotations

from dataclasses import replace

from communique.extract.antecedents import (
    figure_of_them,
    measure_of_pronoun,
    measure_of_them,
    measure_of_worth,
    money_of_pronoun,
)
from communique.extract.change_amounts import change_words
from communique.extract.clauses import anchor_of, said_of, verb_above
from communique.extract.compared_figure import figure_compared, share_that_goes_on, unit_of_same_verb
from communique.extract.countable import is_figure
from communique.extract.draft import Draft, Period, Quantity
from communique.extract.figure_about import about_of, clause_tokens
from communique.extract.figure_period import period_of
from communique.extract.figure_rate import rate_of
from communique.extract.figure_status import status_of_figure
from communique.extract.figure_things import thing_of
from communique.extract.figure_words import figure_words
from communique.extract.indicators import Clues, indicator_of, is_money
from communique.extract.labels import label_of, subject_before_colon
from communique.extract.measures import Measure, is_counting_noun, measure_of
from communique.language import Token
from communique.language.base import Sentence
from communique.record import Figure

PART = "part_of_them"  # the rule of measures for a part of an amount spoken of
BUILT = ("project", "place")  # kinds of things that have a cost, a capacity, jobs
LEFT, RIGHT = 90, 60  # characters around a number in which indicators look


def find_figures(draft: Draft) -> None:
    """Fill ``draft.figures`` in the order of the text."""
    words = figure_words(draft.language)
    for at, quantity in enumerate(draft.quantities):
        quantity = with_unit_of_before(draft, quantity)
        if not is_figure(draft, quantity):
            continue
        unit = quantity.unit or "1"
        measure = (
            label_of(draft, quantity)
            or subject_before_colon(draft, quantity)
            or measure_of_worth(draft, quantity)
            or measure_of_them(draft, quantity)
            or _shared(draft, at, quantity, measure_of(draft, quantity))
        )
        before = draft.figures[-1] if draft.figures else None
        them = figure_of_them(draft, quantity)
        weak = measure is None or all(word in words.weak_measures for word in measure.text.lower().split())
        weak = (
            weak
            or measure is not None
            and measure.head.pos == "VERB"
            and measure.head.lemma in words.expecting | words.hoping
        )
        compared = figure_compared(draft, quantity)
        same = weak and before is not None and _continues(draft, before, quantity, unit, measure)
        period = period_of(draft, quantity, measure)
        rest = before if _is_rest(draft, quantity, unit, before) else None
        rate = quantity.rate or rate_of(draft, quantity, measure)
        compared = compared or share_that_goes_on(draft, quantity)
        if them is not None or compared is not None:
            before, same = compared or them, True
        if same and compared is None and them is None and before is not None:
            meant = measure_of_pronoun(draft, quantity)
            if (
                meant is not None
                and meant.rule == "measure_of_pronoun"
                and _is_told_anew(draft, before, quantity, meant)
            ):
                measure, same = meant, False  # "Trade tells another story: it fell to $1.1 billion"
        if not same:
            measure = measure or measure_of_pronoun(draft, quantity)
        if same and before is not None and before.measure_span is not None and before.measure is not None:
            head = draft.analysis.token_at(before.measure_span[0])
            if head is not None:
                measure = Measure(before.measure, before.measure_span, head, "measure_of_figure_before")
        indicator, about = indicator_and_about(draft, quantity, unit, rate, measure)
        if same and before is not None and (indicator is None or compared is not None):
            indicator, about = before.indicator, list(before.about)
        if rest is not None and (rest.indicator or "").startswith("project."):
            indicator, about = rest.indicator, list(rest.about)
        if (
            measure is not None
            and measure.rule == PART
            and before is not None
            and _is_part_of_money(draft, before, quantity)
        ):
            indicator, about = before.indicator, list(before.about)
        if measure is not None and measure.rule == PART and period is None and before is not None:
            period = _period_of_whole(draft, before, quantity)
        statement = draft.statement_at(quantity.number)
        figure = Figure(
            id=draft.new_id("f"),
            span=quantity.span,
            value=quantity.value,
            high=quantity.high,
            unit=unit,
            rate=rate,
            qualifier=quantity.qualifier,
            measure=measure.text if measure else None,
            measure_span=measure.span if measure else None,
            indicator=indicator,
            about=tuple(about),
            period=period.date if period else None,
            period_span=period.span if period else None,
            status=status_of_figure(draft, quantity, period, capacity=indicator == "project.capacity"),
            statement=statement.id if statement else None,
        )
        draft.figures.append(figure)
        draft.decide(
            "figures", figure.id, f"{quantity.rule}+{measure.rule if measure else 'no_measure'}", quantity.span
        )


def with_unit_of_before(draft: Draft, quantity: Quantity) -> Quantity:
    """ "90 million euros, including 25 million in loans", "from 12 hours to 4": a bare number takes the unit named before."""
    before = draft.figures[-1] if draft.figures else None
    sentence = draft.analysis.sentence_of(quantity.span[0])
    compared = figure_compared(draft, quantity)
    if compared is not None and quantity.unit is None and compared.unit != "1":
        return replace(quantity, unit=compared.unit, rule="unit_of_before")
    if before is not None and unit_of_same_verb(draft, quantity, before):
        return replace(quantity, unit=before.unit, rule="unit_of_before")
    money = next((figure for figure in reversed(draft.figures) if is_money(figure.unit)), None)
    for known in (before, money):
        if known is not None and sentence is not None and money_of_pronoun(draft, quantity, known):
            return replace(quantity, unit=known.unit, rule="unit_of_before")
    if quantity.unit is None and quantity.value >= 1_000_000 and sentence is not None:
        following = next((q for q in draft.quantities if quantity.span[1] <= q.span[0] < sentence.end), None)
        between = draft.text[quantity.span[1] : following.span[0]].lower().split() if following is not None else []
        if following is not None and following.unit is not None and is_money(following.unit):
            if 0 < len(between) < 4 and set(between) <= figure_words(draft.language).joining:
                return replace(quantity, unit=following.unit, rule="unit_of_next")
    if quantity.unit is not None or before is None or sentence is None or not sentence.start <= before.span[0]:
        return quantity
    if before.unit in ("1", "%") or quantity.multiplier or is_counting_noun(draft, quantity):
        return quantity
    words, tokens = figure_words(draft.language), draft.analysis.tokens
    first, other = draft.analysis.token_at(quantity.span[0]), draft.analysis.token_at(before.span[0])
    if first is None or other is None or not first.i or not other.i:
        return quantity
    ends = tokens[first.i - 1].lower in words.to and tokens[other.i - 1].lower in words.from_
    moved = change_words(draft.language).particles | change_words(draft.language).moving_particles
    # "12,000 tonnes, up from 8,500"
    ends = ends or first.i > 1 and tokens[first.i - 1].lower in words.from_ and tokens[first.i - 2].lower in moved
    named = any(c.isalpha() for c in draft.words(quantity.span)) and quantity.value >= 100_000  # "0.6 million"
    scaled = (
        is_money(before.unit)
        and (quantity.value >= 1_000_000 or named)
        and not draft.words(quantity.number).endswith("000")
    )
    return replace(quantity, unit=before.unit, rule="unit_of_before") if ends or scaled else quantity


def _is_part_of_money(draft: Draft, whole: Figure, quantity: Quantity) -> bool:
    """ "a loan of €440 million, of which €60 million has been paid out": a part of a loan is one."""
    sentence = draft.analysis.sentence_of(quantity.span[0])
    same = whole.unit == quantity.unit and whole.indicator in ("finance.loan", "finance.grant")
    return same and sentence is not None and sentence.start <= whole.span[0]


def _is_told_anew(draft: Draft, before: Figure, quantity: Quantity, meant: Measure) -> bool:
    """Whether the sentence itself names what its pronoun means, right before it, behind the figure told last."""
    here = draft.analysis.token_at(quantity.span[0])
    same = here is not None and here.sentence == meant.head.sentence
    return same and meant.span[0] > before.span[1] and is_money(before.unit)


def _is_rest(draft: Draft, quantity: Quantity, unit: str, before: Figure | None) -> bool:
    """ "The remaining $120 million": the rest of what the sum before is a part of."""
    if before is None or before.unit != unit or unit == "1":
        return False
    first = draft.analysis.tokens_in(quantity.span)[0]
    other = draft.analysis.token_at(before.span[0])
    row = draft.analysis.tokens[max(0, first.i - 2) : first.i + 1]
    near = other is not None and first.sentence - other.sentence <= 1
    return near and any(t.lower in figure_words(draft.language).rest for t in row)


def _period_of_whole(draft: Draft, whole: Figure, quantity: Quantity) -> Period | None:
    """A part of an amount is of the same time: "$628 million in 2025, $81 million of it exports"."""
    sentence = draft.analysis.sentence_of(quantity.span[0])
    if sentence is None or whole.period_span is None or not sentence.start <= whole.span[0] < sentence.end:
        return None
    return next((period for period in draft.periods if period.span == whole.period_span), None)


def _continues(draft: Draft, before: Figure, quantity: Quantity, unit: str, measure: Measure | None) -> bool:
    """A number without words of its own goes on about what the number before it measured: same unit, at most a sentence on."""
    one, two = draft.analysis.sentence_of(before.span[0]), draft.analysis.sentence_of(quantity.span[0])
    if one is not None and two is not None and _same_number(draft, before, unit, measure):
        return two.index - one.index <= 1 and one.paragraph == two.paragraph
    if one is not None and two is not None and _bare_count(draft, before, quantity, unit):
        return 0 < two.index - one.index <= 1 and one.paragraph == two.paragraph
    if one is None or two is None or before.unit != unit or unit in ("1", "%") or two.index - one.index > 1:
        return False
    anchor = anchor_of(draft, quantity)
    verb = verb_above(draft, anchor) if anchor is not None else None
    if measure is not None and one.index != two.index and verb is not None and _has_subject(draft, verb, quantity):
        return False  # "trade settled at a level of 301 million": of another thing
    if measure is not None or one.index == two.index or verb is None:
        return True
    inside = {t.i for t in draft.analysis.tokens_in(quantity.span)}
    said = [said_of(draft, verb, inside), draft.analysis.child(verb, "obj")]
    words = figure_words(draft.language)
    return any(noun is not None and noun.lower in words.personal | words.weak_measures for noun in said)


def _same_number(draft: Draft, before: Figure, unit: str, measure: Measure | None) -> bool:
    """ "the figure is likely to exceed 170,000", "that number will reach 40": of what was counted before."""
    if measure is None or unit != before.unit or measure.head.lemma not in figure_words(draft.language).numbers:
        return False
    tokens = draft.analysis.tokens_in(measure.span)
    return len(tokens) == 1 and bool(draft.analysis.children(measure.head, "det"))


def _bare_count(draft: Draft, before: Figure, quantity: Quantity, unit: str) -> bool:
    """ "issued 31,000 visas last year. I expect 45,000 this year": a number that counts nothing of its own."""
    if unit != "1" or before.unit != "1" or quantity.words or quantity.value < 10:
        return False
    anchor = anchor_of(draft, quantity)
    verb = draft.analysis.head_of(anchor) if anchor is not None else None
    words = figure_words(draft.language)
    object_of = anchor is not None and anchor.dep == "obj" and verb is not None and verb.pos == "VERB"
    hoped = verb is not None and verb.lemma in words.hoping and anchor is not None and anchor.dep == "obl"
    object_of = object_of or hoped
    return object_of and not is_counting_noun(draft, quantity)


def _has_subject(draft: Draft, verb: Token, quantity: Quantity) -> bool:
    """Whether a noun of its own, no pronoun and no word that says nothing, is the subject of a verb."""
    words = figure_words(draft.language)
    said = said_of(draft, verb, {t.i for t in draft.analysis.tokens_in(quantity.span)})
    return said is not None and said.pos in ("NOUN", "PROPN") and said.lower not in words.weak_measures


def _shared(draft: Draft, at: int, quantity: Quantity, measure: Measure | None) -> Measure | None:
    """The first of two ends ("from 480 in 2017 to 729") has the measure of the other where its own is a date or nothing."""
    if measure is None and at + 1 < len(draft.quantities):
        following = draft.quantities[at + 1]
        sentence = draft.analysis.sentence_of(quantity.span[0])
        if sentence is not None and following.span[1] <= sentence.end and following.unit == quantity.unit:
            return measure_of(draft, following)
    return measure


def indicator_and_about(
    draft: Draft, quantity: Quantity, unit: str, rate: str | None, measure: Measure | None
) -> tuple[str | None, list[str]]:
    """The indicator that an amount is, and ids of the entities that it is about."""
    sentence = draft.analysis.sentence_of(quantity.span[0])
    if sentence is None:
        return None, []
    thing = thing_of(draft, quantity, measure)
    # a semicolon ends what stands near: "4,200 citizens work there; the quota is 7,000"
    left = draft.text[max(sentence.start, quantity.span[0] - LEFT) : quantity.span[0]].lower().rsplit(";")[-1]
    right = draft.text[quantity.span[1] : min(sentence.end, quantity.span[1] + RIGHT)].lower().split(";")[0]
    clues = Clues(
        measure=_plain(draft, measure),
        head=_head_word(draft, measure),
        clause=_clause_words(draft, quantity, measure),
        left=left,
        right=right,
        before=_sentence_before(draft, sentence),
        country=measure is not None and _names_country(draft, measure),
        state=_done_by_state(draft, quantity),
        unit=unit,
        rate=rate,
        thing=None
        if thing is None or thing.entity.kind not in BUILT
        else "near"
        if thing.near or thing.asked
        else "before",
    )
    rule = indicator_of(draft.language, clues)
    about = about_of(draft, quantity, measure, rule, thing)
    if rule is not None and not about and measure is not None and _names_body(draft, measure):
        return None, about  # "Rosatom's exports": of a firm, of no pair of countries
    if rule is not None and rule.indicator == "participants" and not about:
        return None, about  # people who came to no event
    return rule.indicator if rule is not None else None, about


NATIONAL = "national"  # what a person called by their country counts as: "9,000 Vietnamese"


def _head_word(draft: Draft, measure: Measure | None) -> str:
    """The base form of the noun that is counted."""
    if measure is None:
        return ""
    entity = draft.entity_at(measure.head)
    people = entity is not None and entity.kind == "country" and measure.head.pos in ("NOUN", "PROPN", "ADJ")
    row = draft.analysis.tokens[max(0, measure.head.i - 1) : measure.head.i + 1]
    if people and any(draft.countries.of_demonym(word) for word in (row[-1].text, " ".join(t.text for t in row))):
        return NATIONAL  # "220,000 New Zealanders" too
    return measure.head.lemma


def _names_country(draft: Draft, measure: Measure) -> bool:
    return any(draft.entities[m.entity].kind == "country" for m in draft.mentions_in(measure.span))


def _done_by_state(draft: Draft, quantity: Quantity) -> bool:
    """ "Nepal sold Qatar goods worth $48 million": a country is the subject of the verb that the amount hangs on."""
    anchor = anchor_of(draft, quantity)
    verb = verb_above(draft, anchor) if anchor is not None else None
    subject = said_of(draft, verb, set()) if verb is not None else None
    entity = draft.entity_at(subject) if subject is not None else None
    return entity is not None and entity.kind == "country" and subject is not None and subject.pos == "PROPN"


def _names_body(draft: Draft, measure: Measure) -> bool:
    return any(draft.entities[m.entity].kind == "organization" for m in draft.mentions_in(measure.span))


def _sentence_before(draft: Draft, sentence: Sentence) -> str:
    """The words of the sentence before, where it stands in the same paragraph or ends the one before."""
    if not sentence.index:
        return ""
    before = draft.analysis.sentences[sentence.index - 1]
    near = sentence.paragraph - before.paragraph <= 1
    return draft.text[before.start : before.end].lower() if near else ""


def _plain(draft: Draft, measure: Measure | None) -> str:
    """The words of a measure in lower case, without names of bodies and people: "Bank for Black Sea Trade" is no trade."""
    if measure is None:
        return ""
    text = measure.text
    for mention in draft.mentions_in(measure.span):
        if mention.form == "name" and draft.entities[mention.entity].kind in ("organization", "person"):
            text = text.replace(draft.words(mention.span), "")
    return text.lower()


def _clause_words(draft: Draft, quantity: Quantity, measure: Measure | None) -> str:
    tokens = clause_tokens(draft, quantity, measure)
    return " ".join(token.lower for token in tokens if not _in_name_of_body(draft, token))


def _in_name_of_body(draft: Draft, token: Token) -> bool:
    """ "the Institute of Maritime Studies brought together …": nobody studies."""
    mention = draft.mention_at(token) if token.text[:1].isupper() else None
    return (
        mention is not None
        and mention.form == "name"
        and draft.entities[mention.entity].kind in ("organization", "person")
    )
