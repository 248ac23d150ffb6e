"""A reviewer reads a dossier in a real Chromium: from any sentence to its source, on screens and on paper."""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from plugins.dossier.__main__ import main
from tests.blog import PROJECT
from tests.browser.test_accessibility import ALSO, OPTIONS
from tests.dossier.sample import ARTICLE, CLEAN, EVERY_WAY, blog_with

pytestmark = pytest.mark.browser
VIEWS = [(320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")]
NAMES = ("explained", "site", "every-way", "changed")
# The long pages have nothing that the short ones have not, so half of the views do for them.
SEEN = [(name, view) for name in NAMES for view in (VIEWS if name in NAMES[2:] else VIEWS[::3])]
# Nothing longer than this can break in a line of words alone.
LONG = "x" * 300


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The explainer of our own blog, the site, an article with claims of every kind, and a changed one."""
    own = tmp_path_factory.mktemp("own")
    assert main(["write", "--content", str(PROJECT / "content"), "--output", str(own)]) == 0
    made = {"explained": own / "articles" / "mild-procedure-explained.html", "site": own / "index.html"}
    for name, before, after in (
        (
            "every-way",
            CLEAN,
            f"{EVERY_WAY}\nAbout 30% of patients say {LONG}.\n\n> As he said.\n\n```\n{LONG}\n```\n",
        ),
        ("changed", CLEAN, CLEAN.replace("40 people", f"{LONG} people")),
    ):
        layout = blog_with(tmp_path_factory.mktemp(name), before)
        words = ["--by", "Kim Example, RN", "--role", "medical reviewer", "--note", "Read twice."]
        assert main(["approve", "sample", *words, "--content", str(layout.content)]) == 0
        (layout.content / ARTICLE).write_text(after, "utf-8")
        output = layout.project / "out"
        assert main(["write", "--content", str(layout.content), "--output", str(output)]) == 0
        made[name] = output / "articles" / "sample.html"
    return made


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, scheme = request.param
    opened = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    yield opened
    opened.close()


@pytest.mark.parametrize(("name", "page"), SEEN, indirect=["page"], ids=str)
def test_axe_finds_nothing_in_a_dossier_and_it_never_scrolls_sideways(
    page: Page, pages: dict[str, Path], name: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(pages[name].as_uri())
    assert asked == [pages[name].as_uri()]
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0
    found = Axe().run(page, options=OPTIONS).response
    told = [f"{rule['id']}: {node['html'][:120]}" for rule in found["violations"] for node in rule["nodes"]]
    assert told == []
    unsure = [
        node["html"] for rule in found["incomplete"] for node in rule["nodes"] if "contrast" in rule["id"]
    ]
    assert unsure == []
    passed = {rule["id"]: len(rule["nodes"]) for rule in found["passes"]}
    assert passed["color-contrast-enhanced"] > 20
    ran = {rule["id"] for kind in ("passes", "inapplicable", "incomplete") for rule in found[kind]}
    assert set(ALSO) <= ran


@pytest.mark.parametrize("name", ["explained", "every-way"])
def test_two_clicks_lead_from_any_sentence_to_its_source(
    browser: Browser, pages: dict[str, Path], name: str
) -> None:
    data = json.loads(pages[name].with_suffix(".json").read_text("utf-8"))
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(pages[name].as_uri())
    followed = 0
    for sentence in data["sentences"]:
        if not (sentence["claim"] or sentence["sources"]):
            continue
        row = data["claims"][sentence["claim"] - 1]
        page.locator(f"#sentence-{row['number']}").click()
        claim = page.locator(":target")
        assert claim.get_attribute("id") == f"claim-{row['number']}"
        assert sentence["text"] in " ".join((claim.text_content() or "").split())
        for source in row["sources"]:
            if source["reference"] is None:
                assert f"not in the library: @{source['key']}" in " ".join(claim.inner_text().split())
                continue
            if source["figure"]:
                assert source["figure"]["finding"] in claim.inner_text()
            claim.locator(f"a[href='#reference-{source['reference']}']").first.click()
            reference = page.locator(":target")
            assert f"@{source['key']}" in reference.inner_text()
            assert data["references"][source["reference"] - 1]["text"] in " ".join(
                (reference.text_content() or "").split()
            )
            assert page.evaluate(
                "document.querySelector(':target').getBoundingClientRect().top < innerHeight"
            )
            page.go_back()
            followed += 1
        page.locator(f"#claim-{row['number']} a[href='#sentence-{row['number']}']").click()
        assert page.locator(":target").get_attribute("id") == f"sentence-{row['number']}"
    page.close()
    assert followed > 8


def test_every_link_on_a_dossier_leads_somewhere(browser: Browser, pages: dict[str, Path]) -> None:
    for name in NAMES:
        page = browser.new_page()
        page.goto(pages[name].as_uri())
        dead = page.evaluate(
            "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))"
            ".filter(id => !document.getElementById(id))"
        )
        twice = page.evaluate(
            "[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i)"
        )
        files = page.evaluate(
            "[...document.querySelectorAll('a[href]')].map(a => a.href).filter(h => h.startsWith('file:'))"
        )
        page.close()
        assert (dead, twice) == ([], [])
        for address in files:
            assert Path(re.sub(r"#.*|^file://", "", address)).is_file(), address


@pytest.mark.parametrize("name", ["explained", "every-way", "changed"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_on_paper_stand_every_claim_every_source_and_the_disclaimer(
    browser: Browser,
    pages: dict[str, Path],
    tmp_path: Path,
    program_or_skip: Callable[[str], str],
    name: str,
    paper: str,
) -> None:
    program = program_or_skip("pdftotext")
    data = json.loads(pages[name].with_suffix(".json").read_text("utf-8"))
    page = browser.new_page(color_scheme="dark")
    page.goto(pages[name].as_uri())
    page.pdf(path=tmp_path / "dossier.pdf", format=paper)
    page.close()
    printed = subprocess.run(
        [program, "-nopgbrk", str(tmp_path / "dossier.pdf"), "-"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    # Lines of a narrow column may break anywhere in long words.
    text = re.sub(r"\s+", "", printed)

    def stands(words: object) -> bool:
        return re.sub(r"\s+", "", str(words)) in text

    for claim in data["claims"]:
        assert stands(claim["sentence"])
        assert stands(f"{claim['number']}: {claim['status']}")
        assert stands(f"{data['article']['path']}:{claim['line']}:{claim['column']}")
    for reference in data["references"]:
        assert stands(f"Reference {reference['number']}: @{reference['key']}")
    assert stands(f"{data['disclaimer']['id']}, version {data['disclaimer']['version']}")
    assert stands(data["fingerprint"])
    assert stands(data["sign_off"]["words"])


def test_what_changed_since_the_sign_off_stands_side_by_side(
    browser: Browser, pages: dict[str, Path]
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(pages["changed"].as_uri())
    card = page.locator("article.card", has=page.locator("h3", has_text="Sentence")).filter(
        has=page.locator("del")
    )
    assert card.locator("del").inner_text().strip() == "40"
    assert card.locator("ins").inner_text().strip() == LONG
    sides = card.locator(".sides > div")
    left, right = (sides.nth(at).bounding_box() for at in (0, 1))
    assert left
    assert right
    assert left["x"] < right["x"]
    assert left["y"] == right["y"]
    assert "changed since" in page.locator("#sign-off").inner_text()
    page.close()
