"""Is a date that is promised as ahead already past on the day of publication?"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from communique.check.seen import Read
from communique.record import Finding
from communique.saying import say

DAY = regex.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")  # a year, month or day; seasons are left out


def date_past(read: Read) -> Iterator[Finding]:
    """A finding for each step ahead whose last possible day lies before the report."""
    published = read.document.published
    for milestone in read.milestones:
        if milestone.status != "expected" or milestone.date is None or not published:
            continue
        last = milestone.date.split("/")[-1].rstrip("~")
        if DAY.fullmatch(last) and last < published[: len(last)]:
            yield Finding(
                check="date_past",
                verdict="fails",
                message=say(
                    "“{words}” is said to lie ahead, but the report is of {day}: check the date.",
                    words=read.words(milestone.span),
                    day=published,
                ),
                refs=(milestone.id,),
                span=milestone.span,
            )
