"""Where a finding tells one of its numbers, and in which of its parts."""

from plugins.bibliography.evidence import Figure
from plugins.evidence.clauses import clause_at
from plugins.quantities.quantity import Quantity
from plugins.quantities.reading import quantities_in


def place_in_finding(figure: Figure, stated: Quantity) -> int:
    """Return where a number stands in its finding; 0 where it does not."""
    return next((one.start for one in quantities_in(figure.finding) if one.low == stated.low), 0)


def part_of_finding(figure: Figure, stated: Quantity) -> str:
    """Return the part of a finding that tells one of its results; all of it where it tells no other."""
    others = [
        one for one in quantities_in(figure.finding) if one.unit == stated.unit and one.base != stated.base
    ]
    part = clause_at(figure.finding, place_in_finding(figure, stated))
    return (
        part
        if others and len({clause_at(figure.finding, one.start) for one in others} | {part}) > 1
        else figure.finding
    )
