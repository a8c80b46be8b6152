"""Statements in Russian word order: the rules of all languages with cues inside, cues that open a sentence, and bodies named by "в"."""

from __future__ import annotations

import msgspec

from communique.extract.contents import manner_of, new_statement
from communique.extract.cues import Cue, CueWords, cue_words
from communique.extract.draft import Draft, EntityDraft
from communique.extract.interviews import read_interview
from communique.extract.names import title_words
from communique.extract.quotations import continue_quotes, resume_quotes
from communique.extract.quotes import CLOSING_MARKS, OPENING_MARKS, Quote, find_quotes, is_speech
from communique.extract.slavic.quoted_speech import begin_quotes, behind_quotes, labelled_quotes, parts_of
from communique.extract.slavic.source_phrases import Made, by_phrase
from communique.extract.slavic.speech_contents import ASIDES, RULES
from communique.extract.slavic.speech_cues import cues_of
from communique.extract.slavic.speech_nouns import by_nouns
from communique.extract.slavic.speech_speakers import speaker_of
from communique.extract.slavic.speech_words import source_words
from communique.language.base import Sentence
from communique.record import Span

SHORT = 60  # characters of "сообщает агентство"
PLENTY = 5  # words of a quotation that needs no verb
THINGS = ("infinitive", "noun_phrase", "governed", "light_verb", "drawn_attention", "passive_subject")


def find_statements(draft: Draft) -> None:
    """Fill ``draft.statements`` in the order of the text."""
    words = cue_words(draft.language)
    speech = [part for quote in find_quotes(draft) if _is_said(draft, quote) for part in parts_of(draft, quote, words)]
    interview = read_interview(draft, words)
    answers, asked = interview.answers, interview.questions
    found: list[Made] = [
        (span, new_statement([span], speaker, None, None, manner_of([span], speech)), "interview_answer")
        for span, speaker in answers
    ]
    said: list[EntityDraft] = []
    for sentence in draft.analysis.sentences:
        taken = [*(span for span, _ in answers), *asked]
        if not sentence.parsed or any(a < sentence.end and sentence.start < b for a, b in taken):
            continue
        found.extend(_in_sentence(draft, sentence, words, speech, said))
    found.sort(key=lambda item: item[0])
    for _, statement, rule in found:
        statement = msgspec.structs.replace(statement, id=draft.new_id("s"))
        draft.statements.append(statement)
        draft.decide("statements", statement.id, rule)
    begin_quotes(draft, speech)
    continue_quotes(draft, speech)
    resume_quotes(draft, speech)


def _in_sentence(
    draft: Draft, sentence: Sentence, words: CueWords, speech: list[Quote], said: list[EntityDraft]
) -> list[Made]:
    quotes = [q for q in speech if q.span[0] < sentence.end and sentence.start < q.span[1] and q.closed]
    found: list[Made] = []
    covered: list[Span] = []
    source = by_phrase(draft, sentence, words, speech, said)
    for cue in cues_of(draft, sentence, words, quotes):
        if any(a <= cue.verb.start < b for a, b in covered) or source is not None and _is_within(source, cue):
            continue
        for rule in RULES:
            if rule in ASIDES and cue.subject is not None and cue.subject.tag in ("WDT", "WP"):
                continue  # "специалисты, которые отвечают за наблюдения"
            content = rule(draft, cue, words)
            if (
                content is not None
                and content.rule in (*THINGS, "object_before")
                and _points_back(draft, content.spans[0])
            ):
                continue
            if content is not None and content.rule == "clause_without_subordinator" and _asks(draft, content.spans[0]):
                continue
            if content is None or not any(end - start > 3 for start, end in content.spans):
                continue
            if any(content.spans[0][0] == a for a, _ in covered):
                continue  # "… Об этом заявил посол, сообщает агентство": one statement
            speaker, span = speaker_of(draft, cue, words, said)
            if speaker is not None and speaker.kind == "country" and cue.subject is not None:
                titled = cue.subject.lower in title_words(draft.language).heads
                speaker, span = (None, span) if titled else (speaker, span)  # "посол Белоруссии": he is not named
            if speaker is not None:
                said.append(speaker)
            cue_span = _cue_span(draft, cue)
            content.spans[1:] = [span for span in content.spans[1:] if not _passed_on(draft, span, words)]
            spans = [_opened(draft, _to_semicolon(draft, s, content.rule)) for s in content.spans if s[1] > s[0]]
            found.append(
                (spans[0], new_statement(spans, speaker, span, cue_span, manner_of(spans, speech)), content.rule)
            )
            covered.extend(spans)
            break
    more = [source] if source is not None else []
    more += by_nouns(draft, sentence, words, speech)
    more += labelled_quotes(draft, sentence, speech)
    for one in [*more, *behind_quotes(draft, sentence, words, speech)]:
        if not any(a < one[0][1] and one[0][0] < b for item in found for a, b in item[1].content_spans):
            found.append(one)
            if one[1].speaker is not None:
                said.append(draft.entities[one[1].speaker])
    return [one for one in found if not _carries(one, found)]


def _cue_span(draft: Draft, cue: Cue) -> Span:
    """The verb with the auxiliary before it: "было отмечено"."""
    auxiliary = next((c for c in draft.analysis.children(cue.verb, "aux:pass", "aux") if c.i == cue.verb.i - 1), None)
    return (auxiliary or cue.verb).start, cue.last.end


def _asks(draft: Draft, span: Span) -> bool:
    """ "рассказала, как идёт стройка": what was said is not told."""
    first = draft.analysis.token_at(span[0])
    return first is not None and first.text.lower() in source_words(draft.language).interrogatives


def _carries(one: Made, found: list[Made]) -> bool:
    """ "«…», – отметил посол на пресс-конференции, сообщает агентство": who only passes on what another one says."""
    cue = one[1].cue_span
    if cue is None or any(end > cue[0] for _, end in one[1].content_spans):
        return False
    inner = [other[1].cue_span for other in found if other is not one]
    return any(c is not None and a <= c[0] and c[1] <= b for c in inner for a, b in one[1].content_spans)


def _points_back(draft: Draft, span: Span) -> bool:
    """ "такие данные привёл министр": what was told before."""
    sources, tokens = source_words(draft.language), draft.analysis.tokens_in(span)
    return (
        bool(tokens)
        and tokens[0].lower in sources.such
        and any({t.lower, t.text.lower()} & sources.such_nouns for t in tokens[1:4])
    )


def _passed_on(draft: Draft, span: Span, words: CueWords) -> bool:
    """ "…, заявил канцлер, | сообщает агентство": who passes it on is no part of what was said."""
    first = draft.analysis.token_at(span[0])
    return (
        first is not None
        and first.lemma in words.clause
        and first.tag in ("VBD", "VBZ", "VBP")
        and span[1] - span[0] < SHORT
    )


def _is_said(draft: Draft, quote: Quote) -> bool:
    """Whether a quotation is speech: words with a verb, or many of them ("Дом с окнами" is a name)."""
    verbs = any(t.pos in ("VERB", "AUX") for t in draft.analysis.tokens_in(quote.inner))
    marked = draft.text[quote.span[0]] in OPENING_MARKS
    return is_speech(draft, quote) and (verbs or not marked or len(draft.words(quote.inner).split()) >= PLENTY)


def _is_within(source: Made, cue: Cue) -> bool:
    """ "По информации директора, работы начали и рассчитывают завершить …": all of it is the source's."""
    return any(a <= cue.verb.start < b for a, b in source[1].content_spans)


def _to_semicolon(draft: Draft, span: Span, rule: str) -> Span:
    """A thing that is told ends at a semicolon behind which the report goes on: "предложили встречаться ежегодно; вторая пройдёт …"."""
    at = draft.text.find(";", *span)
    return (span[0], at) if at > 0 and rule in THINGS and at - span[0] > 3 else span


def _opened(draft: Draft, span: Span) -> Span:
    """A content without the quotation mark that is opened before it and never closed."""
    start, end = span
    unclosed = draft.text[start] in OPENING_MARKS and not any(mark in draft.text[start:end] for mark in CLOSING_MARKS)
    return (start + 1, end) if unclosed else span
