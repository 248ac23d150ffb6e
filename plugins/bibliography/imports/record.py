"""One record of a file that another program exported: an entry for the library, or why it makes none."""

import html
from collections.abc import Mapping
from dataclasses import dataclass, field

from plugins.bibliography.entries import Csl, in_form, ordered, usable
from plugins.bibliography.reference import Json


class NotReadable(Exception):
    """A file that holds no records of its format; the message says what is wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record by its number in the file, counted from 1."""

    number: int
    entry: Csl = field(default_factory=dict)
    """Without a key, unless the file brings one that people chose."""
    trouble: str = ""
    """Why it cannot be taken over, as sentences; "" where it can."""
    words: str = ""
    """What it is recognised by in a message: its title, or how it begins."""


def taken(number: int, fields: Mapping[str, Json]) -> Record:
    """Return the record of fields in CSL's names, or why they make no reference."""
    # Web pages' exports hold HTML's entities, which no reference wants: “H2O &amp; more”.
    plain = {
        name: html.unescape(value) if isinstance(value, str) else value for name, value in fields.items()
    }
    entry = ordered(in_form(plain))
    title = entry.get("title")
    words = title if isinstance(title, str) else ""
    if trouble := usable(entry):
        return refused(number, trouble, words)
    return Record(number, entry, "", words)


def refused(number: int, trouble: str, words: str = "") -> Record:
    """Return a record that cannot be taken over."""
    words = " ".join(words.split())
    return Record(number, {}, trouble, words if len(words) <= 60 else f"{words[:59]}…")
