"""Numbers of Uzbek with their qualifiers, units and rates."""

from __future__ import annotations

import pytest

from communique.extract.draft import Draft
from communique.extract.turkic.numbers import find_quantities
from communique.language import get_language
from communique.read import document_from_text

UZBEK = get_language("uz")

# text, words, value, high, unit, rate, qualifier
NUMBERS = [
    ("3 mingdan ortiq korxona", "3 mingdan ortiq", 3000, None, None, None, "more_than"),
    ("2 milliard dollargacha kredit", "2 milliard dollargacha", 2e9, None, "USD", None, "up_to"),
    ("qariyb 3 milliard dollarni tashkil etdi", "qariyb 3 milliard dollarni", 3e9, None, "USD", None, "almost"),
    ("60 ga yaqin korxona", "60 ga yaqin", 60, None, None, None, "about"),
    ("mingga yaqin korxona", "mingga yaqin", 1000, None, None, None, "about"),
    ("kamida 30 million yevrolik grant", "kamida 30 million yevrolik", 3e7, None, "EUR", None, "at_least"),
    ("yiliga 5–7 mingta viza", "5–7 mingta", 5000, 7000, None, "year", "exactly"),
    ("4,7 млрд. АҚШ доллари", "4,7 млрд. АҚШ доллари", 4.7e9, None, "USD", None, "exactly"),
    ("oltita hujjat", "oltita", 6, None, None, None, "exactly"),
    ("yarim million tonna", "yarim million tonna", 5e5, None, "t", None, "exactly"),
    ("bir yarim milliard so‘m", "bir yarim milliard so‘m", 1.5e9, None, "UZS", None, "exactly"),
    ("500 ga yer", "500 ga", 500, None, "ha", None, "exactly"),
    ("8,1 milliard kub metrni", "8,1 milliard kub metrni", 8.1e9, None, "m3", None, "exactly"),
    ("5 milliondan 7 milliongacha kishi", "5 milliondan 7 milliongacha", 5e6, 7e6, None, None, "exactly"),
    ("9 mlrd yevroga yaqinlashmoqda", "9 mlrd yevroga yaqinlashmoqda", 9e9, None, "EUR", None, "almost"),
    ("100 dan kam bo‘lmagan talaba", "100 dan kam bo‘lmagan", 100, None, None, None, "at_least"),
    ("$11,6 mlrd", "$11,6 mlrd", 1.16e10, None, "USD", None, "exactly"),
    ("1 900 ga yaqin kompaniya", "1 900 ga yaqin", 1900, None, None, None, "about"),
    ("300 дан зиёд киши", "300 дан зиёд", 300, None, None, None, "more_than"),
]
NONE = ["Su-57 samolyoti", "8-yig‘ilish", "2-bosqich", "soat 10:30 da", "minglab sayyohlar"]


def amounts(text):
    draft = Draft(document=document_from_text(text, language="uz"), analysis=UZBEK.analyse([text])[0], language=UZBEK)
    find_quantities(draft)
    return draft


@pytest.mark.parametrize(("text", "words", "value", "high", "unit", "rate", "qualifier"), NUMBERS)
def test_numbers(text, words, value, high, unit, rate, qualifier):
    draft = amounts(text)
    (found,) = draft.quantities
    assert (draft.words(found.span), found.value, found.high, found.unit, found.rate, found.qualifier) == (
        words,
        value,
        high,
        unit,
        rate,
        qualifier,
    )


@pytest.mark.parametrize("text", NONE)
def test_parts_of_names_and_vague_numbers_are_none(text):
    assert not amounts(text).quantities
