"""The cited documents as a bibliography, by a CSL style: Chicago, APA or GOST (``styles/``), or a style file of the reader's own."""

from __future__ import annotations

import warnings
from importlib import resources
from pathlib import Path
from typing import Any

from communique.brief.model import Reference, Run
from communique.errors import UsageError

STYLES = ("chicago", "apa", "gost")
LOCALES = {"en": "en-US", "ru": "ru-RU", "uz": "en-US"}  # there is no CSL locale for Uzbek


def bibliography(items: list[dict[str, Any]], style: str, language: str) -> tuple[Reference, ...]:
    """Entries in the order of the style. Raises ``UsageError`` for a style that is not known or cannot be read."""
    if not items:
        return ()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc names the variables it does not know
        from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON

        try:
            loaded = CitationStylesStyle(_path(style), locale=LOCALES[language], validate=False)
        except Exception as error:  # an XML or CSL error of a file that the reader gave
            raise UsageError(f"--style {style}: not a CSL style ({error}).") from error
        made = CitationStylesBibliography(loaded, CiteProcJSON([dict(item) for item in items]), formatter.html)
        for item in items:
            made.register(Citation([CitationItem(item["id"])]))
        made.sort()
        entries = zip(made.keys, made.bibliography(), strict=True)
        addresses = {item["id"]: item.get("URL") for item in items}
        return tuple(Reference(str(key), _runs(str(entry)), addresses.get(str(key))) for key, entry in entries)


def _path(style: str) -> str:
    if style in STYLES:
        return str(resources.files("communique.brief").joinpath("styles", f"{style}.csl"))
    if style.endswith(".csl") and Path(style).exists():
        return style
    raise UsageError(f"--style {style}: expected {', '.join(STYLES)}, or the path of a .csl file.")


def _runs(entry: str) -> tuple[Run, ...]:
    """HTML of an entry as runs: italics are set soft, other tags are left out."""
    from lxml.html import fragment_fromstring

    root = fragment_fromstring(entry, create_parent="div")
    runs = [Run(root.text or "")]
    for element in root.iter():
        if element is not root:
            runs.append(Run(element.text or "", "quote" if element.tag == "i" else ""))
            runs.append(Run(element.tail or ""))
    return tuple(Run(" ".join(run.text.split("\n")), run.style) for run in runs if run.text)
