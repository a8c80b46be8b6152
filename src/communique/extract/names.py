"""Names as they stand in the text: runs of capitalised words with the small words inside them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

from communique.extract.draft import Draft
from communique.knowledge import countries, person_names
from communique.language import Token
from communique.record import Span


class EntityWords(msgspec.Struct, frozen=True):
    """The file ``entities.yml`` of a language."""

    organization: frozenset[str]
    agreement: frozenset[str]
    programme: frozenset[str]
    event: frozenset[str]
    project: frozenset[str]
    place: frozenset[str]
    forms: dict[str, str]
    report_events: list[str]
    group: frozenset[str]
    known_places: frozenset[str]
    known_organizations: frozenset[str]
    known_agreements: frozenset[str]
    known_programmes: frozenset[str]
    connectors: frozenset[str]
    of: frozenset[str]
    leading: frozenset[str]
    branches: frozenset[str]
    rounds: frozenset[str]
    ordinals: frozenset[str]
    acronyms: dict[str, str]


class TitleWords(msgspec.Struct, frozen=True):
    """The file ``titles.yml`` of a language."""

    heads: frozenset[str]
    modifiers: frozenset[str]
    post_modifiers: frozenset[str]
    honorifics: frozenset[str]
    feminine: frozenset[str]
    masculine: frozenset[str]
    ties: frozenset[str]
    abroad: frozenset[str]
    national: frozenset[str]
    seat: frozenset[str]
    particles: frozenset[str]


@lru_cache
def entity_words(language: Any) -> EntityWords:
    return language.data("entities", EntityWords)  # type: ignore[no-any-return]


@lru_cache
def title_words(language: Any) -> TitleWords:
    return language.data("titles", TitleWords)  # type: ignore[no-any-return]


@dataclass(slots=True)
class Chunk:
    """Tokens ``[first, last]`` of a name."""

    first: int
    last: int


def is_capitalised(token: Token) -> bool:
    return token.text[:1].isupper() or token.text[:1].isdigit() and any(c.isupper() for c in token.text)


def chunks(draft: Draft) -> list[Chunk]:
    """Runs of capitalised words, sentence by sentence; a small word counts only between two capitalised ones."""
    words = entity_words(draft.language)
    titles = title_words(draft.language)
    heads = words.organization | words.agreement | words.programme | words.event | words.project | titles.heads
    tokens = draft.analysis.tokens
    found: list[Chunk] = []
    country_ends = {c.end for c in countries.find_countries(draft.text) if c.form == "name"}
    people = {name.first for name in draft.analysis.names if name.label == "PERSON" and name.last > name.first}
    for sentence in draft.analysis.sentences:
        i = sentence.first
        while i < sentence.last:
            token = tokens[i]
            opens = i == sentence.first or tokens[i - 1].text in ("“", '"', "«", "‘", "'", "—", ":", "-", "–")
            if not is_capitalised(token) or (opens and token.lower in words.leading) or token.lower in ("i",):
                i += 1
                continue
            last, j = i, i + 1
            while j < sentence.last:
                if (
                    is_capitalised(tokens[j])
                    and tokens[j - 1].end in country_ends
                    and _new_name(tokens, i, j, people, heads)
                ):
                    break
                if is_capitalised(tokens[j]) and j in people and any(t.lower in ("of", "for") for t in tokens[i:j]):
                    break
                if is_capitalised(tokens[j]) and _person_begins(tokens, i, j, titles, heads, words.connectors):
                    break
                if is_capitalised(tokens[j]) and tokens[j].lower not in ("i",):
                    last, j = j, j + 1
                elif tokens[j].text in ("-", "–", "’", "'", "/") and _tight(tokens, j) and j + 1 < sentence.last:
                    j += 1
                    if not is_capitalised(tokens[j]) and not tokens[j].text[:1].isdigit() and tokens[j - 1].text != "-":
                        break
                    last, j = j, j + 1
                elif tokens[j].text in ("–",) and j + 1 < sentence.last and is_capitalised(tokens[j + 1]):
                    j += 1
                elif tokens[j].lower in titles.particles and j + 1 < sentence.last:
                    j += 1
                elif _joins(draft, tokens, i, last, j, sentence.last, words, heads):
                    j += 1
                else:
                    break
            found.append(Chunk(i, last))
            i = last + 1
    return found


def _new_name(tokens: list[Token], first: int, at: int, people: set[int], heads: frozenset[str]) -> bool:
    """ "… of the Slovak Republic Juraj Hornák": after a country's name somebody's name begins, unless a head word follows."""
    run = at
    while run < len(tokens) and is_capitalised(tokens[run]) and tokens[run].sentence == tokens[first].sentence:
        if tokens[run].lower in heads:
            return False
        run += 1
    return at in people or (run - at >= 2 and any(token.lower == "of" for token in tokens[first:at]))


def _person_begins(
    tokens: list[Token], first: int, at: int, titles: TitleWords, heads: frozenset[str], connectors: frozenset[str]
) -> bool:
    """ "National Agency for Investments | Ulan Sydykov", "Ambassador of Slovakia | Tolon Baisalov": a person's name begins.

    A given name opens it or a family name ends it, nothing in it is a head word, and it follows a body, a country or
    a title, not a preposition.
    """
    before = tokens[at - 1].lower
    if before in connectors or not tokens[at - 1].text[-1:].isalnum():
        return False
    run = at
    while run < len(tokens) and tokens[run].sentence == tokens[at].sentence and run - at < 6:
        if not is_capitalised(tokens[run]) and tokens[run].lower not in titles.particles:
            break
        if tokens[run].lower in heads:
            return False
        run += 1
    words = {token.lower for token in tokens[first:at]}
    if not (words & heads or words & connectors or countries.country_named(tokens[at - 1].text)):
        return False
    return is_full_name([token.text for token in tokens[at:run]])


LONGEST_NAME = 6  # words of a person's full name


def is_full_name(words: list[str]) -> bool:
    """A given name opens it, or a family name closes it, or a family name opens it and a given name follows."""
    if not 2 <= len(words) <= LONGEST_NAME or countries.country_named(words[0]):
        return False
    if person_names.is_given_name(words[0]):
        return True
    if len(words) == 2 and person_names.is_like_family_name(words[-1]):
        return True
    return len(words) <= 4 and person_names.is_family_name(words[0]) and person_names.is_given_name(words[1])


def _tight(tokens: list[Token], i: int) -> bool:
    return tokens[i - 1].end == tokens[i].start and i + 1 < len(tokens) and tokens[i].end == tokens[i + 1].start


def _joins(
    draft: Draft,
    tokens: list[Token],
    first: int,
    last: int,
    j: int,
    stop: int,
    words: EntityWords,
    heads: frozenset[str],
) -> bool:
    """ "Ministry of Investment, Industry and Trade": small words and commas inside the complement of a head word."""
    token = tokens[j]
    k = j + 1
    while k < stop and tokens[k].lower in words.connectors:
        k += 1
    if k >= stop or k - j > 3 or not is_capitalised(tokens[k]) or last < j - 2:
        return False
    inside = [t.lower for t in tokens[first:j]]
    headed = any(word in heads for word in inside)
    if token.lower == "of":
        return True
    if token.lower in ("and", "&"):
        if tokens[k].lower in heads and any(word in heads for word in inside):
            return False
        opened = any(word in heads and at + 1 < len(inside) for at, word in enumerate(inside))
        after = any(tokens[m].lower in heads for m in range(k, min(stop, k + 3)) if is_capitalised(tokens[m]))
        return (opened and ("of" in inside or "for" in inside or "on" in inside)) or (
            not headed and after and token.lower == "&"
        )
    if token.text == ",":
        return (
            headed
            and ("of" in inside or "for" in inside)
            and any(
                tokens[m].lower == "and" and m + 1 < stop and is_capitalised(tokens[m + 1])
                for m in range(k + 1, min(stop, k + 4))
            )
        )
    if token.lower in ("for", "on"):
        return headed
    if token.lower in ("in",):
        return inside[0] in ("embassy", "consulate", "mission")
    return token.lower in words.connectors and token.lower in ("the", "de", "du", "del", "des", "da", "do", "al")


def span_of(draft: Draft, first: int, last: int) -> Span:
    return draft.analysis.tokens[first].start, draft.analysis.tokens[last].end
