"""What a figure states in numbers, each as what it is: a result, a size, an age, a time.

`values` alone says which numbers are results. The finding, a sentence, tells what they are to each other:
from and to, a range, a share of a number, "12 mm or less"; `direction` says so where it is recorded.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from plugins.bibliography.evidence import Evidence, Figure
from plugins.evidence.clauses import telling
from plugins.quantities.quantity import Bound, Form, Quantity
from plugins.quantities.reading import quantities_in
from plugins.quantities.units import unit_named

PERSONS = frozenset({"people", "woman", "man", "child"})


NAMES = (Form.NAME, Form.SCALE)


class Role(StrEnum):
    """What a number is in a figure."""

    VALUE = "result"
    SIZE = "number of people"
    GROUP = "who they were"
    TIME = "time"
    STUDY = "about the study"
    NAME = "name"
    """What a version or a scale is called by its number."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A number of a figure, and what it is."""

    quantity: Quantity
    role: Role
    lenient: bool = False
    """Whether its bound stands in the finding only: “12 mm or less” beside the value “12 mm”."""
    of: frozenset[str] = frozenset()
    """The words of what it is a part of, where that is not what the figure found: “half of body weight”. It
    speaks only of a number that is told of the same."""


@lru_cache(maxsize=4096)
def facts_of(figure: Figure, evidence: Evidence) -> tuple[Fact, ...]:
    """Return the numbers of a figure."""
    ages = [one for text in (figure.finding, figure.population) for one in _ages(text)]
    parts = [fact for value in figure.values for fact in _parts_of_else(value)]
    values = [
        one for value in figure.values if not any(_parts_of_else(value)) for one in quantities_in(value)
    ]
    called = [one for text in (figure.finding, *figure.values) for one in quantities_in(text)]
    facts = [Fact(one, Role.NAME) for one in called if one.form in NAMES]
    values = [one for one in values if one.form not in NAMES]
    facts += parts
    facts += [*_values(values, quantities_in(figure.finding), ages, figure.direction)]
    # A source may say its numbers in words only: "low quality" is no number, and nothing to compare.
    for one in quantities_in(figure.population):
        if one.form is Form.AGE:
            facts.append(Fact(one, Role.GROUP))
        else:
            facts.append(Fact(one, Role.SIZE if one.unit.name in PERSONS else Role.STUDY))
    facts += [Fact(one, Role.TIME) for one in quantities_in(figure.timepoint)]
    for people in (figure.participants, evidence.participants):
        if people is not None:
            facts += [Fact(one, Role.SIZE) for one in quantities_in(f"{people} people")]
    return tuple(dict.fromkeys(facts))


def _parts_of_else(value: str) -> Iterator[Fact]:
    """Yield a share that a value tells of something of its own: “half of body weight”."""
    for one in quantities_in(value):
        of = telling(value[one.end :])
        if one.unit.dimension == "share" and of and value[one.end :].lower().startswith(" of "):
            yield Fact(one, Role.STUDY, of=of)


def _ages(text: str) -> Iterator[Quantity]:
    yield from (one for one in quantities_in(text) if one.form is Form.AGE)


def _values(
    values: Sequence[Quantity], told: Sequence[Quantity], ages: Sequence[Quantity], direction: str
) -> Iterator[Fact]:
    """Yield the results, those put together that the finding tells together."""
    left = list(values)
    for one in told:
        ends = _both_in(left, one) if one.is_range and one.form in (Form.RANGE, Form.INTERVAL) else None
        if ends:
            yield Fact(replace(one, step=max(end.step for end in ends)), Role.VALUE)
            left = [value for value in left if value not in ends]
    if direction == "range" and len(left) == 2 and left[0].unit == left[1].unit and not left[0].whole:
        low, high = sorted(left, key=lambda one: one.low)
        yield Fact(
            replace(low, high=high.high, form=Form.RANGE, text=f"{low.text} to {high.text}"), Role.VALUE
        )
        left = []
    if direction == "from-to" and len(left) == 2 and not any(one.form is Form.START for one in told):
        left = [replace(left[0], form=Form.START), replace(left[1], form=Form.END)]
    shares = [one for one in told if one.whole and _states(left, one)]
    if direction == "count" and not shares and len(left) == 2 and left[0].low <= left[1].low:
        shares = [replace(left[0], form=Form.SHARE, whole=int(left[1].low))]
    yield from (Fact(one, Role.VALUE) for one in shares)
    for value in left:
        age = next((one for one in ages if one.base == value.base or _same_number(one, value)), None)
        if age is not None and value.unit == unit_named("year"):
            yield Fact(age, Role.GROUP)
            continue
        same = next((one for one in told if _same_number(one, value) and one.form is not Form.SHARE), None)
        if same is None or value.bound is not Bound.EXACT:
            yield Fact(value, Role.VALUE)
            continue
        form = same.form if value.form is Form.PLAIN and not same.is_range else value.form
        yield Fact(
            replace(value, form=form, bound=same.bound, counted=value.counted or same.counted),
            Role.VALUE,
            lenient=same.bound is not Bound.EXACT,
        )


def _same_number(one: Quantity, other: Quantity) -> bool:
    return (one.low, one.high) == (other.low, other.high)


def _both_in(values: Sequence[Quantity], told: Quantity) -> tuple[Quantity, Quantity] | None:
    """Return the two values that are the ends of a range, in its order."""
    low = next((one for one in values if one.low == told.low and not one.is_range), None)
    high = next((one for one in values if one.low == told.high and not one.is_range), None)
    return (low, high) if low and high else None


def _states(values: Sequence[Quantity], share: Quantity) -> bool:
    """Return whether both numbers of a share are among the values."""
    numbers = {one.low for one in values} | {one.whole for one in values if one.whole}
    return share.low in numbers and share.whole in numbers
