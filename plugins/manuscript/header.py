"""The header of an article: a closed list of fields above the first empty line.

    Title: What is lumbar spinal stenosis?
    Date: 2026-09-14
    Key points:
    - The spinal canal can become narrow.
    - A narrow canal can press on nerves.

Lines between `---` fences, as other tools write them, are read the same way.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TypeAlias

from plugins.manuscript.dates import read_date
from plugins.manuscript.source import Position, Source, Span

ARTICLE_FIELDS = Path(__file__).parent / "fields.toml"
FIELD_LINE = re.compile(r"(?P<name>[^\W\d_][\w -]{0,40}?)[ \t]*:(?:[ \t\u00a0]+(?P<value>.*)|$)")
HEADER_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
FENCES = {"---": ("---", "..."), "+++": ("+++",)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One value: the text and where it stands in the source."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Field:
    """One header field. `name` is the canonical one, lower case: "review due"."""

    name: str
    label: Entry
    """The name as typed."""
    entries: tuple[Entry, ...]
    """One entry; for fields of the form `lines` and `names`, one to each line or name."""

    @property
    def span(self) -> Span:
        """Where the value stands; an empty value stands right behind its label."""
        if not self.entries:
            return Span(self.label.span.start, self.label.span.end)
        return Span(self.entries[0].span.start, self.entries[-1].span.end)

    @property
    def text(self) -> str:
        """The value in one line."""
        return " ".join(entry.text for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something in the header that cannot be taken as it stands, and how to mend it."""

    span: Span
    message: str
    help: str


@dataclass(frozen=True, slots=True)
class Header:
    """The fields in the order of the file, what is wrong with them, and where the text begins."""

    fields: tuple[Field, ...]
    mistakes: tuple[Mistake, ...]
    body_start: int
    """Offset in the source of the first character behind the header."""

    def get(self, name: str) -> Field | None:
        """Return the first field of that canonical name."""
        return next((field for field in self.fields if field.name == name), None)

    def text(self, name: str) -> str:
        """Return a field's value in one line, or nothing."""
        field = self.get(name)
        return field.text if field else ""

    def lines(self, name: str) -> tuple[str, ...]:
        """Return a field's entries."""
        field = self.get(name)
        return tuple(entry.text for entry in field.entries) if field else ()

    @property
    def is_draft(self) -> bool:
        """Whether this is shown to its writer only."""
        return self.text("status").lower() == "draft"

    def date(self, name: str) -> date | None:
        """Return a date field, or nothing where it is missing; raise `WrongDate`."""
        text = self.text(name)
        return read_date(text) if text else None


@dataclass(frozen=True, slots=True)
class FieldKind:
    """One row of fields.toml."""

    name: str
    form: str
    choices: tuple[str, ...]


FieldKinds: TypeAlias = Mapping[str, FieldKind]


@cache
def field_kinds(table_file: Path = ARTICLE_FIELDS) -> FieldKinds:
    """Return a closed list of fields, by every accepted spelling, from a table like fields.toml."""
    table = tomllib.loads(table_file.read_text("utf-8"))
    known = {}
    for name, row in table.items():
        kind = FieldKind(name, row["form"], tuple(row.get("choices", ())))
        for spelling in (name, *row.get("also", ())):
            known[spelling] = kind
    return known


def parse_header(source: Source, known: FieldKinds | None = None) -> Header:
    """Read the header of `source`; never raises, what is wrong is in `mistakes`.

    `known` is the closed list to go by; an article's fields if not given.
    """
    known = field_kinds() if known is None else known
    fields: list[Field] = []
    mistakes: list[Mistake] = []
    body_start = 0
    is_toml = source.text.lstrip().startswith("+++")
    for line in _header_lines(source, mistakes):
        body_start = line.end
        text = source.text[line.start : line.end].rstrip("\r\n")
        if text.strip() in ("", "...", *FENCES):
            continue
        match = FIELD_LINE.match(text)
        if match and not text[0].isspace():
            fields.append(_open_field(match, line.start, known))
        elif fields:
            fields[-1] = _continue_field(fields[-1], text, line.start, known, mistakes)
        elif not is_toml:  # the whole of a header in TOML is one mistake already
            mistakes.append(_stray(text, line.start))
    fields = [_shaped(field, known, source) for field in fields]
    mistakes += _judge(fields, source, known)
    return Header(tuple(fields), tuple(mistakes), body_start)


def _header_lines(source: Source, mistakes: list[Mistake]) -> Iterator[Span]:
    """Yield the lines (line end included) that belong to the header.

    The header ends at an empty line, at the closing fence, or in front of the first line that is
    neither a field nor the continuation of one: such a line is text, and text is never dropped.
    """
    fence: tuple[str, ...] = ()
    begun = False
    for match in HEADER_LINE.finditer(source.text):
        line, span = match.group(), Span(*match.span())
        if not line:
            break
        stripped = line.strip()
        if not begun and not fence:
            if not stripped:
                yield span
                continue
            if stripped in FENCES:
                if stripped == "+++":
                    mistakes.append(
                        Mistake(
                            Span(span.start, span.start + 3),
                            "The header is written in TOML, which this site does not read.",
                            "Start the file with “Title: …” and “Date: …”, without the +++ lines.",
                        )
                    )
                fence = FENCES[stripped]
                yield span
                continue
        if fence and stripped in fence:
            yield span
            return
        if not stripped and not fence:
            if begun:
                yield span
            return
        continues = begun and (line[0] in " \t" or stripped.startswith("- "))
        if not (FIELD_LINE.match(line.rstrip("\r\n")) or continues or fence):
            return
        begun = True
        yield span
    if fence:
        first = source.text.index(fence[0])
        mistakes.append(
            Mistake(
                Span(first, first + 3),
                f"The header that starts with {fence[0]} is never closed.",
                f"Put a line {fence[0]} between the header and the text, or take the first one out.",
            )
        )


def _open_field(match: re.Match[str], offset: int, known: FieldKinds) -> Field:
    typed = match["name"]
    spelling = re.sub(r"[\s_-]+", " ", typed).strip().lower()
    kind = known.get(spelling)
    label = Entry(typed, Span(offset, offset + len(typed)))
    value = (match["value"] or "").strip()
    if not value:
        return Field(kind.name if kind else spelling, label, ())
    start = offset + match.start("value") + match["value"].index(value)
    entry = Entry(value, Span(start, start + len(value)))
    return Field(kind.name if kind else spelling, label, (entry,))


def _continue_field(
    field: Field, line: str, offset: int, known: FieldKinds, mistakes: list[Mistake]
) -> Field:
    kind = known.get(field.name)
    text = line.strip()
    bullet = text.startswith("- ")
    if bullet:
        text = text[2:].strip()
    start = offset + line.index(text)
    entry = Entry(text, Span(start, start + len(text)))
    if kind is None or (kind.form in ("lines", "names") and bullet) or not field.entries:
        return replace(field, entries=(*field.entries, entry))
    if kind.form in ("lines", "prose", "names") and not bullet:
        last = field.entries[-1]
        joined = Entry(f"{last.text} {text}", Span(last.span.start, entry.span.end))
        return replace(field, entries=(*field.entries[:-1], joined))
    mistakes.append(
        Mistake(
            entry.span,
            f"This line stands in the header behind “{field.label.text}”, where it would be lost.",
            "If it is text, leave an empty line above it.",
        )
    )
    return field


def _stray(line: str, offset: int) -> Mistake:
    text = line.strip()
    start = offset + line.index(text)
    return Mistake(
        Span(start, start + len(text)),
        "This line stands between the header's --- lines, in front of any field, where it would be lost.",
        "If it is text, put it behind the second --- line. If there is no header, take the first one out.",
    )


def _shaped(field: Field, known: FieldKinds, source: Source) -> Field:
    """Split a field of names at its commas."""
    kind = known.get(field.name)
    if kind is None or kind.form != "names":
        return field
    names = []
    for entry in field.entries:
        # Not `entry.text`: in a field of two lines the places would be wrong behind the line end.
        for match in re.finditer(r"[^,]+", source.text[entry.span.start : entry.span.end]):
            if name := match.group().strip().strip("[]").strip():
                start = entry.span.start + match.start() + match.group().index(name)
                names.append(Entry(" ".join(name.split()), Span(start, start + len(name))))
    return replace(field, entries=tuple(names))


def _judge(fields: list[Field], source: Source, known: FieldKinds) -> Iterator[Mistake]:
    """Yield the fields that are unknown, there twice, or outside their list of words."""
    seen: dict[str, Position] = {}
    for field in fields:
        kind = known.get(field.name)
        if kind is None:
            near = get_close_matches(field.name, known, n=1, cutoff=0.7)
            guess = f"Did you mean “{near[0].capitalize()}”? " if near else ""
            yield Mistake(
                field.label.span,
                f"“{field.label.text}” is not a header field this site knows.",
                f"{guess}If the line is text, leave an empty line above it.",
            )
            continue
        if field.name in seen:
            yield Mistake(
                field.label.span,
                f"“{field.label.text}” is there a second time (first on line {seen[field.name].line}).",
                "Keep one of the two lines.",
            )
        seen.setdefault(field.name, source.position(field.label.span.start))
        if kind.choices and field.text.lower() not in kind.choices:
            yield Mistake(
                field.span,
                f"“{field.text}” is not a value that “{field.label.text}” can have.",
                f"Write one of: {', '.join(kind.choices)}.",
            )
