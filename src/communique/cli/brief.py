"""``communique brief`` and ``communique digest``: what was said, promised, counted, each with its source, as a document."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.db import AsOf, Db, day
from communique.errors import StoreError, UsageError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from communique.brief.composer import Asked
    from communique.brief.model import Brief

Output = Annotated[
    str, typer.Option("-o", "--output", metavar="OUT", help="A file: .pdf, .docx, .html or .md; - prints Markdown.")
]
Lang = Annotated[str, typer.Option("--lang", help="Language of the headings: en, ru, uz.")]
Style = Annotated[
    str | None, typer.Option("--style", help="Style of the bibliography: chicago, apa, gost, or a .csl file.")
]
Template = Annotated[
    str | None,
    typer.Option("--template", metavar="FILE", help="Your own form: a .docx, or a Jinja2 file of any text format."),
]
Pair = Annotated[str | None, typer.Option("--pair", metavar="UZ-RU", help="Two countries.")]
About = Annotated[str | None, typer.Option("--about", metavar="NAME", help="A person, body, project or agreement.")]
TopicOption = Annotated[str | None, typer.Option("--topic", help="A topic: trade, energy, …")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""

    @app.command()
    def brief(
        output: Output = "-",
        db: Db = None,
        pair: Pair = None,
        about: About = None,
        topic: TopicOption = None,
        event: Annotated[str | None, typer.Option("--event", metavar="E", help="An event.")] = None,
        since: Annotated[
            str | None, typer.Option("--since", metavar="DATE", help="Reports published then or later.")
        ] = None,
        as_of: AsOf = None,
        lang: Lang = "en",
        style: Style = None,
        template: Template = None,
    ) -> None:
        """A brief: figures, who said what, projects, promises, conflicts, open questions, each with its source."""
        from communique.brief.compose import compose
        from communique.store import open_store

        with open_store(db) as store, store.reading() as session:
            asked = _asked(session, pair, about, topic, event, since, as_of, lang, style)
            if not (asked.pair or asked.about or asked.event or asked.topic):
                raise UsageError("a brief about what? Give --pair UZ-RU, --about NAME, --topic T or --event E.")
            made = compose(session, asked)
        write(made, output, template)

    @app.command()
    def digest(
        since: Annotated[str, typer.Option("--since", metavar="DATE", help="Reports published then or later.")],
        output: Output = "-",
        db: Db = None,
        pair: Pair = None,
        about: About = None,
        topic: TopicOption = None,
        as_of: AsOf = None,
        lang: Lang = "en",
        style: Style = None,
        template: Template = None,
    ) -> None:
        """What is new since a day: figures, steps, statements, promises, conflicts; for a weekly mail."""
        from communique.brief.digest import digest as of
        from communique.store import open_store

        with open_store(db) as store, store.reading() as session:
            made = of(session, _asked(session, pair, about, topic, None, since, as_of, lang, style))
        write(made, output, template)


def _asked(
    session: Session, pair: str | None, about: str | None, topic: str | None, event: str | None, since: str | None, as_of: str | None,
    lang: str, style: str | None,
) -> Asked:  # fmt: skip
    from typing import get_args

    from communique.brief.composer import Asked
    from communique.cli.series import named, pair_code
    from communique.record import Topic
    from communique.store.names import country_code

    pair_code(pair)
    codes = [country_code(part.strip()) or "" for part in pair.replace(",", "-").split("-")] if pair else []
    if topic is not None and topic not in get_args(Topic):
        raise UsageError(f"--topic {topic}: expected one of {', '.join(get_args(Topic))}.")
    return Asked(
        pair=(codes[0], codes[1]) if codes else None, about=named(session, about), event=named(session, event), topic=topic,
        since=_since(since), as_of=day(as_of), language=lang, style=style,
    )  # fmt: skip


def _since(value: str | None) -> str | None:
    """A day, month or year as it begins."""
    if value is None:
        return None
    day(value)
    return value


def write(made: Brief, output: str, template: str | None = None) -> None:
    """Write a brief in the form that its file's ending asks for, or that of a template."""
    import os

    from communique.brief.render import form_of, render
    from communique.brief.template import render as fill

    if output == "-":
        sys.stdout.buffer.write(fill(made, template) if template else render(made, "md"))
        return
    data = fill(made, template) if template else render(made, form_of(output))
    try:
        with open(f"{output}.part", "wb") as file:
            file.write(data)
        os.replace(f"{output}.part", output)
    except OSError as error:
        raise StoreError(f"{output}: cannot be written ({error.strerror}).") from error
    print(f"{output}: {len(made.sections)} sections, {len(made.notes)} notes", file=sys.stderr)
