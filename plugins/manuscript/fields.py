"""The fields of a header: the closed list of what may stand there, and what is wrong with one."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TypeAlias

from plugins.manuscript.source import Position, Source, Span

ARTICLE_FIELDS = Path(__file__).parent / "fields.toml"
# What stands behind a name and its comma: what someone is ("Amara Fordyce, MD"), or which of that name
# ("Paul Vale, Jr.").
CREDENTIAL = r"(?:(?:[A-Z][a-z]?\.?-?){2,7}|PharmD|RPh)"
SUFFIX = r"(?:Jr\.?|Sr\.?|I{2,3}|IV)"
BELONGS_TO_NAME = re.compile(f"{CREDENTIAL}|{SUFFIX}")


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


def split_names(field: Field, known: FieldKinds, source: Source) -> Field:
    """Split a field of names at its commas; credentials stay with their name, and where there are
    semicolons only these part the names."""
    kind = known.get(field.name)
    if kind is None or kind.form != "names":
        return field
    names: list[Entry] = []
    for entry in field.entries:
        # Not `entry.text`: in a field of two lines the places would be wrong behind the line end.
        typed = source.text[entry.span.start : entry.span.end]
        for match in re.finditer("[^;]+" if ";" in typed else "[^,]+", typed):
            name = match.group().strip().strip("[]").strip()
            if not name:
                continue
            start = entry.span.start + match.start() + match.group().index(name)
            made = Entry(" ".join(name.split()), Span(start, start + len(name)))
            if names and BELONGS_TO_NAME.fullmatch(name):
                made = Entry(f"{names[-1].text}, {made.text}", Span(names[-1].span.start, made.span.end))
                names.pop()
            names.append(made)
    return replace(field, entries=tuple(names))


def mistakes_in(fields: Iterable[Field], source: Source, known: FieldKinds) -> Iterator[Mistake]:
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
        if kind.form == "lines" and not field.entries:
            yield Mistake(
                field.label.span,
                f"“{field.label.text}” has no lines.",
                "Write each on a line of its own under it, behind “- ”, or take the field out.",
            )
        if kind.choices and field.text.lower() not in kind.choices:
            yield Mistake(
                field.span,
                f"“{field.text}” is not a value that “{field.label.text}” can have.",
                f"Write one of: {', '.join(kind.choices)}.",
            )
