"""A brief in a form of the reader's own: a Jinja2 template of any text format, or a DOCX whose styles and pages it takes.

The variables of a Jinja2 template are the fields of ``brief/model.py`` (``docs/briefs.md`` lists them); it runs in a sandbox.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from communique.brief.model import Brief
from communique.errors import UsageError

MARKUP = (".html", ".htm", ".xml", ".svg")


def render(brief: Brief, template: str) -> bytes:
    """The bytes of the file. Raises ``UsageError`` where the template cannot be read or has a fault, with its line."""
    path = Path(template)
    if not path.is_file():
        raise UsageError(f"--template {template}: no such file.")
    if path.suffix.lower() == ".docx":
        return _docx(brief, path)
    return _jinja(brief, path).encode()


def variables(brief: Brief) -> dict[str, Any]:
    """What a Jinja2 template can name: plain lists and dictionaries; a sentence also has its ``text``."""
    found: dict[str, Any] = msgspec.to_builtins(brief)
    _add_text(found)
    return found


def _add_text(node: Any) -> None:
    if isinstance(node, dict):
        if "runs" in node:
            node["text"] = "".join(run["text"] for run in node["runs"])
        for value in list(node.values()):
            _add_text(value)
    elif isinstance(node, (list, tuple)):
        for value in node:
            _add_text(value)


def _docx(brief: Brief, path: Path) -> bytes:
    from zipfile import BadZipFile

    from docx.opc.exceptions import PackageNotFoundError

    from communique.brief.docx import render as write

    try:
        return write(brief, str(path))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise UsageError(f"--template {path}: not a Word document ({error}).") from error


def _jinja(brief: Brief, path: Path) -> str:
    from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
    from jinja2.sandbox import SandboxedEnvironment

    endings = [s.lower() for s in path.suffixes if s.lower() not in (".j2", ".jinja", ".jinja2")]
    environment = SandboxedEnvironment(
        undefined=StrictUndefined, autoescape=bool(endings) and endings[-1] in MARKUP, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    try:
        return environment.from_string(path.read_text("utf-8")).render(**variables(brief))
    except TemplateSyntaxError as error:
        raise UsageError(f"--template {path}, line {error.lineno}: {error.message}") from error
    except (TemplateError, UnicodeDecodeError, TypeError) as error:
        raise UsageError(f"--template {path}: {error}. docs/briefs.md lists the variables.") from error
