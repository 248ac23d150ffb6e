"""axe on the published site: no violation of WCAG 2.2 up to AAA, at phone and desk width, light and dark."""

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PAGES = (
    "your-first-visit.html", "the-sample-device.html", "index.html", "pages/about.html",
    "category/your-visit.html", "archives.html", "404.html",
)  # fmt: skip
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "best-practice"]
# Switched off by default although they are part of AAA.
ALSO = ("color-contrast-enhanced", "identical-links-same-purpose", "target-size")
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {name: {"enabled": True} for name in ALSO},
    "resultTypes": ["violations", "passes", "inapplicable", "incomplete"],
}


@pytest.fixture(params=[(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")], ids=str)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, scheme = request.param
    opened = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    yield opened
    opened.close()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/{name}")
    for fold in page.locator("details > summary").all():
        fold.click()
    found = Axe().run(page, options=OPTIONS).response
    ran = {
        rule["id"] for kind in ("passes", "inapplicable", "incomplete", "violations") for rule in found[kind]
    }
    assert set(ALSO) <= ran
    told = [f"{rule['id']}: {node['html'][:120]}" for rule in found["violations"] for node in rule["nodes"]]
    assert told == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_measured_the_contrast_and_was_sure_of_it(
    browser: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(color_scheme=scheme)
    page.goto(f"{address}/your-first-visit.html")
    found = Axe().run(page, options=OPTIONS).response
    page.close()
    passed = {rule["id"]: len(rule["nodes"]) for rule in found["passes"]}
    unsure = [
        node["html"] for rule in found["incomplete"] for node in rule["nodes"] if "contrast" in rule["id"]
    ]
    assert passed["color-contrast-enhanced"] > 20
    assert unsure == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_never_scrolls_sideways(browser: Browser, address: str, name: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 640})
    page.goto(f"{address}/{name}")
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.close()
    assert over <= 0


@pytest.fixture(scope="module")
def large_print(launch: Callable[..., Browser]) -> Iterator[Browser]:
    """A Chromium whose reader has set the text to twice its usual size."""
    opened = launch("--blink-settings=defaultFontSize=32,defaultFixedFontSize=26")
    yield opened
    opened.close()


@pytest.mark.parametrize("width", [640, 1280])
def test_text_may_be_twice_as_large_without_scrolling_sideways(
    large_print: Browser, address: str, width: int
) -> None:
    page = large_print.new_page(viewport={"width": width, "height": 640})
    page.goto(f"{address}/your-first-visit.html")
    size = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('article > p:not([class])')).fontSize)"
    )
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.close()
    assert size >= 32
    assert over <= 0


def test_the_first_press_of_the_tab_key_leads_past_the_navigation(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/your-first-visit.html")
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    assert link.get_attribute("href") == "#main-content"
    assert link.bounding_box()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = page.evaluate("document.querySelector('main').contains(document.activeElement)")
    page.close()
    assert inside
