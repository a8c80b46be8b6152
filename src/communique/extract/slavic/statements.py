"""Statements in Russian word order: the rules of all languages with cues inside, cues that open a sentence, and bodies named by "в"."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import msgspec
import regex

from communique.extract.contents import CONTENT_RULES, Found, manner_of, new_statement, trimmed
from communique.extract.cues import Cue, CueWords, cue_words, find_cues
from communique.extract.draft import Draft, EntityDraft
from communique.extract.interviews import read_interview
from communique.extract.names import title_words
from communique.extract.quotations import continue_quotes, resume_quotes
from communique.extract.quotes import Quote, find_quotes, is_speech
from communique.extract.speakers import entity_of, find_speaker
from communique.language import Token
from communique.language.base import Sentence
from communique.record import Span, Statement

Made = tuple[Span, Statement, str]
NEAR = 6  # tokens between a cue and the colon after it
CLAUSE = 14  # tokens of a clause with a cue between two commas


class SourceWords(msgspec.Struct, frozen=True):
    """What ``cues.yml`` says beside the words of all languages."""

    about_this: list[str]  # "об этом": what was said before
    proposing: frozenset[str]  # verbs with an infinitive that is their content
    inside: frozenset[str]  # "в пресс-службе сообщили"
    papers: frozenset[str]  # "говорится в сообщении министерства": whose paper it is
    sources: frozenset[str]  # nouns for what shows something, whose owner says so: "данные комитета"
    shows: frozenset[str]  # verbs of which they are the subject: "свидетельствуют данные комитета"
    out_of: frozenset[str]  # before them: "следует из данных комитета"


@lru_cache
def source_words(language: Any) -> SourceWords:
    return language.data("cues", SourceWords)  # type: ignore[no-any-return]


def find_statements(draft: Draft) -> None:
    """Fill ``draft.statements`` in the order of the text."""
    words = cue_words(draft.language)
    speech = [part for quote in find_quotes(draft) if is_speech(draft, quote) for part in _parts(draft, quote, words)]
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
    _begin_quotes(draft, speech)
    continue_quotes(draft, speech)
    resume_quotes(draft, speech)


# -- quotations with the speaker's words inside ------------------------------------------------------------------------------------

ASIDE = regex.compile(r"[,!?…]?\s[–—-]\s(?P<cue>\p{Ll}[^–—»“”\"]{3,120}?)(?:[.,:!?]\s?[–—-]\s|[.,]?$)")


def _parts(draft: Draft, quote: Quote, words: CueWords) -> list[Quote]:
    """«Здесь учатся 170 студентов, – пояснил он. – Без кадров …»: one pair of marks round both the words and the cue."""
    cues = words.clause | words.quote | words.object
    start, end = quote.inner
    for match in ASIDE.finditer(draft.text, start, end, overlapped=True):
        tokens = draft.analysis.tokens_in(match.span("cue"))
        if any(t.lemma in cues and t.pos == "VERB" for t in tokens[:4]):
            first = Quote((quote.span[0], match.start()), (start, match.start()))
            if match.end() >= end:
                return [first]
            dash = draft.text.rfind(" ", 0, match.end() - 1) + 1
            rest = Quote((dash, quote.span[1]), (match.end(), end), quote.closed)
            return [first, *_parts(draft, rest, words)]
    return [quote]


def _begin_quotes(draft: Draft, speech: list[Quote]) -> None:
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


# -- one sentence ------------------------------------------------------------------------------------------------------------------


def _in_sentence(
    draft: Draft, sentence: Sentence, words: CueWords, speech: list[Quote], said: list[EntityDraft]
) -> list[Made]:
    quotes = [q for q in speech if q.span[0] < sentence.end and sentence.start < q.span[1]]
    found: list[Made] = []
    covered: list[Span] = []
    source = _source(draft, sentence, words, speech)
    for cue in find_cues(draft, sentence, words, quotes):
        if any(a <= cue.verb.start < b for a, b in covered) or _is_part_of(draft, cue):
            continue
        for rule in RULES:
            content = rule(draft, cue, words)
            if content is None or not any(end - start > 3 for start, end in content.spans):
                continue
            if any(content.spans[0][0] == a for a, _ in covered):
                continue  # "… Об этом заявил посол, сообщает агентство": one statement
            speaker, span = _speaker(draft, cue, words, said)
            if speaker is not None and speaker.kind == "country" and cue.subject is not None:
                titled = cue.subject.lower in title_words(draft.language).heads
                speaker, span = (None, span) if titled else (speaker, span)  # "посол Белоруссии": he is not named
            if speaker is not None:
                said.append(speaker)
            cue_span = _cue_span(draft, cue)
            spans = [s for s in content.spans if s[1] > s[0]]
            found.append(
                (spans[0], new_statement(spans, speaker, span, cue_span, manner_of(spans, speech)), content.rule)
            )
            covered.extend(spans)
            break
    if source is not None and not any(
        a < source[0][1] and source[0][0] < b for item in found for a, b in item[1].content_spans
    ):
        found.append(source)
        if source[1].speaker is not None:
            said.append(draft.entities[source[1].speaker])
    return found


def _is_part_of(draft: Draft, cue: Cue) -> bool:
    """A participle that describes a noun ("названный", "отмеченный") introduces nothing."""
    verb = cue.verb
    if verb.number == "Plur" and cue.subject is None and not cue.passive and _is_general(draft, cue):
        return True  # "стройку оценивали в 2 млрд": nobody is meant
    if verb.tag in ("VBF", "VBZ", "VBP") and verb.text.lower().endswith(("им", "ем", "ём")) and cue.subject is None:
        return True  # "напомним": the report's own words
    return verb.tag in ("VBN", "VBG") and verb.dep in ("amod", "acl") and verb.case != ""


def _is_general(draft: Draft, cue: Cue) -> bool:
    """Whether a verb in the plural without a subject tells of nobody: its object before it, no body where it was said."""
    words, sources = cue_words(draft.language), source_words(draft.language)
    thing = draft.analysis.child(cue.verb, "obj")
    if cue.verb.lemma not in words.object or thing is None or thing.i > cue.verb.i:
        return False
    seats = [c for c in draft.analysis.children(cue.verb, "obl") if draft.analysis.marker(c) in sources.inside]
    return not any((body := draft.entity_at(c)) is not None and body.kind == "organization" for c in seats)


def _cue_span(draft: Draft, cue: Cue) -> Span:
    """The verb with the auxiliary before it: "было отмечено"."""
    auxiliary = next((c for c in draft.analysis.children(cue.verb, "aux:pass", "aux") if c.i == cue.verb.i - 1), None)
    return (auxiliary or cue.verb).start, cue.last.end


def _speaker(
    draft: Draft, cue: Cue, words: CueWords, said: list[EntityDraft]
) -> tuple[EntityDraft | None, Span | None]:
    """The subject; without one, the body where it was said ("отметили в палате", "говорится в сообщении министерства")."""
    sources = source_words(draft.language)
    shown = _shown_by(draft, cue, sources)
    if shown is not None:
        owner = next((c for c in draft.analysis.children(shown, "nmod", "appos") if not draft.analysis.marker(c)), None)
        return entity_of(draft, owner, words) if owner is not None else (None, None)
    if (
        cue.subject is None
        or cue.subject.i in (cue.verb.i,)
        or cue.subject.pos not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X")
        and cue.subject.case != "Nom"
    ):
        for child in [
            *draft.analysis.children(cue.verb, "obl"),
            *(
                c
                for s in draft.analysis.children(cue.verb, "xcomp", "ccomp")
                for c in draft.analysis.children(s, "obl")
            ),
        ]:
            if draft.analysis.marker(child) not in sources.inside:
                continue
            entity = draft.entity_at(child)
            if entity is not None and entity.kind in ("organization", "place"):
                mention = draft.mention_at(child)
                return entity, mention.span if mention is not None else child.span
            if child.lower in sources.papers:
                owner = draft.analysis.child(child, "nmod")
                return entity_of(draft, owner, words) if owner is not None else (None, None)
        if cue.subject is None and (cue.passive or cue.verb.number == "Plur" or cue.verb.lemma.endswith("ся")):
            return None, None
        if (
            cue.subject is None
            and cue.verb.dep in ("conj", "advcl")
            or cue.subject is None
            and cue.verb.gender in ("Masc", "Fem")
        ):
            return find_speaker(draft, cue, words, said)
        return None, None
    return find_speaker(draft, cue, words, said)


def _shown_by(draft: Draft, cue: Cue, sources: SourceWords) -> Token | None:
    """ "свидетельствуют данные комитета", "следует из доклада банка": the noun of what shows it."""
    subject = cue.subject
    if subject is not None and subject.lower in sources.sources and cue.verb.lemma in sources.shows:
        return subject
    for child in draft.analysis.children(cue.verb, "obl", "nmod"):
        if child.lower in sources.sources and draft.analysis.marker(child) in sources.out_of:
            return child
    return None


# -- contents ----------------------------------------------------------------------------------------------------------------------


def _clause_tokens(draft: Draft, cue: Cue) -> tuple[int, int]:
    """The first and last token of the cue's own clause: the verb, its subject, its addressee and adverbs, no content."""
    tokens = [cue.verb, cue.last]
    for child in draft.analysis.children(cue.verb):
        if (
            child.dep
            in ("nsubj", "nsubj:pass", "advmod", "aux:pass", "aux", "iobj", "obl", "neg", "expl", "mark", "cc", "advcl")
            and child.pos != "VERB"
        ):
            if child.i < cue.verb.i and child.dep == "obl" and child.i < cue.verb.i - CLAUSE:
                continue
            tokens += draft.analysis.subtree(child, without=("acl:relcl", "ccomp", "parataxis"))
    return min(t.i for t in tokens), max(t.i for t in tokens)


def _opening(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "Как сообщает министерство, …": from the comma that closes the clause to the end."""
    first = draft.analysis.tokens[cue.sentence.first]
    start = next(
        (t for t in draft.analysis.tokens[cue.sentence.first : cue.verb.i] if t.text.lower() in words.as_words), None
    )
    if (
        start is None
        or start.i > cue.sentence.first + 1
        or first.text.lower() not in words.as_words
        and first.pos != "PUNCT"
    ):
        return None
    for token in draft.analysis.tokens[cue.last.i + 1 : cue.sentence.last]:
        if token.text == ",":
            inside = draft.analysis.tokens[cue.last.i + 1 : token.i]
            if any(t.pos == "VERB" and t.tag in ("VBD", "VBZ", "VBP") for t in inside):
                return None
            return Found([trimmed(draft, token.end, cue.stop)], "as_clause_before")
    return None


def _about_this(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "… Об этом сообщил министр.": the sentence before."""
    text = draft.text[cue.sentence.start : cue.sentence.end].lower()
    if (
        not any(text.startswith(form + " ") for form in source_words(draft.language).about_this)
        or cue.sentence.index == 0
    ):
        return None
    before = draft.analysis.sentences[cue.sentence.index - 1]
    if before.paragraph != cue.sentence.paragraph and cue.sentence.paragraph - before.paragraph > 1:
        return None
    return Found([trimmed(draft, before.start, before.end)], "sentence_before")


def _colon(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "Глава государства напомнил: соглашение ратифицировано"."""
    if cue.verb.lemma not in words.clause | words.quote or cue.passive:
        return None
    reach = cue.last.i + 1 + NEAR
    if cue.subject is not None and cue.subject.i > cue.verb.i and cue.verb.lemma in source_words(draft.language).shows:
        reach = max(reach, draft.analysis.subtree(cue.subject, without=("acl:relcl", "parataxis"))[-1].i + 2)
    for token in draft.analysis.tokens[cue.last.i + 1 : min(cue.sentence.last, reach)]:
        if token.text == ":":
            return Found([trimmed(draft, token.end, cue.sentence.end)], "after_colon")
        if token.text in ",.;" or token.pos == "VERB":
            return None
    return None


def _between(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "Встреча, сообщает пресс-центр, прошла …": the clause of the cue between two commas."""
    if cue.verb.lemma not in words.clause or cue.passive and cue.subject is not None:
        return None
    tokens = draft.analysis.tokens
    first, last = cue.verb.i, cue.last.i
    while (
        first - 1 >= cue.sentence.first
        and tokens[first - 1].text not in (",", "–", "—", "«", "»")
        and cue.verb.i - first < CLAUSE
    ):
        if tokens[first - 1].pos == "VERB":
            return None
        first -= 1
    while (
        last + 1 < cue.sentence.last
        and tokens[last + 1].text not in (",", "–", "—", ".", ";")
        and last - cue.last.i < CLAUSE
    ):
        if tokens[last + 1].pos in ("VERB", "SCONJ"):
            return None
        last += 1
    if (
        first - 1 < cue.sentence.first
        or last + 1 >= cue.sentence.last
        or tokens[first - 1].text != ","
        or tokens[last + 1].text != ","
    ):
        return None
    following = tokens[last + 2] if last + 2 < cue.sentence.last else None
    if following is None or following.lower in (words.subordinator, "который") or following.pos == "SCONJ":
        return None
    own = _clause_tokens(draft, cue)
    if own[0] < first - 1 and tokens[own[0]].dep in ("nsubj",):
        return None
    begin = max(cue.sentence.start, cue.begin)
    if tokens[first - 1].start - begin < 4:
        return None
    return Found(
        [trimmed(draft, begin, tokens[first - 1].start), trimmed(draft, tokens[last + 1].end, cue.sentence.end)],
        "cue_inside",
    )


def _estimate(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "Объём торговли вице-президент оценил в 1,5 млрд": the object before the cue and what follows it."""
    thing = draft.analysis.child(cue.verb, "obj")
    if cue.verb.lemma not in words.object or cue.passive or thing is None or thing.i > cue.verb.i:
        return None
    if cue.subject is None or cue.subject.i < thing.i:
        return None
    phrase = draft.analysis.subtree(thing, without=("acl:relcl",))
    after = trimmed(draft, cue.last.end, cue.stop)
    return Found(
        [(phrase[0].start, phrase[-1].end), after] if after[1] - after[0] > 3 else [(phrase[0].start, phrase[-1].end)],
        "object_before",
    )


def _proposed(draft: Draft, cue: Cue, words: CueWords) -> Found | None:
    """ "предложил создать центр": an infinitive with all that hangs on it."""
    if cue.verb.lemma not in source_words(draft.language).proposing or cue.passive:
        return None
    for token in draft.analysis.tokens[cue.last.i + 1 : min(cue.sentence.last, cue.last.i + 1 + NEAR)]:
        if token.tag == "VB":
            left = [t for t in draft.analysis.subtree(token) if t.i > cue.last.i]
            return Found([trimmed(draft, left[0].start, cue.stop)], "infinitive")
        if token.text in ",.:;":
            return None
    return None


Rule = Callable[[Draft, Cue, CueWords], Found | None]
RULES: list[Rule] = [
    _about_this,
    _opening,
    _colon,
    _between,
    *CONTENT_RULES[:4],
    _proposed,
    _estimate,
    *CONTENT_RULES[4:],
]


# -- sources named by a phrase -----------------------------------------------------------------------------------------------------


def _source(draft: Draft, sentence: Sentence, words: CueWords, speech: list[Quote]) -> Made | None:
    """ "По словам посла, …", "…, по его данным, …", "согласно оценке банка": the sentence without the phrase."""
    tokens = draft.analysis.tokens
    for noun in draft.analysis.sentence_tokens(sentence):
        if noun.lower not in words.possessive_nouns or any(q.inner[0] <= noun.start < q.inner[1] for q in speech):
            continue
        at = noun.i - 1
        while at >= sentence.first and tokens[at].pos in ("ADJ", "DET", "PRON") and noun.i - at < 4:
            at -= 1
        if at < sentence.first or tokens[at].lower not in words.possessive_markers:
            continue
        possessive = next(
            (t for t in tokens[at + 1 : noun.i] if draft.mention_at(t) is not None or t.tag == "PRP$"), None
        )
        last, owner = noun.i, possessive
        if possessive is None:
            owner, last = _owner(draft, noun, sentence)
            if owner is None:
                continue
        return _around(draft, sentence, words, speech, tokens[at], tokens[last], noun, owner)
    return None


def _owner(draft: Draft, noun: Token, sentence: Sentence) -> tuple[Token | None, int]:
    """Whose words they are: the genitive behind the noun with all that stands up to the next comma or verb."""
    tokens = draft.analysis.tokens
    last = noun.i
    owner: Token | None = None
    for token in tokens[noun.i + 1 : min(sentence.last, noun.i + 1 + CLAUSE)]:
        if token.text == "." and len(tokens[token.i - 1].text) == 1:
            last = token.i
            continue  # the dot of an initial
        if token.text in ",;:." or token.pos in ("VERB", "AUX", "SCONJ") or token.text in "–—" and owner is not None:
            break
        if (
            token.case == "Nom"
            and token.pos in ("NOUN", "PROPN")
            and owner is not None
            and draft.mention_at(token) is None
        ):
            break
        last = token.i
        if owner is None and token.pos in ("NOUN", "PROPN", "X"):
            owner = token
        elif owner is not None and (entity := draft.entity_at(token)) is not None and entity.kind == "person":
            owner = token
    return owner, last


def _around(
    draft: Draft,
    sentence: Sentence,
    words: CueWords,
    speech: list[Quote],
    first: Token,
    last: Token,
    noun: Token,
    owner: Token | None,
) -> Made | None:
    tokens = draft.analysis.tokens
    speaker, span = entity_of(draft, owner, words) if owner is not None else (None, None)
    if owner is not None and owner.tag == "PRP$" and draft.mention_at(owner) is None:
        speaker, span = None, owner.span
    following = tokens[last.i + 1] if last.i + 1 < sentence.last else None
    opens = first.start - sentence.start < 4
    if opens or tokens[first.i - 1].text not in ",–—(" and first.i > sentence.first:
        if following is None or following.text != ",":
            return None
        start = following
        named = _apposition(draft, following, sentence)
        if named is not None:  # "по данным организаторов, Агентства по …, …"
            entity, start = named
            speaker, span = entity, span
        before = trimmed(draft, sentence.start, first.start)
        spans = [trimmed(draft, start.end, sentence.end)]
        if not opens and before[1] - before[0] > 12:
            spans = [before, *spans]
    else:
        before = trimmed(draft, sentence.start, tokens[first.i - 1].start)
        spans = [before]
        if following is not None and sentence.end - following.end > 8:
            spans.append(trimmed(draft, following.end, sentence.end))
    spans = [s for s in spans if s[1] - s[0] > 3]
    if not spans:
        return None
    return (
        spans[0],
        new_statement(spans, speaker, span, (first.start, noun.end), manner_of(spans, speech)),
        "according_to",
    )


def _apposition(draft: Draft, comma: Token, sentence: Sentence) -> tuple[EntityDraft, Token] | None:
    tokens = draft.analysis.tokens
    if comma.i + 1 >= sentence.last:
        return None
    mention = draft.mention_at(tokens[comma.i + 1])
    if mention is None or draft.entities[mention.entity].kind not in ("organization", "person"):
        return None
    after = draft.analysis.tokens_in(mention.span)[-1].i + 1
    if after < sentence.last and tokens[after].text == "," and tokens[comma.i + 1].case == "Gen":
        return draft.entities[mention.entity], tokens[after]
    return None
