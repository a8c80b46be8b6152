"""Cues: where a sentence says that somebody says something, and of what kind that is."""

from __future__ import annotations

from dataclasses import dataclass

from communique.extract.draft import Draft, Mention
from communique.extract.quotes import Quote
from communique.extract.turkic.acting import right_behind
from communique.extract.turkic.speech_words import CueWords, cue_words, phrase_of
from communique.extract.turkic.view import morph_of, next_token
from communique.language import Token
from communique.language.base import Sentence
from communique.record import Span


@dataclass(slots=True)
class Cue:
    """A cue: its first and last word, its kind, and whether it closes a sentence or goes on."""

    first: Token
    last: Token
    kind: str
    sentence: Sentence
    begin: int  # offset where its own part of the sentence begins
    quotes: list[Quote]
    taken: list[Span]  # what is content of a statement already


@dataclass(slots=True)
class Found:
    """The content of a cue; ``subject`` where the rule has found the speaker too."""

    spans: list[Span]
    rule: str
    subject: Mention | None = None


def cues_in(draft: Draft, sentence: Sentence, words: CueWords, quotes: list[Quote], taken: list[Span]) -> list[Cue]:
    """The cues of a sentence that stand outside of quotations, or break one between dashes."""
    found: list[Cue] = []
    begin = sentence.start
    for token in draft.analysis.tokens[sentence.first : sentence.last]:
        cue = _cue_at(draft, token, words)
        if cue is None:
            continue
        first, last, kind = cue
        inside = next((q for q in quotes if q.inner[0] <= first.start < q.inner[1]), None)
        if inside is not None and not _breaks(draft, first):
            continue
        found.append(Cue(first, last, kind, sentence, begin, quotes, taken))
        begin = last.end
    return found


def _cue_at(draft: Draft, token: Token, words: CueWords) -> tuple[Token, Token, str] | None:
    """The cue whose verb is this token: "qayd etdi", "ta’kidlab o‘tdi"."""
    morph = morph_of(draft, token)
    said = (
        morph.finite
        or morph.form == "converb"
        or morph.form == "participle"
        and morph.case == "nom"
        and not morph.possessed
    )
    if not said or morph.form in ("conditional", "aorist"):
        return None
    last = token
    before = next_token(draft, token, -1)
    if morph.root in words.through and before is not None and morph_of(draft, before).form == "converb":
        passive = morph.root in words.through_passive
        found = phrase_of(draft, before, morph_of(draft, before).root)
        if found is not None:
            return found[0], last, "passive" if passive else found[1]
    if morph.form == "converb":
        following = next_token(draft, token)
        if following is not None and morph_of(draft, following).root in words.through:
            return None
        if token.lower in words.quotatives:
            return None
    if morph.form == "participle":
        following = next_token(draft, token)
        if following is not None and following.pos != "PUNCT" and right_behind(draft, token) is None:
            return None
    found = phrase_of(draft, token, morph.root)
    if found is None and morph.finite:
        return _quotative_alone(draft, token)
    if found is not None and found[1] == "toward" and morph.form == "converb":
        return None  # "loyihaga to‘xtalib, … aytdi": what was said follows
    return (found[0], last, found[1]) if found is not None else None


def _quotative_alone(draft: Draft, verb: Token) -> tuple[Token, Token, str] | None:
    """ "“…”, – deya fikrini yakunladi": behind a quotation "deya" makes a cue of whatever verb follows."""
    quotatives = cue_words(draft.language).quotatives
    for step in range(1, 5):
        token = next_token(draft, verb, -step)
        if token is None or morph_of(draft, token).finite:
            return None
        if token.lower in quotatives:
            before = next_token(draft, token, -1)
            while before is not None and before.text in ",–—-":
                before = next_token(draft, before, -1)
            return (token, verb, "weak") if before is not None and before.text in '”»“"' else None
    return None


def _breaks(draft: Draft, first: Token) -> bool:
    """ "…, – dedi u. – …": a cue between dashes inside a quotation."""
    dash = next_token(draft, first, -1)
    if dash is None or dash.text not in ("–", "—", "-"):
        return False
    mark = next_token(draft, dash, -1)
    return mark is None or mark.text in (",", "!", "?", "…", ".")
