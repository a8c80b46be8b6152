"""The checks inside a document."""

from __future__ import annotations

import pytest

CASES = [
    ("Trade grew almost sixfold, from $2 billion in 2005 to $11.6 billion in 2024.", "change_matches_figures", "holds"),
    ("The number of flights doubled, from 34 to 56 a week.", "change_matches_figures", "fails"),
    ("They met on Monday, 14 November 2025.", "date_exists", "fails"),
    ("The Lima Wind Plant will be commissioned in June 2025.", "date_past", "fails"),
]


@pytest.mark.parametrize(("text", "check", "verdict"), CASES)
def test_check_says(read, text, check, verdict):
    assert (check, verdict) in [(f.check, f.verdict) for f in read(text).findings]


def test_true_report_has_no_finding(read):
    assert read("Trade grew in 2024. The plant will open in 2029.").findings == ()
