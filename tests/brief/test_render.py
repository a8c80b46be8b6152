"""A brief in its forms, each read back: notes, links, headings, tables, pictures, fonts."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree, html

from communique.brief.model import Chart, Table
from communique.brief.render import form_of, render
from communique.errors import UsageError

LANGUAGES = ("en", "ru", "uz")


def flat(text):
    return " ".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_markdown_defines_every_footnote_it_refers_to(make, language):
    brief = make(language=language)
    text = render(brief, "md").decode()
    defined = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert defined == [str(n.number) for n in brief.notes]
    assert set(re.findall(r"\[\^(\d+)\](?!:)", text)) == set(defined)
    assert text.startswith(f"# {brief.title}\n")


def test_markdown_takes_nothing_of_a_source_for_its_own_signs():
    from communique.brief.markdown import escape

    assert escape("*a* [b](c) | <i> `d` #") == r"\*a\* \[b\](c) \| \<i\> \`d\` \#"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_links_of_the_page_lead_somewhere(make, language):
    brief = make(language=language)
    tree = html.fromstring(render(brief, "html").decode())
    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    for link in tree.iter("a"):
        target = link.get("href")
        assert target.startswith("https://courier.example/") or target[1:] in ids, target
    for note in brief.notes:
        shown = flat(tree.get_element_by_id(f"n{note.number}").text_content())
        assert flat(note.words) in shown
    assert tree.get("lang") == language and not tree.findall(".//script")


def test_words_of_a_source_are_no_html(make):
    from communique.brief.html import runs
    from communique.brief.model import Run

    assert runs((Run("<script>", "quote"),)) == '<span class="quote">&lt;script&gt;</span>'


@pytest.fixture(scope="module")
def docx(make):
    return render(make(), "docx")


def test_word_has_a_footnote_for_every_note(make, docx):
    brief = make()
    with ZipFile(BytesIO(docx)) as file:
        notes = etree.fromstring(file.read("word/footnotes.xml"))
        body = etree.fromstring(file.read("word/document.xml"))
        types = file.read("[Content_Types].xml").decode()
        links = etree.fromstring(file.read("word/_rels/footnotes.xml.rels"))
    assert "wordprocessingml.footnotes+xml" in types
    made = {
        int(e.get(qn("w:id"))): "".join(e.itertext())
        for e in notes.findall(qn("w:footnote"))
        if e.get(qn("w:type")) is None
    }
    referred = [int(e.get(qn("w:id"))) for e in body.iter(qn("w:footnoteReference"))]
    assert sorted(made) == sorted(referred) and len(referred) == len(set(referred)) == len(brief.notes)
    for note, id in zip(brief.notes, sorted(made), strict=True):
        assert flat(note.words) in flat(made[id])
    assert any(e.get("Target", "").startswith("https://courier.example/") for e in links)
    marks = {e.get(qn("w:name")) for e in body.iter(qn("w:bookmarkStart"))}
    anchors = {e.get(qn("w:anchor")) for e in notes.iter(qn("w:hyperlink"))} - {None}
    again = set(re.findall(r"NOTEREF (\w+)", etree.tostring(body).decode()))
    assert anchors <= marks and again <= marks and anchors and again


def test_word_has_headings_tables_and_pictures(make, docx):
    brief = make()
    document = Document(BytesIO(docx))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings[: len(brief.sections)] == [s.title for s in brief.sections]
    blocks = [b for s in brief.sections for b in s.blocks]
    assert len(document.tables) == sum(isinstance(b, Table) for b in blocks)
    assert len(document.inline_shapes) == sum(isinstance(b, Chart) for b in blocks)
    assert all(shape._inline.docPr.get("descr") for shape in document.inline_shapes)
    assert document.core_properties.title == brief.title


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_opens_the_file_and_keeps_its_notes(make, tmp_path, language):
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    brief = make(language=language)
    (tmp_path / "brief.docx").write_bytes(render(brief, "docx"))
    options = [
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([soffice, *options, str(tmp_path / "brief.docx")], check=True, capture_output=True, timeout=180)
    text = flat(pdf_text((tmp_path / "brief.pdf").read_bytes()))
    assert brief.title in text
    shown = sum(flat(note.words)[:30] in text for note in brief.notes)
    assert shown > 0.85 * len(brief.notes)  # words cut at the end of a line cannot be found again


def pdf_text(data):
    with pypdfium2.PdfDocument(data) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pdf_has_bookmarks_fonts_and_links(make, language):
    brief = make(language=language)
    data = render(brief, "pdf")
    with pypdfium2.PdfDocument(data) as pdf:
        titles = [mark.get_title() for mark in pdf.get_toc()]
        assert titles[: len(brief.sections)] == [s.title for s in brief.sections]
        assert pdf.get_metadata_dict()["Title"] == brief.title
    assert b"/FontFile3" in data and b"LibertinusSerif" in data and b"/Annots" in data
    assert b"https://courier.example/railway-2024#:~:text=" in data
    text = pdf_text(data)
    assert brief.title in flat(text) and brief.labels["bibliography"] in text
    assert "\ufffd" not in text


def test_letters_of_all_three_languages_are_in_the_font_of_the_pdf(make):
    assert "oʻ" in pdf_text(render(make(language="uz"), "pdf"))
    assert "Кто что сказал" in pdf_text(render(make(language="ru"), "pdf"))


@pytest.mark.parametrize("kind, more", [("digest", {"since": "2025-01-01"}), ("comparison", {})])
@pytest.mark.parametrize("form", ["md", "html", "docx", "pdf"])
def test_digests_and_comparisons_have_the_same_forms(make, kind, more, form):
    assert len(render(make(kind, **more), form)) > 1000


@pytest.mark.parametrize("form", ["md", "html", "docx", "pdf"])
def test_a_brief_with_nothing_in_it_says_so(make, form):
    brief = make(pair=("NZ", "PE"))
    data = render(brief, form)
    text = (
        pdf_text(data)
        if form == "pdf"
        else data.decode()
        if form != "docx"
        else "\n".join(p.text for p in Document(BytesIO(data)).paragraphs)
    )
    assert brief.labels["nothing"] in flat(text)


def test_the_ending_of_the_file_says_the_form():
    assert [form_of(f"x.{e}") for e in ("md", "HTML", "docx", "pdf", "markdown")] == ["md", "html", "docx", "pdf", "md"]
    with pytest.raises(UsageError, match="ends in .md, .html"):
        form_of("brief.odt")
