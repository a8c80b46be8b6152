"""A brief as one HTML page: no script, nothing loaded; notes link to the passage and back."""

from __future__ import annotations

from html import escape
from importlib import resources

from communique.brief.model import Block, Brief, Chart, Note, Passage, Run, Sentence, Table

CLASSES = {"strong": "strong", "soft": "soft", "quote": "quote"}


class Page:
    """Writes one page; counts how often a note was referred to, so that each reference has an address of its own."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.referred: dict[int, int] = {}

    def text(self) -> str:
        """The whole page."""
        b = self.brief
        css = resources.files("communique.brief").joinpath("brief.css").read_text("utf-8")
        policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
        facts = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in b.facts)
        sections = "".join(
            self._section(section.id, section.title, section.level, section.blocks) for section in b.sections
        )
        return (
            f'<!doctype html>\n<html lang="{b.language}"><head><meta charset="utf-8">'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
            f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(b.title)}</title>'
            f'<style>{css}</style></head><body><main>\n<header><h1>{escape(b.title)}</h1><p class="subtitle">{escape(b.subtitle)}</p>'
            f"<dl>{facts}</dl></header>\n{self._contents()}{sections or '<p>' + escape(b.labels['nothing']) + '</p>'}"
            f"{self._bibliography()}{self._notes()}{self._passages()}</main></body></html>\n"
        )

    def _contents(self) -> str:
        entries = "".join(
            f'<li class="level{s.level}"><a href="#{escape(s.id)}">{escape(s.title)}</a></li>'
            for s in self.brief.sections
        )
        return (
            f'<nav aria-label="{escape(self.brief.labels["contents"])}"><ol>{entries}</ol></nav>\n' if entries else ""
        )

    def _section(self, id: str, title: str, level: int, blocks: tuple[Block, ...]) -> str:
        heading = f'<h{level + 1} id="{escape(id)}">{escape(title)}</h{level + 1}>\n'
        return heading + "".join(self._block(block) + "\n" for block in blocks)

    def _block(self, block: Block) -> str:
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Chart):
            picture = block.svg.replace("<svg ", f'<svg role="img" aria-label="{escape(block.alt)}" ', 1)
            return f"<figure>{picture}<figcaption>{self._sentence(block.caption)}</figcaption></figure>"
        if block.__struct_config__.tag == "items":
            return "<ul>" + "".join(f"<li>{self._sentence(s)}</li>" for s in block.sentences) + "</ul>"
        return "<p>" + " ".join(self._sentence(s) for s in block.sentences) + "</p>"

    def _table(self, table: Table) -> str:
        def kind(i: int) -> str:
            return ' class="number"' if i in table.numbers else ""

        columns = "".join(f'<col style="width:{width:g}%">' for width in table.widths)
        head = "".join(f'<th scope="col"{kind(i)}>{escape(name)}</th>' for i, name in enumerate(table.head))
        rows = "".join(
            "<tr>" + "".join(f"<td{kind(i)}>{self._sentence(cell)}</td>" for i, cell in enumerate(row)) + "</tr>"
            for row in table.rows
        )
        return f'<div class="table"><table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'

    def _sentence(self, sentence: Sentence) -> str:
        marks = []
        for number in sentence.notes:
            times = self.referred[number] = self.referred.get(number, 0) + 1
            words = escape(self.brief.note(number).words[:300])
            marks.append(f'<a class="note" id="r{number}-{times}" href="#n{number}" title="{words}">{number}</a>')
        return runs(sentence.runs) + (f"<sup>{'<span>, </span>'.join(marks)}</sup>" if marks else "")

    def _notes(self) -> str:
        if not self.brief.notes:
            return ""
        entries = "".join(f'<li id="n{note.number}">{self._note(note)}</li>\n' for note in self.brief.notes)
        return f'<section class="notes"><h2 id="notes">{escape(self.brief.labels["notes"])}</h2><ol>{entries}</ol></section>\n'

    def _note(self, note: Note) -> str:
        who = ", ".join(escape(part) for part in (note.speaker, note.post) if part)
        where = ", ".join(escape(part) for part in (note.publisher, note.title, note.day) if part)
        language = f' lang="{escape(note.language)}"' if note.language else ""
        words = f"<q{language}>{escape(note.before)}<mark>{escape(note.words)}</mark>{escape(note.after)}</q>"
        if note.kind == "official":
            words = f"<b>{escape(note.words)}</b>"
        target = note.address or (f"#{note.passage}" if note.passage else None)
        label = escape(note.source)
        place = f'<a class="source" href="{escape(target)}">{label}</a>' if target else label
        place = "" if note.kind == "official" else f" {place}"
        back = f' <a class="back" href="#r{note.number}-1" aria-label="↑ {note.number}">↑</a>'
        return f"{who + '; ' if who else ''}{where}: {words}{place}{back}"

    def _bibliography(self) -> str:
        if not self.brief.bibliography:
            return ""
        entries = ""
        for reference in self.brief.bibliography:
            entry = runs(reference.runs)
            if reference.address:
                shown = escape(reference.address)
                entry = entry.replace(shown, f'<a href="{shown}">{shown}</a>')
            entries += f"<li>{entry}</li>\n"
        return f'<section class="bibliography"><h2 id="bibliography">{escape(self.brief.labels["bibliography"])}</h2><ul>{entries}</ul></section>\n'

    def _passages(self) -> str:
        if not self.brief.passages:
            return ""
        shown = "".join(_passage(passage) for passage in self.brief.passages)
        head = f'<h2 id="passages">{escape(self.brief.labels["passages"])}</h2><p class="soft">{escape(self.brief.labels["passages_what"])}</p>'
        return f'<section class="passages">{head}{shown}</section>\n'


def _passage(passage: Passage) -> str:
    out, at = [], 0
    for start, end in passage.marks:
        out += [escape(passage.text[at:start]), f"<mark>{escape(passage.text[start:end])}</mark>"]
        at = end
    out.append(escape(passage.text[at:]))
    back = " ".join(f'<a href="#n{n}">{n}</a>' for n in passage.notes)
    language = f' lang="{escape(passage.language)}"' if passage.language else ""
    return (
        f'<div class="passage" id="{escape(passage.id)}"><p class="soft">{escape(passage.title)} · {escape(passage.source)} · {back}</p>'
        f"<blockquote{language}>{''.join(out)}</blockquote></div>\n"
    )


def runs(parts: tuple[Run, ...]) -> str:
    """Runs as HTML."""
    return "".join(
        f'<span class="{CLASSES[run.style]}">{escape(run.text)}</span>' if run.style else escape(run.text)
        for run in parts
    )


def render(brief: Brief) -> str:
    """The page."""
    return Page(brief).text()
