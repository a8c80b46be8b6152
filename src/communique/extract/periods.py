"""Times that the words name: where they stand, and their dates as EDTF (ISO 8601-2).

The language's patterns are tried everywhere; where two match at one place the longer match wins, then the earlier pattern.
What their named groups say is worked out in ``period_dates``, the same way for every language.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

import regex

from communique.extract.draft import Draft, Period
from communique.extract.period_dates import Clock, resolve
from communique.extract.period_words import Grammar, PeriodWords, Rule, grammar_of
from communique.record import Span

GIVEN_BEFORE = regex.compile(r"(\p{L}+|,) $")
GIVEN_BEHIND = regex.compile(r" \p{Lu}\p{Ll}")


def find_periods(draft: Draft) -> None:
    """Fill ``draft.periods``, and the impossible dates and anniversaries of ``draft.evidence``."""
    grammar = grammar_of(draft.language)
    clock = Clock.of(draft.document.published)
    found: list[tuple[int, int, int, Rule, Any]] = []
    for sentence in draft.analysis.sentences:
        start, end = sentence.start, sentence.end
        for order, rule, pattern in grammar.rules_for(draft.text[start:end]):
            matches = pattern.finditer(draft.text, start, end)
            found.extend((m.start(), -m.end(), order, rule, m) for m in matches if _fits(rule, m))
    found.sort(key=lambda item: item[:3])
    starts = [sentence.start for sentence in draft.analysis.sentences]
    taken = -1
    for start, minus_end, _, rule, match in found:
        at = bisect_right(starts, start) - 1
        if start < taken or at < 0 or -minus_end > draft.analysis.sentences[at].end:
            continue
        period = _period(draft, grammar, clock, rule, match)
        if period is not None:
            draft.periods.append(period)
            taken = -minus_end
    for pattern in grammar.anniversaries_for(draft.text):
        for match in pattern.finditer(draft.text):
            groups = match.groupdict()
            count, word = groups.get("count"), groups.get("word")
            years = grammar.words.anniversary_words.get((word or "").lower()) or (
                int(count) if count and count.isdigit() else grammar.words.counts.get((count or "").lower())
            )
            if years:
                draft.evidence.anniversaries.append((match.span(), years, None))


def _fits(rule: Rule, match: Any) -> bool:
    """Rules marked ``cased`` want a capital: "may" and "march" are verbs too."""
    if not rule.cased:
        return True
    return all(
        value[:1].isupper()
        for name, value in match.groupdict().items()
        if value and name in ("month", "weekday", "part")
    )


def _period(draft: Draft, grammar: Grammar, clock: Clock, rule: Rule, match: Any) -> Period | None:
    groups = {name: value.lower() for name, value in match.groupdict().items() if value}
    if "month" in groups and grammar.words.months_in_capitals and not match.group("month")[0].isupper():
        return None
    if _is_given_name(draft, match, grammar.words):
        return None
    start, end = match.start(), match.end()
    while draft.text[end - 1] in " .," and end > start + 1:
        end -= 1
    span = (start, end)
    if may_count(draft, rule.name, span, grammar.words.before_counts) and not _is_year(draft, span):
        return None
    if rule.name == "back":  # "тогда": the time named last
        last = next((p for p in reversed(draft.periods) if not p.duration and p.date), None)
        return Period(span, last.date, rule.name, relative=True) if last is not None else None
    if rule.duration:
        return Period(span, None, rule.name, relative=True, duration=True)
    resolved, relative = resolve(draft, grammar.words, clock, rule, groups, span)
    opening = grammar.open_start.search(draft.text, max(0, start - 24), start)
    if opening is not None and resolved is not None:
        if "/" not in resolved:
            resolved += "/.."
        span = (opening.start(), end)
    elif resolved is not None and "/" not in resolved and _opens_ahead(draft, grammar.words, span, resolved):
        resolved += "/.."
    return Period(span, resolved, rule.name, relative=relative)


def _is_given_name(draft: Draft, match: Any, words: PeriodWords) -> bool:
    """ "Amina Benali and Jan Novak", "Minister May Thu": a bare month right before a name, no preposition before it."""
    if match[0].strip().lower() not in words.months or not words.given_after:
        return False
    before = GIVEN_BEFORE.search(draft.text, max(0, match.start() - 24), match.start())
    behind = GIVEN_BEHIND.match(draft.text, match.end())
    if before is None or behind is None:
        return False
    word = before[1]
    return (
        word == ","
        or word.lower() in words.given_after
        or word[:1].isupper()
        and word.lower() not in words.before_months
    )


def _opens_ahead(draft: Draft, words: PeriodWords, span: Span, resolved: str) -> bool:
    """ "from 2027": what begins on a day to come and has no end."""
    published, token = draft.document.published, draft.analysis.token_at(span[0])
    if not published or token is None or not token.i or resolved <= published[: len(resolved)]:
        return False
    inside = token.lower in words.open_ahead
    return inside or draft.analysis.tokens[token.i - 1].lower in words.open_ahead


def may_count(draft: Draft, rule: str, span: Span, before_counts: frozenset[str]) -> bool:
    """Whether a number read as a year may be one of things: it stands bare or after "of", "over", "than"."""
    if rule != "year":
        return rule == "bare_year"
    before = draft.text[max(0, span[0] - 12) : span[0]].split()
    return bool(before) and before[-1].lower() in before_counts


def _is_year(draft: Draft, span: Span) -> bool:
    """A bare number like 2024: a year, unless a noun or a unit that it counts follows ("2000 people", "1900 km")."""
    before = draft.text[max(0, span[0] - 2) : span[0]]
    if before[-1:] in "-–/+" or before[-1:] in "$€£¥":
        return False
    number = draft.analysis.token_at(span[0])
    if number is None:
        return False
    if number.dep in ("nummod", "quantmod") and number.head > number.i:
        head = draft.analysis.tokens[number.head]
        return not (head.tag in ("NNS", "NNPS") or head.i == number.i + 1 and head.pos == "NOUN" and head.tag == "NNS")
    if number.dep in ("obl", "nmod") and draft.analysis.marker(number):
        return True  # "In 2019 sales rose"
    after = draft.analysis.tokens[number.i + 1] if number.i + 1 < len(draft.analysis.tokens) else None
    return not (after is not None and (after.tag == "NNS" or after.text == "%"))
