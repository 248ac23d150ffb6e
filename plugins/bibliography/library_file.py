"""New entries in content/references.json: put in as text, so that everything else stays as it is.

The file keeps its order, indentation, line ends, byte-order mark and way of writing letters that are not
ASCII; the change of it shows the new lines and one comma. Written aside and put in place whole.
"""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.bibliography.entries import Csl
from plugins.bibliography.library import entries_in
from plugins.manuscript.source import Source, read_source

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
NEW_LIBRARY = "[\n]\n"
OUR_INDENT = " "


class Changed(Exception):
    """The file is not as it was read, or as it has to be; nothing was written."""


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """The library's file as it was read: its bytes, and its text for messages and places."""

    file: Path
    data: bytes | None
    """None where there is no file yet."""
    source: Source


def read_library_file(file: Path, path: str) -> LibraryFile:
    """Read the file and make sure that it is a library; raises `Unreadable` where it is none.

    `path` names it in messages.
    """
    if not file.exists():
        return LibraryFile(file, None, Source(path, NEW_LIBRARY))
    source = read_source(file, path)
    tuple(entries_in(source))
    return LibraryFile(file, file.read_bytes(), source)


def add_entries(held: LibraryFile, entries: Sequence[Csl]) -> None:
    """Put entries at the end of the library. Effect: replaces its file.

    Raises `Changed` where the file is no longer as it was read, OSError where it cannot be written; in
    both cases the file is as it was.
    """
    text = with_entries(held.source.text, entries)
    # Proves itself: what is written is the old library and the new entries, nothing else.
    if json.loads(text) != [*json.loads(held.source.text), *entries]:
        raise Changed(
            f"{held.source.path} is laid out in a way in which nothing can be put in safely. Export it again "
            "as CSL-JSON."
        )
    mark = BYTE_ORDER_MARK if held.data and held.data.startswith(BYTE_ORDER_MARK) else b""
    now = held.file.read_bytes() if held.file.exists() else None
    if now != held.data:
        raise Changed(
            f"{held.source.path} was changed while this was running. Nothing was written; run the same "
            "command again."
        )
    put_in_place(held.file, mark + text.encode("utf-8", "surrogatepass"))


def put_in_place(file: Path, data: bytes) -> None:
    """Write a file aside, then put it in place whole. Effect: replaces the file.

    A link stays one, and who may read the file stays as it was.
    """
    target = file.resolve()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as to:
            to.write(data)
            to.flush()
            os.fsync(to.fileno())
        if target.exists():
            shutil.copymode(target, aside)
        else:
            aside.chmod(0o644)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def with_entries(text: str, entries: Sequence[Csl]) -> str:
    """Return the text of a library with entries at its end, laid out as the first one is."""
    if not entries:
        return text
    opening = text.index("[") + 1
    reader = json.JSONDecoder()
    at, last_end, first = opening, opening, ""
    while True:
        start = re.compile(r"[\s,]*").match(text, at)
        assert start is not None
        if text[start.end()] == "]":
            break
        at = last_end = reader.raw_decode(text, start.end())[1]
        first = first or text[start.end() : at]
    newline = "\r\n" if "\r\n" in text else "\n"
    before_first = re.compile(r"\s*").match(text, opening)
    between = before_first.group() if before_first and first else newline + OUR_INDENT
    written = [_written(entry, first, between, text).replace("\n", newline) for entry in entries]
    if not first:
        closing = text[opening:].lstrip()
        return text[:opening] + between + f",{between}".join(written) + newline + closing
    # A file in one line has a blank behind its commas or none; one in lines starts each entry anew.
    glue = between if "\n" in between else (" " if ", " in first else "")
    return text[:last_end] + "".join(f",{glue}{entry}" for entry in written) + text[last_end:]


def _written(entry: Csl, example: str, between: str, text: str) -> str:
    """Return an entry as JSON, laid out as the example is; its lines are parted by a mere line feed."""
    escaped = "\\u" in text and text.isascii()
    if example and "\n" not in example:
        separators = (", " if '", "' in example else ",", ": " if '": ' in example else ":")
        return json.dumps(entry, ensure_ascii=escaped, separators=separators)
    margin = between.rpartition("\n")[2]
    step = OUR_INDENT
    if match := re.match(r"\{\s*\n(?P<indent>[ \t]*)", example):
        step = match["indent"].removeprefix(margin) or OUR_INDENT
    colon = ": " if not example or '": ' in example else ":"
    made = json.dumps(entry, ensure_ascii=escaped, indent=step, separators=(",", colon))
    return made.replace("\n", f"\n{margin}")
