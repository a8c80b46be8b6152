"""``communique read``: read sources one after the other or in processes, print each record, report what failed."""

from __future__ import annotations

import os
import sys
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from communique.errors import CommuniqueError, UsageError
from communique.read import ReadWarning, expand, load
from communique.record import KINDS, Record, encode
from communique.saying import speaking


@dataclass(frozen=True)
class Options:
    """The options of the command."""

    json: bool = False
    table: bool = False
    markdown: bool = False
    html: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    only: str | None = None
    output: str | None = None
    jobs: int = 1
    explain: bool = False
    no_color: bool = False
    lang: str = "en"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds to show. Raises ``UsageError`` for one that is not known."""
        if self.only is None:
            return KINDS
        asked = [kind.strip() for kind in self.only.split(",") if kind.strip()]
        unknown = [kind for kind in asked if kind not in KINDS]
        if unknown or not asked:
            raise UsageError(f"--only {self.only}: expected kinds among {', '.join(KINDS)}.")
        return tuple(kind for kind in KINDS if kind in asked)


@dataclass
class Result:
    """What came of one source: a record with its decisions, or an error; and warnings."""

    source: str
    record: Record | None
    decisions: list[tuple[str, str, str]]
    error: str | None
    warnings: list[str]


def run(files: list[str], options: Options) -> int:
    """Read, print, and give the exit status: 0 all read, 1 some failed. Raises ``UsageError`` for wrong use."""
    if sum((options.json, options.table, options.markdown)) > 1:
        raise UsageError("--json, --table and --markdown exclude each other.")
    kinds = options.kinds
    if options.published is not None:
        from communique.read import DAY

        if not DAY.fullmatch(options.published):
            raise UsageError(f"--published {options.published}: expected a date like 2025-11-14, 2025-11 or 2025.")
    sources = list(expand(files))
    if not sources:
        raise UsageError("nothing to read: no text, HTML, PDF, DOCX or EML file in what was given.")
    failed = 0
    pages: list[Record] = []
    with speaking(options.lang), _Output(options.output) as out:
        for result in _progress(_results(sources, options), len(sources)):
            for warning in result.warnings:
                print(f"communique: warning: {warning}", file=sys.stderr)
            if result.record is None:
                failed += 1
                print(f"communique: {result.error}", file=sys.stderr)
                continue
            _print(result, options, kinds, out, many=len(sources) > 1)
            if options.html:
                pages.append(result.record)
    if options.html and pages:
        from communique.export.html import page

        with speaking(options.lang):
            _write(options.html, page(pages))
        print(f"communique: page written to {options.html}", file=sys.stderr)
    return 1 if failed else 0


def _read_one(source: str, options: Options) -> Result:
    from communique.extract.pipeline import explain

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ReadWarning)
        try:
            document = load(source, published=options.published, publisher=options.publisher, language=options.language)
            with speaking(options.lang):
                record, decisions = explain(document)
        except UsageError:
            raise
        except CommuniqueError as error:
            return Result(source, None, [], str(error), _said(caught))
        except (MemoryError, RecursionError) as error:
            return Result(source, None, [], f"{source}: too large to read ({type(error).__name__}).", _said(caught))
        except Exception as error:  # a fault of ours: said so, and the other files go on
            if os.environ.get("COMMUNIQUE_DEBUG"):
                raise
            fault = f"a fault in communique ({type(error).__name__}: {error}). Please report it with the file"
            return Result(source, None, [], f"{source}: {fault}; COMMUNIQUE_DEBUG=1 shows where.", _said(caught))
    return Result(source, record, [(d.kind, d.key, d.rule) for d in decisions], None, _said(caught))


def _lost(source: str) -> Result:
    return Result(source, None, [], f"{source}: the process that read it died (out of memory?). Read it alone.", [])


def _said(caught: list[warnings.WarningMessage]) -> list[str]:
    return [str(warning.message) for warning in caught if issubclass(warning.category, ReadWarning)]


def _results(sources: list[str], options: Options) -> Iterator[Result]:
    if options.jobs == 1 or len(sources) == 1:
        yield from (_read_one(source, options) for source in sources)
        return
    from functools import partial

    from communique.cli.processes import in_processes

    yield from in_processes(partial(_read_one, options=options), sources, options.jobs, _lost)


def _progress(results: Iterable[Result], total: int) -> Iterator[Result]:
    if total < 2 or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(results, "Reading", total=total, console=Console(stderr=True), transient=True)


def _print(result: Result, options: Options, kinds: tuple[str, ...], out: TextIO, *, many: bool) -> None:
    record = result.record
    assert record is not None
    if options.json:
        import msgspec

        shown = msgspec.structs.replace(record, **{kind: () for kind in KINDS if kind not in kinds})
        out.write(encode(shown).decode() + "\n")
    else:
        from communique.export import plain

        if options.table:
            plain.table(record, kinds, out)
        elif options.markdown:
            out.write(plain.markdown(record, kinds))
        else:
            from communique.export.terminal import terminal

            terminal(record, kinds, out, color=False if options.no_color else None)
    if options.explain:
        for kind, key, rule in result.decisions:
            if kind in kinds or kind == "mentions" and "entities" in kinds:
                print(f"{kind}\t{key}\t{rule}", file=sys.stderr if options.json else out)


def _write(path: str, text: str) -> None:
    """Write a file whole or not at all. Raises ``UsageError`` where that is not possible."""
    with _Output(path) as out:
        out.write(text)


class _Output:
    """Standard output, or a file that is there only when all is written."""

    def __init__(self, path: str | None) -> None:
        self.path = path

    def __enter__(self) -> TextIO:
        if self.path is None:
            return sys.stdout
        target = Path(self.path)
        if target.is_dir():
            raise UsageError(f"{target}: is a folder. Name a file in it.")
        try:
            self.file = tempfile.NamedTemporaryFile(
                "w", dir=target.parent, prefix=".communique-", delete=False, encoding="utf-8"
            )
        except OSError as error:
            raise UsageError(f"{target}: could not be written ({error.strerror}).") from error
        return self.file  # type: ignore[return-value]

    def __exit__(self, kind: object, *_: object) -> None:
        if self.path is None:
            return
        try:
            self.file.close()
            if kind is None:
                os.chmod(self.file.name, 0o644)
                os.replace(self.file.name, self.path)
        except OSError as error:
            kind = error
            raise UsageError(f"{self.path}: could not be written ({error.strerror}).") from error
        finally:
            if kind is not None:
                Path(self.file.name).unlink(missing_ok=True)
