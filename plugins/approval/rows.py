"""Where each claim of the register stands, and each of its lines, however the claim is laid out.

A claim may stand below [[claims]] or [claims.its-id], or in braces: claims = [{ id = "…" }]. The places come
from the one reader of places (bibliography/toml_places.py); here they are put together by claim.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from plugins.bibliography.toml_places import Path, TomlPlace
from plugins.manuscript.source import Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of a claim: its key, and where it stands."""

    key: str
    name: Span
    """The key alone."""
    spans: tuple[Span, ...]
    """From the key to the end of the value; several where the key is dotted (fingerprint.wording = …), none
    where the value has a header of its own."""


@dataclass(frozen=True, slots=True)
class Row:
    """A claim as it is written: where it begins, and its entries."""

    span: Span
    """Its header; in braces, all of it."""
    braces: bool
    entries: tuple[Entry, ...]

    def entry(self, key: str) -> Entry | None:
        """Return the entry with a key."""
        return next((entry for entry in self.entries if entry.key == key), None)

    def at(self, key: str) -> Span:
        """Return where a key stands; where it is missing, where the claim does."""
        entry = self.entry(key)
        return entry.name if entry else self.span

    @property
    def end(self) -> int:
        """Where its last entry ends, or its header where it has none."""
        ends = [span.end for entry in self.entries for span in entry.spans]
        return max(ends, default=self.span.end)


def row_at(text: str, places: Mapping[Path, TomlPlace], path: Path, values: Mapping[str, object]) -> Row:
    """Return the row whose values stand at a path."""
    place = places[path]
    braces = text.startswith("{", place.value.start)
    entries = (
        Entry(key, found.key, _spans(text, places, (*path, key)))
        for key in values
        if (found := places.get((*path, key))) is not None
    )
    return Row(place.value, braces, tuple(entries))


def _spans(text: str, places: Mapping[Path, TomlPlace], path: Path) -> tuple[Span, ...]:
    place = places[path]
    if place.value.start > place.key.start:
        return (Span(place.key.start, place.value.end),)
    if place.value.start < place.key.start:
        return ()
    deeper = (one for one in places if len(one) == len(path) + 1 and one[: len(path)] == path)
    # From the first part of the dotted key on; the parts stand on one line.
    ends = [span.end for one in deeper for span in _spans(text, places, one)]
    lines = (text.rfind("\n", 0, end) + 1 for end in ends)
    return tuple(
        Span(text.index(_first(text, place.key), line), end) for line, end in zip(lines, ends, strict=True)
    )


def _first(text: str, key: Span) -> str:
    return text[key.start : key.end]
