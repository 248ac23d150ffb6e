"""The header of an article: a closed list of fields above the first empty line.

    Title: What is lumbar spinal stenosis?
    Date: 2026-09-14
    Key points:
    - The spinal canal can become narrow.
    - A narrow canal can press on nerves.

Lines between `---` fences, as other tools write them, are read the same way.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from plugins.manuscript.dates import read_date
from plugins.manuscript.fields import Entry, Field, FieldKinds, Mistake, field_kinds, mistakes_in, split_names
from plugins.manuscript.source import Source, Span

FIELD_LINE = re.compile(r"(?P<name>[^\W\d_][\w -]{0,40}?)[ \t]*:(?:[ \t\u00a0]+(?P<value>.*)|$)")
HEADER_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
BULLET = re.compile(r"[-*+•](?:[ \t]+|$)")
FENCES = {"---": ("---", "..."), "+++": ("+++",)}


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
    fields = [split_names(_filled(field), known, source) for field in fields]
    mistakes += mistakes_in(fields, source, known)
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
        continues = begun and (line[0] in " \t" or BULLET.match(stripped))
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
    bullet = BULLET.match(text)
    start = offset + line.index(text)
    if bullet:
        # An entry may begin on the line below its bullet.
        start += bullet.end()
        text = text[bullet.end() :]
    entry = Entry(text, Span(start, start + len(text)))
    if kind is None or (kind.form in ("lines", "names") and bullet) or not field.entries:
        return replace(field, entries=(*field.entries, entry))
    # What stands behind a line that was lost belongs to that line.
    lost = bool(mistakes) and mistakes[-1].span.start > field.entries[-1].span.start
    if kind.form in ("lines", "prose", "names") and not bullet and not lost:
        last = field.entries[-1]
        joined = Entry(f"{last.text} {text}".strip(), Span(last.span.start, entry.span.end))
        return replace(field, entries=(*field.entries[:-1], joined))
    mistakes.append(
        Mistake(
            entry.span,
            f"This line stands in the header behind “{field.label.text}”, where it would be lost.",
            "If it is text, leave an empty line above it.",
        )
    )
    return field


def _filled(field: Field) -> Field:
    """Leave out entries with nothing behind their bullet."""
    return replace(field, entries=tuple(entry for entry in field.entries if entry.text))


def _stray(line: str, offset: int) -> Mistake:
    text = line.strip()
    start = offset + line.index(text)
    return Mistake(
        Span(start, start + len(text)),
        "This line stands between the header's --- lines, in front of any field, where it would be lost.",
        "If it is text, put it behind the second --- line. If there is no header, take the first one out.",
    )
