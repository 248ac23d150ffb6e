"""Reads an evidence file and tells everything that is wrong with it at once, each with its place.

What is right is kept: a figure with a wrong date is still the figure that a sentence is held against,
without the date. Only one without a finding is left out. The report stops publishing either way.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from types import MappingProxyType

from plugins.bibliography.citation import BRACKETS, Citation, parse_citations
from plugins.bibliography.derived import WrongSum, comes_out, numbers_in, shown, work_out
from plugins.bibliography.evidence_model import BASES, DIRECTIONS, Evidence, Figure
from plugins.bibliography.toml_file import read_toml
from plugins.bibliography.toml_places import Path, TomlPlace
from plugins.manuscript.flaw import Flaw
from plugins.manuscript.source import Source, Span

FIGURES = "figures"
OF_SOURCE = (
    "design", "plain", "participants", "comparison", "funding", "limits", "basis", "checked", "review",
    FIGURES,
)  # fmt: skip
OF_FIGURE = (
    "finding", "values", "direction", "population", "timepoint", "comparison", "participants", "locator",
    "derived", "contrary", "checked", "review", "words",
)  # fmt: skip
# A figure's name as a citation can type it: see `ONE` in citation.py.
LONGEST_NAME = 61
FIGURE_NAME = re.compile(rf"[A-Za-z0-9](?:[\w.-]{{0,{LONGEST_NAME - 1}}})")
BEGUN = re.compile(r"\[@[^\[\]]{0,200}\]?")
# More digits than anything has that was ever measured; nothing can be compared with such a number.
LONGEST_NUMBER = 30
SHOWN = 12
LONG_NUMBER = re.compile(rf"[0-9](?:[.,]?[0-9]){{{LONGEST_NUMBER},}}")
# What the values must be at least, so that they can stand to each other as the direction says.
PAIRS = ("from-to", "range")
# May stand in any sum: what makes a share a percentage, and the whole of which it is taken.
FREE_NUMBERS = (1, 100)


class WrongEvidence(ValueError):
    """An evidence file that has mistakes; the message is a sentence for each."""


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """An evidence file, as far as it could be read, and what is wrong with it."""

    source: Source
    evidence: Evidence
    flaws: tuple[Flaw, ...] = ()
    unusable: frozenset[str] = frozenset()
    """The names of figures that stand in it and could not be taken."""
    is_whole: bool = True
    """Whether all of it is TOML; if not, it may hold figures that nobody could read."""
    places: Mapping[Path, TomlPlace] = field(default_factory=lambda: MappingProxyType({}))

    def span(self, *path: str | int) -> Span:
        """Return where the value of a setting stands; the first line where it has none."""
        place = self.places.get(path)
        return place.value if place else self.source.line_span(1)


def parse_evidence(key: str, text: str) -> Evidence:
    """Return the evidence in a TOML text; raise `WrongEvidence` with every mistake in it."""
    read = read_evidence(key, Source(f"{key}.toml", text))
    if read.flaws:
        raise WrongEvidence("\n".join(flaw.message for flaw in read.flaws))
    return read.evidence


def read_evidence(key: str, source: Source) -> EvidenceFile:
    """Read an evidence file."""
    file = read_toml(source)
    places, flaws = file.places, [*file.flaws]
    whole = _Table(source, places, (), file.table, "", flaws)
    whole.tell_unknown(OF_SOURCE, OF_FIGURE, "Put it below the line [figures.…] of the figure it is about.")
    rows = file.table.get(FIGURES, {})
    if not isinstance(rows, dict):
        whole.tell(
            FIGURES, "“figures” must be tables: [figures.name].", "Write one such line above each figure."
        )
        rows = {}
    figures, unusable = [], set()
    for name, row in rows.items():
        figure = _figure(source, places, name, row, flaws)
        if figure is None:
            unusable.add(name)
        else:
            figures.append(figure)
    evidence = Evidence(
        key,
        whole.text("design"),
        whole.people(),
        whole.text("funding"),
        whole.text("limits"),
        tuple(figures),
        whole.text("plain"),
        whole.text("comparison"),
        whole.choice("basis", BASES),
        whole.day("checked"),
        whole.day("review"),
    )
    whole.tell_days(evidence.checked, evidence.review)
    flaws += _wrong_sums(source, places, evidence)
    ordered = sorted(flaws, key=lambda flaw: (flaw.span.start, flaw.span.end))
    return EvidenceFile(source, evidence, tuple(ordered), frozenset(unusable), not file.flaws, places)


def contrary_sources(figure: Figure) -> Iterator[tuple[int, Citation]]:
    """Yield the sources that a figure's contrary evidence names, with the number of the sentence."""
    for number, sentence in enumerate(figure.contrary):
        for brackets in re.finditer(BRACKETS, sentence):
            for citation in parse_citations(brackets["inside"]):
                yield number, citation


def _figure(
    source: Source, places: Mapping[Path, TomlPlace], name: str, row: object, flaws: list[Flaw]
) -> Figure | None:
    shown = name if len(name) <= LONGEST_NAME else f"{name[:SHOWN]}…"
    label = f"The figure “{shown}”"
    place = places[FIGURES, name]
    if not isinstance(row, dict):
        mend = f"Write a line [figures.{shown}], and below it what was found."
        flaws.append(Flaw(source, place.key, f"{label} is no table.", mend))
        return None
    if not FIGURE_NAME.fullmatch(name):
        mend = "Give it a name of letters, digits and hyphens, such as “standing”."
        flaws.append(Flaw(source, place.key, f"{label} cannot be cited by that name.", mend))
    table = _Table(source, places, (FIGURES, name), row, f"{label}: ", flaws)
    table.tell_unknown(
        OF_FIGURE, OF_SOURCE, "It is about the whole source: put it above the first [figures.…]."
    )
    finding = table.text("finding")
    typed = row.get("finding", "")
    if isinstance(typed, str) and not typed.strip():
        span = table.span("finding") if "finding" in row else place.key
        mend = 'Say in a sentence what was found: finding = "Average pain fell from 7.1 to 3.6 points"'
        flaws.append(Flaw(source, span, f"{label} has no “finding”.", mend))
    figure = Figure(
        name,
        finding,
        table.texts("values", 'each with its unit, such as ["8 minutes", "56 minutes"]'),
        table.text("population"),
        table.text("timepoint"),
        table.text("locator"),
        table.choice("direction", DIRECTIONS),
        table.text("comparison"),
        table.people(),
        table.text("derived"),
        table.texts("contrary", 'a sentence each, such as ["A later study found no change. [@key]"]'),
        table.day("checked"),
        table.day("review"),
        table.texts("words", 'a way to name it each, such as ["on their feet"]'),
    )
    table.tell_days(figure.checked, figure.review)
    table.tell_unread_citations()
    if figure.direction in PAIRS and len(figure.values) < 2:
        mend = "Write both: the one it goes from first, then the one it goes to."
        table.tell("direction", f"“{figure.direction}” needs two values or more in “values”.", mend)
    return figure if finding.strip() else None


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the file: its settings read one by one, each of its type, and every mistake told."""

    source: Source
    places: Mapping[Path, TomlPlace]
    path: Path
    rows: Mapping[str, object]
    label: str
    """How messages begin: "The figure “standing”: "."""
    flaws: list[Flaw]

    def span(self, *names: str | int) -> Span:
        place = self.places.get((*self.path, *names))
        return place.value if place else self.source.line_span(1)

    def tell(self, name: str, what: str, mend: str, *inside: str | int) -> None:
        self.flaws.append(Flaw(self.source, self.span(name, *inside), f"{self.label}{what}", mend))

    def tell_unknown(self, known: Collection[str], elsewhere: Collection[str], move: str) -> None:
        """Tell settings that no such table has, each with the known one that looks most like it."""
        for name in self.rows:
            if name in known:
                continue
            near = get_close_matches(str(name).lower(), known, n=1)
            if name in elsewhere:
                mend = move
            elif near:
                mend = f"Did you mean “{near[0]}”?"
            else:
                mend = f"Known are: {', '.join(known)}."
            key = self.places[(*self.path, name)].key
            what = "does not belong here." if name in elsewhere else "is nothing that is known here."
            self.flaws.append(Flaw(self.source, key, f"{self.label}“{name}” {what}", mend))

    def is_short(self, name: str, value: str, *inside: str | int) -> bool:
        """Return whether a text holds no number that is too long to be one; tell it where it does."""
        long = LONG_NUMBER.search(value)
        if long:
            digits = sum(sign.isdecimal() for sign in long.group())
            start = self.source.text.find(long.group()[:SHOWN], self.span(name, *inside).start)
            what = f"{self.label}“{name}” holds a number of {digits:,} digits, “{long.group()[:SHOWN]}…”."
            mend = "Write the number as the source has it."
            # Nobody wants to see all of it.
            self.flaws.append(Flaw(self.source, Span(start, start + SHOWN), what, mend))
        return long is None

    def text(self, name: str) -> str:
        value = self.rows.get(name, "")
        if isinstance(value, str):
            return value if self.is_short(name, value) else ""
        self.tell(name, f"“{name}” must be a text.", f'Put it in quotation marks: {name} = "…"')
        return ""

    def texts(self, name: str, such_as: str) -> tuple[str, ...]:
        value = self.rows.get(name, [])
        if not isinstance(value, list):
            self.tell(name, f"“{name}” must be a list of texts.", f"Put it in square brackets, {such_as}.")
            return ()
        kept = []
        for number, item in enumerate(value):
            if not isinstance(item, str):
                told = f"“{name}” holds something that is no text."
                self.tell(name, told, f"Put it in quotation marks, {such_as}.", number)
            elif not item.strip():
                self.tell(name, f"“{name}” holds an empty text.", "Fill it, or take it out.", number)
            elif self.is_short(name, item, number):
                kept.append(item)
        return tuple(kept)

    def people(self) -> int | None:
        value = self.rows.get("participants")
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        what = "“participants” must be a whole number above 0."
        self.tell("participants", what, "Write it without quotation marks or comma: participants = 40")
        return None

    def choice(self, name: str, allowed: Collection[str]) -> str:
        value = self.text(name)
        if not value or value in allowed:
            return value
        near = get_close_matches(value.lower(), allowed, n=1)
        meant = f"Did you mean “{near[0]}”? " if near else ""
        self.tell(name, f"“{name}” cannot be “{value}”.", f"{meant}Allowed are: {', '.join(allowed)}.")
        return ""

    def day(self, name: str) -> date | None:
        value = self.rows.get(name)
        if value is None:
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self.tell(
            name,
            f"“{name}” must be a day.",
            f"Write year, month and day, without quotation marks and time: {name} = 2026-11-24",
        )
        return None

    def tell_unread_citations(self) -> None:
        """Tell what looks like a citation in the contrary evidence and cannot be read as one."""
        rows = self.rows.get("contrary", [])
        for number, sentence in enumerate(rows if isinstance(rows, list) else ()):
            for match in BEGUN.finditer(sentence) if isinstance(sentence, str) else ():
                if not parse_citations(match.group().strip("[]")) or not match.group().endswith("]"):
                    what = f"“{match.group()}” in “contrary” cannot be read as a citation."
                    self.tell("contrary", what, "Write [@key] or [@key#figure].", number)

    def tell_days(self, checked: date | None, review: date | None) -> None:
        if checked and review and review <= checked:
            what = f"“review” ({review}) is not after “checked” ({checked})."
            self.tell("review", what, "Write the day on which the source is to be read again.")


def _wrong_sums(source: Source, places: Mapping[Path, TomlPlace], evidence: Evidence) -> Iterator[Flaw]:
    """Yield the sums that do not give their value, and those of numbers that the source does not state."""
    for figure in evidence.figures:
        if not figure.derived:
            continue
        span = places[FIGURES, figure.name, "derived"].value
        label = f"The figure “{figure.name}”:"
        if not figure.values:
            mend = "Write what the sum gives as the last of “values”."
            yield Flaw(source, span, f"{label} “derived” has no value that it gives.", mend)
            continue
        value = figure.values[-1]
        try:
            made = work_out(figure.derived)
            agrees, should_be = comes_out(made.result, value)
        except WrongSum as error:
            mend = 'Write a sum of numbers of the source, such as derived = "(75 - 9) / 75".'
            yield Flaw(source, span, f"{label} {error}", mend)
            continue
        if not agrees:
            told = f"{label} {figure.derived} gives {should_be}, but “values” say {value}."
            yield Flaw(source, span, told, "Correct the sum, or the last of “values” and the finding.")
        stated = set(_stated(evidence, figure))
        for number in dict.fromkeys(made.numbers):
            if number not in stated and number not in FREE_NUMBERS:
                told = f"{label} the sum takes {shown(number)}, which no figure of this file states."
                mend = "Correct the number, or record the figure that it comes from."
                yield Flaw(source, span, told, mend)


def _stated(evidence: Evidence, derived: Figure) -> Iterator[object]:
    """Yield every number that a file states and that is not itself worked out."""
    yield evidence.participants
    for figure in evidence.figures:
        yield figure.participants
        given = figure.values[:-1] if figure.derived else figure.values
        for value in given if figure is derived or not figure.derived else ():
            yield from numbers_in(value)
