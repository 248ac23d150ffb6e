"""What is recorded of a source: what it is, and what it found, figure by figure.

How the files are written: docs/evidence.md. They are read in evidence_reading.py.
"""

from dataclasses import dataclass
from datetime import date

NO_GROUP = "none"
DIRECTIONS = ("from-to", "difference", "share", "count", "range", "level")
"""8 to 56 minutes; 22.6 points better; 88 %; 5 of 42; 50 to 85 %; 149 people."""
BASES = ("full text", "abstract", "preprint", "data on file", "register", "public record")


@dataclass(frozen=True, slots=True)
class Figure:
    """One finding of a source, with everything a sentence about it has to agree with."""

    name: str
    finding: str
    values: tuple[str, ...]
    """Each with its unit: "8 minutes"."""
    population: str
    timepoint: str
    locator: str
    """Where in the source it stands: "Abstract, Results"."""
    direction: str = ""
    """What the values are to each other, one of `DIRECTIONS`, or "" where that is not recorded."""
    comparison: str = ""
    """The group it was compared with, in words; `NO_GROUP`, or "" where that is not recorded."""
    participants: int | None = None
    """How many people the figure rests on, where that differs from the whole study."""
    derived: str = ""
    """The sum that gives the last of `values` from numbers of the source: "(75 - 9) / 75"."""
    contrary: tuple[str, ...] = ()
    """What limits or contradicts it, a sentence each."""
    checked: date | None = None
    """When somebody last held it against the source."""
    review: date | None = None
    """From when on that must be done again."""
    words: tuple[str, ...] = ()
    """Further ways to name what it is about, which a sentence may use: "on their feet"."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is recorded about one source."""

    key: str
    design: str
    participants: int | None
    funding: str
    limits: str
    figures: tuple[Figure, ...]
    plain: str = ""
    """What the source is, in words for patients: "40 people, no comparison group, 1 year"."""
    comparison: str = ""
    """The group that those treated were compared with; `NO_GROUP`, or "" where that is not recorded."""
    basis: str = ""
    """What of the source was read, one of `BASES`, or "" where that is not recorded."""
    checked: date | None = None
    review: date | None = None

    def figure(self, name: str) -> Figure | None:
        """Return the figure of that name."""
        return next((figure for figure in self.figures if figure.name == name), None)

    def review_of(self, figure: Figure | None) -> date | None:
        """Return from when on a figure must be held against its source again."""
        return (figure.review if figure else None) or self.review

    def checked_of(self, figure: Figure | None) -> date | None:
        """Return when a figure was last held against its source."""
        return (figure.checked if figure else None) or self.checked

    def comparison_of(self, figure: Figure | None) -> str:
        """Return the group that a figure was compared with: its own, or that of the whole study."""
        return (figure.comparison if figure else "") or self.comparison


# How an evidence file says that nobody has looked up who paid, or that there was nobody to pay.
NO_PAYER = ("", "not recorded here", "public agency")
