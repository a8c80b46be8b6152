"""A record for the terminal, as tab-separated tables, and as Markdown."""

from __future__ import annotations

from typing import Any, TextIO

from communique.record import Figure, Record

VERDICTS = {"fails": "✗", "unclear": "?", "holds": "✓"}


def _name(record: Record, entity_id: str | None) -> str:
    entity = record.entity(entity_id)
    return entity.name if entity is not None else ""


def _speaker(record: Record, statement_id: str | None) -> str:
    statement = next((s for s in record.statements if s.id == statement_id), None)
    return _name(record, statement.speaker) if statement is not None else ""


def value(figure: Figure) -> str:
    """The value with its unit and rate: "11.6 billion USD", "15–25 million t / year"."""
    shown = _short(figure.value) if figure.high is None else f"{_short(figure.value)}–{_short(figure.high)}"
    sign = {"about": "≈ ", "almost": "almost ", "more_than": "> ", "at_least": "≥ ", "less_than": "< ", "up_to": "≤ "}
    unit = "" if figure.unit == "1" else f" {figure.unit}"
    return f"{sign.get(figure.qualifier, '')}{shown}{unit}{f' / {figure.rate}' if figure.rate else ''}"


def _short(number: float) -> str:
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(number) >= size:
            return f"{number / size:g} {word}"
    return f"{number:,.10g}"


def rows(record: Record, kind: str) -> tuple[list[str], list[list[str]]]:
    """Column names and rows of one kind; the last column holds the words."""
    one = " ".join

    def words(span: Any) -> str:
        return one(record.words(span).split()) if span else ""

    if kind == "figures":
        return ["value", "measure", "indicator", "about", "speaker", "period", "status", "words"], [
            [value(f), f.measure or "", f.indicator or "", ", ".join(_name(record, e) for e in f.about), _speaker(record, f.statement),
             f.period or "", f.status, words(f.span)] for f in record.figures]  # fmt: skip
    if kind == "statements":
        return ["speaker", "cue", "manner", "topics", "words"], [
            [_name(record, s.speaker), words(s.cue_span), s.manner, ", ".join(s.topics), " … ".join(words(c) for c in s.content_spans)]
            for s in record.statements]  # fmt: skip
    if kind == "posts":
        return ["person", "title", "organization", "represents", "accredited to", "words"], [
            [_name(record, p.person), p.title, _name(record, p.organization), p.represents or "", p.accredited_to or "", words(p.span)]
            for p in record.posts]  # fmt: skip
    if kind == "changes":
        figures = {f.id: f for f in record.figures}
        return ["direction", "amount", "from", "to", "measure", "speaker", "words"], [
            [c.direction, f"{c.amount.kind} {c.amount.value:g}" if c.amount else "", words(figures[c.from_].span) if c.from_ else "",
             words(figures[c.to].span) if c.to else "", c.measure or "", _speaker(record, c.statement), words(c.span)]
            for c in record.changes]  # fmt: skip
    if kind == "milestones":
        return ["about", "step", "status", "date", "on schedule", "speaker", "words"], [
            [_name(record, m.about), m.step, m.status, m.date or "", {True: "yes", False: "no", None: ""}[m.on_schedule],
             _speaker(record, m.statement), words(m.span)] for m in record.milestones]  # fmt: skip
    if kind == "links":
        return ["subject", "relation", "object", "words"], [
            [_name(record, link.subject), link.relation, _name(record, link.object), words(link.span)] for link in record.links]  # fmt: skip
    if kind == "findings":
        return ["check", "verdict", "message", "words"], [
            [f.check, f.verdict, f.message, words(f.span)] for f in record.findings
        ]
    return ["kind", "name", "aliases", "country", "mentions"], [
        [e.kind, e.name, "; ".join(e.aliases), e.country or "", str(len(e.mentions))] for e in record.entities]  # fmt: skip


ORDER = ("findings", "statements", "figures", "changes", "milestones", "posts", "links", "entities")


def table(record: Record, kinds: tuple[str, ...], out: TextIO) -> None:
    """Tab-separated tables, one a kind, each under a line with its name."""
    for kind in ORDER:
        if kind in kinds:
            head, lines = rows(record, kind)
            out.write(f"# {kind}\n" + "\t".join(head) + "\n")
            out.writelines("\t".join(cell.replace("\t", " ") for cell in line) + "\n" for line in lines)


def markdown(record: Record, kinds: tuple[str, ...]) -> str:
    """The record as Markdown tables."""
    document = record.document
    text = f"# {document.title or document.source or 'Report'}\n\n"
    text += f"{document.publisher or ''} {document.published or ''}\n\n".lstrip()
    for kind in ORDER:
        head, lines = rows(record, kind)
        if kind in kinds and lines:
            text += f"## {kind.capitalize()}\n\n| {' | '.join(head)} |\n|{'---|' * len(head)}\n"
            text += (
                "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines) + "\n"
            )
    return text


def terminal(record: Record, kinds: tuple[str, ...], out: TextIO, *, color: bool | None = None) -> None:
    """A readable record: findings first, who said what, figures, projects and promises. ``color=False`` turns colours off."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(
        file=out, no_color=color is False or None, highlight=False, soft_wrap=False, width=None if out.isatty() else 120
    )
    document = record.document
    console.print(Text(document.title or document.source or "Report", style="bold"))
    about = " · ".join(part for part in (document.publisher, document.published, document.language) if part)
    if about:
        console.print(Text(about, style="dim"))
    if "findings" in kinds and record.findings:
        console.print(Text("\nFindings", style="bold"))
        for finding in record.findings:
            style = {"fails": "red", "holds": "green", "unclear": "yellow"}[finding.verdict]
            console.print(
                Text(f" {VERDICTS[finding.verdict]} ", style=style)
                + Text(f"{finding.check}: {finding.message}", style="")
            )
    if "statements" in kinds and record.statements:
        console.print(Text("\nStatements", style="bold"))
        posts = {post.person: record.words(post.span) for post in reversed(record.posts)}
        order = dict.fromkeys(statement.speaker for statement in record.statements)
        for speaker in order:
            name = _name(record, speaker) or "(nobody named)"
            post = " ".join(posts.get(speaker or "", "").split())
            console.print(Text(f" {name}", style="bold cyan") + Text(f"  {post}" if post else "", style="dim"))
            for statement in record.statements:
                if statement.speaker == speaker:
                    cue = f"{record.words(statement.cue_span)}: " if statement.cue_span else ""
                    words = " … ".join(" ".join(record.words(span).split()) for span in statement.content_spans)
                    mark = ("“", "”") if statement.manner == "direct" else ("", "")
                    console.print(Text("   " + cue, style="dim") + Text(f"{mark[0]}{words}{mark[1]}"))
    for kind, title in (("figures", "Figures"), ("changes", "Changes"), ("milestones", "Projects and promises"), ("posts", "Posts"),
                        ("links", "Links")):  # fmt: skip
        head, lines = rows(record, kind)
        if kind not in kinds or not lines:
            continue
        grid = Table(
            title=title,
            title_justify="left",
            title_style="bold",
            box=None,
            pad_edge=True,
            header_style="dim",
            expand=False,
        )
        keep = [i for i in range(len(head)) if any(line[i] for line in lines) and head[i] not in ("indicator",)]
        for i in keep:
            grid.add_column(head[i], overflow="fold", max_width=44)
        for line in lines:
            grid.add_row(*(Text(line[i]) for i in keep))
        console.print()
        console.print(grid)
    if "entities" in kinds and record.entities:
        console.print(Text("\nEntities", style="bold"))
        for kind in dict.fromkeys(entity.kind for entity in record.entities):
            names = ", ".join(entity.name for entity in record.entities if entity.kind == kind)
            console.print(Text(f" {kind}: ", style="dim") + Text(names))
    console.print()
