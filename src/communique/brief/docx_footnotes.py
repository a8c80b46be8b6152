"""Footnotes of a DOCX: the part ``word/footnotes.xml`` with its links, and references to it in the text.

A note that is referred to again is a cross-reference to the first mention (a NOTEREF field), as Word itself makes it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
EMPTY = (
    f"<w:footnotes {nsdecls('w', 'r')}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)


class Footnotes:
    """The footnotes of a document; those a template has already stay."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.part = self._part()
        used = [int(e.get(qn("w:id"))) for e in self.part.element.findall(qn("w:footnote"))]
        self.last = max([0, *used])
        self.ids: dict[int, int] = {}

    def _part(self) -> Any:
        main = self.document.part
        for relation in main.rels.values():
            if relation.reltype == RT.FOOTNOTES:
                part = relation.target_part
                if not hasattr(part, "element"):  # python-docx keeps parts it does not know as bytes
                    loaded = XmlPart(part.partname, TYPE, parse_xml(part.blob), main.package)
                    loaded._rels = part.rels
                    relation._target = loaded
                    return loaded
                return part
        part = XmlPart(PackURI("/word/footnotes.xml"), TYPE, parse_xml(EMPTY), main.package)
        main.relate_to(part, RT.FOOTNOTES)
        self._settings()
        return part

    def _settings(self) -> None:
        """Word wants the two separators named in the settings."""
        settings = self.document.settings.element
        properties = parse_xml(
            f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        )
        later = ("w:endnotePr", "w:compat", "w:docVars", "w:rsids", "m:mathPr", "w:themeFontLang", "w:clrSchemeMapping", "w:shapeDefaults", "w:decimalSymbol", "w:listSeparator")  # fmt: skip
        known = {qn(name) for name in later if not name.startswith("m:")} | {
            "{http://schemas.openxmlformats.org/officeDocument/2006/math}mathPr"
        }
        after = next((child for child in settings if child.tag in known), None)
        if after is not None:
            after.addprevious(properties)
        else:
            settings.append(properties)

    def refer(self, paragraph: Any, number: int, write: Callable[[Any, int], None]) -> None:
        """A reference to the note of a number; the first time the note is written, later it is referred to."""
        if number in self.ids:
            self._refer_again(paragraph, self.ids[number], number)
            return
        self.last += 1
        self.ids[number] = self.last
        note = OxmlElement("w:footnote")
        note.set(qn("w:id"), str(self.last))
        body = OxmlElement("w:p")
        properties = OxmlElement("w:pPr")
        properties.append(_styled("w:pStyle", "FootnoteText"))
        body.append(properties)
        sign = _run(style="FootnoteReference")
        sign.append(OxmlElement("w:footnoteRef"))
        body.append(sign)
        note.append(body)
        self.part.element.append(note)
        write(body, number)
        for tag in ("w:bookmarkStart", None, "w:bookmarkEnd"):
            if tag is None:
                run = _run(style="FootnoteReference")
                reference = OxmlElement("w:footnoteReference")
                reference.set(qn("w:id"), str(self.last))
                run.append(reference)
                paragraph._p.append(run)
                continue
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), str(100_000 + self.last))
            if tag == "w:bookmarkStart":
                mark.set(qn("w:name"), f"_note{self.last}")
            paragraph._p.append(mark)

    def _refer_again(self, paragraph: Any, id: int, number: int) -> None:
        for kind in ("begin", "code", "separate", "text", "end"):
            run = _run(style="FootnoteReference")
            if kind == "code":
                code = OxmlElement("w:instrText")
                code.set(qn("xml:space"), "preserve")
                code.text = f" NOTEREF _note{id} \\f \\h "
                run.append(code)
            elif kind == "text":
                text = OxmlElement("w:t")
                text.text = str(number)
                run.append(text)
            else:
                field = OxmlElement("w:fldChar")
                field.set(qn("w:fldCharType"), kind)
                run.append(field)
            paragraph._p.append(run)

    def link(self, element: Any, text: str, *, address: str | None, anchor: str | None) -> None:
        """A link in a note: to an address, or to a bookmark of the document."""
        link = OxmlElement("w:hyperlink")
        if address:
            link.set(qn("r:id"), self.part.relate_to(address, RT.HYPERLINK, is_external=True))
        elif anchor:
            link.set(qn("w:anchor"), anchor)
        add_text(link, text, style="Hyperlink")
        element.append(link)


def add_hyperlink(paragraph: Any, text: str, address: str) -> None:
    """A link in a paragraph of the text."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RT.HYPERLINK, is_external=True))
    add_text(link, text, style="Hyperlink")
    paragraph._p.append(link)


def add_text(
    element: Any, text: str, *, bold: bool = False, color: str | None = None, style: str | None = None, language: str | None = None
) -> None:  # fmt: skip
    """A run of text in an element."""
    run = _run(style=style)
    properties = run.find(qn("w:rPr"))
    if properties is None:
        properties = OxmlElement("w:rPr")
        run.append(properties)
    if bold:
        properties.append(OxmlElement("w:b"))
    if color:
        properties.append(_styled("w:color", color))
    if language:
        properties.append(_styled("w:lang", {"en": "en-GB", "ru": "ru-RU", "uz": "uz-Latn-UZ"}.get(language, language)))
    made = OxmlElement("w:t")
    made.set(qn("xml:space"), "preserve")
    made.text = text
    run.append(made)
    element.append(run)


def _run(style: str | None) -> Any:
    run = OxmlElement("w:r")
    if style:
        properties = OxmlElement("w:rPr")
        properties.append(_styled("w:rStyle", style))
        run.append(properties)
    return run


def _styled(tag: str, value: str) -> Any:
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    return element
