"""Every format, every kind of bad input."""

from __future__ import annotations

import io
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer

import docx
import pytest

from communique.errors import CommuniqueError, Damaged, NoText, ReadError, Refused, TooLarge, UsageError
from communique.read import ReadWarning, document_from_text, expand, load
from communique.read.boilerplate import boilerplate_lines

from .samples import pdf

PARAGRAPH = (
    "The ministers of Peru and Austria said that trade had doubled since 2020, and that a new line will open soon. "
)
HTML = (
    "<html lang='en'><head><title>Talks in Lima</title><meta property='article:published_time' content='2025-03-04'>"
    "<meta property='og:site_name' content='Example Gazette'></head><body><nav>Home News</nav><article>"
    f"<h1>Talks in Lima</h1><p>{PARAGRAPH * 3}</p><p>{PARAGRAPH * 2}</p></article><footer>Share this</footer></body></html>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_text_in_any_encoding(encoding):
    text = "Россия и Узбекистан подписали договор о союзнических отношениях в Ташкенте. " * 4
    assert load("x.txt", data=text.encode(encoding)).text == text


def test_html_gives_text_title_date_and_publisher():
    document = load("x.html", data=HTML.encode())
    assert "trade had doubled" in document.text and "Share this" not in document.text
    assert (document.title, document.published, document.publisher) == (
        "Talks in Lima",
        "2025-03-04",
        "Example Gazette",
    )


def test_docx_gives_paragraphs_and_tables():
    report = docx.Document()
    report.add_paragraph("Trade doubled.")
    report.add_table(1, 2).rows[0].cells[1].text = "11.6"
    report.add_paragraph("The end.")
    file = io.BytesIO()
    report.save(file)
    assert load("x.docx", data=file.getvalue()).text.split("\n")[0] == "Trade doubled."
    assert "11.6" in load("x.docx", data=file.getvalue()).text


def test_eml_gives_subject_date_and_sender():
    mail = (
        f"From: Press <press@mfa.example>\r\nSubject: Talks\r\nDate: Fri, 14 Nov 2025 10:00:00 +0000\r\n\r\n{PARAGRAPH}"
    )
    document = load("x.eml", data=mail.encode())
    assert (document.title, document.published, document.publisher) == ("Talks", "2025-11-14", "Press")


def test_pdf_gives_its_text_layer():
    assert load("x.pdf", data=pdf("Trade doubled in 2024.")).text == "Trade doubled in 2024."


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 250_000_000)
    return file.getvalue()


BAD = [
    ("empty.txt", b"", NoText),
    ("blank.txt", b" \n\t ", NoText),
    ("empty.html", b"", NoText),
    ("no text.pdf", pdf(""), NoText),
    ("cut.pdf", b"%PDF-1.4\n1 0 obj", Damaged),
    ("none.pdf", b"hello", Damaged),
    ("cut.docx", b"PK\x03\x04 cut off", Damaged),
    ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(50), Damaged),
    ("large.html", b"<html>" + b"<p>x</p>" * 3_000_000, TooLarge),
    ("deep.html", b"<html>" + b"<div>" * 100_000 + b"words", TooLarge),
]


@pytest.mark.parametrize(("name", "data", "error"), BAD, ids=[name for name, _, _ in BAD])
def test_bad_input_is_a_clear_error(name, data, error):
    with pytest.raises(error) as caught:
        load(name, data=data)
    assert str(caught.value).startswith(f"{name}: ")


def test_zip_bomb_is_refused():
    with pytest.raises(TooLarge):
        load("bomb.docx", data=bomb())


def test_missing_file_and_wrong_date():
    with pytest.raises(ReadError, match="no such file"):
        load("/nowhere/report.txt")
    with pytest.raises(UsageError, match="2025-02-40"):
        document_from_text("x", published="2025-02-40")


def test_sidecar_is_used_and_a_broken_one_is_a_warning(tmp_path):
    (tmp_path / "a.txt").write_text(PARAGRAPH)
    (tmp_path / "a.json").write_text('{"document": {"published": "2025-03", "title": "T", "other": 1}}')
    assert load(tmp_path / "a.txt").published == "2025-03"
    assert load(tmp_path / "a.txt", published="2024").published == "2024"
    (tmp_path / "a.json").write_text("no json")
    with pytest.warns(ReadWarning):
        assert load(tmp_path / "a.txt").title is None


def test_folder_is_expanded_without_sidecars(tmp_path):
    for name in ("b.txt", "a.html", "a.json", ".hidden.txt", "c.png"):
        (tmp_path / name).write_text("x")
    assert [path.rsplit("/")[-1] for path in expand([tmp_path])] == ["a.html", "b.txt"]


@pytest.mark.parametrize("text", ["NUL \x00 inside", "lone \ud800 surrogate", "right \u200fto left", "a\r\nb\rc\n"])
def test_odd_characters_keep_their_places(text):
    document = document_from_text(text)
    assert len(document.text) == len(text)
    document.text.encode()


def test_boilerplate_is_left_out_and_prose_is_kept():
    text = "Share on Facebook\nRead also: weather\n© 2025 Gazette\nThe minister shared the view that trade grows.\n"
    assert [text[a:b] for a, b in boilerplate_lines(text)] == text.split("\n")[:3]


@pytest.mark.parametrize(
    ("text", "language"), [(PARAGRAPH, "en"), ("Der Minister sagte, dass die Lage gut ist.", None)]
)
def test_language_is_told_or_left_open(text, language):
    assert document_from_text(text).language == language


class Site(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/loop":
            self.send_response(302)
            self.send_header("location", "/loop")
            self.end_headers()
            return
        self.send_response(200 if self.path == "/page" else 404)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(HTML.encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def site():
    server = HTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_private_address_is_refused(site):
    with pytest.raises(Refused):
        load(f"{site}/page")


def test_address_is_fetched_with_limits(site, monkeypatch):
    monkeypatch.setenv("COMMUNIQUE_ALLOW_LOOPBACK", "1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    assert load(f"{site}/page").title == "Talks in Lima"
    with pytest.raises(Refused):
        load(f"{site}/loop")
    with pytest.raises(CommuniqueError, match="404"):
        load(f"{site}/none")
