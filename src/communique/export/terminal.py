"""A record for people at a terminal: findings first, who said what, figures, projects and promises, with the source words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from communique.export import wording
from communique.export.wording import line, name, plain, speaker
from communique.record import Record
from communique.saying import say

if TYPE_CHECKING:  # rich takes a twentieth of a second to import: only where something is printed
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

VERDICT_STYLES = {"fails": "bold red", "holds": "green", "unclear": "yellow"}
STATUS_STYLES = {"actual": "", "planned": "blue", "target": "magenta", "forecast": "cyan", "expected": "cyan", "under_way": "blue", "done": "green"}  # fmt: skip
WIDTH_WITHOUT_TERMINAL = 110


def terminal(record: Record, kinds: tuple[str, ...], out: TextIO, *, color: bool | None = None) -> None:
    """Print a readable record. ``color=False`` turns colours off; without a terminal there are none anyway."""
    from rich.console import Console

    console = Console(
        file=out,
        no_color=color is False or None,
        highlight=False,
        emoji=False,
        markup=False,
        width=None if out.isatty() else WIDTH_WITHOUT_TERMINAL,
    )
    _head(record, console)
    for kind in wording.ORDER:
        if kind in kinds and getattr(record, kind):
            console.print()
            console.print(f" {wording.title(kind)}", style="bold underline" if console.is_terminal else "bold")
            PRINTERS[kind](record, console)
    if not any(getattr(record, kind) for kind in kinds):
        console.print("\n " + say("Nothing is put on record here."), style="dim")
    console.print()


def _head(record: Record, console: Console) -> None:
    document = record.document
    console.print(document.title or document.source or say("Report"), style="bold")
    about = " · ".join(
        part for part in (document.publisher, document.published, document.language, document.source) if part
    )
    if about:
        console.print(about, style="dim")


def _grid(width: int) -> Table:
    """A narrow column and a wide one, so that wrapped words hang under their beginning."""
    from rich.table import Table

    grid = Table(box=None, show_header=False, pad_edge=True, padding=(0, 1))
    grid.add_column(min_width=width, max_width=width, overflow="fold")
    grid.add_column(overflow="fold")
    return grid


def _findings(record: Record, console: Console) -> None:
    grid = _grid(1)
    for finding in record.findings:
        mark = _text(wording.VERDICTS[finding.verdict], VERDICT_STYLES[finding.verdict])
        grid.add_row(mark, _text(plain(finding.check), "bold").append(f"  {finding.message}", style="not bold"))
    console.print(grid)


def _statements(record: Record, console: Console) -> None:
    posts = {post.person: line(record, post.span) for post in reversed(record.posts)}
    cues = [line(record, statement.cue_span) for statement in record.statements]
    width = min(18, max(map(len, cues)) + 2)
    for who in dict.fromkeys(statement.speaker for statement in record.statements):
        head = _text(f" {name(record, who) or say('Nobody named')}", "bold cyan" if who else "italic")
        console.print(head.append(f"  {posts[who]}" if who in posts else "", style="not bold dim"))
        grid = _grid(width)
        for statement, cue in zip(record.statements, cues, strict=True):
            if statement.speaker == who:
                words = wording.spoken(record, statement.content_spans)
                quoted = statement.manner == "direct" and words[:1] not in "“\"«„'"
                grid.add_row(_text(f"  {cue}", "dim"), f"“{words}”" if quoted else words)
        console.print(grid)


def _figures(record: Record, console: Console) -> None:
    rows = []
    for figure in record.figures:
        about = ", ".join(name(record, entity) for entity in figure.about)
        about = "" if about == figure.measure else about
        what = _text(figure.measure or "").append(
            ("\n" if figure.measure else "") + about if about else "", style="dim"
        )
        status = _text(plain(figure.status), STATUS_STYLES[figure.status])
        words = _text(line(record, figure.span), "italic dim")
        value = _text(wording.value(figure), "bold")
        rows.append([value, what, _text(figure.period or ""), status, _text(speaker(record, figure.statement)), words])
    _table(console, ["value", "of what", "period", "status", "who said", "words"], rows)


def _changes(record: Record, console: Console) -> None:
    ends = {figure.id: wording.value(figure) for figure in record.figures}
    rows = []
    for change in record.changes:
        amount = wording.ARROWS[change.direction] + (f" {wording.amount(change)}" if change.amount else "")
        between = " → ".join(ends[end] for end in (change.from_, change.to) if end in ends)
        who = speaker(record, change.statement)
        words = _text(line(record, change.span), "italic dim")
        rows.append(
            [
                _text(amount, "bold"),
                _text(change.measure or ""),
                _text(between),
                _text(change.period or ""),
                _text(who),
                words,
            ]
        )
    _table(console, ["change", "of what", "between", "period", "who said", "words"], rows)


def _milestones(record: Record, console: Console) -> None:
    rows = []
    for step in record.milestones:
        schedule = {True: " " + say("on schedule"), False: " " + say("behind schedule"), None: ""}[step.on_schedule]
        status = _text(plain(step.status), STATUS_STYLES[step.status]).append(schedule, style="")
        who, words = speaker(record, step.statement), _text(line(record, step.span), "italic dim")
        rows.append(
            [
                _text(name(record, step.about), "bold"),
                _text(plain(step.step)),
                status,
                _text(step.date or ""),
                _text(who),
                words,
            ]
        )
    _table(console, ["project", "step", "status", "date", "who said", "words"], rows)


def _posts(record: Record, console: Console) -> None:
    rows = [
        [_text(name(record, post.person), "bold"), _text(post.title), _text(name(record, post.organization)), _text(post.represents or ""), _text(post.accredited_to or "")]
        for post in record.posts
    ]  # fmt: skip
    _table(console, ["who", "post", "body", "for", "to"], rows)


def _links(record: Record, console: Console) -> None:
    rows = [
        [_text(name(record, link.subject), "bold"), _text(plain(link.relation), "cyan"), _text(name(record, link.object)), _text(line(record, link.span), "italic dim")]
        for link in record.links
    ]  # fmt: skip
    _table(console, ["", "", "", "words"], rows)


def _entities(record: Record, console: Console) -> None:
    kinds = dict.fromkeys(entity.kind for entity in record.entities)
    grid = _grid(max(len(plain(kind)) for kind in kinds))
    for kind in kinds:
        grid.add_row(
            _text(plain(kind), "dim"), " · ".join(entity.name for entity in record.entities if entity.kind == kind)
        )
    console.print(grid)


def _table(console: Console, head: list[str], rows: Iterable[list[Text]]) -> None:
    """A table without lines; columns that are empty throughout are left out."""
    from rich.table import Table

    rows = list(rows)
    kept = [at for at in range(len(head)) if any(row[at].plain for row in rows)]
    table = Table(
        box=None, pad_edge=True, padding=(0, 1), header_style="dim", show_header=any(head[at] for at in kept[:-1])
    )
    for at in kept:
        # numbers, dates and single words stay whole; the rest shares what is left
        short = all(len(row[at].plain) <= 18 for row in rows)
        table.add_column(say(head[at]) if head[at] else "", no_wrap=short, overflow="fold", ratio=None)
    for row in rows:
        table.add_row(*(row[at] for at in kept))
    console.print(table)


def _text(words: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(words, style=style)


PRINTERS = {
    "findings": _findings,
    "statements": _statements,
    "figures": _figures,
    "changes": _changes,
    "milestones": _milestones,
    "posts": _posts,
    "links": _links,
    "entities": _entities,
}
