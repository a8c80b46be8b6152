"""Bytes of a plain text to a string, whatever their encoding."""

from __future__ import annotations

import codecs

from communique.errors import Damaged, NoText

BOMS = [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")]  # fmt: skip


def decode(data: bytes, source: str) -> str:
    """The text. Raises ``NoText`` for nothing but blanks, ``Damaged`` for what is no text.

    NULs become U+FFFD one for one and lone surrogates cannot come about, so that the text can always be written as UTF-8.
    """
    if not data.strip():
        raise NoText(source, "the file is empty. Give a file with text.")
    for mark, encoding in BOMS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            break
    else:
        text = _guess(data, source)
    text = text.removeprefix("\ufeff").replace("\x00", "\ufffd")
    if not text.strip():
        raise NoText(source, "there is nothing but blanks in it. Give a file with text.")
    return text


def _guess(data: bytes, source: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if data[:4096].count(0) > len(data[:4096]) // 10:
        raise Damaged(source, "this is no text (many zero bytes). Give text, HTML, PDF, DOCX or EML.")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is None:
        return data.decode("utf-8", errors="replace")
    return data.decode(best.encoding, errors="replace")
