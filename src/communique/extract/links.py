"""Links: two entities stand in a relation. Rules over names and over the parse, in order; each pair and relation once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from communique.extract.draft import Draft
from communique.extract.link_money import finance_nouns, paying, stakes, works_won
from communique.extract.link_names import (
    branches,
    parties_behind,
    parties_by_dash,
    parties_inside,
    places,
    subsidiaries,
)
from communique.extract.link_verbs import (
    attendance,
    bearing_signatures,
    by_verb,
    owning,
    parties,
    pen_to_paper,
    presiding,
    relative_doers,
    settled,
    signed_by_both,
    signing,
    taking_the_chair,
    their_paper,
    under_construction,
)
from communique.extract.relations import RelationWords, Triple, relation_words
from communique.record import Link, Span

W = TypeVar("W")  # the words of a language's relations
Rule = Callable[[Draft, RelationWords], Iterator[Triple]]
RULES: list[Rule] = [
    parties_behind,
    parties_inside,
    parties_by_dash,
    branches,
    subsidiaries,
    places,
    by_verb,
    presiding,
    taking_the_chair,
    signing,
    signed_by_both,
    their_paper,
    pen_to_paper,
    parties,
    owning,
    attendance,
    settled,
    under_construction,
    relative_doers,
    bearing_signatures,
    paying,
    stakes,
    finance_nouns,
    works_won,
]


def find_links(draft: Draft) -> None:
    """Fill ``draft.links``."""
    add_links(draft, RULES, relation_words(draft.language))


def _in_headline(draft: Draft, span: Span) -> bool:
    """Whether the words are of a headline in capitals: it names, it tells of no relation."""
    words = draft.words(span)
    return words.isupper() and " " in words.strip()


def add_links(draft: Draft, rules: Iterable[Callable[[Draft, W], Iterator[Triple]]], words: W) -> None:
    """What the rules find, in their order; each pair and relation once."""
    seen: set[tuple[str, str, str]] = set()
    for rule in rules:
        for subject, relation, thing, span in list(rule(draft, words)):
            if subject == thing or (subject, relation, thing) in seen:
                continue
            if _in_headline(draft, span):
                continue
            seen.add((subject, relation, thing))
            statement = draft.statement_at(span)
            draft.links.append(
                Link(
                    subject=subject,
                    relation=relation,
                    object=thing,
                    span=span,
                    statement=statement.id if statement else None,
                )
            )
            draft.decide("links", f"{subject} {relation} {thing}", rule.__name__, span)
