"""A whole project in a folder of its own, which a test may break, and the commands people run in it."""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[1]
CONTENT = Path(__file__).parent / "site" / "content"
FILES = ("pelicanconf.py", "publishconf.py", "tasks.py")
FOLDERS = ("plugins", "theme")


@dataclass(frozen=True, slots=True)
class Run:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def words(self) -> str:
        """Everything it said, white space run together, so that wrapped lines can be searched."""
        return " ".join(f"{self.out}\n{self.err}".split())


@dataclass(frozen=True, slots=True)
class Blog:
    """A copy of the project with the tests' own articles."""

    folder: Path

    def run(self, *command: str, **environment: str) -> Run:
        """Run a Python module in the blog's folder, as tasks.py does."""
        ran = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.folder,
            env={**os.environ, "COLUMNS": "80", **environment},
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )
        return Run(ran.returncode, ran.stdout, ran.stderr)

    def task(self, *words: str, **environment: str) -> Run:
        """Run a task: what `python3 tasks.py …` does once it is set up."""
        return self.run("invoke", *words, **environment)

    def path(self, name: str) -> Path:
        """Return a file's or folder's path."""
        return self.folder / name

    def read(self, name: str) -> str:
        """Return a file's text."""
        return self.path(name).read_text("utf-8")

    def write(self, name: str, text: str) -> None:
        """Write a file."""
        file = self.path(name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())

    def swap(self, name: str, old: str, new: str) -> None:
        """Put `new` in the place of `old`, which must be there: a sabotage that misses proves nothing."""
        text = self.read(name)
        assert old in text, f"{name} no longer holds {old!r}"
        self.write(name, text.replace(old, new))


def settle(folder: Path) -> Blog:
    """Copy the project without its content and the tests' content into a new folder.

    What Python has compiled comes along, so that no command that is run there compiles it anew.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in FOLDERS:
        shutil.copytree(PROJECT / name, folder / name)
    for name in FILES:
        shutil.copy(PROJECT / name, folder / name)
    shutil.copytree(CONTENT, folder / "content")
    return Blog(folder)


def digest(folder: Path) -> dict[str, str]:
    """Return the hash of every file below a folder."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
