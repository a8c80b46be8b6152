"""Figures: which quantities count, and what each says: measure, indicator, about, period, status, statement."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec
import regex

from communique.extract.draft import Draft, EntityDraft, Period, Quantity
from communique.extract.measures import Measure, anchor_of, measure_of
from communique.extract.number_words import patterns_of
from communique.language.base import Sentence, Token
from communique.record import Figure, FigureStatus, Span


class FigureWords(msgspec.Struct, frozen=True):
    """The file ``figures.yml`` of a language."""

    pair_nouns: frozenset[str]
    definite: frozenset[str]
    durations_before: list[str]
    time_after: frozenset[str]
    status_planned: list[str]
    status_target: list[str]
    status_forecast: list[str]
    measure_verbs: frozenset[str]
    transparent_nouns: frozenset[str]
    currencies_nouns: list[str]
    weak_measures: frozenset[str]
    project_words: frozenset[str]


class IndicatorRule(msgspec.Struct, frozen=True, rename={"against": "not"}):
    """Words that make a measure an indicator."""

    indicator: str
    unit: str
    pattern: str
    against: str | None = None
    measure_only: bool = False
    project: bool = False
    rated: bool = False


class IndicatorWords(msgspec.Struct, frozen=True):
    """The file ``indicators.yml`` of a language."""

    rules: list[IndicatorRule]
    units: dict[str, list[str]]


TERMS = ("d", "wk", "mo", "a", "h", "min")


@lru_cache
def figure_words(language: Any) -> FigureWords:
    return language.data("figures", FigureWords)  # type: ignore[no-any-return]


@lru_cache
def _indicators(language: Any) -> tuple[IndicatorWords, list[tuple[IndicatorRule, Any, Any]]]:
    words: IndicatorWords = language.data("indicators", IndicatorWords)
    return words, [
        (rule, regex.compile(rule.pattern), regex.compile(rule.against) if rule.against else None)
        for rule in words.rules
    ]


@lru_cache
def _status_patterns(language: Any) -> list[tuple[FigureStatus, Any]]:
    words = figure_words(language)
    pairs: list[tuple[FigureStatus, list[str]]] = [
        ("target", words.status_target),
        ("forecast", words.status_forecast),
        ("planned", words.status_planned),
    ]
    return [
        (status, regex.compile(rf"(?<!\p{{L}})(?:{'|'.join(map(regex.escape, forms))})(?!\p{{L}})"))
        for status, forms in pairs
    ]


def find_figures(draft: Draft) -> None:
    """Fill ``draft.figures`` in the order of the text."""
    words = figure_words(draft.language)
    for at, quantity in enumerate(draft.quantities):
        if not counts(draft, quantity, words):
            continue
        unit = quantity.unit or "1"
        measure = measure_of(draft, quantity, words.measure_verbs, words.transparent_nouns)
        measure = _shared(draft, at, quantity, measure)
        before = draft.figures[-1] if draft.figures else None
        weak = measure is None or all(word in words.weak_measures for word in measure.text.lower().split())
        same = weak and before is not None and _continues(draft, before, quantity, unit)
        period = _period(draft, quantity)
        rate = quantity.rate or _rate(draft, quantity)
        if same and before is not None and before.measure_span is not None and before.measure is not None:
            head = draft.analysis.token_at(before.measure_span[0])
            if head is not None:
                measure = Measure(before.measure, before.measure_span, head, "measure_of_figure_before")
        indicator, about = _indicator(draft, quantity, unit, rate, measure)
        if same and before is not None and indicator is None:
            indicator, about = before.indicator, list(before.about)
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
            status=_status(draft, quantity, period),
            statement=statement.id if statement else None,
        )
        draft.figures.append(figure)
        draft.decide(
            "figures", figure.id, f"{quantity.rule}+{measure.rule if measure else 'no_measure'}", quantity.span
        )


def _continues(draft: Draft, before: Figure, quantity: Quantity, unit: str) -> bool:
    """A number without words of its own goes on about what the number before it measured: same unit, at most a sentence on."""
    one, two = draft.analysis.sentence_of(before.span[0]), draft.analysis.sentence_of(quantity.span[0])
    if one is None or two is None or before.unit != unit or unit in ("1", "%"):
        return False
    return two.index - one.index <= 1


def counts(draft: Draft, quantity: Quantity, words: FigureWords) -> bool:
    """Whether a quantity is a figure: no amount of change, no pair that points back, no time that only says when."""
    tokens = draft.analysis.tokens
    number = draft.analysis.token_at(quantity.number[0])
    if number is None or quantity.multiplier or quantity.ordinal:
        return False
    before = tokens[number.i - 1].lower if number.i else ""
    last = draft.analysis.tokens_in(quantity.span)[-1]
    after = tokens[last.i + 1] if last.i + 1 < len(tokens) else None
    if is_amount_of_change(draft, quantity):
        return False
    if quantity.unit is None:
        if quantity.words and quantity.value == 1:
            return False
        if (
            quantity.words
            and quantity.value >= 100
            and draft.words(quantity.number).count(" ") == 0
            and before not in ("a", "one")
        ):
            return False
        mention = draft.mention_at(number)
        if mention is not None and mention.form == "name":
            return False
        if after is None or after.sentence != number.sentence:
            return not quantity.words and bool(number.dep not in ("root",) and quantity.value >= 10)
        if quantity.words and quantity.value == 2 and (before in words.definite or after.lower in words.pair_nouns):
            return False
        if before in words.definite and quantity.words and after.lower in words.pair_nouns:
            return False
        if not quantity.words and quantity.value < 100 and number.text.startswith("0"):
            return False
        if not number.dep and not quantity.words:
            return False
    if quantity.unit in TERMS:
        return _is_term(draft, quantity, words, before, after)
    if quantity.rule == "fraction":
        return (
            after is not None
            and (after.lower == "of" or after.pos in ("NOUN", "DET") or after.lower in ("grant", "for"))
            and before not in ("first", "second", "last", "third", "fourth")
        )
    return True


def _is_term(draft: Draft, quantity: Quantity, words: FigureWords, before: str, after: Token | None) -> bool:
    """ "a stay of 30 days" is a figure; "20 years ago", "over the past 20 years", "within three months" are times."""
    if after is not None and after.lower in words.time_after:
        return False
    if before in (
        "past",
        "last",
        "next",
        "coming",
        "previous",
        "recent",
        "following",
        "first",
        "within",
        "after",
        "in",
        "every",
        "previous",
    ):
        return False
    left = draft.text[max(0, quantity.span[0] - 24) : quantity.span[0]].lower()
    if regex.search(
        r"\b(?:within|after|in|every|over the|during the|throughout|past|last|next|coming|first|these)\s+(?:\w+\s+)?$",
        left,
    ):
        return False
    return (
        quantity.unit != "a"
        or quantity.rule == "term"
        or bool(regex.search(r"\b(?:for|of|to|is|lasts?|takes?|term|period)\s+(?:\w+\s+)?$", left))
    )


def is_amount_of_change(draft: Draft, quantity: Quantity) -> bool:
    """The number says by how much something changed; ``changes`` reads it."""
    from communique.extract.changes import amount_of_change

    return amount_of_change(draft, quantity) is not None


def _shared(draft: Draft, at: int, quantity: Quantity, measure: Measure | None) -> Measure | None:
    """The first of two ends ("from 480 in 2017 to 729") has the measure of the other where its own is a date or nothing."""
    if measure is None and at + 1 < len(draft.quantities):
        following = draft.quantities[at + 1]
        sentence = draft.analysis.sentence_of(quantity.span[0])
        if sentence is not None and following.span[1] <= sentence.end and following.unit == quantity.unit:
            words = figure_words(draft.language)
            return measure_of(draft, following, words.measure_verbs, words.transparent_nouns)
    return measure


def _rate(draft: Draft, quantity: Quantity) -> str | None:
    """A rate some words off: "500,000 tonnes of metal products per year", "an annual quota of 810 places"."""
    patterns = patterns_of(draft.language)
    sentence = draft.analysis.sentence_of(quantity.span[0])
    if sentence is None:
        return None
    end = quantity.span[1]
    tokens = draft.analysis.tokens_in((end, min(sentence.end, end + 70)))
    for count, token in enumerate(tokens[1:] if tokens and tokens[0].start < end else tokens):
        if count > 7 or token.pos in ("VERB", "AUX") or token.text in (";", ":", "."):
            break
        if token.text == "," and count > 0:
            break
        if any(other.number[0] == token.start for other in draft.quantities):
            break
        match = patterns.rate.match(draft.text, token.start, sentence.end)
        if match is not None and any(p.span[0] <= token.start < p.span[1] for p in draft.periods):
            break
        if match is not None:
            return next(
                (rate for rate, forms in patterns.words.rates.items() if match.group("rate").lower() in forms), None
            )
    left = draft.text[max(sentence.start, quantity.span[0] - 45) : quantity.span[0]]
    found = list(patterns.rate_before.finditer(left))
    if found and not regex.search(r"[;:,]|\d", left[found[-1].end() :]):
        return patterns.words.rate_before[found[-1].group("rate").lower()]
    return None


def _period(draft: Draft, quantity: Quantity) -> Period | None:
    """The period of the number: the nearest in its clause, after it first; one that another number stands nearer to is left."""
    sentence = draft.analysis.sentence_of(quantity.span[0])
    if sentence is None:
        return None
    candidates = [
        p
        for p in draft.periods_in((sentence.start, sentence.end))
        if not p.duration and p.rule not in ("weekday", "day_word")
    ]
    others = [
        q
        for q in draft.quantities
        if q is not quantity and sentence.start <= q.span[0] < sentence.end and not q.multiplier
    ]
    best: tuple[int, Period] | None = None
    for period in candidates:
        if period.span[0] >= quantity.span[1]:
            gap = (quantity.span[1], period.span[0])
            weight = 0
        else:
            gap = (period.span[1], quantity.span[0])
            weight = 15
        if any(gap[0] <= q.span[0] < gap[1] and not is_amount_of_change(draft, q) for q in others):
            continue
        between = draft.text[gap[0] : gap[1]]
        if regex.search(r"[;]|\b(?:which|who|signed|established|founded|launched|since)\b", between):
            continue
        distance = gap[1] - gap[0] + weight + 25 * between.count(",")
        if distance < 110 and (best is None or distance < best[0]):
            best = (distance, period)
    if best is None or (best[1].date or "").endswith("/.."):
        return None
    return best[1]


def _status(draft: Draft, quantity: Quantity, period: Period | None) -> FigureStatus:
    """How firm the number is, by the verbs above it in the parse and the words before it."""
    anchor = anchor_of(draft, quantity)
    if anchor is None:
        return "actual"
    verbs = [t for t in [anchor, *draft.analysis.ancestors(anchor)] if t.pos in ("VERB", "AUX", "NOUN", "ADJ")][:4]
    clause: list[str] = []
    for verb in verbs:
        clause.append(verb.lower)
        subject = draft.analysis.child(verb, "nsubj")
        if subject is not None and subject.lower in figure_words(draft.language).status_target:
            clause.append(subject.lower)  # "the goal is $20 billion"
        clause += [c.lower for c in draft.analysis.children(verb, "aux", "aux:pass", "advmod", "amod", "mark")]
        if verb.pos == "VERB" and any(c.lower == "to" for c in draft.analysis.children(verb, "aux", "mark")):
            clause.append("is to")
        if verb.pos == "VERB" and verb.dep in ("root", "ccomp", "acl:relcl", "conj") or verb.dep == "parataxis":
            break
    words = " ; ".join(clause)
    own = draft.words(quantity.span).lower()
    if "estimated" in own:
        return "forecast"
    for status, pattern in _status_patterns(draft.language):
        if pattern.search(words):
            return status
    return "actual"


def _unit_class(unit: str, words: IndicatorWords, draft: Draft) -> set[str]:
    classes = {name for name, units in words.units.items() if unit in units}
    if len(unit) == 3 and unit.isupper() and unit not in ("TEU", "TWh", "GWh", "MWh", "kWh"):
        classes.add("money")
    return classes


def _indicator(
    draft: Draft, quantity: Quantity, unit: str, rate: str | None, measure: Measure | None
) -> tuple[str | None, list[str]]:
    words, rules = _indicators(draft.language)
    classes = _unit_class(unit, words, draft)
    sentence = draft.analysis.sentence_of(quantity.span[0])
    if sentence is None:
        return None, []
    own = (measure.text if measure else "").lower()
    left = draft.text[max(sentence.start, quantity.span[0] - 90) : quantity.span[0]].lower()
    right = draft.text[quantity.span[1] : min(sentence.end, quantity.span[1] + 60)].lower()
    context = f"{own} | {left} {right}"
    project = _project(draft, quantity, sentence.start, sentence.end)
    for rule, pattern, against in rules:
        if rule.unit not in classes or rule.project and project is None or rule.rated and rate is None:
            continue
        words_read = own if rule.measure_only else context
        if not pattern.search(words_read) or against is not None and against.search(words_read):
            continue
        if rule.project:
            return rule.indicator, [project.id] if project else []
        if rule.indicator == "participants":
            event = next((e for e in draft.entities.values() if e.kind == "event"), None)
            return rule.indicator, [event.id] if event else []
        return rule.indicator, _pair(draft, rule.indicator, measure, (sentence.start, sentence.end), context)
    if project is not None and unit != "%":
        return None, [project.id]
    named = _named_in(draft, measure) or _named_near(draft, sentence, unit)
    return None, [project.id] if project is not None and not named else _completed(draft, named)


def _main_pair(draft: Draft) -> list[str]:
    """The two countries that the document names most."""
    weights: dict[str, int] = {}
    for mention in draft.mentions:
        if draft.entities[mention.entity].kind == "country":
            weights[mention.entity] = weights.get(mention.entity, 0) + 1
    return sorted(weights, key=lambda entity: -weights[entity])[:2]


def _completed(draft: Draft, named: list[str]) -> list[str]:
    """One country of the document's pair stands for the pair (docs: indicators)."""
    pair = _main_pair(draft)
    if len(named) == 1 and named[0] in pair:
        return named + [entity for entity in pair if entity != named[0]]
    return named


def _named_in(draft: Draft, measure: Measure | None) -> list[str]:
    if measure is None:
        return []
    found = [
        m.entity
        for m in draft.mentions_in(measure.span)
        if draft.entities[m.entity].kind in ("country", "project", "organization")
    ]
    return list(dict.fromkeys(found))


def _named_near(draft: Draft, sentence: Sentence, unit: str) -> list[str]:
    """The countries that the sentence names, where they are not more than two."""
    found = dict.fromkeys(
        m.entity
        for m in draft.mentions_in((sentence.start, sentence.end))
        if draft.entities[m.entity].kind == "country"
    )
    return list(found) if len(found) <= 2 else []


def _project(draft: Draft, quantity: Quantity, start: int, end: int) -> EntityDraft | None:
    """The project named nearest before the number in its sentence, else after it, else by "it" or "the plant"."""
    mentions = [m for m in draft.mentions_in((start, end)) if draft.entities[m.entity].kind == "project"]
    before = [m for m in mentions if m.span[0] <= quantity.span[0]]
    after = [m for m in mentions if m.span[0] >= quantity.span[1]]
    if before:
        return draft.entities[before[-1].entity]
    if after and after[0].span[0] - quantity.span[1] < 60:
        return draft.entities[after[0].entity]
    token = draft.analysis.token_at(start)
    if token is None:
        return None
    sentence = draft.analysis.sentences[token.sentence]
    first = draft.analysis.sentence_tokens(sentence)[:8]
    pointing = any(t.lower in ("it", "its") for t in first)
    earlier = [m for m in draft.mentions if m.span[1] <= start and draft.entities[m.entity].kind == "project"]
    power = quantity.unit in ("kW", "MW", "GW")
    pointing = pointing or any(
        t.lower in figure_words(draft.language).project_words for t in draft.analysis.sentence_tokens(sentence)
    )
    if earlier and (pointing or power):
        last = max(earlier, key=lambda m: m.span)
        back = draft.analysis.token_at(last.span[0])
        if back is not None and token.sentence - back.sentence <= 1:
            return draft.entities[last.entity]
    return None


ORDERED_BACK = ("quota", "branches", "companies.joint")


def _pair(draft: Draft, indicator: str, measure: Measure | None, sentence: Span, context: str) -> list[str]:
    """The countries that the number is about: those of the measure, the sentence, and the document's pair."""
    pair = _main_pair(draft)
    union = [e.id for e in draft.entities.values() if e.kind == "organization" and e.name in ("European Union", "EU")]
    named: list[str] = []
    for span in (measure.span if measure else None, sentence):
        if span is not None:
            for mention in draft.mentions_in(span):
                if (
                    draft.entities[mention.entity].kind == "country" or mention.entity in union
                ) and mention.entity not in named:
                    named.append(mention.entity)
    named = named[:2]
    if len(named) < 2:
        named += [entity for entity in pair if entity not in named][: 2 - len(named)]
    return named
