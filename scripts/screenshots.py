"""The pictures in README and docs/web.md: ``python scripts/screenshots.py [OUT]`` (default docs/img; needs Chromium).

The store is that of the composed examples (``examples/composed``): people, projects and figures in the pictures are made up.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from communique.dossier.official.forms import Given
from communique.dossier.official.load import load as load_official
from communique.extract.pipeline import extract_many
from communique.read import expand, load
from communique.store import Store, open_store
from communique.store.write import add
from communique.web.app import create_app
from communique.web.settings import Settings

ROOT = Path(__file__).parents[1]
EXAMPLES = "examples/composed"  # seen from the root: sources are shown in the pictures
SIZE = {"width": 1280, "height": 800}
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--force-device-scale-factor=1"]


def fill(store: Store) -> None:
    """The composed examples with their made-up official figures."""
    for record in extract_many(load(path) for path in expand([EXAMPLES])):
        add(store, record)
    load_official(store, f"{EXAMPLES}/official.csv", Given())


@contextlib.contextmanager
def served(store: Store) -> Iterator[str]:
    """The app on loopback: its address."""
    app = create_app(store, Settings())
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="on", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.05)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def follow(page: Page, address: str, where: str, name: str) -> str:
    """The path that a link of a page leads to."""
    page.goto(address + where)
    return str(page.get_by_role("link", name=name).first.get_attribute("href"))


def pictures(page: Page, address: str, out: Path) -> None:
    """Each main page once; the pair also dark."""
    document = follow(page, address, "/d", "Cement plant opens")
    project = follow(page, address, "/projects", "Sarytau Wind Farm")
    for name, path in {
        "start": "/", "document": document, "pair": "/pair/KZ-TR", "project": project, "review": "/review", "search": "/search?q=trade",
    }.items():  # fmt: skip
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        page.screenshot(path=out / f"{name}.png")
    page.emulate_media(color_scheme="dark")
    page.goto(f"{address}/pair/KZ-TR")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=out / "pair-dark.png")


def main() -> None:
    """Make a store, serve it, take the pictures."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "img"
    out = out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    os.chdir(ROOT)
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        sys.exit("Chromium is not installed (scripts/test-programs)")
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/examples.db", create=True) as store:
        fill(store)
        with served(store) as address, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
            context = chromium.new_context(viewport=SIZE, reduced_motion="reduce", locale="en-GB")  # type: ignore[arg-type]
            pictures(context.new_page(), address, out)
            chromium.close()


if __name__ == "__main__":
    main()
