"""What lasts while an editor is open: the blogs it works in, and what was seen in each open article.

Whatever breaks inside is told in the editor, in a message and at the first line of the article: one that
could not be checked never looks clean.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from lsprotocol.types import (
    Diagnostic,
    MessageType,
    PublishDiagnosticsParams,
    ShowMessageParams,
    TextDocumentSyncKind,
)
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from plugins.claims.lexicon import LexiconProblems
from plugins.editor.blog import Blog, content_of, open_blog, resting_on
from plugins.editor.diagnostics import PRODUCT, diagnostic, missing_part, not_checked
from plugins.editor.look import Look, look_at
from plugins.editor.positions import Sheet
from plugins.manuscript.layout import is_shared, standing_project

# Seconds of quiet after a keystroke before an article is checked, and after a save before blogs are set up
# anew: several files are often saved at once, and an editor tells of one save twice.
TYPING, SAVING = 0.3, 0.1
BLOGS = "blogs"


@dataclass(slots=True)
class Kept:
    """What outlives a message. Addresses are the editor's own, as it writes them."""

    blogs: dict[Path, Blog] = field(default_factory=dict)
    """By content folder."""
    articles: dict[str, Look | None] = field(default_factory=dict)
    """Open articles with the last look at each; None where it broke off."""
    shared: set[str] = field(default_factory=set)
    """Addresses of shared files at which something is shown."""
    waiting: dict[str, asyncio.TimerHandle] = field(default_factory=dict)
    """What is to be checked after a pause: an article, or `BLOGS`."""
    told: dict[str, str] = field(default_factory=dict)
    """What was last said in a window about an article or `BLOGS`, so that no keystroke says it again."""


class Session(LanguageServer):
    """A talk with one editor: checks what it has open, and keeps what its questions need."""

    def __init__(self, content: Path | None) -> None:
        # Whole texts, not changes: pygls parts a text at more line ends than the protocol does (a line
        # separator pasted from a web page is one to it), and would put a change into the wrong line.
        super().__init__(PRODUCT, _version(), text_document_sync_kind=TextDocumentSyncKind.Full)
        self.content = content
        self.kept = Kept()

    def sheet(self, address: str) -> Sheet:
        """Return the text of an open document, or of a file that is not open."""
        return Sheet(self.workspace.get_text_document(address).source, self.workspace.position_codec)

    def blog_of(self, file: Path) -> Blog | None:
        """Return the blog that a file belongs to, set up as of today; None where it belongs to none."""
        content = self.content or content_of(file, self._roots(), standing_project())
        if content is None or not file.is_relative_to(content):
            return None
        blog = self.kept.blogs.get(content)
        if blog is None or blog.as_of != date.today():
            blog = open_blog(content, self._project(content), date.today())
            self.kept.blogs[content] = blog
            self._show_shared()
        return blog

    def look(self, address: str) -> Look | None:
        """Return what is seen in a document as it stands; None where it is no article of a blog."""
        file = file_at(address)
        blog = self.blog_of(file) if file else None
        if file is None or blog is None or not blog.layout.holds(file):
            return None
        sheet, known = self.sheet(address), self.kept.articles.get(address)
        if known and known.blog is blog and known.sheet.text == sheet.text:
            return known
        look = look_at(blog, file, address, sheet.text, sheet.codec)
        self.kept.articles[address] = look
        return look

    def check(self, address: str) -> None:
        """Check a document. Effect: sends what was found, also that the check broke off."""
        self._no_longer_wait(address)

        def show() -> None:
            if look := self.look(address):
                self._publish(address, [*look.lacking, *look.shown])
                self.kept.told.pop(address, None)

        if (words := self._broken(show)) is not None:
            self.kept.articles[address] = None
            self._publish(address, [not_checked(words, self.sheet(address))])
            self._tell(address, words)

    def check_soon(self, address: str) -> None:
        """Check a document when its writer pauses."""
        self._later(address, TYPING, lambda: self.check(address))

    def renew_soon(self) -> None:
        """Set up every blog anew, and check what is open against it, when the saving is over."""
        self._later(BLOGS, SAVING, self._renew)

    def opened(self, address: str) -> None:
        """Check a document that was opened; with a shared file, show what is wrong with it."""
        file = file_at(address)
        if file is None or not is_shared(file):
            self.check(address)
        elif (words := self._broken(lambda: self.blog_of(file))) is not None:
            self._tell(BLOGS, words)

    def saved(self, address: str) -> None:
        """Check a document that was saved; with a shared file, everything that rests on it."""
        file = file_at(address)
        if file and is_shared(file):
            self.renew_soon()
        else:
            self.check(address)

    def closed(self, address: str) -> None:
        """Take down what is shown at an article."""
        self._no_longer_wait(address)
        self.kept.told.pop(address, None)
        if address in self.kept.articles:
            del self.kept.articles[address]
            self.text_document_publish_diagnostics(PublishDiagnosticsParams(address, []))

    def _renew(self) -> None:
        self._no_longer_wait(BLOGS)
        before, self.kept.blogs = self.kept.blogs, {}

        def set_up() -> None:
            for content, blog in before.items():
                self.kept.blogs[content] = open_blog(content, blog.layout.project, date.today())
            self._show_shared()

        if (words := self._broken(set_up)) is not None:
            self._tell(BLOGS, words)
        for address in sorted(self.kept.articles):
            self.check(address)

    def _broken(self, work: Callable[[], object]) -> str | None:
        """Do something, and return in words what broke, if anything did."""
        try:
            work()
        except LexiconProblems as problems:
            return f"The wording lists are broken, so nothing was checked. {problems}"
        except Exception as error:  # noqa: BLE001  (whatever it is, nothing may look clean)
            return (
                f"The check broke off and says nothing about this text: {error!r}. "
                "Show this to whoever looks after the site."
            )
        return None

    def _later(self, what: str, seconds: float, work: Callable[[], None]) -> None:
        self._no_longer_wait(what)
        self.kept.waiting[what] = asyncio.get_running_loop().call_later(seconds, work)

    def _no_longer_wait(self, what: str) -> None:
        if waiting := self.kept.waiting.pop(what, None):
            waiting.cancel()

    def _project(self, content: Path) -> Path:
        """Return the project of a content folder, as the command line has it.

        A folder that is open with its `content/` is a project of its own; a plain content folder, or one
        named in the call, takes what it lacks from the project that this code stands in.
        """
        if content.name == "content" and content != self.content:
            return content.parent
        return standing_project() or content.parent

    def _roots(self) -> tuple[Path, ...]:
        """Return the folders that are open in the editor."""
        workspace = self.workspace
        addresses = (*workspace.folders, *((workspace.root_uri,) if workspace.root_uri else ()))
        paths = (to_fs_path(address) for address in addresses)
        return tuple(dict.fromkeys(Path(path).resolve() for path in paths if path))

    def _publish(self, address: str, shown: list[Diagnostic]) -> None:
        known = self.workspace.get_text_document(address).version
        self.text_document_publish_diagnostics(PublishDiagnosticsParams(address, shown, known))

    def _show_shared(self) -> None:
        """Show what is wrong with the shared files of all blogs, and take down what no longer is."""
        at: dict[str, list[Diagnostic]] = {address: [] for address in self.kept.shared}
        unread = []
        for blog in self.kept.blogs.values():
            findings = blog.desk.findings
            for path, file, text in resting_on(blog, tuple({found.path: None for found in findings})):
                sheet = Sheet(text, self.workspace.position_codec)
                here = [diagnostic(found, sheet) for found in findings if found.path == path]
                at.setdefault(file.as_uri(), []).extend(here)
            unread += [missing_part(found) for found in findings if found.path in blog.desk.unreadable]
        for address, shown in at.items():
            self.text_document_publish_diagnostics(PublishDiagnosticsParams(address, shown))
        self.kept.shared = {address for address, shown in at.items() if shown}
        self._tell(BLOGS, "\n".join(unread))

    def _tell(self, about: str, words: str) -> None:
        if words and words != self.kept.told.get(about):
            self.window_show_message(ShowMessageParams(MessageType.Error, f"{PRODUCT}: {words}"))
        self.kept.told[about] = words


def file_at(address: str) -> Path | None:
    """Return the file of an address, its folder's links resolved; None for a text that is in no file."""
    path = to_fs_path(address)
    return Path(path).parent.resolve() / Path(path).name if path else None


def _version() -> str:
    try:
        return version("evidence-blog")
    except PackageNotFoundError:
        return "from its own folder"
