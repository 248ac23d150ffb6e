"""Whether the numbers of a sentence are those of the figures that it cites.

Every number of a sentence is held against the numbers of its figures that are of its kind: people against
people, a time against a time, an age against an age, a share against a share, a result in points or minutes
against a result. “24 hours” is never 24 patients, and “one year” never 1.0 points. What cannot be decided is said
to be undecided; nothing that differs passes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from plugins.bibliography.evidence import Evidence, Figure
from plugins.evidence.clauses import clause_at, telling
from plugins.evidence.direction import denies, opposed, verb_before
from plugins.evidence.facts import PERSONS, Fact, Role, facts_of
from plugins.evidence.kinds import comparable
from plugins.evidence.matching import Held, Outcome, held
from plugins.quantities.quantity import BARE, Bound, Form, Quantity
from plugins.quantities.reading import quantities_in

ORDER = (
    Outcome.AGREES, Outcome.ROUNDED, Outcome.CUT_RANGE, Outcome.UNDECIDED, Outcome.DIFFERS, Outcome.NOT_STATED,
)  # fmt: skip
GOOD = (Outcome.AGREES, Outcome.ROUNDED)
BY = re.compile(r"\b(?:by|gained|gain\sof|another|additional|extra)\s$", re.IGNORECASE)
MORE_BEHIND = re.compile(
    r"\s(?:longer|more|less|farther|further|better|fewer|lower|higher|shorter|worse)\b", re.IGNORECASE
)
AT_FIRST = re.compile(
    r"\b(?:before|baseline|at\sfirst|at\sthe\s(?:start|beginning|outset)|from|started|began)\b", re.IGNORECASE
)
# What makes fewer events of events; a sentence that leaves it out says more than its source.
DEGREES = frozenset("major serious significant severe".split())
OF_A_GROUP = re.compile(
    r"\b(?:group|study|sample|records|series|trial|total|all|review)\sof\s$|\b(?:of|in|out\sof)\s(?:the|these|those|all)\s$"
    r"|\b(?:of|in|n\s=|among)\s$", re.IGNORECASE
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of one number of a sentence."""

    quantity: Quantity
    outcome: Outcome
    says: str
    """The number as the sentence has it."""
    source: str
    """What the source has in its place."""
    reason: str
    key: str = ""
    figure: Figure | None = None
    """The figure that speaks, the first where none does."""


BoundFigure = tuple[Figure, Evidence]


def verdicts(sentence_text: str, figure: Figure, evidence: Evidence) -> tuple[Verdict, ...]:
    """Return what is to be said of each number of a sentence that cites one figure."""
    return verdicts_of(sentence_text, ((figure, evidence),))


def verdicts_of(sentence: str, figures: Sequence[BoundFigure]) -> tuple[Verdict, ...]:
    """Return what is to be said of each number of a sentence, beside all figures that it cites.

    A number agrees when one of them states it.
    """
    said = quantities_in(sentence)
    found = []
    for index, quantity in enumerate(said):
        told = [
            verdict
            for figure, evidence in figures
            if (verdict := _verdict(sentence, said, index, figure, evidence, figures)) is not None
        ]
        if told:
            found.append(min(told, key=lambda verdict: ORDER.index(verdict.outcome)))
    return tuple(found)


def _verdict(
    sentence: str,
    said: Sequence[Quantity],
    index: int,
    figure: Figure,
    evidence: Evidence,
    figures: Sequence[BoundFigure],
) -> Verdict | None:
    quantity = said[index]
    facts = [fact for fact in facts_of(figure, evidence) if comparable(quantity, fact)]
    if quantity.form is Form.YEAR and not facts:
        # The year of a study, or of its report, is no result: no figure has it.
        return None
    best: tuple[Outcome, str, Fact | None] | None = None
    for fact, outcome, reason in _matches(sentence, quantity, facts, figure, evidence):
        if best is None or ORDER.index(outcome) < ORDER.index(best[0]):
            best = outcome, reason, fact
    if best is None:
        outcome, source, reason = _unmatched(sentence, quantity, facts, figure, evidence)
    else:
        outcome, reason = best[0], best[1]
        source = best[2].quantity.text if best[2] else figure.finding
        if outcome in GOOD and best[2] and best[2].role is Role.VALUE:
            outcome, reason = _in_its_sentence(
                sentence, said, index, best[2], figure, evidence, figures, (outcome, reason)
            )
    return Verdict(quantity, outcome, quantity.text, source, reason, evidence.key, figure)


def _matches(
    sentence: str, quantity: Quantity, facts: Sequence[Fact], figure: Figure, evidence: Evidence
) -> Iterator[tuple[Fact, Outcome, str]]:
    """Yield each number of a figure that the sentence's may stand for, and what that makes of it."""
    stated = facts_of(figure, evidence)
    change = _change(stated)
    delta = BY.search(sentence[: quantity.start]) or MORE_BEHIND.match(sentence, quantity.end)
    if change:
        yield from _by_change(quantity, *change, delta=bool(delta))
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
            outcome, reason = _as_what_it_is(sentence, quantity, fact, (outcome, reason))
        yield fact, outcome, reason


def _as_what_it_is(sentence: str, quantity: Quantity, fact: Fact, told: Held) -> Held:
    """Doubt a number that agrees, where it may be another of the figure's numbers."""
    one, before = fact.quantity, sentence[: quantity.start]
    if quantity.form is Form.PLAIN and one.form is Form.START and not AT_FIRST.search(sentence):
        return Outcome.UNDECIDED, f"in the source “{one.text}” is where the change began"
    if quantity.form is Form.PLAIN and one.form is Form.END and re.search(r"\b[Bb]efore\b|\bbaseline\b", before):
        return Outcome.UNDECIDED, f"in the source “{one.text}” is where the change ended"
    if quantity.unit is BARE and fact.role is Role.SIZE and not quantity.whole and not OF_A_GROUP.search(before):
        return Outcome.UNDECIDED, f"the source has this number as “{one.text}” only"
    missing = DEGREES & set(one.counted.lower().split()) - set(re.findall(r"\w+", sentence.lower()))
    if quantity.unit.name == "event" and missing:
        return Outcome.UNDECIDED, f"the source counts {one.counted} only"
    return told


def _dates(quantity: Quantity, stated: Quantity) -> Held | None:
    if quantity.form is Form.YEAR:
        same = quantity.low <= stated.low // 10000 <= quantity.high
    else:
        same = quantity.low <= stated.low <= stated.high <= quantity.high
    return (Outcome.AGREES, "") if same else None


def _change(facts: Sequence[Fact]) -> tuple[Quantity, Quantity] | None:
    """Return where a figure's change began and ended."""
    starts = [fact.quantity for fact in facts if fact.role is Role.VALUE and fact.quantity.form is Form.START]
    ends = [fact.quantity for fact in facts if fact.role is Role.VALUE and fact.quantity.form is Form.END]
    return (starts[0], ends[0]) if len(starts) == len(ends) == 1 else None


def _by_change(
    quantity: Quantity, start: Quantity, end: Quantity, delta: bool
) -> Iterator[tuple[Fact, Outcome, str]]:
    """Yield the difference or the ratio of a change, where the sentence states that."""
    if quantity.unit.name == "fold" and start.low and end.low:
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
    lows = [fact for fact in facts if not fact.quantity.is_range and fact.quantity.base[0] == quantity.base[0]]
    highs = [fact for fact in facts if not fact.quantity.is_range and fact.quantity.base[0] == quantity.base[1]]
    if lows and highs and lows[0].role is highs[0].role is Role.VALUE:
        yield lows[0], Outcome.AGREES, ""


def _by_parts(quantity: Quantity, facts: Sequence[Fact]) -> Iterator[tuple[Fact, Outcome, str]]:
    """Yield “9 of the 75” where a source states both numbers apart."""
    counts = [fact for fact in facts if fact.quantity.unit.dimension == "count" and not fact.quantity.whole]
    if any(fact.quantity.whole for fact in facts):
        return
    part = next((fact for fact in counts if fact.role is Role.VALUE and fact.quantity.low == quantity.low), None)
    if part and any(fact.quantity.low == quantity.whole for fact in counts):
        yield part, Outcome.AGREES, ""


def _unmatched(
    sentence: str, quantity: Quantity, facts: Sequence[Fact], figure: Figure, evidence: Evidence
) -> tuple[Outcome, str, str]:
    """Return what is to be said of a number that nothing in a figure stands for."""
    every = facts_of(figure, evidence)
    if quantity.text.lower().startswith("no ") and not facts:
        return Outcome.UNDECIDED, figure.finding, "whether the source says so cannot be told from its numbers"
    if quantity.unit.name in PERSONS - {"people"}:
        same = [fact for fact in every if fact.quantity.unit.name == "people" and fact.quantity.low == quantity.low]
        if same:
            return Outcome.UNDECIDED, same[0].quantity.text, f"the source speaks of “{same[0].quantity.text}”"
    if facts:
        results = [fact for fact in facts if fact.role is Role.VALUE] or facts
        source = ", ".join(dict.fromkeys(fact.quantity.text for fact in results))
        if any(Outcome.AGREES is (held(_exact(quantity), fact.quantity) or (None,))[0] for fact in facts):
            return Outcome.DIFFERS, source, "the number is the same, and what is said of it is not"
        return Outcome.DIFFERS, source, ""
    other = [fact for fact in every if fact.quantity.low == quantity.low and not fact.quantity.whole]
    if other:
        return Outcome.NOT_STATED, figure.finding, f"the source has {other[0].quantity.text}, which is something else"
    return Outcome.NOT_STATED, figure.finding, ""


def _exact(quantity: Quantity) -> Quantity:
    return replace(quantity, bound=Bound.EXACT)


def _in_its_sentence(
    sentence: str,
    said: Sequence[Quantity],
    index: int,
    fact: Fact,
    figure: Figure,
    evidence: Evidence,
    figures: Sequence[BoundFigure],
    told: Held,
) -> Held:
    """Doubt or deny a result that agrees in number, for what its sentence says of it."""
    quantity, stated = said[index], fact.quantity
    verb = verb_before(sentence, quantity.start)
    way = _way(quantity, said, index, stated, facts_of(figure, evidence))
    if verb and way and verb != way:
        return Outcome.DIFFERS, "the numbers go the other way than the sentence says"
    if not way and opposed(clause_at(sentence, quantity.start), figure.finding):
        return Outcome.DIFFERS, f"the source says the opposite: “{figure.finding}”"
    if denies(sentence, quantity.start, quantity.text) != denies(figure.finding, _place(figure, stated), stated.text):
        return Outcome.UNDECIDED, f"one of the two denies it; the source says: “{figure.finding}”"
    if other := _other_group(sentence, quantity, stated, figure, evidence, figures):
        return Outcome.UNDECIDED, f"this may be about something else, of which the source says: “{other}”"
    return told


def _way(
    quantity: Quantity, said: Sequence[Quantity], index: int, stated: Quantity, facts: Sequence[Fact]
) -> int:
    """Return which way the numbers of a sentence or of its source go: 1 up, -1 down, 0 for no change."""
    behind = said[index + 1] if index + 1 < len(said) else None
    before = said[index - 1] if index else None
    if quantity.form is Form.START and behind and behind.form is Form.END:
        return _sign(behind.low - quantity.low)
    if quantity.form is Form.END and before and before.form is Form.START:
        return _sign(quantity.low - before.low)
    change = _change(facts)
    if change and (quantity.form in (Form.START, Form.END) or stated.text.startswith("from ")):
        return _sign(change[1].low - change[0].low)
    return 0


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _place(figure: Figure, stated: Quantity) -> int:
    """Return where a number stands in its finding; 0 where it does not."""
    return next((one.start for one in quantities_in(figure.finding) if one.low == stated.low), 0)


def _other_group(
    sentence: str,
    quantity: Quantity,
    stated: Quantity,
    figure: Figure,
    evidence: Evidence,
    figures: Sequence[BoundFigure],
) -> str:
    """Return the finding that a result seems to be about instead of its own: its part of the sentence shares words
    with that one only. "" where there is none."""
    mine = telling(clause_at(sentence, quantity.start)) or telling(sentence)
    own_clause = clause_at(figure.finding, _place(figure, stated))
    own = telling(own_clause) | (telling(figure.population) if len(_results(figure, evidence, quantity)) < 2 else set())
    others = [
        (telling(clause_at(figure.finding, _place(figure, one))), figure.finding)
        for one in _results(figure, evidence, quantity)
        if clause_at(figure.finding, _place(figure, one)) != own_clause
    ]
    others += [
        (telling(other.finding), other.finding)
        for other in evidence.figures
        if other != figure and _results(other, evidence, quantity)
    ]
    for words, finding in others:
        if mine & (words - own) and not mine & (own - words):
            return finding
    return ""


def _results(figure: Figure, evidence: Evidence, quantity: Quantity) -> list[Quantity]:
    return [
        fact.quantity
        for fact in facts_of(figure, evidence)
        if fact.role is Role.VALUE
        and fact.quantity.is_range is quantity.is_range
        and comparable(quantity, fact)
    ]
