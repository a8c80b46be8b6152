"""The checks inside one document, by name: each a pure function from what was read to findings, in a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from communique.check.anniversary_matches import anniversary_matches
from communique.check.change_matches_figures import change_matches_figures
from communique.check.date_exists import date_exists
from communique.check.date_past import date_past
from communique.check.one_value import one_value
from communique.check.parts_add_up import parts_add_up
from communique.check.quotes_balanced import quotes_balanced
from communique.check.seen import Read
from communique.record import CheckName, Finding

Check = Callable[[Read], Iterable[Finding]]

CHECKS: dict[CheckName, Check] = {
    "change_matches_figures": change_matches_figures,
    "parts_add_up": parts_add_up,
    "anniversary_matches": anniversary_matches,
    "date_past": date_past,
    "quotes_balanced": quotes_balanced,
    "one_value": one_value,
    "date_exists": date_exists,
}


def check_document(read: Read) -> None:
    """Fill ``read.findings`` with what every check says, in the order of the checks."""
    for check in CHECKS.values():
        read.findings.extend(check(read))
