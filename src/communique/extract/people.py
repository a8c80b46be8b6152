"""(being written)"""

from __future__ import annotations

from communique.extract.draft import Draft


def find_people(draft: Draft) -> None:
    """(being written)"""
