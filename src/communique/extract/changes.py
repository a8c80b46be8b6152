"""Changes: something grew or fell, by so much, from one figure to another."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec
import regex

from communique.extract.draft import Draft, Quantity
from communique.language import Token
from communique.record import Amount, AmountKind, Change, Direction, Figure, Qualifier, Span


class ChangeWords(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """The file ``changes.yml`` of a language."""

    up: frozenset[str]
    down: frozenset[str]
    same: frozenset[str]
    factors: dict[str, float]
    qualifiers_of_factor: dict[str, Qualifier]
    comparatives: frozenset[str]
    counted_comparatives: frozenset[str]
    than: frozenset[str]
    bounds: frozenset[str]
    particles: frozenset[str]
    by: frozenset[str]
    from_: frozenset[str]
    to: frozenset[str]
    instead: list[str]


@lru_cache
def change_words(language: Any) -> ChangeWords:
    return language.data("changes", ChangeWords)  # type: ignore[no-any-return]


def direction_of(token: Token, words: ChangeWords) -> Direction | None:
    """The direction that a verb, noun, adjective or particle of change has."""
    if token.pos not in ("VERB", "NOUN", "ADJ", "ADV", "ADP", "AUX"):
        return None
    for form in (token.lemma, token.lower):
        if form in words.up:
            return "up"
        if form in words.down:
            return "down"
    return None


def amount_of_change(draft: Draft, quantity: Quantity) -> tuple[Direction, Token] | None:
    """The direction and the word of change where the number says by how much ("by 15%", "15% more", "sixfold")."""
    words = change_words(draft.language)
    tokens = draft.analysis.tokens
    own = draft.analysis.tokens_in(quantity.span)
    if not own:
        return None
    first, last = own[0], own[-1]
    before = tokens[first.i - 1] if first.i else None
    after = tokens[last.i + 1] if last.i + 1 < len(tokens) and tokens[last.i + 1].sentence == last.sentence else None
    # "15.4% more than", "$4 million below", "15 million dollars less"
    if (
        after is not None
        and after.lower in words.comparatives - words.than
        and (
            quantity.unit is not None
            or quantity.multiplier
            or after.lower in words.counted_comparatives
            and tokens[min(after.i + 1, len(tokens) - 1)].lower in words.than
        )
    ):
        direction = direction_of(after, words)
        if direction is not None:
            return direction, after
    if quantity.multiplier:
        return _word_of_change(draft, first, words) or ("up", first)
    if before is None or before.sentence != first.sentence:
        return None
    if before.lower in words.by:
        found = _word_of_change(draft, before, words)
        if found is not None:
            return found
    # "up 8%", "down 9 % from 2023", "rose 15%", "slid 7.4% to", "lost 30 percent of their volume"
    if quantity.unit == "%" or quantity.rule == "fraction":
        direction = direction_of(before, words)
        if (
            direction is not None
            and before.pos in ("VERB", "ADV", "ADP", "ADJ")
            and before.lower not in words.bounds | words.particles
        ):
            return direction, before
        if before.lower in words.particles and direction is not None:
            return direction, before
    # "a 15% increase"
    if quantity.unit == "%" and after is not None and after.pos == "NOUN":
        direction = direction_of(after, words)
        if direction is not None:
            return direction, after
    return None


def _word_of_change(draft: Draft, token: Token, words: ChangeWords) -> tuple[Direction, Token] | None:
    """The nearest word of change left of the number in its sentence, within a few words."""
    tokens = draft.analysis.tokens
    sentence = draft.analysis.sentences[token.sentence]
    for i in range(token.i - 1, max(sentence.first, token.i - 12) - 1, -1):
        if tokens[i].pos in ("VERB", "NOUN", "ADJ"):
            direction = direction_of(tokens[i], words)
            if direction is not None:
                return direction, tokens[i]
        if tokens[i].text in (";", ":"):
            break
    return None


def find_changes(draft: Draft) -> None:
    """Fill ``draft.changes``: those with an amount first, then those that only name their two ends."""
    words = change_words(draft.language)
    spans: list[Span] = []
    for quantity in draft.quantities:
        found = amount_of_change(draft, quantity)
        if found is None:
            continue
        direction, word = found
        amount = _amount(draft, quantity, direction)
        change = _change(draft, direction, word, amount, quantity.span, words, "amount")
        spans.append(change.span)
    for sentence in draft.analysis.sentences:
        if not sentence.parsed:
            continue
        for token in draft.analysis.sentence_tokens(sentence):
            covered = any(a <= token.start < b for a, b in spans)
            if covered or token.pos not in ("VERB", "ADV", "ADJ"):
                continue
            factor = words.factors.get(token.lemma) if token.pos == "VERB" else None
            toward = direction_of(token, words)
            if factor is not None:
                qualifier = words.qualifiers_of_factor.get(
                    draft.analysis.tokens[token.i - 1].lower if token.i else "", "exactly"
                )
                factor_change = Amount(kind="factor", value=factor, qualifier=qualifier)
                change = _change(
                    draft, "down" if factor < 1 else "up", token, factor_change, token.span, words, "verb_of_factor"
                )
                spans.append(change.span)
            elif toward is not None and token.pos in ("VERB", "ADV"):
                start, end = _ends(draft, token, words)
                if start is not None and end is not None:
                    up = end.value > start.value
                    sides: Direction = "up" if up else "down" if end.value < start.value else "same"
                    change = _change(draft, sides, token, None, token.span, words, "two_ends")
                    spans.append(change.span)
    _instead(draft, words, spans)
    _share_ends(draft)


def _share_ends(draft: Draft) -> None:
    """The two ends of a change measure the same: what one end lacks it takes from the other; where it began is actual."""
    at = {figure.id: i for i, figure in enumerate(draft.figures)}
    for i, change in enumerate(draft.changes):
        if change.from_ is None or change.to is None or change.from_ not in at or change.to not in at:
            continue
        start, end = draft.figures[at[change.from_]], draft.figures[at[change.to]]
        best = (
            end
            if end.indicator is not None and start.indicator is None
            else start
            if start.indicator is not None
            else None
        )
        if best is None:
            best = max((start, end), key=lambda f: len(f.measure or ""))
        verb = draft.analysis.token_at(change.span[0])
        measure, span = best.measure, best.measure_span
        if best.indicator is None and verb is not None and best.measure is None:
            measure = _measure(draft, verb)
        shared = {"measure": measure, "measure_span": span, "indicator": best.indicator, "about": best.about}
        rate = end.rate or start.rate
        draft.figures[at[start.id]] = msgspec.structs.replace(start, **shared, rate=rate, status="actual")
        draft.figures[at[end.id]] = msgspec.structs.replace(end, **shared, rate=rate)
        draft.changes[i] = msgspec.structs.replace(change, measure=measure, indicator=best.indicator, about=best.about)


def _amount(draft: Draft, quantity: Quantity, direction: Direction) -> Amount:
    kind: AmountKind = "factor" if quantity.multiplier else "percent" if quantity.unit == "%" else "absolute"
    unit = None if kind == "factor" else quantity.unit or "1"
    return Amount(kind=kind, value=quantity.value, unit=unit, qualifier=quantity.qualifier)


def _ends(draft: Draft, word: Token, words: ChangeWords) -> tuple[Figure | None, Figure | None]:
    """The figures after "from" and "to" in the sentence, right of the word of change up to the next one."""
    sentence = draft.analysis.sentences[word.sentence]
    inside = [f for f in draft.figures if word.start <= f.span[0] < sentence.end]
    start = end = None
    for figure in inside:
        token = draft.analysis.token_at(figure.span[0])
        before = draft.analysis.tokens[token.i - 1].lower if token is not None and token.i else ""
        if before in words.from_ and start is None and end is None:
            start = figure
        elif before in words.to and end is None and (start is None or start.unit == figure.unit):
            end = figure
    # "up from $1.1 billion": the figure before it is the other end
    if start is not None and end is None:
        earlier = [f for f in draft.figures if sentence.start <= f.span[0] < word.start and f.unit == start.unit]
        end = earlier[-1] if earlier else None
    if (
        start is not None
        and end is not None
        and regex.search(r"[;]", draft.text[min(start.span[1], end.span[1]) : max(start.span[0], end.span[0])])
    ):
        return None, end
    return start, end


def _change(
    draft: Draft, direction: Direction, word: Token, amount: Amount | None, own: Span, words: ChangeWords, rule: str
) -> Change:
    start, end = _ends(draft, word, words)
    near = _other_end(draft, word, own) if start is None and end is None else None
    end = end or near
    points = [
        own,
        word.span,
        *(figure.span for figure in (start, end) if figure is not None and figure.span[0] > word.start),
    ]
    span = (min(a for a, _ in points), max(b for _, b in points))
    figure = end or start
    measure, indicator, about = (
        (figure.measure, figure.indicator, figure.about) if figure is not None else (_measure(draft, word), None, ())
    )
    statement = draft.statement_at(own)
    change = Change(
        id=draft.new_id("c"),
        span=span,
        direction=direction,
        amount=amount,
        from_=start.id if start else None,
        to=end.id if end else None,
        measure=measure,
        indicator=indicator,
        about=about,
        period=figure.period if figure is not None else None,
        statement=statement.id if statement else None,
    )
    draft.changes.append(change)
    draft.decide("changes", change.id, rule, span)
    return change


def _other_end(draft: Draft, word: Token, own: Span) -> Figure | None:
    """ "$737 mln, 1.9% more than the year before": the figure right before the amount is where the change ended."""
    sentence = draft.analysis.sentences[word.sentence]
    before = [
        f for f in draft.figures if sentence.start <= f.span[0] and f.span[1] <= own[0] and own[0] - f.span[1] < 45
    ]
    if before and word.start >= before[-1].span[1] and before[-1].unit != "%":
        return before[-1]
    return None


def _measure(draft: Draft, word: Token) -> str | None:
    verb = word if word.pos == "VERB" else draft.analysis.head_of(word)
    if verb is None:
        return None
    thing = draft.analysis.child(verb, "obj") or draft.analysis.subject(verb)
    if thing is None:
        return None
    tokens = draft.analysis.subtree(thing, without=("acl:relcl", "appos", "acl", "det", "punct"))
    return " ".join(t.text for t in tokens[:12])


def _instead(draft: Draft, words: ChangeWords, spans: list[Span]) -> None:
    """ "600 vehicles a day instead of the current 250": both ends without a verb of change."""
    for one, two in zip(draft.figures, draft.figures[1:], strict=False):
        between = draft.text[one.span[1] : two.span[0]].lower()
        if (
            one.unit == two.unit
            and len(between) < 60
            and words.instead[0] in between
            and not any(a < two.span[1] and one.span[0] < b for a, b in spans)
        ):
            direction: Direction = "up" if one.value > two.value else "down"
            statement = draft.statement_at(one.span)
            change = Change(
                id=draft.new_id("c"), span=(one.span[0], two.span[1]), direction=direction, from_=two.id, to=one.id,
                measure=one.measure, indicator=one.indicator, about=one.about, period=one.period,
                statement=statement.id if statement else None,
            )  # fmt: skip
            draft.changes.append(change)
            draft.decide("changes", change.id, "instead_of", change.span)
