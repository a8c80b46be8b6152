"""Which of two countries comes first where the indicator says so: whose it is, and where it is or goes."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from communique.extract.draft import Draft, Mention
from communique.extract.turkic.view import morph_of, next_token
from communique.record import Span

WHOSE_FIRST = (
    "trade.exports",
    "trade.imports",
    "trade.surplus",
    "investment.stock",
    "investment.flow",
    "finance.remittances",
    "tourists",
    "migrants",
    "students",
)
WHERE_FIRST = ("companies.joint", "branches")
PLACES = ("loc", "rel", "dat")


def ordered(draft: Draft, indicator: str, pair: list[str], sentence: Span) -> list[str]:
    """The pair in the order of the catalogue, where the endings tell; else as it was."""
    if len(pair) != 2 or indicator not in (*WHOSE_FIRST, *WHERE_FIRST, "quota"):
        return pair
    mentions = [m for m in draft.mentions_in(sentence) if m.entity in pair]
    if indicator == "quota":  # "O‘zbekiston fuqarolari uchun": the one that receives comes first
        gets = next((m.entity for m in mentions if _is_for(draft, m)), None)
        return _first(pair, gets)
    away = "abl" if indicator in ("trade.imports", "finance.remittances") else None
    there = next((m.entity for m in mentions if _case(draft, m) in (PLACES if away is None else (away,))), None)
    whose = next((m.entity for m in mentions if _owns(draft, m)), None)
    if there is None and whose is not None:
        there = next(entity for entity in pair if entity != whose)
    elif whose is None and there is not None:
        whose = next(entity for entity in pair if entity != there)
    return _first(pair, there if indicator in WHERE_FIRST else whose)


def _first(pair: list[str], entity: str | None) -> list[str]:
    return pair if entity is None else [entity, *(other for other in pair if other != entity)]


def _case(draft: Draft, mention: Mention) -> str:
    """The case of the country, or of the noun that it stands before: "Koreya oliygohlarida"."""
    token = draft.analysis.tokens_in(mention.span)[-1]
    morph, following = morph_of(draft, token), next_token(draft, token)
    if morph.case == "nom" and following is not None and morph_of(draft, following).possessed:
        return morph_of(draft, following).case
    return morph.case


def _owns(draft: Draft, mention: Mention) -> bool:
    """ "Rossiya sarmoyasi", "qozoq korxonasi": whose the capital, the company or the traveller is."""
    token = draft.analysis.tokens_in(mention.span)[-1]
    following, morph = next_token(draft, token), morph_of(draft, token)
    if following is None or morph.case not in ("nom", "gen"):
        return False
    return morph_of(draft, following).stem in relation_list(draft.language, "owned")


@lru_cache
def relation_list(language: Any, name: str) -> frozenset[str]:
    """A list of ``relations.yml``."""
    return frozenset(language.data("relations", dict[str, Any]).get(name, ()))


def _is_for(draft: Draft, mention: Mention) -> bool:
    """Whether "for" follows the country, or the people whom it describes."""
    token = draft.analysis.tokens_in(mention.span)[-1]
    following = [next_token(draft, token, step) for step in (1, 2)]
    return any(at is not None and at.lower in relation_list(draft.language, "benefit") for at in following)
