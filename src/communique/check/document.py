"""(being written)"""

from __future__ import annotations

from typing import Any


def check_document(draft: Any) -> None:
    """(being written)"""
