"""The published site as a reader meets it: on a screen, without JavaScript, on paper."""

import gzip
import re
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.blog import Blog

pytestmark = pytest.mark.browser
ARTICLE = "your-first-visit.html"
PAGES = (
    ARTICLE,
    "the-sample-device.html",
    "pages/about.html",
    "index.html",
    "category/your-visit.html",
    "404.html",
)
CARRIERS = PAGES[:3]
# What a reader on a slow phone pays for a page, compressed as servers send it.
MOST_CSS, MOST_PAGE = 4_096, 15_360


def letters(text: str) -> str:
    """Return what no line break, hyphen or ligature changes."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def approved(blog: Blog, name: str) -> str:
    header, _, text = blog.read(f"content/disclaimers/{name}.md").partition("\n\n")
    return re.sub(r"(?s).*^Title: ([^\n]+).*", r"\1", header, flags=re.MULTILINE) + text


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.mark.parametrize("name", CARRIERS)
@pytest.mark.parametrize("javascript", [True, False], ids=["JS", "no JS"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("medium", ["screen", "print"])
def test_the_disclaimer_is_there_to_be_seen(
    browser: Browser, address: str, name: str, javascript: bool, width: int, medium: str
) -> None:
    context = browser.new_context(java_script_enabled=javascript, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.emulate_media(media=medium)  # type: ignore[arg-type]  # the parameter is one of the two
    page.goto(f"{address}/{name}")
    notice = page.locator("[data-disclaimer-id]")
    expect(notice).to_have_count(1)
    for part in (notice, *notice.locator("h2, p").all()):
        expect(part).to_be_visible()
        box = part.bounding_box()
        assert box
        assert box["width"] > 150
        assert box["height"] > 10
    context.close()


@pytest.mark.parametrize("name", CARRIERS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_disclaimer_is_as_large_as_the_text_and_covered_by_nothing(
    browser: Browser, address: str, name: str, scheme: str
) -> None:
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]  # the parameter is one of the two
    page.goto(f"{address}/{name}")
    told = page.evaluate(
        """() => [...document.querySelectorAll("[data-disclaimer-id] p")].map((part) => {
            part.scrollIntoView({ block: "center" });
            const style = getComputedStyle(part), box = part.getBoundingClientRect();
            const body = getComputedStyle(document.querySelector("article > p:not([class])"));
            const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
            return {
                size: parseFloat(style.fontSize) / parseFloat(body.fontSize),
                opacity: style.opacity, clip: style.clipPath, uncovered: part.contains(top),
            };
        })"""
    )
    page.close()
    assert told
    for part in told:
        assert part["size"] >= 0.9
        assert part["opacity"] == "1"
        assert part["clip"] == "none"
        assert part["uncovered"]


def test_the_line_at_the_top_leads_to_the_disclaimer(page: Page, address: str) -> None:
    page.goto(f"{address}/{ARTICLE}")
    page.locator(".disclaimer-line a").click()
    expect(page.locator("#disclaimer")).to_be_in_viewport()


def test_every_entry_of_the_contents_leads_to_its_heading(page: Page, address: str) -> None:
    page.goto(f"{address}/{ARTICLE}")
    links = page.locator(".contents a")
    assert links.count() >= 4
    for number in range(links.count()):
        page.goto(f"{address}/{ARTICLE}")
        page.locator(".contents summary").click()
        words = links.nth(number).inner_text()
        links.nth(number).click()
        heading = page.locator(f"[id='{urlsplit(page.url).fragment}']")
        expect(heading).to_be_in_viewport()
        assert letters(heading.inner_text()) == letters(words)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_no_other_host_and_breaks_no_rule_of_its_own(page: Page, address: str, name: str) -> None:
    hosts: set[str] = set()
    told: list[str] = []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("requestfailed", lambda request: told.append(f"failed: {request.url}"))
    page.on(
        "response",
        lambda answer: told.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None,
    )
    page.goto(f"{address}/{name}", wait_until="networkidle")
    assert hosts == {urlsplit(address).netloc}
    assert told == []


def test_a_page_leaves_nothing_in_the_readers_browser(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/{ARTICLE}")
    assert context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    context.close()


@pytest.fixture(scope="module")
def paper(
    browser: Browser,
    address: str,
    tmp_path_factory: pytest.TempPathFactory,
    program_or_skip: Callable[[str], str],
) -> str:
    """The text of the printed article."""
    program = program_or_skip("pdftotext")
    file = tmp_path_factory.mktemp("paper") / "article.pdf"
    page = browser.new_page()
    page.goto(f"{address}/{ARTICLE}")
    page.pdf(path=file, format="Letter")
    page.close()
    told = subprocess.run([program, str(file), "-"], capture_output=True, encoding="utf-8", check=True)
    return told.stdout


def test_the_print_holds_the_disclaimer_word_for_word(published: Blog, paper: str) -> None:
    assert letters(approved(published, "everyday")) in letters(paper)


@pytest.mark.parametrize("shown", ["10.0000/sample.2021.14", "https://samplehill.example/brochure"])
def test_the_print_holds_the_address_of_every_reference(paper: str, shown: str) -> None:
    assert letters(shown) in letters(paper)


def test_the_print_holds_the_text_and_the_questions_and_no_navigation(paper: str) -> None:
    for words in (
        "A visit to Sample Hill Clinic begins at the blue door",
        "Whom may I call after the visit?",
    ):
        assert letters(words) in letters(paper)
    assert "Skip to the text" not in paper
    assert "All articles" not in paper


def test_the_style_sheet_is_light(published: Blog) -> None:
    assert len(gzip.compress(published.path("public/theme/site.css").read_bytes(), mtime=0)) <= MOST_CSS


@pytest.mark.parametrize("name", CARRIERS)
def test_a_page_with_all_it_loads_is_light(page: Page, published: Blog, address: str, name: str) -> None:
    files: set[str] = set()
    page.on("request", lambda request: files.add(urlsplit(request.url).path.lstrip("/")))
    page.goto(f"{address}/{name}", wait_until="networkidle")
    assert "theme/site.css" in files
    sizes = {file: len(gzip.compress(_bytes(published, file), mtime=0)) for file in files}
    assert sum(sizes.values()) <= MOST_PAGE, sizes


def _bytes(blog: Blog, file: str) -> bytes:
    path: Path = blog.path("public") / file
    return path.read_bytes()
