"""Whether an evidence file agrees with itself: its findings with their values, its sizes with each other.

A slip in one of them would otherwise be what articles are held against.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from plugins.bibliography.evidence import Evidence, Figure
from plugins.evidence.facts import NAMES, PERSONS
from plugins.quantities.quantity import Form, Quantity
from plugins.quantities.reading import quantities_in


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two settings of an evidence file that do not say the same."""

    figure: str
    """Its name, or "" for what is said of the whole source."""
    setting: str
    """Where the number stands that nothing else bears out."""
    message: str


def disagreements(evidence: Evidence) -> Iterator[Disagreement]:
    """Yield what an evidence file says in two ways."""
    everywhere: set[Fraction] = set()
    for figure in evidence.figures:
        values = _numbers(one for value in figure.values for one in quantities_in(value))
        around = _numbers(
            one for text in (figure.population, figure.timepoint) for one in quantities_in(text)
        ) | _sizes(figure, evidence)
        everywhere |= values | around
        finding = _numbers(quantities_in(figure.finding))
        stated = ", ".join(f"“{value}”" for value in figure.values)
        for one in quantities_in(figure.finding):
            if one.form not in NAMES and not _numbers([one]) <= values | around and figure.values:
                yield Disagreement(
                    figure.name, "finding", f"its finding says “{one.text}”, its values {stated} do not"
                )
        for value in figure.values:
            for one in quantities_in(value):
                if not _numbers([one]) <= finding | around:
                    yield Disagreement(
                        figure.name,
                        "values",
                        f"its values say “{one.text}”, its finding does not: “{figure.finding}”",
                    )
        yield from _population(figure, evidence, values)
    whole = f"{evidence.participants} people take part" if evidence.participants is not None else ""
    for one in quantities_in(evidence.plain):
        if whole and one.unit.name in PERSONS and not _numbers([one]) <= everywhere:
            yield Disagreement("", "plain", f"“plain” says “{one.text}”, and elsewhere {whole}")
        elif one.unit.dimension == "time" and one.form is not Form.AGE and _differs_in_time(one, evidence):
            yield Disagreement("", "plain", f"“plain” says “{one.text}”, which is the time of no figure")


def _population(figure: Figure, evidence: Evidence, values: set[Fraction]) -> Iterator[Disagreement]:
    """Yield a number of people that is neither the study's nor the figure's own."""
    sizes = _sizes(figure, evidence)
    for one in quantities_in(figure.population):
        if sizes and one.unit.name in PERSONS and one.form is not Form.AGE and one.low not in sizes | values:
            told = " or ".join(str(size) for size in sorted(sizes))
            yield Disagreement(
                figure.name, "population", f"its population says “{one.text}”, and {told} people take part"
            )


def _sizes(figure: Figure, evidence: Evidence) -> set[Fraction]:
    return {Fraction(size) for size in (figure.participants, evidence.participants) if size is not None}


def _differs_in_time(one: Quantity, evidence: Evidence) -> bool:
    times = [
        other
        for figure in evidence.figures
        for other in quantities_in(figure.timepoint)
        if other.unit.dimension == "time"
    ]
    return bool(times) and all(one.base != other.base for other in times)


def _numbers(quantities: Iterable[Quantity]) -> set[Fraction]:
    found: set[Fraction] = set()
    for one in quantities:
        found |= {one.low, one.high} | ({Fraction(one.whole)} if one.whole else set())
    return found
