"""Sources named by a phrase: "по словам посла", "по его данным", "согласно оценке банка"."""

from __future__ import annotations

from communique.extract.contents import manner_of, new_statement, trimmed
from communique.extract.cues import CueWords
from communique.extract.draft import Draft, EntityDraft
from communique.extract.quotes import Quote
from communique.extract.slavic.speech_contents import rest_of
from communique.extract.slavic.speech_speakers import named
from communique.extract.slavic.speech_words import source_words
from communique.language import Token
from communique.language.base import Sentence
from communique.record import Span, Statement

FINITE = ("VBD", "VBZ", "VBP", "VBF")
CLAUSE = 14  # tokens in which the owner is named
POSSESSIVES = {"его": ("Masc", "Neut"), "её": ("Fem",), "ее": ("Fem",), "их": ("Plur",)}
Made = tuple[Span, Statement, str]  # where it begins, the statement, by which rule


def by_phrase(
    draft: Draft, sentence: Sentence, words: CueWords, speech: list[Quote], said: list[EntityDraft]
) -> Made | None:
    """ "По словам посла, …", "…, по его данным, …", "согласно оценке банка": the sentence without the phrase."""
    tokens = draft.analysis.tokens
    for noun in draft.analysis.sentence_tokens(sentence):
        if noun.lower not in words.possessive_nouns or any(q.inner[0] <= noun.start < q.inner[1] for q in speech):
            continue
        at = noun.i - 1
        while at >= sentence.first and tokens[at].pos in ("ADJ", "DET", "PRON") and noun.i - at < 4:
            at -= 1
        marker = tokens[at].lower if at >= sentence.first else ""
        by_words = marker in ("с", "со") and noun.lower in ("слово", "слова")  # "с её слов"
        if marker not in words.possessive_markers and not by_words or marker == "со" and not by_words:
            continue
        possessive = next(
            (t for t in tokens[at + 1 : noun.i] if draft.mention_at(t) is not None or t.tag == "PRP$"), None
        )
        last, owner = noun.i, possessive
        if possessive is None:
            owner, last = _owner(draft, noun, sentence)
            if owner is None:
                continue
        return _around(draft, sentence, words, speech, tokens[at], tokens[last], noun, owner, said)
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
        if owner is None and token.pos == "ADP":
            break  # "по данным на 1 мая"
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
    said: list[EntityDraft],
) -> Made | None:
    tokens = draft.analysis.tokens
    speaker, span = named(draft, owner, words) if owner is not None else (None, None)
    if owner is not None and owner.tag == "PRP$":
        body = _body_before(draft, sentence, noun, owner, said)
        if body is not None or draft.mention_at(owner) is None:
            speaker, span = body, owner.span
    following = tokens[last.i + 1] if last.i + 1 < sentence.last else None
    opens = first.start - sentence.start < 4
    if opens or tokens[first.i - 1].text not in ",–—(" and first.i > sentence.first:
        if following is None or following.text != ",":
            return None
        start = following
        beside = _apposition(draft, following, sentence)
        if beside is not None:  # "по данным организаторов, Агентства по …, …"
            entity, start = beside
            speaker, span = entity, span
        before = trimmed(draft, sentence.start, first.start)
        spans = [trimmed(draft, start.end, sentence.end)]
        if not opens and before[1] - before[0] > 12:
            spans = [before, *spans]
    else:
        before = trimmed(draft, sentence.start, tokens[first.i - 1].start)
        before = _own_clause(draft, before, tokens[last.i]) or before
        relative = tokens[first.i - 2].tag == "WDT"  # "визит, который, по мнению дипломата, открыл новую главу"
        spans = [before] if not relative else []
        if following is not None and sentence.end - following.end > 8:
            spans.append(rest_of(draft, following.end, sentence.end))
    spans = [s for s in spans if s[1] - s[0] > 3]
    if not spans:
        return None
    return (
        spans[0],
        new_statement(spans, speaker, span, (first.start, noun.end), manner_of(spans, speech)),
        "according_to",
    )


def _own_clause(draft: Draft, before: Span, last: Token) -> Span | None:
    """ "Население растёт, и каждый год, по словам посла, приходит …": what stands behind the "и" of a clause of its own."""
    tokens = draft.analysis.tokens_in(before)
    joint = next((i for i in range(len(tokens) - 1, 0, -1) if tokens[i].pos == "CCONJ"), None)
    if joint is None or tokens[joint - 1].text != "," or joint + 1 >= len(tokens):
        return None
    told = any(t.tag in FINITE for t in tokens[:joint])
    again = any(t.tag in FINITE for t in tokens[joint:])
    ahead = draft.analysis.tokens[last.i + 1 : draft.analysis.sentences[last.sentence].last]
    verb = next((t for t in ahead if t.tag in FINITE), None)
    subject = draft.analysis.child(verb, "nsubj", "nsubj:pass") if verb is not None else None
    if not told or again or subject is None or subject.i < tokens[joint].i or any(t.pos == "SCONJ" for t in tokens):
        return None
    return trimmed(draft, tokens[joint + 1].start, before[1])


def _body_before(
    draft: Draft, sentence: Sentence, noun: Token, owner: Token, said: list[EntityDraft]
) -> EntityDraft | None:
    """ "Министерство сообщило, что … По его данным, …": the body that spoke last, where nobody else was named since."""
    last = said[-1] if said else None
    if last is None or last.kind != "organization" or noun.lower not in source_words(draft.language).sources:
        return None
    before = draft.analysis.sentences[max(0, sentence.index - 1)]
    mentions = [m for m in draft.mentions_in((before.start, owner.start)) if m.form == "name"]
    kinds = {m.entity: draft.entities[m.entity].kind for m in mentions}
    head = next((draft.analysis.tokens[m.head] for m in mentions if m.entity == last.id), None)
    if head is None or "person" in kinds.values():
        return None
    fits = POSSESSIVES.get(owner.text.lower(), ())
    return last if head.gender in fits or head.number == "Plur" and "Plur" in fits else None


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
