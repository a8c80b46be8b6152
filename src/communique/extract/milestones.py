"""Milestones: steps of projects, agreements, programmes and institutions, with a date or a status said outright."""

from __future__ import annotations

from dataclasses import replace

import regex

from communique.extract.draft import Draft, EntityDraft, Period
from communique.extract.step_status import is_perfect, status_of
from communique.extract.step_theme import entity_of, theme_of
from communique.extract.steps import Seen, StepWords, find_steps, step_words
from communique.language import Token
from communique.language.base import Sentence
from communique.record import Milestone, MilestoneStatus, Span, Step

FAR = 130  # characters between a step and its date at most
BREAK = regex.compile(r"[;:]|\.\s")
PUT_OFF: tuple[Step, ...] = ("delayed",)
ENDED: tuple[Step, ...] = ("delayed", "suspended", "cancelled", "extended", "completed")


def find_milestones(draft: Draft) -> None:
    """Fill ``draft.milestones`` in the order of the text."""
    words = step_words(draft.language)
    for sentence in draft.analysis.sentences:
        if not sentence.parsed:
            continue
        steps = find_steps(draft, sentence)
        for seen in steps:
            for milestone in _milestones(draft, sentence, seen, steps, words):
                if not _repeated(draft, milestone):
                    draft.milestones.append(milestone)
                    draft.decide("milestones", milestone.id, seen.rule, milestone.span)


def _repeated(draft: Draft, milestone: Milestone) -> bool:
    """The same step of the same thing, said again without a date of its own."""
    return any(
        (old.step, old.status) == (milestone.step, milestone.status)
        and (
            old.span == milestone.span
            or milestone.about is not None
            and old.about == milestone.about
            and milestone.date is None
            and milestone.on_schedule is None
        )
        for old in draft.milestones
    )


def _milestones(draft: Draft, sentence: Sentence, seen: Seen, steps: list[Seen], words: StepWords) -> list[Milestone]:
    periods = _dates(draft, seen, sentence, [other.token for other in steps if other is not seen])
    period = periods[0] if periods else None
    status = status_of(draft, seen, words, period is not None, period is not None and _ahead(draft, period))
    if status is None or seen.step == "held" and status != "expected":
        return []
    if seen.rule == "date for" and (period is None or not _ahead(draft, period)):
        return []
    if status == "expected" and period is not None:
        period = _forward(draft, period)
    theme = theme_of(draft, seen, words)
    about = entity_of(draft, theme, seen.step, words) if theme is not None else None
    if theme is None or not _fits(draft, seen, theme, about, words):
        return []
    if seen.step == "signed" and seen.rule == "verb" and theme.lemma in words.talks:
        seen = replace(seen, step="completed")  # "negotiations were concluded"
    if seen.step == "extended" and theme.lemma in words.deadlines and period is not None:
        named = [c for c in draft.analysis.children(theme, "nmod") if c.lower in words.nouns]
        seen, theme = replace(seen, step="delayed"), named[0] if named else theme
    if seen.step == "started" and seen.rule == "verb" and theme.lemma in words.services:
        seen = replace(seen, step="opened")  # "flights will resume in spring"
    if seen.step == "extended" and period is not None and _marked(draft, period, words.until):
        period = None  # "extended until 2030": the day of the extension is not said
    later = None
    if seen.step in PUT_OFF:
        later = next((one for one in reversed(periods) if _marked(draft, one, words.until)), None)
        if later is None and period is not None and period.date and "/" in period.date:
            if _marked(draft, period, words.starting):  # "pushed back from May to September"
                later = replace(period, date=period.date.rsplit("/", 1)[-1] or None)
        if later is None and seen.token.lemma in words.shifts:
            return []  # "moved the office": nothing is put off unless it is said to when
        period = None if later is not None or len(periods) > 1 else period
        if period is not None and _ahead(draft, period):
            period = None
    if (
        period is None
        and seen.rule not in ("schedule", "told")
        and not _outright(draft, seen, theme, about, status, words)
    ):
        return []
    found = [_milestone(draft, sentence, seen, seen.step, status, theme, about, period, steps)]
    if later is not None and later.date is not None:
        step = _put_off(theme, about, words)
        found.append(_milestone(draft, sentence, seen, step, "expected", theme, about, later, steps))
    return found


def _fits(draft: Draft, seen: Seen, theme: Token, about: EntityDraft | None, words: StepWords) -> bool:
    """Whether the noun is of the sort that has such a step: agreements are signed, works begin, gatherings are held."""
    at = draft.entity_at(theme)
    if theme.pos == "PRON" and about is not None:
        at = about  # "it will open": no person does
    if (
        at is not None
        and at.kind in ("person", "country", "group")
        or about is None
        and at is not None
        and at.kind == "place"
    ):
        return False
    if about is not None and about.kind == "event" and seen.step in ("opened", "started", "completed"):
        return False
    noun = theme.lemma
    if seen.token.lemma in words.shifts:  # "moved the launch", no "moved the ministry"
        return theme.lower in words.nouns or noun in words.works | words.gatherings or about is not None
    if seen.step == "in_force" and seen.rule == "phrase":
        return True
    if seen.step in ("signed", "ratified", "in_force"):
        active = seen.token.tag == "VBD" and not draft.analysis.is_passive(seen.token)
        if (
            seen.rule == "verb"
            and active
            and seen.token.dep != "acl"
            and draft.analysis.child(seen.token, "obj") is None
        ):
            return False  # a paper does not sign
        return about is not None or noun in words.papers or theme.pos == "PRON" and seen.rule == "verb"
    if seen.step == "held":
        return about is not None and (seen.rule != "verb" or about.kind != "programme") or noun in words.gatherings
    if seen.rule == "verb" and seen.token.lemma in words.carries and theme.lemma not in words.deliveries:
        return False
    if seen.rule in ("phrase", "noun", "schedule", "date for"):
        return True
    known = words.works | words.things | words.papers
    return about is not None or noun in known or theme.lower in words.nouns or theme.pos == "PRON"


def _outright(
    draft: Draft, seen: Seen, theme: Token, about: EntityDraft | None, status: MilestoneStatus, words: StepWords
) -> bool:
    """Whether a step without a date counts: its status is said in so many words ("has begun", "was suspended")."""
    token = seen.token
    if status == "under_way":
        return seen.rule == "phrase" or about is not None and about.kind == "project"
    if status != "done" or token.dep in ("acl", "amod", "acl:relcl") and about is None:
        return False
    if theme.pos == "PRON":
        return False
    bare = not draft.analysis.children(token, "aux", "aux:pass") and token.tag == "VBN"
    if token.dep in ("acl", "amod") or bare and token.dep != "conj" and not words.bare_participle:
        return False  # a participle tells in passing: without a date it is no step of this report
    counted = any(child.dep == "nummod" for child in draft.analysis.children(theme))
    if seen.step in ("signed", "ratified"):
        return True
    if about is None and (counted or theme.tag == "NNS" and theme.lemma not in words.works):
        return False  # "have completed 1,085 projects" tells of no one project
    if seen.step in ENDED or is_perfect(draft, token, words):
        return about is not None or theme.lemma in words.works | words.things or theme.lower in words.nouns
    return (
        about is not None
        and about.kind in ("project", "programme")
        and (
            draft.analysis.is_passive(token) or seen.rule == "phrase" or draft.analysis.child(token, "obj") is not None
        )
    )


def _dates(draft: Draft, seen: Seen, sentence: Sentence, others: list[Token]) -> list[Period]:
    """The periods that go with the step: no other step between them, nearest first; those behind it go before."""
    found: list[tuple[int, Period]] = []
    start, end = seen.words
    for period in draft.periods_in((sentence.start, sentence.end)):
        if period.duration:
            continue
        if seen.rule == "date for":
            if period.span[0] == start:
                return [period]
            continue
        behind = period.span[0] >= start
        between = draft.text[end : period.span[0]] if behind else draft.text[period.span[1] : start]
        low, high = (end, period.span[0]) if behind else (period.span[1], start)
        if any(low <= other.start < high for other in others) or BREAK.search(between) or len(between) > FAR:
            continue
        if not behind and seen.rule == "noun":
            continue
        if _other_clause(draft, seen, period):
            continue
        found.append((len(between) + 30 * between.count(",") + (0 if behind else 40), period))
    return [period for _, period in sorted(found, key=lambda pair: pair[0])]


def _other_clause(draft: Draft, seen: Seen, period: Period) -> bool:
    """Whether the period belongs to a relative clause that says something else of a noun ("X, which in 2019 …, opened")."""
    token = draft.analysis.token_at(period.span[0])
    if token is None:
        return False
    for above in (token, *draft.analysis.ancestors(token)):
        if above.i == seen.token.i:
            return False
        if above.dep in ("acl:relcl", "acl") and not _under(draft, seen.token, above):
            head = draft.analysis.head_of(above)
            # "the line is commissioned, which is now expected in August": the clause speaks of the step itself
            return head is None or head.i != seen.token.i
    return False


def _under(draft: Draft, token: Token, top: Token) -> bool:
    return token.i == top.i or any(above.i == top.i for above in draft.analysis.ancestors(token))


def _marked(draft: Draft, period: Period, markers: frozenset[str]) -> bool:
    """Whether one of the markers stands before the period, or opens it ("until 2030")."""
    token = draft.analysis.token_at(period.span[0])
    if token is None:
        return False
    before = draft.analysis.tokens[token.i - 1].lower if token.i else ""
    return token.lower in markers or before in markers


def _ahead(draft: Draft, period: Period) -> bool:
    published = draft.document.published
    return bool(published and period.date and period.date.rsplit("/", 1)[-1] > published[: len(period.date)])


def _forward(draft: Draft, period: Period) -> Period:
    """A month or day named without its year ("in May"), of what lies ahead: the next one, not the last."""
    published, date = draft.document.published, period.date
    if not published or not date or "/" in date or len(date) < 7 or date >= published[: len(date)]:
        return period
    if date[:4] in draft.words(period.span) or not regex.fullmatch(r"\d{4}-(0\d|1[0-2])(-\d\d)?", date):
        return period
    ahead = f"{int(date[:4]) + 1}{date[4:]}"
    return replace(period, date=ahead) if ahead[:4] <= str(int(published[:4]) + 1) and period.relative else period


def _put_off(theme: Token, about: EntityDraft | None, words: StepWords) -> Step:
    """The step that is now to come, by what was put off."""
    if theme.lower in words.nouns:
        return words.nouns[theme.lower]
    if theme.lemma in words.works:
        return "started"
    if theme.lemma in words.gatherings or about is not None and about.kind == "event":
        return "held"
    if theme.lemma in words.papers or about is not None and about.kind == "agreement":
        return "signed"
    return "opened"


def _milestone(
    draft: Draft,
    sentence: Sentence,
    seen: Seen,
    step: Step,
    status: MilestoneStatus,
    theme: Token,
    about: EntityDraft | None,
    period: Period | None,
    steps: list[Seen],
) -> Milestone:
    date = period.date if period is not None else None
    if date is not None and date.endswith("/.."):
        date = date[:-3]  # "in force since July": the step was in July; "flights will start from May": in May
    statement = draft.statement_at(seen.words)
    return Milestone(
        id=draft.new_id("m"),
        span=_clause(draft, sentence, seen, theme, period, steps),
        step=step,
        status=status,
        about=about.id if about is not None else None,
        date=date,
        date_span=period.span if period is not None else None,
        on_schedule=seen.on_schedule,
        statement=statement.id if statement else None,
    )


def _clause(
    draft: Draft, sentence: Sentence, seen: Seen, theme: Token, period: Period | None, steps: list[Seen]
) -> Span:
    """The clause: from the noun that the step is said of to the date, or to the end of the step's own words."""
    start, end = seen.words
    start, end = min(start, seen.token.start), max(end, seen.token.end)
    if theme.sentence == seen.token.sentence:
        tokens = draft.analysis.subtree(theme, without=("acl:relcl", "acl", "appos", "punct", "conj", "advcl", "ccomp"))
        near = [token for token in tokens if abs(token.i - seen.token.i) < 40]
        start = min([start, *(token.start for token in near if token.i < seen.token.i)])
        end = max([end, *(token.end for token in near if token.i > seen.token.i and token.i - seen.token.i < 20)])
    above = draft.analysis.head_of(seen.token) if seen.token.dep == "xcomp" else None
    if above is not None and above.i < seen.token.i and seen.token.i - above.i < 12:
        start = min(start, above.start)  # "is scheduled to", "intend to"
    for child in draft.analysis.children(seen.token, "nsubj", "nsubj:pass", "aux", "aux:pass", "compound:prt"):
        for token in draft.analysis.subtree(child, without=("acl:relcl", "acl", "appos", "conj")):
            start = min(start, token.start) if token.i < seen.token.i else start
    colon = max(draft.text.rfind(mark, start, theme.start) for mark in ":;")
    if colon >= 0 and theme.start < seen.token.start:  # what stands before the colon is another clause
        start = next((t.start for t in draft.analysis.tokens_in((colon + 1, theme.end))), start)
    if period is not None:
        start, end = min(start, period.span[0]), max(end, period.span[1])
    return max(start, sentence.start), min(end, sentence.end)
