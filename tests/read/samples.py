"""Files that are damaged, hostile or odd, made where they are needed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

GOOD = "Anna Weber, Minister of Trade of Austria, said that trade with Peru came to $2 billion in 2024.\n"


def pdf(words: str, trailer: bytes = b"") -> bytes:
    """A PDF of one page; ``trailer`` is added to its trailer's entries."""
    stream = f"BT /F1 12 Tf 72 700 Td ({words}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer<</Size 6/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (trailer, len(body))
    return body + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def locked_pdf() -> bytes:
    """A PDF that wants a password (its keys fit none)."""
    key = b"<" + b"5a" * 32 + b">"
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/O" + key + b"/U" + key + b"/P -4>>"
    return pdf("Trade doubled.", lock + b"/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]")


def bomb() -> bytes:
    """A DOCX of some hundred kilobytes that unpacks to 250 MB."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 250_000_000)
    return file.getvalue()


def cut_docx() -> bytes:
    """The first half of a DOCX."""
    import docx

    report = docx.Document()
    report.add_paragraph(GOOD)
    file = io.BytesIO()
    report.save(file)
    return file.getvalue()[: len(file.getvalue()) // 2]


def write_bad(folder: Path) -> dict[str, str]:
    """Write the files that cannot be read; their names with a word of the message that each must get."""
    made: dict[str, tuple[bytes, str]] = {
        "empty.txt": (b"", "empty"),
        "blank.txt": (b" \n\t\r\n", "empty"),
        "scan.pdf": (pdf(""), "OCR"),
        "locked.pdf": (locked_pdf(), "password"),
        "cut.pdf": (b"%PDF-1.4\n1 0 obj", "damaged"),
        "cut.docx": (cut_docx(), "damaged"),
        "bomb.docx": (bomb(), "unpacked"),
        "deep.html": (b"<html><body>" + b"<div>" * 100_000 + GOOD.encode(), "nested"),
        "odd-deep.html": (b"<html><body>" + b"<x>" * 100_000 + GOOD.encode(), "no main text"),
        "words.txt": (b"the minister said 25 million tonnes " * 170_000, "characters"),
        "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(50), "no text"),
    }
    for name, (data, _) in made.items():
        (folder / name).write_bytes(data)
    with open(folder / "large.html", "wb") as large:  # 200 MB without writing them
        large.write(b"<html><body><p>words</p>")
        large.truncate(200_000_000)
    return {name: word for name, (_, word) in made.items()} | {"large.html": "MB of HTML"}


ODD = {
    "nul.txt": b"Trade came to \x00 $2 billion in 2024.\r\nNext\rline\nend",
    "surrogate.txt": b"Trade came to $2 billion in 2024. \xed\xa0\x80",
    "right-to-left.txt": "Trade \u200fcame\u200e to \u202b$2 billion\u202c in 2024.".encode(),
    "line-ends.txt": b"Trade came to\r\n$2 billion in 2024.\rMore.\n\n\rThe end.",
    "no-such-day.txt": b"Trade came to $2 billion, the ministry said on 31 February 2024.",
    "quotes.txt": ("“" * 20_000 + " Trade came to $2 billion in 2024.").encode(),
    "brackets.txt": b"(" * 50_000 + b" Trade came to $2 billion in 2024.",
    "one-word.txt": b"a" * 200_000 + b". Trade came to $2 billion in 2024.",
}  # each can be read, and says $2 billion
