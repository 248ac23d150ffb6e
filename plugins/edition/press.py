"""Builds an edition aside and puts it in place: Pelican runs in a process of its own.

A folder is only ever replaced whole, by renaming: whoever reads the site sees the old one or the new one.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from plugins.checks.claims_record import RECORD
from plugins.edition.complaint import Complaint, read_complaints
from plugins.edition.turn import alone
from plugins.manuscript.layout import Layout

# A build of a thousand articles takes seconds; what takes this long is held up by something.
LONGEST_BUILD = 600
# All that a build may know of the machine it runs on.
ENVIRONMENT = ("PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP")


class BuildFailed(Exception):
    """Pelican could not be run at all, or did not end."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What a build left: the folder it stands in, and what was complained of on the way."""

    folder: Path
    complaints: tuple[Complaint, ...]
    finished: bool
    """Whether the build came to its end; if not, any page may be missing."""

    @property
    def errors(self) -> tuple[Complaint, ...]:
        """The complaints that mean something is missing from the edition."""
        return tuple(complaint for complaint in self.complaints if complaint.level == "error")


@contextmanager
def turn_at(target: Path, doing: str) -> Iterator[None]:
    """Let nobody else build, publish or swap at `target` while the block runs; raise `Taken` where somebody
    does, `BuildFailed` where there can be nothing beside `target`. The folders aside are theirs alone for
    that time. Effect: writes a file beside `target`."""
    if not target.name:
        raise BuildFailed(f"“{target}” cannot be an output folder; name a folder in it.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with alone(aside(target, "lock"), target.name, doing):
        yield


def print_edition(layout: Layout, settings: Path, target: Path) -> Edition:
    """Build the site into a new folder beside `target`. Effect: writes that folder.

    Raises `BuildFailed` where there is no edition to speak of.
    """
    _protect(layout, target)
    folder = aside(target, "new")
    shutil.rmtree(folder, ignore_errors=True)
    order = {"settings": str(settings), "overrides": _overrides(layout, folder)}
    environment = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    try:
        run = subprocess.run(
            [sys.executable, "-m", "plugins.edition.plugin"],
            cwd=layout.project,
            env={**environment, "PYTHONHASHSEED": "0", "TZ": "UTC", "PYTHONUTF8": "1", "NO_COLOR": "1"},
            input=json.dumps(order),
            capture_output=True,
            encoding="utf-8",
            timeout=LONGEST_BUILD,
            check=False,
        )
        told = json.loads(run.stdout)
    except subprocess.TimeoutExpired:
        raise BuildFailed(f"The build did not end within {LONGEST_BUILD} seconds.") from None
    except json.JSONDecodeError:
        said = run.stderr.strip().splitlines()
        raise BuildFailed(f"The build could not be started: {said[-1] if said else 'no message'}") from None
    complaints, finished = read_complaints(told["complaints"]), bool(told["finished"])
    if finished and not (folder / "index.html").is_file():
        complaints = (*complaints, Complaint("error", "The build made no start page."))
        finished = False
    return Edition(folder, complaints, finished)


def add_record(edition: Edition, text: str) -> None:
    """Put the record of the site's claims beside its pages. Effect: writes claims.json."""
    if text:
        (edition.folder / RECORD).write_text(text, "utf-8", newline="\n")


def put_in_place(edition: Edition, target: Path) -> None:
    """Make the edition the one at `target`. Effect: renames folders, removes the former one."""
    former = aside(target, "old")
    shutil.rmtree(former, ignore_errors=True)
    if target.exists():
        target.rename(former)
    try:
        edition.folder.rename(target)
    except OSError:
        if former.exists():
            former.rename(target)
        raise
    shutil.rmtree(former, ignore_errors=True)


def recover(target: Path) -> None:
    """Bring back an edition that a swap, cut off in the middle, left aside. Effect: renames a folder."""
    former = aside(target, "old")
    if former.is_dir() and not target.exists():
        former.rename(target)


def discard(edition: Edition) -> None:
    """Remove an edition that is not to be published. Effect: removes its folder."""
    shutil.rmtree(edition.folder, ignore_errors=True)


def aside(target: Path, which: str) -> Path:
    """Return what stands beside `target`: an edition on its way in ("new") or out ("old"), or the "lock"."""
    return target.with_name(f".{target.name}-{which}")


def _protect(layout: Layout, target: Path) -> None:
    """Raise `BuildFailed` where replacing `target` would remove anything but an earlier edition."""
    for folder, what in ((layout.content, "articles"), (layout.project, "project")):
        if folder.is_relative_to(target):
            raise BuildFailed(f"The output folder {target.name} holds the {what}; name another folder.")
    if target.is_relative_to(layout.content):
        raise BuildFailed(f"The output folder {target.name} lies among the articles; name another folder.")
    if target.exists() and not target.is_dir():
        raise BuildFailed(f"{target.name} is a file; name a folder for the output.")
    if target.is_dir() and any(target.iterdir()) and not (target / "theme" / "site.css").is_file():
        raise BuildFailed(
            f"The folder {target.name} holds files that are no built site and would be lost; "
            "name another folder, or empty this one."
        )


def _overrides(layout: Layout, folder: Path) -> dict[str, object]:
    """Return the settings that depend on where this blog lies; all others are in its settings file."""
    return {
        "PATH": str(layout.content),
        "OUTPUT_PATH": str(folder),
        "ARTICLE_PATHS": [layout.article_folder],
        "ARTICLE_EXCLUDES": ["pages", "approvals", "disclaimers", "evidence"],
        "PAGE_PATHS": ["pages"],
        "DISCLAIMERS": str(layout.disclaimers),
        "REFERENCES": str(layout.references),
        "EVIDENCE": str(layout.evidence),
    }
