"""Cities and regions of the world by name, with the codes of their countries."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib import resources

DROPPED = dict.fromkeys(map(ord, "'’‘ʻʼ`"))
FILES = ("places.tsv", "places_cyrillic.tsv")


@cache
def _table(file: str) -> dict[str, str]:
    lines = resources.files("communique.knowledge").joinpath("data", file).read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


@lru_cache(maxsize=8192)
def countries_of_place(name: str) -> tuple[str, ...]:
    """The codes of the countries that have a city or region of that name, the largest first; empty for unknown names.

    Capitals only ("RZESZÓW") and other accents and apostrophes are looked up too.
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    bare = bare.replace("ı", "i").translate(DROPPED)
    if bare.isupper() and len(bare) > 4:
        bare = bare.title()
    cyrillic = any("\u0400" <= c <= "\u052f" for c in bare)
    codes = _table(FILES[cyrillic]).get(bare)
    return tuple(codes.split(",")) if codes else ()


def is_place(name: str) -> bool:
    """Whether a city or region is called so."""
    return bool(countries_of_place(name))
