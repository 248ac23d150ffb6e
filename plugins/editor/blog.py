"""Which blog a file of the editor belongs to, and everything its articles are held against.

A blog is set up by the engine, anew whenever one of its shared files is saved. Opens files.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plugins.checks.engine import Desk, set_up
from plugins.manuscript.layout import Layout, lay_out
from plugins.manuscript.source import Unreadable, read_source

PARTS_OF_A_BLOG = ("articles", "pages", "disclaimers", "references.json")
# A plain content folder is told from any other folder of Markdown by an article's first line.
FIRST_LINE = (b"Title:", b"title:", b"---")


@dataclass(frozen=True, slots=True)
class Blog:
    """One blog: where its files are, and what was set up from them on a day."""

    layout: Layout
    desk: Desk
    as_of: date

    def file_of(self, path: str) -> Path | None:
        """Return the file that a finding names; None where it names none that is there."""
        layout = self.layout
        named = layout.project / path
        if path and named.is_file():
            return named
        folders = (
            layout.references.parent,
            layout.evidence.parent,
            layout.disclaimers.parent,
            layout.content,
        )
        beside = (folder / part for folder in folders for part in (path, f"evidence/{path}"))
        return next((file for file in beside if path and file.is_file()), None)


def open_blog(content: Path, project: Path, as_of: date) -> Blog:
    """Set a blog up as it stands on disk."""
    layout = lay_out(content, project)
    return Blog(layout, set_up(layout, as_of), as_of)


def resting_on(blog: Blog, paths: tuple[str, ...]) -> Iterator[tuple[str, Path, str]]:
    """Yield each of the paths that names a file of the blog, with it and its text ("": it is no text)."""
    for path in paths:
        file = blog.file_of(path)
        if file is None:
            continue
        try:
            yield path, file, read_source(file, path).text
        except Unreadable:
            yield path, file, ""


def content_of(file: Path, roots: tuple[Path, ...], project: Path | None) -> Path | None:
    """Return the content folder that a file belongs to; None where it belongs to no blog.

    `roots` are the folders open in the editor. Looked at in this order: `content/` in one of them; a folder
    `content` above the file; an open folder that is a plain Pelican content folder; the project's content.
    """
    for candidate in _candidates(file, roots, project):
        folder = candidate.resolve()
        if file.is_relative_to(folder) and folder.is_dir():
            return folder
    return None


def _candidates(file: Path, roots: tuple[Path, ...], project: Path | None) -> Iterator[Path]:
    yield from (root / "content" for root in roots)
    yield from (folder for folder in file.parents if folder.name == "content" and _is_a_blog(folder))
    yield from (root for root in roots if _is_a_blog(root) or _has_articles(root))
    if project is not None:
        yield project / "content"


def _is_a_blog(folder: Path) -> bool:
    return any((folder / part).exists() for part in PARTS_OF_A_BLOG)


def _has_articles(folder: Path) -> bool:
    """Return whether Markdown files right in a folder begin as articles do."""
    for file in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        try:
            if file.read_bytes().lstrip(b"\xef\xbb\xbf \r\n").startswith(FIRST_LINE):
                return True
        except OSError:
            continue
    return False
