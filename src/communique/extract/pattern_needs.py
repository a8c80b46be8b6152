"""What a pattern cannot match without: lets a sentence be spared the patterns whose words it does not hold.

``needs(r"(?:the )?(?:months|quarters) of (?P<year>20\\d\\d)")`` is ``{{"months", "quarters"}, {" of "}, {YEAR}}``: of each of the
sets, every match holds a member. Nothing inside an optional group counts, and of branches only what each of them needs.
The words of lists (``{months}``) begin a word of the text wherever patterns name them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import regex

DIGIT, YEAR, EDGE = (
    "\\d",
    "\\d{4}",
    "\\b",
)  # a digit; four of them side by side; before and after a word: where words end
Need = frozenset[str]  # words in lower case, and the above: one of them is there
NOTHING: frozenset[Need] = frozenset()
SHORTEST = 3  # shorter words are in nearly every sentence
A_DIGIT, A_YEAR = regex.compile(DIGIT), regex.compile(YEAR)
# what follows a list where no letter can follow its words: the end of all patterns is one of words
AT_EDGE = regex.compile(r"\)*(?:\\\.\?)?\)*(?:\(\?!\[?\\p\{L\}|[ ,]|\\b|$)")


def needs(pattern: str, lists: Mapping[str, Iterable[str]] = {}) -> frozenset[Need]:  # noqa: B006
    """What every match of a pattern holds; lists are named in it in braces. Less where the pattern is not understood."""
    found = _Reader(pattern, {name: frozenset(map(str.lower, words)) for name, words in lists.items()}).branches()
    return frozenset(need for need in found.needed() if all(_tells(word) for word in need))


def _tells(word: str) -> bool:
    length = len(word.replace(EDGE, ""))
    return word in (DIGIT, YEAR) or length >= SHORTEST or word.endswith(EDGE) and length > 1


class Presence:
    """Which of several patterns a text may match: never fewer than it does."""

    def __init__(self, needed: Sequence[frozenset[Need]]) -> None:
        import ahocorasick_rs

        numbers = {need: 1 << at for at, need in enumerate(dict.fromkeys(need for one in needed for need in one))}
        self._needed = [sum(numbers[need] for need in one) for one in needed]
        met: dict[str, int] = {}  # by word: the needs that it meets, as bits
        for need, number in numbers.items():
            for word in need:
                met[word] = met.get(word, 0) | number
        self._digit, self._year = met.pop(DIGIT, 0), met.pop(YEAR, 0)
        words = list(dict.fromkeys(word.replace(EDGE, "") for word in met))
        # for each word: what it meets anywhere, at the beginning of a word, as a whole one
        self._met = [(met.get(w, 0), met.get(EDGE + w, 0), met.get(EDGE + w + EDGE, 0)) for w in words]
        self._automaton = ahocorasick_rs.AhoCorasick(words)
        self._known: dict[int, list[int]] = {}

    def fitting(self, text: str) -> list[int]:
        """The places of the patterns whose words are there, in any case."""
        present, text = 0, text.lower()
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            anywhere, beginning, whole = self._met[index]
            present |= anywhere
            if (beginning or whole) and not (start and text[start - 1].isalpha()):
                present |= beginning
                if whole and not text[end : end + 1].isalpha():
                    present |= whole
        if A_DIGIT.search(text) is not None:
            present |= self._digit
            if A_YEAR.search(text) is not None:
                present |= self._year
        found = self._known.get(present)
        if found is None:
            if len(self._known) > 4096:
                self._known.clear()
            found = [at for at, needed in enumerate(self._needed) if needed & ~present == 0]
            self._known[present] = found
        return found


class _Read(NamedTuple):
    """A part of a pattern: what it needs, and how many digits it is made of where it is made of nothing else."""

    needs: frozenset[Need]
    digits: int = 0
    literal: str = ""  # of a single sign that stands for itself

    def needed(self) -> frozenset[Need]:
        """With the digits."""
        return self.needs | {frozenset([YEAR if self.digits >= 4 else DIGIT])} if self.digits else self.needs


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str, lists: Mapping[str, Need]) -> None:
        self.pattern, self.at, self.lists = pattern, 0, lists

    def branches(self) -> _Read:
        """Up to a closing bracket or the end: what all branches need."""
        branches = [self._sequence()]
        while self._peek() == "|":
            self.at += 1
            branches.append(self._sequence())
        first = branches[0]
        if all(branch.digits and branch.digits == first.digits for branch in branches):
            return first
        shared = frozenset.intersection(*(branch.needed() for branch in branches))
        apart = [branch.needed() - shared for branch in branches]
        if all(apart):  # each has a need of its own: one of these is met
            shared |= {frozenset().union(*(max(own, key=_rarity) for own in apart))}
        return _Read(shared)

    def _peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _sequence(self) -> _Read:
        found: set[Need] = set()
        digits, word, alone = 0, "", True

        def end_of_run() -> None:
            nonlocal digits, word
            found.update(_Read(NOTHING, digits).needed())
            if word:
                found.add(frozenset([word.lower()]))
            digits, word = 0, ""

        while self._peek() not in ("", "|", ")"):
            read = self._atom()
            least, most = self._times()
            alone = alone and bool(read.digits) and least == most == 1
            if (read.digits and word) or (read.literal and digits) or not (read.digits or read.literal) or least == 0:
                end_of_run()
            if least:
                found |= read.needs
                digits, word = digits + read.digits, word + read.literal
            if least != 1 or most != 1:
                end_of_run()
        if alone:
            return _Read(NOTHING, digits)
        end_of_run()
        return _Read(frozenset(found))

    def _atom(self) -> _Read:
        sign = self._peek()
        self.at += 1
        if sign == "\\":
            return self._escape()
        if sign == "[":
            return self._choice()
        if sign == "(":
            return self._group()
        if sign == "{":  # a list; numbers of times are read by ``_times``
            words = self.lists.get(self._up_to("}"))
            edge = EDGE if AT_EDGE.match(self.pattern, self.at) else ""
            return _Read(frozenset([frozenset(EDGE + word + edge for word in words)]) if words else NOTHING)
        if sign in ".^$":
            return _Read(NOTHING)
        return _Read(NOTHING, 1) if sign.isdigit() else _Read(NOTHING, literal=sign)

    def _escape(self) -> _Read:
        sign = self._peek()
        self.at += 1
        if sign in "pP" and self._peek() == "{":
            self._up_to("}")
        if sign == "d":
            return _Read(NOTHING, 1)
        return _Read(NOTHING) if sign.isalnum() else _Read(NOTHING, literal=sign)

    def _choice(self) -> _Read:
        """ "[12]", "[0-3]" are digits; other choices may be anything."""
        start = self.at
        while self._peek() not in ("", "]") or self.at == start:
            self.at += 2 if self._peek() == "\\" else 1
        inside = self.pattern[start : self.at]
        self.at += 1
        return _Read(NOTHING, 1 if inside.replace("-", "").isdigit() or inside == "\\d" else 0)

    def _group(self) -> _Read:
        around = False
        if self._peek() == "?":
            self.at += 1
            around = self.pattern.startswith(("=", "!", "<=", "<!"), self.at)
            while self._peek() not in ("", ":", ">", "=", "!", ")"):
                self.at += 1
            self.at += 1
            if self.pattern[self.at - 1 : self.at] == ")":  # "(?i)"
                return _Read(NOTHING)
        inside = self.branches()
        self.at += 1
        return _Read(NOTHING) if around else inside

    def _times(self) -> tuple[int, int]:
        """How often at least and at most what was read is there: ``?``, ``*``, ``{0,3}``."""
        sign, following = self._peek(), self.pattern[self.at + 1 : self.at + 2]
        if sign == "{" and (following.isdigit() or following == ","):
            self.at += 1
            times = self._up_to("}").split(",")
            least, most = int(times[0] or 0), int(times[-1] or 99)
        elif sign in ("?", "*", "+") and sign:
            self.at += 1
            least, most = (1 if sign == "+" else 0), (1 if sign == "?" else 99)
        else:
            return 1, 1
        if self._peek() in ("?", "+") and self._peek():  # as few, or no going back: no matter here
            self.at += 1
        return least, most

    def _up_to(self, sign: str) -> str:
        start = self.at
        end = self.pattern.find(sign, start)
        self.at = (len(self.pattern) if end < 0 else end) + 1
        return self.pattern[start : self.at - 1]


def _rarity(need: Need) -> int:
    """How much a need tells: the length of its shortest word; a digit as much as two letters."""
    return min({DIGIT: 2, YEAR: 5}.get(word) or len(word.replace(EDGE, "")) for word in need)
