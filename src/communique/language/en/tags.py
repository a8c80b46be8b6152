"""Part of speech and form of a token from its tag, by the model's own patterns, without running its attribute ruler.

The ruler tries 179 patterns at every token, a quarter of the parse's time; nearly all ask for tag, word and relation alone, so
that one answer a combination is enough. Later patterns win, as in the ruler.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

# What a pattern may ask of a token; those that ask for more (spellings) set nothing we use.
ASKED = {"TAG", "LOWER", "DEP"}
Condition = dict[str, Any]  # spaCy's own form: {"TAG": "VBD"}, {"LOWER": {"IN": ["be", "is"]}}


class Form(NamedTuple):
    """Universal part of speech and morphology: ``Form("VERB", "Tense=Past|VerbForm=Fin")``."""

    pos: str
    morph: str


Seen = tuple[
    str, str, str
]  # a token as patterns see it: the model's own tag, the word in lower case, the model's own relation


class Pattern(NamedTuple):
    """Conditions on tokens side by side, and what the one at ``place`` gets (``None``: stays as it is)."""

    conditions: list[Condition]
    place: int
    pos: str | None
    morph: str | None


class TagForms:
    """Forms of tokens."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = patterns
        self._pairs = [pattern for pattern in patterns if len(pattern.conditions) > 1]
        self._named = frozenset().union(*(_words_of(condition) for one in patterns for condition in one.conditions))
        self._known: dict[Seen, tuple[Form, bool]] = {}

    def forms(self, tokens: Sequence[Seen]) -> list[Form]:
        """The forms of a sentence's tokens."""
        named, known = self._named, self._known
        found: list[Form] = []
        opening = []
        for at, (tag, word, relation) in enumerate(tokens):
            key = (tag, word if word in named else "", relation)
            form, opens = known.get(key) or self._form(key)
            found.append(form)
            if opens:
                opening.append(at)
        for pattern in self._pairs if opening else ():
            size = len(pattern.conditions)
            for at in opening:
                here = tokens[at : at + size]
                if len(here) == size and all(map(_fits, pattern.conditions, here)):
                    found[at + pattern.place] = _changed(found[at + pattern.place], pattern)
        return found

    def _form(self, token: Seen) -> tuple[Form, bool]:
        """The form of a token by itself, and whether a pattern of several tokens may begin at it."""
        found = Form("", "")
        for pattern in self._patterns:
            if len(pattern.conditions) == 1 and _fits(pattern.conditions[0], token):
                found = _changed(found, pattern)
        opens = any(_fits(pattern.conditions[0], token) for pattern in self._pairs)
        self._known[token] = found, opens
        return found, opens


def read_patterns(model: Path) -> TagForms:
    """The patterns that come with a model, from its folder."""
    import srsly

    found = []
    for entry in srsly.msgpack_loads((model / "attribute_ruler" / "patterns").read_bytes()):
        pos, morph = entry["attrs"].get("POS"), entry["attrs"].get("MORPH")
        for given in entry["patterns"]:
            # blanks are no tokens here
            conditions = [{k: v for k, v in one.items() if (k, v) != ("IS_SPACE", False)} for one in given]
            if (pos or morph) and all(set(condition) <= ASKED for condition in conditions):
                found.append(Pattern(conditions, entry["index"], pos, "" if morph == "_" else morph))
    return TagForms(found)


def _changed(form: Form, pattern: Pattern) -> Form:
    pos = form.pos if pattern.pos is None else pattern.pos
    return Form(pos, form.morph if pattern.morph is None else pattern.morph)


def _fits(condition: Condition, token: Seen) -> bool:
    for name, value in zip(("TAG", "LOWER", "DEP"), token, strict=True):
        asked = condition.get(name)
        if isinstance(asked, str):
            if value != asked:
                return False
        elif asked is not None and (value not in asked.get("IN", (value,)) or value in asked.get("NOT_IN", ())):
            return False
    return True


def _words_of(condition: Condition) -> frozenset[str]:
    """The words that a condition names: all other words look alike to it."""
    asked = condition.get("LOWER", ())
    return frozenset(
        [asked] if isinstance(asked, str) else [*asked.get("IN", ()), *asked.get("NOT_IN", ())] if asked else ()
    )
