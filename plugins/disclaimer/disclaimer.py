"""A disclaimer: its words, its version, and the articles it applies to."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from pathlib import Path

from plugins.disclaimer.names import plain_name, same_name
from plugins.manuscript.dates import WrongDate, read_date
from plugins.manuscript.fields import Field, Mistake, field_kinds
from plugins.manuscript.flaw import Flaw
from plugins.manuscript.header import Header, parse_header
from plugins.manuscript.source import Source, Span

FIELDS = Path(__file__).parent / "fields.toml"
ID = re.compile(r"[a-z][a-z0-9-]{0,40}")
SCOPE = re.compile(r"(?P<everything>everything)|(?P<kind>category|product)\s+(?P<name>\S.*)", re.IGNORECASE)


class Level(IntEnum):
    """How closely a disclaimer fits an article; the closer one goes first."""

    EVERYTHING = 1
    CATEGORY = 2
    PRODUCT = 3


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a disclaimer applies: everywhere, or to one category or product by name."""

    level: Level
    name: str = ""

    def same_as(self, other: "Scope") -> bool:
        """Return whether the two name the same category or product, however it is typed."""
        return self.level is other.level and same_name(self.name, other.name)

    def covers(self, category: str, products: tuple[str, ...]) -> bool:
        """Return whether an article of that category and those products is meant."""
        if self.level is Level.CATEGORY:
            return same_name(category, self.name)
        if self.level is Level.PRODUCT:
            return any(same_name(product, self.name) for product in products)
        return True


@dataclass(frozen=True, slots=True)
class Disclaimer:
    """One approved text."""

    id: str
    version: str
    title: str
    paragraphs: tuple[str, ...]
    """Plain text: no markup of any kind is read in a disclaimer."""
    strictness: int
    """An article may choose a disclaimer at least as strict as the one that applies to it."""
    in_force_from: date
    in_force_until: date | None
    scopes: tuple[Scope, ...]
    source: Source
    required_words: tuple[str, ...] = ()
    """A text that names one of these must carry this disclaimer or one as strict, whatever its header."""

    @property
    def words(self) -> str:
        """Title and text, white space run together: what must be on the page word for word."""
        return " ".join(" ".join((self.title, *self.paragraphs)).split())

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that change with any word, the id or the version."""
        told = "\n".join((self.id, self.version, self.title, *self.paragraphs))
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def level_for(self, category: str, products: tuple[str, ...]) -> Level | None:
        """Return how closely this disclaimer fits an article, or None if it does not apply."""
        levels = [scope.level for scope in self.scopes if scope.covers(category, products)]
        return max(levels, default=None)

    def in_force(self, on: date) -> bool:
        """Return whether the text may be used on that day."""
        return self.in_force_from <= on and (self.in_force_until is None or on <= self.in_force_until)


def parse_disclaimer(source: Source) -> tuple[Disclaimer | None, tuple[Flaw, ...]]:
    """Return the disclaimer in a source, or None with everything that is wrong with it."""
    header = parse_header(source, field_kinds(FIELDS))
    flaws = [_flaw(source, mistake) for mistake in header.mistakes]
    reader = _Reader(source, header, flaws)
    made = Disclaimer(
        id=reader.matching("id", ID, "a short name in small letters, such as “general”"),
        version=reader.matching("version", re.compile(r"[\w.-]{1,20}"), "a number, such as 3"),
        title=reader.required("title", "the heading above the text, such as “Medical disclaimer”"),
        paragraphs=_paragraphs(source.text[header.body_start :]),
        strictness=reader.strictness(),
        in_force_from=reader.required_date("in force from") or date.max,
        in_force_until=reader.optional_date("in force until"),
        scopes=reader.scopes(),
        source=source,
        required_words=reader.required_words(),
    )
    if not made.paragraphs:
        flaws.append(Flaw(source, Span(0, 0), "The disclaimer has no text.", "Write its text."))
    return (None if flaws else made), tuple(flaws)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads typed values out of the header and notes what is wrong with them."""

    source: Source
    header: Header
    flaws: list[Flaw]

    def required(self, name: str, what: str) -> str:
        field = self.header.get(name)
        if field is None or not field.text:
            self.note(field, f"The disclaimer has no “{name.capitalize()}”.", f"Add it: {what}.")
            return ""
        return field.text

    def matching(self, name: str, form: re.Pattern[str], what: str) -> str:
        value = self.required(name, what)
        if value and not form.fullmatch(value):
            field = self.header.get(name)
            self.note(field, f"“{value}” cannot be a disclaimer's {name}.", f"Write {what}.")
        return value

    def strictness(self) -> int:
        value = self.matching("strictness", re.compile(r"\d"), "a number from 0 to 9, strictest 9")
        return int(value) if value.isdigit() else 0

    def required_date(self, name: str) -> date | None:
        self.required(name, "a date, such as 2026-01-01")
        return self.optional_date(name)

    def optional_date(self, name: str) -> date | None:
        field = self.header.get(name)
        if field is None or not field.text:
            return None
        try:
            return read_date(field.text)
        except WrongDate as error:
            self.note(field, str(error), "Correct the date.")
            return None

    def scopes(self) -> tuple[Scope, ...]:
        field = self.header.get("applies to")
        self.required("applies to", "“everything”, or “category Treatments; product mild”")
        found = []
        for part in filter(None, (part.strip() for part in (field.text if field else "").split(";"))):
            match = SCOPE.fullmatch(part)
            if match is None:
                self.note(
                    field,
                    f"“{part}” does not say what the disclaimer applies to.",
                    "Write “everything”, “category …” or “product …”, with a semicolon between.",
                )
            elif match["everything"]:
                found.append(Scope(Level.EVERYTHING))
            elif not plain_name(match["name"]):
                self.note(field, f"“{part}” holds no name.", "Write the name of the category or product.")
            else:
                found.append(Scope(Level[match["kind"].upper()], match["name"].strip()))
        return tuple(found)

    def required_words(self) -> tuple[str, ...]:
        field = self.header.get("required when text names")
        found = []
        for part in filter(None, (part.strip() for part in (field.text if field else "").split(";"))):
            if plain_name(part):
                found.append(part)
            else:
                self.note(
                    field,
                    f"“{part}” is no name that could be found in a text.",
                    "Write names of products or procedures, with a semicolon between.",
                )
        return tuple(found)

    def note(self, field: Field | None, message: str, help: str) -> None:
        span = field.span if field else Span(0, 0)
        self.flaws.append(Flaw(self.source, span, message, help))


def _flaw(source: Source, mistake: Mistake) -> Flaw:
    return Flaw(source, mistake.span, mistake.message, mistake.help)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(block.split()) for block in re.split(r"(?:\r?\n[ \t]*){2,}", text) if block.strip())
