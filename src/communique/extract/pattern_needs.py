"""What a pattern cannot match without: lets a sentence be spared the patterns whose words it does not hold.

A pattern names word lists in braces: ``needs("(?:the )?{units} of (?P<year>\\d{4})")`` is ``{"units", "digit"}``. Only
what every match must hold counts: nothing inside an optional group, nothing that only one branch has.
"""

from __future__ import annotations

from collections.abc import Mapping

DIGIT = "digit"
NOTHING: frozenset[str] = frozenset()


def needs(pattern: str) -> frozenset[str]:
    """The lists, and ``digit``, that every match of a pattern holds; fewer where the pattern is not understood."""
    return _Reader(pattern).branches()


class Presence:
    """Which lists a text has words of, in any case and inside other words too: never fewer than a pattern would find."""

    def __init__(self, lists: Mapping[str, list[str]]) -> None:
        import ahocorasick_rs

        entries = [(word.lower(), name) for name, words in lists.items() for word in words]
        self._names = [name for _, name in entries]
        self._automaton = ahocorasick_rs.AhoCorasick([word for word, _ in entries])

    def of(self, text: str) -> frozenset[str]:
        """The names of the lists, and ``digit`` where there is one."""
        found = self._automaton.find_matches_as_indexes(text.lower(), overlapping=True)
        names = {self._names[index] for index, _, _ in found}
        if any(map(str.isdigit, text)):
            names.add(DIGIT)
        return frozenset(names)


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0

    def branches(self) -> frozenset[str]:
        """Up to a closing bracket or the end: what all branches need."""
        found = self._sequence()
        while self._peek() == "|":
            self.at += 1
            found &= self._sequence()
        return found

    def _peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _sequence(self) -> frozenset[str]:
        found = NOTHING
        while self._peek() not in ("", "|", ")"):
            needed = self._atom()
            if not self._optional():
                found |= needed
        return found

    def _atom(self) -> frozenset[str]:
        sign = self._peek()
        self.at += 1
        if sign == "\\":
            return self._escape()
        if sign == "[":
            return self._choice()
        if sign == "(":
            return self._group()
        if sign == "{":  # a list; numbers of times are read by ``_optional``
            return frozenset([self._up_to("}")])
        return frozenset([DIGIT]) if sign.isdigit() else NOTHING

    def _escape(self) -> frozenset[str]:
        sign = self._peek()
        self.at += 1
        if sign in "pP" and self._peek() == "{":
            self._up_to("}")
        return frozenset([DIGIT]) if sign == "d" else NOTHING

    def _choice(self) -> frozenset[str]:
        """ "[12]", "[0-3]" are digits; other choices may be anything."""
        start = self.at
        while self._peek() not in ("", "]") or self.at == start:
            self.at += 2 if self._peek() == "\\" else 1
        inside = self.pattern[start : self.at]
        self.at += 1
        return frozenset([DIGIT]) if inside.replace("-", "").isdigit() or inside == "\\d" else NOTHING

    def _group(self) -> frozenset[str]:
        around = False
        if self._peek() == "?":
            self.at += 1
            around = self.pattern.startswith(("=", "!", "<=", "<!"), self.at)
            while self._peek() not in ("", ":", ">", "=", "!"):
                self.at += 1
            self.at += 1
        inside = self.branches()
        self.at += 1
        return NOTHING if around else inside

    def _optional(self) -> bool:
        """Whether what was read may be left out: ``?``, ``*``, ``{0,3}``."""
        sign, following = self._peek(), self.pattern[self.at + 1 : self.at + 2]
        if sign == "{" and (following.isdigit() or following == ","):
            self.at += 1
            least = self._up_to("}").split(",")[0]
        elif sign in ("?", "*", "+") and sign:
            self.at += 1
            least = "1" if sign == "+" else "0"
        else:
            return False
        if self._peek() in ("?", "+") and self._peek():  # as few, or no going back: no matter here
            self.at += 1
        return least in ("", "0")

    def _up_to(self, sign: str) -> str:
        start = self.at
        end = self.pattern.find(sign, start)
        self.at = (len(self.pattern) if end < 0 else end) + 1
        return self.pattern[start : self.at - 1]
