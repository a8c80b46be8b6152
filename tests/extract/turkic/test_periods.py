"""Periods of Uzbek, against a day of publication."""

from __future__ import annotations

import pytest

from communique.extract.draft import Draft
from communique.extract.turkic.periods import find_periods
from communique.language import get_language
from communique.read import document_from_text

UZBEK = get_language("uz")

PERIODS = [
    ("2025-yilning yanvar–avgust oylarida", "2025-01/2025-08"),
    ("2030-yilga borib", "2030"),
    ("2030-yilga qadar", "2030"),
    ("2019-yildan buyon", "2019/.."),
    ("2014-yildan beri", "2014/.."),
    ("joriy yilning toʻqqiz oyida", "2025-01/2025-09"),
    ("Joriy yilning birinchi yarmida", "2025-01/2025-06"),
    ("2025-yilning birinchi choragida", "2025-01/2025-03"),
    ("2024-yil 6-iyunda", "2024-06-06"),
    ("2021-yil 1-noyabr holatiga", "2021-11-01"),
    ("25-sentabr kuni", "2025-09-25"),
    ("2016-yildagi savdo", "2016"),
    ("2024–2027-yillarda", "2024/2027"),
    ("2026-yil bahorida", "2026-21"),
    ("2017 йилдаги", "2017"),
    ("ўтган йили", "2024"),
    ("2023 йил сентябрда", "2023-09"),
    ("20–22-may kunlari", "2025-05-20/2025-05-22"),
    ("2027-yil oxiriga qadar", "2027"),
    ("o‘tgan oyda", "2025-08"),
    ("bundan 20 yil avval", "2005"),
    ("noyabr oyida o‘tkaziladi", "2025-11"),
    ("noyabr oyida o‘tkazildi", "2024-11"),
    ("15.05.2025", "2025-05-15"),
    ("so‘nggi yillarda", None),
]


def periods(text):
    document = document_from_text(text, language="uz", published="2025-09-26")
    draft = Draft(document=document, analysis=UZBEK.analyse([text])[0], language=UZBEK)
    find_periods(draft)
    return draft


@pytest.mark.parametrize(("text", "date"), PERIODS)
def test_periods(text, date):
    (found,) = periods(text).periods
    assert found.date == date


def test_that_year_is_the_one_named_last():
    found = periods("Bitim 2024-yil 6-iyunda imzolandi, ishlar o‘sha yilning 27-dekabrida boshlandi.").periods
    assert [period.date for period in found] == ["2024-06-06", "2024-12-27"]


def test_that_period_of_last_year_is_compared_with():
    text = "2025-yilning yanvar–avgust oylarida savdo o‘sdi, o‘tgan yilning shu davriga nisbatan. Mazkur davrda eksport ham o‘sdi."
    assert [period.date for period in periods(text).periods] == [
        "2025-01/2025-08",
        "2024-01/2024-08",
        "2025-01/2025-08",
    ]


def test_a_day_that_does_not_exist_is_noted():
    assert periods("2025-yil 30-fevralda").evidence.impossible_dates
