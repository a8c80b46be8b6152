"""PDF with a text layer to text (pypdfium2): lines joined to paragraphs, hyphens at line ends mended."""

from __future__ import annotations

from collections import Counter

import regex

from communique.errors import Damaged, Encrypted, NoText, TooLarge

MOST_PAGES = 500


def read_pdf(data: bytes, source: str) -> str:
    """The text. Raises ``Encrypted``, ``Damaged``, ``TooLarge`` or ``NoText``."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Encrypted(source, "the PDF is locked with a password. Save a copy without it.") from error
        raise Damaged(source, "the PDF is damaged or cut off. Get it again.") from error
    try:
        if len(document) > MOST_PAGES:
            raise TooLarge(
                source, f"{len(document)} pages; at most {MOST_PAGES} are read. Give the pages of the report."
            )
        pages = []
        for page in document:
            textpage = page.get_textpage()
            pages.append([line.strip() for line in textpage.get_text_bounded().replace("\r\n", "\n").split("\n")])
            textpage.close()
            page.close()
    finally:
        document.close()
    text = _paragraphs(_without_running_heads(pages))
    if not text.strip():
        raise NoText(source, "the PDF holds no text (scanned pages?). Run OCR first or give the text.")
    return text


def _without_running_heads(pages: list[list[str]]) -> list[str]:
    """Lines that stand at the top or bottom of most pages, and page numbers, are left out."""
    edges = Counter(regex.sub(r"\d+", "#", line) for lines in pages for line in {*lines[:2], *lines[-2:]} if line)
    repeated = {line for line, count in edges.items() if len(pages) > 2 and count > len(pages) / 2}
    return [
        line for lines in pages for line in [*lines, ""]
        if regex.sub(r"\d+", "#", line) not in repeated and not regex.fullmatch(r"\W*\d{1,3}\W*", line)
    ]  # fmt: skip


def _paragraphs(lines: list[str]) -> str:
    """Lines of one paragraph joined: a short line or a full stop at a line's end ends it."""
    width = max((len(line) for line in lines), default=0)
    text = ""
    for line in lines:
        line = line.replace("\x00", "").replace("\ufffe", "-")
        if not line:
            text += "\n\n" if text and not text.endswith("\n") else ""
        elif text.endswith("-") and line[:1].islower():
            text = text[:-1] + line
        elif text and not text.endswith("\n"):
            last = text.rsplit("\n", 1)[-1]
            ends = last[-1:] in '.!?:”»"' and len(last.rsplit("\n")[-1]) and line[:1].isupper() and len(line) > 0
            short = len(last) < 0.6 * width and last[-1:] in '.!?:”»"'
            text += ("\n\n" if ends and short else " ") + line
        else:
            text += line
    return text.strip()
