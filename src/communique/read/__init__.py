"""Files, addresses and bytes to documents. Untrusted input ends here: every failure is an error of ``communique.errors``.

What comes back is kept unchanged; every span of a record indexes it.
"""

from __future__ import annotations

import hashlib
import re
import sys
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from communique.errors import Damaged, NoText, ReadError, TooLarge, UsageError
from communique.read.languages import LONGEST, READ, detect_language, identify
from communique.record import Document

MOST_BYTES = 250_000_000
MOST_CHARACTERS = 2_000_000  # over a thousand pages: a book or a dump, no report
SUFFIXES = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".eml")
SURROGATE = re.compile("[\ud800-\udfff]")
DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


class ReadWarning(UserWarning):
    """Something beside a source could not be used; the source itself was read."""


class Sidecar(msgspec.Struct):
    """What a sidecar may say."""

    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    source: str | None = None


def document_from_text(
    text: str,
    *,
    source: str | None = None,
    title: str | None = None,
    published: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
) -> Document:
    """The document of a text. Lone surrogates become U+FFFD one for one, so that it can be written as UTF-8.

    Raises ``TooLarge`` for a text of more than ``MOST_CHARACTERS``, ``UsageError`` for a date that is none.
    """
    if published is not None and not DAY.fullmatch(published):
        raise UsageError(f"published {published!r}: expected a date like 2025-11-14, 2025-11 or 2025.")
    if len(text) > MOST_CHARACTERS:
        said = f"{len(text):,} characters; at most {MOST_CHARACTERS:,} are read. Give the report alone."
        raise TooLarge(source or "the text", said)
    text = SURROGATE.sub("\ufffd", text)
    name = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        id=name, text=text, source=source, title=title, publisher=publisher, published=published,
        language=language or detect_language(text),
    )  # fmt: skip


def load(
    source: str | Path,
    *,
    published: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
    data: bytes | None = None,
) -> Document:
    """The document of a path, of ``-`` (standard input) or of an http(s) address; ``data`` gives the bytes directly.

    Options win over the sidecar (``NAME.json`` beside the file), the sidecar over what the document says of itself.
    Raises ``ReadError`` (or one of its kinds) and ``UsageError`` for a date that is none.
    """
    name = str(source)
    if data is None:
        if name == "-":
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
            name = "standard input"
        elif name.startswith(("http://", "https://")):
            from communique.read.fetch import fetch

            data, _ = fetch(name)
        else:
            data = _bytes(Path(source), name)
    if len(data) > MOST_BYTES:
        raise TooLarge(name, f"more than {MOST_BYTES // 1_000_000} MB. Give the report alone.")
    text, own = _text(data, name)
    beside = _sidecar(Path(source)) if not name.startswith(("http://", "https://", "standard input")) else Sidecar()
    day = beside.published or own.published
    if day is not None and not DAY.fullmatch(day):
        warnings.warn(
            f"{name}: published {day!r} is no date like 2025-11-14; it is left out.", ReadWarning, stacklevel=2
        )
        day = None
    document = document_from_text(
        text,
        source=beside.source or name,
        title=beside.title or own.title,
        published=published or day,
        publisher=publisher or beside.publisher or own.publisher,
        language=language or beside.language or (own.language if own.language in READ else None),
    )
    if document.language not in READ:
        warnings.warn(f"{name}: {_unread(document)}", ReadWarning, stacklevel=2)
    return document


def _unread(document: Document) -> str:
    guess = identify(document.text[:LONGEST])
    seems = f"it seems to be {guess.name}" if guess is not None and guess.code not in READ else "it was not recognised"
    return f"its language is none of {', '.join(READ)} ({seems}). Say it with --language if it is one of them."


def _bytes(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise ReadError(name, "is a folder. Give its files, or let the command expand it.")
        if path.stat().st_size > MOST_BYTES:
            raise TooLarge(name, f"more than {MOST_BYTES // 1_000_000} MB. Give the report alone.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(name, "there is no such file. Check the path.") from error
    except (OSError, ValueError) as error:
        raise ReadError(name, f"could not be opened ({getattr(error, 'strerror', None) or error}).") from error


def _text(data: bytes, name: str) -> tuple[str, Sidecar]:
    """The text and what the document says of itself, by its first bytes and then by its name."""
    head, low = data[:2048].lstrip(), name.lower()
    if head.startswith(b"%PDF"):
        from communique.read.pdf import read_pdf

        return read_pdf(data, name), Sidecar()
    if head.startswith(b"PK") or low.endswith(".docx"):
        from communique.read.docx import read_docx

        text, title = read_docx(data, name)
        if not text.strip():
            raise NoText(name, "the DOCX holds no text.")
        return text, Sidecar(title=title)
    if head.startswith((b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"MZ", b"\x7fELF")):
        raise Damaged(name, "this is no text. Give text, HTML, PDF, DOCX or EML.")
    if low.endswith(".pdf"):
        raise Damaged(name, "its name says PDF, but it is none. Get it again.")
    if low.endswith(".eml"):
        from communique.read.eml import read_eml

        page = read_eml(data, name)
    elif low.endswith((".html", ".htm", ".xhtml")) or re.match(
        rb"(?i)(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body)", head
    ):
        from communique.read.html import read_html

        if not data.strip():
            raise NoText(name, "the file is empty. Give a file with text.")
        page = read_html(data, name)
    else:
        from communique.read.text import decode

        return decode(data, name), Sidecar()
    if not page.text.strip():
        raise NoText(name, "there is no text in it.")
    return page.text, Sidecar(page.title, page.published, page.publisher, page.language)


def _sidecar(path: Path) -> Sidecar:
    """What ``NAME.json`` beside the file says; a sidecar that cannot be used is a warning."""
    beside = path.with_suffix(".json")
    if not path.name or path.suffix == ".json" or not beside.is_file():
        return Sidecar()
    try:
        given = msgspec.json.decode(beside.read_bytes())
        inner = given.get("document", given)
        return msgspec.convert({k: v for k, v in inner.items() if k in Sidecar.__struct_fields__}, Sidecar)
    except (msgspec.MsgspecError, AttributeError, OSError, UnicodeDecodeError) as error:
        warnings.warn(f"{beside}: is no sidecar that can be used ({error}); it is left out.", ReadWarning, stacklevel=3)
        return Sidecar()


def expand(sources: Iterable[str | Path]) -> Iterator[str]:
    """Files as they are, folders as their readable files in order; sidecars and hidden files are left out."""
    for source in sources:
        path = Path(source)
        if str(source) != "-" and path.is_dir():
            yield from (
                str(file) for file in sorted(path.rglob("*"))
                if file.is_file() and file.suffix.lower() in SUFFIXES and not any(p.startswith(".") for p in file.relative_to(path).parts)
            )  # fmt: skip
        else:
            yield str(source)
