"""What can be read in a language that is not known: money beside its sign or code, and quotations.

Nothing that only the words could tell is filled in: no speaker, no period, no measure. A percentage may be a share or a
change, a number may be counted in millions by the next word: both are left out.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from communique.extract.draft import Draft
from communique.extract.number_words import CurrencyWords, any_of
from communique.extract.quotes import find_quotes
from communique.record import Figure, Statement

WORDS = 5  # shorter quotations may be names or single terms
# Separators that mean one thing in every language: groups by blanks or repeated marks, one or two decimals.
NUMBER = (
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{3}){2,}|\d+(?:[.,]\d{1,2})?"
)


def read_without_language(draft: Draft) -> None:
    """Fill figures and statements of a draft without analysis."""
    for match in _money(draft.language).finditer(draft.text):
        unit = match.group("sign") or match.group("before") or match.group("after")
        unit = draft.language.data("currencies", CurrencyWords).symbols.get(unit, unit)
        key = draft.new_id("f")
        draft.figures.append(Figure(id=key, span=match.span(), value=_value(match.group("number")), unit=unit))
        draft.decide("figures", key, "money_in_any_language")
    for quote in find_quotes(draft):
        if quote.closed and len(draft.words(quote.inner).split()) >= WORDS:
            key = draft.new_id("s")
            draft.statements.append(Statement(id=key, content_spans=(quote.span,), manner="direct"))
            draft.decide("statements", key, "quotation_in_any_language")


@cache
def _money(language: Any) -> Any:
    currencies: CurrencyWords = language.data("currencies", CurrencyWords)
    codes, signs = any_of(currencies.codes), any_of(sign for sign in currencies.symbols if not sign.isalpha())
    number = rf"(?P<number>{NUMBER})(?![\d.,]*\d)"
    alone = r"(?![ \u00a0\u202f]?[\p{L}\d%])"  # a word behind the number may count in thousands or millions
    return regex.compile(
        rf"(?<![\p{{L}}\d.,])(?:(?:(?P<sign>{signs})|(?P<before>{codes}))[ \u00a0]?{number}{alone}"
        rf"|{number}[ \u00a0](?P<after>{codes})(?!\p{{L}}))"
    )


def _value(number: str) -> float:
    plain = regex.sub(r"[ \u00a0\u202f]", "", number)
    if regex.fullmatch(r"\d{1,3}(?:[.,]\d{3}){2,}", plain):
        plain = regex.sub(r"[.,]", "", plain)
    return float(plain.replace(",", "."))
