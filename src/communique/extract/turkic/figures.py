"""Figures: which quantities count, and what each says: measure, indicator, about, period, status, statement."""

from __future__ import annotations

from dataclasses import dataclass

from communique.extract.draft import Draft
from communique.extract.turkic.changes import amount_of_change, change_words, is_end_of_change
from communique.extract.turkic.clauses import FigureWords, figure_words, own_tokens
from communique.extract.turkic.figure_about import indicator_of
from communique.extract.turkic.figure_period import period_of
from communique.extract.turkic.figure_status import Seen, status_of
from communique.extract.turkic.measures import Measure, gapped, measure_of, measure_text, measured_before, phrase_start
from communique.extract.turkic.numbers import Counted, number_words
from communique.extract.turkic.view import ending_of, morph_of, next_token
from communique.language import Token
from communique.record import Figure

TERMS = ("d", "wk", "mo", "a", "h", "min")


@dataclass(slots=True)
class Topic:
    """What was measured last: a number without words of its own goes on about it."""

    measure: Measure
    unit: str | None  # None where it was measured by how much it changed
    sentence: int
    figure: Figure | None


def find_figures(draft: Draft) -> None:
    """Fill ``draft.figures`` in the order of the text."""
    words = figure_words(draft.language)
    topic: Topic | None = None
    for quantity in draft.quantities:
        assert isinstance(quantity, Counted)
        if not counts(draft, quantity, words):
            topic = _topic_of_change(draft, quantity, words) or topic
            continue
        unit = quantity.unit or "1"
        measure = measure_of(draft, quantity)
        weak = measure is None or all(word in words.weak for word in _stems(draft, measure))
        kept: Figure | None = None
        if weak and (topic is None or own_tokens(draft, quantity)[0].sentence - topic.sentence > 1):
            topic = _topic_without_number(draft, quantity, measure, words) or topic
        if weak and topic is not None and _goes_on(draft, topic, quantity, unit, measure, words):
            measure = _joined_measure(draft, topic.measure, measure, words)
            kept = topic.figure
        figure = _figure(draft, quantity, unit, measure, kept)
        draft.figures.append(figure)
        draft.decide(
            "figures", figure.id, f"{quantity.rule}+{measure.rule if measure else 'no_measure'}", quantity.span
        )
        if measure is not None and not all(word in words.weak for word in _stems(draft, measure)):
            topic = Topic(measure, unit, own_tokens(draft, quantity)[0].sentence, figure)


def _joined_measure(draft: Draft, topic: Measure, own: Measure | None, words: FigureWords) -> Measure:
    """The measure of the figure before; with the number's own word where that owns something: "ularning soni"."""
    counted = own is not None and morph_of(draft, own.head).stem in words.whole and morph_of(draft, own.head).possessed
    if own is not None and counted and topic.before is None:
        return Measure((own.head.start, own.head.end), own.head, "measure_of_figure_before", topic.span)
    return Measure(topic.span, topic.head, "measure_of_figure_before", topic.before)


def _figure(draft: Draft, quantity: Counted, unit: str, measure: Measure | None, kept: Figure | None) -> Figure:
    """The figure of a quantity; ``kept`` is the figure before it that measured the same."""
    period = period_of(draft, quantity)
    indicator, about = indicator_of(draft, quantity, unit, quantity.rate, measure)
    if kept is not None and kept.unit == unit and (indicator in (None, kept.indicator) or quantity.possessed):
        indicator, about = kept.indicator, list(kept.about)
    statement = draft.statement_at(quantity.number)
    return Figure(
        id=draft.new_id("f"),
        span=quantity.span,
        value=quantity.value,
        high=quantity.high,
        unit=unit,
        rate=quantity.rate,
        qualifier=quantity.qualifier,
        measure=measure_text(draft, measure) if measure else None,
        measure_span=measure.span if measure else None,
        indicator=indicator,
        about=tuple(about),
        period=period.date if period else None,
        period_span=period.span if period else None,
        status=status_of(
            draft,
            quantity,
            Seen(indicator, tuple(about), period.date if period else None, measure.span if measure else None),
        ),
        statement=statement.id if statement else None,
    )


def _topic_of_change(draft: Draft, quantity: Counted, words: FigureWords) -> Topic | None:
    """ "savdo hajmi 1,6 barobar o‘sdi. Bu ko‘rsatkich …": what changed is what is measured next."""
    if amount_of_change(draft, quantity) is None:
        return None
    measure = measured_before(draft, quantity)
    if measure is None or all(word in words.weak for word in _stems(draft, measure)):
        return None
    return Topic(measure, None, own_tokens(draft, quantity)[0].sentence, None)


def _topic_without_number(draft: Draft, quantity: Counted, measure: Measure | None, words: FigureWords) -> Topic | None:
    """ "tovar ayirboshlash hajmi ortib bormoqda. Bu boradagi ko‘rsatkich …": what the sentence before says that it grows."""
    index = own_tokens(draft, quantity)[0].sentence
    counting = words.whole | (words.weak & words.measurable)
    if not index or measure is None or not any(stem in counting for stem in _stems(draft, measure)):
        return None
    for before in reversed(draft.analysis.sentences[max(0, index - 2) : index]):  # a question may stand between
        for token in reversed(draft.analysis.tokens[before.first : before.last]):
            morph = morph_of(draft, token)
            if morph.stem in words.measurable - words.weak and morph.case in ("nom", "acc"):
                found = Measure((phrase_start(draft, token).start, token.end), token, "subject")
                return Topic(found, None, index, None)
    return None


def _stems(draft: Draft, measure: Measure) -> list[str]:
    return [morph_of(draft, t).stem for t in draft.analysis.tokens_in(measure.span) if t.start < measure.span[1]]


def _goes_on(
    draft: Draft, topic: Topic, quantity: Counted, unit: str, measure: Measure | None, words: FigureWords
) -> bool:
    """Whether a number without words of its own is about what was measured last, at most a sentence before."""
    back = own_tokens(draft, quantity)[0].sentence - topic.sentence
    if back > 1:
        return False
    pointing = measure is not None and any(stem in words.whole for stem in _stems(draft, measure))
    if unit == "%" and topic.unit != "%":
        return pointing or quantity.possessed
    if unit == "%":
        return back == 0 or pointing
    if topic.unit is None:
        return pointing or back == 0
    return topic.unit == unit or pointing and topic.unit != "%"


def counts(draft: Draft, quantity: Counted, words: FigureWords) -> bool:
    """Whether a quantity is a figure: no amount of change, no pair that points back, no time that only says when."""
    often = quantity.multiplier and quantity.rate is not None and amount_of_change(draft, quantity) is None
    if often:
        return True  # "haftasiga to‘rt marta parvoz"
    if quantity.multiplier or quantity.ordinal or quantity.only_change or amount_of_change(draft, quantity) is not None:
        return False
    tokens = own_tokens(draft, quantity)
    first, last = tokens[0], tokens[-1]
    following = next_token(draft, last)
    if quantity.unit in TERMS and not is_end_of_change(draft, quantity):
        return _is_term(draft, quantity, words, following)
    if quantity.unit is not None:
        return True
    if following is not None and following.lower in words.no_count:
        return False
    if _is_quoted(draft, first, last):
        return False
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
    alone = following is None or following.pos == "PUNCT"
    if alone and not quantity.classified and quantity.case == "nom" and quantity.qualifier == "exactly":
        comma = following is not None and following.text == "," and quantity.value > 3
        return comma and following is not None and gapped(draft, quantity, following) is not None
    before = next_token(draft, first, -1)
    if not quantity.words and quantity.case == "nom" and before is not None and before.text in ("-", "№"):
        return False
    return (
        following is None
        or quantity.classified
        or quantity.case != "nom"
        or quantity.qualifier != "exactly"
        or following.pos in ("NOUN", "ADJ", "PROPN", "DET", "X", "VERB")
        or following.pos == "AUX"
        and quantity.value > 10
        or quantity.high is not None
    )


def _is_quoted(draft: Draft, first: Token, last: Token) -> bool:
    """ "“uch yovuz kuch”", "“Boeing 787 Dreamliner”": a number inside a name in quotation marks."""
    before = [t for step in range(1, 4) if (t := next_token(draft, first, -step)) is not None]
    mark = next((t for t in before if t.text in '“«„"'), None)
    if mark is None or any(not t.text[:1].isalnum() for t in before[: before.index(mark)]):
        return False
    after = [t for step in range(1, 5) if (t := next_token(draft, last, step)) is not None]
    close = next((t for t in after if t.text in '”»“"'), None)
    return close is not None and not any(t.text in ".,;:" for t in after[: after.index(close)])


def _is_term(draft: Draft, quantity: Counted, words: FigureWords, following: Token | None) -> bool:
    """ "muddati 25 yil", "30 kunlik vizasiz rejim" are figures; "besh yil ichida" is a time."""
    if following is not None and following.lower in words.time_after:
        return False
    longer = following is not None and morph_of(draft, following).root in change_words(draft.language).to_only
    if quantity.case == "dat" and longer and quantity.unit in ("a", "mo"):
        return True  # "muddatini besh yilga uzaytirish"
    if quantity.case in ("dat", "loc") or quantity.unit == "a" and quantity.attributive:
        return False
    sentence = draft.analysis.sentences[own_tokens(draft, quantity)[0].sentence]
    around = draft.analysis.tokens[
        max(sentence.first, own_tokens(draft, quantity)[0].i - 8) : own_tokens(draft, quantity)[-1].i + 5
    ]
    term = any(morph_of(draft, t).stem in words.term for t in around if t.i < sentence.last)
    return term or quantity.attributive and quantity.unit != "a" or quantity.case == "lim"
