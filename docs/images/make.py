"""Makes the pictures of the README from the real site and the real checker.

    .venv/bin/python docs/images/make.py

Needs Chromium. Builds into a temporary folder; writes the PNG files beside this one.
"""

import io
import shutil
import sys
import tempfile
import threading
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page, sync_playwright  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.text import Text  # noqa: E402

from plugins.checks.engine import check_articles  # noqa: E402
from plugins.checks.formats import terminal  # noqa: E402
from plugins.edition.release import build  # noqa: E402
from plugins.manuscript.layout import lay_out  # noqa: E402

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
LAYOUT = lay_out(ROOT / "content", ROOT)
ARTICLE = "mild-procedure-explained"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        pass


def finding_html(folder: Path) -> str:
    """Return the terminal's output for the explainer with one citation taken out, as HTML."""
    text = (ROOT / "content" / "articles" / f"{ARTICLE}.md").read_text("utf-8")
    file = folder / "content" / "articles" / f"{ARTICLE}.md"
    file.parent.mkdir(parents=True)
    file.write_text(text.replace("[@mekhail2012#standing; @mekhail2012#walking]", ""), "utf-8")
    shutil.copytree(ROOT / "content" / "evidence", folder / "content" / "evidence")
    for name in ("disclaimers", "references.json"):
        source = ROOT / "content" / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / "content" / name)
    out = _Terminal()
    terminal.write(check_articles(lay_out(folder / "content", folder), (file,), date(2026, 11, 24)), out)
    console = Console(
        record=True, width=82, file=io.StringIO(), force_terminal=True, color_system="truecolor"
    )
    console.print(Text.from_ansi("$ python3 tasks.py check\n\n" + out.getvalue()))
    return console.export_html(inline_styles=True).replace(
        '<pre style="', '<pre style="padding:20px;width:max-content;zoom:1.3;'
    )


def shoot(page: Page, name: str, width: int, height: int) -> None:
    """Write one picture. Effect: writes a PNG file."""
    page.set_viewport_size({"width": width, "height": height})
    page.screenshot(path=HERE / f"{name}.png")


def main() -> None:
    """Make all pictures. Effect: writes PNG files beside this script."""
    executable = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium"))))
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary)
        build(LAYOUT, ROOT / "publishconf.py", folder / "site", date(2026, 11, 24), lambda words: None)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder / "site")))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/{ARTICLE}.html")
        shoot(page, "article-phone", 390, 844)
        shoot(page, "article-desktop", 1280, 900)
        # A page of its own: the site's policy forbids the inline styles of this one.
        page = browser.new_page()
        page.set_content(finding_html(folder / "draft"))
        page.locator("pre").screenshot(path=HERE / "finding.png")
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
