"""Attributions by a verb: ``CONTENT_RULES`` are tried in order; each finds the content by one frame of the verb."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from communique.extract.attribution.cues import cue_first, cue_last
from communique.extract.attribution.parts import ENDS, MARKS, Attribution, balanced, left_edge, opened, opening, right_edge, trimmed
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
        use = uses.get(token.lemma) or (Use() if token.lemma in words.light else None)
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


def that_after(draft: Draft, cue: Cue, words: AttributionWords) -> Content | None:
    """ "told the press on Monday that trade grew": "that" some words after the cue, whatever the parse makes of it."""
    kind = cue.use.frames.get("clause")
    if kind is None:
        return None
    tokens = draft.analysis.tokens
    for token in tokens[cue.last + 1 : min(cue.last + 13, cue.sentence.last)]:
        if token.lower == words.that and token.tag == "IN":
            last = _extended(draft, cue, max(right_edge(draft, draft.analysis.head_of(token) or token), token.i))
            return Content([(token.i, balanced(draft, token.i, last, cue.sentence.last))], kind) if last > token.i + 1 else None
        if token.pos in ("VERB", "AUX", "SCONJ") or token.text in ENDS or token.text in (";", ":"):
            return None
    return None


def light(draft: Draft, cue: Cue, words: AttributionWords) -> Content | None:
    """ "made (it) clear that", "expressed confidence that", "drew attention to the fact that": the noun is part of the cue."""
    if cue.verb.lemma not in words.light:
        return None
    tokens = draft.analysis.tokens
    noun = None
    for token in tokens[cue.verb.i + 1 : min(cue.verb.i + 14, cue.sentence.last)]:
        if noun is None and token.lower in words.light_nouns:
            noun = token
        elif noun is not None and token.lower == words.that and token.tag in ("IN", "WDT", "DT"):
            head = draft.analysis.head_of(token) or token
            last = _extended(draft, cue, max(right_edge(draft, head), token.i))
            return Content([(token.i, balanced(draft, token.i, last, cue.sentence.last))], words.light_kind, last=noun.i) if last > token.i + 1 else None
        elif token.pos == "VERB" and token.lower not in words.light_nouns or token.text in ENDS or token.text in (";", ":", ","):
            return None
    return None


def _clause_end(draft: Draft, cue: Cue, child: Token, first: int) -> int:
    last = _before_participle(draft, first, _extended(draft, cue, right_edge(draft, child)))
    return balanced(draft, first, last, cue.sentence.last)


def _extended(draft: Draft, cue: Cue, last: int) -> int:
    """The clause's end where the parse stops short: inside a phrase, or before one more "that"."""
    tokens, uses = draft.analysis.tokens, verb_uses(draft.language)
    rest = tokens[last + 1 : cue.sentence.last]
    while rest and (rest[-1].text in ENDS or rest[-1].text in MARKS):
        rest = rest[:-1]
    if not rest:
        return last
    words = [t for t in rest if t.pos not in ("PUNCT", "CCONJ")]
    after = rest[0]
    again = len(rest) > 2 and [t.lower for t in rest if t.pos != "PUNCT"][1:2] == ["that"] and any(t.pos == "CCONJ" for t in rest[:2])
    short = after.pos not in ("PUNCT", "CCONJ", "SCONJ") and after.head != cue.verb.i and after.dep not in ("mark", "cc")
    other = any(t.pos == "VERB" and t.lemma in uses and "clause" in uses[t.lemma].frames for t in words)
    return rest[-1].i if again or short and not other else last


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
    analysis, tokens = draft.analysis, draft.analysis.tokens
    subject = analysis.child(cue.verb, "nsubj")
    if kind is None and subject is not None and _as_put(draft, cue, words):
        kind = "speech"
    if kind is None or subject is None or cue.passive:
        return None
    region = [cue.first, cue.last, left_edge(draft, subject), right_edge(draft, subject)]
    low, high = min(region), max(region)
    for child in analysis.children(cue.verb, "obl", "advmod", "obj", "iobj"):
        if child.i > cue.last and right_edge(draft, child) > high and tokens[high + 1].i == left_edge(draft, child):
            high = right_edge(draft, child)
    begin, end = cue.sentence.first, cue.sentence.last - 1
    while low - 1 >= begin and tokens[low - 1].lower in words.as_words:
        low -= 1
    if low == begin and tokens[low].lower in words.as_words and high + 1 < end and tokens[high + 1].text == ",":
        return Content([(high + 2, balanced(draft, high + 2, end - 1 if tokens[end].text in ENDS else end, cue.sentence.last))], kind)
    if low - 1 < begin or tokens[low - 1].text not in (",", "—", "–", "--", "-", "”", '"', "''"):
        return None
    runs = [(opening(draft, cue.sentence, low - 1), low - 1)]
    if high + 1 < end and tokens[high + 1].text in (",", "—", "–", "--", "-") and _goes_on(draft, high + 2, words):
        runs.append((high + 1, balanced(draft, high + 1, end - 1 if tokens[end].text in ENDS else end, cue.sentence.last)))
    elif len(runs[0:1]) and runs[0][1] - runs[0][0] < 2:
        return None
    return Content(runs, kind)


def _as_put(draft: Draft, cue: Cue, words: AttributionWords) -> bool:
    """ "as she put it", "as he sees it"."""
    thing = draft.analysis.child(cue.verb, "obj")
    before = draft.analysis.tokens[cue.sentence.first : cue.verb.i]
    return cue.verb.lemma in words.as_verbs and thing is not None and thing.lower in words.dummy and any(t.lower in words.as_words for t in before[-8:])


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
        if child.lower in words.times or child.lemma in words.times:
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
CONTENT_RULES: list[Rule] = [light, clause, that_after, infinitive, raised, predicate, gerund, noun_phrase, prepositional, around]
