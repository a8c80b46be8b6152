"""DOCX to text (python-docx): paragraphs and table rows in the order of the document."""

from __future__ import annotations

import io
import zipfile

from communique.errors import Damaged, TooLarge

MOST_UNPACKED = 200_000_000
MOST_RATIO = 200


def read_docx(data: bytes, source: str) -> tuple[str, str | None]:
    """The text and the title. Raises ``Damaged`` or ``TooLarge`` (a zip bomb is refused before it is unpacked)."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(item.file_size for item in archive.infolist())
            if size > MOST_UNPACKED or size > MOST_RATIO * max(len(data), 100_000):
                raise TooLarge(source, f"{size // 1_000_000} MB when unpacked: this is no report.")
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, EOFError, OSError, SyntaxError) as error:
        raise Damaged(source, "the DOCX is damaged or cut off. Get it again.") from error
    lines = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            lines += [" | ".join(cell.text.strip() for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(line for line in lines if line.strip()), document.core_properties.title or None
