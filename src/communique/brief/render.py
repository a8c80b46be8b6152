"""A brief in one of its forms: ``render(brief, "pdf")`` gives the bytes of the file."""

from __future__ import annotations

from pathlib import Path

from communique.brief.model import Brief
from communique.errors import UsageError

FORMS = {"md": "Markdown", "html": "HTML", "docx": "Word", "pdf": "PDF"}


def form_of(path: str) -> str:
    """The form that a file's ending asks for. Raises ``UsageError`` for another."""
    ending = Path(path).suffix.lower().lstrip(".")
    form = {"htm": "html", "markdown": "md"}.get(ending, ending)
    if form not in FORMS:
        raise UsageError(f"-o {path}: expected a file that ends in {', '.join('.' + f for f in FORMS)}.")
    return form


def render(brief: Brief, form: str) -> bytes:
    """The bytes of the file. Raises ``UsageError`` for a form that is not known."""
    if form == "md":
        from communique.brief import markdown

        return markdown.render(brief).encode()
    if form == "html":
        from communique.brief import html

        return html.render(brief).encode()
    if form == "pdf":
        from communique.brief import pdf

        return pdf.render(brief)
    if form == "docx":
        from communique.brief import docx

        return docx.render(brief)
    raise UsageError(f"{form}: expected one of {', '.join(FORMS)}.")
