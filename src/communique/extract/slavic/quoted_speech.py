"""Quotations: those with the speaker's words inside their marks, and those behind which somebody is only named with a verb."""

from __future__ import annotations

import msgspec
import regex

from communique.extract.contents import new_statement, trimmed_quote
from communique.extract.cues import CueWords
from communique.extract.draft import Draft
from communique.extract.names import title_words
from communique.extract.quotes import Quote
from communique.extract.slavic.source_phrases import Made
from communique.extract.slavic.speech_speakers import named
from communique.language import Token
from communique.language.base import Sentence

ASIDE = regex.compile(r"[,!?…]?\s[–—-]\s(?P<cue>\p{Ll}[^–—»“”\"]{3,120}?)(?:[.,:!?]\s?[–—-]\s|[.,]?$)")


def parts_of(draft: Draft, quote: Quote, words: CueWords) -> list[Quote]:
    """«Здесь учатся 170 студентов, – пояснил он. – Без кадров …»: one pair of marks round both the words and the cue."""
    cues = words.clause | words.quote | words.object
    start, end = quote.inner
    for match in ASIDE.finditer(draft.text, start, end, overlapped=True):
        tokens = draft.analysis.tokens_in(match.span("cue"))
        if any(t.lemma in cues and t.pos == "VERB" and not _is_first_person(t) for t in tokens[:4]):
            first = Quote((quote.span[0], match.start()), (start, match.start()))
            if match.end() >= end:
                return [first]
            dash = draft.text.rfind(" ", 0, match.end() - 1) + 1
            rest = Quote((dash, quote.span[1]), (match.end(), end), quote.closed)
            return [first, *parts_of(draft, rest, words)]
    return [quote]


def _is_first_person(verb: Token) -> bool:
    """ "я так говорю, потому что …": an aside of whoever speaks, no cue."""
    return verb.tag in ("VBZ", "VBF") and verb.text.lower().endswith(("ю", "у"))


def begin_quotes(draft: Draft, speech: list[Quote]) -> None:
    """«… . …», – отметил он: a quotation that began in a sentence before belongs to its cue as a whole."""
    for at, statement in enumerate(draft.statements):
        if statement.manner != "direct":
            continue
        start, end = statement.content_spans[0]
        quote = next((q for q in speech if q.inner[0] < start < q.inner[1]), None)
        taken = any(
            quote is not None and quote.inner[0] <= a < start
            for other in draft.statements
            if other is not statement
            for a, _ in other.content_spans
        )
        if quote is not None and not taken:
            spans = ((quote.inner[0], end), *statement.content_spans[1:])
            draft.statements[at] = msgspec.structs.replace(statement, content_spans=spans)


# -- a quotation and a verb of whatever sort behind it -------------------------------------------------------------------------------

LABEL = 14  # words before the colon at most
BEHIND = regex.compile(r"[»”“\"]?,?\s*[–—-]\s+(?=\p{Ll})")


def behind_quotes(draft: Draft, sentence: Sentence, words: CueWords, speech: list[Quote]) -> list[Made]:
    """«…», – не стал скрывать радости министр: whoever is the subject behind the dash said it, whatever the verb."""
    found: list[Made] = []
    for quote in speech:
        behind = BEHIND.match(draft.text, quote.inner[1])
        if behind is None or not sentence.start <= quote.inner[1] < sentence.end or behind.end() >= sentence.end:
            continue
        tokens = draft.analysis.tokens_in((behind.end(), sentence.end))
        stop = next((i for i, t in enumerate(tokens) if t.text in "–—:;" or t.pos == "SCONJ"), len(tokens))
        verb = next((t for t in tokens[:stop] if t.tag in ("VBD", "VBZ", "VBP")), None)
        who = _named(draft, tokens[:stop], verb) if verb is not None else None
        if verb is None or who is None:
            continue
        speaker, span = named(draft, who, words)
        content = trimmed_quote(draft, quote.inner)
        found.append((content, new_statement([content], speaker, span, verb.span, "direct"), "behind_quotation"))
    return found


def labelled_quotes(draft: Draft, sentence: Sentence, speech: list[Quote]) -> list[Made]:
    """ "Хубер: «Мы поможем»": a sentence that is a person, a colon and the quotation."""
    for quote in speech:
        heading = not draft.words((sentence.start, sentence.end)).rstrip().endswith((".", "!", "?"))
        if not sentence.start < quote.span[0] < sentence.end or heading:
            continue
        before = draft.words((sentence.start, quote.span[0])).rstrip()
        people = [m for m in draft.mentions_in((sentence.start, quote.span[0])) if m.form == "name"]
        people = [m for m in people if draft.entities[m.entity].kind == "person"]
        verbs = any(t.pos == "VERB" for t in draft.analysis.tokens_in((sentence.start, quote.span[0])))
        if before.endswith(":") and len(people) == 1 and not verbs and len(before.split()) < LABEL:
            content = trimmed_quote(draft, quote.inner)
            speaker = draft.entities[people[0].entity]
            return [(content, new_statement([content], speaker, people[0].span, None, "direct"), "labelled_quotation")]
    return []


def _named(draft: Draft, tokens: list[Token], verb: Token) -> Token | None:
    """Who is named beside the verb: its subject, else the first person, title or body in the nominative."""
    subject = draft.analysis.child(verb, "nsubj")
    if subject is not None and tokens[0].start <= subject.start < tokens[-1].end:
        return subject
    titles = title_words(draft.language).heads
    for token in tokens:
        entity = draft.entity_at(token)
        speaks = entity is not None and entity.kind in ("person", "organization") or token.lower in titles
        if speaks and token.case in ("Nom", "") and token.pos in ("NOUN", "PROPN", "PRON", "X"):
            return token
    return None
