"""English: spaCy's packaged small model behind the interface ``Language``."""

from __future__ import annotations

from communique.language.en.parser import load

__all__ = ["load"]
