"""Whose figure it is: the project, the event or the countries that a figure is about."""

from __future__ import annotations

from communique.extract.draft import Draft, EntityDraft, Quantity
from communique.extract.figure_words import figure_words
from communique.extract.indicators import IndicatorRule
from communique.extract.measures import Measure
from communique.language.base import Sentence

POWER = ("kW", "MW", "GW")
UNIONS = ("European Union", "EU")  # bodies of states that trade as one


def about_of(
    draft: Draft,
    sentence: Sentence,
    measure: Measure | None,
    unit: str,
    rule: IndicatorRule | None,
    project: EntityDraft | None,
) -> list[str]:
    """Ids of the entities that a figure is about."""
    if rule is not None:
        if rule.project:
            return [project.id] if project else []
        if rule.indicator == "participants":
            event = next((e for e in draft.entities.values() if e.kind == "event"), None)
            return [event.id] if event else []
        return _pair(draft, measure, sentence)
    if project is not None and unit != "%":
        return [project.id]
    named = _named_in(draft, measure) or _named_near(draft, sentence)
    return [project.id] if project is not None and not named else _completed(draft, named)


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


def _named_near(draft: Draft, sentence: Sentence) -> list[str]:
    """The countries that the sentence names, where they are not more than two."""
    found = dict.fromkeys(
        m.entity
        for m in draft.mentions_in((sentence.start, sentence.end))
        if draft.entities[m.entity].kind == "country"
    )
    return list(found) if len(found) <= 2 else []


def project_of(draft: Draft, quantity: Quantity, sentence: Sentence) -> EntityDraft | None:
    """The project named nearest before the number in its sentence, else after it, else by "it" or "the plant"."""
    mentions = [
        m for m in draft.mentions_in((sentence.start, sentence.end)) if draft.entities[m.entity].kind == "project"
    ]
    before = [m for m in mentions if m.span[0] <= quantity.span[0]]
    after = [m for m in mentions if m.span[0] >= quantity.span[1]]
    if before:
        return draft.entities[before[-1].entity]
    if after and after[0].span[0] - quantity.span[1] < 60:
        return draft.entities[after[0].entity]
    words, tokens = figure_words(draft.language), draft.analysis.sentence_tokens(sentence)
    pointing = any(t.lower in words.back for t in tokens[:8]) or any(t.lower in words.project_words for t in tokens)
    earlier = [m for m in draft.mentions if m.span[1] <= sentence.start and draft.entities[m.entity].kind == "project"]
    if earlier and (pointing or quantity.unit in POWER):
        last = max(earlier, key=lambda m: m.span)
        back = draft.analysis.token_at(last.span[0])
        if back is not None and sentence.index - back.sentence <= 1:
            return draft.entities[last.entity]
    return None


def _pair(draft: Draft, measure: Measure | None, sentence: Sentence) -> list[str]:
    """The countries that the number is about: those of the measure, the sentence, and the document's pair."""
    union = {e.id for e in draft.entities.values() if e.kind == "organization" and e.name in UNIONS}
    named: list[str] = []
    for span in (measure.span if measure else None, (sentence.start, sentence.end)):
        for mention in draft.mentions_in(span) if span is not None else []:
            if draft.entities[mention.entity].kind == "country" or mention.entity in union:
                named.append(mention.entity)
    named = list(dict.fromkeys(named))[:2]
    if len(named) < 2:
        named += [entity for entity in _main_pair(draft) if entity not in named][: 2 - len(named)]
    return named
