"""What tests share: a blog to break, one that was published once, and a browser."""

import compileall
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.blog import PROJECT, Blog, settle

CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser")
# No sandbox: tests run as root in containers, where Chromium refuses to start with one.
CHROMIUM_OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate", action="store_true", help="write the golden files anew; then read the diff"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Compile the plugins once: hundreds of processes start in copies of them, which take the result along.

    Where PYTHONDONTWRITEBYTECODE is set, each would compile them anew. Only the process that hands out the
    tests does it, not its workers.
    """
    if not hasattr(config, "workerinput"):
        compileall.compile_dir(PROJECT / "plugins", quiet=2)


@pytest.fixture
def blog(tmp_path: Path) -> Blog:
    """A blog of the test's own, nothing built yet."""
    return settle(tmp_path / "blog")


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Blog:
    """A blog that was published into public/ and built into output/; to be looked at, not changed."""
    made = settle(tmp_path_factory.mktemp("published") / "blog")
    for task in ("publish", "build"):
        run = made.task(task)
        assert run.code == 0, run.words
    return made


@pytest.fixture
def standing(published: Blog, tmp_path: Path) -> Blog:
    """A published blog of the test's own, to be broken before the next publishing."""
    shutil.copytree(published.folder, tmp_path / "blog", ignore=shutil.ignore_patterns("output"))
    return Blog(tmp_path / "blog")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture(scope="session")
def address(published: Blog) -> Iterator[str]:
    """The published site's address while it is served on 127.0.0.1."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(published.path("public"))))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[..., Browser]]:
    """Starts a real Chromium with options. Where there is none the test is skipped, but in CI it fails."""
    with sync_playwright() as playwright:
        program = _chromium(playwright)
        if not program:
            told = "no Chromium: set CHROMIUM to one, or run: python -m playwright install chromium"
            if os.environ.get("CI") == "true":
                pytest.fail(told)
            pytest.skip(told)

        def start(*options: str) -> Browser:
            return playwright.chromium.launch(executable_path=program, args=[*CHROMIUM_OPTIONS, *options])

        yield start


@pytest.fixture(scope="session")
def browser(launch: Callable[..., Browser]) -> Iterator[Browser]:
    """A real Chromium as it comes."""
    opened = launch()
    yield opened
    opened.close()


def _chromium(playwright: Playwright) -> str:
    own = playwright.chromium.executable_path
    found = [os.environ.get("CHROMIUM"), *map(shutil.which, CHROMIUM), own if Path(own).exists() else None]
    return next(filter(None, found), "")


@pytest.fixture(scope="session")
def program_or_skip() -> Callable[[str], str]:
    """Return a program's path by its name; skips the test where it is missing, but fails in CI."""

    def find(name: str) -> str:
        if path := shutil.which(name):
            return path
        if os.environ.get("CI") == "true":
            pytest.fail(f"{name} is not installed")
        pytest.skip(f"{name} is not installed")

    return find
