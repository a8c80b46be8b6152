"""The checks inside a document."""

from __future__ import annotations

import pytest

CASES = [
    ("Trade grew almost sixfold, from $2 billion in 2005 to $11.6 billion in 2024.", "change_matches_figures", "holds"),
    ("Exports grew by 15% from $2.0 billion to $2.3 billion.", "change_matches_figures", "holds"),
    ("The number of flights doubled, from 34 to 56 a week.", "change_matches_figures", "fails"),
    ("They met on Monday, 14 November 2025.", "date_exists", "fails"),
    ("The Lima Wind Plant will be commissioned in June 2025.", "date_past", "fails"),
    ("Peru holds 51 per cent of the firm, and Chile and Cuba 24.5 per cent each.", "parts_add_up", "holds"),
    ("There are 900 joint companies, of which 600 trade and 450 produce.", "parts_add_up", "fails"),
    ("There are 900 joint companies, of which 500 trade and 400 produce.", "parts_add_up", "holds"),
    (
        "The 30th anniversary of the Treaty of Friendship, signed on 4 May 1995, was marked.",
        "anniversary_matches",
        "holds",
    ),
    (
        "The 30th anniversary of the Treaty of Friendship, signed on 4 May 1985, was marked.",
        "anniversary_matches",
        "fails",
    ),
]


@pytest.mark.parametrize(("text", "check", "verdict"), CASES)
def test_check_says(read, text, check, verdict):
    assert (check, verdict) in [(f.check, f.verdict) for f in read(text).findings]


@pytest.mark.parametrize(
    "text",
    [
        "Trade grew in 2024. The plant will open in 2029.",
        "There are 900 joint companies, of which 500 trade and 300 produce.",
        "The share rose to 40 per cent in 2024 and 45 per cent in 2025.",
    ],
)
def test_true_report_has_no_finding(read, text):
    assert read(text).findings == ()


def test_messages_name_the_words(read):
    (finding,) = read("The number of flights doubled, from 34 to 56 a week.").findings
    assert "34" in finding.message and "56" in finding.message and finding.refs
