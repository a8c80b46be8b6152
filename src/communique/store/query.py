"""The language of search queries: words, "phrases", -word, OR, and filters like speaker:putin or said:2024..2025.

trade "nuclear power plant" -cotton
speaker:"Oleg Malginov" (turnover OR trade) said:2020..2024
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from communique.errors import UsageError

FILTERS = ("speaker", "about", "kind", "topic", "said", "language", "publisher")
KINDS = ("statement", "figure", "milestone")
PIECE = re.compile(
    r'\s*(?:(?P<minus>-)?(?:(?P<filter>[A-Za-z]+):)?(?:"(?P<phrase>[^"]*)"|(?P<paren>[()])|(?P<word>[^\s()"]+)))'
)
DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(slots=True)
class Term:
    """A word or phrase; it must be there, or must not."""

    words: str
    is_phrase: bool = False
    excluded: bool = False


@dataclass(slots=True)
class Query:
    """What is searched for: groups of terms of which one each must be there, terms that must not, and filters."""

    groups: list[list[Term]] = field(default_factory=list)
    excluded: list[Term] = field(default_factory=list)
    filters: dict[str, list[str]] = field(default_factory=dict)
    said: tuple[str | None, str | None] | None = None

    @property
    def terms(self) -> list[Term]:
        """All terms that may be there."""
        return [term for group in self.groups for term in group]


class QueryError(UsageError):
    """A query that cannot be understood; the message shows where."""

    def __init__(self, query: str, at: int, message: str) -> None:
        super().__init__(f"{message}\n  {query}\n  {' ' * at}^")


def parse(text: str) -> Query:
    """The query of a line. Raises ``QueryError`` with a caret under what is wrong."""
    query = Query()
    joining, open_at, group_open = False, -1, False
    at = 0
    if text.count('"') % 2:
        raise QueryError(text, text.rindex('"'), "This quotation mark is never closed.")
    while at < len(text.rstrip()):
        match = PIECE.match(text, at)
        if match is None or match.end() == at:
            raise QueryError(text, at, "This cannot be read.")
        start, at = match.start() + len(match[0]) - len(match[0].lstrip()), match.end()
        if match["paren"] == "(":
            if group_open or match["minus"]:
                raise QueryError(text, start, "Parentheses hold words joined by OR, and do not nest.")
            group_open, open_at = True, start
            query.groups.append([])
            continue
        if match["paren"] == ")":
            if not group_open or not query.groups[-1]:
                raise QueryError(text, start, "This parenthesis closes nothing.")
            group_open = joining = False
            continue
        if match["word"] == "OR" and not match["filter"]:
            if not query.groups or not query.groups[-1]:
                raise QueryError(text, start, "OR stands between two words.")
            joining = True
            continue
        if match["filter"] and match["filter"].lower() in FILTERS:
            _filter(query, match["filter"].lower(), match["phrase"] or match["word"] or "", text, start)
            continue
        if match["filter"]:
            raise QueryError(
                text, start, f"There is no filter {match['filter']}:. There are {', '.join(f + ':' for f in FILTERS)}."
            )
        words = match["phrase"] if match["phrase"] is not None else match["word"]
        if re.fullmatch(r"[A-Za-z]+:", words):
            name = words[:-1].lower()
            said = f"{words} needs a value, without a space." if name in FILTERS else f"There is no filter {words}"
            raise QueryError(text, start, said)
        if not re.search(r"\w", words):
            raise QueryError(text, start, "A word or a phrase was expected.")
        term = Term(words, match["phrase"] is not None, bool(match["minus"]))
        if term.excluded:
            query.excluded.append(term)
        elif joining or (group_open and not query.groups[-1]):
            query.groups[-1].append(term)
            joining = False
        elif group_open:
            raise QueryError(text, start, "Words in parentheses are joined by OR.")
        else:
            query.groups.append([term])
    if group_open:
        raise QueryError(text, open_at, "This parenthesis is never closed.")
    if joining:
        raise QueryError(text, text.rindex("OR"), "OR stands between two words.")
    if not (query.groups or query.excluded or query.filters or query.said):
        raise QueryError(text, 0, "Nothing to search for: give a word, a phrase or a filter.")
    return query


def _filter(query: Query, name: str, value: str, text: str, at: int) -> None:
    if not value:
        raise QueryError(text, at, f"{name}: needs a value.")
    value_at = at + len(name) + 1
    if name == "kind" and value not in KINDS:
        raise QueryError(text, value_at, f"kind: takes {', '.join(KINDS)}.")
    if name == "said":
        first, dots, last = value.partition("..")
        for day in (first, last):
            if day and not DAY.fullmatch(day):
                raise QueryError(
                    text, value_at, "said: takes a date or a span of dates: said:2024, said:2024-05..2025, said:2024.."
                )
        if not first and not last:
            raise QueryError(
                text, value_at, "said: takes a date or a span of dates: said:2024, said:2024-05..2025, said:2024.."
            )
        query.said = (first or None, (last or None) if dots else first)
        return
    if name == "topic":
        from typing import get_args

        from communique.record import Topic

        if value not in get_args(Topic):
            raise QueryError(text, value_at, f"There is no topic {value}. Topics: {', '.join(get_args(Topic))}.")
    query.filters.setdefault(name, []).append(value)
