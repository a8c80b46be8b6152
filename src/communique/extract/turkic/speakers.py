"""Who speaks: named behind the cue, before its content, else who spoke last."""

from __future__ import annotations

from dataclasses import replace

from communique.extract.draft import Draft, EntityDraft, Mention
from communique.extract.turkic.acting import SPEAKERS, acts, body_of, first_token, right_behind
from communique.extract.turkic.cues import Cue, Found
from communique.extract.turkic.names import is_title
from communique.extract.turkic.speech_words import MARKS, CueWords, cue_words, opener_end
from communique.extract.turkic.view import morph_of, next_token
from communique.language import Token
from communique.record import Span


def find_speaker(
    draft: Draft, cue: Cue, content: Found, said: list[tuple[EntityDraft, int]]
) -> tuple[EntityDraft | None, Span | None]:
    """Who speaks: named by the rule, else behind the cue, else before the content, else who spoke last."""
    words = cue_words(draft.language)
    if cue.kind == "passive":
        paper = _whose_paper(draft, cue, words)
        return (draft.entities[paper.entity], paper.span) if paper is not None else (None, None)
    if content.subject is not None:
        return draft.entities[content.subject.entity], content.subject.span
    quoted = content.rule in (
        "broken_quotation",
        "quotation_with_cue_inside",
        "quotation_before",
        "clause_before",
        "quotation_after",
    )
    if quoted:
        behind = _behind(draft, cue)
        if behind is not None:
            return draft.entities[behind.entity], behind.span
    subject = subject_before(draft, cue, words)
    if subject is not None:
        return draft.entities[subject.entity], subject.span
    behind = right_behind(draft, cue.last)
    if behind is not None:
        return draft.entities[behind.entity], behind.span
    if cue.begin > cue.sentence.start:  # "X … taklif qildi va … aytdi": who acts in the whole sentence
        subject = subject_before(draft, replace(cue, begin=cue.sentence.start), words)
        if subject is not None:
            return draft.entities[subject.entity], subject.span
    unknown = unnamed_holder(draft, cue, words)
    if unknown is not None:
        return None, unknown.span
    if said and cue.sentence.index - said[-1][1] <= 2:
        return said[-1][0], None
    return None, None


def _whose_paper(draft: Draft, cue: Cue, words: CueWords) -> Mention | None:
    """ "…, deyiladi vazirlik bayonotida": the body whose paper says so, behind the cue."""
    owner, paper = next_token(draft, cue.last), next_token(draft, cue.last, 2)
    while paper is not None and paper.start < cue.sentence.end and paper.i - cue.last.i < 9:
        morph = morph_of(draft, paper)
        if morph.stem in words.according.nouns and morph.case == "loc":
            owner = next_token(draft, paper, -1)
            return body_of(draft, owner) if owner is not None else None
        paper = next_token(draft, paper)
    return None


def subject_before(draft: Draft, cue: Cue, words: CueWords) -> Mention | None:
    """Who acts in the part of the sentence before the cue: the first person or group, else the first body."""
    own = [
        m
        for m in draft.mentions_in((cue.begin, cue.first.start))
        if draft.entities[m.entity].kind in SPEAKERS and not any(q.span[0] <= m.span[0] < q.span[1] for q in cue.quotes)
        and acts(draft, m)
    ]  # fmt: skip
    people = [m for m in own if draft.entities[m.entity].kind in ("person", "group")]
    bodies = [
        m
        for m in own
        if draft.entities[m.entity].kind in ("organization", "project")
        and first_token(draft, m).i <= _opening(draft, cue, words) + 1
    ]
    if people:
        first = people[0]
        within = [m for m in people if m.span[0] <= first.span[0] and first.span[1] <= m.span[1]]
        return max(within, key=lambda m: m.span[1] - m.span[0])
    return bodies[0] if bodies else _unnamed_body(draft, cue, words)


def unnamed_holder(draft: Draft, cue: Cue, words: CueWords) -> Token | None:
    """ "Elchi … aytdi" where no ambassador was named: somebody else than who spoke last."""
    token: Token | None = draft.analysis.tokens[_opening(draft, cue, words)]
    while token is not None and token.start < cue.first.start:
        following, entity = next_token(draft, token), draft.entity_at(token)
        if entity is not None and entity.kind == "country" and morph_of(draft, token).case in ("nom", "gen"):
            token = following  # "O‘zbekiston rahbari"
            continue
        if entity is not None:
            return None
        if not is_title(draft, token) or following is None or following.pos == "ADP":
            return None
        if morph_of(draft, token).case == "nom" and not is_title(draft, following):
            return token
        token = following
    return None


def _unnamed_body(draft: Draft, cue: Cue, words: CueWords) -> Mention | None:
    """ "Bu haqda vazirlik matbuot xizmati xabar berdi": a body without a name opens the part or stands right before the cue."""
    first = draft.analysis.tokens[_opening(draft, cue, words)]
    before = next_token(draft, cue.first, -1)
    for token in (before, *(t for k in range(3) if (t := next_token(draft, first, k)) is not None)):
        if token is None or token.start >= cue.first.start or draft.mention_at(token) is not None:
            continue
        morph = morph_of(draft, token)
        following = next_token(draft, token)
        closes = token is before or following is not None and not morph_of(draft, following).possessed
        if morph.case == "nom" and closes and following is not None and following.pos != "ADP":
            found = body_of(draft, token)
            if found is not None:
                return found
    return None


def is_list_number(draft: Draft, token: Token) -> bool:
    """ "2. Komissiya …": the number of an item."""
    following = next_token(draft, token)
    first = draft.analysis.sentences[token.sentence].first
    return token.i == first and token.text.isdigit() and following is not None and following.text in ".)"


def setting_phrase(draft: Draft, token: Token, words: CueWords) -> Token | None:
    """The last word of "qo‘shma matbuot anjumanida", "forum yalpi majlisida" at a token: where something was said."""
    for step in range(1, 5):
        last = next_token(draft, token, step)
        if last is None:
            return None
        before = draft.analysis.tokens[last.i - 1]
        entity = draft.entity_at(before)
        bare = before.pos in ("ADJ", "NOUN", "PROPN") and morph_of(draft, before).case in ("nom", "gen")
        if not bare or entity is not None and entity.kind != "event" or is_title(draft, before):
            return None
        if morph_of(draft, last).stem in words.setting and morph_of(draft, last).case == "loc":
            return last
    return None


def _opening(draft: Draft, cue: Cue, words: CueWords) -> int:
    """The first word of the cue's part after what opens it."""
    at = draft.analysis.token_at(cue.begin)
    following = next_token(draft, at) if at is not None else None
    if at is not None and following is not None and f"{at.lower} {following.lower}" in words.about_that:
        at = next_token(draft, following)
    while at is not None:
        phrase = opener_end(draft, at) or setting_phrase(draft, at, words)
        if phrase is None and at.text not in MARKS and at.pos != "CCONJ" and not is_list_number(draft, at):
            break
        at = next_token(draft, phrase or at)
    return at.i if at is not None else 0


def subject_after(draft: Draft, cue: Cue, last: Token, words: CueWords) -> Mention | None:
    """The speaker right before the cue: "…ini agentlik matbuot xizmati ma’lum qildi"."""
    mention = draft.mention_at(last)
    if mention is None or draft.entities[mention.entity].kind not in SPEAKERS or not acts(draft, mention):
        return None
    if cue.kind == "passive" or mention.span[1] < last.end:
        return None
    before = next_token(draft, first_token(draft, mention), -1)
    return mention if before is not None and before.start >= cue.begin else None


def _behind(draft: Draft, cue: Cue) -> Mention | None:
    """The speaker after the cue: "dedi institut rahbari", "deydi elchi"."""
    stop = cue.sentence.end
    for quote in cue.quotes:
        if quote.span[0] > cue.last.end:
            stop = min(stop, quote.span[0])
    own = [
        m
        for m in draft.mentions_in((cue.last.end, stop))
        if draft.entities[m.entity].kind in SPEAKERS and acts(draft, m)
    ]
    people = [m for m in own if draft.entities[m.entity].kind == "person"]
    near = [
        m
        for m in (people or own)
        if not any(t.text in ".;:" for t in draft.analysis.tokens_in((cue.last.end, m.span[0])) if t.end <= m.span[0])
    ]
    return near[-1] if near else None
