"""Who speaks: the entity that a cue's subject means, or nobody."""

from __future__ import annotations

from communique.extract.coreference import reference_kinds
from communique.extract.cues import Cue, CueWords, SpeakerWords
from communique.extract.draft import Draft, EntityDraft
from communique.extract.names import entity_words, title_words
from communique.language import Token
from communique.record import Span

SPEAKING = ("person", "organization", "group", "country", "project", "event", "agreement")


def find_speaker(
    draft: Draft, cue: Cue, words: CueWords, said: list[EntityDraft]
) -> tuple[EntityDraft | None, Span | None]:
    """The speaker of a cue and the words that name it; ``said`` are those who spoke before, the last one last."""
    token = draft.analysis.child(cue.verb, "obl:agent") if cue.passive else cue.subject
    if token is None and not cue.passive:
        token = _nearest(draft, cue)
    if token is None:
        return None, None
    if token.pos == "PRON" and draft.mention_at(token) is None and not cue.passive:
        return last_speaker(draft, token, said), token.span
    if token.lower in words.dummy:
        return None, None
    return entity_of(draft, token, words)


def last_speaker(draft: Draft, token: Token, said: list[EntityDraft]) -> EntityDraft | None:
    """A pronoun that the step before left open: who spoke last, if the pronoun fits ("it" a body, "they" a group)."""
    kinds = reference_kinds(draft.language).get(token.lower, [])
    group = _group_before(draft, token) if "group" in kinds else None
    if group is not None:
        return group
    last = said[-1] if said else None
    return last if last is not None and last.kind in kinds else None


def _group_before(draft: Draft, token: Token) -> EntityDraft | None:
    """ "The ministers also discussed trade. They observed …": the group that is the subject of the sentence before."""
    if not token.sentence:
        return None
    before = draft.analysis.sentences[token.sentence - 1]
    if before.paragraph != draft.analysis.sentences[token.sentence].paragraph:
        return None
    for mention in draft.mentions_in((before.start, before.end)):
        entity = draft.entities[mention.entity]
        head = draft.analysis.tokens[mention.head] if mention.head >= 0 else None
        if entity.kind == "group" and head is not None and head.dep in ("nsubj", "nsubj:pass"):
            return entity
    return None


def _nearest(draft: Draft, cue: Cue) -> Token | None:
    """The last person or body named before the cue in its sentence; after it where the cue stands before its subject."""
    for token in reversed(draft.analysis.tokens[cue.sentence.first : cue.verb.i]):
        mention = draft.mention_at(token)
        if mention is not None and draft.entities[mention.entity].kind == "person":
            return draft.analysis.tokens[mention.head]
    return None


def entity_of(draft: Draft, token: Token, words: SpeakerWords) -> tuple[EntityDraft | None, Span | None]:
    """The entity that a noun phrase means; a plural or group noun without a name becomes a group."""
    mention = draft.mention_at(token)
    if mention is not None and draft.entities[mention.entity].kind in SPEAKING:
        return draft.entities[mention.entity], mention.span
    # a person or body in apposition: "the Director of the Institute, Anna Weber"; a title before a name
    data = token.lower in words.inanimate | words.papers  # "figures released by Statistics Portugal show"
    subtree = draft.analysis.subtree(token, without=("acl:relcl", "ccomp") if data else ("acl:relcl", "acl", "ccomp"))
    inside = [m for t in subtree if (m := draft.mention_at(t)) is not None and not _owns(draft, t, token)]
    for kind in ("person", "organization"):
        for mention in inside:
            if draft.entities[mention.entity].kind == kind and (
                kind == "person" or token.lower not in title_words(draft.language).heads
            ):
                return draft.entities[mention.entity], mention.span
    if token.lower in words.inanimate or token.pos not in ("NOUN", "PROPN", "PRON"):
        return None, None
    single = _unnamed(draft, token, words)
    if single is not None or token.lower in entity_words(draft.language).group or token.tag == "NNS":
        name = draft.words(single or (token.start, token.end))
        entity = next((e for e in draft.entities.values() if e.kind == "group" and e.name == name), None)
        entity = entity or draft.add_entity("group", name, "group_speaker")
        span = single or token.span
        draft.add_mention(entity, span, "nominal", token)
        return entity, span
    for mention in inside if token.lower not in title_words(draft.language).heads else []:
        if draft.entities[mention.entity].kind == "country":
            return draft.entities[mention.entity], mention.span
    return None, None


def _owns(draft: Draft, token: Token, head: Token) -> bool:
    """ "his guest", "the minister's aide": a person who is named as the owner does not speak."""
    at = token
    while at.i != head.i:
        if at.dep == "nmod:poss":
            return True
        above = draft.analysis.head_of(at)
        if above is None:
            return False
        at = above
    return False


def _unnamed(draft: Draft, token: Token, words: SpeakerWords) -> Span | None:
    """ "one delegate", "a senior official": somebody without a name, who speaks like a group of one."""
    first = next((c for c in draft.analysis.children(token, "det", "nummod") if c.lower in words.indefinite), None)
    titled = title_words(draft.language).heads | words.people
    return (first.start, token.end) if first is not None and token.lower in titled else None
