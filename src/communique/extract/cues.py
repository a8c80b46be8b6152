"""Cues: the verbs that introduce what somebody said, each with its clause."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

from communique.extract.draft import Draft
from communique.extract.quotes import Quote
from communique.language import Token
from communique.language.base import Sentence


class SpeakerWords(msgspec.Struct, frozen=True, kw_only=True):
    """What every language says of speakers in its file ``cues.yml``."""

    inanimate: frozenset[str]
    dummy: frozenset[str]
    questions: list[str]
    answers: list[str]
    interview: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    papers: frozenset[str] = frozenset()


class RecordWords(SpeakerWords, frozen=True, kw_only=True):
    """The file ``cues.yml`` of a language with attributions: which of them put something on record."""

    kinds: frozenset[str]
    object: frozenset[str]
    no_passive: frozenset[str]
    preposition: frozenset[str]
    infinitive: frozenset[str]
    of_others: frozenset[str]
    nouns: frozenset[str]
    courtesies: frozenset[str]
    grounds: frozenset[str]
    adjectives: frozenset[str]
    emphatic: frozenset[str]
    subordinators: frozenset[str]
    interrogatives: frozenset[str]
    negations: frozenset[str]


class CueWords(SpeakerWords, frozen=True, kw_only=True):
    """The file ``cues.yml`` of a language without attributions."""

    clause: frozenset[str]
    object: frozenset[str]
    weak: frozenset[str]
    quote: frozenset[str]
    light: frozenset[str]
    light_nouns: frozenset[str]
    particles: dict[str, list[str]]
    states: frozenset[str]  # adjectives that say what somebody holds: "убеждён, что"
    subordinator: str
    according: list[str]
    possessive_nouns: frozenset[str]
    possessive_markers: frozenset[str]
    as_words: frozenset[str]
    emphatic: frozenset[str]
    chains: frozenset[str]  # verbs before the infinitive of a cue: "поспешил заверить"
    infinitive: str
    no_passive: frozenset[str]


@lru_cache
def cue_words(language: Any) -> CueWords:
    return language.data("cues", CueWords)  # type: ignore[no-any-return]


@lru_cache
def speaker_words(language: Any) -> SpeakerWords:
    return language.data("cues", SpeakerWords)  # type: ignore[no-any-return]


@lru_cache
def record_words(language: Any) -> RecordWords:
    return language.data("cues", RecordWords)  # type: ignore[no-any-return]


@dataclass
class Cue:
    """A cue verb in its sentence: its words, the last token that belongs to it, its subject, and where it must stop."""

    verb: Token
    last: Token
    sentence: Sentence
    subject: Token | None
    passive: bool
    stop: int  # offset where the content must end
    begin: int  # offset where its clause begins
    quotes: list[Quote]


def find_cues(draft: Draft, sentence: Sentence, words: CueWords, quotes: list[Quote]) -> list[Cue]:
    """The cues of a sentence in order; the clause of each ends where that of the next begins."""
    tokens = draft.analysis.tokens
    found: list[Cue] = []
    for token in draft.analysis.sentence_tokens(sentence):
        lemma = token.lemma
        if (
            token.pos not in ("VERB", "AUX")
            and token.lower not in words.states
            or lemma not in words.clause | words.object | words.quote | words.light | words.weak
        ):
            continue
        if any(q.inner[0] <= token.start < q.inner[1] for q in quotes):
            continue
        before = tokens[token.i - 1] if token.i > sentence.first else None
        head = draft.analysis.head_of(token)
        chained = head is not None and head.lemma in words.chains and head.i < token.i  # "не стал скрывать, что"
        if token.tag == "VB" and not chained:
            continue
        passive = draft.analysis.is_passive(token) and token.tag == "VBN"
        if token.tag == "VBN" and not passive and not draft.analysis.children(token, "aux") and token.dep == "acl":
            continue
        if before is not None and before.lower == words.infinitive or token.dep in ("amod", "compound"):
            continue
        last = token
        following = tokens[token.i + 1] if token.i + 1 < sentence.last else None
        if following is not None and following.lower in words.particles.get(lemma, []):
            last = following
        subject = draft.analysis.subject(token)
        if subject is None and token.tag == "VBG":
            head = draft.analysis.head_of(token)
            subject = draft.analysis.subject(head) if head is not None else None
        found.append(Cue(token, last, sentence, subject, passive, sentence.end, sentence.start, quotes))
    for cue, after in zip(found, found[1:], strict=False):
        start = _clause_start(draft, after, cue)
        if start is not None:
            cue.stop = start
            after.begin = start
    return found


def _clause_start(draft: Draft, cue: Cue, previous: Cue) -> int | None:
    """Where the clause of a later cue begins, if it is no part of the earlier one's content."""
    verb = cue.verb
    head = draft.analysis.head_of(verb)
    coordinated = (
        verb.dep == "conj"
        and head is previous.verb
        or verb.dep in ("advcl", "conj")
        and head is not None
        and head.i <= previous.verb.i
    )
    tokens = draft.analysis.tokens
    if not coordinated:
        return None
    at = verb.i
    own = draft.analysis.child(verb, "nsubj", "nsubj:pass")
    if own is not None and own.i < verb.i:
        at = draft.analysis.subtree(own)[0].i
    while at - 1 > previous.verb.i and (
        tokens[at - 1].pos in ("CCONJ", "ADV", "PUNCT", "SCONJ", "AUX") and tokens[at - 1].text not in '”"’'
    ):
        at -= 1
    return tokens[at].start
