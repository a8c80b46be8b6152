"""(being written)"""

from __future__ import annotations

from communique.extract.draft import Draft


def find_links(draft: Draft) -> None:
    """(being written)"""
