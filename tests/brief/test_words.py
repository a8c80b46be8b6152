"""Labels, numbers and dates in three languages."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from communique import record
from communique.brief.composer import indicators
from communique.brief.words import LANGUAGES, Words, _labels
from communique.dossier.promises import State

FILLED = re.compile(r"\{(\w+)\}")
MAY_DIFFER = ("money", "units")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_all_labels_with_the_same_gaps(language):
    english, other = _labels("en"), _labels(language)
    assert set(english) == set(other)
    for group, labels in english.items():
        if group in MAY_DIFFER or isinstance(labels, str):
            continue
        assert set(labels) == set(other[group]), group
        for key, pattern in labels.items():
            assert set(FILLED.findall(str(pattern))) == set(FILLED.findall(str(other[group][key]))), (group, key)


@pytest.mark.parametrize(
    "group, values",
    [
        ("topics", record.Topic), ("steps", record.Step), ("step_nouns", record.Step), ("status", record.MilestoneStatus), ("relations", record.Relation),
        ("checks", record.CheckName), ("kinds", record.EntityKind), ("qualifiers", record.Qualifier), ("figure_status", record.FigureStatus), ("states", State),
    ],
)  # fmt: skip
def test_every_word_of_the_contract_has_a_label(group, values):
    assert set(get_args(values)) <= set(_labels("en")[group])


def test_every_indicator_of_briefs_has_a_label():
    assert set(indicators()) == set(_labels("en")["indicators"])


@pytest.mark.parametrize(
    "language, amount, text",
    [
        ("en", (11.6e9, None, "USD", "more_than", None), "over $11.6 billion"),
        ("en", (15e6, 25e6, "t", "exactly", "year"), "15–25 million t a year"),
        ("en", (30, None, "d", "up_to", None), "up to 30 days"),
        ("en", (66.67, None, "%", "exactly", None), "66.67%"),
        ("en", (3142, None, "1", "about", None), "about 3,142"),
        ("en", (2.5e9, None, "XYZ", "exactly", None), "2.5 billion XYZ"),
        ("ru", (11.6e9, None, "USD", "more_than", None), "более 11,6 млрд долл. США"),
        ("ru", (1, None, "d", "exactly", None), "1 день"),
        ("ru", (330, None, "MW", "exactly", None), "330 МВт"),
        ("uz", (11.6e9, None, "USD", "more_than", None), "11,6 mlrd AQSH dollaridan ortiq"),
        ("uz", (3142, None, "1", "more_than", None), "3 142 dan ortiq"),
        ("uz", (30, None, "d", "exactly", None), "30 kun"),
    ],
)
def test_amounts_as_people_write_them(language, amount, text):
    assert Words(language).amount(*amount).replace("\xa0", " ").replace("\u202f", " ") == text


@pytest.mark.parametrize(
    "language, edtf, text",
    [
        ("en", "2024", "2024"), ("en", "2025-08", "August 2025"), ("en", "2025-11-14", "14 November 2025"), ("en", "2025-01/2025-08", "January – August 2025"),
        ("en", "2019/..", "since 2019"), ("en", "2005~", "about 2005"), ("en", "2027-21", "spring 2027"), ("en", None, "undated"), ("en", "2024-13", "2024-13"),
        ("ru", "2025-11-14", "14 ноября 2025 г."), ("ru", "2025-01/2025-08", "январь – август 2025 г."), ("uz", "2025-08", "avgust, 2025"),
    ],
)  # fmt: skip
def test_dates_as_people_write_them(language, edtf, text):
    assert Words(language).date(edtf).replace("\u202f", " ") == text
