"""The app on a real port, over a small store: made-up records for what is quick, the composed examples for the browser."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
import time
from pathlib import Path

import httpx
import pytest

from communique.record import decode, encode
from communique.store import open_store
from communique.store.users import add_user
from communique.store.write import add

from ..conftest import ROOT
from ..store.conftest import make_report

EXAMPLES = ROOT / "examples" / "composed"
PASSWORD = "correct horse battery"


@contextlib.contextmanager
def served(store, **settings):
    """The app on loopback: its address. Stops as it does in earnest."""
    import uvicorn

    from communique.web.app import create_app
    from communique.web.settings import Settings

    app = create_app(store, Settings(**settings))
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False, lifespan="on", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(20)
        listening.close()


class Browser(httpx.Client):
    """A client that keeps cookies and sends the token of forms, as a browser does."""

    def form(self, path, data=None, **more):
        """Send a form; the token is that of the pages."""
        return self.post(path, data={"csrf": self.token(), **(data or {})}, **more)

    def token(self):
        """What forms carry now."""
        return re.search(r'name="csrf" content="([0-9a-f]+)"', self.get("/signin", follow_redirects=True).text)[1]

    def sign_in(self, name, password=PASSWORD):
        """Sign in; whether it went well."""
        return self.form("/signin", {"name": name, "password": password}).status_code == 303


REPORTS = [
    {"source": "a.txt", "who": "Anna Petrova", "value": 4.7, "year": "2017", "said": "2018-04-20", "opens": "2019"},
    {"source": "b.txt", "who": "Anna Petrova", "value": 6.6, "year": "2017", "said": "2019-02-01", "opens": "2021"},
    {"source": "c.txt", "who": "Botir Hodjaev", "value": 5.1, "year": "2018", "said": "2020-02-01", "opens": "2024"},
]  # fmt: skip


@pytest.fixture
def web_store(tmp_path):
    """Three made-up reports of one pair."""
    with open_store(str(tmp_path / "web.db"), create=True) as store:
        for report in REPORTS:
            add(store, make_report(**report))
        yield store


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A client for tests that change nothing: one app for all of them."""
    with open_store(str(tmp_path_factory.mktemp("site") / "web.db"), create=True) as store:
        for report in REPORTS:
            add(store, make_report(**report))
        with served(store) as address, Browser(base_url=address, timeout=30) as client:
            client.get("/")
            yield client


@pytest.fixture
def web(web_store):
    """A client of the app of one local user."""
    with served(web_store) as address, Browser(base_url=address, timeout=30) as client:
        client.get("/")
        yield client


def _add_users(store):
    with store.writing() as session:
        for name in ("admin", "reviewer", "reader"):
            add_user(session, name, PASSWORD, name)


@pytest.fixture
def with_users(web_store):
    """The address of an app with an admin, a reviewer and a reader."""
    _add_users(web_store)
    with served(web_store) as address:
        yield address


@pytest.fixture(scope="module")
def users_store(tmp_path_factory):
    """A store with an admin, a reviewer and a reader, for tests that change nothing of theirs."""
    with open_store(str(tmp_path_factory.mktemp("users") / "web.db"), create=True) as store:
        for report in REPORTS:
            add(store, make_report(**report))
        _add_users(store)
        yield store


@pytest.fixture(scope="module")
def users_site(users_store):
    """The address of its app."""
    with served(users_store) as address:
        yield address


@pytest.fixture(scope="session")
def example_records():
    """The composed examples, read once."""
    from communique.extract.pipeline import extract_many
    from communique.read import expand, load

    documents = [load(path) for path in expand([EXAMPLES])]
    return [encode(record) for record in extract_many(documents)]


@pytest.fixture
def example_store(tmp_path, example_records):
    """A store of the composed examples with their made-up official figures."""
    from communique.dossier.official.forms import Given
    from communique.dossier.official.load import load as load_official

    with open_store(str(tmp_path / "examples.db"), create=True) as store:
        for record in example_records:
            add(store, decode(record))
        load_official(store, str(EXAMPLES / "official.csv"), Given())
        yield store


@pytest.fixture
def address(example_store):
    """The app over the composed examples."""
    with served(example_store) as where:
        yield where


@pytest.fixture
def report_file(tmp_path) -> Path:
    """A report that can be uploaded."""
    path = tmp_path / "press-release.txt"
    path.write_text("Minister Anna Petrova said that trade between Kenya and Japan had reached $1.2 billion in 2023.")
    return path
