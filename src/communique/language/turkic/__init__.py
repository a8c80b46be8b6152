"""What the Turkic languages share: letters made one for matching, endings taken off, a shallow parse over them.

A language of this family is a folder of word lists (``language/uz``, ``language/kk``); the code is here. The rules that read
head-final sentences are ``extract/turkic``.
"""

from __future__ import annotations

from communique.language.turkic.morphology import Morph
from communique.language.turkic.parser import Turkic

__all__ = ["Morph", "Turkic"]
