"""Where each key and value of a TOML text stands: `tomllib` reads them and keeps no places.

Walks over a text that `tomllib` has taken already, so it need not judge it. A path leads from the outermost
table inwards: ("figures", "standing", "values", 0) is the first value of a figure. No library that is kept
up gives places: tomlkit keeps comments and order, and no lines.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from plugins.manuscript.source import Span

Path = tuple[str | int, ...]

BETWEEN = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
TEXT = re.compile(
    r"""
      \"{3} (?: [^"\\] | \\. | "{1,2}(?!") )* \"{3} "{0,2}   # over several lines; may end in two quotes more
    | '{3}  (?: [^'] | '{1,2}(?!') )*         '{3}  '{0,2}
    | "     (?: [^"\\] | \\. )*               "
    | '     [^']*                             '
    """,
    re.VERBOSE | re.DOTALL,
)
# A number, true, false, a day; a day and a time may have a space between.
PLAIN = re.compile(r"[^\s,\[\]{}#]+(?:[ ]\d\d:[^\s,\[\]{}#]+)?")


@dataclass(frozen=True, slots=True)
class TomlPlace:
    """Where a key and its value stand; for an item of a list, a table of a header both are the same."""

    key: Span
    value: Span


def toml_places(text: str) -> Mapping[Path, TomlPlace]:
    """Return the place of every key, table and item of a list in a text that is valid TOML."""
    walk = _Walk(text)
    walk.document()
    return MappingProxyType(walk.found)


@dataclass(slots=True)
class _Walk:
    """A walk over a text: how far it has come, and what it has seen."""

    text: str
    at: int = 0
    found: dict[Path, TomlPlace] = field(default_factory=dict)
    lists_of_tables: dict[Path, int] = field(default_factory=dict)
    """How many tables each list of tables ([[name]]) has so far."""

    def document(self) -> None:
        table: Path = ()
        self.skip()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)
            self.skip()

    def header(self) -> Path:
        """Read [a.b] or [[a.b]] and return the path of the table that begins there."""
        start, is_list = self.at, self.text.startswith("[[", self.at)
        self.at += 2 if is_list else 1
        path: Path = ()
        keys = self.keys()
        for number, (name, span) in enumerate(keys, 1):
            path = (*path, name)
            self.found.setdefault(path, TomlPlace(span, span))
            is_last = number == len(keys)
            if is_last and is_list:
                self.lists_of_tables[path] = self.lists_of_tables.get(path, 0) + 1
            if path in self.lists_of_tables:
                path = (*path, self.lists_of_tables[path] - 1)
        self.at += 2 if is_list else 1
        whole = Span(start, self.at)
        if is_list:
            self.found[path] = TomlPlace(whole, whole)
        else:
            # A table may have been named before, by one inside of it: its own line is the one to show.
            self.found[path] = TomlPlace(keys[-1][1], whole)
        return path

    def keys(self) -> list[tuple[str, Span]]:
        """Read the parts of a dotted key."""
        parts = []
        while True:
            self.skip()
            bare = BARE_KEY.match(self.text, self.at)
            match = bare or TEXT.match(self.text, self.at)
            if match is None:  # pragma: no cover - tomllib refuses such a text
                raise ValueError(f"no key at {self.at}")
            name = match.group() if bare else str(tomllib.loads(f"key = {match.group()}")["key"])
            parts.append((name, Span(*match.span())))
            self.at = match.end()
            self.skip()
            if not self.text.startswith(".", self.at):
                return parts
            self.at += 1

    def pair(self, table: Path) -> None:
        """Read `key = value`."""
        path = table
        keys = self.keys()
        self.at += 1
        self.skip()
        for name, span in keys[:-1]:
            path = (*path, name)
            self.found.setdefault(path, TomlPlace(span, span))
        name, span = keys[-1]
        path = (*path, name)
        self.found[path] = TomlPlace(span, self.value(path))

    def value(self, path: Path) -> Span:
        """Read a value with everything inside of it; return where it stands."""
        start = self.at
        opening = self.text[start]
        if opening == "[":
            self.items(path)
        elif opening == "{":
            self.inline_table(path)
        else:
            match = TEXT.match(self.text, start) or PLAIN.match(self.text, start)
            self.at = match.end() if match else len(self.text)
        return Span(start, self.at)

    def items(self, path: Path) -> None:
        self.at += 1
        self.skip()
        number = 0
        while self.text[self.at] != "]":
            item = (*path, number)
            span = self.value(item)
            self.found[item] = TomlPlace(span, span)
            self.skip_comma()
            number += 1
        self.at += 1

    def inline_table(self, path: Path) -> None:
        self.at += 1
        self.skip()
        while self.text[self.at] != "}":
            self.pair(path)
            self.skip_comma()
        self.at += 1

    def skip_comma(self) -> None:
        self.skip()
        if self.text.startswith(",", self.at):
            self.at += 1
        self.skip()

    def skip(self) -> None:
        between = BETWEEN.match(self.text, self.at)
        self.at = between.end() if between else self.at
