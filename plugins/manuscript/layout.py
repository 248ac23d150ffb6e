"""Where a blog keeps its files: laid out like ours, or a plain Pelican content folder.

Ours has `articles/` and `pages/`. In a plain folder articles are anywhere but in `pages/`. What a
foreign folder lacks (disclaimers, references, evidence) comes from the project.
"""

from dataclasses import dataclass
from pathlib import Path

# Folders of a content directory that hold no articles.
SHARED_FOLDERS = ("disclaimers", "evidence", "images", "pages")


@dataclass(frozen=True, slots=True)
class Layout:
    """The folders of one blog. `project` is the root that messages are relative to."""

    project: Path
    content: Path
    articles: tuple[Path, ...]
    """Every article's file, sorted."""
    pages: tuple[Path, ...]
    disclaimers: Path
    references: Path
    evidence: Path

    @property
    def article_folder(self) -> str:
        """The folder of the articles, relative to the content folder; "" for a plain one."""
        return "articles" if (self.content / "articles").is_dir() else ""

    @property
    def glossary(self) -> Path:
        """The blog's medical words; not taken from the project, as each blog explains its own."""
        return self.content / "glossary.toml"

    def name(self, file: Path) -> str:
        """Return a file's path for messages: relative to the project where it is inside it."""
        resolved = file.resolve()
        if resolved.is_relative_to(self.project):
            return resolved.relative_to(self.project).as_posix()
        return file.as_posix()

    def manuscript(self, file: Path) -> str:
        """Return what identifies a source on its built page: its path in the content folder."""
        return file.resolve().relative_to(self.content).as_posix()


def _manuscripts(folder: Path) -> list[Path]:
    """Return a folder's Markdown files, sorted; not the locks and backups that editors hide in it."""
    return sorted(file for file in folder.rglob("*.md") if not file.name.startswith("."))


def lay_out(content: Path, project: Path) -> Layout:
    """Return the layout of a content folder."""
    project, content = project.resolve(), content.resolve()
    own = project / "content"
    folder = content / "articles" if (content / "articles").is_dir() else content
    articles = tuple(
        file
        for file in _manuscripts(folder)
        if folder != content or file.relative_to(content).parts[0] not in SHARED_FOLDERS
    )
    pages = tuple(_manuscripts(content / "pages"))

    def shared(name: str) -> Path:
        return content / name if (content / name).exists() else own / name

    return Layout(
        project,
        content,
        articles,
        pages,
        shared("disclaimers"),
        shared("references.json"),
        shared("evidence"),
    )
