"""Figures: which quantities count, and what each says: measure, indicator, about, period, status, statement."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import regex

from communique.extract.draft import Draft, EntityDraft, Period
from communique.extract.indicators import IndicatorRule, IndicatorWords, is_money
from communique.extract.turkic.changes import amount_of_change, change_words, is_end_of_change
from communique.extract.turkic.clauses import (
    FigureWords,
    Measure,
    figure_words,
    measure_of,
    measure_text,
    own_tokens,
    ruling,
)
from communique.extract.turkic.directions import ordered, relation_list
from communique.extract.turkic.names import entity_words
from communique.extract.turkic.numbers import Counted, number_words
from communique.extract.turkic.view import ending_of, morph_of, next_token, plain_words
from communique.language import Token
from communique.record import Figure, FigureStatus, Span

TERMS = ("d", "wk", "mo", "a", "h", "min")


@lru_cache
def _indicators(language: Any) -> tuple[IndicatorWords, list[tuple[IndicatorRule, Any, Any]]]:
    words: IndicatorWords = language.data("indicators", IndicatorWords)
    return words, [
        (rule, regex.compile(rule.pattern), regex.compile(rule.against) if rule.against else None)
        for rule in words.rules
    ]


def find_figures(draft: Draft) -> None:
    """Fill ``draft.figures`` in the order of the text."""
    words = figure_words(draft.language)
    for quantity in draft.quantities:
        assert isinstance(quantity, Counted)
        if not counts(draft, quantity, words):
            continue
        unit = quantity.unit or "1"
        measure = measure_of(draft, quantity)
        before = draft.figures[-1] if draft.figures else None
        weak = measure is None or all(word in words.weak for word in _stems(draft, measure))
        if (
            weak
            and before is not None
            and before.measure_span is not None
            and _continues(draft, before, quantity, unit)
        ):
            head = draft.analysis.token_at(before.measure_span[0])
            if head is not None:
                measure = Measure(before.measure_span, head, "measure_of_figure_before")
        period = _period(draft, quantity)
        rate = quantity.rate
        indicator, about = _indicator(draft, quantity, unit, rate, measure)
        if (
            measure is not None
            and measure.rule == "measure_of_figure_before"
            and before is not None
            and indicator in (None, before.indicator)
        ):
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
            measure=measure_text(draft, measure) if measure else None,
            measure_span=measure.span if measure else None,
            indicator=indicator,
            about=tuple(about),
            period=period.date if period else None,
            period_span=period.span if period else None,
            status=_still_planned(draft, quantity, indicator, _status(draft, quantity, words)),
            statement=statement.id if statement else None,
        )
        draft.figures.append(figure)
        draft.decide(
            "figures", figure.id, f"{quantity.rule}+{measure.rule if measure else 'no_measure'}", quantity.span
        )


def _stems(draft: Draft, measure: Measure) -> list[str]:
    return [morph_of(draft, t).stem for t in draft.analysis.tokens_in(measure.span) if t.start < measure.span[1]]


def _continues(draft: Draft, before: Figure, quantity: Counted, unit: str) -> bool:
    """A number without words of its own goes on about what the number before it measured: same unit, at most a sentence on."""
    one, two = draft.analysis.sentence_of(before.span[0]), draft.analysis.sentence_of(quantity.span[0])
    if one is None or two is None or before.unit != unit or unit == "%":
        return False
    return two.index - one.index <= 1


def counts(draft: Draft, quantity: Counted, words: FigureWords) -> bool:
    """Whether a quantity is a figure: no amount of change, no pair that points back, no time that only says when."""
    if quantity.multiplier or quantity.ordinal or amount_of_change(draft, quantity) is not None:
        return False
    tokens = own_tokens(draft, quantity)
    first, last = tokens[0], tokens[-1]
    following = next_token(draft, last)
    if quantity.unit in TERMS and not is_end_of_change(draft, quantity):
        return _is_term(draft, quantity, words, following)
    if quantity.unit is not None:
        return True
    mention = draft.mention_at(first)
    if (
        mention is not None
        and mention.form == "name"
        and mention.span[0] <= first.start
        and last.end <= mention.span[1]
    ):
        return False
    if quantity.words and quantity.value <= 3 and following is not None and not quantity.classified:
        if any(ending_of(draft, following.lower, noun) is not None for noun in number_words(draft.language).pairs):
            return False
    if quantity.words and quantity.value == 1:
        return False
    if following is not None and morph_of(draft, following).stem in words.anniversary:
        return False
    if (
        quantity.value == 2
        and following is not None
        and morph_of(draft, following).stem in number_words(draft.language).pairs
    ):
        return False
    if following is None or following.pos == "PUNCT" and not quantity.classified and quantity.case == "nom":
        return False
    before = next_token(draft, first, -1)
    if not quantity.words and quantity.case == "nom" and before is not None and before.text in ("-", "№"):
        return False
    return (
        quantity.classified
        or quantity.case != "nom"
        or following.pos in ("NOUN", "ADJ", "PROPN", "DET", "X", "VERB")
        or quantity.high is not None
    )


def _is_term(draft: Draft, quantity: Counted, words: FigureWords, following: Token | None) -> bool:
    """ "muddati 25 yil", "30 kunlik vizasiz rejim" are figures; "besh yil ichida" is a time."""
    if following is not None and following.lower in words.time_after:
        return False
    if quantity.case in ("dat", "loc") or quantity.unit == "a" and quantity.attributive:
        return False
    sentence = draft.analysis.sentences[own_tokens(draft, quantity)[0].sentence]
    around = draft.analysis.tokens[
        max(sentence.first, own_tokens(draft, quantity)[0].i - 8) : own_tokens(draft, quantity)[-1].i + 5
    ]
    term = any(morph_of(draft, t).stem in words.term for t in around if t.i < sentence.last)
    return term or quantity.attributive and quantity.unit != "a" or quantity.case == "lim"


def _period(draft: Draft, quantity: Counted) -> Period | None:
    """The period of the number: the nearest before it in its sentence with no other number between."""
    sentence = draft.analysis.sentence_of(quantity.span[0])
    if sentence is None:
        return None
    others = [q for q in draft.quantities if q is not quantity and sentence.start <= q.span[0] < sentence.end]
    best: Period | None = None
    statement = draft.statement_at(quantity.number)
    said_from = (
        min((a for a, b in statement.content_spans if a <= quantity.number[0] < b), default=0) if statement else 0
    )
    for period in draft.periods_in((sentence.start, sentence.end)):
        if period.duration or period.rule in ("weekday", "day_word") or period.span[0] > quantity.span[0]:
            continue
        if period.span[1] <= said_from and _ends_statement(draft, period):
            continue
        if _is_compared(draft, period) or _of_event(draft, period):
            continue
        between = [q for q in others if period.span[1] <= q.span[0] < quantity.span[0]]
        owned = draft.words(period.span) and any(not q.multiplier and _is_dagi(draft, period) for q in between)
        if owned or (period.date or "").endswith("/..") and between:
            continue
        if any(t.text in ";" for t in draft.analysis.tokens_in((period.span[1], quantity.span[0]))):
            continue
        best = period
    if best is not None and best.date and best.date.endswith("/.."):
        start = best.date[:-3]
        return (
            Period(best.span, start, best.rule) if quantity.case == "abl" and quantity.qualifier == "exactly" else None
        )
    return best


def _ends_statement(draft: Draft, period: Period) -> bool:
    """Whether a period stands in what is said before: it belongs there."""
    return draft.statement_at(period.span) is not None


def _is_dagi(draft: Draft, period: Period) -> bool:
    """ "2016-yildagi": the period of the one number that follows."""
    return plain_words(draft, period.span).endswith(figure_words(draft.language).of_period)


def _is_compared(draft: Draft, period: Period) -> bool:
    """ "o‘tgan yilning shu davriga nisbatan": what is compared with."""
    words = figure_words(draft.language)
    token = draft.analysis.token_at(period.span[1])
    return token is not None and (token.lower in words.compared or period.date is None and token.lower in words.beside)


def _of_event(draft: Draft, period: Period) -> bool:
    """The day on which somebody met or signed is no period of what is counted: "15-may kuni"."""
    token = draft.analysis.tokens_in(period.span)[-1]
    following = next_token(draft, token)
    participle = following is not None and any(
        morph_of(draft, t).form == "participle" and t.pos == "VERB"
        for t in draft.analysis.tokens[following.i : following.i + 3]
        if t.sentence == token.sentence and not any(q.span[0] <= t.start < q.span[1] for q in draft.quantities)
    )
    return participle and period.date is not None and len(period.date) >= 10


def _still_planned(draft: Draft, quantity: Counted, indicator: str | None, status: FigureStatus) -> FigureStatus:
    """What a thing under construction can do, said as what it is ("quvvati 150 MW bo‘lgan stansiya"), is planned."""
    if indicator != "project.capacity" or status not in ("actual", "forecast"):
        return status
    following = next_token(draft, own_tokens(draft, quantity)[-1])
    if (
        following is None
        or not quantity.attributive
        and morph_of(draft, following).form != "participle"
        and not following.lower.endswith(figure_words(draft.language).having)
    ):
        return status
    sentence = draft.analysis.sentences[following.sentence]
    forms = {
        form
        for token in draft.analysis.tokens[sentence.first : sentence.last]
        for form in (token.lower, morph_of(draft, token).stem, morph_of(draft, token).root)
    }
    return "planned" if forms & entity_words(draft.language).building else status


def _status(draft: Draft, quantity: Counted, words: FigureWords) -> FigureStatus:
    """How firm the number is, by the verbs after it up to the end of what is said."""
    last = own_tokens(draft, quantity)[-1]
    statement = draft.statement_at(quantity.number)
    sentence = draft.analysis.sentences[last.sentence]
    end = sentence.end
    if statement is not None:
        end = min(end, max((b for a, b in statement.content_spans if a <= quantity.number[0] < b), default=end))
    found: FigureStatus = "actual"
    aimed = False
    for token in ruling(draft, last, end):
        morph = morph_of(draft, token)
        forms = {token.lower, morph.stem, morph.root} - {""}
        if forms & words.now:
            return "target" if aimed else found
        if forms & words.target:
            aimed = True
            continue
        if aimed and morph.root and forms & words.forecast and not morph.possessed:
            return "forecast"  # "yetkazishni kutmoqdamiz"
        if aimed:
            continue
        if forms & words.planned:
            return "planned"
        if forms & words.forecast:
            return "forecast"
        if (
            morph.form == "verbal_noun"
            and (morph.possessed and morph.case in ("nom", "acc"))
            or morph.form == "participle"
            and morph.aspect == "future"
        ):
            found = "planned"
        elif (
            morph.form == "future"
            and morph.root in change_words(draft.language).reach | change_words(draft.language).up
        ):
            found = "forecast"
        elif (
            morph.form == "future"
            and morph.root not in words.happening
            and not morph.root.endswith("mas")
            and (quantity.rate is None or morph.root in words.starting)
        ):
            found = "planned"
        elif morph.finite or morph.form == "participle" and token.pos != "VERB":
            break
    return "target" if aimed else found


def _unit_classes(unit: str, words: IndicatorWords) -> set[str]:
    classes = {name for name, units in words.units.items() if unit in units}
    if is_money(unit):
        classes.add("money")
    return classes


def _indicator(
    draft: Draft, quantity: Counted, unit: str, rate: str | None, measure: Measure | None
) -> tuple[str | None, list[str]]:
    words, rules = _indicators(draft.language)
    classes = _unit_classes(unit, words)
    sentence = draft.analysis.sentence_of(quantity.span[0])
    if sentence is None:
        return None, []
    clause = _clause_span(draft, quantity)
    own = draft.language.plain(measure_text(draft, measure)) if measure else ""  # type: ignore[attr-defined]
    if measure is not None and measure.rule in ("subject", "object"):
        comma = draft.text.find(",", quantity.span[1], clause[1])
        clause = (clause[0], comma if comma > 0 else clause[1])
    context = plain_words(draft, clause)
    if not any(morph_of(draft, t).finite for t in draft.analysis.tokens_in((quantity.span[1], clause[1]))):
        last = draft.analysis.tokens[max(sentence.first, sentence.last - 4)]
        context += " … " + plain_words(draft, (last.start, sentence.end))  # the verb that closes the list
    behind = plain_words(draft, (quantity.span[1], clause[1]))
    project = _project(draft, quantity, (sentence.start, sentence.end))
    for rule, pattern, against in rules:
        if rule.unit not in classes or rule.project and project is None or rule.rated and rate is None:
            continue
        words_read = own if (rule.scope or words.scope) == "measure" else f"{own} | {context}"
        if not pattern.search(words_read) or against is not None and against.search(f"{own} | {behind}"):
            continue
        if rule.project:
            return rule.indicator, [project.id] if project else []
        if rule.indicator == "participants":
            event = next((e for e in draft.entities.values() if e.kind == "event"), None)
            if event is None:
                continue
            return rule.indicator, [event.id]
        if rule.indicator in ("finance.grant", "finance.loan") and project is not None:
            return rule.indicator, [project.id]
        pair = _pair(draft, measure, clause, (sentence.start, sentence.end))
        return rule.indicator, ordered(draft, rule.indicator, pair, (sentence.start, sentence.end))
    if project is not None and unit != "%":
        return None, [project.id]
    between = any(t.lower in relation_list(draft.language, "among") for t in draft.analysis.tokens_in(clause))
    if rate is not None or between and unit != "%":
        return None, _pair(draft, measure, clause, (sentence.start, sentence.end))
    return None, _countries_in(draft, measure.span if measure else clause)[:2]


def _clause_span(draft: Draft, quantity: Counted) -> Span:
    """From the number before to the number after it in the sentence, or the ends of the sentence."""
    sentence = draft.analysis.sentence_of(quantity.span[0])
    assert sentence is not None
    start, end = sentence.start, sentence.end
    for figure in draft.figures:
        if sentence.start <= figure.span[0] < quantity.span[0]:
            start = max(start, figure.span[1])
    for other in draft.quantities:
        if quantity.span[1] <= other.span[0] < sentence.end:
            end = min(end, other.span[0])
    return start, max(end, quantity.span[1])


def _countries_in(draft: Draft, span: Span) -> list[str]:
    found = [m.entity for m in draft.mentions_in(span) if draft.entities[m.entity].kind == "country"]
    unions = [
        m.entity for m in draft.mentions_in(span)
        if draft.entities[m.entity].kind == "organization" and draft.language.plain(draft.entities[m.entity].name) in entity_words(draft.language).unions  # type: ignore[attr-defined]
    ]  # fmt: skip
    return list(dict.fromkeys(found + unions))


def main_pair(draft: Draft) -> list[str]:
    """The two countries that the document names most; those of its first sentences weigh more."""
    weights: dict[str, int] = {}
    early = draft.analysis.sentences[min(1, len(draft.analysis.sentences) - 1)].end if draft.analysis.sentences else 0
    for mention in draft.mentions:
        if draft.entities[mention.entity].kind == "country":
            weights[mention.entity] = weights.get(mention.entity, 0) + (3 if mention.span[0] < early else 1)
    return sorted(weights, key=lambda entity: -weights[entity])[:2]


def _pair(draft: Draft, measure: Measure | None, clause: Span, sentence: Span) -> list[str]:
    """The countries that the number is about: those of the measure, of the clause, and the document's pair."""
    named: list[str] = []
    for span in (measure.span if measure else None, clause):
        if span is not None:
            named += [entity for entity in _countries_in(draft, span) if entity not in named]
    pair = main_pair(draft)
    if len(named) > 2:
        named = [entity for entity in named if entity in pair] or named
    named = named[:2]
    if len(named) < 2:
        named += [entity for entity in pair if entity not in named][: 2 - len(named)]
    return named


def _project(draft: Draft, quantity: Counted, sentence: Span) -> EntityDraft | None:
    """The project named nearest before the number in its sentence, else after it."""
    mentions = [m for m in draft.mentions_in(sentence) if draft.entities[m.entity].kind == "project"]
    before = [m for m in mentions if m.span[0] <= quantity.span[0]]
    after = [m for m in mentions if m.span[0] >= quantity.span[1]]
    if quantity.attributive and after and len(draft.words((quantity.span[1], after[0].span[0])).split()) < 3:
        return draft.entities[after[0].entity]  # "45 million yevrolik zavod"
    if before:
        return draft.entities[before[-1].entity]
    if after and after[0].span[0] - quantity.span[1] < 60:
        return draft.entities[after[0].entity]
    return None
