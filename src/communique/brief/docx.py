"""A brief as DOCX: Word's own headings, lists, tables, footnotes and pictures, in styles that a template can change.

python-docx has no footnotes: the part that holds them is written here (``Footnotes``).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, RGBColor

from communique.brief.docx_footnotes import Footnotes, add_hyperlink, add_text
from communique.brief.docx_styles import ensure_styles
from communique.brief.model import Block, Brief, Chart, Passage, Run, Table
from communique.brief.pdf import png

SOFT = RGBColor(0x5B, 0x65, 0x72)
WIDTH = 16.0  # centimetres of a line
BODY = "{{ body }}"


def render(brief: Brief, template: str | None = None) -> bytes:
    """The bytes of the file; with a template, in its page, styles, header and footer (``docs/briefs.md``)."""
    document = Document(template) if template else Document()
    ensure_styles(document)
    if template is None:
        _page(document, brief)
    writer = Writer(document, brief)
    if template is not None:
        _fill(document, brief)
    writer.write(_place(document))
    core = document.core_properties
    core.title, core.subject, core.author, core.language = brief.title, brief.subtitle, "communique", brief.language
    core.created = core.modified = datetime.now(UTC).replace(tzinfo=None)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


class Writer:
    """Writes the body, from a paragraph on that stands where it is to begin."""

    def __init__(self, document: Any, brief: Brief) -> None:
        self.document = document
        self.brief = brief
        self.footnotes = Footnotes(document)
        self.bookmarks = 0
        self.at: Any = None

    def write(self, at: Any | None) -> None:
        """Everything, before ``at`` or at the end."""
        self.at = at
        brief = self.brief
        if at is None:
            self.paragraph("Title", (Run(brief.title),))
            self.paragraph("Subtitle", (Run(brief.subtitle),))
            self._facts()
        if not brief.sections:
            self.paragraph("Normal", (Run(brief.labels["nothing"]),))
        for section in brief.sections:
            self.paragraph(f"Heading {section.level}", (Run(section.title),))
            for block in section.blocks:
                self._block(block)
        if brief.bibliography:
            self.paragraph("Heading 1", (Run(brief.labels["bibliography"]),))
            for reference in brief.bibliography:
                self._reference(reference.runs, reference.address)
        if brief.passages:
            self.paragraph("Heading 1", (Run(brief.labels["passages"]),))
            self.paragraph("Brief Soft", (Run(brief.labels["passages_what"]),))
            for passage in brief.passages:
                self._passage(passage)
        if self.at is not None:
            self.at._p.getparent().remove(self.at._p)

    def paragraph(self, style: str, runs: tuple[Run, ...], notes: tuple[int, ...] = ()) -> Any:
        """A paragraph in a style, with its notes."""
        made = (
            self.at.insert_paragraph_before(style=style)
            if self.at is not None
            else self.document.add_paragraph(style=style)
        )
        self.fill(made, runs, notes)
        return made

    def fill(self, paragraph: Any, runs: tuple[Run, ...], notes: tuple[int, ...] = ()) -> None:
        """Put words and notes into a paragraph."""
        for run in runs:
            made = paragraph.add_run(sound(run.text))
            if run.style == "strong":
                made.bold = True
            elif run.style == "soft":
                made.font.color.rgb = SOFT
        for n, number in enumerate(notes):
            if n:
                paragraph.add_run(", ").font.superscript = True
            self.footnotes.refer(paragraph, number, self._write_note)

    def _facts(self) -> None:
        paragraph = self.paragraph("Brief Facts", ())
        for n, (name, value) in enumerate(self.brief.facts):
            paragraph.add_run(f"{'    ' if n else ''}{name}: ").font.color.rgb = SOFT
            paragraph.add_run(value)

    def _block(self, block: Block) -> None:
        if isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Chart):
            self._chart(block)
        else:
            is_list = block.__struct_config__.tag == "items"
            if is_list:
                for sentence in block.sentences:
                    self.paragraph("List Bullet", sentence.runs, sentence.notes)
            else:
                paragraph = self.paragraph("Normal", ())
                for n, sentence in enumerate(block.sentences):
                    runs = (Run(" "), *sentence.runs) if n else sentence.runs
                    self.fill(paragraph, runs, sentence.notes)

    def _table(self, table: Table) -> None:
        made = self.document.add_table(rows=0, cols=len(table.head), style="Brief Table")
        if self.at is not None:
            self.at._p.addprevious(made._tbl)
        made.alignment = WD_TABLE_ALIGNMENT.LEFT
        made.autofit = False
        widths = [Cm(WIDTH * width / sum(table.widths)) for width in table.widths]
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        head = made.add_row()
        _repeat(head)
        for cell, name in zip(head.cells, table.head, strict=True):
            cell.paragraphs[0].style = "Brief Table Head"
            cell.paragraphs[0].add_run(name)
        for row in table.rows:
            made_row = made.add_row()
            _keep_whole(made_row)
            for cell, sentence in zip(made_row.cells, row, strict=True):
                cell.paragraphs[0].style = "Brief Cell"
                self.fill(cell.paragraphs[0], sentence.runs, sentence.notes)
        for made_row in made.rows:
            for i, (cell, width) in enumerate(zip(made_row.cells, widths, strict=True)):
                cell.width = width
                if i in table.numbers:
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.paragraph("Brief Gap", ())

    def _chart(self, chart: Chart) -> None:
        paragraph = self.paragraph("Brief Picture", ())
        shape = paragraph.add_run().add_picture(BytesIO(png(chart.svg, WIDTH)), width=Cm(WIDTH))
        properties = shape._inline.docPr
        properties.set("descr", sound(chart.alt))
        properties.set("title", sound(chart.caption.text))
        self.paragraph("Caption", chart.caption.runs, chart.caption.notes)

    def _write_note(self, element: Any, number: int) -> None:
        note = self.brief.note(number)
        who = ", ".join(part for part in (note.speaker, note.post) if part)
        where = ", ".join(part for part in (note.publisher, note.title, note.day) if part)
        head = "; ".join(part for part in (who, where) if part)
        if note.kind == "official":
            add_text(element, f" {head}: ")
            add_text(element, note.words, bold=True)
            return
        add_text(element, f" {head}: “{flat(note.before)}")
        add_text(element, flat(note.words), color="1F4E79", language=note.language)
        add_text(element, f"{flat(note.after)}” ")
        if note.address or note.passage:
            self.footnotes.link(element, note.source, address=note.address, anchor=note.passage)
        else:
            add_text(element, note.source)

    def _reference(self, runs: tuple[Run, ...], address: str | None) -> None:
        paragraph = self.paragraph("Bibliography", ())
        for run in runs:
            before, found, after = run.text.partition(address) if address else (run.text, "", "")
            paragraph.add_run(sound(before)).italic = run.style == "quote"
            if found:
                add_hyperlink(paragraph, sound(found), found)
                paragraph.add_run(sound(after))

    def _passage(self, passage: Passage) -> None:
        head = self.paragraph("Brief Passage Head", (Run(passage.title, "strong"), Run(f" · {passage.source}")))
        self.bookmarks += 1
        for tag, name in (("w:bookmarkStart", passage.id), ("w:bookmarkEnd", None)):
            element = OxmlElement(tag)
            element.set(qn("w:id"), str(self.bookmarks))
            if name:
                element.set(qn("w:name"), name)
                head._p.insert(1, element)
            else:
                head._p.append(element)
        body = self.paragraph("Quote", ())
        for text, is_marked in _cut(passage):
            run = body.add_run(sound(text))
            if is_marked:
                shade = OxmlElement("w:shd")
                for key, value in (("val", "clear"), ("color", "auto"), ("fill", "FDF0C4")):
                    shade.set(qn(f"w:{key}"), value)
                run._r.get_or_add_rPr().append(shade)


def _cut(passage: Passage) -> Iterator[tuple[str, bool]]:
    at = 0
    for start, end in passage.marks:
        yield passage.text[at:start], False
        yield passage.text[start:end], True
        at = end
    yield passage.text[at:], False


def sound(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(c for c in text if c in "\t\n" or c >= " " and c not in "\ufffe\uffff")


def flat(text: str) -> str:
    """On one line."""
    return sound(text.replace("\n", " "))


def _repeat(row: Any) -> None:
    """A head that is repeated on each page."""
    element = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(element)


def _keep_whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _page(document: Any, brief: Brief) -> None:
    """A4, with the title above and the number of the page below."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.4)
    section.different_first_page_header_footer = True
    header = section.header.paragraphs[0]
    header.style = "Brief Soft"
    header.add_run(f"{brief.title} · {brief.subtitle}")
    for footer in (section.footer, section.first_page_footer):
        paragraph = footer.paragraphs[0]
        paragraph.style = "Brief Soft"
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _field(paragraph, "PAGE")
    document.styles["Normal"].element.get_or_add_rPr()
    _language(document, brief.language)


def _language(document: Any, language: str) -> None:
    """The language that spelling is checked in."""
    properties = document.styles["Normal"].element.get_or_add_rPr()
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), {"en": "en-GB", "ru": "ru-RU", "uz": "uz-Latn-UZ"}[language])
    properties.append(element)


def _field(paragraph: Any, name: str) -> None:
    for kind, text in (("begin", None), (None, name), ("separate", None), ("text", "1"), ("end", None)):
        run = paragraph.add_run()
        if kind == "text":
            run.text = text
        elif kind is None:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {text} "
            run._r.append(element)
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
            run._r.append(element)


def _place(document: Any) -> Any | None:
    """The paragraph of a template where the body goes; ``None`` where it goes to the end."""
    return next((p for p in document.paragraphs if BODY in p.text), None)


def _fill(document: Any, brief: Brief) -> None:
    """Put title, subtitle and facts in the place of ``{{ title }}``, ``{{ subtitle }}``, ``{{ facts }}`` … in a template."""
    values = {"title": brief.title, "subtitle": brief.subtitle, "language": brief.language}
    values["facts"] = "; ".join(f"{name}: {value}" for name, value in brief.facts)
    values |= {f"labels.{key}": value for key, value in brief.labels.items()}
    parts = [document.paragraphs]
    for section in document.sections:
        parts += [section.header.paragraphs, section.footer.paragraphs, section.first_page_header.paragraphs, section.first_page_footer.paragraphs]  # fmt: skip
    for paragraphs in parts:
        for paragraph in paragraphs:
            for name, value in values.items():
                if (sign := f"{{{{ {name} }}}}") in paragraph.text:
                    _replace(paragraph, sign, value)


def _replace(paragraph: Any, sign: str, value: str) -> None:
    """In the first run that holds it; a sign cut into several runs takes the form of the first."""
    for run in paragraph.runs:
        if sign in run.text:
            run.text = run.text.replace(sign, value)
            return
    text = paragraph.text.replace(sign, value)
    for run in paragraph.runs[1:]:
        run.text = ""
    paragraph.runs[0].text = text
