"""Deciding, editing, undoing, importing; merging with warnings; adding with an error for each file that fails."""

from __future__ import annotations

import json
import re
import time

from communique.dossier.series import series
from communique.store.reviews import queue
from communique.store.write import add

from ..store.conftest import make_report
from .conftest import REPORTS


def figure(store, n=0):
    with store.reading() as session:
        return queue(session, kind="figure").items[n]


def periods(store):
    with store.reading() as session:
        return [p.period for one in series(session, pair="RU-UZ", indicator="trade.turnover") for p in one.points]


def test_rejected_figure_leaves_the_series_and_comes_back(web, web_store):
    one = figure(web_store)
    before = periods(web_store)
    assert web.form("/review", {"item": one.id, "action": "reject", "why": "a typing error"}).status_code == 303
    assert len(periods(web_store)) == len(before) - 1
    assert "a typing error" in web.get("/review/decisions").text
    assert web.form("/review", {"action": "undo"}).status_code == 303
    assert periods(web_store) == before


def test_edit_holds_when_the_text_is_read_again(web, web_store):
    one = figure(web_store)
    answer = web.form(
        "/review", {"item": one.id, "action": "edit", "f.period": "2016", "was.period": one.fields["period"]}
    )
    assert answer.status_code == 303
    assert "2016" in periods(web_store)
    for report in REPORTS:
        add(web_store, make_report(**report), again=True)
    assert "2016" in periods(web_store)


def test_edit_must_keep_to_the_contract(web, web_store):
    one = figure(web_store)
    for fields in ({"f.period": "last year"}, {"f.value": "many"}, {"f.about": "Atlantis"}, {"f.status": "wished"}, {}):
        was = {f"was.{k[2:]}": "" for k in fields}
        answer = web.form("/review", {"item": one.id, "action": "edit", **fields, **was})
        assert answer.status_code == 400, fields


def test_several_are_decided_at_once(web, web_store):
    with web_store.reading() as session:
        items = [i.id for i in queue(session, kind="milestone").items]
    assert web.form("/review", {"item": items, "action": "accept"}).status_code == 303
    with web_store.reading() as session:
        assert queue(session, kind="milestone").total == 0


def test_decisions_travel(web, web_store, tmp_path):
    from communique.store import open_store
    from communique.store.reviews import take_over
    from communique.store.write import Writer

    web.form("/review", {"item": figure(web_store).id, "action": "reject"})
    exported = web.get("/review/export").content
    assert json.loads(exported.splitlines()[0])["action"] == "reject"
    with open_store(str(tmp_path / "other.db"), create=True) as other:
        for report in REPORTS:
            add(other, make_report(**report))
        with other.writing() as session:
            assert take_over(session, Writer(session, other), exported.splitlines()) == (1, 0)
        with other.writing() as session:
            assert take_over(session, Writer(session, other), exported.splitlines()) == (0, 1)
        assert len(periods(other)) == len(periods(web_store))
    answer = web.post("/review/import", data={"csrf": web.token()}, files={"file": ("d.jsonl", b"{}")})
    assert answer.status_code == 400 and "line 1" in answer.text


def test_two_reviewers_agree_as_far_as_they_do(with_users, web_store):
    from communique.store.reviews import agreement

    from .conftest import Browser

    with web_store.reading() as session:
        items = [i.id for i in queue(session, limit=4).items]
    for name, actions in (("reviewer", "aaxx"), ("admin", "aaax")):
        with Browser(base_url=with_users) as client:
            client.sign_in(name)
            if name == "admin":
                second = client.get("/review?mode=second").text
                assert all(f'data-item="{item}"' in second for item in items)
                assert "by reviewer" not in second and "· reviewer" not in second
            for item, action in zip(items, actions, strict=True):
                client.form("/review", {"item": item, "action": {"a": "accept", "x": "reject"}[action]})
    with web_store.reading() as session:
        found = agreement(session, "reviewer", "admin")
    assert (found.items, found.observed, found.kappa) == (4, 0.75, 0.5)


def test_merge_shows_reasons_and_warns(web, web_store):
    add(web_store, make_report(source="d.txt", who="Anna Petrovna", value=7.7, said="2021-01-01", represents="RU"))
    ids = dict(re.findall(r'href="/x/(x\d+)">([^<]+)<', web.get("/people").text))
    named = {name: i for i, name in ids.items()}
    page = web.get(f"/merge/{named['Anna Petrova']}?with={named['Anna Petrovna']}").text
    assert "Likeness" in page
    other = {"action": "merge", "other": named["Anna Petrovna"], "force": "yes", "why": "one person"}
    assert web.form(f"/merge/{named['Anna Petrova']}", other).status_code == 303
    assert "Anna Petrovna" in web.get(f"/x/{named['Anna Petrova']}").text
    assert web.form("/decisions/1/undo").status_code == 303
    assert "Anna Petrovna" in web.get("/people").text


def wait_for(web, where):
    for _ in range(300):
        html = web.get(where).text
        if "hx-trigger" not in html.split('id="job"')[1].split(">")[0]:
            return html
        time.sleep(0.1)
    raise AssertionError(html)


def test_each_file_that_fails_says_why_and_the_others_go_on(web, report_file):
    files = [
        ("files", ("../../press-release.txt", report_file.read_bytes())), ("files", ("empty.pdf", b"%PDF-1.4 nothing")),
        ("files", ("picture.png", b"\x89PNG\r\n")),
    ]  # fmt: skip
    answer = web.post("/add", data={"csrf": web.token(), "published": "2024-02-01"}, files=files)
    assert answer.status_code == 303
    html = wait_for(web, answer.headers["location"])
    assert html.count('class="failed"') == 2 and html.count('class="done"') == 1
    assert "this is no text" in html
    document = web.get(re.search(r'href="(/d/\w+)"', html)[1]).text
    assert "upload/press-release.txt" in document and "Kenya" in document
    assert web.post("/add", data={"csrf": web.token()}).status_code == 400


def test_two_files_of_one_name_are_two_documents_unless_they_are_versions(web, web_store):
    from communique.dossier.document import count

    def give(words, **more):
        files = [("files", ("minutes.txt", words.encode()))]
        wait_for(web, web.post("/add", data={"csrf": web.token(), **more}, files=files).headers["location"])
        with web_store.reading() as session:
            return count(session)

    first = give("Minister Anna Petrova opened the fair.")
    assert give("Quite another meeting was held in Osh.") == first + 1
    assert give("Minister Anna Petrova opened the fair in May.", versions="yes") == first + 1
