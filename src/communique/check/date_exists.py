"""Does a stated date exist, does the weekday match it?"""

from __future__ import annotations

from collections.abc import Iterator

from communique.check.seen import Read
from communique.record import Finding
from communique.saying import say


def date_exists(read: Read) -> Iterator[Finding]:
    """A finding for each date that cannot be."""
    for span, why in read.evidence.impossible_dates:
        yield Finding(
            check="date_exists",
            verdict="fails",
            message=say("“{words}” cannot be: {why}.", words=read.words(span), why=why),
            span=span,
        )
