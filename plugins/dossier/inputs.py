"""The fingerprints of what a dossier rests on: every file and every list that the check went by, hashed.

Line ends and a byte-order mark do not count, so that a checkout on another system changes nothing. The
rules are the checker's own code; its version alone would not tell one working copy from another.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from plugins.bibliography.json_values import Json, text_of
from plugins.bibliography.library import RETRACTION_LIST, entries_in
from plugins.dossier.dossier import Input
from plugins.manuscript.layout import Layout, standing_project
from plugins.manuscript.source import read_source

CODE = Path(__file__).parents[1]
# What decides on findings, claims and figures; how a page or an editor shows them does not.
CHECKER = (
    "manuscript",
    "quantities",
    "bibliography",
    "disclaimer",
    "claims",
    "evidence",
    "approval",
    "checks",
)
PACKAGE = "evidence-blog"


def hash_of(text: str) -> str:
    """Return the hash of a text, whatever its line ends."""
    return hashlib.sha256(text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8")).hexdigest()


def shared_inputs(layout: Layout) -> tuple[Input, ...]:
    """Return the hashes of what all articles rest on, each file by its path in messages."""
    return (
        *_files(layout, "library", (layout.references, layout.references.with_name(RETRACTION_LIST))),
        *_files(layout, "evidence", sorted(layout.evidence.glob("*.toml"))),
        *_files(layout, "disclaimer", sorted(layout.disclaimers.glob("*.md"))),
        *_files(layout, "approved claims", (layout.content / "claims.toml",)),
        *_files(layout, "wording", (layout.glossary, layout.house)),
        Input("wording", "the checker's own lists", _hash_of_code((".toml", ".json"))),
        Input("rules", "the checker's code", _hash_of_code((".py",))),
    )


def own_inputs(
    layout: Layout, entries: Mapping[str, str], keys: Iterable[str], disclaimer: str
) -> tuple[Input, ...]:
    """Return the hashes of what an article rests on beside its own text: the references that it cites, what
    is recorded of them, and its disclaimer's file, named alike wherever the blog lies.

    `entries` has the hashes of the library's entries, `disclaimer` the name of that file.
    """
    found: list[Input] = []
    for key in sorted(keys):
        if key in entries:
            found.append(Input("reference", key, entries[key]))
        found += _named("evidence", layout.evidence / f"{key}.toml")
    if disclaimer:
        found += _named("disclaimer", layout.disclaimers / disclaimer)
    return tuple(found)


def checker_version() -> str:
    """Return the checker's version, and the start of its code's hash."""
    return f"{_version()} ({_hash_of_code(('.py',))[:12]})"


def _version() -> str:
    """Return the version that the project names; of an installed package, its own."""
    project = (standing_project() or CODE) / "pyproject.toml"
    if project.is_file():
        told: dict[str, dict[str, str]] = tomllib.loads(project.read_text("utf-8"))
        return told["project"]["version"]
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return "without a version"


def _files(layout: Layout, what: str, files: Iterable[Path]) -> Iterator[Input]:
    for file in files:
        if file.is_file():
            name = layout.name(file)
            yield Input(what, name, hash_of(read_source(file, name).text))


def _named(what: str, file: Path) -> Iterator[Input]:
    if file.is_file():
        yield Input(what, file.name, hash_of(read_source(file, file.name).text))


def entry_hashes(layout: Layout) -> dict[str, str]:
    """Return the hash of every entry of the library, by key; of the same entry, however it is set out."""
    if not layout.references.is_file():
        return {}
    hashes: dict[str, str] = {}
    for item, _ in entries_in(read_source(layout.references, layout.name(layout.references))):
        if isinstance(item, dict) and (key := text_of(item.get("id"))):
            hashes.setdefault(key, _hash_of_entry(item))
    return hashes


def _hash_of_entry(item: dict[str, Json]) -> str:
    return hashlib.sha256(json.dumps(item, sort_keys=True).encode()).hexdigest()


@lru_cache(maxsize=2)
def _hash_of_code(endings: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    files = (file for name in CHECKER for file in (CODE / name).rglob("*") if file.suffix in endings)
    for file in sorted(files, key=lambda file: file.relative_to(CODE).as_posix()):
        digest.update(f"\n{file.relative_to(CODE).as_posix()}\n{hash_of(file.read_text('utf-8'))}".encode())
    return digest.hexdigest()
