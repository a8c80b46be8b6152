"""Which verbs of a Russian sentence are cues: not negated, no part of a description, two with one subject each with its own content."""

from __future__ import annotations

from communique.extract.cues import Cue, CueWords, cue_words, find_cues
from communique.extract.draft import Draft
from communique.extract.quotes import Quote
from communique.extract.slavic.speech_words import source_words
from communique.extract.speakers import SPEAKING
from communique.language import Token
from communique.language.base import Sentence

NEAR = 4  # tokens between "отмечают" and what is celebrated
FINITE = ("VBD", "VBZ", "VBP", "VBF")
PAST, PRESENT = ("VBD",), ("VBZ", "VBP")


def cues_of(draft: Draft, sentence: Sentence, words: CueWords, quotes: list[Quote]) -> list[Cue]:
    """The cues of a sentence in order; the content of each ends where that of the next one of the same speaker begins."""
    found = [cue for cue in find_cues(draft, sentence, words, quotes) if not _says_nothing(draft, cue)]
    found = [cue for cue in found if cue.verb.tag != "VBG" or _gerund_says(draft, cue, words)]
    for cue in found:
        if cue.verb.lower in words.states:
            cue.passive = False  # "убеждена профессор"
            cue.subject = cue.subject or draft.analysis.child(cue.verb, "nsubj", "nsubj:pass")
    for cue in found:
        cue.subject = _nearest_subject(draft, cue)
    for before, after in zip(found, found[1:], strict=False):
        start = _goes_on(draft, before, after)
        if start is not None and start < before.stop:
            before.stop = after.begin = start
            after.subject = before.subject
    return found


def _nearest_subject(draft: Draft, cue: Cue) -> Token | None:
    """ "…, которое Чад и Мали подписали в мае, чиновники признают": of two nouns that the parse gives a verb the one beside it."""
    given = draft.analysis.children(cue.verb, "nsubj")
    before = [t for t in given if t.i < cue.verb.i]
    if cue.subject is None or len(before) < 2 or cue.subject.i != before[0].i:
        return cue.subject
    between = draft.analysis.tokens[cue.subject.i : before[-1].i]
    apart = any(t.text == "," for t in between) and any(t.tag in FINITE for t in between)
    return before[-1] if apart else cue.subject


def _says_nothing(draft: Draft, cue: Cue) -> bool:
    """ "не сообщил, сколько", "скрывает", "названный", "стройку оценивали в 2 млрд"."""
    verb, denials = cue.verb, source_words(draft.language).denials
    negated = any(child.i == verb.i - 1 for child in draft.analysis.children(verb, "neg"))
    negated = negated or verb.i > 0 and draft.analysis.tokens[verb.i - 1].lower == "не"
    sources = source_words(draft.language)
    if verb.lemma not in sources.doubts and negated != (verb.lemma in denials):
        return True
    if verb.tag == "VBF" or any(c.lower in sources.conditions for c in draft.analysis.children(verb, "mark")):
        return True  # "если министр сообщит": nothing is said yet
    if verb.i > 0 and draft.analysis.tokens[verb.i - 1].lower in sources.than or _celebrates(draft, cue):
        return True
    if any(t.tag == "WDT" for t in draft.analysis.children(verb, "obj")):
        return True  # "договор, который Эквадор и Чили заключили": a thing is concluded, nothing said
    return _is_part_of(draft, cue)


def _celebrates(draft: Draft, cue: Cue) -> bool:
    """ "стороны отмечают 30-летие документа": no words, a feast."""
    behind = draft.analysis.tokens[cue.verb.i + 1 : cue.verb.i + NEAR]
    return any(token.lower.split("-")[-1] in source_words(draft.language).feasts for token in behind)


def _gerund_says(draft: Draft, cue: Cue, words: CueWords) -> bool:
    """ "Выступая на форуме, министр заявил …": a gerund before its verb says something only with a clause of its own."""
    tokens, verb, head = draft.analysis.tokens, cue.verb, draft.analysis.head_of(cue.verb)
    if head is None or head.i < verb.i:
        return True
    behind = tokens[verb.i + 1 : verb.i + 3]
    if len(behind) < 2 or behind[0].text != "," or behind[1].text.lower() != words.subordinator:
        return False
    last = draft.analysis.subtree(verb)[-1]
    cue.stop = min(cue.stop, last.end)
    cue.subject = cue.subject or draft.analysis.subject(head)
    return True


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


def _goes_on(draft: Draft, before: Cue, after: Cue) -> int | None:
    """ "отметила, что торговля растёт, и предложила …": where the second verb of the speaker begins, whatever the parse makes of it.

    It agrees with the first, has no subject of its own, and what the clause between is about cannot speak.
    """
    tokens, one, two = draft.analysis.tokens, before.verb, after.verb
    same = one.tag == two.tag or {one.tag, two.tag} <= {"VBZ", "VBP"}
    if not same or one.tag not in FINITE or (one.number, one.gender) != (two.number, two.gender):
        return None
    start = two.i
    while tokens[start - 1].pos in ("ADV", "PART") or tokens[start - 1].lower == "также":
        start -= 1
    if tokens[start - 1].pos != "CCONJ" and tokens[start - 1].text != ",":
        return None
    while start - 1 > one.i and (tokens[start - 1].pos == "CCONJ" or tokens[start - 1].text == ","):
        start -= 1
    own = draft.analysis.child(two, "nsubj")
    if own is not None and own.i >= start:
        return None
    inner = [t for t in tokens[one.i + 1 : start] if t.tag in FINITE]
    subjects = [s for t in inner for s in draft.analysis.children(t, "nsubj", "nsubj:pass") if s.i > one.i]
    if any(
        _can_speak(draft, subject) and subject.gender in ("", two.gender) and subject.number in ("", two.number)
        for subject in subjects
    ):
        return None
    return tokens[start].start


def _can_speak(draft: Draft, token: Token) -> bool:
    entity = draft.entity_at(token)
    return entity is not None and entity.kind in SPEAKING and entity.kind not in ("project", "agreement", "event")
