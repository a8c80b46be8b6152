""" "According to …": opens its sentence, or stands inside it, and has what is said after it."""

from __future__ import annotations

from dataclasses import dataclass

from communique.extract.contents import manner_of, new_statement
from communique.extract.draft import Draft, Mention
from communique.extract.quotes import Quote
from communique.extract.turkic.acting import SPEAKERS, body_of, first_token
from communique.extract.turkic.contents import trimmed
from communique.extract.turkic.speech_words import CueWords, cue_words, opener_end, phrase_of
from communique.extract.turkic.view import ending_of, morph_of, next_token
from communique.language import Token
from communique.language.base import Sentence
from communique.record import Span, Statement


@dataclass(slots=True)
class Source:
    """ "According to …" at its words: who is meant, if anybody is named, and where the naming begins."""

    first: Token
    last: Token
    speaker: Mention | None
    begin: int


def according_to(
    draft: Draft, sentence: Sentence, words: CueWords, speech: list[Quote]
) -> tuple[Span, Statement, str] | None:
    """ "Uning so‘zlariga ko‘ra, …", "elchining ta’kidlashicha, …", "qayd etilishicha, …", "hisobotda aytilishicha, …"."""
    for token in draft.analysis.tokens[sentence.first : sentence.last]:
        source = _source_at(draft, token, words)
        if source is None or any(q.inner[0] <= source.first.start < q.inner[1] for q in speech):
            continue
        entity = draft.entities[source.speaker.entity] if source.speaker is not None else None
        right = trimmed(draft, source.last.end, sentence.end)
        left = trimmed(draft, sentence.start, source.begin)
        left_words = [
            t
            for t in draft.analysis.tokens_in(left)
            if t.text[:1].isalnum() and opener_end(draft, t) is None and t.start < left[1]
        ]
        spans = [right] if right[1] - right[0] > 3 else []
        if len(left_words) > 3 and draft.text[left[1] : source.begin].strip().startswith(","):
            spans = [left, *spans]
        if not spans:
            continue
        span = source.speaker.span if source.speaker is not None else None
        cue = (source.first.start, source.last.end)
        return spans[0], new_statement(spans, entity, span, cue, manner_of(spans, speech)), "according_to"
    return None


def _source_at(draft: Draft, token: Token, words: CueWords) -> Source | None:
    """The source whose last word a token is; ``None`` where a source is spoken of that nobody can name."""
    cue = _according_cue(draft, token, words)
    if cue is None:
        return None
    first, last, kind = cue
    owner = next_token(draft, first, -1)
    if kind == "passive":
        mention = _owner_of_paper(draft, owner, words) if owner is not None else None
        begin = first_token(draft, mention).start if mention is not None else first.start
        return Source(first, last, mention, begin)
    if kind == "given":
        while owner is not None and draft.mention_at(owner) is None and first.i - owner.i < 3:
            owner = next_token(draft, owner, -1)
    if owner is not None and owner.text == ")":
        owner = next_token(draft, owner, -1) or owner
    if owner is None:
        return None
    mention = body_of(draft, owner)
    if mention is None or draft.entities[mention.entity].kind not in (*SPEAKERS, "programme"):
        return None
    return Source(first, last, mention, first_token(draft, mention).start)


def _owner_of_paper(draft: Draft, paper: Token, words: CueWords) -> Mention | None:
    """ "palataning hisobotida yozilishicha": whose paper says so."""
    morph = morph_of(draft, paper)
    if morph.case != "loc" or morph.stem not in words.according.nouns:
        return None
    owner = next_token(draft, paper, -1)
    mention = body_of(draft, owner) if owner is not None else None
    return mention if mention is not None and draft.entities[mention.entity].kind in SPEAKERS else None


def _according_cue(draft: Draft, token: Token, words: CueWords) -> tuple[Token, Token, str] | None:
    """First and last word of "so‘zlariga ko‘ra", "fikricha", "qayd etishicha", and how it is built.

    "passive" has no owner ("qayd etilishicha"), "given" has one before its verb ("X bergan ma’lumotga ko‘ra").
    """
    own = words.according
    if token.lower in own.by:
        noun = next_token(draft, token, -1)
        if noun is None or morph_of(draft, noun).stem not in own.nouns:
            return None
        if morph_of(draft, noun).possessed:
            return noun, token, "owned"
        giver = next_token(draft, noun, -1)
        if giver is not None and morph_of(draft, giver).form == "participle" and _is_given(draft, giver, words):
            return giver, token, "given"
        return None
    for ending in own.alone:
        if token.lower.endswith(ending):
            stem = token.lower[: -len(ending)]
            known = _known_from(draft, token, stem, words)
            if known is not None:
                return known
            if any(ending_of(draft, stem, noun) is not None for noun in own.nouns):
                return token, token, "owned"
            return _said_by(draft, token, stem, "verbal_noun")
    for ending in own.like:
        if token.lower.endswith(ending):
            return _said_by(draft, token, token.lower[: -len(ending)], "participle")
    return None


def _known_from(draft: Draft, token: Token, stem: str, words: CueWords) -> tuple[Token, Token, str] | None:
    """ "so‘zlaridan ayon bo‘lishicha": known from somebody's words."""
    clear, noun = next_token(draft, token, -1), next_token(draft, token, -2)
    if clear is None or noun is None or clear.lower not in words.clear:
        return None
    if draft.language.morph(stem).form != "verbal_noun":  # type: ignore[attr-defined]
        return None
    morph = morph_of(draft, noun)
    owned = morph.stem in words.according.nouns and morph.case == "abl" and morph.possessed
    return (noun, token, "owned") if owned else None


def _is_given(draft: Draft, giver: Token, words: CueWords) -> bool:
    before = next_token(draft, giver, -1)
    return morph_of(draft, giver).root in words.according.given or (
        before is not None and before.lower in words.according.given
    )


def _said_by(draft: Draft, token: Token, stem: str, form: str) -> tuple[Token, Token, str] | None:
    """ "ta’kidlashicha", "ta’kidlaganidek": made from a verb of speech."""
    morph = draft.language.morph(stem)  # type: ignore[attr-defined]
    if morph.form != form:
        return None
    found = phrase_of(draft, token, morph.root)
    before = next_token(draft, token, -1)
    if found is None and morph.root in cue_words(draft.language).through and before is not None:
        if morph_of(draft, before).form == "converb":
            found = phrase_of(draft, before, morph_of(draft, before).root)
    return (found[0], token, "passive" if found[1] == "passive" else "owned") if found is not None else None
