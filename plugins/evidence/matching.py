"""Whether one number of a sentence says what one number of a source says.

Rounding has to be said: “about 20 %” stands for 19.4 %, “20 %” does not. It is no more than that: “about 39”
stands for no 40, because nobody rounds to 39, and “just over 20 %” for nothing below. A unit is converted
exactly; where the result is not what is typed, that too counts as rounded only, and must say “about”.
"""

from enum import StrEnum
from fractions import Fraction

from plugins.quantities.quantity import Bound, Form, Quantity

CLOSE = Fraction(1, 20)
"""How far a number said to be rounded may lie from what it stands for, as a part of that."""
OF_FRACTIONS = Fraction(2, 25)
"""The same for “half” and “a third”, which are coarse by themselves: “nearly half” is 46 to 54 %."""
LEAST_PLACE = Fraction(1, 1000)
TELLING = Fraction(4, 5)
"""How near a limit (“more than 50” for 56) must be to the number it stands for, as a part of the larger."""
LAX = Fraction(1, 2)
"""A limit that is off by this much or more says something else, true as it may be."""
SAME_SPAN = Fraction(15, 1000)
"""Weeks and months are no whole number of each other; so near they are the same (365 days, 1 year)."""


class Outcome(StrEnum):
    """What is to be said of a number beside its source."""

    AGREES = "agrees"
    ROUNDED = "rounded"
    DIFFERS = "differs"
    NOT_STATED = "not stated"
    CUT_RANGE = "cut range"
    UNDECIDED = "undecided"


Held = tuple[Outcome, str]
"""An outcome, and a reason where it needs one."""
UPWARD = (Bound.MORE, Bound.AT_LEAST)
DOWNWARD = (Bound.LESS, Bound.AT_MOST)


def held(said: Quantity, stated: Quantity, lenient: bool = False, computed: bool = False) -> Held | None:
    """Hold a number of a sentence against one of a source, of which it is known that they can be compared.

    `lenient`: the bound of `stated` may be left out. `computed`: the source does not state it itself, it was
    worked out, so a rounding to the typed place is as near as one can come. None where they differ.
    """
    if said.is_range and stated.is_range:
        return _ranges(said, stated)
    if stated.is_range:
        return _cut(said, stated)
    if said.is_range:
        return None
    mine, theirs = amount(said, stated), amount(stated, said)
    if said.bound.is_limit and not _is_plain(said):
        return _limit(said, stated, mine, theirs, lenient)
    if stated.bound.is_limit and not lenient:
        # What is less than 0.001 is not 0.001.
        if mine != theirs or stated.bound in (Bound.LESS, Bound.MORE):
            return None
        return Outcome.UNDECIDED, f"the source says “{stated.text}”, which is a limit and no exact number"
    if stated.bound.is_rounded and said.bound is Bound.EXACT and mine == theirs:
        return Outcome.AGREES, ""
    if mine == theirs and _on_its_side(said.bound, mine, theirs):
        return Outcome.AGREES, ""
    if said.unit.calendar != stated.unit.calendar and said.unit.dimension == "time":
        off = abs(mine - theirs) / max(mine, theirs)
        if off <= SAME_SPAN:
            return Outcome.ROUNDED, ""
        return (
            (Outcome.UNDECIDED, "weeks and months cannot be converted exactly") if off <= 2 * CLOSE else None
        )
    half = said.step * said.unit.scale / 2
    if said.bound.is_rounded:
        near = _is_near(said, stated, mine, theirs, computed) and _on_its_side(said.bound, mine, theirs)
        return (Outcome.ROUNDED, "") if near else None
    if computed and said.step and abs(mine - theirs) <= half:
        return Outcome.ROUNDED, ""
    return None


def _on_its_side(bound: Bound, mine: Fraction, theirs: Fraction) -> bool:
    """Return whether what a source states lies where a rounded number says: “just under”, “just over”."""
    if bound is Bound.JUST_UNDER:
        return theirs < mine
    return theirs > mine if bound is Bound.JUST_OVER else True


def _is_near(said: Quantity, stated: Quantity, mine: Fraction, theirs: Fraction, computed: bool) -> bool:
    """Return whether a number can be what another is rounded to."""
    off = abs(mine - theirs)
    if said.form is Form.FRACTION:
        return off <= OF_FRACTIONS * abs(mine)
    same = said.unit == stated.unit and not said.whole
    if (same or computed) and off <= said.step * said.unit.scale / 2:
        return True
    # A share in words, “about 1 in 6”, and “just over 50” have no place that they were rounded to.
    typed = said.step and not said.whole and said.bound is Bound.ABOUT
    return off <= (_reach(said.low, said.unit.scale) if typed else CLOSE * abs(mine))


def _reach(typed: Fraction, scale: Fraction) -> Fraction:
    """Return how far from a number said to be rounded another may lie: half of what it was rounded to, and no
    more than `CLOSE`. 4,000 is rounded to thousands, 85 to fives, 52 to ones."""
    place = LEAST_PLACE
    while typed and not typed % (10 * place):
        place *= 10
    place = next((part * place for part in (5, Fraction(5, 2), 2) if not typed % (part * place)), place)
    return min(CLOSE * abs(typed), place / 2) * scale


def _is_plain(said: Quantity) -> bool:
    """Return whether a limit only stresses a number, which is then reached: “as high as 0.8 %”."""
    return said.text.lower().startswith("as ")


def amount(one: Quantity, other: Quantity) -> Fraction:
    """Return a number in what it and another can be compared in: percent for shares, else the first unit."""
    if (one.whole or other.whole) and one.percent is not None and other.percent is not None:
        return one.percent
    return one.base[0]


def _ranges(said: Quantity, stated: Quantity) -> Held | None:
    mine, theirs = said.base, stated.base
    if mine == theirs:
        if said.bound.is_limit:
            return Outcome.UNDECIDED, f"the source says “{stated.text}”, and no more or less than that"
        # “Nearly 50 % to 85 %” is another range.
        return (Outcome.AGREES, "") if said.bound in (Bound.EXACT, Bound.ABOUT) else None
    if said.bound is not Bound.ABOUT:
        return None
    scale = said.unit.scale
    ends = zip((said.low, said.high), mine, theirs, strict=True)
    if all(abs(one - other) <= _reach(typed, scale) for typed, one, other in ends):
        return Outcome.ROUNDED, ""
    if theirs[0] <= mine[0] and mine[1] <= theirs[1]:
        return Outcome.CUT_RANGE, f"the source gives the range {stated.text}"
    return None


def _cut(said: Quantity, stated: Quantity) -> Held | None:
    """Hold a single number against a range: it can only leave something out, or lie outside."""
    (low, high), mine = stated.base, said.base[0]
    whole = f"the source gives the range {stated.text}"
    if said.form is Form.AGE and said.bound.is_limit:
        return None
    if (said.bound is Bound.MORE and mine < low) or (said.bound is Bound.LESS and mine > high):
        return Outcome.UNDECIDED, whole
    if low <= mine <= high:
        return Outcome.CUT_RANGE, whole
    return None


def _limit(said: Quantity, stated: Quantity, mine: Fraction, theirs: Fraction, lenient: bool) -> Held | None:
    """Hold a limit (“fewer than 1 in 1,000”) against what a source states."""
    upward = said.bound in UPWARD
    if stated.bound.is_limit:
        if (stated.bound in UPWARD) != upward:
            return None
        if mine == theirs:
            return Outcome.AGREES, ""
        follows = mine < theirs if upward else mine > theirs
        # Of chance the source's own threshold is told, and no other.
        if not follows or said.form is Form.P_VALUE or _ratio(mine, theirs) <= LAX:
            return None
        return Outcome.UNDECIDED, f"the source says “{stated.text}”"
    if mine == theirs:
        if said.bound in (Bound.LESS, Bound.MORE):
            return None
        return Outcome.UNDECIDED, f"the source says “{stated.text}”, and no more or less than that"
    true = mine < theirs if upward else mine > theirs
    if not true or _ratio(mine, theirs) <= LAX:
        return None
    # “More than 50” is a way to round 56; “less than 0.9” for 0.8 is none.
    if _ratio(mine, theirs) >= TELLING and _digits(said.low) < _digits(stated.low):
        return Outcome.ROUNDED, ""
    return Outcome.UNDECIDED, f"the source says “{stated.text}”"


def _digits(value: Fraction) -> int:
    """Return how many digits a number is told with, zeros at either end left out."""
    return len(f"{float(value):.12g}".replace(".", "").strip("0"))


def _ratio(one: Fraction, other: Fraction) -> Fraction:
    """Return the smaller of two numbers as a part of the larger."""
    return min(one, other) / max(one, other) if one and other else Fraction(0)
