"""Do parts and shares add up to the stated whole?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import msgspec

from communique.check.seen import Read, amount, interval, meet, total
from communique.language import Sentence
from communique.record import Figure, Finding, Span
from communique.saying import say

FLOWS = ("trade.exports", "trade.imports")
BESIDE = 60  # characters between a whole and its parts that are shown together
CLOSE = 0.15  # how far parts listed behind a colon may miss the whole and still be meant as all of it
NEAR = 450  # characters between turnover and its two parts
WHO = ("country", "organization", "person")


class CheckWords(msgspec.Struct, frozen=True):
    """The file ``checks.yml`` of a language."""

    each: frozenset[str]
    of_which: tuple[str, ...]
    opens_parts: frozenset[str] = frozenset()  # opens a sentence on the parts of the number before it: "shundan"
    remaining: frozenset[str] = frozenset()  # stands before the last of all parts: "qolgan"
    each_ends: tuple[str, ...] = ()  # endings of the share itself that say "each"; its owners stand behind it


@lru_cache
def _words(language: Any) -> CheckWords:
    return language.data("checks", CheckWords)  # type: ignore[no-any-return]


def parts_add_up(read: Read) -> Iterator[Finding]:
    """What each rule finds, once for the same figures."""
    seen: set[str] = set()
    for rule in RULES:
        for finding in rule(read):
            if not seen & set(finding.refs):
                seen |= set(finding.refs)
                yield finding


def _turnover(read: Read) -> Iterator[Finding]:
    """Exports and imports behind the trade that they make up."""
    for at, whole in enumerate(read.figures):
        if whole.indicator != "trade.turnover" or whole.unit == "%":
            continue
        parts = [
            figure
            for figure in read.figures[at + 1 : at + 5]
            if figure.indicator in FLOWS
            and figure.unit == whole.unit
            and figure.span[0] - whole.span[1] < NEAR
            and figure.period in (None, whole.period)
        ][:2]
        if len(parts) == 2:
            yield _finding(read, whole, parts, meet(total(parts, read), interval(whole, read.words(whole.span))))


def _by_sentence(read: Read) -> Iterator[tuple[Sentence, list[Figure]]]:
    at = 0
    figures = sorted(read.figures, key=lambda figure: figure.span)
    for sentence in read.analysis.sentences:
        found = []
        while at < len(figures) and figures[at].span[0] < sentence.end:
            found.append(figures[at])
            at += 1
        if len(found) > 1:
            yield sentence, found


def _of_which(read: Read) -> Iterator[Finding]:
    """ "1,500 firms, of which 900 … and 600 …": parts that make up the whole hold, parts that are more than it fail."""
    for sentence, figures in _by_sentence(read):
        text = read.words((sentence.start, sentence.end)).lower()
        for marker in _words(read.language).of_which:
            at = text.find(f" {marker} ")
            if at < 0:
                continue
            before = [figure for figure in figures if figure.span[1] <= sentence.start + at + 1]
            if not before:
                continue
            whole = before[-1]
            first = []
            if len(before) > 1 and whole.span[1] >= sentence.start + at:  # "25 projects, 19 of them …, the other six …"
                whole, first = before[-2], [before[-1]]
            parts = first + [f for f in figures if f.span[0] > sentence.start + at and f.unit == whole.unit]
            yield from _made_up_of(read, whole, parts)


def _made_up_of(read: Read, whole: Figure, parts: list[Figure]) -> Iterator[Finding]:
    """Whether parts named after "of which" make up the whole; that they are less says nothing, others may be left out."""
    if len(parts) < 2 or whole.unit == "%" or any(part.value > whole.value for part in parts):
        return
    low, high = total(parts, read)
    bounds = interval(whole, read.words(whole.span))
    if meet((low, high), bounds) or low > bounds[1]:
        yield _finding(read, whole, parts, low <= bounds[1])


def _next_sentence(read: Read) -> Iterator[Finding]:
    """ "The centre costs 24 million. Of this, 15 million is a loan, 9 million comes from the budget": as ``_of_which``."""
    opening = _words(read.language).opens_parts
    for sentence, parts in _by_sentence(read) if opening else ():
        first = read.analysis.tokens[sentence.first]
        before = [f for f in read.figures if f.span[1] <= sentence.start]
        if first.lower not in opening or not before or sentence.start - before[-1].span[1] > NEAR:
            continue
        whole = before[-1]
        yield from _made_up_of(read, whole, [part for part in parts if part.unit == whole.unit])


def _all_parts(read: Read) -> Iterator[Finding]:
    """ "Of 150 million A gives 110 million, B 32 million, C the remaining 18 million": the last part closes the sum."""
    remaining = _words(read.language).remaining
    for _, figures in _by_sentence(read) if remaining else ():
        whole, last = figures[0], figures[-1]
        before = read.analysis.token_at(last.span[0])
        parts = [figure for figure in figures[1:] if figure.unit == whole.unit]
        if before is None or not before.i or len(parts) < 2 or whole.unit == "%" or len(parts) != len(figures) - 1:
            continue
        closes = read.analysis.tokens[before.i - 1].lower in remaining
        if closes and all(part.value < whole.value for part in parts):
            yield _finding(read, whole, parts, meet(total(parts, read), interval(whole, read.words(whole.span))))


def _behind_colon(read: Read) -> Iterator[Finding]:
    """ "34 people: 20 officials and 16 of companies", "1,155 km: 1,100 km on the sea bed, 55 km on land"."""
    for _, figures in _by_sentence(read):
        for at, whole in enumerate(figures[:-2]):
            colon = read.document.text.find(":", whole.span[1], figures[at + 1].span[0])
            parts = [f for f in figures[at + 1 :] if f.unit == whole.unit]
            if colon < 0 or whole.unit == "%" or len(parts) != len(figures) - at - 1 or len(parts) < 2:
                continue
            if any(part.value >= whole.value or part.high is not None for part in parts):
                continue
            low, high = total(parts, read)
            bounds = interval(whole, read.words(whole.span))
            close = bounds[0] > 0 and (1 - CLOSE) < low / bounds[0] < (1 + CLOSE)
            if meet((low, high), bounds) or close and len(parts) == 2:
                yield _finding(read, whole, parts, meet((low, high), bounds))


def _shares(read: Read) -> Iterator[Finding]:
    """Shares in one sentence that make 100 %: "A holds 51 per cent, B and C 24.5 per cent each"."""
    each, ends = _words(read.language).each, _words(read.language).each_ends
    for sentence, figures in _by_sentence(read):
        shares = [f for f in figures if f.unit == "%" and f.qualifier == "exactly" and f.high is None]
        if len(shares) < 2:
            continue
        times, start = [], sentence.start
        for share in shares:
            following = read.analysis.token_at(share.span[1])
            last = read.analysis.token_at(share.span[1] - 1)
            if last is not None and last.lower.endswith(ends) and ends:
                times.append(max(1, _named(read, (share.span[1], _next(shares, share, sentence.end)))))
            else:
                every = following is not None and following.lower in each
                times.append(max(1, _named(read, (start, share.span[0]))) if every else 1)
            start = share.span[1]
        made = sum(share.value * n for share, n in zip(shares, times, strict=True))
        if abs(made - 100) < 0.05 * len(shares) + 1e-9:
            yield Finding(
                check="parts_add_up",
                verdict="holds",
                message=say("The shares {shares} make 100 %.", shares=_listed(read, shares)),
                refs=tuple(share.id for share in shares),
                span=(shares[0].span[0], shares[-1].span[1]),
            )


def _next(shares: list[Figure], share: Figure, end: int) -> int:
    """Where the next share begins, or the end."""
    return min((other.span[0] for other in shares if other.span[0] > share.span[0]), default=end)


def _named(read: Read, span: Span) -> int:
    """How many names stand, coordinated, right before a share: "B and C 24.5 per cent each"."""
    names = {
        token.i: mention.entity
        for mention in read.mentions
        if mention.form == "name" and span[0] <= mention.span[0] and mention.span[1] <= span[1]
        if mention.entity in read.entities and read.entities[mention.entity].kind in WHO
        for token in read.analysis.tokens_in(mention.span)
    }
    found: set[str] = set()
    for token in reversed(read.analysis.tokens_in(span)):
        if token.i in names:
            found.add(names[token.i])
        elif token.pos not in ("CCONJ", "PUNCT", "DET", "AUX", "VERB") or found and token.pos in ("AUX", "VERB"):
            break
    return len(found)


def _share_of_cost(read: Read) -> Iterator[Finding]:
    """ "Three quarters of the cost is covered by a loan of 60 and another of 30": the parts make that share of the cost."""
    costs = [figure for figure in read.figures if figure.indicator == "project.cost"]
    for _, figures in _by_sentence(read):
        for at, share in enumerate(figures[:-2]):
            parts = [figure for figure in figures[at + 1 :] if len(figure.unit) == 3 and figure.unit.isupper()]
            if share.unit != "%" or len(parts) < 2:
                continue
            for whole in costs:
                if whole.unit != parts[0].unit or whole in parts or any(part.unit != whole.unit for part in parts):
                    continue
                bounds = interval(whole, read.words(whole.span))
                wanted = share.value / 100 * bounds[0], share.value / 100 * bounds[1]
                if meet(total(parts, read), wanted):
                    made = amount(sum(part.value for part in parts), whole.unit)
                    yield Finding(
                        check="parts_add_up",
                        verdict="holds",
                        message=say(
                            "{parts} make {made}, which is {share} of {whole}: they add up.",
                            parts=_listed(read, parts),
                            made=made,
                            share=read.words(share.span),
                            whole=read.words(whole.span),
                        ),
                        refs=(whole.id, share.id, *(part.id for part in parts)),
                        span=(share.span[0], parts[-1].span[1]),
                    )
                    break


ADD_UP = "{parts} make {made}; the whole is stated as {whole}: they add up."
DIFFER = "{parts} make {made}; the whole is stated as {whole}: one of them may be wrong."


def _listed(read: Read, figures: list[Figure]) -> str:
    return say(" and ").join(read.words(figure.span) for figure in figures)


def _finding(read: Read, whole: Figure, parts: list[Figure], holds: bool) -> Finding:
    made = amount(sum(part.value for part in parts), whole.unit)
    start, end = parts[0].span[0], parts[-1].span[1]
    measured = parts[0].measure_span
    if measured is not None and whole.span[1] <= measured[0] < start:
        start = measured[0]
    if 0 <= start - whole.span[1] < BESIDE:
        start = whole.span[0]
    return Finding(
        check="parts_add_up",
        verdict="holds" if holds else "fails",
        message=say(ADD_UP if holds else DIFFER, parts=_listed(read, parts), made=made, whole=read.words(whole.span)),
        refs=(whole.id, *(part.id for part in parts)),
        span=(start, end),
    )


RULES: list[Callable[[Read], Iterator[Finding]]] = [
    _turnover,
    _of_which,
    _next_sentence,
    _all_parts,
    _behind_colon,
    _shares,
    _share_of_cost,
]
