"""Statements: who said what. The cue comes last; its content stands before it, the speaker before the content.

``CONTENT_RULES`` are tried in order for each cue; the first that finds a content makes the statement. "According to …" opens
its sentence and has a rule of its own, so have the answers of an interview.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

from communique.extract.cues import speaker_words
from communique.extract.draft import Draft, EntityDraft, Mention
from communique.extract.interviews import read_interview
from communique.extract.quotes import Quote, find_quotes, is_speech
from communique.extract.turkic.view import after_name, analysis_of, ending_of, morph_of, next_token
from communique.language import Token
from communique.language.base import Sentence
from communique.record import EntityKind, Manner, Span, Statement

SPEAKERS: tuple[EntityKind, ...] = ("person", "organization", "group", "project", "country")
MARKS = " \t\r\n,:;–—-.…\u00a0"


class According(msgspec.Struct, frozen=True):
    """ "so‘zlariga ko‘ra": nouns, what makes them so, and the ending that does alone ("fikricha")."""

    nouns: list[str]
    by: frozenset[str]
    alone: list[str]


class CueWords(msgspec.Struct, frozen=True):
    """The file ``cues.yml`` of a language of this family."""

    active: list[str]
    weak: list[str]
    toward: list[str]
    passive: list[str]
    through: frozenset[str]
    through_passive: frozenset[str]
    said: frozenset[str]
    oblique_pronouns: frozenset[str]
    quotatives: frozenset[str]
    according: According
    between: frozenset[str]
    about: frozenset[str]
    setting: frozenset[str]
    openers: frozenset[str]
    feelings: frozenset[str]
    about_that: frozenset[str]
    questions: list[str]
    answers: list[str]


@lru_cache
def cue_words(language: Any) -> CueWords:
    return language.data("cues", CueWords)  # type: ignore[no-any-return]


@lru_cache
def _cue_table(language: Any) -> dict[str, list[tuple[list[str], str]]]:
    """The root of a cue verb → its phrases with their kind, the longest first."""
    words = cue_words(language)
    table: dict[str, list[tuple[list[str], str]]] = {}
    for kind in ("active", "toward", "passive", "weak"):
        for phrase in getattr(words, kind):
            parts = phrase.split()
            table.setdefault(parts[-1], []).append((parts, kind))
    for phrases in table.values():
        phrases.sort(key=lambda item: -len(item[0]))
    return table


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


def find_statements(draft: Draft) -> None:
    """Fill ``draft.statements`` in the order of the text."""
    words = cue_words(draft.language)
    speech = [_closed(draft, quote, words) for quote in find_quotes(draft) if is_speech(draft, quote)]
    found: list[tuple[Span, Statement, str]] = []
    said: list[tuple[EntityDraft, int]] = []  # who spoke last, and in which sentence
    interview = read_interview(draft, speaker_words(draft.language))
    answers = interview.answers
    asked = [*(span for span, _ in answers), *interview.questions]
    for span, speaker in answers:
        found.append((span, _statement([span], speaker, None, None, "direct"), "interview_answer"))
    for sentence in draft.analysis.sentences:
        if any(a <= sentence.start < b for a, b in asked):
            continue
        taken = [span for _, statement, _ in found for span in statement.content_spans]
        found.extend(_in_sentence(draft, sentence, words, speech, said, taken))
    found.sort(key=lambda item: item[0])
    for _, statement, rule in found:
        statement = msgspec.structs.replace(statement, id=draft.new_id("s"))
        draft.statements.append(statement)
        draft.decide("statements", statement.id, rule)
    _resume_quotes(draft, speech)


def _closed(draft: Draft, quote: Quote, words: CueWords) -> Quote:
    """A quotation that is never closed ends before its "deb" at the latest."""
    if quote.closed:
        return quote
    for token in draft.analysis.tokens_in(quote.inner):
        if token.lower in words.quotatives:
            end = _trim(draft, quote.inner[0], token.start)[1]
            return Quote((quote.span[0], end), (quote.inner[0], end), closed=False)
    return quote


def _in_sentence(
    draft: Draft,
    sentence: Sentence,
    words: CueWords,
    speech: list[Quote],
    said: list[tuple[EntityDraft, int]],
    taken: list[Span],
) -> list[tuple[Span, Statement, str]]:
    quotes = [q for q in speech if q.span[0] < sentence.end and sentence.start < q.span[1]]
    found: list[tuple[Span, Statement, str]] = []
    covered: list[Span] = []
    according = _according(draft, sentence, words, speech)
    if according is not None:
        found.append(according)
        covered.extend(according[1].content_spans)
        if according[1].speaker is not None:
            said.append((draft.entities[according[1].speaker], sentence.index))
    for cue in _cues(draft, sentence, words, quotes, taken):
        if any(a <= cue.first.start < b for a, b in covered):
            continue
        for rule in CONTENT_RULES:
            content = rule(draft, cue, words)
            if content is None or not any(end - start > 3 for start, end in content.spans):
                continue
            speaker, span = _speaker(draft, cue, content, said)
            if speaker is not None:
                said.append((speaker, sentence.index))
            statement = _statement(
                content.spans, speaker, span, (cue.first.start, cue.last.end), _manner(content.spans, speech)
            )
            found.append((content.spans[0], statement, content.rule))
            covered.extend(content.spans)
            break
    return found


def _cues(draft: Draft, sentence: Sentence, words: CueWords, quotes: list[Quote], taken: list[Span]) -> list[Cue]:
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
        found = _phrase(draft, before, morph_of(draft, before).root)
        return (found[0], last, "passive" if passive else found[1]) if found is not None else None
    if morph.form == "converb":
        following = next_token(draft, token)
        if following is not None and morph_of(draft, following).root in words.through:
            return None
        if token.lower in words.quotatives:
            return None
    if morph.form == "participle":
        following = next_token(draft, token)
        if following is not None and following.pos != "PUNCT" and _right_behind(draft, token) is None:
            return None
    found = _phrase(draft, token, morph.root)
    return (found[0], last, found[1]) if found is not None else None


def _right_behind(draft: Draft, last: Token) -> Mention | None:
    """The person with whom the sentence ends right after the cue: "…, deb aytgan Prezident X."."""
    following = next_token(draft, last)
    if following is None:
        return None
    end = draft.analysis.sentences[last.sentence].end
    for mention in draft.mentions_in((last.end, end)):
        if draft.entities[mention.entity].kind not in ("person", "organization") or not _acts(draft, mention):
            continue
        rest = draft.text[mention.span[1] : end].strip(' .!”»"')
        if _first_token(draft, mention).i == following.i and not rest:
            return mention
    return None


def _phrase(draft: Draft, token: Token, root: str) -> tuple[Token, str] | None:
    """First word and kind of the cue phrase that ends in a verb of this root."""
    for parts, kind in _cue_table(draft.language).get(root, ()):
        first = token
        for back, part in enumerate(reversed(parts[:-1]), start=1):
            at = next_token(draft, token, -back)
            if at is None or at.lower != part:
                break
            first = at
        else:
            return first, kind
    return None


def _breaks(draft: Draft, first: Token) -> bool:
    """ "…, – dedi u. – …": a cue between dashes inside a quotation."""
    dash = next_token(draft, first, -1)
    if dash is None or dash.text not in ("–", "—", "-"):
        return False
    mark = next_token(draft, dash, -1)
    return mark is None or mark.text in (",", "!", "?", "…", ".")


def _trim(draft: Draft, start: int, end: int) -> Span:
    """A span without blanks and marks at its ends."""
    text = draft.text
    while start < end and text[start] in MARKS:
        start += 1
    while end > start and text[end - 1] in MARKS:
        end -= 1
    return start, end


def _broken_quote(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """«…, – dedi u. – …»: both parts of a quotation that its cue breaks."""
    quote = next((q for q in cue.quotes if q.inner[0] <= cue.first.start < q.inner[1]), None)
    if quote is None:
        return None
    left = _trim(draft, quote.inner[0], cue.first.start)
    after = cue.last.i + 1
    tokens = draft.analysis.tokens
    while after < len(tokens) and tokens[after].start < quote.inner[1] and after - cue.last.i < 14:
        if (
            tokens[after].text in ("–", "—", "-")
            and tokens[after - 1].text in ".,!?"
            and tokens[after].start > cue.last.end
        ):
            return Found([left, _trim(draft, tokens[after].end, quote.inner[1])], "broken_quotation")
        after += 1
    return Found([left], "quotation_with_cue_inside")


def _quotation(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """A quotation before the cue, or after it and a colon."""
    if cue.kind == "passive":
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
        plain = all(t.lower in words.quotatives | words.between for t in gap)
        if plain and (quotative or gap or not gap):
            whole = [q for q in before if _follows(draft, q, before)]
            lead = _lead(draft, cue, whole[0], words) if quotative else None
            if lead is not None:
                return Found([_trim_quote(draft, (lead, quote.inner[1]))], "words_and_quotation")
            return Found([_trim_quote(draft, q.inner) for q in whole], "quotation_before")
    after = [q for q in cue.quotes if q.span[0] >= cue.last.end]
    if after and ":" in draft.text[cue.last.end : after[0].span[0]]:
        return Found([_trim_quote(draft, after[0].inner)], "quotation_after")
    return None


def _lead(draft: Draft, cue: Cue, quote: Quote, words: CueWords) -> int | None:
    """Where the content begins if an object stands before the quotation: "… soddalashtirishni “talab” deb atadi"."""
    subject = _subject(draft, cue, words)
    start = subject.span[1] if subject is not None else cue.begin
    between = [t for t in draft.analysis.tokens_in((start, quote.span[0])) if start <= t.start < quote.span[0]]
    if any(morph_of(draft, t).case == "acc" for t in between) and cue.kind == "weak":
        return _trim(draft, start, quote.span[0])[0]
    return None


def _follows(draft: Draft, quote: Quote, quotes: list[Quote]) -> bool:
    """Whether only marks stand between a quotation and the last one before the cue."""
    last = quotes[-1]
    return quote is last or not any(c.isalnum() for c in draft.text[quote.span[1] : last.span[0]])


def _trim_quote(draft: Draft, span: Span) -> Span:
    start, end = span
    while end > start and draft.text[end - 1] in ", –—":
        end -= 1
    return start, end


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
    subject = _subject_after(draft, cue, last, words)
    if subject is not None:  # "… qilganini agentlik ma’lum qildi"
        at = next_token(draft, _first_token(draft, subject), -1)
        while at is not None and at.text in ",–—":
            at = next_token(draft, at, -1)
        if at is None or not _closes_content(draft, at, cue, quotative, words):
            return None
        return Found([_trim(draft, _begin(draft, cue, None, words), at.end)], "clause_before_speaker", subject)
    if not _closes_content(draft, last, cue, quotative, words):
        return None
    behind = _right_behind(draft, cue.last) if quotative else None
    if behind is not None:  # "… ajratadi, deya qayd etdi elchi"
        return Found([_trim(draft, _begin(draft, cue, None, words), last.end)], "quotative_clause", behind)
    subject = _subject(draft, cue, words) if cue.kind != "passive" else None
    start = _begin(draft, cue, subject, words)
    span = _trim(draft, start, last.end)
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
    return morph.case == "acc" and (morph.possessed or bool(morph.form))


def _subject(draft: Draft, cue: Cue, words: CueWords) -> Mention | None:
    """Who acts in the part of the sentence before the cue: the first person or group, else the first body."""
    own = [
        m
        for m in draft.mentions_in((cue.begin, cue.first.start))
        if draft.entities[m.entity].kind in SPEAKERS and not any(q.span[0] <= m.span[0] < q.span[1] for q in cue.quotes)
        and _acts(draft, m)
    ]  # fmt: skip
    people = [m for m in own if draft.entities[m.entity].kind in ("person", "group")]
    bodies = [
        m
        for m in own
        if draft.entities[m.entity].kind == "organization"
        and _first_token(draft, m).i <= _opening(draft, cue, words) + 1
    ]
    if people:
        first = people[0]
        within = [m for m in people if m.span[0] <= first.span[0] and first.span[1] <= m.span[1]]
        return max(within, key=lambda m: m.span[1] - m.span[0])
    return bodies[0] if bodies else None


def _opening(draft: Draft, cue: Cue, words: CueWords) -> int:
    """The first word of the cue's part after what opens it."""
    at = draft.analysis.token_at(cue.begin)
    while at is not None and (at.text in MARKS or at.lower in words.openers):
        at = next_token(draft, at)
    return at.i if at is not None else 0


def _acts(draft: Draft, mention: Mention) -> bool:
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


def _subject_after(draft: Draft, cue: Cue, last: Token, words: CueWords) -> Mention | None:
    """The speaker right before the cue: "…ini agentlik matbuot xizmati ma’lum qildi"."""
    mention = draft.mention_at(last)
    if mention is None or draft.entities[mention.entity].kind not in SPEAKERS or not _acts(draft, mention):
        return None
    if cue.kind == "passive" or mention.span[1] < last.end:
        return None
    before = next_token(draft, _first_token(draft, mention), -1)
    return mention if before is not None and before.start >= cue.begin else None


def _first_token(draft: Draft, mention: Mention) -> Token:
    """The first word of a mention, the title and the body of a person included."""
    token = draft.analysis.token_at(mention.span[0])
    assert token is not None
    for post in draft.posts:
        if post.person == mention.entity and post.span[1] <= mention.span[0] and mention.span[0] - post.span[1] < 3:
            first = draft.analysis.token_at(post.span[0])
            if first is not None and first.i < token.i:
                token = first
    return token


def _begin(draft: Draft, cue: Cue, subject: Mention | None, words: CueWords) -> int:
    """Where the content begins: after the speaker, else after what only sets the scene."""
    if subject is not None:
        start = _chain_end(draft, subject, cue)
        following = draft.analysis.token_at(start)
        while (
            following is not None
            and (following.lower in words.openers or following.text in ",–—")
            and following.start < cue.first.start
        ):
            start, following = following.end, next_token(draft, following)
        return start
    at = draft.analysis.token_at(cue.begin)
    start = cue.begin
    while at is not None and at.start < cue.first.start:
        morph = morph_of(draft, at)
        if at.lower in words.openers or at.text in MARKS:
            start = at.end
        elif (
            morph.stem in words.setting
            and morph.case in ("loc", "nom")
            and (morph.case == "loc" or morph.possessed or _set(draft, at, words))
        ):
            start = at.end
        else:
            break
        at = next_token(draft, at)
    return start


def _chain_end(draft: Draft, subject: Mention, cue: Cue) -> int:
    """The end of the speakers that "and" joins to the first: "X va Y vaziri Z"."""
    end = subject.span[1]
    joint = draft.analysis.token_at(end)
    while joint is not None and joint.pos == "CCONJ" and joint.start < cue.first.start:
        first = next_token(draft, joint)
        other = next(
            (
                m
                for m in draft.mentions_in((joint.end, cue.first.start))
                if draft.entities[m.entity].kind in ("person", "organization")
                and first is not None
                and _first_token(draft, m).i == first.i
                and _acts(draft, m)
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
    return following is not None and morph_of(draft, following).stem in words.setting


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
    span = _trim(draft, before.start, before.end)
    if any(a < span[1] and span[0] < b for a, b in cue.taken):
        return None
    return Found([span], "sentence_before", _subject(draft, cue, words) if cue.kind != "passive" else None)


def _left(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "Savdo hajmi oshdi, dedi vazir": a whole clause before the comma of the cue."""
    comma = next_token(draft, cue.first, -1)
    if comma is None or comma.text not in (",", "–", "—") or cue.kind == "passive":
        return None
    root = morph_of(draft, cue.last).root
    span = _trim(draft, _begin(draft, cue, None, words), comma.start)
    tokens = [t for t in draft.analysis.tokens_in(span) if t.start < span[1]]
    if (
        root not in words.said
        or len(tokens) < 3
        or not any(morph_of(draft, t).finite or t.pos == "AUX" for t in tokens)
    ):
        return None
    return Found([span], "clause_before")


Rule = Callable[[Draft, Cue, CueWords], Found | None]
CONTENT_RULES: list[Rule] = [_broken_quote, _quotation, _sentence_before, _clause, _left]


def _speaker(
    draft: Draft, cue: Cue, content: Found, said: list[tuple[EntityDraft, int]]
) -> tuple[EntityDraft | None, Span | None]:
    """Who speaks: named by the rule, else behind the cue, else before the content, else who spoke last."""
    words = cue_words(draft.language)
    if cue.kind == "passive":
        return None, None
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
    subject = _subject(draft, cue, words)
    if subject is not None:
        return draft.entities[subject.entity], subject.span
    behind = _right_behind(draft, cue.last)
    if behind is not None:
        return draft.entities[behind.entity], behind.span
    if said and cue.sentence.index - said[-1][1] <= 2:
        return said[-1][0], None
    return None, None


def _behind(draft: Draft, cue: Cue) -> Mention | None:
    """The speaker after the cue: "dedi institut rahbari", "deydi elchi"."""
    stop = cue.sentence.end
    for quote in cue.quotes:
        if quote.span[0] > cue.last.end:
            stop = min(stop, quote.span[0])
    own = [
        m
        for m in draft.mentions_in((cue.last.end, stop))
        if draft.entities[m.entity].kind in SPEAKERS and _acts(draft, m)
    ]
    people = [m for m in own if draft.entities[m.entity].kind == "person"]
    near = [
        m
        for m in (people or own)
        if not any(t.text in ".;:" for t in draft.analysis.tokens_in((cue.last.end, m.span[0])) if t.end <= m.span[0])
    ]
    return near[-1] if near else None


def _according(
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
        begin = _first_token(draft, mention).start if mention is not None else owner.start
        right = _trim(draft, last.end, sentence.end)
        left = _trim(draft, sentence.start, begin)
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
            _statement(spans, entity, span, (first.start, last.end), _manner(spans, speech)),
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
            found = _phrase(draft, token, morph.root)
            if found is not None:
                return found[0], token
            before = next_token(draft, token, -1)
            if morph.root in words.through and before is not None and morph_of(draft, before).form == "converb":
                found = _phrase(draft, before, morph_of(draft, before).root)
                return (found[0], token) if found is not None else None
    return None


def _resume_quotes(draft: Draft, speech: list[Quote]) -> None:
    """ "…", dedi X. "…": a quotation without a cue right after one with a cue is the rest of it."""
    for quote in speech:
        if any(a < quote.inner[1] and quote.inner[0] < b for s in draft.statements for a, b in s.content_spans):
            continue
        sentence = draft.analysis.sentence_of(quote.span[0])
        if sentence is None or draft.text[sentence.start : quote.span[0]].strip(" –—"):
            continue
        before = [
            (max(b for _, b in s.content_spans), at)
            for at, s in enumerate(draft.statements)
            if s.manner == "direct" and max(b for _, b in s.content_spans) <= quote.span[0]
        ]
        if not before:
            continue
        end, at = max(before)
        between = [s for s in draft.analysis.sentences if end < s.start < quote.span[0]]
        if "\n" not in draft.text[end : quote.span[0]] and not between and quote.span[0] - end < 200:
            statement = draft.statements[at]
            draft.statements[at] = msgspec.structs.replace(
                statement, content_spans=(*statement.content_spans, _trim_quote(draft, quote.inner))
            )


def _manner(spans: list[Span], speech: list[Quote]) -> Manner:
    total = sum(end - start for start, end in spans)
    quoted = sum(max(0, min(end, q.span[1]) - max(start, q.span[0])) for start, end in spans for q in speech)
    return "direct" if quoted >= total - 2 else "mixed" if quoted else "indirect"


def _statement(
    spans: list[Span], speaker: EntityDraft | None, span: Span | None, cue: Span | None, manner: Manner
) -> Statement:
    return Statement(
        id="",
        speaker=speaker.id if speaker is not None else None,
        speaker_span=span,
        cue_span=cue,
        content_spans=tuple(s for s in spans if s[1] > s[0]),
        manner=manner,
    )


__all__ = ["analysis_of", "cue_words", "find_statements"]
