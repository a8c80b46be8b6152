"""(being written)"""

from __future__ import annotations

from communique.extract.draft import Draft
from communique.extract.people import find_people


def find_entities(draft: Draft) -> None:
    """(being written)"""
    find_people(draft)
