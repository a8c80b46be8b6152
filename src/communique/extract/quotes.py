"""Quotations: what stands between quotation marks, in whatever marks, and what is opened and never closed."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from communique.extract.draft import Draft
from communique.language.sentences import paragraphs
from communique.record import Span

PAIRS = {"“": "”", "«": "»", "„": "“”", "‘": "’", '"': '"', "‹": "›"}
TWO = ("''", "``")  # marks of two characters, as old newsrooms and type-setters write them
# "— We have an agreement, — the minister said. — It works.": what somebody says after a dash, with the cue between dashes
DIALOGUE = regex.compile(
    r"(?P<dash>[—–-])\s+(?P<first>[^\n]+?(?:,|[!?…]))\s+[—–-]\s+(?P<cue>[^—–\n]+?)(?:[.,]\s+(?P<again>[—–-])\s+(?P<rest>[^\n]+)|\.?)"
)
MARK = regex.compile("[" + "".join(map(regex.escape, sorted({*PAIRS, *(two[0] for two in TWO)}))) + "]")
OPENING_MARKS = frozenset('“"«‘„')
CLOSING_MARKS = frozenset('”"»’')


@dataclass(slots=True)
class Quote:
    """A quotation; ``inner`` is what stands between the marks."""

    span: Span
    inner: Span
    closed: bool = True


def find_quotes(draft: Draft) -> list[Quote]:
    """Quotations in the order of the text; those never closed go to ``draft.evidence.open_quotes`` too."""
    text = draft.text
    found: list[Quote] = []
    blocks = list(paragraphs(text))
    for index, (start, end) in enumerate(blocks):
        if any(a < end and start < b for a, b in draft.skip):
            continue
        dialogue = DIALOGUE.fullmatch(text, start, end)
        if dialogue is not None:
            found.extend(
                Quote((dialogue.start(mark), dialogue.end(part)), dialogue.span(part))
                for mark, part in (("dash", "first"), ("again", "rest"))
                if dialogue.group(part)
            )
            continue
        following = text[blocks[index + 1][0]] if index + 1 < len(blocks) else ""
        found.extend(_in_paragraph(draft, start, end, following))
    return found


def _in_paragraph(draft: Draft, start: int, end: int, following: str) -> list[Quote]:
    text = draft.text
    found: list[Quote] = []
    at = start
    while (found_mark := MARK.search(text, at, end)) is not None:
        at = found_mark.start()
        if text.startswith(TWO, at):
            at = _two_marks(text, at, end, following, found)
            continue
        mark = text[at]
        closers = PAIRS.get(mark)
        if closers is None or not _opens(text, at, start):
            at += 1
            continue
        close = _close(text, at + 1, end, closers, mark)
        if close is not None:
            found.append(Quote((at, close + 1), (at + 1, close)))
            at = close + 1
            continue
        if mark == following:  # the quotation goes on in the next paragraph, which opens it anew
            found.append(Quote((at, end), (at + 1, end)))
            break
        sentence = draft.analysis.sentence_of(at)
        stop = sentence.end if sentence is not None and sentence.end > at else end
        if mark not in "‘'" or stop - at > 12:
            found.append(Quote((at, stop), (at + 1, stop), closed=False))
            draft.evidence.open_quotes.append((at, stop))
        at = stop
    return found


def _two_marks(text: str, at: int, end: int, following: str, found: list[Quote]) -> int:
    """The quotation that ``''`` opens is added; returns where to go on."""
    if text[at + 2 : at + 3].isspace() or at + 2 >= end:
        return at + 2
    close = text.find("''", at + 2, end)
    if close < 0:
        if following == text[at]:  # it goes on in the next paragraph
            found.append(Quote((at, end), (at + 2, end)))
            return end
        return at + 2
    found.append(Quote((at, close + 2), (at + 2, close)))
    return close + 2


def _opens(text: str, at: int, start: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return (before.isspace() or before in '([—–-“«„"/' or text[at] in "“«„") and not after.isspace()


def _close(text: str, at: int, end: int, closers: str, mark: str) -> int | None:
    depth = 0
    for i in range(at, end):
        if text[i] == mark and mark not in closers:
            depth += 1
        elif text[i] in closers:
            if mark == "‘" and i + 1 < len(text) and text[i + 1].isalpha():
                continue  # an apostrophe
            if mark == "‘" and text[i - 1] == "s" and text[i + 1 : i + 2] == " " and _closes_first(text[i + 1 : end]):
                continue  # the apostrophe of a plural: the quotation still closes further on
            if mark == '"' and text[i - 1].isspace() and i + 1 < end and not text[i + 1].isspace():
                continue
            if depth == 0:
                return i
            depth -= 1
    return None


def _closes_first(rest: str) -> bool:
    """A closing mark comes before the next opening one."""
    close, opening = rest.find("’"), rest.find("‘")
    return close >= 0 and (opening < 0 or close < opening)


def is_speech(draft: Draft, quote: Quote) -> bool:
    """Words that somebody said, and no name in quotation marks."""
    inner = draft.words(quote.inner).strip()
    words = inner.split()
    if len(words) < 3:
        return False
    capitals = sum(word[:1].isupper() for word in words)
    return capitals < (0.6 if len(words) < 8 else 0.7) * len(words)
