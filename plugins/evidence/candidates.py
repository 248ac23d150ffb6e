"""Which numbers of a figure a number of a sentence may stand for, and what each makes of it.

Besides the numbers that a figure states these are the ones that follow from them: the difference and the
ratio of a change, and a share whose two numbers are stated apart.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plugins.evidence.clauses import clause_span
from plugins.evidence.facts import Fact, Role
from plugins.evidence.manner import Manner, manner_told
from plugins.evidence.matching import Held, Outcome, held
from plugins.quantities.quantity import BARE, Bound, Form, Quantity
from plugins.quantities.reading import quantities_in

GOOD = (Outcome.AGREES, Outcome.ROUNDED)
AT_FIRST = re.compile(
    r"\b(?:before|baseline|at\sfirst|at\sthe\s(?:start|beginning|outset)|started|began)\b", re.IGNORECASE
)
AFTERWARD = re.compile(r"\b(?:after|afterward|later|now|then|at\sthe\send)\b", re.IGNORECASE)
# What makes fewer events of events; a sentence that leaves it out says more than its source.
DEGREES = frozenset("major serious significant severe other".split())
OF_A_GROUP = re.compile(
    r"\b(?:group|study|sample|records|series|trial|total|all|review)\sof\s$|\b(?:of|in|out\sof)\s(?:the|these|those|all)\s$"
    r"|\b(?:of|in|n\s=|among)\s$", re.IGNORECASE
)  # fmt: skip


def candidates(
    sentence: str, quantity: Quantity, facts: Sequence[Fact], stated: Sequence[Fact], heading: str = ""
) -> Iterator[tuple[Fact, Outcome, str]]:
    """Yield each number of a figure that the sentence's may stand for, and what that makes of it.

    `facts` are those of its kind among all that are `stated`; `heading` heads the column of a table cell.
    """
    change = change_of(stated)
    # A typed sign says that it is a difference.
    signed = quantity.sign != 0 and quantity.form is Form.PLAIN
    delta = signed or manner_told(sentence, quantity) is Manner.DIFFERENCE
    if change:
        yield from _by_change(quantity, *change, delta=delta)
        if delta and any(fact.quantity in change for fact in facts):
            return
    if quantity.is_range and quantity.form in (Form.RANGE, Form.PLAIN):
        yield from _by_both_ends(quantity, facts)
    if quantity.whole:
        yield from _by_parts(quantity, stated)
    for fact in facts:
        one = fact.quantity
        if {quantity.form, one.form} == {Form.START, Form.END}:
            continue
        computed = bool(one.whole) and not quantity.whole
        told = _dates(quantity, one) if one.form is Form.DATE else held(quantity, one, fact.lenient, computed)
        if told is None:
            continue
        outcome, reason = told
        if outcome in GOOD:
            outcome, reason = _as_what_it_is(sentence, quantity, fact, stated, heading, (outcome, reason))
        yield fact, outcome, reason


def _as_what_it_is(
    sentence: str, quantity: Quantity, fact: Fact, stated: Sequence[Fact], heading: str, told: Held
) -> Held:
    """Doubt a number that agrees, where it may be another of the figure's numbers."""
    one, before = fact.quantity, sentence[: quantity.start]
    phase = _phase(sentence, quantity, heading)
    if quantity.form is Form.PLAIN and one.form is Form.START and phase is not Form.START:
        return Outcome.UNDECIDED, f"in the source “{one.text}” is where the change began"
    if quantity.form is Form.PLAIN and one.form is Form.END and phase is Form.START:
        return Outcome.UNDECIDED, f"in the source “{one.text}” is where the change ended"
    if (
        quantity.unit is BARE
        and fact.role is Role.SIZE
        and not quantity.whole
        and not OF_A_GROUP.search(before)
    ):
        return Outcome.UNDECIDED, f"the source has this number as “{one.text}” only"
    share = next(
        (other.quantity for other in stated if other.quantity.whole and other.role is Role.VALUE), None
    )
    if share and not quantity.whole and one.unit.dimension == "count" and share.low != share.whole:
        of_a_group = OF_A_GROUP.search(before) is not None
        if of_a_group and quantity.low == share.low and fact.role is Role.VALUE:
            return Outcome.UNDECIDED, f"the source has {share.text}, and here this is told as the whole"
        if not of_a_group and quantity.unit == BARE and quantity.low == share.whole:
            return Outcome.UNDECIDED, f"the source has {share.text}, and here the whole is told as a part"
    missing = degrees_left_out(sentence, one)
    if missing and (quantity.unit.name == "event" or "other" in missing):
        return Outcome.UNDECIDED, f"the source counts {one.counted} only"
    return told


def degrees_left_out(sentence: str, counted: Quantity) -> frozenset[str]:
    """Return what makes fewer events of events in a source, and a sentence leaves out: “serious”."""
    words = set(re.findall(r"\w+", sentence.lower().replace("others", "other")))
    return DEGREES & set(counted.counted.lower().split()) - words


def _phase(sentence: str, quantity: Quantity, heading: str) -> Form:
    """Return whether a number is told of the start or of what came later; PLAIN where nothing says so."""
    others = [one for one in quantities_in(sentence) if one.end <= quantity.start]
    # “7.8 points at the start and 4.1 points later”: what is said of the number before ends with its part.
    begin = max([others[-1].end, clause_span(sentence, quantity.start)[0]]) if others else 0
    # Right behind it, or else between it and the number before it.
    for text in (" ".join(sentence[quantity.end :].split()[:2]), heading, sentence[begin : quantity.start]):
        first, later = AT_FIRST.search(text), AFTERWARD.search(text)
        if first or later:
            return Form.START if first else Form.END
    if any(one.unit == quantity.unit for one in others):
        return Form.PLAIN
    return Form.START if AT_FIRST.search(sentence) and not AFTERWARD.search(sentence) else Form.PLAIN


def _dates(quantity: Quantity, stated: Quantity) -> Held | None:
    if quantity.form is Form.YEAR:
        same = quantity.low <= stated.low // 10000 <= quantity.high
    else:
        same = quantity.low <= stated.low <= stated.high <= quantity.high
    return (Outcome.AGREES, "") if same else None


def change_of(facts: Sequence[Fact]) -> tuple[Quantity, Quantity] | None:
    """Return where a figure's change began and ended."""
    starts = [fact.quantity for fact in facts if fact.role is Role.VALUE and fact.quantity.form is Form.START]
    ends = [fact.quantity for fact in facts if fact.role is Role.VALUE and fact.quantity.form is Form.END]
    return (starts[0], ends[0]) if len(starts) == len(ends) == 1 else None


def _by_change(
    quantity: Quantity, start: Quantity, end: Quantity, delta: bool
) -> Iterator[tuple[Fact, Outcome, str]]:
    """Yield the difference or the ratio of a change, where the sentence states that."""
    if quantity.unit.name == "fold" and start.low and end.low:
        # “Halved” is told of the same change as “doubled”, the other way round.
        if 0 < quantity.low < 1:
            quantity = replace(quantity, low=1 / quantity.low, high=1 / quantity.low)
        larger, smaller = max(start.base[0], end.base[0]), min(start.base[0], end.base[0])
        text = f"from {start.text} to {end.text}"
        ratio = replace(quantity, low=larger / smaller, high=larger / smaller, bound=Bound.EXACT, text=text)
        if (told := held(quantity, ratio)) is not None:
            yield Fact(ratio, Role.VALUE), *told
    if quantity.unit.converts(end.unit) and start.unit == end.unit and quantity.unit is not BARE:
        off = abs(end.low - start.low)
        text = f"from {start.text} to {end.text}"
        difference = replace(end, low=off, high=off, form=Form.PLAIN, bound=Bound.EXACT, text=text)
        told = held(quantity, difference)
        if told is not None and delta:
            yield Fact(difference, Role.VALUE), *told
        elif told is not None and told[0] in GOOD and off not in (start.low, end.low):
            yield (
                Fact(difference, Role.VALUE),
                Outcome.UNDECIDED,
                f"this is the difference in the source ({text}), and the sentence does not say “by”",
            )


def _by_both_ends(quantity: Quantity, facts: Sequence[Fact]) -> Iterator[tuple[Fact, Outcome, str]]:
    """Yield a change or two values that a sentence puts as one range: “8 to 56 minutes”."""
    lows = [
        fact for fact in facts if not fact.quantity.is_range and fact.quantity.base[0] == quantity.base[0]
    ]
    highs = [
        fact for fact in facts if not fact.quantity.is_range and fact.quantity.base[0] == quantity.base[1]
    ]
    if lows and highs and lows[0].role is highs[0].role is Role.VALUE:
        yield lows[0], Outcome.AGREES, ""


def _by_parts(quantity: Quantity, facts: Sequence[Fact]) -> Iterator[tuple[Fact, Outcome, str]]:
    """Yield “9 of the 75” where a source states both numbers apart."""
    counts = [fact for fact in facts if fact.quantity.unit.dimension == "count" and not fact.quantity.whole]
    if any(fact.quantity.whole for fact in facts):
        return
    part = next(
        (fact for fact in counts if fact.role is Role.VALUE and fact.quantity.low == quantity.low), None
    )
    if part and any(fact.quantity.low == quantity.whole for fact in counts):
        yield part, Outcome.AGREES, ""
