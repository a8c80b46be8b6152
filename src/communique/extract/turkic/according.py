""" "According to …": opens its sentence, or stands inside it, and has what is said after it."""

from __future__ import annotations

from communique.extract.draft import Draft
from communique.extract.quotes import Quote
from communique.extract.turkic.acting import SPEAKERS, first_token
from communique.extract.turkic.contents import make_statement, manner_of, trimmed
from communique.extract.turkic.speech_words import CueWords, phrase_of
from communique.extract.turkic.view import ending_of, morph_of, next_token
from communique.language import Token
from communique.language.base import Sentence
from communique.record import Span, Statement


def according_to(
    draft: Draft, sentence: Sentence, words: CueWords, speech: list[Quote]
) -> tuple[Span, Statement, str] | None:
    """ "Uning so‘zlariga ko‘ra, …", "elchining ta’kidlashicha, …", "qo‘mita ma’lumotlariga ko‘ra, …"."""
    for token in draft.analysis.tokens[sentence.first : sentence.last]:
        cue = _according_cue(draft, token, words)
        if cue is None:
            continue
        first, last = cue
        owner = next_token(draft, first, -1)
        if owner is None or any(q.inner[0] <= first.start < q.inner[1] for q in speech):
            continue
        if owner.text == ")":
            owner = next_token(draft, owner, -1) or owner
        mention = draft.mention_at(owner)
        entity = draft.entities[mention.entity] if mention is not None else None
        if entity is None or entity.kind not in SPEAKERS:
            continue
        begin = first_token(draft, mention).start if mention is not None else owner.start
        right = trimmed(draft, last.end, sentence.end)
        left = trimmed(draft, sentence.start, begin)
        left_words = [
            t
            for t in draft.analysis.tokens_in(left)
            if t.text[:1].isalnum() and t.lower not in words.openers and t.start < left[1]
        ]
        spans = [right] if right[1] - right[0] > 3 else []
        if len(left_words) > 3 and draft.text[left[1] : begin].strip().startswith(","):
            spans = [left, *spans]
        if not spans:
            continue
        span = mention.span if mention is not None else None
        return (
            spans[0],
            make_statement(spans, entity, span, (first.start, last.end), manner_of(spans, speech)),
            "according_to",
        )
    return None


def _according_cue(draft: Draft, token: Token, words: CueWords) -> tuple[Token, Token] | None:
    """First and last word of "so‘zlariga ko‘ra", "fikricha", "qayd etishicha"."""
    own = words.according
    if token.lower in own.by:
        noun = next_token(draft, token, -1)
        if noun is not None and morph_of(draft, noun).stem in own.nouns and morph_of(draft, noun).possessed:
            return noun, token
        return None
    for ending in own.alone:
        if not token.lower.endswith(ending):
            continue
        stem = token.lower[: -len(ending)]
        if any(ending_of(draft, stem, noun) is not None for noun in own.nouns):
            return token, token
        morph = draft.language.morph(stem)  # type: ignore[attr-defined]
        if morph.form == "verbal_noun":
            found = phrase_of(draft, token, morph.root)
            if found is not None:
                return found[0], token
            before = next_token(draft, token, -1)
            if morph.root in words.through and before is not None and morph_of(draft, before).form == "converb":
                found = phrase_of(draft, before, morph_of(draft, before).root)
                return (found[0], token) if found is not None else None
    return None
