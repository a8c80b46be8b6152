"""Whether a quantity is a figure: no amount of change, no pair that points back, no time that only says when."""

from __future__ import annotations

from communique.extract.change_amounts import amount_of_change
from communique.extract.counted import measure_words
from communique.extract.draft import Draft, Quantity
from communique.extract.figure_words import FigureWords, figure_words, lasting, time_before
from communique.extract.number_words import TIMES
from communique.language import Token

SHARED = 4  # tokens before a fraction in which the verb of shares stands
LEFT = 36  # characters before a term in which a word can make it a time


def is_figure(draft: Draft, quantity: Quantity) -> bool:
    """Whether the contract counts a quantity as a figure."""
    number = draft.analysis.token_at(quantity.number[0])
    if number is None or quantity.multiplier or quantity.ordinal or is_amount_of_change(draft, quantity):
        return False
    tokens, words = draft.analysis.tokens, figure_words(draft.language)
    if quantity.unit is None and words.aged & {token.lower for token in tokens[max(0, number.i - 2) : number.i]}:
        return False  # "up to the age of 30"
    before = tokens[number.i - 1].lower if number.i else ""
    last = draft.analysis.tokens_in(quantity.span)[-1]
    after = tokens[last.i + 1] if last.i + 1 < len(tokens) else None
    if quantity.unit is None and not _counts_something(draft, quantity, number, before, after, words):
        return False
    if quantity.unit in TIMES:
        return quantity.unit != "s" and _is_term(draft, quantity, after, words)
    if quantity.rule == "fraction":
        return (_is_share(before, after, words) or _fell_to(draft, number, after, words)) and not _is_time(
            draft, last, words
        )
    return True


def is_amount_of_change(draft: Draft, quantity: Quantity) -> bool:
    """The number says by how much something changed; ``changes`` reads it."""
    return amount_of_change(draft, quantity) is not None


def _counts_something(
    draft: Draft, quantity: Quantity, number: Token, before: str, after: Token | None, words: FigureWords
) -> bool:
    if not quantity.words and before == "(" and after is not None and after.text == ")":
        return False  # "Issue 6 (41)"
    if quantity.words and quantity.value == 1 and not _is_from(draft, number, after, words):
        return False
    if after is not None and after.text == "-" and _describes(draft, after, words):
        return False
    bare_scale = draft.words(quantity.number).count(" ") == 0 and before not in words.articles_of_scales
    if quantity.words and quantity.value >= 100 and bare_scale:
        return False
    mention = draft.mention_at(number)
    if mention is not None and mention.form == "name":
        return False
    if after is None or after.sentence != number.sentence:
        return not quantity.words and number.dep != "root" and quantity.value >= 10
    if quantity.words and quantity.value == 2 and (before in words.definite or after.lower in words.pair_nouns):
        return False
    if before in words.definite and quantity.words and after.lower in words.pair_nouns:
        return False
    if not quantity.words and quantity.value < 100 and number.text.startswith("0"):
        return False
    return bool(number.dep) or quantity.words


def spans_over(draft: Draft, quantity: Quantity) -> bool:
    """ "doubled over five years" says when; "lasts for over five years" says how long."""
    first = draft.analysis.tokens_in(quantity.span)[0]
    before = draft.analysis.tokens[first.i - 1] if first.i else None
    words = measure_words(draft.language)
    return first.lower in words.over and (before is None or before.lower not in words.lasting)


def _is_from(draft: Draft, number: Token, after: Token | None, words: FigureWords) -> bool:
    """ "from one to three flights": where a change began."""
    before = draft.analysis.tokens[number.i - 1] if number.i else None
    return before is not None and before.lower in words.from_ and after is not None and after.lower in words.to


def _describes(draft: Draft, hyphen: Token, words: FigureWords) -> bool:
    """ "two-way trade", "forty-foot containers": what something is like, not how many there are."""
    tokens = draft.analysis.tokens
    following = tokens[hyphen.i + 1] if hyphen.i + 1 < len(tokens) else None
    return following is not None and following.start == hyphen.end and following.lower in words.compounds


def _is_term(draft: Draft, quantity: Quantity, after: Token | None, words: FigureWords) -> bool:
    """ "a stay of 30 days" is a figure; "20 years ago", "over the past 20 years", "within three months" are times."""
    if after is not None and after.lower in words.time_after and not _goes_on(draft, after, words):
        return False
    if spans_over(draft, quantity):
        return False
    hyphen = "-" in draft.words(quantity.span) and after is not None
    if (
        hyphen
        and after is not None
        and any(t.lemma in words.gatherings for t in draft.analysis.tokens[after.i : after.i + 3])
    ):
        return False
    left = draft.text[max(0, quantity.span[0] - LEFT) : quantity.span[0]]
    first = draft.analysis.tokens_in(quantity.span)[0]
    before = draft.analysis.tokens[first.i - 1] if first.i else None
    if before is not None and before.pos == "VERB":
        left = ""  # "are to last 36 months"
    if time_before(draft.language).search(left):
        return False
    lasts = not left or lasting(draft.language).search(left) is not None
    return quantity.unit != "a" or quantity.rule == "term" or lasts


def _goes_on(draft: Draft, after: Token, words: FigureWords) -> bool:
    """ "nine days on average", "30 days on the new visa"; "20 years on" says when."""
    following = draft.analysis.tokens[after.i + 1] if after.i + 1 < len(draft.analysis.tokens) else None
    return (
        after.lower in words.time_after_alone
        and following is not None
        and following.sentence == after.sentence
        and following.pos in ("DET", "NOUN", "ADJ", "PROPN")
    )


def _is_time(draft: Draft, last: Token, words: FigureWords) -> bool:
    """ "a quarter of a century", "half an hour"."""
    following = draft.analysis.tokens[last.i + 1 : last.i + 4]
    noun = next((token for token in following if token.pos == "NOUN"), None)
    return noun is not None and noun.lemma in words.clocks


def _fell_to(draft: Draft, number: Token, after: Token | None, words: FigureWords) -> bool:
    """ "на долю товаров пришлось две трети.": a fraction at the end of what a verb of shares says."""
    ends = after is None or after.sentence != number.sentence or after.text in (".", ",", ";", "–", "—", ")")
    left = draft.analysis.tokens[max(0, number.i - SHARED) : number.i]
    return ends and any(t.lemma in words.share_verbs and t.sentence == number.sentence for t in left)


def _is_share(before: str, after: Token | None, words: FigureWords) -> bool:
    return (
        after is not None
        and (
            after.pos in ("NOUN", "DET")
            or after.lower in words.fraction_after
            or after.pos == "ADJ"
            and after.case == "Gen"  # "четверть внешней торговли"
        )
        and before not in words.fraction_before
    )
