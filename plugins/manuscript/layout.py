"""Where a blog keeps its files: laid out like ours, or a plain Pelican content folder.

Ours has `articles/` and `pages/`. In a plain folder articles are anywhere but in `pages/`. What a
foreign folder lacks (disclaimers, references, evidence) comes from the project.
"""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

# Where reviewers' signatures are kept, in the content folder.
APPROVALS = "approvals"
# Folders of a content directory that hold no articles.
SHARED_FOLDERS = (APPROVALS, "disclaimers", "evidence", "images", "pages")
# What articles rest on beside their own text, by the ends of its paths.
SHARED_FILES = (
    "references.json",
    "retractions.csv",
    "glossary.toml",
    "checks.toml",
    "claims.toml",
    "evidence/*.toml",
    "disclaimers/*.md",
)
# What an article may be typed in, by mistake or for another program; only “.md” is read.
MARKDOWN_ENDINGS = frozenset(".markdown .md .mdown .mdtext .mdtxt .mdwn .mdx .mkd .mkdn".split())
TEXT_ENDINGS = MARKDOWN_ENDINGS | frozenset(
    ".adoc .doc .docx .htm .html .odt .org .pages .rst .rtf .text .textile .txt .xhtml".split()
)


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

    @property
    def house(self) -> Path:
        """What a house sets for its checks; not taken from the project, as each blog has its own."""
        return self.content / "checks.toml"

    @property
    def claims(self) -> Path:
        """The register of approved claims; not taken from the project, as each house approves its own."""
        return self.content / "claims.toml"

    def name(self, file: Path) -> str:
        """Return a file's path for messages: as seen from the project where it is inside it, from where the
        blog's folder lies where it is in that, else as it was given. No machine's folders are named."""
        resolved = real(file)
        for root, inside in ((self.project, self.project), (self.content.parent, self.content)):
            if resolved.is_relative_to(inside):
                return resolved.relative_to(root).as_posix()
        return file.as_posix()

    def root_of(self, folder: Path) -> Path:
        """Return from where the files of a folder are named in messages, so that `name` names them alike."""
        is_own = folder.resolve().is_relative_to(self.content) and not self.content.is_relative_to(
            self.project
        )
        return self.content.parent if is_own else self.project

    def manuscript(self, file: Path) -> str:
        """Return what identifies a source on its built page: its path in the content folder."""
        place = real(file)
        # A link to a file outside is told when it is read; until then it is called as it lies here.
        inside = place if place.is_relative_to(self.content) else file.absolute()
        return inside.relative_to(self.content).as_posix()

    def holds(self, file: Path) -> bool:
        """Return whether a file, saved or not, counts as an article or page by its name and place."""
        if file.suffix != ".md" or file.name.startswith(".") or not file.is_relative_to(self.content):
            return False
        first = file.relative_to(self.content).parts[0]
        if first == "pages":
            return True
        return first == self.article_folder if self.article_folder else first not in SHARED_FOLDERS


def _manuscripts(folder: Path) -> list[Path]:
    """Return a folder's Markdown files, sorted; not the locks and backups that editors hide in it."""
    return sorted(file for file in folder.rglob("*.md") if not file.name.startswith("."))


def files_of(layout: Layout) -> tuple[str, ...]:
    """Return the path in the content folder of every file there, sorted; not what is hidden."""
    found = (file.relative_to(layout.content) for file in layout.content.rglob("*") if file.is_file())
    return tuple(sorted(path.as_posix() for path in found if not any(part[0] == "." for part in path.parts)))


def is_unread(layout: Layout, place: str) -> bool:
    """Return whether a file of the content folder holds a text that nothing here reads."""
    path = PurePosixPath(place)
    folder = path.parts[0] if len(path.parts) > 1 else ""
    if layout.holds(layout.content / place) or path.name.startswith("."):
        return False
    if folder == "disclaimers" and len(path.parts) == 2 and path.suffix == ".md":
        return False
    # Pictures may come with a text; all of that folder is published as it is.
    endings = MARKDOWN_ENDINGS if folder == "images" else TEXT_ENDINGS
    return path.suffix.lower() in endings


def is_shared(file: Path) -> bool:
    """Return whether articles may rest on a file, by its name: a change in it can concern all of them."""
    return any(file.match(pattern) for pattern in SHARED_FILES)


def standing_project() -> Path | None:
    """Return the project that this code stands in; None where the code was installed as a package."""
    root = Path(__file__).resolve().parents[2]
    return root if (root / "pelicanconf.py").is_file() else None


def real(file: Path) -> Path:
    """Return where a file lies behind all links; one that leads back to itself lies where it is."""
    try:
        return file.resolve()
    except (OSError, RuntimeError):
        # Up to Python 3.12 such links raise one, later ones may raise the other.
        return file.absolute()


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
