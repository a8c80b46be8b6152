"""Whose figure it is: the project, the event or the countries that a figure is about."""

from __future__ import annotations

from communique.extract.clauses import anchor_of, verb_above
from communique.extract.draft import Draft, EntityDraft, Quantity
from communique.extract.figure_things import Thing
from communique.extract.figure_words import figure_words
from communique.extract.indicators import IndicatorRule
from communique.extract.items import main_pair
from communique.extract.measures import Measure
from communique.extract.pair_order import SLOTS, ordered
from communique.language import Token
from communique.language.base import Sentence
from communique.record import Span

UNIONS = ("European Union", "EU", "EAEU", "Eurasian Economic Union")  # bodies of states that trade as one
ASIDE = ("advcl", "parataxis", "acl:relcl", "ccomp", "conj")
LOOSE = ("of_clause", "pointed_at")  # rules for things that go after countries named with what is counted
EITHER = ("finance.loan", "finance.grant")  # about a project or a pair of countries


def about_of(
    draft: Draft, quantity: Quantity, measure: Measure | None, rule: IndicatorRule | None, thing: Thing | None
) -> list[str]:
    """Ids of the entities that a figure is about."""
    sentence = draft.analysis.sentence_of(quantity.span[0])
    if sentence is None:
        return []
    if rule is not None:
        if rule.project:
            return [thing.entity.id] if thing is not None else []
        if rule.indicator == "participants":
            event = event_of(draft, quantity, sentence)
            return [event.id] if event is not None else []
        if rule.indicator in EITHER and thing is not None and thing.near and thing.entity.kind == "project":
            return [thing.entity.id]
        pair = _flown_between(draft, sentence) if rule.indicator == "flights" else []
        pair = pair or _pair(draft, quantity, measure, sentence)
        if rule.indicator not in SLOTS:
            return pair
        anchor = anchor_of(draft, quantity)
        verb = verb_above(draft, anchor) if anchor is not None else None
        counted = draft.analysis.subtree(anchor, without=("conj",)) if anchor is not None else []
        near = (
            _measured(draft, measure),
            counted,
            clause_tokens(draft, quantity, measure),
            draft.analysis.sentence_tokens(sentence),
        )
        home = _owner_before(draft, quantity, near[0], pair) or _spoken_for(draft, quantity)
        return ordered(draft, rule.indicator, pair, near, home, verb)
    own = _in_span(draft, measure.span) if measure is not None and quantity.unit is None else []
    if thing is not None and thing.near and (not own or thing.rule not in LOOSE):
        return [thing.entity.id]
    named = _countries(draft, quantity, measure, sentence)
    if len(named) > 2:
        return []
    return _completed(draft, quantity, named) if _is_between(draft, quantity, measure) else named


def _measured(draft: Draft, measure: Measure | None) -> list[Token]:
    """The words of the measure; none where it is a verb with all that it says."""
    if measure is None or measure.head.pos not in ("NOUN", "PROPN"):
        return []
    return draft.analysis.tokens_in(measure.span)


def _flown_between(draft: Draft, sentence: Sentence) -> list[str]:
    """ "flies between Toronto and Montego Bay": the countries of the two towns, where the text names both."""
    by_code = {e.country: e.id for e in draft.entities.values() if e.kind == "country" and e.country}
    inside = draft.mentions_in((sentence.start, sentence.end))
    towns = [draft.entities[m.entity] for m in inside if draft.entities[m.entity].kind == "place"]
    found = list(dict.fromkeys(by_code[town.country] for town in towns if town.country in by_code))
    return found if len(found) == 2 else []


def event_of(draft: Draft, quantity: Quantity, sentence: Sentence) -> EntityDraft | None:
    """The event that people take part in: the one of the sentence, after the number first, else the report's own."""
    events = [m for m in draft.mentions if draft.entities[m.entity].kind == "event"]
    inside = [m for m in events if sentence.start <= m.span[0] < sentence.end]
    if inside:
        return draft.entities[min(inside, key=lambda m: (m.span[0] < quantity.span[0], m.span[0])).entity]
    counts: dict[str, int] = {}
    for mention in events:
        counts[mention.entity] = counts.get(mention.entity, 0) + 1
    first = {mention.entity: mention.span[0] for mention in reversed(events)}
    return draft.entities[max(counts, key=lambda e: (counts[e], -first[e]))] if counts else None


def pair_spoken_for(draft: Draft, quantity: Quantity) -> list[str]:
    """The two countries between which whoever states a figure stands: the ambassador's own and the one of the post."""
    statement = draft.statement_at(quantity.number)
    if statement is None or statement.speaker is None:
        return []
    by_code = {e.country: e.id for e in draft.entities.values() if e.kind == "country" and e.country}
    for post in draft.posts:
        if post.person == statement.speaker and post.represents in by_code and post.accredited_to in by_code:
            return [by_code[post.accredited_to], by_code[post.represents]]
    return []


def _owner_before(draft: Draft, quantity: Quantity, measured: list[Token], pair: list[str]) -> str | None:
    """ "Finland's imports from Chile came to €19 million. Its exports …": whose the figure right before is, of the same pair."""
    before = draft.figures[-1] if draft.figures else None
    at = draft.analysis.token_at(before.span[0]) if before is not None else None
    here = draft.analysis.token_at(quantity.span[0])
    if before is None or at is None or here is None or here.sentence - at.sentence > 1:
        return None
    its = any(token.lower in figure_words(draft.language).its for token in measured)
    traded = (before.indicator or "").startswith("trade.") and before.indicator in SLOTS
    return before.about[0] if its and traded and set(before.about) == set(pair) else None


def _spoken_for(draft: Draft, quantity: Quantity) -> str | None:
    """The country for which whoever states a figure speaks: what "our" means."""
    statement = draft.statement_at(quantity.number)
    speaker = statement.speaker if statement is not None else None
    codes = {post.represents for post in draft.posts if post.person == speaker and post.represents}
    return next((e.id for e in draft.entities.values() if e.kind == "country" and e.country in codes), None)


def _completed(draft: Draft, quantity: Quantity, named: list[str]) -> list[str]:
    """One country of the document's pair, or none, stands for the pair (docs: indicators)."""
    pair = main_pair(draft, quantity.span[0])
    if len(named) < 2 and set(named) <= set(pair):
        return named + [entity for entity in pair if entity not in named]
    return named


def _is_between(draft: Draft, quantity: Quantity, measure: Measure | None) -> bool:
    """Whether the clause tells of something between countries: trade, money or people that go from one to the other."""
    words = figure_words(draft.language)
    return any(t.lemma in words.between or t.lower in words.between for t in clause_tokens(draft, quantity, measure))


def clause_tokens(draft: Draft, quantity: Quantity, measure: Measure | None) -> list[Token]:
    """The words of a figure's own clause: its verb with all that completes it, other clauses left out."""
    anchor = anchor_of(draft, quantity)
    if anchor is None:
        return []
    head = measure.head if measure is not None else anchor
    verb = verb_above(draft, head if head.pos != "NUM" else anchor)
    top = verb if verb is not None else head
    found = {t.i: t for t in draft.analysis.subtree(top, without=ASIDE)}
    found |= {t.i: t for t in draft.analysis.subtree(head, without=("conj",))} if head is not top else {}
    subject = draft.analysis.subject(top)
    if subject is not None:
        found |= {t.i: t for t in draft.analysis.subtree(subject, without=("acl:relcl",))}
    host = draft.analysis.head_of(top) if top.dep in ("acl", "acl:relcl") else None
    if host is not None:
        found |= {t.i: t for t in draft.analysis.subtree(host, without=("conj", "acl:relcl"))}
    sentence = anchor.sentence
    return [found[i] for i in sorted(found) if found[i].sentence == sentence]


def _in_span(draft: Draft, span: Span) -> list[str]:
    """Ids of the countries, and bodies of states that trade as one, named in a span."""
    return [m.entity for m in draft.mentions_in(span) if _is_side(draft, m.entity)]


def _is_side(draft: Draft, entity: str) -> bool:
    found = draft.entities[entity]
    return found.kind == "country" or found.kind == "organization" and found.name in UNIONS


def _in_clause(draft: Draft, quantity: Quantity, measure: Measure | None) -> list[str]:
    words = figure_words(draft.language)
    found = []
    for token in clause_tokens(draft, quantity, measure):
        mention = draft.mention_at(token)
        marker = draft.analysis.marker(token)
        if mention is not None and _is_side(draft, mention.entity) and marker not in words.agreement_markers:
            found.append(mention.entity)
    return found


def _countries(draft: Draft, quantity: Quantity, measure: Measure | None, sentence: Sentence) -> list[str]:
    """The countries named in the measure, else in the clause, else in the sentence where they are few."""
    for found in (
        _in_span(draft, measure.span) if measure is not None else [],
        _in_clause(draft, quantity, measure),
    ):
        if found:
            return list(dict.fromkeys(found))
    return list(dict.fromkeys(_in_span(draft, (sentence.start, sentence.end))))


def _pair(draft: Draft, quantity: Quantity, measure: Measure | None, sentence: Sentence) -> list[str]:
    """The two countries of a figure between countries: of the measure, the clause, the sentence; then the document's pair."""
    named: list[str] = []
    pair = main_pair(draft, quantity.span[0])
    for found in (
        _in_span(draft, measure.span) if measure is not None else [],
        _in_clause(draft, quantity, measure),
    ):
        named = list(dict.fromkeys([*named, *found]))
        if len(named) >= 2:
            return named[:2]
    spoken = pair_spoken_for(draft, quantity)
    if spoken and set(named) <= set(spoken):
        return [*named, *(entity for entity in spoken if entity not in named)]
    beside = list(dict.fromkeys(_in_span(draft, (sentence.start, sentence.end))))
    if len(beside) == 2 and set(named) <= set(beside):
        return [*named, *(entity for entity in beside if entity not in named)]
    for entity in beside:
        if entity in pair and entity not in named and (not named or named[0] in pair):
            named.append(entity)
    named = named[:2]
    if len(named) == 2:
        return named
    if named and named[0] not in pair:
        return named + _home(draft, quantity, named[0])
    return [*named, *(entity for entity in pair if entity not in named)] if len(pair) == 2 else named


def _home(draft: Draft, quantity: Quantity, partner: str) -> list[str]:
    """The country for which whoever gives a figure about a third country speaks; none where that is open."""
    statement = draft.statement_at(quantity.number)
    if statement is None or statement.speaker is None:
        return []
    codes = {post.represents for post in draft.posts if post.person == statement.speaker and post.represents}
    found = [e.id for e in draft.entities.values() if e.kind == "country" and e.country in codes and e.id != partner]
    return found[:1]
