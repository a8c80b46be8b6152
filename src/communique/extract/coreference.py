"""(being written)"""

from __future__ import annotations

from communique.extract.draft import Draft


def resolve_references(draft: Draft) -> None:
    """(being written)"""
