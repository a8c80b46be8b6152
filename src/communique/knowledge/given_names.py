"""Given names in Latin script."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def _names() -> frozenset[str]:
    path = resources.files("communique.knowledge").joinpath("data", "given_names.txt")
    return frozenset(line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))


def is_given_name(word: str) -> bool:
    """Whether people are called so."""
    return word in _names()
