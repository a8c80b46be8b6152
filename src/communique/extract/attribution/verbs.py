"""Attributions by a verb: ``CONTENT_RULES`` are tried in order; each finds the content by one frame of the verb."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from communique.extract.attribution.cues import cue_first, cue_last
from communique.extract.attribution.parts import ENDS, Attribution, balanced, left_edge, opened, opening, right_edge, trimmed
from communique.extract.attribution.sources import source_phrase, subject_of
from communique.extract.attribution.words import AttributionWords, Use, attribution_words, verb_uses
from communique.extract.draft import Draft
from communique.language import Token
from communique.language.base import Sentence
from communique.record import Span

PARTICIPLE, GERUND, BASE = "VBN", "VBG", "VB"


@dataclass
class Cue:
    """A verb that may be a cue, in its sentence."""

    verb: Token
    use: Use
    sentence: Sentence
    first: int
    last: int
    passive: bool
    quoted: set[int]


@dataclass
class Content:
    """What a rule found: runs of tokens, the kind of the frame, the last token of the cue, and whether a source is named."""

    runs: list[tuple[int, int]]
    kind: str
    last: int | None = None
    source: bool = True


def find_by_verbs(draft: Draft, sentence: Sentence, quoted: set[int]) -> list[Attribution]:
    words, uses = attribution_words(draft.language), verb_uses(draft.language)
    found = []
    for token in draft.analysis.sentence_tokens(sentence):
        use = uses.get(token.lemma)
        if use is None or token.pos not in ("VERB", "AUX") or token.i in quoted or token.dep in ("amod", "compound", "aux", "case"):
            continue
        passive = _is_passive(draft, token)
        cue = Cue(token, use, sentence, cue_first(draft, token, words), cue_last(draft, token, words), passive, quoted)
        one = _attribution(draft, cue, words)
        if one is not None:
            found.append(one)
    return found


def _is_passive(draft: Draft, verb: Token) -> bool:
    if verb.tag != PARTICIPLE:
        return False
    return draft.analysis.is_passive(verb) or verb.dep in ("acl", "advcl") and not draft.analysis.children(verb, "aux")


def _attribution(draft: Draft, cue: Cue, words: AttributionWords) -> Attribution | None:
    for rule in CONTENT_RULES:
        content = rule(draft, cue, words)
        if content is None:
            continue
        spans = [span for first, last in content.runs if (span := trimmed(draft, first, last)) is not None]
        if not spans:
            continue
        tokens = draft.analysis.tokens
        span = (tokens[cue.first].start, tokens[content.last if content.last is not None else cue.last].end)
        head = _source(draft, cue, words) if content.source else None
        source = source_phrase(draft, head, span, words) if head is not None else None
        if source is not None and any(a < source[1] and source[0] < b for a, b in spans):
            head = source = None
        return Attribution(span, spans, source, content.kind, rule.__name__, cue.verb, head)
    return None


def _source(draft: Draft, cue: Cue, words: AttributionWords) -> Token | None:
    if cue.passive:
        return draft.analysis.child(cue.verb, "obl:agent")
    head = subject_of(draft, cue.verb, words)
    if head is not None and (head.dep == "expl" or head.lower in words.dummy and _dummy(draft, head)):
        return None
    return head


def _dummy(draft: Draft, head: Token) -> bool:
    return False


def clause(draft: Draft, cue: Cue, words: AttributionWords) -> Content | None:
    """ "said (that) trade grew", "asked whether …": a finite clause after the cue."""
    kind = cue.use.frames.get("clause")
    if kind is None:
        return None
    analysis, tokens = draft.analysis, draft.analysis.tokens
    child = next(
        (
            c
            for c in analysis.children(cue.verb, "ccomp", "advcl", "xcomp")
            if c.i > cue.verb.i and (c.dep == "ccomp" or _marked(draft, c, words) and c.dep == "advcl")
        ),
        None,
    )
    if child is None or _infinitive(draft, child):
        return None
    first = max(cue.last + 1, left_edge(draft, child))
    thing = analysis.child(cue.verb, "obj")
    if thing is not None and cue.last < thing.i < first and "addressee" not in cue.use.frames and "object" in cue.use.frames:
        first = left_edge(draft, thing)
    first = opened(draft, first, cue.last + 1)
    last = _clause_end(draft, cue, child, first)
    return Content([(first, last)], kind)


def _clause_end(draft: Draft, cue: Cue, child: Token, first: int) -> int:
    last = right_edge(draft, child)
    return balanced(draft, first, _before_participle(draft, first, last), cue.sentence.last)


def _before_participle(draft: Draft, first: int, last: int) -> int:
    """ "said trade grew, adding that …": the participle of another cue begins a new attribution."""
    tokens, uses = draft.analysis.tokens, verb_uses(draft.language)
    for token in tokens[first + 1 : last + 1]:
        if token.tag != GERUND or uses.get(token.lemma) is None or "clause" not in uses[token.lemma].frames:
            continue
        at = token.i - 1 if tokens[token.i - 1].pos != "ADV" else token.i - 2
        if at > first and tokens[at].text == "," and draft.analysis.child(token, "ccomp") is not None:
            return at - 1
    return last


def _marked(draft: Draft, child: Token, words: AttributionWords) -> bool:
    mark = draft.analysis.child(child, "mark")
    return mark is not None and mark.lower in words.subordinators


def _infinitive(draft: Draft, child: Token) -> bool:
    return child.tag == BASE and any(c.tag == "TO" for c in draft.analysis.children(child, "aux"))


def around(draft: Draft, cue: Cue, words: AttributionWords) -> Content | None:
    """ "Trade grew, he said", "The goal, he said, is …": the cue after or inside the clause."""
    kind = cue.use.frames.get("clause")
    if kind is None or cue.passive:
        return None
    analysis, tokens = draft.analysis, draft.analysis.tokens
    subject = analysis.child(cue.verb, "nsubj")
    if subject is None:
        return None
    region = [cue.first, cue.last, left_edge(draft, subject), right_edge(draft, subject)]
    low, high = min(region), max(region)
    for child in analysis.children(cue.verb, "obl", "advmod", "obj", "iobj"):
        if child.i > cue.last and right_edge(draft, child) > high and tokens[high + 1].i == left_edge(draft, child):
            high = right_edge(draft, child)
    begin, end = cue.sentence.first, cue.sentence.last - 1
    while low - 1 >= begin and tokens[low - 1].lower in ("as",):
        low -= 1
    if low - 1 < begin or tokens[low - 1].text not in (",", "—", "–", "--", "-", "”", '"', "''"):
        return None
    runs = [(opening(draft, cue.sentence, low - 1), low - 1)]
    if high + 1 < end and tokens[high + 1].text in (",", "—", "–", "--", "-") and _goes_on(draft, high + 2, words):
        runs.append((high + 1, balanced(draft, high + 1, end - 1 if tokens[end].text in ENDS else end, cue.sentence.last)))
    elif len(runs[0:1]) and runs[0][1] - runs[0][0] < 2:
        return None
    return Content(runs, kind)


def _goes_on(draft: Draft, at: int, words: AttributionWords) -> bool:
    """Whether what follows the cue is the rest of its content: no participle, no clause of time."""
    token = draft.analysis.tokens[at]
    if token.pos == "ADV" and at + 1 < len(draft.analysis.tokens):
        token = draft.analysis.tokens[at + 1]
    return token.tag not in (GERUND, PARTICIPLE) and token.lower not in words.breaks


def raised(draft: Draft, cue: Cue, words: AttributionWords) -> Content | None:
    """ "The line is expected to open", "seems to be": the subject belongs to the content, nobody is named."""
    active = "raised_active" in cue.use.frames
    kind = cue.use.frames.get("raised")
    if kind is None or not (active or cue.passive):
        return None
    analysis, tokens = draft.analysis, draft.analysis.tokens
    child = next((c for c in analysis.children(cue.verb, "xcomp", "acomp", "advcl", "ccomp") if c.i > cue.verb.i and (active or _infinitive(draft, c))), None)
    if child is None or not active and child.i - cue.last > 14:
        return None
    first, last = max(cue.last + 1, left_edge(draft, child)), right_edge(draft, child)
    last = balanced(draft, first, last, cue.sentence.last)
    runs = [(first, last)]
    subject = subject_of(draft, cue.verb, words)
    if subject is not None and subject.dep != "expl" and subject.i < cue.first:
        low = left_edge(draft, subject)
        high = min(right_edge(draft, subject), cue.first - 1)
        runs.insert(0, (low, high))
    return Content(runs, kind, source=False)


def passive_clause(draft: Draft, cue: Cue, words: AttributionWords) -> Content | None:
    """ "it was reported that trade grew": a clause after a passive."""
    return None


def infinitive(draft: Draft, cue: Cue, words: AttributionWords) -> Content | None:
    """ "plans to open", "urged them to go": an infinitive, with whom it is asked of."""
    analysis = draft.analysis
    child = next((c for c in analysis.children(cue.verb, "xcomp", "ccomp", "advcl") if c.i > cue.verb.i and _infinitive(draft, c)), None)
    if child is None or cue.passive:
        return None
    thing = analysis.child(cue.verb, "obj", "iobj")
    own = analysis.child(child, "nsubj", "nsubj:pass")
    person = own or (thing if thing is not None and cue.verb.i < thing.i < child.i else None)
    kind = cue.use.frames.get("person_infinitive" if person is not None else "infinitive")
    if kind is None or child.dep == "advcl" and person is None and child.i - cue.last > 3:
        return None
    start = min(left_edge(draft, child), left_edge(draft, person) if person is not None else child.i)
    first, last = max(cue.last + 1, start), right_edge(draft, child)
    return Content([(opened(draft, first, cue.last + 1), balanced(draft, first, last, cue.sentence.last))], kind)


def predicate(draft: Draft, cue: Cue, words: AttributionWords) -> Content | None:
    """ "called it a success", "described it as a success"."""
    analysis, tokens = draft.analysis, draft.analysis.tokens
    thing = analysis.child(cue.verb, "obj")
    kind = cue.use.frames.get("predicate")
    child = next((c for c in analysis.children(cue.verb, "xcomp", "ccomp") if c.i > cue.verb.i and c.pos in ("NOUN", "ADJ", "PROPN", "NUM", "PRON") or c.dep == "xcomp" and c.i > cue.verb.i and not _infinitive(draft, c) and c.tag != GERUND), None)
    if kind is None or child is None:
        kind = cue.use.frames.get("as")
        child = next((c for c in analysis.children(cue.verb, "obl", "advcl") if c.i > cue.verb.i and (analysis.marker(c) == "as" or any(m.lower == "as" for m in analysis.children(c, "mark", "case")))), None)
    if kind is None or child is None:
        return None
    low = left_edge(draft, child)
    if thing is not None and cue.last < thing.i < child.i:
        low = min(low, left_edge(draft, thing))
    first, last = max(cue.last + 1, low), right_edge(draft, child)
    runs = [(opened(draft, first, cue.last + 1), balanced(draft, first, last, cue.sentence.last))]
    if cue.passive:
        subject = subject_of(draft, cue.verb, words)
        if subject is not None and subject.i < cue.first:
            runs.insert(0, (left_edge(draft, subject), min(right_edge(draft, subject), cue.first - 1)))
    elif thing is not None and thing.i < cue.first and thing.dep == "obj":
        runs.insert(0, (left_edge(draft, thing), right_edge(draft, thing)))
    return Content(runs, kind)


def noun_phrase(draft: Draft, cue: Cue, words: AttributionWords) -> Content | None:
    """ "announced a plan", "criticized the deal": the object, with what belongs to it."""
    kind = cue.use.frames.get("object")
    if kind is None:
        return None
    analysis, tokens = draft.analysis, draft.analysis.tokens
    if cue.passive:
        subject = subject_of(draft, cue.verb, words)
        if subject is None or subject.i > cue.first or subject.dep == "expl" or subject.lower in words.dummy:
            return None
        return Content([(left_edge(draft, subject), min(right_edge(draft, subject), cue.first - 1))], kind)
    thing = analysis.child(cue.verb, "obj")
    if thing is None or thing.tag == GERUND and thing.pos == "VERB":
        return None
    if thing.i < cue.first:
        return Content([(left_edge(draft, thing), right_edge(draft, thing))], kind)
    first, last = max(cue.last + 1, left_edge(draft, thing)), right_edge(draft, thing)
    for child in analysis.children(cue.verb, "obl", "advcl"):
        if child.i > thing.i and (analysis.marker(child) or " ".join(m.lower for m in analysis.children(child, "mark"))) in cue.use.prepositions:
            last = max(last, right_edge(draft, child))
    return Content([(opened(draft, first, cue.last + 1), balanced(draft, first, last, cue.sentence.last))], kind)


def prepositional(draft: Draft, cue: Cue, words: AttributionWords) -> Content | None:
    """ "called for a ceasefire", "talked about trade": the noun of the preposition; the preposition is part of the cue."""
    analysis, tokens = draft.analysis, draft.analysis.tokens
    for child in analysis.children(cue.verb, "obl", "advcl", "xcomp", "ccomp"):
        if child.i <= cue.verb.i:
            continue
        marks = [m for m in analysis.children(child, "case", "mark") if m.i < child.i]
        if not marks or marks[0].lower not in cue.use.prepositions:
            continue
        kind = cue.use.prepositions[marks[0].lower]
        last = balanced(draft, marks[0].i, right_edge(draft, child), cue.sentence.last)
        if marks[0].i == cue.last + 1:
            return Content([(marks[-1].i + 1, last)], kind, last=marks[-1].i)
        return Content([(marks[0].i, last)], kind)
    return None


def gerund(draft: Draft, cue: Cue, words: AttributionWords) -> Content | None:
    """ "suggested opening an office"."""
    kind = cue.use.frames.get("gerund")
    child = next((c for c in draft.analysis.children(cue.verb, "xcomp", "ccomp", "obj") if c.i > cue.verb.i and c.tag == GERUND), None)
    if kind is None or child is None:
        return None
    first = max(cue.last + 1, left_edge(draft, child))
    return Content([(first, balanced(draft, first, right_edge(draft, child), cue.sentence.last))], kind)


Rule = Callable[[Draft, Cue, AttributionWords], Content | None]
CONTENT_RULES: list[Rule] = [clause, infinitive, raised, predicate, gerund, noun_phrase, prepositional, around]
