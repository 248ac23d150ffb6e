"""The register of approved claims, content/claims.toml, read and checked.

    [[claims]]
    id = "standing-time"
    wording = "After 1 year, average standing time rose from 8 to 56 minutes."
    variants = ["(Their) average standing time rose from 8 to 56 minutes (over 1 year)"]
    figure = "mekhail2012#standing"
    products = ["mild"]
    companions = ["40 people", ["no comparison group", "without a comparison group"]]

A claim may stand as [claims.standing-time] as well. What is wrong with one claim leaves the others as they
are; everything wrong is told at once, each with its line.
"""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from plugins.approval.claim import Register
from plugins.approval.register_reading import Reading
from plugins.approval.rows import Row
from plugins.manuscript.flaw import Flaw
from plugins.manuscript.source import Source, Span, Unreadable, read_source

SETTINGS = ("require_approval", "claims")
# Python reads no more digits than these as one number.
LONG_NUMBER = re.compile(r"\d(?:_?\d){4300,}")


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A register as it was read: its claims, what is wrong with it, and where each claim stands."""

    register: Register = field(default_factory=Register)
    flaws: tuple[Flaw, ...] = ()
    source: Source | None = None
    """None where there is no file."""
    rows: tuple[Row, ...] = ()
    """The place of each claim that could be read, in the order of `register.claims`."""

    def place(self, name: str) -> Span:
        """Return where a claim stands: its header."""
        names = [claim.id for claim in self.register.claims]
        return self.rows[names.index(name)].span if name in names else Span(0, 0)


def load_register(file: Path, path: str) -> RegisterFile:
    """Read the register; a blog without one has no approved claims. Raises `Unreadable`."""
    return parse_register(read_source(file, path)) if file.exists() or file.is_symlink() else RegisterFile()


def parse_register(source: Source) -> RegisterFile:
    """Read a register; raises `Unreadable` where its text is no TOML, and nothing in it can be told."""
    try:
        data = tomllib.loads(source.text)
    except (ValueError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else None
        told = str(error)
        if not isinstance(error, tomllib.TOMLDecodeError):
            # No place is told with these.
            long = LONG_NUMBER.search(source.text)
            line = source.position(long.start()).line if long else None
            told = "a number is too long to be read" if long else "a value is nested too deeply"
        raise Unreadable(
            source.path,
            f"The register of approved claims is not valid TOML: {told}. "
            "So no claim could be held against it.",
            "Correct that line.",
            line,
        ) from None
    reading = Reading(source)
    required = data.get("require_approval", False)
    for key in data:
        if key not in SETTINGS:
            reading.unknown(key, SETTINGS, reading.top(key))
    if not isinstance(required, bool):
        reading.note(
            reading.top("require_approval"),
            "“require_approval” is neither true nor false.",
            "Write true or false.",
        )
        required = False
    rows = list(reading.rows(data.get("claims")))
    claims = [
        (claim, place) for row, name, place in rows if (claim := reading.claim(row, name, place)) is not None
    ]
    return RegisterFile(
        Register(tuple(claim for claim, _ in claims), required),
        tuple(sorted(reading.flaws, key=lambda flaw: flaw.span.start)),
        source,
        tuple(place for _, place in claims),
    )
