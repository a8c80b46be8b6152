"""Steps done, under way and expected."""

from __future__ import annotations

import pytest

CASES = [
    ("The Lima Wind Plant will be commissioned in 2029.", "opened", "expected", "2029"),
    ("The Agreement on Water between Peru and Chile was signed on 3 May 2024.", "signed", "done", "2024-05-03"),
    ("The Agreement on Water entered into force on 1 June 2025.", "in_force", "done", "2025-06-01"),
    ("The Lima Wind Plant has been postponed.", "delayed", "done", None),
    ("Construction of the Lima Wind Plant has begun.", "started", "done", None),
    ("The next meeting will be held in Lima in April 2026.", "held", "expected", "2026-04"),
]


@pytest.mark.parametrize(("text", "step", "status", "date"), CASES)
def test_milestone_is_read(read, text, step, status, date):
    assert (step, status, date) in [(m.step, m.status, m.date) for m in read(text).milestones]


def test_on_schedule(read):
    record = read("The Lima Wind Plant is being built on schedule.")
    assert True in [m.on_schedule for m in record.milestones]
