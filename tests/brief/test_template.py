"""Forms of the reader's own: Word documents and Jinja2 files; their variables are those that are documented."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from docx import Document

from communique.brief.model import Brief, Chart, Note, Passage, Reference, Section, Table
from communique.brief.template import render, variables
from communique.errors import UsageError

from ..conftest import ROOT

PAGE = (ROOT / "docs" / "briefs.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| (`[^|]*`) \| (.*) \|$", PAGE, re.MULTILINE))


def test_every_variable_is_documented(make):
    named = {name for row in ROWS for name in re.findall(r"`(\w+)`", row)}
    assert set(variables(make())) == set(Brief.__struct_fields__)
    assert named >= set(Brief.__struct_fields__)
    for row, struct in (("sections", Section), ("notes", Note), ("passages", Passage), ("bibliography", Reference)):
        assert set(re.findall(r"`(\w+)`", ROWS[f"`{row}`"])) >= set(struct.__struct_fields__), row
    assert set(re.findall(r"`(\w+)`", ROWS["`sections`"])) >= {*Table.__struct_fields__, *Chart.__struct_fields__}


def test_the_example_of_the_page_runs(make, tmp_path):
    example = "\n".join(line[4:] for line in PAGE.splitlines() if line.startswith("    {%"))
    path = tmp_path / "own.txt"
    path.write_text(example, "utf-8")
    out = render(make(), str(path)).decode()
    assert all(s.title in out for s in make().sections) and "- Trade turnover" in out


def test_html_is_escaped_and_text_is_not(make, tmp_path):
    for name, quote in (("own.html.j2", "&#34;"), ("own.md", '"')):
        (tmp_path / name).write_text("{{ 'a \"b\"' }}")
        assert render(make(), str(tmp_path / name)).decode() == f"a {quote}b{quote}"


@pytest.mark.parametrize(
    "text, said",
    [
        ("{% for %}", "line 1"),
        ("{{ nonsense }}", "nonsense"),
        ("{{ title.__class__.__mro__ }}", "unsafe|undefined"),
        ("{{ 1 + 'a' }}", "variables"),
    ],
)
def test_faults_of_a_template_are_told(make, tmp_path, text, said):
    (tmp_path / "own.txt").write_text(text)
    with pytest.raises(UsageError, match=said):
        render(make(), str(tmp_path / "own.txt"))


def own(tmp_path):
    document = Document()
    document.styles["Heading 1"].font.name = "Courier New"
    document.sections[0].header.paragraphs[0].text = "Our ministry: {{ title }}"
    document.add_paragraph("{{ title }}", style="Title")
    split = document.add_paragraph("{{ sub")
    split.add_run("title }}")
    document.add_paragraph("{{ body }}")
    document.add_paragraph("Signed by us")
    document.save(tmp_path / "own.docx")
    return str(tmp_path / "own.docx")


def test_a_word_template_keeps_its_own(make, tmp_path):
    brief = make()
    document = Document(BytesIO(render(brief, own(tmp_path))))
    texts = [p.text for p in document.paragraphs]
    assert document.sections[0].header.paragraphs[0].text == f"Our ministry: {brief.title}"
    assert texts[0] == brief.title and texts[1] == brief.subtitle and texts[-1] == "Signed by us"
    assert texts[2] == brief.sections[0].title and "{{ body }}" not in texts
    assert document.styles["Heading 1"].font.name == "Courier New"
    assert len(document.tables) == sum(isinstance(b, Table) for s in brief.sections for b in s.blocks)


def test_footnotes_of_a_template_stay(make, tmp_path):
    (tmp_path / "first.docx").write_bytes(render(make("comparison"), own(tmp_path)))
    twice = Document(BytesIO(render(make("comparison"), str(tmp_path / "first.docx"))))
    part = next(r.target_part for r in twice.part.rels.values() if r.reltype.endswith("/footnotes"))
    assert part.blob.count(b"<w:footnote ") == 2 + 2 * len(make("comparison").notes)


def test_what_is_no_word_document_is_refused(make, tmp_path):
    (tmp_path / "own.docx").write_text("no")
    with pytest.raises(UsageError, match="not a Word document"):
        render(make(), str(tmp_path / "own.docx"))
    with pytest.raises(UsageError, match="no such file"):
        render(make(), str(tmp_path / "none.docx"))
