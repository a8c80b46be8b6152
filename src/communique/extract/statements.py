"""Statements: who said what. A cue is found first, then its content to the right or left, then its speaker.

``CONTENT_RULES`` are tried in order; the first that finds a content makes the statement. Answers of an interview and
"according to …" have rules of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec
import regex

from communique.extract.coreference import reference_kinds
from communique.extract.draft import Draft, EntityDraft
from communique.extract.names import entity_words, title_words
from communique.extract.quotes import Quote, find_quotes, is_speech
from communique.language import Token
from communique.language.base import Sentence
from communique.language.sentences import paragraphs
from communique.record import Manner, Span, Statement


class CueWords(msgspec.Struct, frozen=True):
    """The file ``cues.yml`` of a language."""

    clause: frozenset[str]
    object: frozenset[str]
    weak: frozenset[str]
    quote: frozenset[str]
    light: frozenset[str]
    light_nouns: frozenset[str]
    particles: dict[str, list[str]]
    subordinator: str
    according: list[str]
    possessive_nouns: frozenset[str]
    possessive_markers: frozenset[str]
    as_words: frozenset[str]
    inanimate: frozenset[str]
    dummy: frozenset[str]
    questions: list[str]
    answers: list[str]
    modal_to: frozenset[str]


@lru_cache
def cue_words(language: Any) -> CueWords:
    return language.data("cues", CueWords)  # type: ignore[no-any-return]


@dataclass
class Cue:
    """A cue verb in its sentence: its words, the last token that belongs to it, its subject, and where it must stop."""

    verb: Token
    last: Token
    sentence: Sentence
    subject: Token | None
    passive: bool
    stop: int  # offset where the content must end
    begin: int  # offset where its clause begins
    quotes: list[Quote]


@dataclass
class Found:
    """The content of a cue."""

    spans: list[Span]
    rule: str


def find_statements(draft: Draft) -> None:
    """Fill ``draft.statements`` in the order of the text."""
    words = cue_words(draft.language)
    quotes = find_quotes(draft)
    speech = [quote for quote in quotes if is_speech(draft, quote)]
    answers = _interview(draft, words)
    asked = [
        (a, b) for a, b in paragraphs(draft.text) if answers and draft.text[a:b].startswith(tuple(words.questions))
    ]
    found: list[tuple[Span, Statement, str]] = []
    said: list[EntityDraft] = []
    for span, speaker in answers:
        found.append((span, _statement(draft, [span], speaker, None, None, "direct"), "interview_answer"))
    for sentence in draft.analysis.sentences:
        if not sentence.parsed or any(a <= sentence.start < b for a, b in [*(span for span, _ in answers), *asked]):
            continue
        found.extend(_in_sentence(draft, sentence, words, speech, said))
    found.sort(key=lambda item: item[0])
    for _, statement, rule in found:
        statement = msgspec.structs.replace(statement, id=draft.new_id("s"))
        draft.statements.append(statement)
        draft.decide("statements", statement.id, rule)
    _continue_quotes(draft, speech)
    _resume_quotes(draft, speech)


def _in_sentence(
    draft: Draft, sentence: Sentence, words: CueWords, speech: list[Quote], said: list[EntityDraft]
) -> list[tuple[Span, Statement, str]]:
    quotes = [q for q in speech if q.span[0] < sentence.end and sentence.start < q.span[1]]
    cues = _cues(draft, sentence, words, quotes)
    found: list[tuple[Span, Statement, str]] = []
    covered: list[Span] = []
    for cue in cues:
        if any(a <= cue.verb.start < b for a, b in covered) and not _own_person(draft, cue):
            continue
        for rule in CONTENT_RULES:
            content = rule(draft, cue, words)
            if content is None or not any(end - start > 3 for start, end in content.spans):
                continue
            speaker, span = _speaker(draft, cue, words, said)
            if speaker is not None:
                said.append(speaker)
            cue_span = (cue.verb.start, cue.last.end)
            manner = _manner(content.spans, speech)
            statement = _statement(draft, content.spans, speaker, span, cue_span, manner)
            found.append((content.spans[0], statement, content.rule))
            covered.extend(content.spans)
            break
    according = _according(draft, sentence, words, speech)
    if according is not None and not any(
        a < according[0][1] and according[0][0] < b for item in found for a, b in item[1].content_spans
    ):
        found.append(according)
        if according[1].speaker is not None:
            said.append(draft.entities[according[1].speaker])
    return found


def _own_person(draft: Draft, cue: Cue) -> bool:
    """A cue inside another's content counts where its subject is somebody by name."""
    return False


def _cues(draft: Draft, sentence: Sentence, words: CueWords, quotes: list[Quote]) -> list[Cue]:
    tokens = draft.analysis.tokens
    found: list[Cue] = []
    for token in draft.analysis.sentence_tokens(sentence):
        lemma = token.lemma
        if (
            token.pos not in ("VERB", "AUX")
            or lemma not in words.clause | words.object | words.quote | words.light | words.weak
        ):
            continue
        if any(q.inner[0] <= token.start < q.inner[1] for q in quotes):
            continue
        before = tokens[token.i - 1] if token.i > sentence.first else None
        if token.tag == "VB" and not any(
            child.lower in ("did", "do", "does", "can", "must") for child in draft.analysis.children(token, "aux")
        ):
            continue
        passive = draft.analysis.is_passive(token) and token.tag == "VBN"
        if token.tag == "VBN" and not passive and not draft.analysis.children(token, "aux") and token.dep == "acl":
            continue
        if before is not None and before.lower == "to" or token.dep in ("amod", "compound"):
            continue
        last = token
        following = tokens[token.i + 1] if token.i + 1 < sentence.last else None
        if following is not None and following.lower in words.particles.get(lemma, []):
            last = following
        subject = draft.analysis.subject(token)
        if subject is None and token.tag == "VBG":
            head = draft.analysis.head_of(token)
            subject = draft.analysis.subject(head) if head is not None else None
        found.append(Cue(token, last, sentence, subject, passive, sentence.end, sentence.start, quotes))
    for cue, after in zip(found, found[1:], strict=False):
        start = _clause_start(draft, after, cue)
        if start is not None:
            cue.stop = start
            after.begin = start
    return found


def _clause_start(draft: Draft, cue: Cue, previous: Cue) -> int | None:
    """Where the clause of a later cue begins, if it is no part of the earlier one's content."""
    verb = cue.verb
    head = draft.analysis.head_of(verb)
    coordinated = (
        verb.dep == "conj"
        and head is previous.verb
        or verb.dep in ("advcl", "conj")
        and head is not None
        and head.i <= previous.verb.i
    )
    tokens = draft.analysis.tokens
    if not coordinated:
        return None
    at = verb.i
    own = draft.analysis.child(verb, "nsubj", "nsubj:pass")
    if own is not None and own.i < verb.i:
        at = draft.analysis.subtree(own)[0].i
    while at - 1 > previous.verb.i and (
        tokens[at - 1].pos in ("CCONJ", "ADV", "PUNCT", "SCONJ", "AUX") and tokens[at - 1].text not in '”"’'
    ):
        at -= 1
    return tokens[at].start


DATELINE = regex.compile(r"\p{Lu}{3}[\p{Lu} .-]*(?:, [^–—\n-]{3,40})?\s*(?:–|—|--)\s+")


def _trim(draft: Draft, start: int, end: int) -> Span:
    """A span without blanks, marks and the dateline at its ends."""
    text = draft.text
    dateline = DATELINE.match(text, start, end)
    start = dateline.end() if dateline is not None else start
    while start < end and (text[start].isspace() or text[start] in ",:;–—-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",:;.–—-"):
        end -= 1
    if (
        text[start : start + 1] in ("“", '"', "«", "‘")
        and text[end - 1 : end] in ("”", '"', "»", "’")
        and end - start > 2
    ):
        return start + 1, end - 1
    return start, end


def _that(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "noted that …", "expressed confidence that …": from the subordinator to the end of the clause."""
    tokens = draft.analysis.tokens
    for token in tokens[cue.last.i + 1 : min(cue.sentence.last, cue.last.i + 26)]:
        if token.start >= cue.stop:
            return None
        if token.lower == words.subordinator and token.pos in ("SCONJ", "DET", "PRON"):
            between = tokens[cue.last.i + 1 : token.i]
            if cue.verb.lemma not in words.clause | words.weak and not any(
                t.lower in words.light_nouns for t in between
            ):
                return None
            if (
                token.tag in ("WDT", "WP")
                and tokens[token.i - 1].pos == "NOUN"
                and tokens[token.i - 1].lower not in words.light_nouns
                and cue.verb.lemma not in words.clause
            ):
                return None
            return Found([_trim(draft, token.end, cue.stop)], "that_clause")
        if token.pos == "VERB" and token.i > cue.last.i + 1 and token.dep in ("ccomp", "conj", "advcl"):
            return None
        if token.text in (".", ";", ":") or token.text in '“"«':
            return None
    return None


def _quotation(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """A quotation in the sentence of the cue, before, after or on both sides."""
    if cue.passive or not cue.quotes:
        return None
    spans = []
    for quote in cue.quotes:
        start, end = max(quote.inner[0], cue.sentence.start), min(quote.inner[1], quote.inner[1])
        if cue.begin <= quote.span[0] + 1 or quote.span[0] < cue.begin:
            spans.append((start, end))
    spans = [span for span in spans if span[1] <= cue.verb.start or span[0] >= cue.verb.end]
    if not spans:
        return None
    right = [span for span in spans if span[0] >= cue.verb.end and span[0] < cue.stop]
    left = [span for span in spans if span[1] <= cue.verb.start]
    if right and not left:
        between = draft.text[cue.last.end : right[0][0]].strip(' “"«‘:,')
        # "called the project “a symbol of friendship”": the content begins with the words before the quotation
        if between and cue.verb.lemma not in words.clause:
            return None
        if between and len(between.split()) > 12:
            return Found([_trim(draft, cue.last.end, cue.stop)], "clause_with_quotation")
        if between and draft.text[right[0][0] - 2 : right[0][0] - 1] != ":" and ":" not in between:
            return Found([_trim(draft, cue.last.end, cue.stop)], "clause_with_quotation")
        return Found(right, "quotation_after")
    return Found([_trim_quote(draft, span) for span in left + right], "quotation_before")


def _trim_quote(draft: Draft, span: Span) -> Span:
    start, end = span
    while end > start and draft.text[end - 1] in ", ":
        end -= 1
    return start, end


def _left(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "Trade came to $50 billion, he said": what stands before the comma of the cue."""
    if cue.verb.lemma not in words.clause or cue.passive:
        return None
    tokens = draft.analysis.tokens
    first = cue.verb
    subject = draft.analysis.child(cue.verb, "nsubj")
    if subject is not None and subject.i < cue.verb.i:
        first = draft.analysis.subtree(subject, without=("acl:relcl", "appos"))[0]
    while first.i - 1 >= cue.sentence.first and tokens[first.i - 1].pos in ("ADV", "AUX", "SCONJ"):
        first = tokens[first.i - 1]
    if first.i - 1 < cue.sentence.first or tokens[first.i - 1].text not in (
        ",",
        "”",
        '"',
        "»",
        "’",
        "–",
        "—",
        "?",
        "!",
    ):
        return None
    start, end = _trim(draft, max(cue.begin, cue.sentence.start), tokens[first.i - 1].start)
    if len(draft.text[start:end].split()) < 3 or not any(
        t.pos in ("VERB", "AUX") for t in draft.analysis.tokens_in((start, end))
    ):
        return None
    # what goes on after the cue belongs to the same content: "The goal, he said, is $20 billion"
    after = None
    following = tokens[cue.last.i + 1] if cue.last.i + 1 < cue.sentence.last else None
    if following is not None and following.text == "," and cue.stop - following.end > 12:
        after = _trim(draft, following.end, cue.stop)
    return Found([(start, end), after] if after else [(start, end)], "clause_before")


def _inside(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "The goal, he reaffirmed, is …": the cue between two commas."""
    tokens = draft.analysis.tokens
    subject = draft.analysis.child(cue.verb, "nsubj")
    if subject is None or cue.verb.lemma not in words.clause or cue.passive:
        return None
    first = min(cue.verb.i, draft.analysis.subtree(subject)[0].i)
    while first - 1 >= cue.sentence.first and tokens[first - 1].lower in words.as_words:
        first -= 1
    following = tokens[cue.last.i + 1] if cue.last.i + 1 < cue.sentence.last else None
    if following is None or following.text != "," or first - 1 < cue.sentence.first:
        return None
    if first == cue.sentence.first or tokens[first - 1].text != ",":
        return None
    spans = [_trim(draft, cue.begin, tokens[first - 1].start), _trim(draft, following.end, cue.stop)]
    return Found(spans, "cue_inside")


def _clause(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """A content clause without a subordinator: "said the project is on track"."""
    if cue.verb.lemma in words.weak or cue.verb.lemma not in words.clause:
        return None
    clause = draft.analysis.child(cue.verb, "ccomp")
    if clause is None or clause.i < cue.verb.i:
        return None
    start = draft.analysis.subtree(clause)[0]
    if start.i < cue.verb.i:
        start = draft.analysis.tokens[cue.last.i + 1]
    return Found([_trim(draft, start.start, cue.stop)], "clause_without_subordinator")


def _noun_phrase(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "highlighted the work of the branch", "emphasised the growth": a noun phrase as content."""
    lemma = cue.verb.lemma
    if cue.passive:
        return None
    particle = cue.last.i > cue.verb.i
    if lemma not in words.object and not particle:
        return None
    if lemma in words.particles and words.particles[lemma] and not particle:
        thing = draft.analysis.child(cue.verb, "obj")
        if not (lemma in words.light and thing is not None and thing.lemma in words.light_nouns):
            return None
    thing = draft.analysis.child(cue.verb, "obj")
    if lemma in words.light:
        if thing is None or thing.lemma not in words.light_nouns:
            return None
        return Found([_trim(draft, draft.analysis.subtree(thing)[0].start, cue.stop)], "light_verb")
    start = draft.analysis.tokens[cue.last.i + 1] if cue.last.i + 1 < cue.sentence.last else None
    if start is None or start.start >= cue.stop or start.pos in ("PUNCT",) and start.text not in '‘“«"':
        return None
    if thing is None and not particle:
        return None
    return Found([_trim(draft, start.start, cue.stop)], "noun_phrase")


def _passive(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "The importance of X was emphasised"; "it was noted that" is taken by the rule before."""
    if not cue.passive or cue.subject is None or cue.verb.lemma not in words.object or cue.subject.lower in words.dummy:
        return None
    if cue.subject.tag in ("WDT", "WP") or cue.verb.dep in ("acl:relcl", "advcl", "acl"):
        return None
    if cue.verb.lemma in ("call", "express", "draw", "announce", "describe", "offer", "invite", "propose", "promise"):
        return None
    tokens = draft.analysis.subtree(cue.subject)
    if len(tokens) < 3:
        return None
    end = next(
        t
        for t in draft.analysis.tokens[cue.sentence.first : cue.verb.i + 1]
        if t.head == cue.verb.i and t.pos == "AUX" or t is cue.verb
    )
    return Found([_trim(draft, tokens[0].start, end.start)], "passive_subject")


Rule = Callable[[Draft, Cue, CueWords], Found | None]
CONTENT_RULES: list[Rule] = [_that, _quotation, _inside, _left, _clause, _noun_phrase, _passive]


def _speaker(
    draft: Draft, cue: Cue, words: CueWords, said: list[EntityDraft]
) -> tuple[EntityDraft | None, Span | None]:
    token = draft.analysis.child(cue.verb, "obl:agent") if cue.passive else cue.subject
    if token is None and not cue.passive:
        token = _nearest(draft, cue)
    if token is None:
        return None, None
    if token.pos == "PRON" and draft.mention_at(token) is None and not cue.passive:
        return _last_speaker(draft, token, said), token.span
    if token.lower in words.dummy:
        return None, None
    return _entity_of(draft, token, words, cue)


def _last_speaker(draft: Draft, token: Token, said: list[EntityDraft]) -> EntityDraft | None:
    """A pronoun that the step before left open: who spoke last, if the pronoun fits ("it" a body, "they" a group)."""
    kinds = reference_kinds(draft.language).get(token.lower, [])
    last = said[-1] if said else None
    return last if last is not None and last.kind in kinds else None


def _nearest(draft: Draft, cue: Cue) -> Token | None:
    """The last person or body named before the cue in its sentence; after it where the cue stands before its subject."""
    for token in reversed(draft.analysis.tokens[cue.sentence.first : cue.verb.i]):
        mention = draft.mention_at(token)
        if mention is not None and draft.entities[mention.entity].kind == "person":
            return draft.analysis.tokens[mention.head]
    return None


def _entity_of(draft: Draft, token: Token, words: CueWords, cue: Cue | None) -> tuple[EntityDraft | None, Span | None]:
    mention = draft.mention_at(token)
    if mention is not None and draft.entities[mention.entity].kind in (
        "person",
        "organization",
        "group",
        "country",
        "project",
        "event",
        "agreement",
    ):
        return draft.entities[mention.entity], mention.span
    # a person or body in apposition: "the Director of the Institute, Anna Weber"; a title before a name
    subtree = draft.analysis.subtree(token, without=("acl:relcl", "acl", "ccomp"))
    inside = [m for t in subtree if (m := draft.mention_at(t)) is not None]
    for kind in ("person", "organization"):
        for mention in inside:
            if draft.entities[mention.entity].kind == kind and (
                kind == "person" or token.lower not in title_words(draft.language).heads
            ):
                return draft.entities[mention.entity], mention.span
    if token.lower in words.inanimate or token.pos not in ("NOUN", "PROPN", "PRON"):
        return None, None
    if token.lower in entity_words(draft.language).group or token.tag == "NNS":
        name = draft.words((token.start, token.end))
        entity = next((e for e in draft.entities.values() if e.kind == "group" and e.name == name), None)
        entity = entity or draft.add_entity("group", name, "group_speaker")
        draft.add_mention(entity, token.span, "nominal", token)
        return entity, token.span
    for mention in inside:
        if draft.entities[mention.entity].kind in ("country",):
            return draft.entities[mention.entity], mention.span
    return None, None


def _according(
    draft: Draft, sentence: Sentence, words: CueWords, speech: list[Quote]
) -> tuple[Span, Statement, str] | None:
    """ "According to the Ambassador, …", "…, according to the bank", "In the minister's words, …"."""
    low = draft.text[sentence.start : sentence.end].lower()
    for phrase in words.according:
        at = low.find(phrase)
        if at < 0:
            continue
        start, after = sentence.start + at, sentence.start + at + len(phrase)
        if any(q.inner[0] <= start < q.inner[1] for q in speech):
            continue
        head = next(
            (
                t
                for t in draft.analysis.tokens_in((after, sentence.end))
                if draft.analysis.marker(t) or draft.mention_at(t) is not None
            ),
            None,
        )
        if head is None:
            continue
        return _around(draft, sentence, words, speech, start, (start, after), head)
    for token in draft.analysis.sentence_tokens(sentence):
        if token.lower in words.possessive_nouns and draft.analysis.marker(token) in words.possessive_markers:
            owner = draft.analysis.child(token, "nmod:poss")
            if owner is not None:
                start = draft.analysis.subtree(token)[0].start
                return _around(draft, sentence, words, speech, start, (start, token.end), owner, token)
    return None


def _around(
    draft: Draft,
    sentence: Sentence,
    words: CueWords,
    speech: list[Quote],
    start: int,
    cue: Span,
    owner: Token,
    last: Token | None = None,
) -> tuple[Span, Statement, str] | None:
    """The sentence without the phrase that names its source."""
    mention = draft.mention_at(owner)
    end = max(cue[1], last.end if last else 0, mention.span[1] if mention else 0, owner.end)
    comma = draft.text.find(",", end, sentence.end)
    initial = start - sentence.start < 4
    speaker, span = _entity_of(draft, owner, words, None)
    if initial:
        if comma < 0:
            return None
        # an apposition goes on to a second comma: "According to X, head of Y, trade grew"
        spans = [_trim(draft, comma + 1, sentence.end)]
    elif comma >= 0 and comma - end < 40 and sentence.end - comma > 15:
        spans = [_trim(draft, sentence.start, start), _trim(draft, comma + 1, sentence.end)]
    else:
        spans = [_trim(draft, sentence.start, start)]
    spans = [s for s in spans if s[1] - s[0] > 3]
    if not spans:
        return None
    return spans[0], _statement(draft, spans, speaker, span, cue, _manner(spans, speech)), "according_to"


def _resume_quotes(draft: Draft, speech: list[Quote]) -> None:
    """ "…," said X. "…": a quotation without a cue right after one with a cue is the rest of it."""
    for quote in speech:
        if any(a < quote.inner[1] and quote.inner[0] < b for s in draft.statements for a, b in s.content_spans):
            continue
        sentence = draft.analysis.sentence_of(quote.span[0])
        if sentence is None or draft.text[sentence.start : quote.span[0]].strip():
            continue
        before = [
            (max(b for _, b in s.content_spans), at)
            for at, s in enumerate(draft.statements)
            if s.manner == "direct" and max(b for _, b in s.content_spans) <= quote.span[0]
        ]
        if not before:
            continue
        end, at = max(before)
        gap = draft.text[end : quote.span[0]]
        between = [s for s in draft.analysis.sentences if end < s.start < quote.span[0]]
        if "\n" not in gap and not between and len(gap) < 200:
            statement = draft.statements[at]
            spans = (*statement.content_spans, _trim_quote(draft, quote.inner))
            draft.statements[at] = msgspec.structs.replace(statement, content_spans=spans)


def _manner(spans: list[Span], speech: list[Quote]) -> Manner:
    total = sum(end - start for start, end in spans)
    quoted = sum(max(0, min(end, q.span[1]) - max(start, q.span[0])) for start, end in spans for q in speech)
    return "direct" if quoted >= total - 2 else "mixed" if quoted else "indirect"


def _statement(
    draft: Draft, spans: list[Span], speaker: EntityDraft | None, span: Span | None, cue: Span | None, manner: Manner
) -> Statement:
    return Statement(
        id="",
        speaker=speaker.id if speaker is not None else None,
        speaker_span=span,
        cue_span=cue,
        content_spans=tuple(s for s in spans if s[1] > s[0]),
        manner=manner,
    )


def _interview(draft: Draft, words: CueWords) -> list[tuple[Span, EntityDraft | None]]:
    """Answers of an interview with marked questions: each is one statement of the person asked."""
    blocks = list(paragraphs(draft.text))
    questions = [i for i, (a, b) in enumerate(blocks) if draft.text[a:b].startswith(tuple(words.questions))]
    if len(questions) < 2:
        return []
    first = blocks[questions[0]][0]
    before = [m for m in draft.mentions if m.span[1] <= first and draft.entities[m.entity].kind == "person"]
    posted = {post.person for post in draft.posts}
    counts: dict[str, int] = {}
    for mention in before:
        counts[mention.entity] = counts.get(mention.entity, 0) + (3 if mention.entity in posted else 1)
    speaker = draft.entities[max(counts, key=lambda key: counts[key])] if counts else None
    found: list[tuple[Span, EntityDraft | None]] = []
    for i, (start, end) in enumerate(blocks):
        text = draft.text[start:end]
        mark = next((mark for mark in words.answers if text.startswith(mark)), None)
        if i > questions[0] and mark is not None:
            found.append((_trim(draft, start + len(mark), end), speaker))
    return found


def _continue_quotes(draft: Draft, speech: list[Quote]) -> None:
    """A quotation that goes on over the end of its sentence belongs to its statement as a whole."""
    for at, statement in enumerate(draft.statements):
        spans = []
        for start, end in statement.content_spans:
            quote = next((q for q in speech if q.inner[0] <= start < q.inner[1] and q.closed), None)
            spans.append(
                (start, max(end, quote.inner[1]))
                if quote is not None and statement.manner == "direct"
                else (start, end)
            )
        if tuple(spans) != statement.content_spans:
            draft.statements[at] = msgspec.structs.replace(statement, content_spans=tuple(spans))
