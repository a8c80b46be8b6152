"""Which of two countries comes first, by the catalogue of indicators."""

from __future__ import annotations

import pytest

from communique.extract.pipeline import extract
from communique.read import document_from_text

CASES = [
    ("Georgia has 900 companies with Polish capital.", "companies.joint", ["GE", "PL"]),
    ("The minister said that 1,500 Japanese companies are active in India.", "companies.joint", ["IN", "JP"]),
    ("Uzbekistan grants 50 scholarships a year to Kazakh students.", "quota", ["KZ", "UZ"]),
    ("Some 300 Kenyan students study in Germany.", "students", ["KE", "DE"]),
    ("Exports from Chile to Korea reached $4 billion.", "trade.exports", ["CL", "KR"]),
    ("Last year Colombia bought $212 million worth of Moroccan goods.", "trade.exports", ["MA", "CO"]),
    ("В вузах Германии учатся 300 студентов из Кении.", "students", ["KE", "DE"]),
    ("Венгрия выделяет 75 стипендий в год студентам из Киргизии.", "quota", ["KG", "HU"]),
]


@pytest.mark.parametrize(("text", "indicator", "pair"), CASES)
def test_first_and_second_country(text, indicator, pair):
    record = extract(document_from_text(text))
    figure = next(f for f in record.figures if f.indicator == indicator)
    codes = {e.id: e.country for e in record.entities}
    assert [codes[e] for e in figure.about] == pair
