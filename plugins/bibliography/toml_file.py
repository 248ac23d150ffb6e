"""A TOML file read so that one slip in it does not hide the others.

`tomllib` stops at the first line that it cannot read. Where it does, the file is read again part by part,
from one line in square brackets to the next: a part that cannot be read is told and left out, the others are
kept. In parts only where the whole fails, so that a file in order costs one reading.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

from plugins.bibliography.toml_places import Path, TomlPlace, toml_places
from plugins.manuscript.flaw import Flaw
from plugins.manuscript.source import Source, Span

HEADER = re.compile(r"^\[{1,2}[^\[\]\n]+\]{1,2}[ \t]*(?:#[^\n]*)?\r?$", re.MULTILINE)
PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
A_DAY = re.compile(r"=[ \t]*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[ \t]*(?:#.*)?$")
# A file with more parts is not read part by part: each is read with all that stand before it.
MOST_PARTS = 200
CLOSED = (
    "Correct that line, or the one before it. Until then nothing from there to the next [ ] line is known."
)
# Python reads no more digits than these as one number.
LONG_NUMBER = re.compile(r"\d(?:_?\d){4300,}")
SHOWN = 12
# What `tomllib` says, by how it begins, in words for whoever keeps the file.
WORDS = {
    "Cannot overwrite a value": "a name stands there twice",
    "Cannot mutate immutable": "a name stands there twice",
    "Cannot declare": "a line in square brackets stands there twice",
    "Duplicate inline table key": "a name stands there twice",
    "Invalid value": "behind = stands neither a text in quotation marks nor a number, a day or a list",
    "Illegal character '\\n'": "a text lacks its second quotation mark",
    "Unterminated string": "a text lacks its second quotation mark",
    'Expected \'"""\'': "a text over several lines lacks its three closing quotation marks",
    "Expected '='": "a name has no = behind it",
    "Unclosed array": "a list lacks its closing square bracket",
    "Unclosed inline table": "a { has no }",
    "Expected ']'": "a [ has no ]",
    "Expected newline or end of document": "behind the value stands something more on the same line",
    "Unescaped '\\'": "a text holds a \\ that stands for nothing",
    "Invalid date": "there is no such day",
    "Invalid statement": "the line is no name with = and a value",
    "Invalid initial character": "a name begins with a sign that no name begins with",
}


@dataclass(frozen=True, slots=True)
class TomlFile:
    """What a TOML file holds as far as it could be read, where each part of it stands, and its slips."""

    table: Mapping[str, object]
    places: Mapping[Path, TomlPlace] = field(default_factory=lambda: MappingProxyType({}))
    flaws: tuple[Flaw, ...] = ()
    """What could not be read as TOML; with one, part of the file is not in `table`."""


def read_toml(source: Source) -> TomlFile:
    """Read a TOML file."""
    error = _slip(source.text)
    if error is None:
        return TomlFile(tomllib.loads(source.text), toml_places(source.text))
    starts = [
        0,
        *(match.start() for match in HEADER.finditer(source.text) if match.start()),
        len(source.text),
    ]
    if len(starts) > MOST_PARTS:
        return TomlFile({}, flaws=(_flaw(source, error, 0, len(source.text)),))
    kept, flaws = "", []
    for start, end in pairwise(starts):
        part = source.text[start:end]
        slip = _slip(kept + part)
        if slip is None:
            kept += part
        else:
            flaws.append(_flaw(source, slip, start, end))
            # Everything behind keeps its place.
            kept += re.sub(r"[^\r\n]", " ", part)
    return TomlFile(tomllib.loads(kept), toml_places(kept), tuple(flaws))


def _slip(text: str) -> Exception | None:
    """Return what keeps a text from being TOML."""
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return error
    return None


def _flaw(source: Source, error: Exception, start: int, end: int) -> Flaw:
    told = str(error)
    if not isinstance(error, tomllib.TOMLDecodeError):
        long = LONG_NUMBER.search(source.text, start, end)
        at = long.start() if long else start
        line = source.position(at).line
        what = "a number that is too long" if long else "a value is nested too deeply"
        # Nobody wants to see all of a long number.
        span = Span(at, at + SHOWN) if long else source.line_span(line)
        return Flaw(source, span, f"The file is not valid TOML: line {line}, {what}.", CLOSED)
    match = PLACE.search(told)
    last = source.position(start + len(source.text[start:end].rstrip())).line
    line = min(int(match["line"]), last) if match and match["line"] else last
    if told.startswith(("Illegal character '\\n'", "Unterminated")):
        line = next(_lines_with_open_text(source, start, line), line)
    if A_DAY.search(source.line(line)):
        what = "a day is a real one, written as year, month and day: 2026-11-24"
        return Flaw(
            source, source.line_span(line), f"The file is not valid TOML: line {line}, {what}.", CLOSED
        )
    what = next((words for begins, words in WORDS.items() if told.startswith(begins)), "it cannot be read")
    return Flaw(source, source.line_span(line), f"The file is not valid TOML: line {line}, {what}.", CLOSED)


def _lines_with_open_text(source: Source, start: int, told: int) -> Iterator[int]:
    """Yield the line told of, or the one before, where an odd number of quotation marks stands."""
    for line in (told, told - 1):
        if line >= source.position(start).line and source.line(line).count('"') % 2:
            yield line
