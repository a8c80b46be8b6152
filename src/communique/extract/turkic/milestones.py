"""Milestones: steps of projects, agreements, programmes and institutions, with a date or a status said outright.

The step is a verb (or a verbal noun) at the end of its clause; its form and the verbs after it say whether it is done, under
way or to come; the thing and the date stand before it, or the thing after a participle.
"""

from __future__ import annotations

import msgspec

from communique.extract.draft import Draft, EntityDraft, Period
from communique.extract.turkic.clauses import NOUNS
from communique.extract.turkic.names import stem_of
from communique.extract.turkic.step_theme import about_of, theme_of
from communique.extract.turkic.steps import Seen, StepWords, step_at, step_words, steps_in
from communique.extract.turkic.view import morph_of, next_token
from communique.language import Token
from communique.language.base import Sentence
from communique.record import Milestone, MilestoneStatus, Span, Step


def find_milestones(draft: Draft) -> None:
    """Fill ``draft.milestones`` in the order of the text, and the day of signing of agreements."""
    words = step_words(draft.language)
    for sentence in draft.analysis.sentences:
        steps = steps_in(draft, sentence, words)
        begin = sentence.first
        before: tuple[Token | None, EntityDraft | None] = (None, None)
        for seen in steps:
            before = _decide(draft, sentence, seen, begin, words, before)
            begin = seen.last.i + 1


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
    attributive = describes(draft, seen.last)
    period = _date(draft, seen, begin)
    later: Period | None = None
    if seen.step == "delayed":
        later, period = period, None
    theme = theme_of(draft, seen, begin, attributive)
    about = about_of(draft, seen, begin, theme, attributive, words)
    if theme is None and about is None:
        theme, about = before
    if not _fits(draft, seen, theme, about, words):
        return before
    if period is None and seen.step != "signed" and theme is not None and about is None and _is_counted(draft, theme):
        return before  # "35 ta korxona ochgan": a figure, no step of one thing
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
    known = any(
        (old.step, old.status, old.about) == (seen.step, status, milestone.about)
        and about is not None
        and date in (None, old.date)
        for old in draft.milestones
    )
    if known and later is None:
        return theme, about
    if not known:
        draft.milestones.append(milestone)
        draft.decide("milestones", milestone.id, seen.rule, span)
    if seen.step in ("signed", "in_force") and about is not None and theme is not None and not attributive:
        for paper, paper_start in _joined_papers(draft, begin, about):
            draft.milestones.append(
                msgspec.structs.replace(milestone, id=draft.new_id("m"), about=paper.id, span=(paper_start, span[1]))
            )
            draft.decide("milestones", draft.milestones[-1].id, "joined", span)
            paper.signed = paper.signed or (date or _day_of_event(draft, seen) if seen.step == "signed" else None)
    if later is not None and later.date is not None:
        step = _put_off(draft, begin, seen, words)
        expected = msgspec.structs.replace(
            milestone, id=draft.new_id("m"), step=step, status="expected", date=later.date.rsplit("/", 1)[-1], date_span=later.span,
            span=(min(span[0], later.span[0]), max(span[1], later.span[1])),
        )  # fmt: skip
        draft.milestones.append(expected)
        draft.decide("milestones", expected.id, "put_off", expected.span)
    if about is not None and about.kind == "event" and seen.step == "held":
        about.date = about.date or date
    if about is not None and about.kind == "agreement" and seen.step == "signed" and status == "done":
        about.signed = about.signed or date or _day_of_event(draft, seen)
    return theme, about


def _joined_papers(draft: Draft, begin: int, about: EntityDraft) -> list[tuple[EntityDraft, int]]:
    """Papers, each with where it begins: "… to‘g‘risidagi bitim hamda yo‘l xaritasi imzolandi", those that "and" joins to the last one."""
    found: list[tuple[EntityDraft, int]] = []
    mentions = [m for m in draft.mentions if m.entity == about.id]
    start = draft.analysis.tokens[begin].start
    near = [m for m in draft.mentions_in((start, max(m.span[1] for m in mentions))) if m.entity == about.id]
    at = draft.analysis.token_at(near[-1].span[0]) if near else None
    while at is not None:
        joint = next_token(draft, at, -1)
        last = next_token(draft, joint, -1) if joint is not None else None
        if joint is None or last is None or joint.text != "," and joint.pos != "CCONJ" or joint.start < start:
            break
        paper, mention = draft.entity_at(last), draft.mention_at(last)
        if paper is None or mention is None or paper.kind != "agreement" or paper is about:
            break
        found.append((paper, mention.span[0]))
        at = draft.analysis.token_at(mention.span[0])
    return found


def _is_counted(draft: Draft, theme: Token) -> bool:
    """Whether a number counts the things that the step is said of."""
    for step in range(1, 5):
        before = next_token(draft, theme, -step)
        if before is None or before.pos not in (*NOUNS, "NUM"):
            return False
        if any(q.span[0] <= before.start < q.span[1] and q.unit is None for q in draft.amounts):
            return True
    return False


def _day_of_event(draft: Draft, seen: Seen) -> str | None:
    """ "yig‘ilish yakunida … imzolandi": signed on the day of the event that the sentence speaks of."""
    sentence = draft.analysis.sentences[seen.last.sentence]
    near = [draft.entities[m.entity] for m in draft.mentions_in((sentence.start, seen.first.start))]
    return next((entity.date for entity in near if entity.kind == "event"), None)


def _put_off(draft: Draft, begin: int, seen: Seen, words: StepWords) -> Step:
    """The step that is now to come: "ishga tushirish … kechiktirildi"."""
    for token in draft.analysis.tokens[begin : seen.first.i]:
        if morph_of(draft, token).form == "verbal_noun":
            found = step_at(draft, token, words)
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


def describes(draft: Draft, token: Token) -> bool:
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
        and not (seen.status == "done" and _is_meant_for(draft, p))
    ]  # fmt: skip
    return periods[-1] if periods else None


def _is_meant_for(draft: Draft, period: Period) -> bool:
    """ "2025–2027-yillarga mo‘ljallangan dastur": the time of the paper, not of its signing."""
    last = draft.analysis.tokens_in(period.span)[-1]
    following = next_token(draft, last)
    return (
        following is not None
        and morph_of(draft, last).case == "dat"
        and morph_of(draft, following).form == "participle"
        and not morph_of(draft, following).finite
        and describes(draft, following)
    )


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
    before = next_token(draft, theme, -1)
    pair = f"{before.lower} {stem}" if before is not None else ""
    return bool({stem, pair} & (words.works | words.things))


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
    if attributive and seen.step == "signed":
        return about is not None and about.kind == "agreement"
    if attributive and seen.rule == "building":
        return about is not None and about.kind == "project"  # "qurilayotgan stansiya"
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
