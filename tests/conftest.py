"""Shared by all tests: one loaded parser, one browser, and where the gold lies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# Nothing but the pages under test is asked for, and no display is needed.
QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", "--no-first-run"]  # fmt: skip


@pytest.fixture(scope="session")
def read():
    """Text → record, with a day of publication."""
    from communique.extract.pipeline import extract
    from communique.read import document_from_text

    return lambda text, published="2025-11-14": extract(document_from_text(text, published=published, language="en"))


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium, driven by Playwright; `scripts/test-programs` installs it where it can."""
    program = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("Chromium is not installed (scripts/test-programs)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def tab(browser):
    """A page that fails the test if anything is logged as an error or thrown in it; ``tab.requested`` lists what it asked for."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    wrong: list[str] = []
    page.requested = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: page.requested.append(request.url))
    yield page
    context.close()
    assert not wrong, wrong
