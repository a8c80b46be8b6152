"""Steps as words: where a sentence names a step, by verb, phrase, noun or by how it stands to its plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec
import regex

from communique.extract.draft import Draft
from communique.language import Token
from communique.language.base import Sentence
from communique.record import MilestoneStatus, Span, Step


class Phrase(msgspec.Struct, frozen=True):
    """A step that several words say; ``solid``: the verb in it says no other step ("began operations")."""

    step: Step
    pattern: str
    status: MilestoneStatus | None = None
    solid: bool = False


class StepWords(msgspec.Struct, frozen=True):
    """The file ``steps.yml`` of a language."""

    verbs: dict[str, Step]
    phrases: list[Phrase]
    nouns: dict[str, Step]
    noun_with: dict[str, frozenset[str]]
    schedule: dict[str, list[str]]
    goes_on: frozenset[str]
    expect: frozenset[str]
    timed: frozenset[str]
    ahead: frozenset[str]
    possible: frozenset[str]
    perfect: frozenset[str]
    past: frozenset[str]
    present: frozenset[str]
    being: frozenset[str]
    until: frozenset[str]
    once: frozenset[str]
    use: frozenset[str]
    works: frozenset[str]
    gatherings: frozenset[str]
    papers: frozenset[str]
    things: frozenset[str]
    whose: frozenset[str]
    back: frozenset[str]
    upon: frozenset[str]
    starting: frozenset[str]
    formerly: frozenset[str]
    definite: frozenset[str]
    generic: frozenset[str]
    services: frozenset[str] = frozenset()
    deliveries: frozenset[str] = frozenset()
    carries: frozenset[str] = frozenset()
    bare_infinitive: bool = False  # whether an infinitive stands without a word of its own before it
    bare_participle: bool = False  # whether a passive participle is a full verb without an auxiliary: "подписан"
    present_is_now: bool = False  # whether the present with "since" tells what is done: "действует с 2013 года"
    no_articles: bool = False  # whether a bare noun can point back: "блок будет введён"
    told: frozenset[str] = (
        frozenset()
    )  # verbs and prepositions that tell a step named by a noun as done: "witnessed the signing"
    told_nouns: frozenset[str] = frozenset()
    talks: frozenset[str] = frozenset()
    sittings: frozenset[str] = (
        frozenset()
    )  # gatherings of a body: "the next meeting of the Commission" is about the Commission
    next: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    part_ordinals: frozenset[str] = frozenset()
    those: frozenset[str] = frozenset()
    deadlines: frozenset[str] = frozenset()
    building: frozenset[str] = frozenset()  # verbs whose progressive tells of works under way
    owners: frozenset[str] = frozenset()  # pronouns of what a thing belongs to: "its cold store"
    dates: frozenset[str] = frozenset()  # words between a date and its step: "the date of", "a deadline for"
    shifts: frozenset[str] = frozenset()  # verbs that put off only where they say to when: "moved the launch to July"
    year_for: frozenset[str] = frozenset()  # what joins a date to the noun of a step: "2029 for the commissioning"
    already: frozenset[str] = frozenset()  # adverbs that make a past verb a perfect: "уже начались"


@dataclass(slots=True)
class Seen:
    """A step at its word (a verb or a noun), before it is decided."""

    step: Step
    token: Token
    words: Span  # the words that say it
    rule: str
    status: MilestoneStatus | None = None  # where the words themselves tell it
    on_schedule: bool | None = None


@lru_cache
def step_words(language: Any) -> StepWords:
    return language.data("steps", StepWords)  # type: ignore[no-any-return]


@lru_cache
def _phrases(language: Any) -> list[tuple[Phrase, Any]]:
    return [(phrase, regex.compile(phrase.pattern, regex.IGNORECASE)) for phrase in step_words(language).phrases]


@lru_cache
def _schedules(language: Any) -> list[tuple[bool, Any]]:
    return [
        (value == "true", regex.compile(rf"\b(?:{'|'.join(forms)})\b", regex.IGNORECASE))
        for value, forms in step_words(language).schedule.items()
    ]


def find_steps(draft: Draft, sentence: Sentence) -> list[Seen]:
    """The steps that a sentence names, in the order of the text; a word says one step."""
    words = step_words(draft.language)
    taken: set[int] = set()
    found: list[Seen] = []
    for rule in RULES:
        for seen in rule(draft, sentence, words):
            tokens = {token.i for token in draft.analysis.tokens_in(seen.words)}
            if tokens & taken:
                continue
            taken |= tokens
            found.append(seen)
    return sorted(found, key=lambda seen: (seen.words[0], seen.token.i))


def _by_phrase(draft: Draft, sentence: Sentence, words: StepWords) -> Iterator[Seen]:
    """ "entered into force", "was put on hold", "under construction"."""
    for phrase, pattern in _phrases(draft.language):
        for match in pattern.finditer(draft.text, sentence.start, sentence.end):
            tokens = draft.analysis.tokens_in(match.span())
            verb = next((token for token in tokens if token.pos == "VERB"), None)
            if verb is None:
                verb = next((token for token in tokens if token.pos == "AUX"), None)
            if verb is None and tokens:  # "in force since": said with the verb above, or of the noun above
                above = draft.analysis.ancestors(tokens[0])
                outer = next((token for token in above if token not in tokens), None)
                verb = outer if outer is not None and outer.lemma in words.goes_on else tokens[0]
            if verb is not None and not (phrase.status == "under_way" and _names_builder(draft, verb)):
                yield Seen(phrase.step, verb, match.span(), "phrase", phrase.status)


def _names_builder(draft: Draft, verb: Token) -> bool:
    """ "which is being built by the company X": said in passing, to tell who builds."""
    return verb.dep == "acl:relcl" and draft.analysis.child(verb, "obl:agent") is not None


def _by_schedule(draft: Draft, sentence: Sentence, words: StepWords) -> Iterator[Seen]:
    """ "is being implemented on schedule", "is running behind schedule"."""
    for value, pattern in _schedules(draft.language):
        match = pattern.search(draft.text, sentence.start, sentence.end)
        token = draft.analysis.token_at(match.start()) if match else None
        if match is None or token is None:
            continue
        for verb in draft.analysis.ancestors(token):
            if verb.pos in ("VERB", "AUX"):
                if verb.lemma in words.goes_on:
                    yield Seen("other", verb, match.span(), "schedule", "under_way", value)
                break


def _by_noun(draft: Draft, sentence: Sentence, words: StepWords) -> Iterator[Seen]:
    """ "completion is expected in June", "with commissioning planned for 2027", "the planned opening"."""
    tokens = draft.analysis.sentence_tokens(sentence)
    for at, token in enumerate(tokens):
        step = words.nouns.get(token.lower)
        if step is None or token.dep in ("compound", "amod", "root", "conj") and token.pos == "VERB":
            continue
        needed = words.noun_with.get(token.lower)
        if needed is not None and (at == 0 or tokens[at - 1].lower not in needed):
            continue
        aside = _aside(tokens, at, words)
        for following in tokens[at + 1 : at + 14 + len(aside)]:
            if following.i in aside:
                continue
            if following.lemma in words.timed and following.i - token.i > 0:
                negated = any(child.dep == "neg" for child in draft.analysis.children(following))
                if not negated:
                    yield Seen(step, token, (token.start, following.end), "noun", "expected")
                break
            if following.pos == "VERB" or following.text in ",;:—":
                later = next((c for c in draft.analysis.conjuncts(following)[1:] if c.lemma in words.timed), None)
                if following.pos == "VERB" and later is not None:
                    # "the opening has been delayed and is now set for March"
                    yield Seen(step, token, (later.start, later.end), "noun", "expected")
                break


def _aside(tokens: list[Token], at: int, words: StepWords) -> set[int]:
    """ "the launch, | initially planned for 2024, | is now expected in 2026": what stands between commas of what once was planned."""
    commas = [i for i in range(at + 1, min(len(tokens), at + 24)) if tokens[i].text == ","][:2]
    if len(commas) < 2 or not any(token.lower in words.formerly for token in tokens[commas[0] : commas[1]]):
        return set()
    return {token.i for token in tokens[commas[0] : commas[1] + 1]}


def _by_told_noun(draft: Draft, sentence: Sentence, words: StepWords) -> Iterator[Seen]:
    """ "witnessed the signing of eleven agreements", "the visit ended with the signing of a memorandum": told as done."""
    for token in draft.analysis.sentence_tokens(sentence):
        if token.lower not in words.told_nouns or token.pos not in ("NOUN", "PROPN", "VERB"):
            continue
        papers = [c for c in draft.analysis.children(token, "nmod", "obj", "obl") if c.i > token.i]
        verb = next((t for t in draft.analysis.ancestors(token) if t.pos in ("VERB", "AUX")), None)
        if not papers or verb is None or any(c.dep == "neg" for c in draft.analysis.children(verb)):
            continue
        said = {verb.lemma, draft.analysis.marker(token), *(c.lower for c in draft.analysis.children(verb, "acomp"))}
        past = verb.tag == "VBD" or bool(
            words.perfect & {c.lower for c in draft.analysis.children(verb, "aux", "aux:pass")}
        )
        if past and said & words.told:
            yield Seen(words.nouns[token.lower], token, token.span, "told", "done")


def _by_progress(draft: Draft, sentence: Sentence, words: StepWords) -> Iterator[Seen]:
    """ "the group is building a plant at Alat": works under way, told in a clause of its own."""
    for token in draft.analysis.sentence_tokens(sentence):
        if (
            token.lemma not in words.building
            or token.tag != "VBG"
            or token.dep in ("acl", "acl:relcl", "amod", "advcl")
        ):
            continue
        now = [c for c in draft.analysis.children(token, "aux") if c.lower in words.present]
        thing = draft.analysis.child(token, "obj")
        entity = draft.entity_at(thing) if thing is not None else None
        if now and entity is not None and entity.kind == "project":
            yield Seen("started", token, token.span, "progress", "under_way")


def _by_date_for(draft: Draft, sentence: Sentence, words: StepWords) -> Iterator[Seen]:
    """ "keeps to 2029 for the commissioning of the first unit", "gave May as the date of the opening": a date, then the noun."""
    tokens = draft.analysis.sentence_tokens(sentence)
    for period in draft.periods_in((sentence.start, sentence.end)):
        behind = [token for token in tokens if token.start >= period.span[1]][:6]
        joined = False
        for token in behind:
            if token.lower in words.nouns and joined and not period.duration:
                yield Seen(words.nouns[token.lower], token, (period.span[0], token.end), "date for", "expected")
                break
            if token.lower in words.year_for:
                joined = True
            elif token.lower not in words.definite | words.dates:
                break


def _by_verb(draft: Draft, sentence: Sentence, words: StepWords) -> Iterator[Seen]:
    """ "was signed", "will open", "has begun"."""
    for token in draft.analysis.sentence_tokens(sentence):
        step = words.verbs.get(token.lemma)
        if step is not None and token.pos == "VERB":
            yield Seen(step, token, token.span, "verb")


def _by_adjective(draft: Draft, sentence: Sentence, words: StepWords) -> Iterator[Seen]:
    """ "the section is complete"."""
    for token in draft.analysis.sentence_tokens(sentence):
        step = words.verbs.get(token.lower)
        if step is not None and token.pos == "ADJ" and token.dep in ("acomp", "attr"):
            head = draft.analysis.head_of(token)
            numbered = any(child.dep in ("advmod", "nummod") for child in draft.analysis.children(token))
            if head is not None and not numbered:  # "85 percent complete" is not yet complete
                yield Seen(step, head, token.span, "adjective")


def _by_time(draft: Draft, sentence: Sentence, words: StepWords) -> Iterator[Seen]:
    """ "The session is scheduled for February": a gathering that lies ahead."""
    for token in draft.analysis.sentence_tokens(sentence):
        if token.lemma not in words.timed or token.pos not in ("VERB", "ADJ"):
            continue
        verb = token if token.pos == "VERB" else draft.analysis.head_of(token)
        subject = draft.analysis.subject(verb) if verb is not None else None
        if verb is None or subject is None or any(c.dep == "xcomp" for c in draft.analysis.children(token)):
            continue
        entity = draft.entity_at(subject)
        if subject.lemma in words.gatherings or entity is not None and entity.kind == "event":
            yield Seen("held", verb, token.span, "time", "expected")


Rule = Callable[[Draft, Sentence, StepWords], Iterator[Seen]]
RULES: list[Rule] = [
    _by_phrase,
    _by_schedule,
    _by_date_for,
    _by_noun,
    _by_told_noun,
    _by_time,
    _by_progress,
    _by_verb,
    _by_adjective,
]
