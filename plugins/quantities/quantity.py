"""What a number in a text is: how much, of what, how sure, and in which form it was written."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Bound(StrEnum):
    """How a text bounds a number."""

    EXACT = ""
    ABOUT = "about"
    """About, roughly: rounded, and said to be."""
    JUST_UNDER = "just under"
    """Nearly, almost: rounded up."""
    JUST_OVER = "just over"
    """Rounded down, and said to be."""
    LESS = "less than"
    AT_MOST = "at most"
    """Up to, no more than, "or less"."""
    MORE = "more than"
    AT_LEAST = "at least"

    @property
    def is_limit(self) -> bool:
        """Whether it says on which side of the number the truth lies."""
        return self is not Bound.EXACT and not self.is_rounded

    @property
    def is_rounded(self) -> bool:
        """Whether it says that the number is rounded."""
        return self in (Bound.ABOUT, Bound.JUST_UNDER, Bound.JUST_OVER)


class Form(StrEnum):
    """In which form a number was written: a number of one form is never taken for one of another."""

    PLAIN = "number"
    RANGE = "range"
    START = "from"
    """Where a change began: “from 8 …”."""
    END = "to"
    """Where it ended: “… to 56 minutes”."""
    SHARE = "share of a number"
    """“9 of 75”, “1 in 5”: `whole` is the second number."""
    FRACTION = "fraction"
    """“half”, “two-thirds”, told in percent."""
    AGE = "age"
    DATE = "date"
    """As the number 20161207; a month as the range of its days."""
    YEAR = "year"
    P_VALUE = "p-value"
    ALL_OR_NONE = "all or none"
    """“nobody”, “all patients”: 0 or 100 %; “most people”, “a minority”: more or less than 50 %."""
    SCALE = "scale"
    """How long a scale is: “a 10-point scale”."""
    NAME = "name"
    """Part of a name, and no amount: “version 2”, “K233800”; the unit is the word that it numbers."""
    VAGUE = "vague"
    """“Many”, “a few hours”, “rarely”: from `low` to `high` is the most that it can mean; with the bound
    "at least" or "at most" it is open above or below (“dozens”, “many”)."""
    UNREADABLE = "unreadable"
    """Digits without end: nobody writes such a number, and it is worth nothing."""
    INTERVAL = "interval"
    """What stands behind “95 % CI”."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit. What is only counted has its noun for a name; a bare number has the empty one."""

    name: str
    dimension: str
    """"time", "length", "share", "count" …; "" for bare numbers."""
    scale: Fraction = Fraction(1)
    """What one of it is in the first unit of its dimension."""
    calendar: bool = False
    """Months and years, which are no fixed number of days."""

    def converts(self, other: "Unit") -> bool:
        """Return whether numbers in the two units can be compared at all."""
        if self.dimension == "count":
            return self.name == other.name and other.dimension == "count"
        return self.dimension == other.dimension


BARE = Unit("", "")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text, with everything that says what it is. Offsets in code points, half-open."""

    start: int
    end: int
    text: str
    """Its words as typed, with unit and bound: “about 20 %”."""
    low: Fraction
    high: Fraction
    """The same as `low`, except in ranges."""
    unit: Unit
    bound: Bound = Bound.EXACT
    form: Form = Form.PLAIN
    whole: int | None = None
    """In “5 of 42 people” the 42."""
    step: Fraction = Fraction(0)
    """What the last typed place is worth, 0 where nothing was typed in places (“half”)."""
    counted: str = ""
    """What is counted, as typed: “serious adverse events”."""
    sign: int = 0
    """-1 or 1 where a sign is typed (“−3.5 points”, “+2”), and `low` and `high` are with it; or where the
    word says which way (“halved”, “doubled”)."""

    @property
    def is_range(self) -> bool:
        """Whether it has two ends."""
        return self.low != self.high

    @property
    def percent(self) -> Fraction | None:
        """A share in percent, however it was written; None for what is none."""
        if self.whole:
            return self.low / self.whole * 100
        return self.low if self.unit.dimension == "share" and not self.is_range else None

    @property
    def base(self) -> tuple[Fraction, Fraction]:
        """Both ends in the first unit of the dimension."""
        return self.low * self.unit.scale, self.high * self.unit.scale
