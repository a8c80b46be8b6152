"""Attributions by a noun or an adjective: "his claim that …", "made a promise to …", "is confident that …"."""

from __future__ import annotations

from communique.extract.attribution.cues import cue_first
from communique.extract.attribution.parts import Attribution, balanced, left_edge, right_edge, trimmed
from communique.extract.attribution.sources import source_phrase, subject_of
from communique.extract.attribution.words import AttributionWords, Use, adjective_uses, attribution_words, noun_uses
from communique.extract.draft import Draft
from communique.language import Token
from communique.language.base import Sentence


def find_by_nouns(draft: Draft, sentence: Sentence, quoted: set[int]) -> list[Attribution]:
    words, nouns, adjectives = (
        attribution_words(draft.language),
        noun_uses(draft.language),
        adjective_uses(draft.language),
    )
    found = []
    for token in draft.analysis.sentence_tokens(sentence):
        if token.i in quoted:
            continue
        if token.pos == "NOUN" and token.lemma in nouns:
            one = _noun(draft, token, nouns[token.lemma], sentence, words)
        elif token.pos in ("ADJ", "VERB") and token.lower in adjectives:
            one = _adjective(draft, token, adjectives[token.lower], sentence, words)
        else:
            continue
        if one is not None:
            found.append(one)
    return found


def _complement(
    draft: Draft, parent: Token, word: Token, use: Use, sentence: Sentence
) -> tuple[str, int, int, int] | None:
    """What follows the word: the kind, the cue's last token, first and last token of the content."""
    analysis = draft.analysis
    for child in analysis.children(parent, "acl", "ccomp", "xcomp", "nmod", "obl", "advcl"):
        if child.i < word.i:
            continue
        low, last = left_edge(draft, child), balanced(draft, word.i, right_edge(draft, child), sentence.last)
        if low <= word.i:
            continue
        marks = [m for m in analysis.children(child, "case", "mark") if m.i < child.i]
        if any(c.tag == "TO" for c in analysis.children(child, "aux")) and child.tag == "VB":
            if "infinitive" in use.frames and low - word.i < 4:
                return use.frames["infinitive"], low - 1 if low - word.i == 1 else word.i, low, last
            continue
        if (
            marks
            and marks[0].lower in use.prepositions
            and marks[0].i == word.i + 1
            and child.dep in ("nmod", "obl", "acl", "advcl")
        ):
            return use.prepositions[marks[0].lower], marks[-1].i, marks[-1].i + 1, last
        if child.dep in ("acl", "ccomp", "advcl") and "clause" in use.frames and _finite(draft, child):
            first = draft.analysis.tokens[low]
            if child.dep == "ccomp" or first.lower in ("that", "whether", "if", "how"):
                return use.frames["clause"], word.i, low, last
    return None


def _finite(draft: Draft, verb: Token) -> bool:
    return verb.tag in ("VBD", "VBZ", "VBP") or any(
        c.tag in ("VBD", "VBZ", "VBP", "MD") for c in draft.analysis.children(verb, "aux", "aux:pass")
    )


def _noun(draft: Draft, noun: Token, use: Use, sentence: Sentence, words: AttributionWords) -> Attribution | None:
    analysis, tokens = draft.analysis, draft.analysis.tokens
    head = analysis.head_of(noun)
    light = head is not None and noun.dep in ("obj", "attr") and head.i < noun.i and head.lemma in words.light
    found = _complement(draft, noun, noun, use, sentence)
    of_mind = head is not None and head.lower in words.copula and bool(analysis.marker(noun)) and head.i < noun.i
    if found is None and (light or of_mind) and head is not None:
        found = _complement(draft, head, noun, use, sentence)  # "drew attention to …", "were of one mind that …"
    if found is None:
        return None
    kind, last, low, high = found
    owner = analysis.child(noun, "nmod:poss")
    first, source_head = noun.i, owner
    rule = "noun_of_owner"
    if owner is None and light and head is not None:
        first, source_head, rule = cue_first(draft, head, words), subject_of(draft, head, words), "light_verb"
        if source_head is not None and source_head.dep == "expl":
            source_head = None
    elif owner is None and of_mind and head is not None:
        first, source_head, rule = cue_first(draft, head, words), subject_of(draft, head, words), "light_verb"
    elif owner is None:
        there = analysis.child(head, "expl") if head is not None and noun.dep == "attr" else None
        if there is None or there.i > noun.i:
            return None
        among = (c for c in analysis.children(noun, "nmod") if analysis.marker(c) in words.among and c.i < low)
        first, source_head, rule = there.i, next(among, None), "there_is"
    else:
        first = right_edge(draft, owner) + 1
        if first > noun.i or noun.i - first > 3:
            first = noun.i
    span = (tokens[first].start, tokens[last].end)
    content = trimmed(draft, low, high)
    if content is None:
        return None
    source = source_phrase(draft, source_head, span, words) if source_head is not None else None
    return Attribution(span, [content], source, kind, rule, noun, source_head)


def _adjective(draft: Draft, word: Token, use: Use, sentence: Sentence, words: AttributionWords) -> Attribution | None:
    analysis, tokens = draft.analysis, draft.analysis.tokens
    if (
        word.pos == "VERB"
        and not analysis.is_passive(word)
        or word.dep not in ("acomp", "root", "conj", "advcl", "acl", "acl:relcl", "ccomp")
    ):
        return None
    found = _complement(draft, word, word, use, sentence)
    if found is None:
        head = analysis.head_of(word)
        found = _complement(draft, head, word, use, sentence) if head is not None and word.dep == "acomp" else None
        if found is None or found[2] <= word.i:
            return None
    kind, last, low, high = found
    head = analysis.head_of(word) if word.dep == "acomp" else word
    assert head is not None
    first = cue_first(draft, head, words) if head.i <= word.i else word.i
    source_head = subject_of(draft, head, words)
    if source_head is None or source_head.dep == "expl" or source_head.lower in words.dummy:
        return None
    span = (tokens[first].start, tokens[max(last, word.i)].end)
    content = trimmed(draft, low, high)
    if content is None or span[1] > content[0]:
        return None
    return Attribution(
        span, [content], source_phrase(draft, source_head, span, words), kind, "adjective", word, source_head
    )
