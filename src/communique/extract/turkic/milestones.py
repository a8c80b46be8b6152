"""Milestones: steps of projects, agreements, programmes and institutions, with a date or a status said outright.

The step is a verb (or a verbal noun) at the end of its clause; its form and the verbs after it say whether it is done, under
way or to come; the thing and the date stand before it, or the thing after a participle.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

from communique.extract.draft import Draft, EntityDraft, Period
from communique.extract.turkic.clauses import NOUNS
from communique.extract.turkic.names import stem_of
from communique.extract.turkic.view import morph_of, next_token, plain_words
from communique.language import Token
from communique.language.base import Sentence
from communique.record import EntityKind, Milestone, MilestoneStatus, Span, Step

BUILT: tuple[EntityKind, ...] = ("project", "programme", "organization")
KINDS: dict[Step, tuple[EntityKind, ...]] = {
    "signed": ("agreement",),
    "ratified": ("agreement",),
    "in_force": ("agreement", "programme"),
    "held": ("organization", "programme", "event"),
    "extended": ("agreement", "programme", "project"),
    "financed": ("project",),
    "started": ("project", "programme", "organization"),
    "completed": ("project", "programme"),
    "opened": BUILT,
    "other": ("project", "programme"),
}
ANY: tuple[EntityKind, ...] = ("project", "agreement", "programme", "organization")
REACH = 3  # sentences back in which the thing may have been named


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


def find_milestones(draft: Draft) -> None:
    """Fill ``draft.milestones`` in the order of the text, and the day of signing of agreements."""
    words = step_words(draft.language)
    for sentence in draft.analysis.sentences:
        steps = _steps(draft, sentence, words)
        begin = sentence.first
        before: tuple[Token | None, EntityDraft | None] = (None, None)
        for seen in steps:
            before = _decide(draft, sentence, seen, begin, words, before)
            begin = seen.last.i + 1


def _steps(draft: Draft, sentence: Sentence, words: StepWords) -> list[Seen]:
    found: list[Seen] = []
    text = plain_words(draft, (sentence.start, sentence.end))
    for token in draft.analysis.tokens[sentence.first : sentence.last]:
        morph = morph_of(draft, token)
        if not morph.root:
            continue
        seen = _by_root(draft, token, words)
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


def _by_root(draft: Draft, token: Token, words: StepWords) -> Seen | None:
    for parts, step, rule in _table(draft.language).get(morph_of(draft, token).root, ()):
        first = token
        for back, part in enumerate(reversed(parts[:-1]), start=1):
            at = next_token(draft, token, -back)
            if at is None or at.lower != part:
                break
            first = at
        else:
            status = _status(draft, token, words)
            if rule == "building":
                status = "under_way" if _is_progress(draft, token) else None
            elif status == "under_way" and step not in ("started", "completed", "opened"):
                status = None
            return Seen(step, first, token, rule, status)
    return None


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
        following = next_token(draft, token)
        return _status(draft, following, words) if following is not None and morph_of(draft, following).root else None
    if morph.form == "verbal_noun":
        return "expected" if _is_planned(draft, token, words) else None
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
    if morph.form not in ("progress", "future") or morph.root not in words.working:
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
        if last is token or morph_of(draft, last).form == "past":
            return None
        return Seen("other", token, last, "schedule", "under_way", sure)
    return None


def _decide(
    draft: Draft,
    sentence: Sentence,
    seen: Seen,
    begin: int,
    words: StepWords,
    before: tuple[Token | None, EntityDraft | None],
) -> tuple[Token | None, EntityDraft | None]:
    """Put a step on record where it has a thing, and a date or a status said outright; gives the thing for the next step.

    A step joined to the one before ("boshlangan va … yakunlanadi") may share its thing.
    """
    status = seen.status
    if status is None or seen.step == "held" and status != "expected":
        return before
    begin = _clause_begin(draft, seen, begin)
    attributive = _describes(draft, seen.last)
    period = _date(draft, seen, begin)
    later: Period | None = None
    if seen.step == "delayed":
        later, period = period, None
    theme = _theme(draft, seen, begin, attributive)
    about = _about(draft, seen, begin, theme, attributive, words)
    if theme is None and about is None:
        theme, about = before
    if not _fits(draft, seen, theme, about, words):
        return before
    if period is None and later is None and not _outright(draft, seen, status, theme, about, attributive, words):
        return before
    date = period.date if period is not None else None
    if date is not None and date.endswith("/.."):
        date = date[:-3]
    if period is not None and status == "expected" and date is not None:
        date = _forward(draft, period)
    statement = draft.statement_at(seen.last.span)
    span = _span(draft, seen, theme, about, period, begin)
    milestone = Milestone(
        id=draft.new_id("m"),
        span=span,
        step=seen.step,
        status=status,
        about=about.id if about is not None else None,
        date=date,
        date_span=period.span if period is not None else None,
        on_schedule=seen.on_schedule,
        statement=statement.id if statement else None,
    )
    if any(
        (old.step, old.status, old.about) == (seen.step, status, milestone.about)
        and about is not None
        and date in (None, old.date)
        for old in draft.milestones
    ):
        return theme, about
    draft.milestones.append(milestone)
    draft.decide("milestones", milestone.id, seen.rule, span)
    if later is not None and later.date is not None:
        step = _put_off(draft, begin, seen, words)
        expected = msgspec.structs.replace(
            milestone, id=draft.new_id("m"), step=step, status="expected", date=later.date.rsplit("/", 1)[-1], date_span=later.span,
            span=(min(span[0], later.span[0]), max(span[1], later.span[1])),
        )  # fmt: skip
        draft.milestones.append(expected)
        draft.decide("milestones", expected.id, "put_off", expected.span)
    if about is not None and about.kind == "agreement" and seen.step == "signed" and status == "done":
        about.signed = about.signed or date
    return theme, about


def _put_off(draft: Draft, begin: int, seen: Seen, words: StepWords) -> Step:
    """The step that is now to come: "ishga tushirish … kechiktirildi"."""
    for token in draft.analysis.tokens[begin : seen.first.i]:
        if morph_of(draft, token).form == "verbal_noun":
            found = _by_root(draft, token, words)
            if found is not None:
                return found.step
        if stem_of(draft, token) in words.gatherings:
            return "held"
        if stem_of(draft, token) in words.papers:
            return "signed"
    return "opened"


def _forward(draft: Draft, period: Period) -> str | None:
    """A month named without its year, of what lies ahead: the next one."""
    published, date = draft.document.published, period.date
    if (
        not published
        or not date
        or "/" in date
        or len(date) < 7
        or not period.relative
        or date >= published[: len(date)]
    ):
        return date
    return f"{int(date[:4]) + 1}{date[4:]}" if date[4:7].strip("-").isdigit() and int(date[5:7]) <= 12 else date


def _clause_begin(draft: Draft, seen: Seen, begin: int) -> int:
    """The first word of the step's clause: after the verb that closed the one before."""
    for at in range(seen.first.i - 1, begin - 1, -1):
        token = draft.analysis.tokens[at]
        morph = morph_of(draft, token)
        if morph.finite and not _is_inside_quote(token) or token.text == ";":
            return at + 1
        if (
            morph.form == "participle"
            and morph.case == "acc"
            and (following := next_token(draft, token)) is not None
            and following.text == ","
        ):
            return at + 2
    statement = draft.statement_at(seen.last.span)
    if statement is not None:
        starts = [a for a, b in statement.content_spans if a <= seen.last.start < b]
        first = draft.analysis.token_at(starts[0]) if starts else None
        if first is not None and begin <= first.i <= seen.first.i:
            return first.i
    return begin


def _is_inside_quote(token: Token) -> bool:
    return token.text in '“”«»"'


def _describes(draft: Draft, token: Token) -> bool:
    """A participle right before the noun that it describes."""
    morph = morph_of(draft, token)
    following = next_token(draft, token)
    if morph.form != "participle" or morph.possessed or morph.case != "nom" or following is None:
        return False
    return following.pos in (*NOUNS, "DET") or following.text in '“«"' or following.pos == "NUM"


def _date(draft: Draft, seen: Seen, begin: int) -> Period | None:
    """The period nearest before the step in its clause."""
    if seen.rule == "schedule":
        return None
    start = draft.analysis.tokens[begin].start
    periods = [
        p for p in draft.periods_in((start, seen.last.end))
        if not p.duration and p.span[1] <= seen.last.end and (seen.rule == "since" or not (p.date or "").endswith("/..") or seen.status == "done")
    ]  # fmt: skip
    return periods[-1] if periods else None


def _theme(draft: Draft, seen: Seen, begin: int, attributive: bool) -> Token | None:
    """The noun that the step is said of: after a participle the noun that it describes, else the subject or object before it."""
    if attributive:
        at, last = next_token(draft, seen.last), None
        while (
            at is not None
            and at.i - seen.last.i < 12
            and (at.pos in (*NOUNS, "DET", "NUM", "CCONJ", "ADP") or at.text in '“”«»",')
        ):
            if at.pos in NOUNS:
                last = at
            if (
                morph_of(draft, at).possessed
                and morph_of(draft, at).case != "gen"
                or morph_of(draft, at).case in ("acc", "dat", "loc", "abl")
            ):
                break
            if head_is_paper(draft, at):
                last = at
                break
            at = next_token(draft, at)
        return last
    for at_i in range(seen.first.i - 1, begin - 1, -1):
        token = draft.analysis.tokens[at_i]
        morph = morph_of(draft, token)
        if any(p.span[0] <= token.start < p.span[1] for p in draft.periods) or token.pos in (
            "ADV",
            "PUNCT",
            "CCONJ",
            "ADP",
            "VERB",
        ):
            continue
        if morph.case in ("loc", "abl", "dat", "lim") and token.pos != "PRON":
            continue
        following = next_token(draft, token)
        if following is not None and following.pos == "ADP":
            continue
        entity = draft.entity_at(token)
        if entity is not None and entity.kind in ("place", "country", "person") and token.pos != "PRON":
            continue
        if token.pos in (*NOUNS, "PRON") and morph.case in ("nom", "acc"):
            return token
    return None


def head_is_paper(draft: Draft, token: Token) -> bool:
    return stem_of(draft, token) in step_words(draft.language).papers


def _about(
    draft: Draft, seen: Seen, begin: int, theme: Token | None, attributive: bool, words: StepWords
) -> EntityDraft | None:
    """The entity that the noun is, that owns it, or that it points back to."""
    kinds = KINDS.get(seen.step, ANY)
    if theme is not None:
        entity = draft.entity_at(theme)
        if entity is not None and entity.kind in kinds and entity.kind != "event":
            return entity
        if entity is not None and entity.kind == "event" and seen.step == "held":
            owner = _owner(draft, theme, begin, ("organization",))
            return owner or entity
    if attributive:
        near = [
            m
            for m in draft.mentions
            if theme is not None
            and seen.last.end <= m.span[0] <= theme.start
            or theme is not None
            and m.span[0] <= theme.start < m.span[1]
        ]
        return next((draft.entities[m.entity] for m in near if draft.entities[m.entity].kind in kinds), None)
    owner = _owner(draft, theme or seen.first, begin, kinds)
    if owner is not None:
        return owner
    if theme is None or seen.step in ("signed", "held"):
        return None
    stem = stem_of(draft, theme)
    if theme.pos == "PRON" or stem in words.generic | words.works:
        return _last(draft, theme, ("project",))
    return None


def _owner(draft: Draft, theme: Token, begin: int, kinds: tuple[EntityKind, ...]) -> EntityDraft | None:
    """The thing named in the clause before the noun: its owner first, else the nearest."""
    start = draft.analysis.tokens[begin].start
    near = [
        m
        for m in draft.mentions_in((start, theme.end))
        if draft.entities[m.entity].kind in kinds and draft.entities[m.entity].kind != "event"
    ]
    owned = [m for m in near if morph_of(draft, draft.analysis.tokens_in(m.span)[-1]).case == "gen"]
    chosen = owned or [
        m for m in near if draft.entities[m.entity].kind != "organization" or m.span[1] + 2 >= theme.start
    ]
    return draft.entities[chosen[-1].entity] if chosen else None


def _last(draft: Draft, theme: Token, kinds: tuple[EntityKind, ...]) -> EntityDraft | None:
    """The thing of these kinds named last, at most some sentences back."""
    for mention in sorted(draft.mentions, key=lambda m: m.span, reverse=True):
        if mention.span[1] > theme.start or draft.entities[mention.entity].kind not in kinds:
            continue
        back = draft.analysis.token_at(mention.span[0])
        return draft.entities[mention.entity] if back is not None and theme.sentence - back.sentence <= REACH else None
    return None


def _fits(draft: Draft, seen: Seen, theme: Token | None, about: EntityDraft | None, words: StepWords) -> bool:
    """Whether the noun is of the sort that has such a step: papers are signed, works begin, gatherings are held."""
    if theme is None:
        return about is not None
    stem = stem_of(draft, theme)
    if seen.step in ("signed", "ratified", "in_force"):
        return (
            about is not None
            and about.kind == "agreement"
            or stem in words.papers
            or seen.step == "in_force"
            and about is not None
        )
    if seen.step == "held":
        return about is not None and about.kind in ("programme", "event") or stem in words.gatherings
    if seen.step == "financed":
        return about is not None and about.kind == "project"
    if seen.rule == "since":
        return about is not None
    if about is not None:
        return about.kind != "organization" or stem in words.things or draft.entity_at(theme) is about
    return stem in words.works | words.things


def _outright(
    draft: Draft,
    seen: Seen,
    status: MilestoneStatus,
    theme: Token | None,
    about: EntityDraft | None,
    attributive: bool,
    words: StepWords,
) -> bool:
    """Whether a step without a date counts: its status is said in so many words."""
    if seen.rule == "schedule":
        return about is not None
    if status == "expected" or attributive:
        return False
    if seen.step == "signed":
        return theme is not None
    if status == "under_way":
        return seen.rule == "building" and about is not None
    return about is not None


def _span(
    draft: Draft, seen: Seen, theme: Token | None, about: EntityDraft | None, period: Period | None, begin: int
) -> Span:
    """The clause: from the thing or the date, whichever comes first, to the step; to the thing after a participle."""
    points = [seen.first.span, seen.last.span]
    if period is not None:
        points.append(period.span)
    if theme is not None:
        points.append(theme.span)
        mention = draft.mention_at(theme)
        if mention is not None:
            points.append(mention.span)
    start = draft.analysis.tokens[begin].start
    if about is not None:
        points += [m.span for m in draft.mentions_in((start, seen.last.end)) if m.entity == about.id]
    return min(a for a, _ in points), max(b for _, b in points)
