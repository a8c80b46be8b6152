"""The self-contained page in a real browser: words and items lead to each other by mouse, keyboard and touch."""

from __future__ import annotations

import pytest

from communique.export.html import page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(made, tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "out.html"
    path.write_text(page([made, made]), "utf-8")
    return path.as_uri()


@pytest.fixture
def first(tab, address):
    """The first report of the page, opened."""
    tab.goto(address)
    return tab.locator("#record0")


def lit_words(report):
    return "|".join(report.locator("mark.lit").all_inner_texts())


def lit_items(report):
    return [item.get_attribute("data-key") for item in report.locator(".item.lit").all()]


def in_view(tab, locator):
    box, height = locator.bounding_box(), tab.viewport_size["height"]
    return 0 <= box["y"] and box["y"] + box["height"] <= height


def test_nothing_is_asked_of_the_network(tab, first, address):
    assert tab.requested == [address]


def test_text_is_shown_as_it_is(first, made):
    assert first.locator(".text").evaluate("node => node.textContent") == made.document.text


def test_pointing_at_an_item_lights_all_its_words(first):
    first.locator(".item[data-key=s2]").hover()
    assert lit_words(first) == "“The port,”|“|will open in 2027|.”"


def test_pointing_at_words_lights_the_innermost_item_and_brings_it_into_view(tab, first):
    first.locator("mark.figures", has_text="$2 billion").hover()
    assert lit_items(first) == ["f2"] and in_view(tab, first.locator(".item[data-key=f2]"))
    first.locator("h1").hover()
    assert lit_items(first) == [] and lit_words(first) == ""


def test_click_keeps_the_light_and_scrolls_to_the_words(tab, first):
    first.locator(".item[data-key=s3]").click()
    first.locator("h1").evaluate("node => node.dispatchEvent(new MouseEvent('mouseenter'))")
    assert "Lima Wind Plant" in lit_words(first) and in_view(tab, first.locator("mark.lit").first)


def test_arrows_go_through_the_marked_words_enter_to_the_item_and_back(tab, first):
    first.locator(".text").focus()
    seen = []
    for _ in range(3):
        tab.keyboard.press("ArrowRight")
        seen += lit_items(first)
    assert seen == ["s1", "c1", "q0"] and lit_words(first) == "doubled"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.dataset.key") == "q0"
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate("document.activeElement.dataset.key") == "s1" and lit_words(first).startswith(
        "trade with |Peru"
    )
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.className") == "text"
    tab.keyboard.press("Escape")
    assert lit_words(first) == ""


def test_a_kind_can_be_left_unmarked(tab, first):
    figure = first.locator("mark.figures").first
    before = figure.evaluate("node => getComputedStyle(node).backgroundColor")
    first.get_by_label("figures").uncheck()
    assert figure.evaluate("node => getComputedStyle(node).backgroundColor") != before
    figure.hover()
    assert lit_items(first) == ["c1"]  # what is left there


def test_reports_do_not_disturb_each_other(tab, first):
    first.locator(".item[data-key=f1]").hover()
    assert tab.locator("#record1 .lit").count() == 0


def test_on_a_phone_the_item_comes_up_below_the_words(tab, address):
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(address)
    report = tab.locator("#record0")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    report.locator("mark.figures", has_text="$2 billion").click()
    sheet = report.locator(".sheet")
    assert sheet.is_visible() and sheet.locator(".item").first.get_attribute("data-key") == "f2"
    assert report.locator("mark.lit").first.bounding_box()["y"] < sheet.bounding_box()["y"]
    sheet.get_by_text("Close").click()
    assert not sheet.is_visible()


def test_print_shows_everything_without_controls(tab, first):
    first.locator("details").last.evaluate("node => { node.open = false; }")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.emulate_media(media="print")
    assert first.locator("fieldset").is_hidden() and first.locator(".item[data-key=e3]").is_visible()
    assert first.locator("aside").evaluate("node => getComputedStyle(node).overflow") == "visible"
    assert tab.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_that_axe_can_find(tab, address, scheme):
    from axe_playwright_python.sync_playwright import Axe

    tab.emulate_media(color_scheme=scheme)
    tab.goto(address)
    found = Axe().run(tab)
    assert found.violations_count == 0, found.generate_report()
