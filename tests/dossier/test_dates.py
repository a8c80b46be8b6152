"""Dates as views compare them."""

from __future__ import annotations

import pytest

from communique.dossier.dates import between, when


@pytest.mark.parametrize(
    "first, last, later",
    [
        ("2019", "2019-12", None),
        ("2019", "2020-12-04", "P1Y"),
        ("2028", "2030", "P2Y"),
        ("2026-03", "2026-12", "P9M"),
        ("2023-09", "2025-09-01", "P2Y"),
        ("2023-06-01", "2023-10", "P4M"),
        ("2025-06-01", "2025-06-01", None),
        ("2024-01-31", "2024-03-01", "P1M1D"),
        ("2030", "2028", None),
        ("2023-23", "2023-10", None),
        ("2023-23", "2024-12-27", "P1Y1M"),
        ("2027-01/2027-06", "2027-12", "P6M"),
        ("2019/..", "2020", None),
    ],
)
def test_how_much_later(first, last, later):
    assert between(when(first), when(last)) == later


@pytest.mark.parametrize("given", [None, "", "soon", "2024-13", "2023-02-30"])
def test_what_is_no_date(given):
    assert when(given) is None
