"""Russian: slovnet's networks and pymorphy3's dictionary behind the interface ``Language``."""

from __future__ import annotations

from communique.language.ru.parser import load

__all__ = ["load"]
