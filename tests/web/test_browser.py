"""The app in Chromium: every page wide and narrow, the review by keyboard, adding, merging, passages, keys; nothing serious for axe."""

from __future__ import annotations

import re

import pytest

from .test_security import XSS, bad_record

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = [
    "/", "/d", "/search", "/search?q=trade", "/pairs", "/pair/KZ-TR", "/people", "/projects", "/promises", "/conflicts", "/figures",
    "/review", "/review/decisions", "/review/keys", "/add", "/saved", "/account",
]  # fmt: skip
NAMED = {"project": ("/projects", "Sarytau Wind Farm"), "person": ("/people", "Nurlan Abishev")}


def link_to(tab, address, where, name):
    tab.goto(address + where)
    return tab.get_by_role("link", name=name, exact=True).first.get_attribute("href")


@pytest.fixture
def pages(tab, address):
    """All pages, those of things and documents too."""
    things = [link_to(tab, address, *where) for where in NAMED.values()]
    document = link_to(tab, address, "/d", "Cement plant opens in Karatal (composed)")
    return [*PAGES, *things, things[0].replace("/x/", "/merge/"), f"{document}?at=50-70"]


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_fits_and_says_nothing_to_the_console(tab, address, pages, width):
    tab.set_viewport_size({"width": width, "height": 900})
    for path in pages:
        tab.goto(address + path)
        over = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, (path, over)
        assert tab.locator("main").is_visible()
    assert all(url.startswith(address) for url in tab.requested)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(tab, address, pages, theme):
    from axe_playwright_python.sync_playwright import Axe

    tab.emulate_media(color_scheme=theme)
    wrong = []
    for path in pages:
        tab.goto(address + path)
        for found in Axe().run(tab).response["violations"]:
            if found["impact"] in ("serious", "critical"):
                wrong.append((path, found["id"], found["nodes"][0]["html"][:160]))
    assert not wrong


def test_pages_are_read_without_a_script(browser, address, pages):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in pages:
        page.goto(address + path)
        assert page.locator("main").inner_text().strip()
    page.goto(f"{address}/pair/KZ-TR")
    assert page.locator("svg.chart a.stated").count() > 5
    page.get_by_label("As known on").first.fill("2021-01-01")
    page.get_by_role("button", name="Show").click()
    assert "known_on=2021-01-01" in page.url and "Karatal Cement Plant" in page.content()
    context.close()


def here(tab):
    return tab.locator(".card.here")


def test_review_by_keyboard(tab, address):
    tab.goto(f"{address}/review")
    first, second = (tab.locator(".card").nth(n).get_attribute("data-item") for n in (0, 1))
    assert here(tab).get_attribute("data-item") == first
    tab.keyboard.press("j")
    assert here(tab).get_attribute("data-item") == second
    tab.keyboard.press("k")
    assert here(tab).get_attribute("data-item") == first
    assert tab.locator(".card.decided").count() == 0
    tab.keyboard.press("a")
    tab.locator(f'.card.decided[data-item="{first}"]').wait_for()
    assert here(tab).get_attribute("data-item") == second
    tab.keyboard.press("x")
    tab.locator(f'.card.decided[data-item="{second}"]').wait_for()
    tab.keyboard.press("u")
    tab.locator(f'.card:not(.decided)[data-item="{second}"]').wait_for()
    tab.keyboard.press("Space")
    tab.keyboard.press("j")
    tab.keyboard.press("Space")
    assert tab.locator("#chosen").inner_text() == "2"
    tab.keyboard.press("?")
    assert tab.locator("#help").is_visible() and "without" not in tab.locator("#keylist").inner_text()
    tab.keyboard.press("Escape")
    tab.get_by_role("button", name="Accept chosen").click()
    tab.locator(".card.decided").nth(2).wait_for()
    tab.goto(f"{address}/review?mode=decided")
    assert tab.locator(".card").count() == 3


def test_edit_by_keyboard(tab, address):
    tab.goto(f"{address}/review?kind=milestone")
    item = here(tab).get_attribute("data-item")
    tab.keyboard.press("e")
    assert here(tab).locator(".edit[open]").count() == 1
    field = here(tab).locator('[name="f.date"]')
    field.fill("2031-05")
    field.press("Enter")
    card = tab.locator(f'.card.decided[data-item="{item}"]')
    card.wait_for()
    assert "2031-05" in card.locator("dl.fields").inner_text()


def test_keys_are_changed_and_collisions_refused(tab, address):
    tab.goto(f"{address}/review/keys")
    tab.locator("[name=accept]").press("j")
    tab.get_by_role("button", name="Save").click()
    assert tab.locator("#collision").is_visible()
    tab.locator("[name=accept]").press("y")
    tab.get_by_role("button", name="Save").click()
    assert tab.locator("#collision").is_hidden()
    tab.goto(f"{address}/review")
    tab.keyboard.press("y")
    tab.locator(".card.decided").wait_for()


def test_upload_shows_progress_and_the_document(tab, address, report_file):
    tab.goto(address)
    tab.set_input_files("input[type=file]", report_file)
    tab.locator(".drop").get_by_role("button", name="Add").click()
    tab.locator(".uploads li.done").wait_for(timeout=60_000)
    tab.get_by_role("link", name="press-release.txt").click()
    assert "Kenya" in tab.locator(".text").inner_text()


def test_pasted_text_is_added(tab, address):
    tab.goto(f"{address}/add")
    tab.locator("textarea").fill(
        "Minister Olim Nazarov said that exports of Chad to Peru amounted to $3 million in 2022."
    )
    tab.locator("main").get_by_role("button", name="Add").click()
    tab.locator(".uploads li.done").wait_for(timeout=60_000)


def test_merge_and_undo(tab, address):
    one, two = (link_to(tab, address, "/people", name) for name in ("Murat Yildirim", "Serik Omarov"))
    tab.goto(f"{address}{one.replace('/x/', '/merge/')}?with={two[3:]}")
    card = tab.locator(".alike").first
    card.get_by_label("Why").fill("a test")
    if card.get_by_label("all the same").count():
        card.get_by_label("all the same").check()
    card.get_by_role("button", name="Merge").click()
    assert "Serik Omarov" in tab.locator(".dochead").inner_text()
    tab.goto(f"{address}/review/decisions")
    tab.get_by_role("button", name="Undo").first.click()
    assert "Serik Omarov" not in tab.locator(".dochead").inner_text()


def test_address_of_a_passage_opens_it_after_the_text_was_read_again(tab, address, example_store, example_records):
    from communique.record import decode
    from communique.store.write import add

    href = link_to(tab, address, "/d", "Cement plant opens in Karatal (composed)")
    tab.goto(f"{address}{href}?at=100-130")
    words = tab.locator(".passage").first.inner_text()
    passage = tab.locator("a.copy").get_attribute("href")
    assert "#s=" in passage
    for record in example_records:
        add(example_store, decode(record), again=True)
    tab.goto("about:blank")
    tab.goto(address + passage)
    tab.wait_for_url(re.compile(r"\?s="))
    assert tab.locator(".passage").first.inner_text() == words
    assert tab.locator("#passage").evaluate("e => e.getBoundingClientRect().top < innerHeight")
    tab.goto("about:blank")
    tab.goto(f"{address}{href}#s=no-,words that were never there,-at all")
    tab.wait_for_url(re.compile(r"\?s="))
    assert "gone from this version" in tab.locator(".dochead").inner_text()


def test_text_and_record_light_each_other_up(tab, address):
    tab.goto(address + link_to(tab, address, "/d", "Cement plant opens in Karatal (composed)"))
    item = tab.locator(".item.figures").first
    item.hover()
    assert tab.locator(".text .m.lit").count() >= 1
    tab.locator(".text .m.figures").last.click()
    assert tab.locator(".item.lit").count() == 1


def test_slider_shows_what_was_known_then(tab, address):
    tab.goto(f"{address}/pair/KZ-TR")
    before = tab.locator("svg.chart a.stated").count()
    slider = tab.locator("input[type=range]")
    slider.focus()
    slider.press("Home")
    tab.wait_for_url(re.compile("known_on=2019"))
    tab.wait_for_function("n => document.querySelectorAll('svg.chart a.stated').length < n", arg=before)


def test_harm_does_none(tab, address, example_store):
    from communique.store.write import add

    for n, evil in enumerate(XSS):
        add(example_store, bad_record(evil, n))
    tab.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for path in ("/", "/d", "/people", "/figures", "/review"):
        tab.goto(address + path)
    for href in tab.goto(f"{address}/d") and [
        a.get_attribute("href") for a in tab.locator(".docs a").all()[: len(XSS)]
    ]:
        tab.goto(address + href)
        assert tab.locator(".text").is_visible()
