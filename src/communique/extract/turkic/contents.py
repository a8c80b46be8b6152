"""What a cue introduces: ``CONTENT_RULES`` are tried in order, and the first that finds a content wins."""

from __future__ import annotations

from collections.abc import Callable

from communique.extract.draft import Draft, Mention
from communique.extract.quotes import Quote
from communique.extract.turkic.acting import acts, first_token, right_behind
from communique.extract.turkic.cues import Cue, Found
from communique.extract.turkic.names import title_words
from communique.extract.turkic.speakers import (
    is_list_number,
    setting_phrase,
    subject_after,
    subject_before,
    unnamed_holder,
)
from communique.extract.turkic.speech_words import MARKS, CueWords, opener_end
from communique.extract.turkic.view import morph_of, next_token, turkic
from communique.language import Token
from communique.record import Span


def trimmed(draft: Draft, start: int, end: int) -> Span:
    """A span without blanks and marks at its ends."""
    text = draft.text
    while start < end and text[start] in MARKS:
        start += 1
    while end > start and text[end - 1] in MARKS:
        end -= 1
    return start, end


def trimmed_quote(draft: Draft, span: Span) -> Span:
    start, end = span
    while end > start and draft.text[end - 1] in ", –—":
        end -= 1
    return start, end


def _broken_quote(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """«…, – dedi u. – …»: both parts of a quotation that its cue breaks."""
    quote = next((q for q in cue.quotes if q.inner[0] <= cue.first.start < q.inner[1]), None)
    if quote is None:
        return None
    left = trimmed(draft, quote.inner[0], cue.first.start)
    after = cue.last.i + 1
    tokens = draft.analysis.tokens
    while after < len(tokens) and tokens[after].start < quote.inner[1] and after - cue.last.i < 14:
        if (
            tokens[after].text in ("–", "—", "-")
            and tokens[after - 1].text in ".,!?"
            and tokens[after].start > cue.last.end
        ):
            return Found([left, trimmed(draft, tokens[after].end, quote.inner[1])], "broken_quotation")
        after += 1
    return Found([left], "quotation_with_cue_inside")


def _quotation(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """A quotation before the cue, or after it and a colon."""
    if cue.kind == "passive" and morph_of(draft, cue.last).root not in words.quoting:
        return None
    before = [q for q in cue.quotes if q.span[1] <= cue.first.start and q.span[1] > cue.begin]
    if before:
        quote = before[-1]
        gap = [
            t
            for t in draft.analysis.tokens_in((quote.span[1], cue.first.start))
            if t.text[:1].isalnum() and t.start >= quote.span[1]
        ]
        quotative = any(t.lower in words.quotatives for t in gap)
        plain = all(t.lower in words.quotatives | words.between | words.manner or _names_speaker(draft, t) for t in gap)
        if plain and (quotative or gap or not gap):
            whole = [q for q in before if _follows(draft, q, before)]
            lead = _lead(draft, cue, whole[0], words) if quotative else None
            if lead is not None:
                return Found([trimmed_quote(draft, (lead, quote.inner[1]))], "words_and_quotation")
            return Found([trimmed_quote(draft, q.inner) for q in whole], "quotation_before")
    after = [q for q in cue.quotes if q.span[0] >= cue.last.end]
    if after and ":" in draft.text[cue.last.end : after[0].span[0]]:
        return Found([trimmed_quote(draft, after[0].inner)], "quotation_after")
    return None


def _names_speaker(draft: Draft, token: Token) -> bool:
    """ "…", – Irakli Kobaxidze shunday dedi: who speaks stands between the quotation and its cue."""
    mention = draft.mention_at(token)
    return mention is not None and draft.entities[mention.entity].kind in ("person", "group") and acts(draft, mention)


def _lead(draft: Draft, cue: Cue, quote: Quote, words: CueWords) -> int | None:
    """Where the content begins if an object stands before the quotation: "… soddalashtirishni “talab” deb atadi"."""
    subject = subject_before(draft, cue, words)
    start = subject.span[1] if subject is not None else cue.begin
    between = [t for t in draft.analysis.tokens_in((start, quote.span[0])) if start <= t.start < quote.span[0]]
    if any(morph_of(draft, t).case == "acc" for t in between) and cue.kind == "weak":
        return trimmed(draft, start, quote.span[0])[0]
    return None


def _follows(draft: Draft, quote: Quote, quotes: list[Quote]) -> bool:
    """Whether only marks stand between a quotation and the last one before the cue."""
    last = quotes[-1]
    return quote is last or not any(c.isalnum() for c in draft.text[quote.span[1] : last.span[0]])


def _content_end(draft: Draft, cue: Cue, words: CueWords) -> tuple[Token, bool] | None:
    """The last word of the content before a cue, adverbs left out, and whether "deb" closes it."""
    at, quotative = next_token(draft, cue.first, -1), False
    while (
        at is not None
        and at.start >= cue.begin
        and (at.lower in words.between or at.lower in words.quotatives or at.text in ",–—-")
    ):
        quotative = quotative or at.lower in words.quotatives
        at = next_token(draft, at, -1)
    if at is not None and at.lower in words.about and cue.kind == "active":
        clause = next_token(draft, at, -1)
        if clause is not None and morph_of(draft, clause).form == "participle" and morph_of(draft, clause).possessed:
            return clause, True  # "… tashkil etgani haqida aytdi"
    return (at, quotative) if at is not None and at.start >= cue.begin else None


def _clause(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "… oshganini ta’kidladi", "… deb hisoblaydi": the clause between the speaker and the cue."""
    end = _content_end(draft, cue, words)
    if end is None:
        return None
    last, quotative = end
    subject = subject_after(draft, cue, last, words)
    if subject is not None:  # "… qilganini agentlik ma’lum qildi"
        at = next_token(draft, first_token(draft, subject), -1)
        while at is not None and at.text in ",–—":
            at = next_token(draft, at, -1)
        if at is None or not _closes_content(draft, at, cue, quotative, words):
            return None
        return Found([trimmed(draft, _begin(draft, cue, None, words), at.end)], "clause_before_speaker", subject)
    if not _closes_content(draft, last, cue, quotative, words):
        return None
    behind = right_behind(draft, cue.last) if quotative else None
    if behind is not None:  # "… ajratadi, deya qayd etdi elchi"
        return Found([trimmed(draft, _begin(draft, cue, None, words), last.end)], "quotative_clause", behind)
    subject = subject_before(draft, cue, words) if cue.kind != "passive" else None
    start = _begin(draft, cue, subject, words)
    span = trimmed(draft, start, last.end)
    if cue.kind == "weak" and not quotative:
        return None
    inside = [t for t in draft.analysis.tokens_in(span) if t.start < span[1]]
    if len(inside) < 2 or morph_of(draft, last).stem in words.feelings and len(inside) < 5:
        return None
    return Found([span], "quotative_clause" if quotative else "nominal_clause", subject)


def _closes_content(draft: Draft, last: Token, cue: Cue, quotative: bool, words: CueWords) -> bool:
    """Whether a word can end the content of a cue: an object, or for a passive a clause made a noun."""
    if quotative:
        return True
    morph = morph_of(draft, last)
    if cue.kind == "toward":
        return morph.case == "dat" or last.lower in words.about
    if cue.kind == "passive":
        return morph.case == "nom" and morph.possessed and bool(morph.form)
    if cue.first.lower in words.sure_of and morph.case == "dat":
        return morph.possessed and bool(morph.form)
    return morph.case == "acc" and (morph.possessed or bool(morph.form))


def _begin(draft: Draft, cue: Cue, subject: Mention | None, words: CueWords) -> int:
    """Where the content begins: after the speaker and what only sets the scene."""
    unknown = unnamed_holder(draft, cue, words) if subject is None and cue.kind != "passive" else None
    start = (
        _chain_end(draft, subject, cue) if subject is not None else unknown.end if unknown is not None else cue.begin
    )
    start = _behind_circumstance(draft, start, cue, words)
    at = draft.analysis.token_at(start)
    while at is not None and at.start < cue.first.start:
        if at.end <= start:
            at = next_token(draft, at)
            continue
        honoured = start > cue.begin and at.lower in title_words(draft.language).honorifics  # "Nair xonim"
        joint = at.pos == "CCONJ" and start == cue.begin and cue.begin > cue.sentence.start
        morph = morph_of(draft, at)
        told = morph.case == "dat" and morph.plural and morph.stem in words.addressees  # "jurnalistlarga … aytdi"
        opener = opener_end(draft, at)
        phrase = opener or setting_phrase(draft, at, words)
        if phrase is not None:
            at = phrase
        elif not (
            joint or is_list_number(draft, at) or at.text in MARKS + ")" or honoured or told or _sets(draft, at, words)
        ):
            break
        start, at = at.end, next_token(draft, at)
    return start


def _behind_circumstance(draft: Draft, start: int, cue: Cue, words: CueWords) -> int:
    """Behind the comma of "majlisni ochar ekan, …" or "loyihaga to‘xtalib, …" if the part begins so."""
    for token in draft.analysis.tokens_in((start, cue.first.start)):
        comma = next_token(draft, token)
        if token.start < start or comma is None or comma.text != "," or comma.start >= cue.first.start:
            continue
        morph = morph_of(draft, token)
        turning = morph.form == "converb" and morph.root in words.turning_to
        return comma.end if token.lower in words.while_doing or turning else start
    return start


def _sets(draft: Draft, token: Token, words: CueWords) -> bool:
    """Whether a word only sets the scene: "yig‘ilishda", "muloqot chog‘ida", "o‘z nutqida"."""
    if token.lower in words.setting_ends:
        return True
    morph = morph_of(draft, token)
    if morph.stem not in words.setting or morph.case not in ("loc", "nom", "gen"):
        return False
    return morph.case == "loc" or morph.case == "nom" and morph.possessed or _set(draft, token, words)


def _chain_end(draft: Draft, subject: Mention, cue: Cue) -> int:
    """The end of the speakers that "and" joins to the first: "X va Y vaziri Z"."""
    end = subject.span[1]
    joint = draft.analysis.token_at(end)
    while joint is not None and joint.lower in turkic(draft).grammar.conjunctions and joint.start < cue.first.start:
        first = next_token(draft, joint)
        other = next(
            (
                m
                for m in draft.mentions_in((joint.end, cue.first.start))
                if draft.entities[m.entity].kind in ("person", "organization")
                and first is not None
                and first_token(draft, m).i == first.i
                and acts(draft, m)
            ),
            None,
        )
        if other is None:
            break
        end = other.span[1]
        joint = draft.analysis.token_at(end)
    return end


def _set(draft: Draft, token: Token, words: CueWords) -> bool:
    following = next_token(draft, token)
    return following is not None and (
        morph_of(draft, following).stem in words.setting or following.lower in words.setting_ends
    )


def _sentence_before(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "Bu haqda vazirlik matbuot xizmati xabar berdi": what is said is the sentence before."""
    first = draft.analysis.token_at(cue.begin)
    second = next_token(draft, first) if first is not None else None
    if (
        first is None
        or second is None
        or f"{first.lower} {second.lower}" not in words.about_that
        or not cue.sentence.index
    ):
        return None
    before = draft.analysis.sentences[cue.sentence.index - 1]
    if before.paragraph != cue.sentence.paragraph and cue.sentence.index > 2:
        return None
    span = trimmed(draft, before.start, before.end)
    if any(a < span[1] and span[0] < b for a, b in cue.taken):
        return None
    return Found([span], "sentence_before", subject_before(draft, cue, words) if cue.kind != "passive" else None)


def _left(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "Savdo hajmi oshdi, dedi vazir": a whole clause before the comma of the cue."""
    comma = next_token(draft, cue.first, -1)
    if comma is None or comma.text not in (",", "–", "—") or cue.kind == "passive":
        return None
    root = morph_of(draft, cue.last).root
    span = trimmed(draft, _begin(draft, cue, None, words), comma.start)
    tokens = [t for t in draft.analysis.tokens_in(span) if t.start < span[1]]
    if (
        root not in words.said
        or len(tokens) < 3
        or not any(morph_of(draft, t).finite or t.pos == "AUX" for t in tokens)
        and draft.text[cue.begin : cue.begin + 1] not in "–—"
    ):
        return None
    return Found([span], "clause_before")


def _after_colon(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "Maslahatchi raqamlar keltirdi: …": the rest of the sentence behind a colon."""
    colon = next_token(draft, cue.last)
    if colon is None or colon.text != ":" or cue.kind == "passive":
        return None
    span = trimmed(draft, colon.end, cue.sentence.end)
    if any(q.span[0] < span[1] and span[0] < q.span[1] for q in cue.quotes):
        return None
    return Found([span], "behind_colon") if span[1] - span[0] > 10 else None


Rule = Callable[[Draft, Cue, CueWords], Found | None]
CONTENT_RULES: list[Rule] = [_broken_quote, _quotation, _after_colon, _sentence_before, _clause, _left]
