"""Where the tables and keys of a TOML text stand, which the standard library's reader does not tell.

Only for texts that the reader took already: what is no TOML is told by it, with its line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plugins.manuscript.source import Span

# What is skipped as a whole: no bracket, sign or line end in it means anything.
STRING = re.compile(
    r"""
      \"{3} (?: [^\\"] | \\. | \"{1,2}(?!\") )* \"{3,5}
    | '{3} (?: [^'] | '{1,2}(?!') )* '{3,5}
    | " (?: [^"\\\n] | \\. )* "
    | ' [^'\n]* '
    """,
    re.VERBOSE | re.DOTALL,
)
BLANK = re.compile(r"(?:[ \t\r\n]|\#[^\n]*)*")
HEADER = re.compile(r"\[\[?")
BARE = re.compile(r"[A-Za-z0-9_-]+")
SPACE = re.compile(r"[ \t]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a table: its key, and where it stands."""

    key: str
    """The first part of a dotted key."""
    span: Span
    """From the key to the end of its value; comments behind it are left out."""
    name: Span
    """The key alone."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is written: its name, its header, and its entries."""

    path: tuple[str, ...]
    """("claims", "walking") of [claims.walking]; () for what stands above all headers."""
    many: bool
    """Whether it is one of several: [[claims]]."""
    span: Span
    """Its header."""
    entries: tuple[Entry, ...]

    def entry(self, key: str) -> Entry | None:
        """Return the entry with a key."""
        return next((entry for entry in self.entries if entry.key == key), None)

    @property
    def end(self) -> int:
        """Where its last entry ends, or its header where it has none."""
        return self.entries[-1].span.end if self.entries else self.span.end


def tables_in(text: str) -> tuple[Table, ...]:
    """Return the tables of a TOML text, in order; the first is what stands above all headers."""
    found: list[tuple[tuple[str, ...], bool, Span, list[Entry]]] = [((), False, Span(0, 0), [])]
    at = _behind(BLANK, text, 0)
    while at < len(text):
        if header := HEADER.match(text, at):
            many = len(header.group()) == 2
            path, end = _path(text, header.end())
            end = _behind(SPACE, text, end) + len(header.group())
            found.append((path, many, Span(at, end), []))
        else:
            path, end = _path(text, at)
            name = Span(at, end)
            end = _value_end(text, _behind(SPACE, text, end) + 1)
            found[-1][3].append(Entry(path[0], Span(at, end), name))
        at = _behind(BLANK, text, end)
    return tuple(Table(path, many, span, tuple(entries)) for path, many, span, entries in found)


def _behind(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _path(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """Return the parts of a key or header, and where it ends."""
    parts: list[str] = []
    while True:
        at = _behind(SPACE, text, at)
        part = BARE.match(text, at) or STRING.match(text, at)
        if part is None:
            return tuple(parts) or ("",), at + (not parts)
        parts.append(part.group().strip("\"'"))
        dot = _behind(SPACE, text, part.end())
        if not text.startswith(".", dot):
            return tuple(parts), part.end()
        at = dot + 1


def _value_end(text: str, at: int) -> int:
    """Return where a value ends: at the line's end, unless brackets or a string reach further."""
    depth = 0
    last = at
    for end, sign in _signs(text, at):
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
        elif sign == "\n" and depth <= 0:
            return last
        if sign not in "\n \t\r#":
            last = end
    return last


def _signs(text: str, at: int) -> Iterator[tuple[int, str]]:
    """Yield the signs of a value with the place behind each; a string counts as one sign."""
    while at < len(text):
        string = STRING.match(text, at)
        if string:
            at = string.end()
            yield at, '"'
        elif text[at] == "#":
            at = text.find("\n", at) if "\n" in text[at:] else len(text)
        else:
            at += 1
            yield at, text[at - 1]
