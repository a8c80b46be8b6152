"""Changes: something grew or fell, by so much, from one figure to another. The word of change follows the amount."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec

from communique.extract.draft import Draft, Quantity
from communique.extract.turkic.clauses import figure_words, own_tokens
from communique.extract.turkic.figure_about import indicator_of
from communique.extract.turkic.figure_period import period_of
from communique.extract.turkic.measures import Measure, measure_text, measured_before
from communique.extract.turkic.numbers import Counted
from communique.extract.turkic.view import morph_of, next_token
from communique.language import Token
from communique.record import Amount, AmountKind, Change, Direction, Figure, Span

GUESSED_UNITS = ("USD", "1", "t")  # in which what changed may be counted: the change itself does not say
NEAR = 5  # words between an amount and its word of change


class ChangeWords(msgspec.Struct, frozen=True):
    """The file ``changes.yml`` of a language of this family."""

    up: frozenset[str]
    down: frozenset[str]
    more: frozenset[str]
    less: frozenset[str]
    nouns_up: frozenset[str]
    nouns_down: frozenset[str]
    reach: frozenset[str]
    amount_to: frozenset[str]
    to_only: frozenset[str]
    no_change: frozenset[str]
    pace: frozenset[str]


@lru_cache
def change_words(language: Any) -> ChangeWords:
    return language.data("changes", ChangeWords)  # type: ignore[no-any-return]


def direction_of(draft: Draft, token: Token, words: ChangeWords) -> Direction | None:
    """The direction that a verb, a verbal noun or a word of comparison has."""
    morph = morph_of(draft, token)
    forms = {morph.root, morph.stem} - {""}
    before = next_token(draft, token, -1)
    if before is not None and before.lower in words.no_change:
        return None  # "amalga oshirish"
    if (
        morph.root in words.up
        or forms & words.nouns_up
        or token.lower in words.more
        or forms & words.more
        or morph.root in words.up
    ):
        return "up"
    if morph.root in words.down or forms & words.nouns_down or token.lower in words.less or forms & words.less:
        return "down"
    return None


def amount_of_change(draft: Draft, quantity: Quantity) -> tuple[Direction, Token] | None:
    """The direction and the word of change where the number says by how much: "15,4 foizga oshdi", "ikki baravar ko‘p"."""
    words = change_words(draft.language)
    assert isinstance(quantity, Counted)
    last = own_tokens(draft, quantity)[-1]
    if _is_qualified_by_verb(draft, quantity, last):
        return None
    grown = _growth_before(draft, quantity, words)
    if grown is not None:
        return grown
    found = _word_after(draft, last, words, quantity)
    if quantity.multiplier:
        return found
    if found is None:
        return None
    direction, word = found
    morph = morph_of(draft, word)
    compared = _compares(draft, word, words)
    if quantity.unit == "%":
        if quantity.case == "dat" and _start_before(draft, quantity):
            return None  # "12 foizdan 35 foizga oshdi"
        return found if quantity.case in ("dat", "nom", "lim") and not _to_share(draft, quantity, word, words) else None
    if compared:
        return found if quantity.case == "dat" else None
    if quantity.case != "dat" or quantity.unit is None and not quantity.classified:
        return None
    if morph.root in words.to_only or _start_before(draft, quantity):
        return None
    return direction, word


def _growth_before(draft: Draft, quantity: Counted, words: ChangeWords) -> tuple[Direction, Token] | None:
    """ "o‘sish 40 foizni tashkil etdi", "o‘sish sur’ati 12 foizga yetdi": the noun of growth is what the number measures."""
    if quantity.unit != "%" or quantity.possessed:
        return None
    token = next_token(draft, own_tokens(draft, quantity)[0], -1)
    while token is not None and (
        token.pos == "ADP" or any(p.span[0] <= token.start < p.span[1] for p in draft.periods)
    ):
        token = next_token(draft, token, -1)  # "o‘sish sur’ati 2024-yilga nisbatan 17 foiz"
    for _ in range(3):
        if token is None or token.pos not in ("NOUN", "ADV", "ADJ"):
            return None
        stem = morph_of(draft, token).stem
        if stem in words.nouns_up | words.nouns_down:
            return ("up" if stem in words.nouns_up else "down"), token
        if stem not in words.pace and token.pos == "NOUN":
            return None
        token = next_token(draft, token, -1)
    return None


def _to_share(draft: Draft, quantity: Counted, word: Token, words: ChangeWords) -> bool:
    """ "ulushni 25 foizga yetkazish", "ulushi 25 foizgacha oshirildi": the share comes to the number, it does not grow by it."""
    if quantity.case not in ("dat", "lim") or quantity.only_change:
        return False
    morph = morph_of(draft, word)
    if quantity.case == "dat" and morph.root not in words.to_only or morph.stem in words.nouns_up | words.nouns_down:
        return False
    measure = measured_before(draft, quantity)
    return measure is not None and morph_of(draft, measure.head).stem in figure_words(draft.language).shares


def _is_qualified_by_verb(draft: Draft, quantity: Counted, last: Token) -> bool:
    """ "7 milliard dollardan oshdi": the verb says that it is more than that."""
    return (
        morph_of(draft, last).root != ""
        and quantity.qualifier != "exactly"
        and not quantity.multiplier
        and (morph_of(draft, last).finite or morph_of(draft, last).form in ("converb", "participle"))
    )


def _word_after(draft: Draft, last: Token, words: ChangeWords, quantity: Counted) -> tuple[Direction, Token] | None:
    reach = NEAR + 5 if quantity.multiplier else NEAR
    for step in range(1, reach + 1):
        token = next_token(draft, last, step)
        if token is None or token.text in ",;:.”»":
            return None
        if quantity.multiplier and (
            token.text in "–—" or any(q.span[0] <= token.start < q.span[1] for q in draft.quantities)
        ):
            continue  # "ikki baravar – 500 milliongacha ko‘paytiramiz"
        if token.text[:1].isdigit():
            return None
        direction = direction_of(draft, token, words)
        if direction is not None:
            return direction, token
        morph = morph_of(draft, token)
        if morph.finite or morph.form in ("converb", "participle") or token.pos == "NUM":
            return None
        if not quantity.multiplier and token.pos == "NOUN" and step > 1 and quantity.case == "nom":
            return None
    return None


def _start_before(draft: Draft, quantity: Counted) -> bool:
    """Whether a number in the ablative with the same unit stands before: then this is where the change came to."""
    sentence = draft.analysis.sentence_of(quantity.span[0])
    assert sentence is not None
    return any(
        isinstance(q, Counted) and q.case == "abl" and q.unit == quantity.unit and q.qualifier == "exactly"
        for q in draft.quantities
        if sentence.start <= q.span[0] < quantity.span[0]
    )


def is_end_of_change(draft: Draft, quantity: Counted) -> bool:
    """One of the two ends of "3 kundan 1 kunga qisqargan"."""
    at = draft.quantities.index(quantity)
    pairs = [draft.quantities[i : i + 2] for i in (at - 1, at) if i >= 0]
    for pair in pairs:
        if len(pair) < 2:
            continue
        one, two = pair
        if not isinstance(one, Counted) or not isinstance(two, Counted) or (one.case, two.case) != ("abl", "dat"):
            continue
        last = own_tokens(draft, two)[-1]
        if one.unit == two.unit and _word_after(draft, last, change_words(draft.language), two) is not None:
            return True
    return False


def find_changes(draft: Draft) -> None:
    """Fill ``draft.changes``: those with an amount first, then those that only name their two ends."""
    words = change_words(draft.language)
    for quantity in draft.quantities:
        found = amount_of_change(draft, quantity)
        if found is None or not isinstance(quantity, Counted):
            continue
        direction, word = found
        kind: AmountKind = "factor" if quantity.multiplier else "percent" if quantity.unit == "%" else "absolute"
        unit = None if kind == "factor" else quantity.unit or "1"
        amount = Amount(kind=kind, value=quantity.value, unit=unit, qualifier=quantity.qualifier)
        start, end = _ends(draft, quantity, word, words)
        _add(draft, direction, word, amount, quantity, start, end, "amount")
    _two_ends(draft, words)
    _ends_behind(draft)
    _ends_before(draft)
    _share_ends(draft)


def _ends_behind(draft: Draft) -> None:
    """ "savdo 1,6 barobar o‘sdi. 2022-yilda bu ko‘rsatkich 165 million edi, o‘tgan yili 264 million": two figures about it."""
    for at, change in enumerate(draft.changes):
        here = draft.analysis.sentence_of(change.span[0])
        if change.from_ is not None or change.to is not None or here is None:
            continue
        if here.index + 1 >= len(draft.analysis.sentences) or change.measure is None:
            continue
        after = draft.analysis.sentences[here.index + 1]
        ends = [f for f in draft.figures if after.start <= f.span[0] < after.end and f.measure == change.measure]
        if len(ends) != 2 or ends[0].unit != ends[1].unit or not (ends[0].period or "~") < (ends[1].period or ""):
            continue
        grows = ends[1].value > ends[0].value
        if grows == (change.direction == "up"):
            draft.changes[at] = msgspec.structs.replace(change, from_=ends[0].id, to=ends[1].id)


def _ends_before(draft: Draft) -> None:
    """ "2022-yilda 1 800 nafar edi, hozir 5 400. Demak, soni uch karra oshdi": two figures before that make just this change."""
    for at, change in enumerate(draft.changes):
        here = draft.analysis.sentence_of(change.span[0])
        if change.from_ is not None or change.amount is None or here is None or not here.index:
            continue
        before = draft.analysis.sentences[here.index - 1]
        near = [f for f in draft.figures if before.start <= f.span[0] < before.end and f.unit != "%"][-2:]
        if change.to is not None and change.to not in [f.id for f in near]:
            continue
        if all(f.period for f in near):
            near.sort(key=lambda f: f.period or "")
        if len(near) != 2 or near[0].unit != near[1].unit or not near[0].value or not near[1].value:
            continue
        if (near[1].value > near[0].value) == (change.direction == "up") and _makes(
            change.amount, near[0].value, near[1].value
        ):
            period = change.period if change.to is None else near[1].period
            draft.changes[at] = msgspec.structs.replace(change, from_=near[0].id, to=near[1].id, period=period)


def _makes(amount: Amount, start: float, end: float) -> bool:
    """Whether two values make about this change."""
    if amount.kind == "factor":
        return abs(max(start, end) / min(start, end) / amount.value - 1) < 0.1
    return amount.kind == "percent" and abs(abs(end / start - 1) * 100 - amount.value) < 0.1 * amount.value


def _counted(draft: Draft, figure: Figure) -> Counted | None:
    found = next((q for q in draft.quantities if q.span == figure.span), None)
    return found if isinstance(found, Counted) else None


def _ends(draft: Draft, quantity: Quantity, word: Token, words: ChangeWords) -> tuple[Figure | None, Figure | None]:
    """The figures where the change began and ended, in the sentence of its word."""
    sentence = draft.analysis.sentences[word.sentence]
    inside = [f for f in draft.figures if sentence.start <= f.span[0] < sentence.end and f.unit != "%"]
    before = [f for f in inside if f.span[1] <= quantity.span[0]]
    starts = [
        f for f in before if (q := _counted(draft, f)) is not None and q.case == "abl" and f.qualifier == "exactly"
    ]
    start = starts[-1] if starts else None
    if _compares(draft, word, words):
        ends = [f for f in before if f is not start and (start is None or f.unit == start.unit)]
        near = ends[-1] if ends and start is not None else None
        if start is not None and near is None:
            near = _meant_before(draft, start)  # "1,3 mln tonna tashildi. Bu o‘tgan yilgi 1,6 mln tonnadan kam"
        return start, near
    same = [f for f in inside if f is not start and (start is None or f.unit == start.unit)]
    after_start = [f for f in same if start is None or f.span[0] > start.span[0]]
    clause = _clause_start(draft, quantity, sentence.first)
    reached = [
        f for f in after_start if clause <= f.span[0] and f.span[1] <= quantity.span[0] and _is_reached(draft, f, words)
    ]
    if start is not None and not reached:
        reached = [
            f for f in after_start if _stands_behind(draft, start, f)
        ]  # "980 mln dollardan 1,2 mlrd dollarga, ya’ni …"
    if not reached:
        reached = [f for f in after_start if f.span[0] >= word.end and _is_reached(draft, f, words)][:1]
    if (
        not reached and isinstance(quantity, Counted) and measured_before(draft, quantity) is None
    ):  # "… yetganini, … esa 1,4 baravar oshganini"
        reached = [f for f in after_start if f.span[1] <= quantity.span[0] and _is_reached(draft, f, words)]
    end = reached[-1] if reached else None
    if (
        start is None
        and len(reached) > 1
        and reached[-2].unit == reached[-1].unit
        and reached[-2].period != reached[-1].period
    ):
        start = reached[-2]  # "2023-yilda 110 million bo‘lsa, o‘tgan yili 165 millionga yetdi, ya‘ni 50 foizga o‘sdi"
    if end is not None and _another_between(draft, end, quantity):
        end = None
    return start, end


def _compares(draft: Draft, word: Token, words: ChangeWords) -> bool:
    """ "ko‘p", "kam", "ko‘pligini": a word of comparison, no verb."""
    forms = {word.lower, morph_of(draft, word).stem, morph_of(draft, word).root}
    return bool(forms & (words.more | words.less))


def _meant_before(draft: Draft, start: Figure) -> Figure | None:
    """The figure of the sentence before in the same unit, where this one opens with "this"."""
    here = draft.analysis.sentence_of(start.span[0])
    if here is None or not here.index:
        return None
    opening = draft.analysis.tokens[here.first]
    before = draft.analysis.sentences[here.index - 1]
    if opening.lower not in figure_words(draft.language).pointing or before.paragraph != here.paragraph:
        return None
    found = [f for f in draft.figures if before.start <= f.span[0] < before.end and f.unit == start.unit]
    return found[-1] if found else None


def _clause_start(draft: Draft, quantity: Quantity, first: int) -> int:
    """Where the clause of a quantity begins: behind a clause made a noun and its comma, or a finite verb."""
    own = draft.analysis.token_at(quantity.span[0])
    assert own is not None
    for token in reversed(draft.analysis.tokens[first : own.i]):
        morph, following = morph_of(draft, token), next_token(draft, token)
        noun = morph.form == "participle" and morph.possessed and morph.case in ("acc", "nom")
        if noun and following is not None and following.text == ",":
            return token.end
    return draft.analysis.tokens[first].start


def _stands_behind(draft: Draft, start: Figure, figure: Figure) -> bool:
    """ "980 mln dollardan 1,2 mlrd dollarga": the second number right behind the first, in the dative."""
    quantity = _counted(draft, figure)
    gap = draft.text[start.span[1] : figure.span[0]]
    return quantity is not None and quantity.case in ("dat", "lim") and gap.strip() == ""


def _is_reached(draft: Draft, figure: Figure, words: ChangeWords) -> bool:
    """ "2,3 milliard dollarga yetib", "51,4 milliard dollarni tashkil etib"."""
    quantity = _counted(draft, figure)
    last = draft.analysis.token_at(figure.span[1] - 1)
    if quantity is None or last is None:
        return False
    if _is_qualified_by_verb(draft, quantity, last):
        return True  # "21 foiz o‘sib, 500 million dollardan oshdi"
    for step in range(0, 4):
        token = next_token(draft, last, step) if step else last
        if token is None or token.text in ",;" and step:
            return False
        if morph_of(draft, token).root in words.reach or token.lower in words.amount_to:
            return True
    return False


def _another_between(draft: Draft, figure: Figure, quantity: Quantity) -> bool:
    low, high = sorted((figure.span, quantity.span))
    return any(
        q is not quantity and low[1] <= q.span[0] < high[0] and amount_of_change(draft, q) is not None
        for q in draft.quantities
    )


def _two_ends(draft: Draft, words: ChangeWords) -> None:
    """ "6 tadan 12 taga ko‘paydi"; "bu son 150 taga oshirilishi" goes on from the number before."""
    for at, figure in enumerate(draft.figures):
        quantity = _counted(draft, figure)
        if quantity is None or quantity.case != "dat" or any(c.to == figure.id for c in draft.changes):
            continue
        last = own_tokens(draft, quantity)[-1]
        found = _word_after(draft, last, words, quantity)
        reach = next_token(draft, last)
        reached = reach is not None and morph_of(draft, reach).root in words.reach
        word = found[1] if found is not None else reach if reached else None
        if word is None:
            continue
        sentence = draft.analysis.sentences[last.sentence]
        starts = [
            f for f in draft.figures[:at]
            if f.span[0] >= sentence.start and f.unit == figure.unit and (q := _counted(draft, f)) is not None and q.case == "abl"
        ]  # fmt: skip
        if not starts and found is not None:
            starts = _number_before(draft, at, figure, sentence.first)
        if not starts:
            continue
        start = starts[-1]
        if (
            any(c.from_ == start.id for c in draft.changes)
            or reached
            and found is None
            and _amount_in(draft, sentence.start, sentence.end)
        ):
            continue
        direction: Direction = "up" if figure.value > start.value else "down" if figure.value < start.value else "same"
        _add(draft, direction, word, None, quantity, start, figure, "two_ends")


def _amount_in(draft: Draft, start: int, end: int) -> bool:
    return any(start <= c.span[0] < end for c in draft.changes)


def _number_before(draft: Draft, at: int, figure: Figure, first: int) -> list[Figure]:
    """The figure of the sentence before that "this number" means."""
    words = figure_words(draft.language)
    opening = [t for t in draft.analysis.tokens[first : first + 9]]
    pointing = any(
        one.lower in words.pointing and morph_of(draft, two).stem in words.whole
        for one, two in zip(opening, opening[1:], strict=False)
    )
    before = draft.figures[at - 1] if at else None
    return [before] if pointing and before is not None and before.unit == figure.unit else []


def _add(
    draft: Draft,
    direction: Direction,
    word: Token,
    amount: Amount | None,
    quantity: Counted,
    start: Figure | None,
    end: Figure | None,
    rule: str,
) -> None:
    spans: list[Span] = [quantity.span, word.span]
    if amount is None and start is not None and start.span[0] >= draft.analysis.sentences[word.sentence].start:
        spans.append(start.span)
    figure = end or start
    measure = measured_before(draft, quantity) if figure is None else None
    if figure is None and measure is not None and amount is not None:
        meant = figure = _meant_by(draft, measure, quantity)
        end = meant if meant is not None and morph_of(draft, word).form != "future" else None
    statement = draft.statement_at(quantity.span)
    said = (
        _said_of_change(draft, quantity, measure) if figure is None else (figure.indicator, figure.about, figure.period)
    )
    if figure is not None and end is None and start is None:  # "bu ko‘rsatkich ikki barobar ortadi": the same, later
        period = period_of(draft, quantity)
        said = (figure.indicator, figure.about, period.date if period is not None else None)
    change = Change(
        id=draft.new_id("c"),
        span=(min(a for a, _ in spans), max(b for _, b in spans)),
        direction=direction,
        amount=amount,
        from_=start.id if start else None,
        to=end.id if end else None,
        measure=figure.measure if figure is not None else measure_text(draft, measure) if measure else None,
        indicator=said[0],
        about=said[1],
        period=said[2],
        statement=statement.id if statement else None,
    )
    draft.changes.append(change)
    draft.decide("changes", change.id, rule, change.span)


def _said_of_change(
    draft: Draft, quantity: Counted, measure: Measure | None
) -> tuple[str | None, tuple[str, ...], str | None]:
    """Indicator, countries and period of a change that has no figures: by what it is said of."""
    period = period_of(draft, quantity)
    date = period.date if period is not None else None
    if measure is None:
        return None, (), date
    for unit in GUESSED_UNITS:
        indicator, about = indicator_of(draft, quantity, unit, None, measure)
        if indicator is not None and not indicator.startswith("project."):
            return indicator, tuple(about), date
    return None, (), date


def _meant_by(draft: Draft, measure: Measure, quantity: Counted) -> Figure | None:
    """The figure that "this" means in "bu 2023-yildagidan 1,3 barobar ko‘p": the one right before."""
    words = figure_words(draft.language)
    tokens = [t for t in draft.analysis.tokens_in(measure.span) if t.start < measure.span[1]]
    if not all(t.lower in words.weak or morph_of(draft, t).stem in words.weak for t in tokens):
        return None
    before = [f for f in draft.figures if f.span[1] <= measure.span[0] and f.unit != "%"]
    here, there = (
        draft.analysis.sentence_of(quantity.span[0]),
        draft.analysis.sentence_of(before[-1].span[0]) if before else None,
    )
    pointing = any(t.lower in words.whole or morph_of(draft, t).stem in words.whole for t in tokens)
    if here is None or there is None or here.index - there.index > 1 + pointing or here.paragraph != there.paragraph:
        return None
    return before[-1]


def _share_ends(draft: Draft) -> None:
    """The two ends of a change measure the same: what one end lacks it takes from the other; where it began is actual."""
    at = {figure.id: i for i, figure in enumerate(draft.figures)}
    for i, change in enumerate(draft.changes):
        if change.from_ is None or change.to is None or change.from_ not in at or change.to not in at:
            continue
        start, end = draft.figures[at[change.from_]], draft.figures[at[change.to]]
        best = end if end.indicator is not None and start.indicator is None else start
        shared = {
            "measure": best.measure,
            "measure_span": best.measure_span,
            "indicator": best.indicator,
            "about": best.about,
        }
        rate = end.rate or start.rate
        draft.figures[at[start.id]] = msgspec.structs.replace(start, **shared, rate=rate, status="actual")
        draft.figures[at[end.id]] = msgspec.structs.replace(end, **shared, rate=rate)
        draft.changes[i] = msgspec.structs.replace(
            change, measure=best.measure, indicator=best.indicator, about=best.about
        )
