"""By how much something changed: the words of change, and the numbers that stand beside them ("by 15%", "sixfold")."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec

from communique.extract.draft import Draft, Quantity
from communique.language import Token
from communique.record import Direction, Qualifier

FAR_NOUN = 7  # tokens between a share and the noun of change that it stands before


class ChangeWords(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """The file ``changes.yml`` of a language."""

    up: frozenset[str] = frozenset()
    down: frozenset[str] = frozenset()
    same: frozenset[str] = frozenset()
    factors: dict[str, float] = {}
    qualifiers_of_factor: dict[str, Qualifier] = {}
    comparatives: frozenset[str] = frozenset()
    counted_comparatives: frozenset[str] = frozenset()
    than: frozenset[str] = frozenset()
    bounds: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    moving_particles: frozenset[str] = frozenset()
    moves: frozenset[str] = frozenset()
    steps: frozenset[str] = frozenset()
    rates: frozenset[str] = frozenset()
    of_itself: frozenset[str] = frozenset()
    of: frozenset[str] = frozenset()
    at: frozenset[str] = frozenset()
    arrive: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    from_: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    instead: list[str] = []


@lru_cache
def change_words(language: Any) -> ChangeWords:
    return language.data("changes", ChangeWords)  # type: ignore[no-any-return]


def direction_of(token: Token, words: ChangeWords) -> Direction | None:
    """The direction that a verb, noun, adjective or particle of change has."""
    if token.pos not in ("VERB", "NOUN", "ADJ", "ADV", "ADP", "AUX"):
        return None
    for form in (token.lemma, token.lower):
        if form in words.up:
            return "up"
        if form in words.down:
            return "down"
    return None


def amount_of_change(draft: Draft, quantity: Quantity) -> tuple[Direction, Token] | None:
    """The direction and the word of change where the number says by how much ("by 15%", "15% more", "sixfold")."""
    words = change_words(draft.language)
    tokens = draft.analysis.tokens
    own = draft.analysis.tokens_in(quantity.span)
    if not own:
        return None
    first, last = own[0], own[-1]
    before = tokens[first.i - 1] if first.i else None
    after = tokens[last.i + 1] if last.i + 1 < len(tokens) and tokens[last.i + 1].sentence == last.sentence else None
    # "15.4% more than", "$4 million below", "15 million dollars less"
    if (
        after is not None
        and after.lower in words.comparatives - words.than
        and (
            quantity.unit is not None
            or quantity.multiplier
            or after.lower in words.counted_comparatives
            and tokens[min(after.i + 1, len(tokens) - 1)].lower in words.than
        )
    ):
        direction = direction_of(after, words)
        if direction is not None:
            return direction, after
    if quantity.multiplier:
        behind = after if after is not None and after.pos == "VERB" else None  # "вдвое сократить"
        direction = direction_of(behind, words) if behind is not None else None
        if direction is not None and behind is not None:
            return direction, behind
        return _word_of_change(draft, first, words) or ("up", first)
    if before is None or before.sentence != first.sentence:
        return None
    if before.lower in words.by:
        if after is not None and after.pos == "VERB" and quantity.unit == "%":  # "на 17 % превышает показатель"
            direction = direction_of(after, words)
            if direction is not None:
                return direction, after
        found = _word_of_change(draft, before, words)
        if found is not None:
            return found
    # "up 8%", "down 9 % from 2023", "rose 15%", "slid 7.4% to", "lost 30 percent of their volume"
    if quantity.unit == "%" or quantity.rule == "fraction":
        direction = direction_of(before, words)
        if (
            direction is not None
            and before.pos in ("VERB", "ADV", "ADP", "ADJ")
            and before.lower not in words.bounds | words.particles
        ):
            return direction, before
        if before.lower in words.particles and direction is not None and not _is_particle(draft, before, words):
            return direction, before
    # "an increase of 12 per cent", "growth of 7%"
    noun = tokens[before.i - 1] if before.lower in words.of and before.i else None
    if noun is not None and noun.pos == "NOUN" and (quantity.unit == "%" or noun.lemma in words.steps):
        direction = direction_of(noun, words)
        if direction is not None:
            return direction, noun
    if noun is not None and noun.lemma in words.rates and quantity.unit == "%":
        found = _direction_of_rate(draft, noun, words)
        if found is not None:
            return found
    # "a 35 percent annual growth"
    above = draft.analysis.head_of(last)
    while above is not None and above in own:
        above = draft.analysis.head_of(above)
    if quantity.unit == "%" and above is not None and above.pos == "NOUN" and 0 < above.i - last.i < FAR_NOUN:
        direction = direction_of(above, words)
        if direction is not None and not any(t.lower in words.of for t in tokens[last.i + 1 : above.i]):
            return direction, above
    # "a 15% increase"
    if quantity.unit == "%" and after is not None and after.pos == "NOUN":
        direction = direction_of(after, words)
        if direction is not None:
            return direction, after
    return None


def _direction_of_rate(draft: Draft, noun: Token, words: ChangeWords) -> tuple[Direction, Token] | None:
    """ "an annual growth rate of 7%", "is growing at a rate of 27 per cent"."""
    for near in (*draft.analysis.children(noun, "compound", "amod"), *draft.analysis.children(noun, "nmod")):
        direction = direction_of(near, words)
        if direction is not None and near.pos == "NOUN" or near.pos == "PROPN" and near.lower in words.up | words.down:
            return direction or ("up" if near.lower in words.up else "down"), near
    verb = draft.analysis.head_of(noun)
    direction = direction_of(verb, words) if verb is not None and verb.pos == "VERB" else None
    return (direction, verb) if direction is not None and verb is not None else None


def _is_particle(draft: Draft, particle: Token, words: ChangeWords) -> bool:
    """ "makes up 58 %": the particle of a verb that says no change."""
    verb = draft.analysis.head_of(particle)
    if verb is None or verb.pos != "VERB" or verb.i != particle.i - 1:
        return False
    return particle.dep in ("compound:prt", "advmod") and verb.lemma not in words.up | words.down | words.moves


def _word_of_change(draft: Draft, token: Token, words: ChangeWords) -> tuple[Direction, Token] | None:
    """The nearest word of change left of the number in its sentence, within a few words."""
    tokens = draft.analysis.tokens
    sentence = draft.analysis.sentences[token.sentence]
    for i in range(token.i - 1, max(sentence.first, token.i - 12) - 1, -1):
        moved = tokens[i].lower in words.moving_particles and tokens[i - 1].lemma in words.moves
        if tokens[i].pos in ("VERB", "NOUN", "ADJ") or moved:
            direction = direction_of(tokens[i], words)
            if direction is not None:
                return direction, tokens[i]
        if tokens[i].text in (";", ":"):
            break
    return None
