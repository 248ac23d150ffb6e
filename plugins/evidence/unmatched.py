"""What is to be said of a number that nothing in a figure stands for."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from plugins.bibliography.evidence import Figure
from plugins.evidence.direction import denial_in
from plugins.evidence.events import tells_event, tells_rest
from plugins.evidence.facts import PERSONS, Fact, Role
from plugins.evidence.finding import place_in_finding
from plugins.evidence.matching import CLOSE, Outcome, held
from plugins.evidence.topics import topic_of
from plugins.quantities.quantity import Bound, Form, Quantity


def unmatched(
    sentence: str, quantity: Quantity, facts: Sequence[Fact], figure: Figure, every: Sequence[Fact]
) -> tuple[Outcome, str, str]:
    """Return what is to be said of a number that nothing in a figure stands for."""
    if quantity.text.lower().startswith(("no ", "not ")) and not facts:
        return Outcome.UNDECIDED, figure.finding, "whether the source says so cannot be told from its numbers"
    if quantity.form is Form.SCALE and not facts:
        return Outcome.UNDECIDED, figure.finding, "the finding does not say how long the scale is"
    if quantity.unit.name in PERSONS - {"people"}:
        same = [
            fact
            for fact in every
            if fact.quantity.unit.name == "people" and fact.quantity.low == quantity.low
        ]
        if same:
            return Outcome.UNDECIDED, same[0].quantity.text, f"the source speaks of “{same[0].quantity.text}”"
    if (rest := _rest(quantity, every)) is not None:
        topic = topic_of(figure, figure.finding)
        plainly = (
            tells_rest
            if denial_in(figure.finding, place_in_finding(figure, rest), rest.text)
            else tells_event
        )
        if plainly(sentence, quantity, topic):
            return Outcome.DIFFERS, rest.text, f"this is the rest of {rest.text}, told as if it were that"
        return Outcome.UNDECIDED, rest.text, f"this is the rest of {rest.text}; name a figure that says so"
    if (parts := _share_of_two(quantity, every)) is not None:
        return Outcome.UNDECIDED, parts, f"the source has both numbers ({parts}), and no share; record it"
    if facts:
        ends = {Form.START, Form.END}
        results = [fact for fact in facts if fact.role is Role.VALUE] or list(facts)
        # Of a change the other end is not what the number should have been.
        results = [fact for fact in results if {quantity.form, fact.quantity.form} != ends] or results
        source = ", ".join(dict.fromkeys(fact.quantity.text for fact in results))
        if any(Outcome.AGREES is (held(_exact(quantity), fact.quantity) or (None,))[0] for fact in facts):
            return Outcome.DIFFERS, source, "the number is the same, and what is said of it is not"
        return Outcome.DIFFERS, source, ""
    other = [fact for fact in every if fact.quantity.low == quantity.low and not fact.quantity.whole]
    if other:
        return (
            Outcome.NOT_STATED,
            figure.finding,
            f"the source has {other[0].quantity.text}, which is something else",
        )
    return Outcome.NOT_STATED, figure.finding, ""


def _rest(quantity: Quantity, every: Sequence[Fact]) -> Quantity | None:
    """Return the share of which a number is the rest: 66 of 75, 66 or 88 % where the source has 9 of 75."""
    for fact in every:
        one = fact.quantity
        if fact.role is not Role.VALUE or one.percent is None:
            continue
        if one.whole and quantity.unit.dimension in ("", "count") and quantity.whole in (None, one.whole):
            if quantity.low == one.whole - one.low:
                return one
        elif quantity.unit.dimension == "share" and quantity.percent is not None:
            off = abs(quantity.percent - (100 - one.percent))
            if off <= max(quantity.step / 2, CLOSE if quantity.bound.is_rounded else 0):
                return one
    return None


def _share_of_two(quantity: Quantity, every: Sequence[Fact]) -> str | None:
    """Return the two numbers of people in a figure of which a share may have been worked out: 90 and 180."""
    if quantity.percent is None or quantity.whole:
        return None
    people = [
        fact.quantity for fact in every if fact.quantity.unit.name in PERSONS and not fact.quantity.whole
    ]
    room = max(quantity.step / 2, CLOSE if quantity.bound.is_rounded else Fraction(0))
    for part in people:
        for whole in people:
            if 0 < part.low < whole.low and abs(part.low / whole.low * 100 - quantity.percent) <= room:
                return f"{part.text}, {whole.text}"
    return None


def _exact(quantity: Quantity) -> Quantity:
    return replace(quantity, bound=Bound.EXACT)
