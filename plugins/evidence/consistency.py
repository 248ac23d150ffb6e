"""Whether an evidence file agrees with itself and with those that it names: its findings with their values,
its sizes and times with each other, what speaks against a figure with the figure that says so.

A slip in one of them would otherwise be what articles are held against.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from plugins.bibliography.citation import BRACKETS
from plugins.bibliography.evidence import Evidence, Figure, contrary_sources
from plugins.evidence.agreement import verdicts_of
from plugins.evidence.facts import NAMES, PERSONS
from plugins.evidence.matching import SAME_SPAN, Outcome
from plugins.quantities.quantity import Form, Quantity
from plugins.quantities.reading import quantities_in
from plugins.quantities.units import unit_named


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two settings of an evidence file that do not say the same."""

    figure: str
    """Its name, or "" for what is said of the whole source."""
    setting: str
    """Where the number stands that nothing else bears out."""
    message: str
    at: int | None = None
    """Which text of the setting, where that is a list."""


# “Version 2” and “nobody was told” count nothing.
UNCOUNTED = (*NAMES, Form.ALL_OR_NONE)
# What a number is told for; one that could not be decided is for a person to read.
WRONG = (Outcome.DIFFERS, Outcome.NOT_STATED, Outcome.CUT_RANGE)


def disagreements(
    evidence: Evidence, others: Mapping[str, Evidence] = MappingProxyType({})
) -> Iterator[Disagreement]:
    """Yield what an evidence file says in two ways; `others` is what is recorded of all sources, by key."""
    found = list(_disagreements(evidence, others))
    yield from found
    told = {one.low for one in _persons(evidence)}
    is_alone = evidence.participants is not None and told and Fraction(evidence.participants) not in told
    # Where another number of people is told of already, this is the other side of the same.
    if is_alone and not any(one.setting in ("population", "plain", "finding", "values") for one in found):
        yield Disagreement(
            "", "participants", f"“participants” says {evidence.participants:,}, and nothing else in it does"
        )


def _disagreements(evidence: Evidence, others: Mapping[str, Evidence]) -> Iterator[Disagreement]:
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
        yield from _locator(figure)
        yield from _timepoint(figure, evidence)
        yield from _contrary(figure, evidence, others)
    whole = f"{evidence.participants} people take part" if evidence.participants is not None else ""
    ages = any(
        one.form is Form.AGE
        for figure in evidence.figures
        for text in (figure.population, figure.finding)
        for one in quantities_in(text)
    )
    for one in _times(evidence.design):
        if _differs_in_time(one, evidence):
            yield Disagreement("", "design", f"“design” says “{one.text}”, which is the time of no figure")
    for one in quantities_in(evidence.plain):
        if whole and one.unit.name in PERSONS and not _numbers([one]) <= everywhere:
            yield Disagreement("", "plain", f"“plain” says “{one.text}”, and elsewhere {whole}")
        elif one.form is Form.AGE and ages and not _numbers([one]) <= everywhere:
            yield Disagreement("", "plain", f"“plain” says “{one.text}”, which is the age of no figure")
        elif one.unit.dimension == "time" and one.form is not Form.AGE and _differs_in_time(one, evidence):
            yield Disagreement("", "plain", f"“plain” says “{one.text}”, which is the time of no figure")


def _population(figure: Figure, evidence: Evidence, values: set[Fraction]) -> Iterator[Disagreement]:
    """Yield the numbers of a population that are not the study's, and not what the figure itself says."""
    sizes = _sizes(figure, evidence)
    stated = [one for text in (figure.finding, *figure.values) for one in quantities_in(text)]
    for one in quantities_in(figure.population):
        told = ""
        if one.form is Form.AGE:
            ages = _ages(figure, evidence)
            if ages and not _numbers([one]) <= _numbers(ages):
                told = f"{', '.join(dict.fromkeys(f'“{other.text}”' for other in ages))} stands elsewhere"
        elif one.unit.name in PERSONS:
            if sizes and one.low not in sizes | values:
                told = f"{' or '.join(str(size) for size in sorted(sizes))} people take part"
        else:
            alike = [other for other in stated if other.unit == one.unit and other.unit.name]
            if alike and not _numbers([one]) <= _numbers(alike):
                told = f"its finding and values “{alike[0].text}”"
        if told:
            yield Disagreement(figure.name, "population", f"its population says “{one.text}”, and {told}")
    around = _numbers([*stated, *quantities_in(figure.population)])
    if figure.participants is not None and around and Fraction(figure.participants) not in around:
        yield Disagreement(
            figure.name,
            "participants",
            f"“participants” says {figure.participants:,}; its finding, values and population do not",
        )


def _ages(figure: Figure, evidence: Evidence) -> list[Quantity]:
    """Return the ages that a figure tells beside its population, or else the rest of the file."""
    own = [one for one in quantities_in(figure.finding) if one.form is Form.AGE]
    own += [one for value in figure.values for one in quantities_in(value) if one.unit == unit_named("year")]
    if own:
        return own
    texts = [evidence.plain, *(other.population for other in evidence.figures if other is not figure)]
    return [one for text in texts for one in quantities_in(text) if one.form is Form.AGE]


def _locator(figure: Figure) -> Iterator[Disagreement]:
    """Yield what its place calls by another number than its finding does: “version 3” beside “version 2”."""
    called = [one for one in quantities_in(figure.finding) if one.form is Form.NAME]
    for one in quantities_in(figure.locator):
        alike = [other for other in called if other.unit == one.unit]
        if one.form is Form.NAME and alike and all(other.base != one.base for other in alike):
            yield Disagreement(
                figure.name, "locator", f"its locator says “{one.text}”, its finding “{alike[0].text}”"
            )


def _timepoint(figure: Figure, evidence: Evidence) -> Iterator[Disagreement]:
    """Yield the times and days of a figure that its own finding, or else everything around it, has otherwise.

    A time that is told in one place alone cannot be held against anything. Where “plain” or “design” tell one
    and nothing in the file tells this one, that is told too, as a slip looks just so.
    """
    values = [one for value in figure.values for one in quantities_in(value)]
    told = quantities_in(figure.finding)
    for kind in ("time", "date"):
        results = {one.base for one in values if one.unit.dimension == kind}
        own = [one for one in told if one.unit.dimension == kind and one.form is not Form.AGE]
        # The day is the result itself where something took effect on it; how long it took seldom is the time.
        own = own if kind == "date" else [one for one in own if one.base not in results]
        of_source = [one for text in (evidence.plain, evidence.design) for one in _times(text)]
        around = of_source + [
            other
            for figure_beside in evidence.figures
            if figure_beside is not figure
            for text in (figure_beside.timepoint, figure_beside.finding)
            for other in _times(text)
        ]
        stated = quantities_in(figure.timepoint)
        is_day = any(one.unit.dimension == "date" for one in stated)
        if kind == "date" and own and not is_day and re.search("[0-9]", figure.timepoint):
            # A year that no calendar here has: “May 6, 3024”.
            yield Disagreement(
                figure.name,
                "timepoint",
                f"its timepoint says “{figure.timepoint}”, its finding “{own[0].text}”",
            )
        for one in stated:
            if one.unit.dimension != kind:
                continue
            if own and not _is_among(one, own):
                said = ", ".join(f"“{other.text}”" for other in own)
                yield Disagreement(
                    figure.name, "timepoint", f"its timepoint says “{one.text}”, its finding {said}"
                )
            elif kind == "time" and not own and of_source and not _is_among(one, around):
                said = ", ".join(dict.fromkeys(f"“{other.text}”" for other in around))
                yield Disagreement(
                    figure.name,
                    "timepoint",
                    f"its timepoint says “{one.text}”, which its finding does not, and elsewhere the file "
                    f"tells {said} only",
                )


def _contrary(figure: Figure, evidence: Evidence, others: Mapping[str, Evidence]) -> Iterator[Disagreement]:
    """Yield the numbers of what speaks against a figure that the source it names does not have.

    Where a sentence names none, it speaks of this source, and its numbers must be ones of this file. Of a
    source of which nothing is recorded nothing can be said.
    """
    named: dict[int, list[tuple[Figure, Evidence]]] = {}
    unknown = set()
    for at, citation in contrary_sources(figure):
        source = evidence if citation.key == evidence.key else others.get(citation.key)
        cited = source.figure(citation.figure) if source and citation.figure else None
        if source is None or (citation.figure and cited is None):
            unknown.add(at)
        else:
            of_it = (cited,) if cited else source.figures
            named.setdefault(at, []).extend((one, source) for one in of_it)
    for at, sentence in enumerate(figure.contrary):
        if at in unknown:
            continue
        text = re.sub(BRACKETS, "", sentence)
        figures = named.get(at) or [(one, evidence) for one in evidence.figures]
        where = ", ".join(dict.fromkeys(f"{source.key}#{one.name}" for one, source in named.get(at, ())))
        for verdict in verdicts_of(text, figures):
            if verdict.outcome in WRONG and verdict.quantity.form not in UNCOUNTED:
                told = f"{where} does not" if where else "no figure of this file does, and it names no source"
                yield Disagreement(
                    figure.name, "contrary", f"“contrary” says “{verdict.says}”, and {told}", at
                )


def _persons(evidence: Evidence) -> Iterator[Quantity]:
    """Yield every number of people that a file tells in words."""
    texts = [evidence.plain]
    for figure in evidence.figures:
        texts += [figure.finding, figure.population, *figure.values]
    for one in (one for text in texts for one in quantities_in(text)):
        if one.unit.name in PERSONS and one.form is not Form.AGE:
            yield one
            if one.whole:
                yield replace(one, low=Fraction(one.whole), whole=None)


def _sizes(figure: Figure, evidence: Evidence) -> set[Fraction]:
    return {Fraction(size) for size in (figure.participants, evidence.participants) if size is not None}


def _differs_in_time(one: Quantity, evidence: Evidence) -> bool:
    times = [other for figure in evidence.figures for other in _times(figure.timepoint)]
    return bool(times) and not _is_among(one, times)


def _is_among(one: Quantity, others: Iterable[Quantity]) -> bool:
    """Return whether a time or day is one of these: 1 year is 12 months, and 52 weeks too."""
    for other in others:
        near = all(
            abs(mine - theirs) <= SAME_SPAN * theirs
            for mine, theirs in zip(one.base, other.base, strict=True)
        )
        if one.base == other.base or (near and one.unit != other.unit):
            return True
    return False


def _times(text: str) -> list[Quantity]:
    """Return how long something lasted or ran, by a text; how old people were is another matter."""
    return [one for one in quantities_in(text) if one.unit.dimension == "time" and one.form is not Form.AGE]


def _numbers(quantities: Iterable[Quantity]) -> set[Fraction]:
    found: set[Fraction] = set()
    for one in quantities:
        found |= {one.low, one.high} | ({Fraction(one.whole)} if one.whole else set())
    return found
