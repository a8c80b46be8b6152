"""The styles of a brief in DOCX. A template's own styles of the same names are left as they are."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

ACCENT = RGBColor(0x1F, 0x4E, 0x79)
SOFT = RGBColor(0x5B, 0x65, 0x72)
INK = RGBColor(0x1D, 0x24, 0x30)
FONT = "Cambria"  # LibreOffice takes Caladea, of the same widths, where it is missing


def ensure_styles(document: Any) -> None:
    """Make the styles that are missing; shape Word's plain ones where the document is python-docx's own."""
    styles = document.styles
    names = {style.name for style in styles}
    is_plain = (
        "Brief Cell" not in names and not any(s.name.startswith("Brief") for s in styles) and _is_default(document)
    )
    if is_plain:
        _shape(styles)
    new = [
        ("Brief Soft", 9, SOFT, 0, 4), ("Brief Facts", 10, INK, 0, 10), ("Brief Cell", 9.5, INK, 2, 2), ("Brief Table Head", 8.5, SOFT, 2, 2),
        ("Brief Gap", 4, INK, 0, 4), ("Brief Picture", 10.5, INK, 8, 2), ("Brief Passage Head", 8.5, SOFT, 8, 2), ("Bibliography", 10, INK, 0, 4),
    ]  # fmt: skip
    for name, size, color, before, after in new:
        if name not in names:
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles["Normal"]
            style.font.size, style.font.color.rgb = Pt(size), color
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
            if name in ("Brief Passage Head", "Brief Picture"):
                style.paragraph_format.keep_with_next = True
            if name == "Bibliography":
                style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = Cm(0.8), Cm(-0.8)
    _notes(styles, names)
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "List Bullet", "Caption", "Quote"):
        if name not in names:
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    if "Brief Table" not in names:
        _table(styles)


def _is_default(document: Any) -> bool:
    """An empty document of python-docx's own template."""
    return not document.paragraphs and not document.tables


def _shape(styles: Any) -> None:
    """Headings, lists and captions as a printed brief has them."""
    normal = styles["Normal"]
    _font(normal, FONT)
    normal.font.size, normal.font.color.rgb = Pt(10.5), INK
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(5), 1.12
    for name, size, before, after in (("Title", 24, 0, 2), ("Heading 1", 15, 18, 6), ("Heading 2", 12, 12, 4)):
        style = styles[name]
        _font(style, FONT)
        style.font.size, style.font.bold = Pt(size), True
        style.font.color.rgb = ACCENT if name != "Heading 2" else INK
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = True
    _border(styles["Title"], None)
    _border(styles["Heading 1"], "1F4E79")
    subtitle = styles["Subtitle"]
    _font(subtitle, FONT)
    subtitle.font.size, subtitle.font.italic, subtitle.font.bold, subtitle.font.color.rgb = Pt(12), True, False, SOFT
    for spacing in subtitle.element.rPr.findall(qn("w:spacing")):
        subtitle.element.rPr.remove(spacing)
    subtitle.paragraph_format.space_after = Pt(6)
    caption = styles["Caption"]
    caption.font.size, caption.font.bold, caption.font.color.rgb = Pt(9), False, SOFT
    caption.paragraph_format.space_after = Pt(10)
    quote = styles["Quote"]
    quote.font.italic, quote.font.size, quote.font.color.rgb = False, Pt(9.5), INK
    quote.paragraph_format.left_indent = Cm(0.5)
    styles["List Bullet"].paragraph_format.space_after = Pt(4)


def _font(style: Any, name: str) -> None:
    """For all scripts: a theme's font would win over the name otherwise."""
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    if fonts is not None:
        properties.remove(fonts)
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)
    properties.insert(0, fonts)


def _border(style: Any, color: str | None) -> None:
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    if color:
        border = parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="2" w:color="{color}"/></w:pBdr>'
        )
        spacing = properties.find(qn("w:spacing"))
        if spacing is not None:
            spacing.addprevious(border)
        else:
            properties.append(border)


def _notes(styles: Any, names: set[str]) -> None:
    """Word's styles of footnotes and links, under the ids that their references use."""
    ids = {style.style_id for style in styles}
    if "FootnoteText" not in ids:
        text = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
        text.element.set(qn("w:styleId"), "FootnoteText")
        text.base_style = styles["Normal"]
        text.font.size = Pt(8)
        text.paragraph_format.space_after, text.paragraph_format.line_spacing = Pt(1), 1.0
    if "FootnoteReference" not in ids:
        reference = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
        reference.element.set(qn("w:styleId"), "FootnoteReference")
        reference.font.superscript = True
    if "Hyperlink" not in ids:
        link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
        link.font.color.rgb, link.font.underline = ACCENT, False


def _table(styles: Any) -> None:
    """Lines between rows, a stronger one under the head."""
    styles.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="BriefTable"><w:name w:val="Brief Table"/>'
            '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
            '<w:bottom w:val="single" w:sz="4" w:space="0" w:color="D4DAE2"/>'
            '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="D4DAE2"/></w:tblBorders>'
            '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
            '<w:bottom w:val="single" w:sz="10" w:space="0" w:color="1F4E79"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>'
        )
    )
