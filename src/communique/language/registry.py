"""Which languages there are; a language's parser is loaded when it is first asked for."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from communique.errors import UsageError
from communique.language.base import Language

LANGUAGES = ("en", "ru", "uz", "kk")


@cache
def get_language(code: str) -> Language:
    """The language of that code (``en``). Raises ``UsageError`` for one that is not known."""
    if code not in LANGUAGES:
        raise UsageError(f"language {code!r} is not read; known are: {', '.join(LANGUAGES)}.")
    return import_module(f"communique.language.{code}").load()  # type: ignore[no-any-return]
