"""Changes and milestones of Uzbek, told by the form of the verb that closes the clause."""

from __future__ import annotations

import pytest

CHANGES = [
    ("Savdo hajmi 15,4 foizga oshdi.", "up", "percent", 15.4),
    ("Eksport 15,4 foizga kamaydi.", "down", "percent", 15.4),
    ("Savdo hajmi qariyb olti baravar o‘sdi.", "up", "factor", 6),
    ("Muddat 7 kunga qisqaradi.", "down", "absolute", 7),
    ("Eksport 28 foiz ko‘paydi.", "up", "percent", 28),
    ("Экспорт икки баравар ошди.", "up", "factor", 2),
]


@pytest.mark.parametrize(("text", "direction", "kind", "value"), CHANGES)
def test_changes(read, text, direction, kind, value):
    (found,) = read(text).changes
    assert (found.direction, found.amount.kind, found.amount.value) == (direction, kind, value)


def test_two_ends(read):
    draft = read("Maktablar soni 6 tadan 12 taga ko‘paydi.")
    (found,) = draft.changes
    ends = {figure.id: draft.words(figure.span) for figure in draft.figures}
    assert (ends[found.from_], ends[found.to], found.amount) == ("6 tadan", "12 taga", None)


MILESTONES = [
    ("Navoiy zavodi 2027-yilda ishga tushiriladi.", "opened", "expected", "2027"),
    ("Navoiy zavodi 2024-yil mayda ishga tushirildi.", "opened", "done", "2024-05"),
    ("Navoiy zavodi qurilishi boshlandi.", "started", "done", None),
    ("Navoiy zavodining ikkinchi bosqichi 2026-yilda yakunlanishi kutilmoqda.", "completed", "expected", "2026"),
    ("Navoiy zavodi qurilishi jadvalga muvofiq davom etmoqda.", "other", "under_way", None),
    ("2024-yil 6-iyunda imzolangan Savdo to‘g‘risidagi bitim muhim.", "signed", "done", "2024-06-06"),
    ("Savdo to‘g‘risidagi bitim 2023-yil 1-iyulda kuchga kirdi.", "in_force", "done", "2023-07-01"),
    ("Navoiy zavodi qurilishi rejadan uch hafta ortda bormoqda.", "other", "under_way", None),
    ("2025–2027-yillarga mo‘ljallangan hamkorlik dasturi imzolandi.", "signed", "done", None),
    (
        "Ayni paytda Surxon – Puli Xumri elektr uzatish liniyasida qurilish ishlari davom etmoqda.",
        "started",
        "under_way",
        None,
    ),
    ("Oltita hujjat imzolandi.", "signed", "done", None),
    ("Навоий заводи 2027 йилда фойдаланишга топширилади.", "opened", "expected", "2027"),
]


@pytest.mark.parametrize(("text", "step", "status", "date"), MILESTONES)
def test_milestones(read, text, step, status, date):
    (found,) = read(text).milestones
    assert (found.step, found.status, found.date) == (step, status, date)


NO_MILESTONE = ["Navoiy zavodini ishga tushirish muhim.", "Tomonlar bitimni imzolash masalasini ko‘rib chiqdi."]


@pytest.mark.parametrize("text", NO_MILESTONE)
def test_what_is_neither_done_nor_dated_is_no_milestone(read, text):
    assert not read(text).milestones


@pytest.mark.parametrize("verb", ["qoldirildi", "koʻchirildi", "surildi"])
def test_what_is_put_off_to_a_year_is_expected_then(read, verb):
    record = read(f"Navoiy zavodining ochilishi 2032-yilga {verb}.")
    assert ("opened", "expected", "2032") in {(m.step, m.status, m.date) for m in record.milestones}


def test_papers_joined_by_and_are_signed_each(read):
    draft = read("Karantin to‘g‘risidagi bitim hamda Savdoni rivojlantirish yo‘l xaritasi imzolandi.")
    about = {draft.entities[found.about].name for found in draft.milestones}
    assert about == {"Karantin to‘g‘risidagi bitim", "Savdoni rivojlantirish yo‘l xaritasi"}
