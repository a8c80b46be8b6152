"""How the rules here look at a sentence: tokens with their endings, clauses, phrases of nouns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, cast

import regex

from communique.extract.draft import Draft
from communique.language import Token
from communique.language.base import Sentence
from communique.language.turkic import Morph, Turkic
from communique.language.turkic.parser import TurkicAnalysis
from communique.record import Span


def turkic(draft: Draft) -> Turkic:
    """The language of the draft."""
    return cast(Turkic, draft.language)


def analysis_of(draft: Draft) -> TurkicAnalysis:
    """The analysis of the draft, with its plain form and its endings."""
    return cast(TurkicAnalysis, draft.analysis)


def morph_of(draft: Draft, token: Token) -> Morph:
    """What the endings of a token say."""
    return draft.analysis.morphs[token.i]  # type: ignore[attr-defined, no-any-return]


def is_capitalised(token: Token) -> bool:
    return token.text[:1].isupper()


def is_name_like(token: Token) -> bool:
    """Capitals inside a word ("O‘zA", "AES") make it a name whatever stands around."""
    if token.text[1:].islower():
        return False
    letters = [c for c in token.text if c.isalpha()]
    return len(letters) > 1 and sum(c.isupper() for c in letters) > 1


@lru_cache
def endings(language: Any) -> Any:
    """A pattern of what may follow a word that stands in a list: "dollar-lik", "dollar-i-dan"."""
    from communique.language.turkic.morphology import MorphologyWords

    words: MorphologyWords = language.data("morphology", MorphologyWords)
    soft = [end[:-1] + "g" for end in words.abstract if end.endswith("k")]  # "yaqinlig-ini"
    cases = [form for forms in words.cases.values() for form in forms]
    owned = [form for forms in words.possessive.values() for form in forms]

    def any_of(forms: Iterable[str]) -> str:
        return "|".join(sorted(map(regex.escape, forms), key=len, reverse=True))

    return regex.compile(
        rf"(?P<attributive>{any_of([*words.abstract, *soft, *words.attributive])})?(?:{any_of(words.plural)})?(?P<owned>{any_of(owned)})?"
        rf"(?P<case>{any_of(cases)})?(?:{any_of(words.copula)})?"
    )


def ending_of(draft: Draft, word: str, base: str) -> Any | None:
    """The match of what follows ``base`` in a word, where it is an ending."""
    return ending_in(draft.language, word, base)


def ending_in(language: Any, word: str, base: str) -> Any | None:
    """As ``ending_of``, by the language."""
    return _ending(language, word[len(base) :]) if word.startswith(base) else None


@lru_cache(maxsize=65536)
def _ending(language: Any, end: str) -> Any | None:
    return endings(language).fullmatch(end)


@lru_cache
def case_names(language: Any) -> dict[str, str]:
    """An ending of case → the name of the case."""
    from communique.language.turkic.morphology import MorphologyWords

    words: MorphologyWords = language.data("morphology", MorphologyWords)
    return {form: case for case, forms in words.cases.items() for form in forms}


def plain_words(draft: Draft, span: Span) -> str:
    """The words of a span as the lists of the language have them."""
    plain = analysis_of(draft).plain
    return plain.text[plain.place(span[0]) : plain.place(span[1])]


def sentence_tokens(draft: Draft, sentence: Sentence) -> list[Token]:
    return draft.analysis.tokens[sentence.first : sentence.last]


def next_token(draft: Draft, token: Token, step: int = 1) -> Token | None:
    """A neighbour in the same sentence."""
    at, tokens = token.i + step, draft.analysis.tokens
    if at < 0 or at >= len(tokens):
        return None
    other = tokens[at]
    return other if other.sentence == token.sentence else None


def after_name(draft: Draft, span: Span) -> Token | None:
    """The word after a name, its closing quotation mark and an acronym in brackets left out."""
    token = draft.analysis.tokens_in(span)[-1]
    at = next_token(draft, token)
    while at is not None and at.text in '”»"':
        at = next_token(draft, at)
    if at is not None and at.text == "(":
        for step in range(1, 6):
            close = next_token(draft, at, step)
            if close is not None and close.text == ")":
                return next_token(draft, close)
    return at


def phrase_start(draft: Draft, last: Token, before: list[str]) -> Token | None:
    """The first word of a phrase that ends at a token; ``before`` are its other words, which stand right before it."""
    first = last.i - len(before)
    if first < draft.analysis.sentences[last.sentence].first:
        return None
    tokens = draft.analysis.tokens[first : last.i]
    return draft.analysis.tokens[first] if [token.lower for token in tokens] == before else None


def base_span(draft: Draft, first: Token, last: Token) -> Span:
    """From one token to another, the case ending of the last one left out."""
    morph = morph_of(draft, last)
    if morph.case == "nom" or last.i == first.i and morph.base < 3:
        return first.start, last.end
    plain = analysis_of(draft).plain
    start = plain.place(last.start)
    return first.start, plain.span(start, start + morph.base)[1]


def name_of(draft: Draft, span: Span) -> str:
    """The words of a span on one line."""
    return " ".join(draft.words(span).split())


def sentences(draft: Draft) -> Iterator[tuple[Sentence, list[Token]]]:
    """The sentences with their tokens."""
    for sentence in draft.analysis.sentences:
        yield sentence, sentence_tokens(draft, sentence)
