"""A brief as Markdown, with footnotes (``[^1]``) as GitHub, Obsidian and pandoc read them."""

from __future__ import annotations

import re

from communique.brief.model import Block, Brief, Chart, Note, Run, Sentence, Table

SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")


def render(brief: Brief) -> str:
    """The text."""
    out = [f"# {escape(brief.title)}\n", f"*{escape(brief.subtitle)}*\n"]
    out.append("  \n".join(f"**{escape(name)}:** {escape(value)}" for name, value in brief.facts) + "\n")
    if not brief.sections:
        out.append(escape(brief.labels["nothing"]) + "\n")
    for section in brief.sections:
        out.append(f"{'#' * (section.level + 1)} {escape(section.title)}\n")
        out += [_block(block) + "\n" for block in section.blocks]
    if brief.bibliography:
        out.append(f"## {escape(brief.labels['bibliography'])}\n")
        out.append("\n".join(f"* {_runs(reference.runs)}" for reference in brief.bibliography) + "\n")
    out += [f"[^{note.number}]: {_note(note)}" for note in brief.notes]
    return "\n".join(out) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Chart):
        return f"**{_sentence(block.caption)}**\n\n" + _chart(block)
    if block.__struct_config__.tag == "items":
        return "\n".join(f"* {_sentence(s)}" for s in block.sentences)
    return " ".join(_sentence(s) for s in block.sentences)


def _table(table: Table) -> str:
    rule = "|".join("---:" if i in table.numbers else "---" for i in range(len(table.head)))
    lines = [" | ".join(map(escape, table.head)), rule.replace("|", " | ")]
    lines += [" | ".join(_sentence(cell) for cell in row) for row in table.rows]
    return "\n".join(f"| {line} |" for line in lines)


def _chart(chart: Chart) -> str:
    """Its values: Markdown holds no picture of its own."""
    return "* " + escape(chart.alt.split(": ", 1)[-1])


def _sentence(sentence: Sentence) -> str:
    return _runs(sentence.runs) + "".join(f"[^{n}]" for n in sentence.notes)


def _runs(runs: tuple[Run, ...]) -> str:
    marks = {"strong": "**", "soft": "", "quote": "", "": ""}
    out = []
    for run in runs:
        mark = marks[run.style] if run.text.strip() else ""
        out.append(f"{mark}{escape(run.text)}{mark}")
    return "".join(out)


def _note(note: Note) -> str:
    who = ", ".join(escape(part) for part in (note.speaker, note.post) if part)
    where = ", ".join(escape(part) for part in (note.publisher, note.title, note.day) if part)
    head = "; ".join(part for part in (who, where) if part)
    words = f"{escape(_flat(note.before))}**{escape(_flat(note.words))}**{escape(_flat(note.after))}"
    place = f"<{note.address}>" if note.address else f"`{note.source}`"
    return f"{head}: “{words}” {place}"


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def escape(text: str) -> str:
    """Words in which nothing means anything to Markdown."""
    return SPECIAL.sub(r"\\\1", text)
