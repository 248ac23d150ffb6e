"""The numbers of two statements compared apart from their words: each with its unit, and ranges whole.

A number of one that the other has not is no slip of wording but another claim; so is one end of a
range, or a share without its whole. What a sentence adds or leaves out together with its numbers ("in a
study of 40 people") changes none.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from plugins.approval.words import EMPTY_WORDS, Word, stem
from plugins.quantities.amounts import MONEY
from plugins.quantities.quantity import Unit
from plugins.quantities.units import unit_of

# Between a number and its unit: "8 to 56 minutes", "5 or 6 days", "two-thirds of a day".
BETWEEN = frozenset("to or and of a an the".split())
REACH = 4
# How far around a number the words stand that say what it counts.
AROUND = 4


LIMITS = frozenset("<>≤≥")
Same = tuple[Fraction, str, str]


@dataclass(frozen=True, slots=True)
class Count:
    """A number as it is compared."""

    value: Fraction
    """In the smallest unit of its kind."""
    unit: str
    """The kind of unit; "" where there is none, or where things are counted."""
    at: int
    """The place of its word."""
    pair: str
    """How it is tied to the number behind it: "to", "in" (a share of a whole), or ""."""
    around: frozenset[str]
    of: str
    """The stem of the word behind it."""
    soft: bool
    """Whether it is a "one" that may stand for "a": "one study"."""
    of_whole: bool
    """Whether an "of" stands in front of it: "9 of the 75", "of 75 people"."""

    bound: str = ""
    """The sign in front of it that makes it a limit: "<"."""

    @property
    def same(self) -> Same:
        """What two counts must share to be the same."""
        return self.value, self.unit, self.bound


def counts_in(words: Sequence[Word]) -> tuple[Count, ...]:
    """Return the numbers among the words of a sentence."""
    return tuple(_count(words, at) for at, word in enumerate(words) if word.number or word.text == "one")


def _count(words: Sequence[Word], at: int) -> Count:
    unit, factor = "", Fraction(1)
    for word in words[at + 1 : at + 1 + REACH]:
        if (known := unit_of(word.text)) is not None and known.dimension != "count":
            unit, factor = _kind(known), known.scale
            break
        if not word.number and word.text not in BETWEEN:
            break
    before = words[at - 1].text if at else ""
    if before in MONEY:
        unit = before
    soft = not words[at].number
    value = Fraction(1) if soft else Fraction(words[at].text)
    whole = "of" in (before, words[at - 2].text if at > 1 and before in ("the", "all", "those") else "")
    following = next((stem(word.text) for word in words[at + 1 :] if not word.number), "")
    bound = before if before in LIMITS else ""
    return Count(value * factor, unit, at, _tie(words, at), _around(words, at), following, soft, whole, bound)


def _kind(unit: Unit) -> str:
    """Return what units that are converted have in common; months are no number of days."""
    return f"{unit.dimension} in months" if unit.calendar else "$" if unit.name == "$" else unit.dimension


def _tie(words: Sequence[Word], at: int) -> str:
    """Return how a number is tied to the next one: as a range, or as a share of it."""
    behind = at + 1
    if behind < len(words) and words[behind].text == "%":
        behind += 1
    if behind + 1 >= len(words):
        return ""
    between = words[behind].text
    if between == "and" and at and words[at - 1].text == "between":
        between = "to"
    if between == "in" and words[behind + 1].text in ("every", "each") and behind + 2 < len(words):
        behind += 1
    return between if between in ("to", "in") and words[behind + 1].number else ""


def _around(words: Sequence[Word], at: int) -> frozenset[str]:
    near = words[max(0, at - AROUND) : at + AROUND + 1]
    return frozenset(stem(word.text) for word in near if not word.number and word.text not in EMPTY_WORDS)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the numbers of a sentence are to those of an approved wording."""

    other: tuple[Count, ...]
    """Numbers of the sentence that the wording has not."""
    missing: tuple[Count, ...]
    """Numbers of the wording that the sentence has not."""
    changed: bool
    """Whether the sentence states another number, and not only more or fewer of them."""


def compare(approved: Sequence[Count], told: Sequence[Count]) -> Numbers:
    """Hold the numbers of a sentence against those of an approved wording."""
    if [one.same for one in approved] == [one.same for one in told]:
        return Numbers((), (), changed=False)
    more, fewer = _beyond(told, approved), _beyond(approved, told)
    # Said twice is said once: "in 42 people, 5 of the 42" beside "5 of 42".
    other, missing = _unknown(more, approved), _unknown(fewer, told)
    changed = (
        any(_replaces(one, gone) for one in more for gone in fewer)
        or _is_cut(approved, told, missing)
        or _is_cut(told, approved, other)
        or _is_swapped(approved, told)
    )
    return Numbers(other, missing, changed)


def _replaces(one: Count, gone: Count) -> bool:
    """Return whether a number stands for one that is gone; a mere "one" does only before the same word."""
    return one.of == gone.of if one.soft or gone.soft else True


def _beyond(these: Sequence[Count], those: Sequence[Count]) -> tuple[Count, ...]:
    """Return the numbers of one side that the other has not, or not so often."""
    left = Counter(one.same for one in those)
    found = []
    for one in these:
        if left[one.same] > 0:
            left[one.same] -= 1
        else:
            found.append(one)
    return tuple(found)


def _unknown(these: Sequence[Count], those: Sequence[Count]) -> tuple[Count, ...]:
    known = {one.same for one in those}
    return tuple(one for one in these if one.same not in known)


def _is_cut(approved: Sequence[Count], told: Sequence[Count], missing: Sequence[Count]) -> bool:
    """Return whether a range or share of the wording has lost one of its two numbers, or their order."""
    gone, kept = {one.at for one in missing}, {one.same for one in told}
    pairs = {(one.same, other.same, one.pair) for one, other in _pairs(told)}
    for one, other in _pairs(approved):
        if (one.at in gone) != (other.at in gone):
            return True
        if one.pair == "to" and {one.same, other.same} <= kept and (other.same, one.same, "to") in pairs:
            return True
    return False


def _pairs(counts: Sequence[Count]) -> list[tuple[Count, Count]]:
    return [(one, other) for one, other in pairwise(counts) if one.pair]


def _shares(counts: Sequence[Count]) -> set[tuple[Same, Same]]:
    """Return the shares of a whole: "9 of the 75", and "of 75 people, 9 …", the part first."""
    found = set()
    for one, other in pairwise(counts):
        if other.of_whole and not one.of_whole and other.at - one.at <= 3:
            found.add((one.same, other.same))
        elif one.of_whole and not other.of_whole:
            found.add((other.same, one.same))
    return found


def _is_swapped(approved: Sequence[Count], told: Sequence[Count]) -> bool:
    """Return whether a number stands where another of the wording belongs: its neighbours tell."""
    shares, others = _shares(approved), _shares(told)
    if any((whole, part) in shares for part, whole in others if part != whole):
        return True
    settled = {same for pair in shares & others for same in pair}
    for one in told:
        if one.same in settled:
            continue
        own = [len(one.around & other.around) for other in approved if other.same == one.same]
        rivals = (rival for rival in approved if rival.same != one.same and rival.unit == one.unit)
        if own and any(len(one.around & rival.around) > max(own) for rival in rivals):
            return True
    return False
