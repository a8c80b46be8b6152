"""Things that a text says the name of: "the programme, known as Light for Clinics", "a gas field called Karabil"."""

from __future__ import annotations

from communique.extract.draft import Draft, EntityDraft
from communique.extract.names import EntityWords, headword
from communique.language import Token
from communique.record import EntityKind


def thing_called(draft: Draft, first: int, words: EntityWords) -> tuple[EntityKind, Token] | None:
    """The kind and the noun of the thing whose name begins at a token, where a word of calling stands right before it."""
    tokens, at = draft.analysis.tokens, first - 1
    if at < 1 or tokens[at].lower not in words.calling | words.calling_as:
        return None
    if tokens[at].lower in words.calling_as:
        at -= 1
        if tokens[at].lower not in words.known:
            return None
    at -= 1
    while at > 0 and (tokens[at].text == "," or tokens[at].pos in ("ADV", "AUX")):
        at -= 1
    noun = tokens[at]
    if at < 0 or noun.sentence != tokens[first].sentence or noun.pos != "NOUN":
        return None
    kind = _kind_of_noun(noun, words)
    return (kind, noun) if kind is not None else None


def tie_noun(draft: Draft, entity: EntityDraft, first: int, words: EntityWords) -> None:
    """Make the noun before a name a mention of what is named."""
    found = thing_called(draft, first, words)
    if found is not None and draft.mention_at(found[1]) is None:
        draft.add_mention(entity, found[1].span, "nominal", found[1])


def _kind_of_noun(noun: Token, words: EntityWords) -> EntityKind | None:
    table: list[tuple[EntityKind, frozenset[str]]] = [
        ("organization", words.organization),
        ("agreement", words.agreement),
        ("programme", words.programme),
        ("event", words.event),
        ("project", words.project | words.described_project | words.after_name),
        ("place", words.place | words.settlements),
    ]
    return next((kind for kind, heads in table if headword(noun) in heads), None)
