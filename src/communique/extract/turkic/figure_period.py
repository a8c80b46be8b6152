"""The period of a figure: the nearest before it in its sentence that is its own."""

from __future__ import annotations

from communique.extract.draft import Draft, Period
from communique.extract.turkic.clauses import figure_words
from communique.extract.turkic.numbers import Counted
from communique.extract.turkic.steps import step_words
from communique.extract.turkic.view import morph_of, next_token, plain_words
from communique.language import Token


def period_of(draft: Draft, quantity: Counted) -> Period | None:
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
        if _is_compared(draft, period) or _of_event(draft, period) or _of_thing(draft, period):
            continue
        between = [q for q in others if period.span[1] <= q.span[0] < quantity.span[0]]
        owned = draft.words(period.span) and any(not q.multiplier and _is_dagi(draft, period) for q in between)
        if owned or (period.date or "").endswith("/..") and between:
            continue
        if any(_parts(draft, t) for t in draft.analysis.tokens_in((period.span[1], quantity.span[0]))):
            continue
        best = period
    if best is not None and best.date and best.date.endswith("/.."):
        start = best.date[:-3]
        return (
            Period(best.span, start, best.rule) if quantity.case == "abl" and quantity.qualifier == "exactly" else None
        )
    return best


def _parts(draft: Draft, token: Token) -> bool:
    """Whether what stands before a token is told of something else: a semicolon, or a step that ends its clause."""
    if token.text == ";":
        return True
    morph, following = morph_of(draft, token), next_token(draft, token)
    closes = (
        following is not None
        and following.text == ","
        and (morph.finite or morph.form in ("verbal_noun", "participle"))
    )
    return closes and morph.root in step_words(draft.language).verbs


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


def _of_thing(draft: Draft, period: Period) -> bool:
    """ "2017-yilda tugallangan bu loyiha …": the time of a step that describes a project."""
    verb = next_token(draft, draft.analysis.tokens_in(period.span)[-1])
    if verb is None or morph_of(draft, verb).form != "participle" or morph_of(draft, verb).case != "nom":
        return False
    if morph_of(draft, verb).root not in step_words(draft.language).verbs:
        return False
    near = [t for step in (1, 2, 3) if (t := next_token(draft, verb, step)) is not None]
    return any((entity := draft.entity_at(t)) is not None and entity.kind == "project" for t in near)


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
