"""Every page answers, without JavaScript, small, with the headers that keep browsers strict."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote, unquote

import pytest

from communique.store.write import add

from ..store.conftest import make_report
from .conftest import Browser, served

PAGES = [
    "/", "/d", "/search", "/search?q=trade", "/search.csv?q=trade", "/pairs", "/pair/RU-UZ", "/pair/RU-UZ?known_on=2018-12-31",
    "/people", "/organizations", "/projects?q=Zarafshon", "/agreements", "/programmes", "/events", "/countries", "/x/x1", "/x/x4",
    "/promises", "/promises?state=slipped&state=overdue&as_of=2020-01-01", "/promises.csv", "/conflicts", "/figures",
    "/figures?sort=value&indicator=trade.turnover", "/figures.csv", "/review", "/review?mode=second", "/review?mode=decided",
    "/review/decisions", "/review/keys", "/review/export", "/add", "/saved", "/account", "/merge/x1", "/health", "/brief?pair=RU-UZ&form=md",
    "/brief?about=x4&form=html", "/export?to=jsonl&pair=RU-UZ", "/export?to=geojson&q=trade",
]  # fmt: skip
WRONG = {
    "/search?q=said:": 400, "/search?q=%22": 400, "/d/0000000000": 404, "/x/nobody": 404, "/pair/XX-YY": 400, "/pair/RU": 400,
    "/figures?sort=rank": 400, "/search?q=a&page=0": 400, "/promises?as_of=soon": 400, "/add/nothing": 404, "/nothing": 404,
    "/review?kind=poem": 400, "/brief": 400, "/brief?pair=RU-UZ&form=exe": 400, "/export?to=csv": 400, "/export?q=said:": 400, "/review?item=figure.1.2.3": 400, "/x": 400, "/pair/RU-UZ?known_on=2020-13": 400,
    "/d/../../etc/passwd": 404, "/static/../app.py": 404, "/static/%2e%2e/app.py": 404, "/static/..%2f..%2fapp.py": 404,
}  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_page_answers(site, path):
    answer = site.get(path)
    assert answer.status_code == 200, answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    if "attachment" in answer.headers.get("content-disposition", ""):
        return
    if "text/html" in answer.headers["content-type"]:
        assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", answer.text)
        assert "<main" in answer.text and "<h1" in answer.text or path == "/"


@pytest.mark.parametrize("path, status", WRONG.items())
def test_wrong_use_is_told_and_is_no_fault_of_ours(site, path, status):
    answer = site.get(path)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_document_links_text_and_record_both_ways(site):
    html = site.get(re.search(r'href="(/d/\w+)"', site.get("/d").text)[1]).text
    for key in set(re.findall(r'id="i-(\w+)"', html)):
        assert f'id="t-{key}"' in html, key
    for key in set(re.findall(r'href="#i-(\w+)"', html)):
        assert f'id="i-{key}"' in html, key


def test_passage_is_found_again_after_a_new_version_or_said_to_be_gone(web, web_store):
    record = make_report(
        **{"source": "p.txt", "who": "Karim Aliev", "value": 9.9, "year": "2021", "said": "2022-01-01"}
    )
    add(web_store, record)
    at = record.document.text.index("$9.9 billion")
    html = web.get(f"/d/{record.document.id[:16]}?at={at}-{at + 12}").text
    address = unescape(re.search(r'#s=([^"]+)"', html)[1])
    assert unquote(address).split(",")[1] == "$9.9 billion"
    new = make_report(
        source="p.txt", who="Karim Aliev", value=9.9, year="2021", said="2022-01-01", extra=" It was raining, they add."
    )
    add(web_store, new)
    html = web.get(f"/d/{record.document.id[:16]}?s={address}").text
    assert 'id="passage"' in html and "gone from this version" not in html
    add(
        web_store,
        make_report(source="p.txt", who="Karim Aliev", value=8.8, year="2021", said="2022-01-01", extra=" Wholly new."),
    )
    html = web.get(f"/d/{record.document.id[:16]}?s={address}").text
    assert "gone from this version" in html and "$9.9 billion" in html
    assert "Orphans" in html


def test_no_document_is_served_as_html(web):
    web.form("/add", {"text": "<html><body><h1>Not ours</h1></body></html>", "title": "page"})
    for path in ("/d", "/"):
        assert "<h1>Not ours" not in web.get(path).text


def test_prefix_is_in_every_link_whether_the_proxy_takes_it_off_or_not(web_store):
    with served(web_store, base_url="http://127.0.0.1:9/archive") as address, Browser(base_url=address) as client:
        for path in ("/archive/d", "/d"):
            html = client.get(path).text
            assert not re.findall(r'(?:href|action|src)="/(?!archive)', html)
        assert "Path=/archive" in client.get("/archive/").headers.get("set-cookie", "Path=/archive")


def test_feed_of_a_saved_search(web):
    from lxml import etree

    web.form("/saved", {"q": "trade", "name": "Trade <& more>"})
    secret = re.search(r"/feed/([\w-]+)\.atom", web.get("/saved").text)[1]
    feed = etree.fromstring(web.get(f"/feed/{secret}.atom").content)
    names = {"a": "http://www.w3.org/2005/Atom"}
    assert feed.findtext("a:title", namespaces=names) == "Trade <& more>"
    link = feed.find("a:entry/a:link", names).get("href")
    assert web.get(link).status_code == 200
    assert web.get("/feed/none.atom").status_code == 404


def test_csv_cells_are_no_formulas(web, web_store):
    add(web_store, make_report(source="=cmd()", who="Olim Nazarov", value=3.3, said="2021-01-01"))
    assert "'=cmd()" in web.get("/search.csv?q=Nazarov").text


def test_labels_are_complete():
    """Every label of the templates has words in each language."""
    from communique.web.labels import table

    from ..conftest import ROOT

    wanted = set()
    for path in (ROOT / "src/communique/web/templates").glob("*.html"):
        text = path.read_text("utf-8")
        wanted |= {m[1] or m[2] for m in re.finditer(r"""\bt\((?:"([^"]+)"|'([^']+)')""", text)}
    for language in ("ru", "uz"):
        have = table(language)
        assert not sorted(w for w in wanted if w not in have), language
        assert set(table("en")) <= set(have)
        for english, said in have.items():
            if isinstance(said, str):
                assert set(re.findall(r"\{\w+\}", english)) == set(re.findall(r"\{\w+\}", said)), english


@pytest.mark.parametrize("language, word", [("ru", "Поиск"), ("uz", "Qidiruv"), ("en", "Search")])
def test_pages_speak_the_language_that_is_asked_for(site, language, word):
    with Browser(base_url=site.base_url) as client:
        assert word in client.get("/", headers={"accept-language": language}).text
        client.form("/settings", {"language": language, "next": "/d"})
        assert f'<html lang="{language}"' in client.get("/d", headers={"accept-language": "en"}).text


def test_onward_leads_nowhere_else(site):
    for where in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"):
        assert site.form("/settings", {"theme": "dark", "next": where}).headers["location"] == "/"


def test_address_quotes_what_it_must():
    from communique.store.passages import address_of, selector_of

    text = "a-b, c#d % — «э»\nnext"
    selector = selector_of(address_of(text, 3, 12))
    assert selector.exact == text[3:12] and selector.prefix == text[:3]
    assert quote(selector.exact, safe="").replace("-", "%2D") in address_of(text, 3, 12)
