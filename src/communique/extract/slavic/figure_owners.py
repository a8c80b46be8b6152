"""Of whom a Russian figure is: the thing before a relative clause or a colon, capitals that act, a body that has it, who speaks."""

from __future__ import annotations

import msgspec

from communique.extract.draft import Draft
from communique.extract.indicators import is_money
from communique.extract.slavic.sums import weak
from communique.extract.slavic.words import PartWords, part_words
from communique.record import Figure

CLOSE = 12  # characters between "готов" and its share


def of_whom(draft: Draft, figure: Figure, words: PartWords) -> Figure:
    """ "фонд, уставный капитал которого достигает 50 млн": what is measured is that of the thing before the comma."""
    if figure.measure_span is None:
        return figure
    last = draft.analysis.token_at(figure.measure_span[1] - 1)
    if last is None or last.i + 1 >= len(draft.analysis.tokens):
        return figure
    relative = last if last.lemma in words.relatives else draft.analysis.tokens[last.i + 1]
    first = draft.analysis.token_at(figure.measure_span[0])
    if relative.lemma not in words.relatives or relative.case != "Gen" or first is None or first.i < 2:
        return figure
    comma = draft.analysis.tokens[first.i - 1]
    thing = next((m for m in draft.mentions if comma.text == "," and 0 <= comma.start - m.span[1] <= 1), None)
    if thing is None or draft.entities[thing.entity].kind not in ("organization", "project", "programme", "country"):
        return figure
    return msgspec.structs.replace(figure, about=(thing.entity,))


def at_home(draft: Draft, figure: Figure, words: PartWords) -> Figure:
    """ "доля возобновляемых источников в энергобалансе страны", "намолочено 26 млн тонн": the country for which the speaker speaks."""
    sentence = draft.analysis.sentence_of(figure.span[0])
    if (
        figure.about
        or figure.indicator is not None
        or figure.statement is None
        or sentence is None
        or is_money(figure.unit)
    ):
        return figure
    tokens = draft.analysis.sentence_tokens(sentence)
    if not any(t.lower in words.home or t.text.lower() in words.home or t.lemma in words.home for t in tokens):
        return figure
    if any(
        draft.entities[m.entity].kind in ("country", "project")
        for m in draft.mentions_in((sentence.start, sentence.end))
    ):
        return figure
    speaker = next((s.speaker for s in draft.statements if s.id == figure.statement), None)
    codes = {p.represents for p in draft.posts if p.person == speaker and p.represents and not p.accredited_to}
    own = [e.id for e in draft.entities.values() if e.kind == "country" and e.country in codes]
    return msgspec.structs.replace(figure, about=tuple(own)) if len(own) == 1 else figure


def capitals(draft: Draft, figure: Figure) -> Figure:
    """ "Ханой передаст Гаване 10 тыс. тонн зерна": capitals that do or get something stand for their states."""
    sentence = draft.analysis.sentence_of(figure.span[0])
    if figure.about or sentence is None:
        return figure
    by_code = {e.country: e.id for e in draft.entities.values() if e.kind == "country" and e.country}
    found: list[str] = []
    for mention in draft.mentions_in((sentence.start, sentence.end)):
        entity, token = draft.entities[mention.entity], draft.analysis.tokens[mention.head]
        code = draft.countries.of_capital(entity.name) if entity.kind == "place" else None
        acts = token.dep in ("nsubj", "iobj") and token.pos == "PROPN" and not draft.analysis.marker(token)
        if code in by_code and acts and by_code[code] not in found:
            found.append(by_code[code])
    return msgspec.structs.replace(figure, about=tuple(found)) if len(found) == 2 else figure


def listed(draft: Draft, figure: Figure) -> Figure:
    """ "приступил к строительству комплекса «Тянь-Шань»: 600 номеров": what stands without a verb behind a colon is of the thing before it."""
    sentence = draft.analysis.sentence_of(figure.span[0])
    colon = draft.text.rfind(":", sentence.start, figure.span[0]) if sentence is not None else -1
    if figure.about or sentence is None or colon < 0:
        return figure
    if any(t.pos in ("VERB", "AUX") for t in draft.analysis.tokens_in((colon, sentence.end))):
        return figure
    things = {
        m.entity for m in draft.mentions_in((sentence.start, colon)) if draft.entities[m.entity].kind == "project"
    }
    return msgspec.structs.replace(figure, about=(things.pop(),)) if len(things) == 1 else figure


def with_doer(draft: Draft, figure: Figure) -> Figure:
    """ "Великобритания выделит 1,3 млн фунтов на проекты в Кыргызстане": who gives it belongs to those whom a sum is about."""
    sentence = draft.analysis.sentence_of(figure.span[0])
    one = draft.entities.get(figure.about[0]) if len(figure.about) == 1 else None
    if (
        figure.indicator is not None
        or not is_money(figure.unit)
        or sentence is None
        or one is None
        or one.kind != "country"
    ):
        return figure
    doers = {
        m.entity
        for m in draft.mentions_in((sentence.start, sentence.end))
        if draft.entities[m.entity].kind == "country" and draft.analysis.tokens[m.head].dep in ("nsubj", "iobj")
    } - {one.id}
    return msgspec.structs.replace(figure, about=(one.id, doers.pop())) if len(doers) == 1 else figure


def of_body(draft: Draft, figure: Figure) -> Figure:
    """ "его капитал составлял 16 млн", "штат компании – 300 человек": what a body has is of that body."""
    words = part_words(draft.language)
    if figure.indicator is not None or figure.measure_span is None:
        return figure
    noun = next((t for t in draft.analysis.tokens_in(figure.measure_span) if t.lower in words.bodies_have), None)
    if noun is None:
        return figure
    owners = [draft.entity_at(c) for c in draft.analysis.children(noun, "nmod")]
    body = next((e for e in owners if e is not None and e.kind == "organization"), None)
    if body is None and any(c.tag == "PRP$" for c in draft.analysis.children(noun, "det", "nmod:poss")):
        start = draft.analysis.sentences[max(0, noun.sentence - 1)].start
        near = [m for m in draft.mentions_in((start, noun.start)) if draft.entities[m.entity].kind == "organization"]
        body = draft.entities[near[-1].entity] if near else None
    return msgspec.structs.replace(figure, about=(body.id,)) if body is not None else figure


def ready_of(draft: Draft, figure: Figure) -> Figure:
    """ "строительные работы выполнены на 94 %", "кластер готов на 85 %": how far the project spoken of last has come."""
    sentence, words = draft.analysis.sentence_of(figure.span[0]), part_words(draft.language)
    if figure.unit != "%" or sentence is None:
        return figure
    clause = draft.analysis.tokens_in(
        (max(sentence.start, figure.span[0] - 60), min(sentence.end, figure.span[1] + 20))
    )
    told = next((t for t in clause if t.lower in words.readiness or t.lemma in words.readiness), None)
    if told is None:
        return figure
    kinds = {draft.entities[e].kind for e in figure.about if e in draft.entities}
    start = draft.analysis.sentences[max(0, sentence.index - 2)].start
    near = [m for m in draft.mentions_in((start, figure.span[0])) if draft.entities[m.entity].kind == "project"]
    here = [m for m in near if m.span[0] >= sentence.start]
    if near and (not figure.about or here and kinds <= {"country", "place"}):
        figure = msgspec.structs.replace(figure, about=((here or near)[-1].entity,))
    if (
        told.pos == "ADJ" and not told.case and 0 < figure.span[0] - told.end < CLOSE
    ):  # "готов на 85 %" says how it is now
        figure = msgspec.structs.replace(figure, status="actual")
        if weak(draft, figure):
            figure = msgspec.structs.replace(figure, measure=told.text, measure_span=told.span)
    return figure
