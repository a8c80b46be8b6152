"""Paragraphs and sentences, by an ordered list of rules over the marks that may end one.

A paragraph ends at a line end, except inside a hard-wrapped paragraph (see ``paragraphs``). A sentence ends at ``. ! ? …``
with its closing marks, unless a rule says that it goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec
import regex

from communique.record import Span

END = regex.compile(r"(?:[.!?…]+|。)[”’»\"'“)\]]*(?=\s|$|[\"“„«‘(\[]?\p{Lu})")
BLANK = regex.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+|\r\n(?:\s*\r\n)+|\f|\u2029")
LINE = regex.compile(r"\r\n|[\n\r\v\f\u0085\u2028\u2029]")
# "TASHKENT, 24 June (Newswire) -- ": place and day before the first sentence of a dispatch
DATELINE = regex.compile(
    r"(?P<place>\p{Lu}[\p{Lu} .'-]{2,40}(?:, (?:(?!\.\s+\p{Lu})[^\n–—]){3,60}?)?(?:\s*\([^)\n]{2,40}\))?)\s*(?:–|—|--)\s+(?=[\p{Lu}“\"«‘\d])"
)
# A sentence of more characters than this is no prose; it is cut so that time and memory stay bounded.
LONGEST = 2000


class Abbreviations(msgspec.Struct, frozen=True):
    """Words that end in a full stop without ending a sentence."""

    before_name: frozenset[str]  # a name or number follows: "Mr", "No"
    anywhere: frozenset[str]  # may end a sentence too: "etc", "Inc", "Ltd"; they do where a capital follows a space
    openers: frozenset[str]  # words that, after an abbreviation of the second kind, do begin a sentence
    after_number: frozenset[str] = frozenset()  # units and the like: after a number they end it where a capital follows


@dataclass(slots=True)
class Break:
    """A place where a sentence may end: the text, the mark's start, the end with closing marks, and what stands around."""

    text: str
    start: int
    end: int
    before: str  # the word before the mark
    after: str  # the word after the space


def unit_after_number(at: Break, words: Abbreviations) -> bool | None:
    """ "в 2024 г. Экспорт …": what would else stand before a name ("г. Ташкент")."""
    if at.before.casefold() in words.after_number and regex.search(
        r"\d\W*\p{L}+$", at.text[max(0, at.start - 20) : at.start]
    ):
        return at.after[:1].isupper()
    return None


def abbreviation_of_name(at: Break, words: Abbreviations) -> bool | None:
    return False if at.before.casefold() in words.before_name and at.text[at.start : at.end] == "." else None


def initial(at: Break, words: Abbreviations) -> bool | None:
    """ "A. Petrov", "J.P. Morgan", but a sentence may end in "Vitamin C."."""
    if at.text[at.start : at.end] != "." or not (len(at.before) == 1 and at.before.isupper()):
        return None
    return False if at.after[:1].isupper() else None


def lower_case_follows(at: Break, words: Abbreviations) -> bool | None:
    return False if at.after[:1].islower() and at.text[at.end - 1] not in '”"»’' else None


def lower_case_after_quote(at: Break, words: Abbreviations) -> bool | None:
    """“Will it work?” he asked."""
    return False if at.after[:1].islower() else None


def abbreviation(at: Break, words: Abbreviations) -> bool | None:
    if at.before.casefold() in words.anywhere and at.text[at.start : at.end] == ".":
        return at.after.casefold() in words.openers
    return None


def dotted_acronym(at: Break, words: Abbreviations) -> bool | None:
    """ "the U.S. Treasury" goes on; "in the U.S. The minister" does not."""
    if at.text[at.start : at.end] == "." and regex.search(
        r"(?:\p{L}\.)+\p{L}$", at.text[max(0, at.start - 8) : at.start]
    ):
        return at.after.casefold() in words.openers
    return None


def bracketed(at: Break, words: Abbreviations) -> bool | None:
    """ "Colonel (ret.) Weber": one shortened word in brackets."""
    short = regex.search(r"\(\p{L}+$", at.text[max(0, at.start - 12) : at.start])
    return False if short and at.text[at.start : at.end] == ".)" else None


def list_number(at: Break, words: Abbreviations) -> bool | None:
    """ "1. The two Prime Ministers…": the number begins its sentence."""
    line = at.text.rfind("\n", 0, at.start) + 1
    return False if regex.fullmatch(r"\s*(?:\d{1,2}|[IVXivx]{1,4}|\p{L})", at.text[line : at.start]) else None


def no_space(at: Break, words: Abbreviations) -> bool | None:
    """ "$4.9bn", "www.mfa.example", "p.m.": only a capital right after a word and a mark begins a new sentence."""
    follows = at.text[at.end : at.end + 1]
    if follows and not follows.isspace():
        return len(at.before) > 3 and at.before.islower() and at.text[at.end - 1 : at.end] not in "'’"
    return None


RULES: list[Callable[[Break, Abbreviations], bool | None]] = [
    no_space,
    bracketed,
    list_number,
    unit_after_number,
    abbreviation_of_name,
    initial,
    dotted_acronym,
    abbreviation,
    lower_case_follows,
    lower_case_after_quote,
]

_WORD_BEFORE = regex.compile(r"[\p{L}\p{N}’'-]+$")
_WORD_AFTER = regex.compile(r"\s*[\"“„«‘'(\[–—-]*\s*([\p{L}\p{N}][\p{L}\p{N}’'-]*)")


def paragraphs(text: str) -> Iterator[Span]:
    """Spans of paragraphs.

    A line is a paragraph; lines of a hard-wrapped text (most of them long and of nearly one length, broken inside
    sentences) are joined up to the next blank line.
    """
    wrapped = _is_wrapped(text)
    pattern = BLANK if wrapped else LINE
    at = 0
    for match in pattern.finditer(text):
        if text[at : match.start()].strip():
            yield _trim(text, at, match.start())
        at = match.end()
    if text[at:].strip():
        yield _trim(text, at, len(text))


def _is_wrapped(text: str) -> bool:
    lines = [line.strip() for line in text[:20000].splitlines()]
    pairs = [(one, two) for one, two in zip(lines, lines[1:], strict=False) if one and two]
    if len(pairs) < 3:
        return False
    broken = sum(
        1
        for one, two in pairs
        if 45 <= len(one) <= 100 and one[-1] not in '.!?:;”"' and (two[0].islower() or len(one) > 60)
    )
    return broken > 0.6 * len(pairs)


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def sentences(text: str, paragraph: Span, words: Abbreviations) -> Iterator[Span]:
    """Spans of the sentences of a paragraph."""
    start, stop = paragraph
    dateline = DATELINE.match(text, start, stop)
    if dateline is not None:
        yield _trim(text, start, dateline.end("place"))
        start = dateline.end()
    for match in END.finditer(text, start, stop):
        if match.end() >= stop or not _ends(text, match.start(), match.end(), stop, words):
            continue
        yield from _cut(text, *_trim(text, start, match.end()))
        start = match.end()
    if text[start:stop].strip():
        yield from _cut(text, *_trim(text, start, stop))


def _ends(text: str, start: int, end: int, stop: int, words: Abbreviations) -> bool:
    before = _WORD_BEFORE.search(text, max(0, start - 40), start)
    after = _WORD_AFTER.match(text, end, min(stop, end + 60))
    at = Break(text, start, end, before.group() if before else "", after.group(1) if after else "")
    for rule in RULES:
        verdict = rule(at, words)
        if verdict is not None:
            return verdict
    return True


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST:
        cut = max(text.rfind(" ", start, start + LONGEST), text.rfind("\n", start, start + LONGEST))
        cut = cut if cut > start else start + LONGEST
        yield _trim(text, start, cut)
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
