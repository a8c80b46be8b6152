"""Exports: ``write(session, "csv", "folder")`` writes what a selection of documents puts on record, in one of ``FORMATS``.

Everything is streamed from the store. A file or folder is there only when all of it is written.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from sqlalchemy.orm import Session

from communique.errors import StoreError, UsageError
from communique.export.datapackage import NAME as DATAPACKAGE
from communique.export.formats import FORMATS, Format
from communique.export.selection import Chosen, Selection, Tell


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: where, from how many documents, and how many rows, lines or entries it has."""

    target: str
    documents: int
    rows: int


def write(session: Session, to: str, target: str | Path, selection: Selection | None = None, tell: Tell | None = None) -> Written:  # fmt: skip
    """Write an export. ``tell(done, total)`` is called as documents are done.

    Raises ``UsageError`` for a format or a filter that is not known and for a target that holds something else,
    ``StoreError`` where the target cannot be written.
    """
    form = _form(to)
    target = Path(target)
    _require_room(target, form)
    chosen = Chosen(session, selection or Selection(), tell)
    part = target.with_name(f"{target.name}.part")
    _remove(part)
    try:
        if not form.suffix:
            part.mkdir(parents=True)
        rows: int = import_module(f"communique.export.{form.module}").write(chosen, part)
        if target.is_dir():
            shutil.rmtree(target)
        os.replace(part, target)
    except OSError as error:
        raise StoreError(f"{target}: cannot be written ({error.strerror or error}).") from error
    finally:
        _remove(part)
    return Written(str(target), len(chosen), rows)


def write_to(stream: BinaryIO, session: Session, to: str, selection: Selection | None = None, tell: Tell | None = None) -> Written:  # fmt: skip
    """Write an export that is one file to a stream. Raises as ``write`` does."""
    form = _form(to)
    if not form.suffix:
        raise UsageError(f"--to {to} writes a folder: give its name with -o.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"export{form.suffix}"
        written = write(session, to, path, selection, tell)
        with path.open("rb") as file:
            shutil.copyfileobj(file, stream)
    return Written("-", written.documents, written.rows)


def _form(to: str) -> Format:
    if to not in FORMATS:
        raise UsageError(f"--to {to}: expected one of {', '.join(FORMATS)}.")
    return FORMATS[to]


def _require_room(target: Path, form: Format) -> None:
    """A folder that is not an earlier export is never replaced."""
    if form.suffix and target.is_dir():
        raise UsageError(f"{target}: is a folder; expected the name of a file, like {target}/export{form.suffix}.")
    if not form.suffix and target.exists():
        if not target.is_dir():
            raise UsageError(f"{target}: is a file; expected the name of a folder.")
        if any(target.iterdir()) and not (target / DATAPACKAGE).exists():
            raise UsageError(f"{target}: holds something else than an export. Give the name of a new folder.")


def _remove(part: Path) -> None:
    if part.is_dir():
        shutil.rmtree(part, ignore_errors=True)
    else:
        part.unlink(missing_ok=True)
