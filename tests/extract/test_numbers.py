"""Numbers with their qualifier, unit and rate; what is no figure beside what is one."""

from __future__ import annotations

import pytest

FIGURES = [
    ("Trade came to $11.6 billion in 2024.", "$11.6 billion", 11.6e9, "USD", "exactly"),
    ("The loan of 185 million euros was granted.", "185 million euros", 185e6, "EUR", "exactly"),
    ("The plant makes almost 5 mln tonnes of steel.", "almost 5 mln tonnes", 5e6, "t", "almost"),
    ("The station has a capacity of 670 MW.", "670 MW", 670, "MW", "exactly"),
    ("No more than 30 per cent of goods go by rail.", "No more than 30 per cent", 30, "%", "up_to"),
    ("More than twenty-five companies work in the country.", "More than twenty-five", 25, "1", "more_than"),
    ("The deal is worth R$3bn.", "R$3bn", 3e9, "BRL", "exactly"),
    ("Some 45,000 outlets were opened in Peru.", "Some 45,000", 45000, "1", "about"),
    ("Two-thirds of the budget is a grant.", "Two-thirds", 66.67, "%", "exactly"),
    ("Kenya spent 45 billion shillings on roads in Kenya.", "45 billion shillings", 45e9, "KES", "exactly"),
]
NONE = [
    "The 20th anniversary was marked in Article 5 of the treaty.",
    "The two countries and both sides met in the C5+1 and G20 formats.",
    "It was signed on 17 October 2025 by one of the ministers.",
    "Relations have grown closer over the past 20 years.",
    "The Su-57 was shown near the CASA-1000 line.",
]


@pytest.mark.parametrize(("text", "words", "value", "unit", "qualifier"), FIGURES)
def test_figure_is_read(read, text, words, value, unit, qualifier):
    record = read(text)
    found = [(record.words(f.span), f.value, f.unit, f.qualifier) for f in record.figures]
    assert (words, value, unit, qualifier) in found


@pytest.mark.parametrize("text", NONE)
def test_this_is_no_figure(read, text):
    record = read(text)
    assert [record.words(f.span) for f in record.figures] == []


def test_range_takes_scale_and_unit_of_its_end(read):
    (figure,) = read("The line will carry between 12 and 15 million tonnes of freight a year.").figures
    assert (figure.value, figure.high, figure.unit, figure.rate) == (12e6, 15e6, "t", "year")


def test_two_ends_share_the_unit(read):
    record = read("The station is to raise its capacity from 198 to 450 MW.")
    assert [(f.value, f.unit) for f in record.figures] == [(198, "MW"), (450, "MW")]
    assert [c.direction for c in record.changes] == ["up"]
