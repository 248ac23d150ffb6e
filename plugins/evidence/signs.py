"""Whether the sign of a number, or which way a word says (“halved”), is that of the source.

Numbers are compared without their signs, since “fell by 3.5 points” and “−3.5 points” say the same; then the
signs, and the ways, are held against each other.
"""

from collections.abc import Iterable
from dataclasses import replace

from plugins.bibliography.evidence import Figure
from plugins.evidence.direction import Way, way_before
from plugins.evidence.facts import Fact
from plugins.evidence.matching import Held, Outcome
from plugins.quantities.quantity import Form, Quantity

LEVELS = (Form.START, Form.END, Form.RANGE)


def without_sign(quantity: Quantity) -> Quantity:
    """Return a number without its sign; a range keeps it, and so its order."""
    if quantity.is_range or quantity.low >= 0:
        return quantity
    return replace(quantity, low=-quantity.low, high=-quantity.high)


def unsigned(facts: Iterable[Fact]) -> list[Fact]:
    """Return facts without the signs of their numbers."""
    return [
        fact if fact.quantity.low >= 0 else replace(fact, quantity=without_sign(fact.quantity))
        for fact in facts
    ]


def of_sign(
    sentence: str, quantity: Quantity, fact: Fact, figure: Figure, change: tuple[Quantity, Quantity] | None
) -> Held | None:
    """Return what the sign of a number, or of its source's, makes of one that agrees else; None for nothing.

    A level, one end of a change, is below zero or not. A difference goes up or down: its sign, or the verb
    before it, says which way, on either side.
    """
    stated = fact.quantity
    if quantity.form in LEVELS or stated.form in LEVELS:
        if (quantity.sign < 0) == (stated.sign < 0):
            return None
        return Outcome.DIFFERS, "one of the two is below zero"
    if not quantity.sign and not stated.sign:
        return None
    ours = quantity.sign or _up_or_down(sentence, quantity.start)
    theirs = stated.sign or _up_or_down(figure.finding, len(figure.finding))
    if change is not None and stated.text.startswith("from "):
        theirs = (change[1].low > change[0].low) - (change[1].low < change[0].low)
    if ours and theirs:
        if ours == theirs:
            return None
        return Outcome.DIFFERS, f"in the source it goes {'up' if theirs > 0 else 'down'}"
    side = "source" if quantity.sign else "sentence"
    return Outcome.UNDECIDED, f"the {side} does not say whether it went up or down"


def _up_or_down(text: str, offset: int) -> int:
    """Return 1 where the nearest word of change before an offset says up, -1 for down, 0 for neither."""
    return {Way.UP: 1, Way.DOWN: -1}.get(way_before(text, offset), 0)
