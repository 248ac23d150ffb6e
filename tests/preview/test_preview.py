"""The real preview in a process of its own, looked at with a real Chromium and over plain HTTP."""

import json
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from plugins.edition.press import aside
from plugins.edition.turn import alone
from tests.blog import Blog, settle

# A change is noticed within two seconds and built in two more; machines under load need longer.
PATIENCE = 30_000
VISIT = "content/articles/your-first-visit.md"
DEVICE = "content/articles/the-sample-device.md"
WORDS = "content/articles/words-we-use.md"


@dataclass(frozen=True, slots=True)
class Preview:
    """A running preview: its blog, its address, and what it has printed so far."""

    blog: Blog
    address: str
    printed: list[str]
    process: subprocess.Popen[str]

    def get(self, path: str) -> tuple[int, str, str]:
        """Return status, type and text of an answer."""
        try:
            answer = urllib.request.urlopen(self.address + path, timeout=20)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            return answer.status, answer.headers["Content-Type"], answer.read().decode()

    def wait_for(self, words: str, since: int = 0) -> None:
        """Wait until the terminal says `words`."""
        end = time.monotonic() + PATIENCE / 1000
        while words not in " ".join("".join(self.printed[since:]).split()):
            assert time.monotonic() < end, (
                f"{words!r} was not said; said was: {''.join(self.printed[since:])}"
            )
            assert self.process.poll() is None, "".join(self.printed)
            time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(blog: Blog, port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-u", "-m", "invoke", "serve", "--port", str(port)],
        cwd=blog.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    blog = settle(tmp_path_factory.mktemp("preview") / "blog")
    blog.swap(WORDS, "Write in the gaps.", "Write in the gaps.[@nobody2020]")
    port = free_port()
    process = start(blog, port)
    running = Preview(blog, f"http://127.0.0.1:{port}", [], process)

    def listen() -> None:
        assert process.stdout
        for line in process.stdout:
            running.printed.append(line)

    threading.Thread(target=listen, daemon=True).start()
    running.wait_for("The preview is at")
    yield running
    process.terminate()
    process.wait(10)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    opened.set_default_timeout(PATIENCE)
    yield opened
    opened.close()


def test_the_terminal_says_where_the_preview_is_and_what_was_found(preview: Preview) -> None:
    said = " ".join("".join(preview.printed).split())
    assert f"The preview is at {preview.address}/ (Ctrl+C ends it)" in said
    assert "There is no reference “nobody2020”." in said


def test_it_listens_on_this_machine_only(preview: Preview) -> None:
    port = int(preview.address.rsplit(":", 1)[1])
    hosts = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET)}
    for host in hosts - {"127.0.0.1"}:
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((str(host), port), timeout=2)


def test_no_browser_keeps_an_older_edition(preview: Preview) -> None:
    with urllib.request.urlopen(f"{preview.address}/index.html", timeout=20) as answer:
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_findings_are_there_for_the_page_to_list(preview: Preview) -> None:
    status, kind, text = preview.get("/_preview/findings.json")
    assert (status, kind) == (200, "application/json")
    [found] = [row for row in json.loads(text) if row["path"] == WORDS]
    assert found["rule"] == "CIT301"
    assert found["why"]


@pytest.mark.parametrize("path", ["/no-such-page.html", "/no/such/folder/", "/../pelicanconf.py"])
def test_a_page_that_is_not_there_is_answered_in_words(preview: Preview, path: str) -> None:
    status, kind, text = preview.get(path)
    assert status == 404
    assert kind.startswith("text/html")
    assert "This page is not there" in text
    assert "Error code" not in text


def test_a_folder_is_not_listed(preview: Preview) -> None:
    preview.blog.path("output/folder").mkdir()
    assert preview.get("/folder/")[0] == 404


@pytest.mark.browser
def test_the_page_reloads_by_itself_and_shows_the_new_words(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.address}/your-first-visit.html")
    expect(page.locator("article")).to_contain_text("Everything here is")
    preview.blog.swap(VISIT, "Everything here is", "Nothing at all is")
    expect(page.locator("article")).to_contain_text("Nothing at all is")


@pytest.mark.browser
def test_the_page_lists_what_was_found_on_it(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.address}/words-we-use.html")
    panel = page.locator(".preview-findings")
    expect(panel.locator("summary")).to_contain_text("1 thing to mend on this page")
    panel.locator("summary").click()
    for words in (
        "There is no reference “nobody2020”.",
        f"{WORDS}, line",
        "@nobody2020",
        "Why: ",
        "What to do: ",
        "CIT301",
    ):
        expect(panel).to_contain_text(words)


@pytest.mark.browser
def test_the_list_of_findings_stands_at_the_foot_of_the_window(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.address}/words-we-use.html")
    panel = page.locator(".preview-findings")
    expect(panel).to_have_css("position", "fixed")
    box = panel.bounding_box()
    assert box
    assert page.viewport_size
    assert box["y"] + box["height"] == pytest.approx(page.viewport_size["height"], abs=1)


@pytest.mark.browser
def test_another_page_counts_the_finding_as_elsewhere(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.address}/pages/about.html")
    expect(page.locator(".preview-findings summary")).to_contain_text("0 things to mend on this page")


@pytest.mark.browser
def test_the_script_of_the_preview_obeys_the_pages_own_policy(preview: Preview, page: Page) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(f"{preview.address}/words-we-use.html")
    expect(page.locator(".preview-findings")).to_be_visible()
    assert told == []


@pytest.mark.browser
def test_a_broken_article_does_not_stop_the_preview_and_comes_back_when_mended(
    preview: Preview, page: Page
) -> None:
    page.goto(f"{preview.address}/the-sample-device.html")
    file = preview.blog.path(DEVICE)
    good = file.read_bytes()
    file.write_bytes(good + b"\xe9\xff")
    expect(page.locator("h1")).to_have_text("This page is not there")
    expect(page.locator(".preview-findings")).to_contain_text("The file is not saved as UTF-8")
    assert preview.get("/pages/about.html")[0] == 200
    file.write_bytes(good)
    expect(page.locator("h1")).to_have_text("The sample device")
    expect(page.locator("article [data-disclaimer-id]")).to_be_visible()


@pytest.mark.browser
def test_a_new_article_appears_in_the_list_that_is_open(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.address}/archives.html")
    text = (
        preview.blog.read(DEVICE)
        .replace("the-sample-device", "one-more")
        .replace("The sample device", "One more")
    )
    preview.blog.write("content/articles/one-more.md", text)
    expect(page.locator("main")).to_contain_text("One more")


@pytest.mark.browser
def test_a_changed_style_is_seen_at_once(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.address}/pages/about.html")
    styles = "theme/styles/base.css"
    preview.blog.write(styles, preview.blog.read(styles) + "\nh1 { letter-spacing: 7px !important; }\n")
    expect(page.locator("h1")).to_have_css("letter-spacing", "7px")


def test_a_broken_template_does_not_stop_the_preview(preview: Preview) -> None:
    since = len(preview.printed)
    template = "theme/templates/page.html"
    good = preview.blog.read(template)
    preview.blog.write(template, good + "{% endif %}")
    preview.wait_for("The build says (error):", since)
    assert preview.get("/pages/about.html")[0] == 200
    since = len(preview.printed)
    preview.blog.write(template, good)
    preview.wait_for("files checked.", since)


def test_broken_wording_lists_do_not_stop_the_preview(preview: Preview) -> None:
    since = len(preview.printed)
    name = "plugins/claims/lexicon.toml"
    good = preview.blog.read(name)
    preview.blog.write(name, "[[[\n" + good)
    preview.wait_for("Changed: lexicon.toml", since)
    since = len(preview.printed)
    preview.blog.write(name, good)
    preview.wait_for("files checked.", since)


def test_a_preview_whose_folder_another_run_works_on_builds_when_that_has_ended(preview: Preview) -> None:
    since = len(preview.printed)
    with alone(aside(preview.blog.path("output"), "lock"), "output", "build"):
        text = preview.blog.read(VISIT)
        preview.blog.write(VISIT, text + "\nOnemoreword.\n")
        preview.wait_for("The preview builds again when that has ended.", since)
    since = len(preview.printed)
    preview.wait_for("files checked.", since)
    assert "Onemoreword" in preview.get("/your-first-visit.html")[2]


def test_a_port_that_is_taken_is_told_with_another_to_try(preview: Preview, blog: Blog) -> None:
    port = preview.address.rsplit(":", 1)[1]
    run = blog.task("serve", "--port", port)
    assert run.code == 2
    assert f"Port {port} is taken" in run.words
    assert f"python3 tasks.py serve --port {int(port) + 1}" in run.words


def test_the_preview_goes_on_from_where_an_older_one_was_built(blog: Blog) -> None:
    assert blog.task("build").code == 0
    port = free_port()
    process = start(blog, port)
    running = Preview(blog, f"http://127.0.0.1:{port}", [], process)
    assert process.stdout
    try:
        for line in process.stdout:
            running.printed.append(line)
            if "The preview is at" in line:
                break
        assert running.get("/index.html")[0] == 200
    finally:
        process.terminate()
        process.wait(10)
    assert Path(blog.path("output/index.html")).is_file()


def test_a_file_saved_during_the_first_build_is_built_again_behind_it(blog: Blog) -> None:
    port = free_port()
    process = start(blog, port)
    running = Preview(blog, f"http://127.0.0.1:{port}", [], process)
    end = time.monotonic() + PATIENCE / 1000
    try:
        # The first page is written when all articles are read; the first build is not through then.
        while not blog.path(".output-new/index.html").is_file():
            assert time.monotonic() < end
            time.sleep(0.002)
        blog.swap(WORDS, "Write in the gaps.", "Write in the gaps.[@nobody2020]")
        while "nobody2020" not in running.get("/_preview/findings.json")[2]:
            assert time.monotonic() < end, "the last save was never looked at"
            time.sleep(0.1)
    finally:
        process.terminate()
        process.wait(10)
