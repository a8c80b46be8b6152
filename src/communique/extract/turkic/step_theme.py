"""What a step is said of: the noun before it (or after its participle), and the entity that this noun means."""

from __future__ import annotations

from communique.extract.draft import Draft, EntityDraft
from communique.extract.turkic.clauses import NOUNS
from communique.extract.turkic.directions import relation_list
from communique.extract.turkic.names import stem_of
from communique.extract.turkic.steps import Seen, StepWords, step_words
from communique.extract.turkic.view import morph_of, next_token
from communique.language import Token
from communique.record import EntityKind, Step

BUILT: tuple[EntityKind, ...] = ("project", "programme", "organization")

KINDS: dict[Step, tuple[EntityKind, ...]] = {
    "signed": ("agreement",),
    "ratified": ("agreement",),
    "in_force": ("agreement", "programme"),
    "held": ("organization", "programme", "event"),
    "extended": ("agreement", "programme", "project"),
    "financed": ("project",),
    "started": ("project", "programme", "organization"),
    "completed": ("project", "programme"),
    "opened": BUILT,
    "other": ("project", "programme"),
}

ANY: tuple[EntityKind, ...] = ("project", "agreement", "programme", "organization")

REACH = 3  # sentences back in which the thing may have been named


def theme_of(draft: Draft, seen: Seen, begin: int, attributive: bool) -> Token | None:
    """The noun that the step is said of: after a participle the noun that it describes, else the subject or object before it."""
    if attributive:
        at, last = next_token(draft, seen.last), None
        while (
            at is not None
            and at.i - seen.last.i < 12
            and (at.pos in (*NOUNS, "DET", "NUM", "CCONJ", "ADP") or at.text in '“”«»",')
        ):
            if at.pos in NOUNS:
                last = at
            if (
                morph_of(draft, at).possessed
                and morph_of(draft, at).case != "gen"
                or morph_of(draft, at).case in ("acc", "dat", "loc", "abl")
            ):
                break
            if head_is_paper(draft, at):
                last = at
                break
            at = next_token(draft, at)
        return last
    if seen.rule == "building":  # "uni “Baltfarm” kompaniyasi qurmoqda": what is built, not who builds
        built = [t for t in draft.analysis.tokens[begin : seen.first.i] if _is_object(draft, t)]
        if built:
            return built[-1]
    for at_i in range(seen.first.i - 1, begin - 1, -1):
        token = draft.analysis.tokens[at_i]
        morph = morph_of(draft, token)
        if any(p.span[0] <= token.start < p.span[1] for p in draft.periods) or token.pos in (
            "ADV",
            "PUNCT",
            "CCONJ",
            "ADP",
            "VERB",
        ):
            continue
        if morph.case in ("loc", "abl", "dat", "lim") and token.pos != "PRON":
            continue
        following = next_token(draft, token)
        if following is not None and (following.pos == "ADP" or _is_owned_aside(draft, following)):
            continue
        entity = draft.entity_at(token)
        if entity is not None and entity.kind in ("place", "country", "person") and token.pos != "PRON":
            continue
        if token.pos in (*NOUNS, "PRON") and morph.case in ("nom", "acc"):
            return token
    return None


def _is_owned_aside(draft: Draft, token: Token) -> bool:
    """ "… elektr uzatish liniyasida": the head of a place or a time, so that the noun before it only describes it."""
    morph = morph_of(draft, token)
    return token.pos == "NOUN" and morph.possessed and morph.case in ("loc", "abl")


def _is_object(draft: Draft, token: Token) -> bool:
    return (
        token.lower in relation_list(draft.language, "it")
        or token.pos in NOUNS
        and morph_of(draft, token).case == "acc"
    )


def head_is_paper(draft: Draft, token: Token) -> bool:
    return stem_of(draft, token) in step_words(draft.language).papers


def about_of(
    draft: Draft, seen: Seen, begin: int, theme: Token | None, attributive: bool, words: StepWords
) -> EntityDraft | None:
    """The entity that the noun is, that owns it, or that it points back to."""
    kinds = KINDS.get(seen.step, ANY)
    if seen.rule == "building":
        kinds = ("project",)
        if theme is not None and theme.pos == "PRON" and draft.entity_at(theme) is None:
            return _last(draft, theme, kinds)
    if theme is not None:
        entity = draft.entity_at(theme)
        if entity is not None and entity.kind in kinds and entity.kind != "event":
            return entity
        if entity is not None and entity.kind == "event" and seen.step == "held":
            owner = _owner(draft, theme, begin, ("organization",))
            return owner or entity
    if attributive:
        near = [
            m
            for m in draft.mentions
            if theme is not None
            and seen.last.end <= m.span[0] <= theme.start
            or theme is not None
            and m.span[0] <= theme.start < m.span[1]
        ]
        return next((draft.entities[m.entity] for m in near if draft.entities[m.entity].kind in kinds), None)
    owner = _owner(draft, theme or seen.first, begin, kinds)
    if owner is not None:
        return owner
    if theme is None or seen.step in ("signed", "held"):
        return None
    stem = stem_of(draft, theme)
    if theme.pos == "PRON" or stem in words.generic | words.works:
        return _last(draft, theme, ("project",))
    return None


def _owner(draft: Draft, theme: Token, begin: int, kinds: tuple[EntityKind, ...]) -> EntityDraft | None:
    """The thing named in the clause before the noun: its owner first, else the nearest."""
    start = draft.analysis.tokens[begin].start
    near = [
        m
        for m in draft.mentions_in((start, theme.end))
        if draft.entities[m.entity].kind in kinds and draft.entities[m.entity].kind != "event"
    ]
    owned = [m for m in near if morph_of(draft, draft.analysis.tokens_in(m.span)[-1]).case == "gen"]
    chosen = owned or [
        m for m in near if draft.entities[m.entity].kind != "organization" or m.span[1] + 2 >= theme.start
    ]
    return draft.entities[chosen[-1].entity] if chosen else None


def _last(draft: Draft, theme: Token, kinds: tuple[EntityKind, ...]) -> EntityDraft | None:
    """The thing of these kinds named last, at most some sentences back."""
    for mention in sorted(draft.mentions, key=lambda m: m.span, reverse=True):
        if mention.span[1] > theme.start or draft.entities[mention.entity].kind not in kinds:
            continue
        back = draft.analysis.token_at(mention.span[0])
        return draft.entities[mention.entity] if back is not None and theme.sentence - back.sentence <= REACH else None
    return None
