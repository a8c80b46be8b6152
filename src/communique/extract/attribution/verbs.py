"""Attributions by a verb: ``CONTENT_RULES`` are tried in order; the first frame of the verb that finds a content wins."""

from __future__ import annotations

from communique.extract.attribution.clauses import clause, light, that_after
from communique.extract.attribution.cues import cue_first, cue_last
from communique.extract.attribution.frames import PARTICIPLE, Cue, Rule
from communique.extract.attribution.parentheses import around, as_noted, as_put
from communique.extract.attribution.parts import Attribution, trimmed
from communique.extract.attribution.sources import source_phrase, subject_of
from communique.extract.attribution.things import (
    gerund,
    infinitive,
    noun_phrase,
    predicate,
    prepositional,
    raised,
    sized,
)
from communique.extract.attribution.words import Use, attribution_words, verb_uses
from communique.extract.draft import Draft
from communique.language import Token
from communique.language.base import Sentence

CONTENT_RULES: list[Rule] = [
    as_put,
    as_noted,
    light,
    clause,
    that_after,
    infinitive,
    raised,
    predicate,
    gerund,
    sized,
    noun_phrase,
    prepositional,
    around,
]


def find_by_verbs(draft: Draft, sentence: Sentence, quoted: set[int]) -> list[Attribution]:
    """An attribution for each verb of the sentence that introduces one, nested ones too."""
    words, uses = attribution_words(draft.language), verb_uses(draft.language)
    found = []
    for token in draft.analysis.sentence_tokens(sentence):
        taken = token.pos == "NOUN" and _is_verb(draft, token)
        if token.pos not in ("VERB", "AUX") and not taken or token.i in quoted:
            continue
        if token.dep in ("amod", "compound", "aux", "case"):
            continue
        use = uses.get(token.lemma) or (Use() if token.lemma in words.light | words.sizing else None)
        if use is None:
            continue
        first, last = cue_first(draft, token, words), cue_last(draft, token, words)
        one = _attribution(Cue(draft, words, use, token, sentence, first, last, _is_passive(draft, token)))
        if one is not None:
            found.append(one)
    return found


def _is_verb(draft: Draft, token: Token) -> bool:
    """ "Data from the customs service show that exports fell": a verb that the parse took for a noun."""
    return draft.analysis.child(token, "nsubj") is not None and draft.analysis.child(token, "ccomp") is not None


def _is_passive(draft: Draft, verb: Token) -> bool:
    if verb.tag != PARTICIPLE:
        return False
    return draft.analysis.is_passive(verb) or verb.dep in ("acl", "advcl") and not draft.analysis.children(verb, "aux")


def _attribution(cue: Cue) -> Attribution | None:
    draft, tokens = cue.draft, cue.draft.analysis.tokens
    for rule in CONTENT_RULES:
        content = rule(cue)
        runs = content.runs if content is not None else []
        spans = [span for first, last in runs if (span := trimmed(draft, first, last)) is not None]
        if content is None or not spans:
            continue
        span = (tokens[cue.first].start, tokens[content.last if content.last is not None else cue.last].end)
        head = _source(cue) if content.sourced else None
        source = source_phrase(draft, head, span, cue.words) if head is not None else None
        if source is not None and any(a < source[1] and source[0] < b for a, b in spans):
            head = source = None
        return Attribution(span, spans, source, content.kind, rule.__name__, cue.verb, head)
    return None


def _source(cue: Cue) -> Token | None:
    agent = cue.draft.analysis.child(cue.verb, "obl:agent") if cue.passive else None
    if cue.passive and (agent is not None or cue.verb.lemma not in cue.words.of_mind):
        return agent  # but "participants were agreed that": they agree
    head = subject_of(cue.draft, cue.verb, cue.words)
    return None if head is not None and head.dep == "expl" else head
