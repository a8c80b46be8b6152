"""Milestones: steps of projects, agreements, programmes and institutions, with a date or a status said outright."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec
import regex

from communique.extract.draft import Draft, Period
from communique.language import Token
from communique.language.base import Sentence
from communique.record import Milestone, MilestoneStatus, Span, Step


class Phrase(msgspec.Struct, frozen=True):
    step: Step
    pattern: str
    status: MilestoneStatus | None = None


class StepWords(msgspec.Struct, frozen=True):
    """The file ``steps.yml`` of a language."""

    verbs: dict[str, Step]
    phrases: list[Phrase]
    nouns: dict[str, Step]
    schedule: dict[str, list[str]]
    expect: frozenset[str]
    ahead_auxiliaries: frozenset[str]
    once: frozenset[str]
    parts: frozenset[str]


@lru_cache
def _words(language: Any) -> tuple[StepWords, list[tuple[Phrase, Any]]]:
    words: StepWords = language.data("steps", StepWords)
    return words, [(phrase, regex.compile(phrase.pattern, regex.IGNORECASE)) for phrase in words.phrases]


@dataclass
class Seen:
    """A step at a token, before it is decided."""

    step: Step
    token: Token
    status: MilestoneStatus | None
    rule: str
    schedule: bool | None = None


KINDS = ("project", "agreement", "programme", "organization", "event")


def find_milestones(draft: Draft) -> None:
    """Fill ``draft.milestones`` in the order of the text."""
    words, phrases = _words(draft.language)
    for sentence in draft.analysis.sentences:
        if not sentence.parsed:
            continue
        seen = sorted(_steps(draft, sentence, words, phrases), key=lambda item: item.token.i)
        taken: set[tuple[Step, int]] = set()
        for item in seen:
            for milestone in _decide(draft, sentence, item, words, [s.token for s in seen]):
                key = (milestone.step, milestone.span[0])
                if key in taken or any(m.step == milestone.step and m.span == milestone.span for m in draft.milestones):
                    continue
                taken.add(key)
                draft.milestones.append(milestone)
                draft.decide("milestones", milestone.id, item.rule, milestone.span)


def _steps(draft: Draft, sentence: Sentence, words: StepWords, phrases: list[tuple[Phrase, Any]]) -> list[Seen]:
    found: list[Seen] = []
    used: set[int] = set()
    for phrase, pattern in phrases:
        for match in pattern.finditer(draft.text, sentence.start, sentence.end):
            token = next(
                (t for t in draft.analysis.tokens_in(match.span()) if t.pos in ("VERB", "AUX", "NOUN", "ADP")), None
            )
            if token is None:
                continue
            verb = next((t for t in draft.analysis.tokens_in(match.span()) if t.pos == "VERB"), token)
            used.update(t.i for t in draft.analysis.tokens_in(match.span()))
            found.append(Seen(phrase.step, verb, phrase.status, "phrase"))
    low = draft.text[sentence.start : sentence.end].lower()
    for value, forms in words.schedule.items():
        for form in forms:
            at = low.find(form)
            if at >= 0:
                token = draft.analysis.token_at(sentence.start + at)
                if token is not None and not any(s.schedule is not None for s in found):
                    found.append(Seen("other", token, "under_way", "schedule", value == "true"))
    for token in draft.analysis.sentence_tokens(sentence):
        if token.i in used:
            continue
        if token.pos == "VERB" and token.lemma in words.verbs:
            found.append(Seen(words.verbs[token.lemma], token, None, "verb"))
        elif (
            token.pos == "ADJ"
            and token.lower in ("complete", "operational", "ready")
            and token.dep in ("acomp", "attr")
        ):
            head = draft.analysis.head_of(token)
            if token.lower in words.verbs and head is not None:
                found.append(Seen(words.verbs[token.lower], head, None, "adjective"))
        elif token.pos == "NOUN" and token.lower in words.nouns and token.dep in ("nsubj", "nsubj:pass", "root"):
            found.append(Seen(words.nouns[token.lower], token, None, "noun"))
    return found


def _status(draft: Draft, seen: Seen, words: StepWords) -> MilestoneStatus | None:
    """Ahead, done or under way, by auxiliaries, tense and the verb above ("is scheduled to be completed")."""
    if seen.status is not None:
        return seen.status
    token = seen.token
    if token.pos == "NOUN":
        head = draft.analysis.head_of(token)
        if head is None:
            return None
        ahead = head.lemma in words.expect or any(
            c.lemma in words.expect for c in draft.analysis.children(head, "acomp", "xcomp")
        )
        following = draft.analysis.tokens[token.i + 1 : token.i + 2]
        ahead = ahead or any(t.lemma in words.expect for t in following)
        return "expected" if ahead else None
    children = draft.analysis.children(token)
    if any(c.pos == "AUX" and c.lower in words.ahead_auxiliaries for c in children):
        return "expected"
    head = draft.analysis.head_of(token)
    infinitive = any(c.lower == "to" for c in children) or token.tag == "VB"
    if token.dep in ("xcomp", "advcl", "ccomp", "acl") and head is not None and infinitive:
        if head.lemma in words.expect or head.lemma == "be" or head.pos == "NOUN" or head.pos == "ADJ":
            return "expected"
        if any(c.lower in words.ahead_auxiliaries for c in draft.analysis.children(head, "aux")):
            return "expected"
        return None
    if infinitive:
        return "expected" if any(c.lower == "to" for c in children) else None
    if token.tag in ("VBD",):
        return "done"
    if token.tag == "VBN":
        aux = {c.lower for c in children if c.pos == "AUX"}
        if "being" in aux:
            return "under_way"
        if aux & {"was", "were", "has", "have", "had", "been"}:
            return "done"
        if aux & {"is", "are"}:
            return "done" if seen.step in ("completed",) else None
        if token.dep in ("acl", "amod", "conj", "advcl", "root"):
            return "done"
        return None
    if token.tag in ("VBZ", "VBP"):
        return "expected" if _date(draft, seen, None) is not None else None
    return None


def _date(draft: Draft, seen: Seen, others: list[Token] | None) -> Period | None:
    """The period that hangs on the step's verb; where the parse fails, the nearest one behind it in the clause."""
    token = seen.token
    sentence = draft.analysis.sentences[token.sentence]
    periods = [p for p in draft.periods_in((sentence.start, sentence.end)) if not p.duration]
    best: tuple[int, Period] | None = None
    for period in periods:
        if period.span[0] >= token.start:
            between = draft.text[token.end : period.span[0]]
            distance = len(between)
            crossing = [o for o in others or [] if token.i < o.i and o.end <= period.span[0]]
        else:
            between = draft.text[period.span[1] : token.start]
            distance = len(between) + 40
            crossing = [o for o in others or [] if period.span[1] <= o.start and o.i < token.i]
        if crossing or regex.search(r"[;:]", between) or distance > 130:
            continue
        if period.rule in ("weekday",) and seen.step not in ("signed", "opened"):
            continue
        distance += 30 * between.count(",")
        if best is None or distance < best[0]:
            best = (distance, period)
    return best[1] if best is not None else None


def _decide(draft: Draft, sentence: Sentence, seen: Seen, words: StepWords, others: list[Token]) -> list[Milestone]:
    status = _status(draft, seen, words)
    if status is None:
        return []
    if seen.step == "held" and status != "expected":
        return []
    about = _about(draft, seen, words)
    subject = _subject(draft, seen)
    period = _date(draft, seen, others)
    if period is not None and period.rule in ("day_word", "weekday") and status == "done" and about is None:
        period = None
    part = subject is not None and (subject.lower in words.parts or draft.entity_at(subject) is not None)
    if about is None and not part:
        return []
    if seen.rule == "schedule":
        if about is None and not part:
            return []
    elif period is None:
        perfect = any(c.lower in ("has", "have", "had") for c in draft.analysis.children(seen.token, "aux"))
        outright = (
            seen.step in ("signed", "ratified")
            and status == "done"
            or perfect
            and status == "done"
            or status == "under_way"
        )
        outright = (
            outright or seen.step in ("delayed", "suspended", "cancelled", "extended", "completed") and status == "done"
        )
        outright = (
            outright
            or seen.step in ("opened", "started")
            and status == "done"
            and about is not None
            and draft.entities[about].kind == "project"
            and draft.analysis.is_passive(seen.token)
        )
        if not outright:
            return []
    if seen.step in ("opened", "started", "completed", "extended") and about is None and period is None and not part:
        return []
    if (
        seen.step in ("opened", "started")
        and about is not None
        and draft.entities[about].kind == "event"
        and status == "done"
    ):
        return []
    span = _span(draft, seen, period, sentence, others)
    schedule = seen.schedule
    date = period.date if period is not None else None
    if status == "done" and date is not None and date.endswith("/.."):
        date = date[:-3]
    statement = draft.statement_at((seen.token.start, seen.token.end))
    return [
        Milestone(
            id=draft.new_id("m"),
            span=span,
            step=seen.step,
            status=status,
            about=about,
            date=date,
            date_span=period.span if period is not None else None,
            on_schedule=schedule,
            statement=statement.id if statement else None,
        )
    ]


def _subject(draft: Draft, seen: Seen) -> Token | None:
    token = seen.token
    if token.pos == "NOUN":
        return token
    verb: Token | None = token
    for _ in range(3):
        if verb is None:
            return None
        subject = draft.analysis.subject(verb)
        if subject is not None:
            if subject.tag in ("WDT", "WP"):
                return draft.analysis.head_of(verb) or subject
            return subject
        if verb.dep in ("acl", "acl:relcl"):
            return draft.analysis.head_of(verb)
        verb = draft.analysis.head_of(verb)
    return None


def _about(draft: Draft, seen: Seen, words: StepWords) -> str | None:
    """The entity whose step it is: the thing that is signed or opened, else the subject, else what they are part of."""
    token = seen.token
    thing = draft.analysis.child(token, "obj") if token.pos == "VERB" else None
    subject = _subject(draft, seen)
    for candidate in (thing, subject):
        if candidate is None:
            continue
        near = [
            candidate,
            *(t for t in draft.analysis.subtree(candidate, without=("acl:relcl", "acl", "conj")) if t is not candidate),
        ]
        for place in near[:14]:
            entity = draft.entity_at(place)
            if entity is not None and entity.kind in KINDS:
                if (
                    entity.kind == "organization"
                    and seen.step in ("signed", "ratified", "completed", "extended", "announced")
                    and candidate is subject
                    and thing is not None
                ):
                    continue
                return entity.id
    if subject is not None and subject.lower in words.parts:
        earlier = [m for m in draft.mentions if m.span[1] <= token.start and draft.entities[m.entity].kind == "project"]
        if earlier:
            last = max(earlier, key=lambda m: m.span)
            back = draft.analysis.token_at(last.span[0])
            if back is not None and token.sentence - back.sentence <= 2:
                return last.entity
    return None


def _span(draft: Draft, seen: Seen, period: Period | None, sentence: Sentence, others: list[Token]) -> Span:
    """The clause: from the subject to the date or the end of the verb's own words."""
    token = seen.token
    subject = _subject(draft, seen)
    start, end = token.start, token.end
    if subject is not None and subject.sentence == token.sentence and abs(subject.i - token.i) < 25:
        tokens = draft.analysis.subtree(subject, without=("acl:relcl", "acl", "appos", "punct"))
        start = min(start, tokens[0].start) if tokens[0].i < token.i else start
    for child in draft.analysis.children(token, "obj", "obl", "aux", "aux:pass", "compound:prt"):
        for t in draft.analysis.subtree(child, without=("acl:relcl", "acl", "conj", "appos")):
            if not any(o.i == t.i for o in others if o is not token):
                end = max(end, t.end) if t.i - token.i < 20 else end
    if period is not None:
        start, end = (
            min(start, period.span[0]) if token.start - period.span[0] < 60 else start,
            max(end, period.span[1]),
        )
    return max(start, sentence.start), min(end, sentence.end)
