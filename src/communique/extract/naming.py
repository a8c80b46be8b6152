"""One entity for one name: what a found name is added to."""

from __future__ import annotations

from communique.extract.draft import Draft, EntityDraft
from communique.extract.names import entity_words
from communique.knowledge import countries, places
from communique.language import Token
from communique.record import EntityKind, Span


def add(
    draft: Draft, kind: EntityKind, span: Span, head: Token | None, rule: str, *, nominal: bool = False
) -> EntityDraft:
    """The entity of that kind and name, made if it is new, with this mention."""
    name = " ".join(draft.words(span).split())
    for entity in draft.entities.values():
        if entity.kind == kind and any(
            same_name(known, name, kind) or kind == "organization" and _own_name(draft, known, name)
            for known in (entity.name, *entity.aliases)
        ):
            if len(name) > len(entity.name) and kind != "country":
                entity.aliases.add(entity.name)
                entity.name = name
            break
    else:
        entity = _longer(draft, kind, name) or draft.add_entity(kind, name, rule)
    entity.country = entity.country or _country(kind, name)
    draft.add_mention(entity, span, "nominal" if nominal else "name", head)
    return entity


def _country(kind: EntityKind, name: str) -> str | None:
    """The one country that a body's name holds, or in which alone a place of that name lies."""
    if kind == "organization":
        codes = {found.code for found in countries.find_countries(name) if not found.ambiguous}
        return codes.pop() if len(codes) == 1 else None
    if kind == "place":
        lies = places.countries_of_place(name)
        return countries.country_of_capital(name) or (lies[0] if len(lies) == 1 else None)
    return None


def same_name(one: str, two: str, kind: EntityKind) -> bool:
    """The same words, or the beginning of a longer name: "Federal Agency" and "Federal Agency for Tourism"."""
    if one.casefold() == two.casefold():
        return True
    first, second = one.casefold().split(), two.casefold().split()
    if len(first) > len(second):
        first, second = second, first
    return kind in ("organization", "project", "programme") and second[: len(first)] == first and len(first) > 1


def _longer(draft: Draft, kind: EntityKind, name: str) -> EntityDraft | None:
    """The one body whose name holds these words in a row: "the Joint Committee" of "Nepal–Qatar Joint Committee on Labour"."""
    words = name.casefold().split()
    if kind != "organization" or len(words) < 2 or words[-1] not in entity_words(draft.language).organization:
        return None
    found = [
        entity
        for entity in draft.entities.values()
        if entity.kind == kind
        and f" {' '.join(words)} " in f" {entity.name.casefold()} "
        and not entity_words(draft.language).branches & set(entity.name.casefold().split())
    ]
    return found[0] if len(found) == 1 else None


def _own_name(draft: Draft, one: str, two: str) -> bool:
    """ "Lukoil" and "Lukoil JSC", "Temirjol" and "Temirjol Agency": one word of its own, and nouns for a body behind it."""
    short, long = sorted((one.split(), two.split()), key=len)
    if len(short) != 1 or len(long) < 2 or long[0] != short[0] or not short[0][:1].isupper():
        return False
    bodies = entity_words(draft.language).organization
    word = short[0]
    proper = not (draft.language.knows(word) or places.is_place(word) or countries.country_of_demonym(word))
    return proper and all(part.lower() in bodies for part in long[1:]) and not countries.country_named(word)
