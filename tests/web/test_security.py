"""Who may what; what is sent from elsewhere, or to do harm, does none."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from communique.errors import UsageError
from communique.record import Document, Entity, Figure, Record, Statement
from communique.store.users import new_token
from communique.store.write import add
from communique.web import app
from communique.web.settings import Settings

from .conftest import PASSWORD, Browser

XSS = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'-alert(1)-'", "<svg/onload=alert(1)>", "{{7*7}}", "${7*7}",
    "</textarea><script>alert(1)</script>", "javascript:alert(1)", "<iframe srcdoc='<script>alert(1)</script>'>", "\"onmouseover=alert(1) x=\"",
    "<a href=\"javascript:alert(1)\">x</a>", "</title><script>alert(1)</script>", "<!--<script>alert(1)//-->", "%3Cscript%3Ealert(1)%3C/script%3E",
]  # fmt: skip


def bad_record(evil: str, n: int) -> Record:
    """A record whose title, text, names and source hold it."""
    import hashlib

    text = f"{evil} said that {evil} costs $5 million."
    return Record(
        document=Document(id=hashlib.sha256(text.encode()).hexdigest(), text=text, source=f"{n}/{evil}", title=evil, publisher=evil, published="2024-01-01", language="en"),
        entities=(Entity(id="e1", kind="person", name=evil, aliases=(f"{evil}2",), mentions=((0, len(evil)),)),),
        statements=(Statement(id="s1", speaker="e1", content_spans=((len(evil) + 11, len(text) - 1),), manner="indirect"),),
        figures=(Figure(id="f1", span=(text.index("$5"), text.index("$5") + 10), value=5e6, unit="USD", measure=evil, statement="s1"),),
    )  # fmt: skip


def test_harm_shows_as_text(web, web_store):
    for n, evil in enumerate(XSS):
        add(web_store, bad_record(evil, n))
    paths = ["/", "/d", "/people", "/figures", "/review", "/search?q=costs", "/promises", "/saved"]
    paths += re.findall(r'href="(/(?:d|x)/\w+)"', web.get("/d").text + web.get("/people").text)
    for evil in XSS:
        web.form("/saved", {"q": "costs", "name": evil})
        answer = web.get("/search", params={"q": evil})
        assert answer.status_code in (200, 400)
        paths.append(f"/search?{answer.request.url.query.decode()}")
        paths.append("/x?" + str(answer.request.url.query.decode()).replace("q=", "name="))
    for path in paths:
        html = web.get(path, follow_redirects=True).text
        assert not re.search(
            r"<script>alert|<img src=x|<svg/onload|<iframe|<a href=\"javascript|\sonmouseover=alert", html
        ), path
        assert not re.search(r"href=\"?\s*javascript:", html), path
        assert ">49<" not in html, path


def posts():
    """Every handler that changes something."""
    from communique.web.api import HANDLERS

    for handler in (*app.PAGES, *HANDLERS):
        for path in handler.paths:
            if "POST" in handler.http_methods:
                yield re.sub(r"\{\w+:int\}", "1", re.sub(r"\{\w+:str\}", "x1", path)), handler in HANDLERS


@pytest.mark.parametrize("path, is_api", sorted(set(posts())))
def test_what_changes_anything_needs_the_token_of_our_page(site, path, is_api):
    path = f"/api{path}" if is_api else path
    assert site.post(path, data={"name": "a"}).status_code == 403
    assert site.post(path, data={"csrf": "0" * 64}).status_code == 403
    assert site.post(path, content="{}", headers={"content-type": "text/plain"}).status_code == 403
    assert site.post(path, json={}, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert site.post(path, json={}, headers={"origin": "https://elsewhere.example"}).status_code == 403


def test_another_host_name_is_refused_without_users(site):
    assert site.get("/", headers={"host": "elsewhere.example"}).status_code == 403
    assert site.get("/", headers={"host": "localhost:1"}).status_code == 200


@pytest.mark.parametrize(
    "settings", [{"host": "0.0.0.0"}, {"host": "192.0.2.1"}, {"base_url": "https://archive.example/x"}]
)
def test_nothing_is_served_to_others_without_users(web_store, settings):
    with pytest.raises(UsageError, match="there are no users"):
        app.create_app(web_store, Settings(**settings))


def test_pages_need_signing_in(users_site):
    with Browser(base_url=users_site) as client:
        answer = client.get("/figures")
        assert answer.status_code == 303 and answer.headers["location"] == "/signin?next=/figures"
        assert client.get("/api/counts").status_code == 401
        assert client.get("/health").status_code == 200
        assert not client.sign_in("reader", "wrong password")
        assert client.sign_in("reader")
        assert client.get("/figures").status_code == 200
        assert client.form("/signout").status_code == 303
        assert client.get("/figures").status_code == 303


ROLES = [
    ("reader", "/figures", 200), ("reader", "/review", 403), ("reader", "/add", 403), ("reader", "/merge/x1", 403),
    ("reader", "/api/review", 403), ("reviewer", "/review", 200), ("reviewer", "/add", 200), ("reviewer", "/api/review", 200),
    ("admin", "/review", 200),
]  # fmt: skip


@pytest.mark.parametrize("name, path, status", ROLES)
def test_roles_may_what_they_may(users_site, name, path, status):
    with Browser(base_url=users_site) as client:
        assert client.sign_in(name)
        assert client.get(path).status_code == status


def test_only_admins_make_users(with_users):
    for name, status in (("reviewer", 403), ("admin", 303)):
        with Browser(base_url=with_users) as client:
            client.sign_in(name)
            new = {"action": "add", "name": f"by-{name}", "password": PASSWORD, "role": "reader"}
            assert client.form("/users", new).status_code == status
            last = client.form("/users", {"action": "remove", "name": "admin", "role": ""})
            assert last.status_code == (403 if name == "reviewer" else 400)


def test_too_many_tries_close_a_name(with_users):
    with Browser(base_url=with_users) as client:
        for _ in range(6):
            assert not client.sign_in("reader", "wrong password")
        answer = client.form("/signin", {"name": "reader", "password": PASSWORD})
        assert answer.status_code == 429 and int(answer.headers["retry-after"]) > 0


def test_key_opens_the_api_with_its_role(users_site, users_store):
    with users_store.writing() as session:
        key = new_token(session, "reader")
    with Browser(base_url=users_site, headers={"authorization": f"Bearer {key}"}) as client:
        assert client.get("/api/counts").json()["documents"] == 3
        assert client.post("/api/review", json={"item": "figure.0.0.0", "action": "accept"}).status_code == 403
    with Browser(base_url=users_site, headers={"authorization": "Bearer cq_wrong"}) as client:
        assert client.get("/api/counts").status_code == 401


def test_upload_over_the_limit_is_refused(web_store):
    from .conftest import served

    with served(web_store, upload_bytes=10_000) as address, Browser(base_url=address) as client:
        token = client.token()
        files = {"files": ("big.txt", b"x" * 20_000)}
        assert client.post("/add", data={"csrf": token}, files=files).status_code == 413


def test_secrets_are_kept_as_hashes(users_site, users_store):
    with users_store.writing() as session:
        key = new_token(session, "reader")
    with open(users_store.where, "rb") as file, open(f"{users_store.where}-wal", "rb") as more:
        kept = file.read() + more.read()
    assert key.encode() not in kept and PASSWORD.encode() not in kept and b"$argon2id$" in kept


@pytest.mark.slow
def test_server_answers_for_its_health_and_stops_cleanly(tmp_path):
    """`communique serve` makes its store, says where it is, and goes at SIGTERM."""
    program = [
        str(Path(sys.executable).with_name("communique")),
        "serve",
        "--db",
        str(tmp_path / "new.db"),
        "--port",
        "0",
    ]
    wrong = subprocess.run([*program[:-1], "99999"], capture_output=True, text=True)
    assert wrong.returncode == 2 and "--port 99999" in wrong.stderr
    open_to_all = subprocess.run([*program, "--host", "0.0.0.0"], capture_output=True, text=True)
    assert open_to_all.returncode == 2 and "there are no users" in open_to_all.stderr
    server = subprocess.Popen(program, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        address = re.search(r"http://\S+:\d+/", server.stderr.readline())[0]
        for _ in range(100):
            try:
                assert httpx.get(f"{address}health").json() == {"status": "ok"}
                break
            except httpx.ConnectError:
                time.sleep(0.1)
        assert httpx.get(address).status_code == 200
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) in (0, -signal.SIGTERM)
        server.stderr.close()
