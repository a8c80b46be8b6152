"""Who acts in a sentence: a mention in the nominative that neither a postposition nor an owner's ending takes away."""

from __future__ import annotations

from communique.extract.draft import Draft, EntityDraft, Mention
from communique.extract.turkic.names import entity_words, head_kind, stem_of
from communique.extract.turkic.speech_words import cue_words
from communique.extract.turkic.view import after_name, base_span, is_capitalised, morph_of, name_of, next_token
from communique.language import Token
from communique.record import EntityKind

SPEAKERS: tuple[EntityKind, ...] = ("person", "organization", "group", "project", "country")


def acts(draft: Draft, mention: Mention) -> bool:
    """In the nominative, with no postposition and no noun that it belongs to."""
    head = draft.analysis.tokens_in(mention.span)[-1]
    if morph_of(draft, head).case != "nom" and not (
        draft.entities[mention.entity].kind == "person"
        and mention.form == "name"
        and not _inflected(draft, mention, head)
    ):
        return False
    if head.lower in cue_words(draft.language).oblique_pronouns:
        return False
    following = next_token(draft, head)
    if following is None:
        return True
    if following.pos == "ADP":
        return False
    if following.pos == "CCONJ":
        return True
    kind = draft.entities[mention.entity].kind
    behind = after_name(draft, mention.span)
    return (
        kind in ("person", "group") or behind is None or behind.pos != "ADP" and not morph_of(draft, behind).possessed
    )


def _inflected(draft: Draft, mention: Mention, head: Token) -> bool:
    """Whether the name in the text has an ending that the name of the entity lacks."""
    name = draft.language.plain(draft.entities[mention.entity].name).split()  # type: ignore[attr-defined]
    return head.lower not in name


def first_token(draft: Draft, mention: Mention) -> Token:
    """The first word of a mention, the title and the body of a person included."""
    token = draft.analysis.token_at(mention.span[0])
    assert token is not None
    for post in draft.posts:
        if post.person == mention.entity and post.span[1] <= mention.span[0] and mention.span[0] - post.span[1] < 3:
            first = draft.analysis.token_at(post.span[0])
            if first is not None and first.i < token.i:
                token = first
    return token


def right_behind(draft: Draft, last: Token) -> Mention | None:
    """The person with whom the sentence ends right after the cue: "…, deb aytgan Prezident X."."""
    following = next_token(draft, last)
    if following is None:
        return None
    end = draft.analysis.sentences[last.sentence].end
    for mention in draft.mentions_in((last.end, end)):
        if draft.entities[mention.entity].kind not in ("person", "organization") or not acts(draft, mention):
            continue
        rest = draft.text[mention.span[1] : end].strip(' .!”»"')
        if first_token(draft, mention).i == following.i and not rest:
            return mention
    return None


def body_of(draft: Draft, token: Token) -> Mention | None:
    """The body that a noun without a name means as a speaker: "vazirlik", "viloyat hokimligi axborot xizmati".

    One named before, if it has a mention here already; else an organization by these words. ``None`` for other nouns.
    """
    mention = draft.mention_at(token)
    if mention is not None:
        return mention
    last = token
    words = entity_words(draft.language)
    before = next_token(draft, token, -1)
    pair = f"{before.lower} {stem_of(draft, token)}" if before is not None else ""
    if before is not None and (pair in words.own_parts or stem_of(draft, token) in words.own_parts):
        token = (next_token(draft, before, -1) or before) if pair in words.own_parts else before
        if draft.mention_at(token) is not None:
            return draft.mention_at(token)
    found = head_kind(draft, token)
    if found is None or found[0] != "organization" or morph_of(draft, token).plural:
        return None
    first = token
    place = next_token(draft, token, -1)
    if (
        morph_of(draft, token).possessed
        and place is not None
        and place.pos == "NOUN"
        and draft.mention_at(place) is None
    ):
        first = place  # "viloyat hokimligi"
    while place is not None and is_capitalised(place) and place.pos in ("ADJ", "PROPN", "NOUN"):
        if morph_of(draft, place).case != "nom" or draft.mention_at(place) is not None:
            break
        first, place = place, next_token(draft, place, -1)  # "Markaziy bank"
    only = _only_body(draft, token) if first is token else None
    if only is not None:
        return draft.add_mention(only, (first.start, last.end), "nominal", token)
    name = name_of(draft, base_span(draft, first, token))
    plain = draft.language.plain(name)  # type: ignore[attr-defined]
    entity = next(
        (e for e in draft.entities.values() if e.kind == "organization" and draft.language.plain(e.name) == plain),  # type: ignore[attr-defined]
        None,
    )
    entity = entity or draft.add_entity("organization", name, "body_that_speaks")
    return draft.add_mention(entity, (first.start, last.end), "nominal", token)


def _only_body(draft: Draft, token: Token) -> EntityDraft | None:
    """ "kompaniya": the one body that was named before, if nothing in its name says that it is another sort."""
    named = {
        m.entity for m in draft.mentions if m.span[1] <= token.start and draft.entities[m.entity].kind == "organization"
    }
    if len(named) != 1:
        return None
    entity = draft.entities[named.pop()]
    heads = entity_words(draft.language).organization
    sorts = {draft.language.lemma(name.split()[-1], "NOUN") for name in {entity.name, *entity.aliases}} & heads
    return entity if not sorts or stem_of(draft, token) in sorts else None
