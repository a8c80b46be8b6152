"""Is a quotation mark opened and never closed?"""

from __future__ import annotations

from collections.abc import Iterator

from communique.check.seen import Read
from communique.record import Finding
from communique.saying import say


def quotes_balanced(read: Read) -> Iterator[Finding]:
    """A finding for each mark that is never closed."""
    for span in read.evidence.open_quotes:
        yield Finding(
            check="quotes_balanced",
            verdict="fails",
            message=say("A quotation mark is opened here and never closed; where the quoted words end is not certain."),
            span=span,
        )
