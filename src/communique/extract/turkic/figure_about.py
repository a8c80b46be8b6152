"""The indicator of a figure, and whose it is: a pair of countries, a project, an event."""

from __future__ import annotations

from communique.extract.draft import Draft, EntityDraft
from communique.extract.indicators import IndicatorWords, indicator_rules, is_money
from communique.extract.turkic.clauses import figure_words
from communique.extract.turkic.directions import ordered, relation_list
from communique.extract.turkic.measures import Measure, measure_text
from communique.extract.turkic.names import country_words, entity_words, title_words
from communique.extract.turkic.numbers import Counted
from communique.extract.turkic.steps import step_words
from communique.extract.turkic.view import morph_of, plain_words
from communique.record import Span


def _unit_classes(unit: str, words: IndicatorWords) -> set[str]:
    classes = {name for name, units in words.units.items() if unit in units}
    if is_money(unit):
        classes.add("money")
    return classes


def indicator_of(
    draft: Draft, quantity: Counted, unit: str, rate: str | None, measure: Measure | None
) -> tuple[str | None, list[str]]:
    words, rules, presence = indicator_rules(draft.language)
    classes = _unit_classes(unit, words)
    sentence = draft.analysis.sentence_of(quantity.span[0])
    if sentence is None:
        return None, []
    clause = _clause_span(draft, quantity)
    own = draft.language.plain(measure_text(draft, measure)) if measure else ""  # type: ignore[attr-defined]
    if measure is not None and measure.rule == "value_of_many":
        own += " " + figure_words(draft.language).of_many
    if measure is not None and measure.rule in ("subject", "object"):
        comma = draft.text.find(",", quantity.span[1], clause[1])
        clause = (clause[0], comma if comma > 0 else clause[1])
    elif measure is not None and measure.rule == "counted_noun":
        clause = (clause[0], min(clause[1], _verb_end(draft, quantity, clause[1])))
    context = plain_words(draft, clause)
    if not any(morph_of(draft, t).finite for t in draft.analysis.tokens_in((quantity.span[1], clause[1]))):
        last = draft.analysis.tokens[max(sentence.first, sentence.last - 4)]
        context += " … " + plain_words(draft, (last.start, sentence.end))  # the verb that closes the list
    behind = plain_words(draft, (quantity.span[1], _verb_end(draft, quantity, sentence.end)))
    project = _project(draft, quantity, (sentence.start, sentence.end))
    if project is None and measure is not None and unit != "%" and _of_works(draft, measure):
        project = _project_before(draft, sentence.start)  # "Qurilishga 95 million yevro ketadi"
    if project is None and unit != "%" and _tells_of_there(draft, clause[0], quantity):
        project = _project_before(draft, sentence.start)
    for rule, pattern, against in (rules[at] for at in presence.fitting(f"{own} | {context}")):
        if rule.unit not in classes or rule.project and project is None or rule.rated and rate is None:
            continue
        words_read = own if (rule.scope or words.scope) == "measure" else f"{own} | {context}"
        spoken = behind if words_read is not own else plain_words(draft, (quantity.span[1], clause[1]))
        if not pattern.search(words_read) or against is not None and against.search(f"{own} | {spoken}"):
            continue
        if rule.indicator == "participants" and _is_from(draft, measure):
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
    if project is not None and measure is not None and measure.rule == "whole" and _of_works(draft, measure):
        return None, [project.id]  # "qurilish ishlarining 92 foizi"
    owner = _owner(draft, measure)
    if owner is not None:
        return None, [owner]
    between = any(t.lower in relation_list(draft.language, "among") for t in draft.analysis.tokens_in(clause))
    if rate is not None or between and unit != "%":
        return None, _pair(draft, measure, clause, (sentence.start, sentence.end))
    return None, _countries_in(draft, measure.span if measure else clause)[:2]


def _tells_of_there(draft: Draft, start: int, quantity: Counted) -> bool:
    """ "u yerda 210 kishi ishlaydi": a word before the number points to the place named before."""
    before = f" {plain_words(draft, (start, quantity.span[0]))} "
    return any(f" {words} " in before for words in figure_words(draft.language).there)


def _is_from(draft: Draft, measure: Measure | None) -> bool:
    """ "27 davlatdan … delegat qatnashdi": from where they come, not who takes part."""
    return (
        measure is not None and measure.rule == "counted_noun" and morph_of(draft, measure.head).case in ("abl", "loc")
    )


def _verb_end(draft: Draft, quantity: Counted, end: int) -> int:
    """Where the verb ends that rules a number, and those that "and" joins to it."""
    for token in draft.analysis.tokens_in((quantity.span[1], end)):
        if token.start >= quantity.span[1] and (morph_of(draft, token).finite or token.text == ";"):
            return token.end
    return end


def _of_works(draft: Draft, measure: Measure) -> bool:
    works = step_words(draft.language).works
    return any(morph_of(draft, t).stem in works for t in draft.analysis.tokens_in(measure.before or measure.span))


def _owner(draft: Draft, measure: Measure | None) -> str | None:
    """ "kompaniyaning qarzi": the body that owns what is measured."""
    if measure is None:
        return None
    for mention in draft.mentions_in(measure.span):
        last = draft.analysis.tokens_in(mention.span)[-1]
        if draft.entities[mention.entity].kind == "organization" and morph_of(draft, last).case == "gen":
            return mention.entity
    return None


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
    if len(found) < 2:
        found = found + [entity for entity in _by_capitals(draft, span) if entity not in found]
    unions = [
        m.entity for m in draft.mentions_in(span)
        if draft.entities[m.entity].kind == "organization" and draft.language.plain(draft.entities[m.entity].name) in entity_words(draft.language).unions  # type: ignore[attr-defined]
    ]  # fmt: skip
    return list(dict.fromkeys(found + unions))


def _by_capitals(draft: Draft, span: Span) -> list[str]:
    """Countries that the text names elsewhere, here by their capitals."""
    capitals = country_words(draft.language).capitals
    by_code = {e.country: e.id for e in draft.entities.values() if e.kind == "country"}
    if len(by_code) < 3:
        return []  # of two countries both are meant
    codes = [capitals.get(draft.language.plain(draft.entities[m.entity].name)) for m in draft.mentions_in(span)]  # type: ignore[attr-defined]
    return [by_code[code] for code in codes if code in by_code][:1]


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
    pair = _with_speaker(draft, main_pair(draft), named, clause)
    named_home = _home(draft, pair) if len(named) == 1 else None
    if named_home is not None and named_home not in named:
        pair = [named_home, *pair]
    if len(named) > 2:
        named = [entity for entity in named if entity in pair] or named
    named = named[:2]
    if len(named) < 2:
        named += [entity for entity in pair if entity not in named][: 2 - len(named)]
    return named


def _home(draft: Draft, pair: list[str]) -> str | None:
    """The country of the language, where a report speaks of several: what a ministry says of one of them is of the two."""
    countries = [e for e in draft.entities.values() if e.kind == "country"]
    home = title_words(draft.language).home
    return next((e.id for e in countries if e.country == home), None) if len(countries) > 2 and home else None


def _with_speaker(draft: Draft, pair: list[str], named: list[str], clause: Span) -> list[str]:
    """The document's pair, in reports of more than two the country of who speaks before it: its dealings with the one named."""
    statement = draft.statement_at((clause[0], clause[0] + 1)) or draft.statement_at((clause[1] - 1, clause[1]))
    speaker = draft.entities.get(statement.speaker or "") if statement is not None else None
    if speaker is None or speaker.country is None or len(named) != 1:
        return pair
    own = next((e.id for e in draft.entities.values() if e.kind == "country" and e.country == speaker.country), None)
    return [own, *pair] if own is not None and own not in named and own not in pair else pair


def _project(draft: Draft, quantity: Counted, sentence: Span) -> EntityDraft | None:
    """The project named nearest before the number in its sentence, else after it."""
    mentions = [m for m in draft.mentions_in(sentence) if draft.entities[m.entity].kind == "project"]
    before = [m for m in mentions if m.span[0] <= quantity.span[0]]
    after = [m for m in mentions if m.span[0] >= quantity.span[1]]
    described = quantity.unit is None and after and _only_describes(draft, quantity, after[0].span[0])
    if (
        (quantity.attributive or described)
        and after
        and len(draft.words((quantity.span[1], after[0].span[0])).split()) < 3
    ):
        return draft.entities[after[0].entity]  # "45 million yevrolik zavod"
    if before:
        return draft.entities[before[-1].entity]
    if after and after[0].span[0] - quantity.span[1] < 60:
        return draft.entities[after[0].entity]
    return None


def _project_before(draft: Draft, start: int) -> EntityDraft | None:
    """The project that one of the two sentences before names, if it is the only one."""
    here = draft.analysis.sentence_of(start)
    if here is None or not here.index:
        return None
    first = draft.analysis.sentences[max(0, here.index - 2)]
    named = {m.entity for m in draft.mentions_in((first.start, start)) if draft.entities[m.entity].kind == "project"}
    return draft.entities[named.pop()] if len(named) == 1 else None


def _only_describes(draft: Draft, quantity: Counted, start: int) -> bool:
    """ "200 o‘rinli shifoxona": nothing but words that describe stands between the number and the thing."""
    between = [t for t in draft.analysis.tokens_in((quantity.span[1], start)) if quantity.span[1] <= t.start < start]
    return bool(between) and all(t.pos == "ADJ" for t in between)
