"""Whether a number counts or measures at all: no part of a name, no pronoun, no result of a game, no year."""

from __future__ import annotations

from communique.extract.counted import (
    NOUNS,
    MeasureWords,
    counted_head,
    measure_words,
    next_token,
    previous_token,
    tokens_of,
)
from communique.extract.draft import Draft, Quantity
from communique.extract.ranges import is_result
from communique.language import Token

PAST_AGE = ("AUX", "VERB", "PRON", "DET", "ADV", "CCONJ", "ADP")  # what follows the age of a person, commas lost too
RECENT = (1930, 2049)  # years that reports speak of; before a plural, others count it
APOSTROPHES = ("'", "’", "‘")


def is_counting(draft: Draft, quantity: Quantity) -> bool:
    """Whether the words count or measure: no number of a name, no pronoun "one", no result of a game."""
    words = measure_words(draft.language)
    own = draft.analysis.tokens_in(quantity.number)
    if not own:
        return False
    before, after = previous_token(draft, own[0]), next_token(draft, own[-1])
    if quantity.rule == "vague":
        return True
    if quantity.rule == "fraction":
        return after is not None and after.lower in words.of
    if quantity.multiplier:
        return quantity.rule == "times" and not _is_times_word(draft, quantity)
    if is_result(draft.text, quantity):
        return False
    if quantity.unit is None and not quantity.words and draft.text[: quantity.span[0]].endswith(APOSTROPHES):
        return False  # "in '16"
    if quantity.unit is not None:
        if quantity.unit == "s" and _is_plural(draft, quantity):
            return False
        # "Channel 5s", not "a 5s gap"
        close = quantity.unit_span is not None and quantity.unit_span[1] - quantity.unit_span[0] == 1
        return not (close and quantity.unit in ("s", "V", "K") and before is not None and _is_name_word(before))
    if before is not None and before.lower in words.labels and not quantity.words and before.pos == "NOUN":
        return False  # "phase 3 trials", "page 12"
    if quantity.words and quantity.value == 1:
        return _is_one(draft, own[0], before, after, words)
    if _is_age(draft, quantity, own[-1]):
        return True
    head = counted_head(draft, quantity)
    if not quantity.words and quantity.high is None and _is_year(draft, quantity, head, before):
        return False
    last = tokens_of(draft, quantity)[-1]
    named = not quantity.words and before is not None and _is_name_word(before) and last is own[-1]
    if head is not None and last is own[-1] and (_is_type(draft, quantity, head) or _is_address(quantity, head, words)):
        return False
    if head is not None:
        return not named or before is not None and head.tag == "NNS" and head.i == last.i + 1 and before.head != head.i
    if quantity.words:
        return quantity.value >= 2 and not (
            quantity.value in (100, 1000) and before is not None and before.pos in NOUNS
        )
    if (
        before is not None
        and (_is_name_word(before) or before.text in (":", "#"))
        or len(own) > 1
        and quantity.rule == "count"
        and quantity.high is None
        and own[-1].end - own[0].start > 18
    ):
        return False
    return _stands_alone(draft, quantity, last, before, next_token(draft, last))


def _is_plural(draft: Draft, quantity: Quantity) -> bool:
    """ "the 70s", "757s": the plural of a number."""
    attached = quantity.unit_span is not None and draft.words(quantity.unit_span) == "s"
    whole = not quantity.value % 1 and quantity.high is None
    return attached and whole and (quantity.value >= 100 or 20 <= quantity.value and not quantity.value % 10)


def _is_times_word(draft: Draft, quantity: Quantity) -> bool:
    return quantity.number == quantity.span and not any(c.isdigit() for c in draft.words(quantity.number))


def _is_one(draft: Draft, token: Token, before: Token | None, after: Token | None, words: MeasureWords) -> bool:
    if before is not None and before.lower in words.no_one or after is None:
        return False
    if before is not None and before.lower in words.at and after.lower in words.moments:
        return False  # "at one point"
    if after.lower in words.of:
        return True
    if after.lower in words.ones or token.dep not in ("nummod", "amod", "compound", "det", "quantmod", "advmod"):
        return False
    return after.pos in ("NOUN", "ADJ", "PROPN", "VERB") and token.head > token.i


def _is_year(draft: Draft, quantity: Quantity, head: Token | None, before: Token | None) -> bool:
    """ "2019 review", "Keytruda's 2018 sales", but "2000 people"."""
    text = draft.words(quantity.number)
    if quantity.unit is not None or len(text) != 4 or not text.isdigit() or not 1000 <= quantity.value < 2100:
        return False
    if head is not None and head.tag == "NNS" and not RECENT[0] <= quantity.value <= RECENT[1]:
        return False  # "1850 posts"
    return quantity.value >= 1800 and (quantity.value % 100 > 0 or head is None) and quantity.qualifier == "exactly"


def _is_type(draft: Draft, quantity: Quantity, head: Token) -> bool:
    """ "the 787 Dreamliner", "11 Pro Max": digits before a name in the singular are part of the name."""
    first = draft.analysis.tokens_in(quantity.number)[-1].i + 1
    name = draft.analysis.tokens[first : head.i + 1]
    singular = head.tag == "NNP" and (len(name) == 1 or all(t.text.isalpha() and t.text.istitle() for t in name))
    return singular and not quantity.words and quantity.high is None and 1 < quantity.value < 1000


def _is_address(quantity: Quantity, head: Token, words: MeasureWords) -> bool:
    """ "12 Mill Road": the number of a house."""
    return not quantity.words and head.text[:1].isupper() and head.lower in words.streets


def _is_name_word(token: Token) -> bool:
    return token.pos in NOUNS and any(c.isupper() for c in token.text) and token.text != token.text.lower()


def _is_age(draft: Draft, quantity: Quantity, last: Token) -> bool:
    return bare_age(draft, quantity)


def bare_age(draft: Draft, quantity: Quantity) -> bool:
    """ "Nick Hague, 44, has …", "aged 30": an age without its unit."""
    if quantity.unit is not None or quantity.words or not 1 <= quantity.value <= 110 or quantity.value % 1:
        return False
    own = draft.analysis.tokens_in(quantity.span)
    before, after = previous_token(draft, own[0]), next_token(draft, own[-1])
    if before is None:
        return False
    words = measure_words(draft.language)
    if before.lower in words.age_before:
        return True
    if before.lower in words.goes_on and before.i > 1 and draft.analysis.tokens[before.i - 2].lower in words.age_before:
        return True  # "aged 55 and 19"
    if before.lower in words.than and before.i and draft.analysis.tokens[before.i - 1].lower in words.compared_ages:
        return True
    if before.text == "," and before.i:
        before = draft.analysis.tokens[before.i - 1]
    if _after_age(draft, before):
        return True
    person = any(n.label == "PERSON" and n.first <= before.i <= n.last for n in draft.analysis.names)
    return person and quantity.value >= 5 and after is not None and (after.pos in PAST_AGE or after.text == ",")


def is_weight(draft: Draft, quantity: Quantity) -> bool:
    """ "weighs 250 pounds", "lost 10 pounds of fat": pounds that are no money."""
    words = measure_words(draft.language)
    if quantity.unit_span is None or draft.words(quantity.unit_span).strip(" -").lower() not in words.pounds:
        return False
    own = draft.analysis.tokens_in(quantity.span)
    head = draft.analysis.head_of(own[-1])
    after = next_token(draft, own[-1])
    of = after is not None and after.lower in words.of and quantity.value < 100_000
    return of or head is not None and head.lemma in words.weighing


def may_be_age(draft: Draft, quantity: Quantity) -> bool:
    """Whether a name of a person before it could make a bare number an age; asked before the parse."""
    if quantity.unit is not None or quantity.words or not 5 <= quantity.value <= 110 or quantity.value % 1:
        return False
    before = draft.text[max(0, quantity.span[0] - 30) : quantity.span[0]].rstrip(" ,").split()
    return bool(before) and before[-1][:1].isupper()


def _after_age(draft: Draft, before: Token) -> bool:
    """ "over the age of 21", "life expectancy … is around 73", "Maria, who was 10"."""
    words, analysis = measure_words(draft.language), draft.analysis
    sentence = analysis.sentences[before.sentence]
    if before.lower in words.copulas:
        subject = analysis.subject(before)
        if subject is not None and (subject.tag == "WP" or subject.lower in words.persons):
            return True
    for token in reversed(analysis.tokens[max(sentence.first, before.i - 9) : before.i + 1]):
        if token.lower in words.ages:
            return True
        if token.pos == "VERB" or any(c.isdigit() for c in token.text):
            return False
    return False


def _stands_alone(draft: Draft, quantity: Quantity, last: Token, before: Token | None, after: Token | None) -> bool:
    """A bare number that the verb or a preposition holds: "closed at 5884", "an average of 1500", "which is 50000"."""
    if quantity.high is not None:
        return quantity.rule == "range" and quantity.value >= 10
    if before is None or after is not None and after.text in ("/", ":", "-"):
        return False
    if quantity.value < 10 and not before.lower == "by":
        return False
    return last.dep in (
        "obl",
        "nmod",
        "obj",
        "attr",
        "advmod",
        "nummod",
        "conj",
        "appos",
        "npadvmod",
        "nsubj",
        "dep",
        "root",
        "ccomp",
        "nsubj:pass",
        "pobj",
    )
