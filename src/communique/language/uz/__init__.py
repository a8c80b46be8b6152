"""Uzbek in Latin and Cyrillic letters: word lists over what the Turkic languages share."""

from __future__ import annotations

from communique.language.turkic import Turkic


def load() -> Turkic:
    """Uzbek."""
    return Turkic("uz")
