"""The text of a file, exactly as its author saved it, and the places in it.

Everything later points into `Source.text`, so nothing here may change a character: line ends stay
as they are, and only a byte-order mark in front is left off.
"""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

# Supplementary private-use characters: no reader's device shows them, and they are what marks.py
# writes its word numbers with.
PRIVATE_USE = re.compile("[\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
# The same characters typed as a number: a browser, and what reads the page back, turn it into the character.
NUMERIC_REFERENCE = re.compile(r"&\#(?:[xX]0*(?P<hex>[0-9a-fA-F]{1,6})|0*(?P<decimal>[0-9]{1,7}))")
LINE_END = re.compile(r"\r\n|\r|\n")

# What a file that is no text at all starts with, and what its author probably did.
FOREIGN_SIGNATURES = (
    (b"PK\x03\x04", "This is a Word or zip file with another name."),
    (b"\xd0\xcf\x11\xe0", "This is an old Word file with another name."),
    (b"%PDF", "This is a PDF file with another name."),
    (b"{\\rtf", "This is a rich-text (RTF) file with another name."),
    (b"\xff\xfe", "The file is saved as UTF-16."),
    (b"\xfe\xff", "The file is saved as UTF-16."),
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: offsets in code points, half-open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Position:
    """A place as people count it: line and column from 1, columns in code points."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Source:
    """One file's text. `path` is relative to the project, with forward slashes."""

    path: str
    text: str

    def position(self, offset: int) -> Position:
        """Return line and column of a code-point offset."""
        starts = _line_starts(self.text)
        line = bisect_right(starts, offset) - 1
        return Position(line + 1, offset - starts[line] + 1)

    def line(self, number: int) -> str:
        """Return the text of a line, counted from 1, without its line end."""
        return self.text[self.line_span(number).start : self.line_span(number).end]

    def line_span(self, number: int) -> Span:
        """Return where a line, counted from 1, starts and ends (line end left out)."""
        starts = _line_starts(self.text)
        end = starts[number] if number < len(starts) else len(self.text)
        start = starts[number - 1]
        return Span(start, start + len(self.text[start:end].rstrip("\r\n")))


@lru_cache(maxsize=64)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in LINE_END.finditer(text)))


class Unreadable(Exception):
    """A file that cannot be read as text: nothing in it could be checked.

    `reason` and `mend` are sentences for the writer; `line` is where the trouble starts, if known.
    """

    def __init__(self, path: str, reason: str, mend: str, line: int | None = None) -> None:
        super().__init__(f"{path}: {reason} {mend}")
        self.path = path
        self.reason = reason
        self.mend = mend
        self.line = line

    @property
    def told(self) -> str:
        """The file, the line if it is known, what is wrong and what to do, in one line."""
        where = f"{self.path}, line {self.line}" if self.line else self.path
        return f"{where}: {self.reason} {self.mend}"


def decode(path: str, data: bytes) -> Source:
    """Return the source in `data`, or raise `Unreadable` saying what the bytes are instead."""
    for signature, reason in FOREIGN_SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(path, reason, "Save it as plain text in UTF-8, with the ending .md.", 1)
    if (nul := data.find(b"\0")) >= 0:
        line = data.count(b"\n", 0, nul) + 1
        raise Unreadable(
            path,
            f"The file holds bytes that are no text, first on line {line}.",
            "Copy the text into a new file and save that as UTF-8.",
            line,
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        start = data.rfind(b"\n", 0, error.start) + 1
        near = data[start : error.start].decode("utf-8", "replace").strip()[-30:]
        where = f"behind “{near}”" if near else "at its start"
        raise Unreadable(
            path,
            f"The file is not saved as UTF-8: on line {line}, {where}, "
            "stands a character that cannot be read.",
            "In your editor choose “Save with encoding”, then “UTF-8”.",
            line,
        ) from None
    source = Source(path, text.removeprefix("\ufeff"))
    for offset, code in _private_characters(source.text):
        line = source.position(offset).line
        raise Unreadable(
            path,
            f"Line {line} holds a private character (U+{code:X}) that no device shows.",
            "Take it out or type the sign that was meant.",
            line,
        )
    return source


def _private_characters(text: str) -> Iterator[tuple[int, int]]:
    """Yield offset and code of every private character, typed as itself or as its number."""
    for private in PRIVATE_USE.finditer(text):
        yield private.start(), ord(private.group())
    for reference in NUMERIC_REFERENCE.finditer(text):
        code = int(reference["hex"], 16) if reference["hex"] else int(reference["decimal"])
        if code <= sys.maxunicode and PRIVATE_USE.match(chr(code)):
            yield reference.start(), code


def read_source(file: Path, path: str) -> Source:
    """Read `file` and name it `path` in every message; raise `Unreadable` if it is no text."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Unreadable(
            path,
            f"The file cannot be opened ({error.strerror}).",
            "Check that it is there and that you may read it.",
        ) from None
    return decode(path, data)
