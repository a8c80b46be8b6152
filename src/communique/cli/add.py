"""``communique add``: read sources and keep what they put on record."""

from __future__ import annotations

import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.db import Db, Json
from communique.errors import CommuniqueError, UsageError

if TYPE_CHECKING:
    from communique.record import Document, Record

BATCH = 16  # documents parsed together


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""

    @app.command()
    def add(
        files: Annotated[
            list[str],
            typer.Argument(metavar="FILE…", help="Files, folders, http(s) addresses, or - for standard input."),
        ],
        db: Db = None,
        again: Annotated[
            bool, typer.Option("--again", help="Read again what is on record; decisions of people stay.")
        ] = False,
        records: Annotated[
            bool, typer.Option("--records", help="The files hold records as `communique read --json` prints them.")
        ] = False,
        published: Annotated[str | None, typer.Option(metavar="DATE", help="Day of publication.")] = None,
        publisher: Annotated[str | None, typer.Option(help="Who published the report.")] = None,
        language: Annotated[str | None, typer.Option(help="Language of the text.")] = None,
        json: Json = False,
    ) -> None:
        """Read reports and keep them. What is reported as added is on disk; run it again to go on after a break."""
        raise typer.Exit(run(files, db, again, records, (published, publisher, language), json))


def run(
    files: list[str],
    db: str | None,
    again: bool,
    as_records: bool,
    given: tuple[str | None, str | None, str | None],
    json: bool,
) -> int:
    """Read and add, one transaction a document; the exit status."""
    import msgspec

    from communique.store import open_store
    from communique.store.write import add, known

    outcomes: Counter[str] = Counter()
    with open_store(db, create=True) as store:
        failed: list[str] = []
        if as_records:
            records = _records(files, failed)
        else:
            documents = (
                d for d in _documents(files, given, failed) if again or not _skip(known(store, d), d, outcomes)
            )
            records = _read(documents, failed)
        for record in records:
            done = add(store, record, again=again)
            outcomes[done.outcome] += 1
            if json:
                print(msgspec.json.encode(done).decode(), flush=True)
            else:
                more = f", the same story as {done.same_story_as}" if done.same_story_as else ""
                lost = f", {done.orphans} items lost their words" if done.orphans else ""
                print(f"{done.outcome}: {done.source}{more}{lost}", flush=True)
    if not json:
        print(", ".join(f"{count} {what}" for what, count in outcomes.items()) or "nothing added", file=sys.stderr)
    if not outcomes and not failed:
        raise UsageError("nothing to add: no text, HTML, PDF, DOCX or EML file in what was given.")
    return 1 if failed else 0


def _skip(is_known: bool, document: Document, outcomes: Counter[str]) -> bool:
    if is_known:
        outcomes["known"] += 1
    return is_known


def _documents(
    files: list[str], given: tuple[str | None, str | None, str | None], failed: list[str]
) -> Iterator[Document]:
    from communique.read import ReadWarning, expand, load

    published, publisher, language = given
    for source in expand(files):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", ReadWarning)
            try:
                document = load(source, published=published, publisher=publisher, language=language)
            except UsageError:
                raise
            except CommuniqueError as error:
                _failed(str(error), failed)
                continue
        for warning in caught:
            if issubclass(warning.category, ReadWarning):
                print(f"communique: warning: {warning.message}", file=sys.stderr)
        yield document


def _read(documents: Iterator[Document], failed: list[str]) -> Iterator[Record]:
    from communique.extract.pipeline import extract, extract_many

    while batch := list(islice(documents, BATCH)):
        try:
            yield from list(extract_many(batch))
        except CommuniqueError:  # one of them: find out which
            for document in batch:
                try:
                    yield extract(document)
                except CommuniqueError as error:
                    _failed(f"{document.source}: {error}", failed)


def _records(files: list[str], failed: list[str]) -> Iterator[Record]:
    import msgspec

    from communique.record import decode

    for path in files:
        try:
            with open(path, "rb") if path != "-" else sys.stdin.buffer as file:
                for count, line in enumerate(file, 1):
                    if line.strip():
                        try:
                            yield decode(line)
                        except (msgspec.DecodeError, UnicodeDecodeError) as error:
                            _failed(f"{path}:{count}: no record ({error})", failed)
        except OSError as error:
            _failed(f"{path}: {error.strerror}", failed)


def _failed(message: str, failed: list[str]) -> None:
    failed.append(message)
    print(f"communique: {message}", file=sys.stderr)
