"""What was found in an article, kept under a hash of everything it depends on.

A finding depends on the source, on everything it is held against, on the day, and on this code; so an
entry is never out of date, it is only never asked for again. A damaged entry counts as none.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from plugins.checks.finding import (
    Edit,
    Finding,
    Fix,
    Place,
    ReportedClaim,
    Severity,
    Snippet,
    Suppression,
)
from plugins.manuscript.layout import Layout

CODE = Path(__file__).parents[1]
# Libraries whose next version may read a text otherwise.
LIBRARIES = ("markdown", "selectolax", "nh3")


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of one article."""

    findings: tuple[Finding, ...]
    claims: tuple[ReportedClaim, ...]


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of findings. `state` stands for everything but the article itself."""

    folder: Path
    state: str

    def key(self, path: str, text: str, is_page: bool, remembered: str = "") -> str:
        """Return the name under which the findings of an article are kept.

        `remembered` is what findings tell of the past, from git: no file of the blog holds it.
        """
        told = json.dumps([self.state, path, text, is_page, remembered])
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()

    def get(self, key: str) -> Kept | None:
        """Return what was found, or None where nothing (readable) is kept."""
        try:
            told = json.loads((self.folder / key[:2] / f"{key}.json").read_text("utf-8"))
            return Kept(tuple(map(_finding, told["findings"])), tuple(map(_claim, told["claims"])))
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def put(self, key: str, kept: Kept) -> None:
        """Keep what was found. Effect: writes a file; where it cannot, nothing is kept."""
        file = self.folder / key[:2] / f"{key}.json"
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            # Whoever commits everything in a blog's folder does not mean this.
            (self.folder / ".gitignore").write_text("*\n", "utf-8")
            half = file.with_suffix(f".{id(self)}.part")
            half.write_text(json.dumps(asdict(kept)), "utf-8")
            half.replace(file)
        except OSError:
            return


def open_cache(folder: Path, layout: Layout, as_of: str) -> Cache:
    """Return the cache for a blog as it stands now. `as_of` is the day that counts as today."""
    digest = hashlib.sha256(repr((as_of, sys.version, [version(name) for name in LIBRARIES])).encode())
    for file in _rests_on(layout):
        digest.update(f"\n{file.name}\n".encode())
        digest.update(file.read_bytes())
    return Cache(folder, digest.hexdigest())


def _rests_on(layout: Layout) -> Iterator[Path]:
    """Yield every file beside the article that a finding may depend on."""
    yield from sorted(path for path in CODE.rglob("*") if path.suffix in (".py", ".toml"))
    folders = (layout.evidence, layout.disclaimers)
    yield from sorted(path for folder in folders for path in folder.glob("*") if path.is_file())
    yield from (file for file in (layout.glossary, layout.claims) if file.is_file())
    shared = layout.references.parent
    yield from sorted(path for path in shared.glob("*") if path.suffix in (".json", ".csv", ".toml"))


def _finding(row: dict[str, object]) -> Finding:
    """Return the finding in a row of JSON; raise where the row is damaged."""
    told = dict(row)
    told["severity"] = Severity(str(told["severity"]))
    for name, kind in (("place", Place), ("snippet", Snippet), ("suppressed", Suppression)):
        if (part := told[name]) is not None:
            told[name] = kind(**part)  # type: ignore[arg-type]  # checked by the call itself
    if (fix := told["fix"]) is not None:
        edits = tuple(
            Edit(**{**edit, "place": Place(**edit["place"])})
            for edit in fix["edits"]  # type: ignore[index]
        )
        told["fix"] = Fix(fix["description"], edits, fix["safe"])  # type: ignore[index]
    return Finding(**told)  # type: ignore[arg-type]


def _claim(row: dict[str, object]) -> ReportedClaim:
    """Return the claim in a row of JSON; raise where the row is damaged."""
    told = dict(row)
    for name in ("place", "covered_at"):
        if (part := told[name]) is not None:
            told[name] = Place(**part)  # type: ignore[arg-type]  # checked by the call itself
    told["sources"] = tuple(map(str, told["sources"]))  # type: ignore[call-overload]  # a list, or it raises
    return ReportedClaim(**told)  # type: ignore[arg-type]
