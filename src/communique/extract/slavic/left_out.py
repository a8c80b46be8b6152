"""Numbers that leave out what they count, since it was told before: "их было 49, сейчас – уже 83", "в 2024 году набралось 1,7 млн"."""

from __future__ import annotations

from communique.extract.counted import counted_noun
from communique.extract.draft import Draft
from communique.extract.measures import Measure, measure_from, phrase_tokens
from communique.extract.slavic.anew import quantity_of
from communique.extract.slavic.words import part_words
from communique.language import Token
from communique.record import Figure

BACK = 2  # sentences back in which it was told


def told_before(draft: Draft, figure: Figure, earlier: list[Figure]) -> Measure | None:
    """The measure of what a bare number counts, from the figure or the noun in the plural before it."""
    quantity = quantity_of(draft, figure)
    number = draft.analysis.token_at(figure.span[0])
    if quantity is None or number is None or figure.unit != "1" or counted_noun(draft, quantity).head is not None:
        return None
    named = _genitive_before(draft, figure, number) or _asked(draft, figure, number)
    if named is not None:
        return named
    pronoun = _pronoun(draft, figure, number)
    if pronoun is None and not _bare(draft, figure, number):
        return None
    before = next((f for f in reversed(earlier) if f.unit == "1"), None)
    place = draft.analysis.token_at(before.span[0]) if before is not None else None
    if before is not None and place is not None and before.measure_span is not None and before.measure is not None:
        if number.sentence - place.sentence <= BACK and _is_last(draft, before, number, pronoun):
            head = draft.analysis.token_at(before.measure_span[0])
            return Measure(before.measure, before.measure_span, head or place, "told_before")
    noun = _plural_before(draft, number) if pronoun is not None else None
    return measure_from(draft, phrase_tokens(draft, noun, set()), noun) if noun is not None else None


def _genitive_before(draft: Draft, figure: Figure, number: Token) -> Measure | None:
    """ "Студентов среди них 270", "Рейсов стало семь": a noun in the genitive that opens the clause of a bare number."""
    first = draft.analysis.sentences[number.sentence].first
    at = number.i
    while at > first and draft.analysis.tokens[at - 1].text not in ",;:–—":
        at -= 1
    noun = draft.analysis.tokens[at]
    if (
        noun.i >= number.i
        or noun.pos != "NOUN"
        or noun.case != "Gen"
        or noun.number != "Plur"
        or draft.in_period(noun.start)
    ):
        return None
    own = {t.i for t in draft.analysis.tokens_in(figure.span)}
    return measure_from(draft, [t for t in phrase_tokens(draft, noun, own) if t.i < number.i], noun)


def _asked(draft: Draft, figure: Figure, number: Token) -> Measure | None:
    """ "Сколько соотечественников живёт в Омане? – Порядка 15 тысяч.": what the question right before asks the number of."""
    sentence = draft.analysis.sentences[number.sentence]
    before = draft.analysis.sentences[sentence.index - 1] if sentence.index else None
    if before is None or not draft.text[before.start : before.end].rstrip().endswith("?"):
        return None
    if any(t.pos in ("VERB", "AUX") for t in draft.analysis.sentence_tokens(sentence)):
        return None
    asked = draft.analysis.sentence_tokens(before)
    how = next((t for t in asked if t.text.lower() in part_words(draft.language).how_many), None)
    noun = next((t for t in asked if how is not None and t.i > how.i and t.pos == "NOUN"), None)
    if noun is None:
        return None
    rest = [t for t in asked if t.i >= noun.i and t.text not in "?!"]
    return measure_from(draft, rest, noun)


def _pronoun(draft: Draft, figure: Figure, number: Token) -> Token | None:
    """ "их", "таких": a pronoun in the plural before the number in its clause."""
    words = part_words(draft.language)
    behind = draft.analysis.tokens[number.i + 1 : number.i + 2]  # "вместо нынешних 25 их станет 50"
    if behind and behind[0].text.lower() in words.of_them:
        return behind[0]
    for token in reversed(draft.analysis.tokens[max(0, number.i - 6) : number.i]):
        if token.sentence != number.sentence or token.text in ",;:":
            return None
        if token.text.lower() in words.of_them:
            return token
    return None


def _bare(draft: Draft, figure: Figure, number: Token) -> bool:
    """Whether the number ends its clause and nothing in it says what is counted: "сейчас – уже 83", "набралось 1,7 млн"."""
    last = draft.analysis.tokens_in(figure.span)[-1]
    after = draft.analysis.tokens[last.i + 1] if last.i + 1 < len(draft.analysis.tokens) else None
    if after is not None and after.sentence == last.sentence and after.text not in (".", ",", ";", ")", "!", "?", "…"):
        return False
    words = part_words(draft.language)
    for token in reversed(draft.analysis.tokens[draft.analysis.sentences[number.sentence].first : number.i]):
        if token.text in ",;:":
            return True
        if token.pos in ("NOUN", "PROPN") and not draft.in_period(token.start) and token.lower not in words.asides:
            return False
    return True


def _is_last(draft: Draft, before: Figure, number: Token, pronoun: Token | None) -> bool:
    """Whether no question or other plural stands between: "Хватает ли рейсов? – Осенью их было 49"."""
    place = draft.analysis.token_at(before.span[0])
    between = draft.analysis.tokens[place.i + 1 : number.i] if place is not None else []
    return pronoun is None or not any(t.text == "?" for t in between)


def _is_unit(draft: Draft, token: Token) -> bool:
    return any(q.unit is not None and q.span[0] <= token.start < q.span[1] for q in draft.quantities)


def _plural_before(draft: Draft, number: Token) -> Token | None:
    """The noun in the plural told last in the two sentences before: the subject or object first."""
    own = draft.analysis.sentences[number.sentence].first
    apart = [t.i for t in draft.analysis.tokens[own : number.i] if t.text in ":;—–"]
    here = [
        t
        for t in draft.analysis.tokens[own : apart[0] if apart else own]
        if t.pos == "NOUN" and t.number == "Plur" and not draft.in_period(t.start) and not _is_unit(draft, t)
    ]
    if here:
        return here[-1]
    sentences = draft.analysis.sentences[max(0, number.sentence - BACK) : number.sentence]
    asked = [s for s in sentences if draft.text[s.start : s.end].rstrip().endswith("?")]
    start = (asked or sentences or [draft.analysis.sentences[number.sentence]])[-1 if asked else 0].first
    found = [
        t
        for t in draft.analysis.tokens[start : draft.analysis.sentences[number.sentence].first]
        if t.pos == "NOUN" and t.number == "Plur" and not draft.in_period(t.start) and not _is_unit(draft, t)
    ]
    first = [t for t in found if asked and t.sentence == asked[-1].index]
    return first[0] if first else found[-1] if found else None
