"""Words for people in the language that they asked for: English in the code, other languages in ``sayings/xx.yml`` by the English words.

with speaking("ru"):
    say("on schedule")                     # "в срок"
    say("The report is of {day}.", day=d)  # words with places to fill
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources

from communique.errors import UsageError

LANGUAGES = ("en", "ru", "uz")
_language: ContextVar[str] = ContextVar("language of labels and messages", default="en")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything in that language inside the block. Raises ``UsageError`` for one that has no words."""
    if language not in LANGUAGES:
        raise UsageError(f"--lang {language}: expected one of {', '.join(LANGUAGES)}.")
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def spoken_language() -> str:
    """The code of the language in which labels and messages are said now."""
    return _language.get()


def say(words: str, /, **values: object) -> str:
    """The English words in the language of now, their places filled; words that have no translation stay English."""
    language = _language.get()
    said = words if language == "en" else _table(language).get(words, words)
    return said.format(**values) if values else said


@cache
def _table(language: str) -> dict[str, str]:
    import msgspec

    path = resources.files("communique").joinpath("sayings", f"{language}.yml")
    return msgspec.yaml.decode(path.read_bytes(), type=dict[str, str])
