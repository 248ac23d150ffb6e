"""A citation marker opens its reference where the reader is: by tap, click and keys, at every width."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_accessibility import OPTIONS

pytestmark = pytest.mark.browser
ARTICLE = "your-first-visit.html"
MARKER, SECOND = "#c2-1", "#c1-2"


@pytest.fixture(params=[320, 390, 1280], ids=str)
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": request.param, "height": 700}, has_touch=request.param < 600
    )
    opened = context.new_page()
    opened.goto(f"{address}/{ARTICLE}")
    yield opened
    context.close()


def press(page: Page, selector: str) -> None:
    """Tap on a phone, click elsewhere."""
    found = page.locator(selector)
    if (page.viewport_size or {"width": 0})["width"] < 600:
        found.tap()
    else:
        found.click()


def is_focused(page: Page, selector: str) -> bool:
    return bool(page.locator(selector).evaluate("element => element === document.activeElement"))


def test_a_marker_opens_its_reference_and_the_page_stays_where_it_is(page: Page) -> None:
    page.locator(MARKER).scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    press(page, MARKER)
    sheet = page.get_by_role("dialog", name="Reference 2")
    expect(sheet).to_be_visible()
    expect(sheet).to_contain_text("How to fold a brochure")
    assert urlsplit(page.url).fragment == ""
    assert page.evaluate("scrollY") == before


def test_the_opened_reference_is_the_entry_of_the_list_with_the_plain_words_first(page: Page) -> None:
    press(page, SECOND)
    words = page.get_by_role("dialog").get_by_role("listitem").inner_text()
    assert words == page.locator("#r1").inner_text()
    assert words.startswith("40 people in one waiting room, no comparison group.")
    for told in ("J Made Up Stud", "Who paid: Sample Hill Clinic", "Used 3 times:"):
        assert told in words


@pytest.mark.parametrize("name", ["found", "read", "funding", "uses"])
def test_each_line_of_an_entry_stands_on_its_own(page: Page, name: str) -> None:
    """Not every entry has all of them: a line of that kind is put behind the reference's own words."""
    display = page.locator(".references > li").first.evaluate(
        "(entry, name) => { const line = document.createElement('span'); line.className = name; "
        "entry.append(line); return getComputedStyle(line).display; }",
        name,
    )
    assert display == "block"


def test_it_lies_wholly_within_the_window(page: Page) -> None:
    press(page, MARKER)
    box = page.get_by_role("dialog").bounding_box()
    size = page.viewport_size
    assert box
    assert size
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["x"] + box["width"] <= size["width"]
    assert box["y"] + box["height"] <= size["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_the_marker_stays_in_sight_beside_what_it_opened(page: Page) -> None:
    page.locator("#c1-1").scroll_into_view_if_needed()
    page.evaluate(
        "scrollBy(0, document.querySelector('#c1-1').getBoundingClientRect().bottom - innerHeight + 5)"
    )
    press(page, "#c1-1")
    mark, sheet = page.locator("#c1-1").bounding_box(), page.get_by_role("dialog").bounding_box()
    assert mark
    assert sheet
    assert mark["y"] >= 0
    beside = mark["x"] + mark["width"] <= sheet["x"] or mark["x"] >= sheet["x"] + sheet["width"]
    assert beside or mark["y"] + mark["height"] <= sheet["y"] or mark["y"] >= sheet["y"] + sheet["height"]


@pytest.mark.parametrize("size", [(1280, 330), (320, 400), (700, 300)])
def test_in_a_low_window_it_can_be_closed(browser: Browser, address: str, size: tuple[int, int]) -> None:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(f"{address}/{ARTICLE}")
    page.locator(SECOND).click()
    box = page.get_by_role("dialog").bounding_box()
    assert box
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= size[1]
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.close()


def test_what_is_open_is_not_printed(
    page: Page, tmp_path: Path, program_or_skip: Callable[[str], str]
) -> None:
    program = program_or_skip("pdftotext")
    press(page, SECOND)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.pdf(path=tmp_path / "page.pdf")
    told = subprocess.run(
        [program, str(tmp_path / "page.pdf"), "-"], capture_output=True, encoding="utf-8", check=True
    )
    assert "Close" not in told.stdout
    assert told.stdout.count("Large print in waiting rooms") == 1


def test_escape_closes_it_and_the_focus_returns_to_the_marker(page: Page) -> None:
    page.locator(MARKER).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert is_focused(page, MARKER)


def test_a_tap_beside_it_closes_it_and_the_focus_returns(page: Page) -> None:
    press(page, MARKER)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.mouse.click(5, 5)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert is_focused(page, MARKER)


def test_the_close_button_closes_it_and_is_large_enough_for_a_thumb(page: Page) -> None:
    press(page, MARKER)
    button = page.get_by_role("button", name="Close")
    box = button.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 44
    button.click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert is_focused(page, MARKER)


def test_the_same_marker_closes_what_it_opened(page: Page) -> None:
    press(page, MARKER)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.locator(MARKER).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_second_click_on_the_marker_closes_what_the_first_opened(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 700})
    page.goto(f"{address}/{ARTICLE}")
    page.locator(MARKER).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.locator(MARKER).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator(MARKER).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.close()


@pytest.mark.parametrize("way", ["beside", "button", "dragged"])
def test_a_key_opens_it_again_at_once_however_it_was_closed(browser: Browser, address: str, way: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 700})
    page.goto(f"{address}/{ARTICLE}")
    page.locator(MARKER).click()
    if way == "beside":
        page.mouse.click(5, 5)
    elif way == "button":
        page.get_by_role("button", name="Close").click()
    else:
        box = page.locator(MARKER).bounding_box()
        assert box
        page.mouse.move(box["x"] + 3, box["y"] + 3)
        page.mouse.down()
        page.mouse.move(5, 5)
        page.mouse.up()
        page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(MARKER)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.close()


def test_it_stays_in_a_window_that_is_made_smaller(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1000, "height": 700})
    page.goto(f"{address}/{ARTICLE}")
    page.locator(MARKER).click()
    for width, height in ((390, 700), (1000, 250)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(200)
        box = page.get_by_role("dialog").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width + 1
        assert box["y"] + box["height"] <= height + 1
    page.close()


def test_the_tab_key_leads_from_the_marker_into_the_opened_reference(page: Page) -> None:
    page.locator(MARKER).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = "document.querySelector('.opened-reference').contains(document.activeElement)"
    assert page.evaluate(inside)


def test_another_marker_opens_its_own(page: Page) -> None:
    press(page, MARKER)
    page.keyboard.press("Escape")
    press(page, SECOND)
    expect(page.get_by_role("dialog", name="Reference 1")).to_contain_text("Large print in waiting rooms")


def test_a_link_back_leads_to_its_place_and_closes_the_reference(page: Page) -> None:
    press(page, SECOND)
    page.get_by_role("dialog").locator(".backlink").first.click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert urlsplit(page.url).fragment == "c1-1"
    expect(page.locator("#c1-1")).to_be_in_viewport()


def test_no_id_is_on_the_page_twice_while_it_is_open(page: Page) -> None:
    press(page, MARKER)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((element) => element.id)")
    assert len(ids) == len(set(ids))


def test_axe_finds_nothing_while_it_is_open(page: Page) -> None:
    press(page, MARKER)
    found = Axe().run(page, options=OPTIONS).response
    told = [f"{rule['id']}: {node['html'][:120]}" for rule in found["violations"] for node in rule["nodes"]]
    assert told == []


def test_a_range_opens_every_source_in_it(page: Page) -> None:
    page.evaluate(
        """() => {
            const marker = document.querySelector("#c1-2");
            marker.dataset.through = "2";
            marker.setAttribute("aria-label", "References 1 to 2");
        }"""
    )
    press(page, SECOND)
    expect(page.get_by_role("dialog", name="References 1 to 2").get_by_role("listitem")).to_have_count(2)


@pytest.mark.parametrize("width", [320, 1280])
def test_without_javascript_a_marker_leads_to_its_reference_and_back(
    browser: Browser, address: str, width: int
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 700})
    page = context.new_page()
    page.goto(f"{address}/{ARTICLE}")
    page.locator(MARKER).click()
    assert urlsplit(page.url).fragment == "r2"
    reference = page.locator("#r2")
    expect(reference).to_be_in_viewport()
    expect(reference).to_contain_text("How to fold a brochure")
    reference.locator(".backlink").first.click()
    assert urlsplit(page.url).fragment == "c2-1"
    expect(page.locator(MARKER)).to_be_in_viewport()
    context.close()
