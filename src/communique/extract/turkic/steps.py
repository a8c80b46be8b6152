"""Steps where a sentence names them: a verb or a verbal noun at the end of its clause, with the status that its form gives."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

from communique.extract.draft import Draft
from communique.extract.turkic.clauses import NOUNS
from communique.extract.turkic.view import morph_of, next_token, phrase_start, plain_words
from communique.language import Token
from communique.language.base import Sentence
from communique.record import MilestoneStatus, Step


class Phrase(msgspec.Struct, frozen=True):
    """A step that several words say; the last is a verb by its root."""

    step: Step
    words: list[str]


class StepWords(msgspec.Struct, frozen=True):
    """The file ``steps.yml`` of a language of this family."""

    verbs: dict[str, Step]
    phrases: list[Phrase]
    under_way: list[str]
    building: list[str]
    schedule: dict[str, list[str]]
    working: frozenset[str]
    expect: frozenset[str]
    papers: frozenset[str]
    works: frozenset[str]
    gatherings: frozenset[str]
    things: frozenset[str]
    generic: frozenset[str]
    laying: frozenset[str]
    construction: frozenset[str]
    founding: frozenset[str]


@dataclass(slots=True)
class Seen:
    """A step at its words, before it is decided."""

    step: Step
    first: Token
    last: Token
    rule: str
    status: MilestoneStatus | None
    on_schedule: bool | None = None


@lru_cache
def step_words(language: Any) -> StepWords:
    return language.data("steps", StepWords)  # type: ignore[no-any-return]


@lru_cache
def _table(language: Any) -> dict[str, list[tuple[list[str], Step, str]]]:
    """The root of the last word → phrases and their steps, the longest first."""
    words = step_words(language)
    table: dict[str, list[tuple[list[str], Step, str]]] = {}
    for phrase in words.phrases:
        for form in phrase.words:
            parts = form.split()
            table.setdefault(parts[-1], []).append((parts, phrase.step, "phrase"))
    for form in words.building:
        parts = form.split()
        table.setdefault(parts[-1], []).append((parts, "started", "building"))
    for root, step in words.verbs.items():
        table.setdefault(root, []).append(([root], step, "verb"))
    for phrases in table.values():
        phrases.sort(key=lambda item: -len(item[0]))
    return table


def steps_in(draft: Draft, sentence: Sentence, words: StepWords) -> list[Seen]:
    found: list[Seen] = []
    text = plain_words(draft, (sentence.start, sentence.end))
    for token in draft.analysis.tokens[sentence.first : sentence.last]:
        morph = morph_of(draft, token)
        if not morph.root or any(p.span[0] <= token.start < p.span[1] for p in draft.periods):
            continue  # "o‘tgan yili" is no step
        seen = step_at(draft, token, words) or _founding(draft, token, words) or _works_go_on(draft, token, words)
        if seen is not None and seen.status is not None:
            found.append(seen)
            continue
        since = _since(draft, token, sentence, words)
        if since is not None:
            found.append(since)
    for sure, phrases in words.schedule.items():
        for phrase in phrases:
            if phrase in text:
                seen = _on_schedule(draft, sentence, phrase, sure == "true", words)
                if seen is not None and not any(other.last.i == seen.last.i for other in found):
                    found.append(seen)
    return sorted(found, key=lambda seen: seen.last.i)


def step_at(draft: Draft, token: Token, words: StepWords) -> Seen | None:
    for parts, step, rule in _table(draft.language).get(morph_of(draft, token).root, ()):
        first = phrase_start(draft, token, parts[:-1])
        if first is None or step == "held" and len(parts) == 1 and _is_auxiliary(draft, token):
            continue  # "aytib o‘tdi"
        status = _status(draft, token, words)
        if rule == "building":
            status = "under_way" if _is_progress(draft, token) else None
        elif status == "under_way" and step == "delayed":
            status = "done"  # "ishlar kechikmoqda"
        elif status == "under_way" and step not in ("started", "completed", "opened"):
            status = None
        return Seen(step, first, token, rule, status)
    return None


def _ends_here(draft: Draft, token: Token, step: int) -> bool:
    """ "hammasi jadval bo‘yicha.": no verb follows the phrase."""
    after = next_token(draft, token, step)
    return after is not None and after.text in ".!;”»"


def _works_go_on(draft: Draft, token: Token, words: StepWords) -> Seen | None:
    """ "qurilish ishlari davom etmoqda": works under way; where a plan is spoken of, that is the step."""
    before = next_token(draft, token, -1)
    if before is None or f"{before.lower} {morph_of(draft, token).root}" not in words.under_way:
        return None
    noun = next_token(draft, before, -1)
    while noun is not None and noun.pos == "ADV":
        noun = next_token(draft, noun, -1)
    if noun is None or not _is_progress(draft, token) or morph_of(draft, noun).stem not in words.works:
        return None
    first = next_token(draft, noun, -1)
    named = {morph_of(draft, t).stem for t in (noun, first) if t is not None} & words.construction
    return Seen("started", noun, token, "building", "under_way") if named else None


def _founding(draft: Draft, token: Token, words: StepWords) -> Seen | None:
    """ "markaz poydevori may oyida qo‘yilgan": the founding stone stands apart from its verb."""
    if morph_of(draft, token).root not in words.laying:
        return None
    for step in range(1, 9):
        stone = next_token(draft, token, -step)
        if stone is None:
            return None
        if morph_of(draft, stone).stem in words.founding:
            return Seen("started", stone, token, "founding", _status(draft, token, words))
    return None


def _is_auxiliary(draft: Draft, token: Token) -> bool:
    """Behind a converb: part of its verb."""
    before = next_token(draft, token, -1)
    return before is not None and morph_of(draft, before).form == "converb"


def _is_progress(draft: Draft, token: Token) -> bool:
    morph = morph_of(draft, token)
    return morph.form == "progress" or morph.form == "participle" and morph.aspect == "progress"


def _status(draft: Draft, token: Token, words: StepWords) -> MilestoneStatus | None:
    """The status by the form of the verb and by what follows it: "boshlandi", "boshlanishi kutilmoqda", "ochiladi"."""
    morph = morph_of(draft, token)
    if morph.form == "past":
        return "done"
    if morph.form == "perfect":
        return "done"
    if morph.form == "future":
        return "expected"
    if morph.form == "progress":
        return "under_way"
    if morph.form == "participle":
        return {"past": "done", "future": "expected", "progress": "under_way"}.get(morph.aspect)  # type: ignore[return-value]
    if morph.form == "abstract" and morph.aspect == "past":
        return "done"
    if morph.form == "converb":
        ruler = _next_verb(draft, token)
        return _status(draft, ruler, words) if ruler is not None else None
    if morph.form == "verbal_noun":
        return "expected" if _is_planned(draft, token, words) else None
    return None


def _next_verb(draft: Draft, token: Token) -> Token | None:
    """The verb that a converb leans on: "2026-yil bahorida boshlanib, 2027-yil oxirida tugallanishi kutilmoqda"."""
    for step in range(1, 16):
        at = next_token(draft, token, step)
        if at is None or at.text in ";:":
            return None
        morph = morph_of(draft, at)
        describes = morph.form == "participle" and morph.case == "nom" and not morph.possessed and at.pos == "VERB"
        following = next_token(draft, at)
        if describes and following is not None and following.pos in NOUNS:
            continue
        if morph.root and (morph.finite or morph.form in ("verbal_noun", "participle", "converb")):
            return at
    return None


def _is_planned(draft: Draft, token: Token, words: StepWords) -> bool:
    """Whether a verbal noun speaks of what is to come: a verb of plan follows, or somebody says it ("ochilishini aytdi")."""
    morph = morph_of(draft, token)
    for step in range(1, 8):
        at = next_token(draft, token, step)
        if at is None:
            break
        other = morph_of(draft, at)
        if {other.root, other.stem, at.lower} & words.expect:
            return True
        if other.finite or at.text in ";.":
            break
    statement = draft.statement_at(token.span)
    return statement is not None and morph.case in ("acc", "nom") and morph.possessed


def _since(draft: Draft, token: Token, sentence: Sentence, words: StepWords) -> Seen | None:
    """ "2014-yildan buyon … tayyorlab kelmoqda": at work since then."""
    morph = morph_of(draft, token)
    before = next_token(draft, token, -1)
    works = morph.root in words.working or before is not None and before.lower in words.working
    if morph.form not in ("progress", "future") or not works:
        return None
    since = [p for p in draft.periods_in((sentence.start, token.start)) if (p.date or "").endswith("/..")]
    if not since or since[-1].rule == "day_word":
        return None
    first = draft.analysis.token_at(since[-1].span[0])
    return Seen("started", first or token, token, "since", "done")


def _on_schedule(draft: Draft, sentence: Sentence, phrase: str, sure: bool, words: StepWords) -> Seen | None:
    """ "jadvalga muvofiq davom etayotganini": how a thing stands to its plan."""
    parts = phrase.split()
    for token in draft.analysis.tokens[sentence.first : sentence.last]:
        if token.lower != parts[0]:
            continue
        last = token
        for step in range(len(parts), len(parts) + 6):
            at = next_token(draft, token, step)
            if at is None:
                break
            if morph_of(draft, at).root:
                last = at
                if at.i > token.i and morph_of(draft, at).form != "converb":
                    break
        closing = morph_of(draft, last)
        nothing = (
            last is token
            and next_token(draft, token, len(parts)) is None
            or last is token
            and _ends_here(draft, token, len(parts))
        )
        if nothing:
            return Seen(
                "other", token, next_token(draft, token, len(parts) - 1) or token, "schedule", "under_way", sure
            )
        if last is token or closing.form == "past" or closing.form == "verbal_noun" and not closing.possessed:
            return None
        return Seen("other", token, last, "schedule", "under_way", sure)
    return None
