"""Text to tokens, sentences and a parse: one interface ``Language``, one folder a language.

language = get_language("en")
analysis = language.analyse([text])[0]
cues = language.data("cues", CueWords)      # the typed word list language/en/cues.yml
"""

from __future__ import annotations

from communique.language.base import Analysis, Language, Name, Sentence, Token
from communique.language.registry import LANGUAGES, get_language

__all__ = ["LANGUAGES", "Analysis", "Language", "Name", "Sentence", "Token", "get_language"]
