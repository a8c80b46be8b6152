"""Kazakh, a skeleton: numbers, money, cues and endings over what the Turkic languages share. It is not among the languages read."""

from __future__ import annotations

from communique.language.turkic import Turkic


def load() -> Turkic:
    """Kazakh."""
    return Turkic("kk")
