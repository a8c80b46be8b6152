"""Labels of the pages: English in the templates, other languages in ``labels/xx.yml`` by the English words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import msgspec

SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}  # months of EDTF
LANGUAGES = {"en": "English", "ru": "Русский", "uz": "Oʻzbekcha"}


@cache
def table(language: str) -> dict[str, str | dict[str, str]]:
    """What a language says for the English words; a label that counts has a form for each plural category."""
    path = resources.files("communique.web").joinpath("labels", f"{language}.yml")
    found: dict[str, str | dict[str, str]] = msgspec.yaml.decode(path.read_bytes())
    return found


@cache
def _plural(language: str):  # type: ignore[no-untyped-def]
    from babel import Locale

    return Locale.parse(language).plural_form


@dataclass(frozen=True)
class Labels:
    """The labels in one language."""

    language: str

    def __call__(self, words: str, **values: object) -> str:
        """The label for English words; words that have none stay as they are."""
        said = words if self.language == "en" else table(self.language).get(words, words)
        said = said if isinstance(said, str) else words
        return said.format(**values) if values else said

    def count(self, words: str, number: int) -> str:
        """A number with what is counted: ``count("document", 3)`` → "3 documents"."""
        forms = table(self.language).get(f"# {words}")
        shown = f"{number:,}".replace(",", "\u202f" if self.language != "en" else ",")
        if not isinstance(forms, dict):
            return f"{shown} {self(words)}"
        form = forms.get(_plural(self.language)(number)) or forms["other"]
        return form.replace("{n}", shown)

    def when(self, edtf: str | None) -> str:
        """A date as people write it: "autumn 2022", "2021-01 – 2021-07"; a dash for none."""
        if not edtf:
            return "–"
        if "/" in edtf:
            return " – ".join(self.when(part) if part else "…" for part in edtf.split("/", 1))
        year, _, month = edtf.partition("-")
        return f"{self(SEASONS[month])} {year}" if month in SEASONS else edtf

    def word(self, code: str | None) -> str:
        """A code of the contract as people say it: ``in_force`` → "in force"."""
        return self((code or "").replace("_", " "))


def chosen(cookie: str | None, accept: str | None) -> str:
    """The language to show: the one chosen, else the first that the browser asks for and we have."""
    if cookie in LANGUAGES:
        return str(cookie)
    for part in (accept or "").split(","):
        code = part.split(";")[0].strip().lower().split("-")[0]
        if code in LANGUAGES:
            return code
    return "en"
