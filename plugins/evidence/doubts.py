"""What a sentence does to a result whose number is right: turn it round, deny it, or give it to others."""

from collections.abc import Sequence
from fractions import Fraction

from plugins.bibliography.evidence import Evidence, Figure
from plugins.evidence.candidates import change_of
from plugins.evidence.clauses import clause_at, group_named, telling
from plugins.evidence.direction import denies, opposed, verb_before, worse_only_here
from plugins.evidence.facts import Fact, Role, facts_of
from plugins.evidence.kinds import comparable
from plugins.evidence.matching import Held, Outcome
from plugins.quantities.quantity import Form, Quantity
from plugins.quantities.reading import quantities_in


def in_its_sentence(
    sentence: str,
    said: Sequence[Quantity],
    index: int,
    fact: Fact,
    figure: Figure,
    evidence: Evidence,
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
    if worse_only_here(clause_at(sentence, quantity.start), figure.finding):
        return Outcome.UNDECIDED, f"the source calls nothing worse; it says: “{figure.finding}”"
    if denies(_without_zeros(sentence, said), quantity.start, quantity.text) != denies(
        figure.finding, _place(figure, stated), stated.text
    ):
        return Outcome.UNDECIDED, f"one of the two denies it; the source says: “{figure.finding}”"
    if other := _other_group(sentence, said, index, stated, figure, evidence):
        return Outcome.UNDECIDED, f"this may be about something else, of which the source says: “{other}”"
    return told


def _without_zeros(sentence: str, said: Sequence[Quantity]) -> str:
    """Blank out what is read as the number 0 (“no adverse events”): it denies nothing besides."""
    for one in said:
        if one.text.lower().startswith("no"):
            sentence = sentence[: one.start] + " " * (one.end - one.start) + sentence[one.end :]
    return sentence


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
    change = change_of(facts)
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
    said: Sequence[Quantity],
    index: int,
    stated: Quantity,
    figure: Figure,
    evidence: Evidence,
) -> str:
    """Return the finding that a result seems to be about instead of its own: its part of the sentence shares
    words with that one only. "" where there is none."""
    quantity = said[index]
    begin = said[index - 1].end if index else 0
    end = said[index + 1].start if index + 1 < len(said) else len(sentence)
    # Where the clause does not tell, what stands between the numbers beside it does: “In the other group, …”.
    parts = telling(clause_at(sentence, quantity.start)), telling(sentence[begin:end])
    own_clause = clause_at(figure.finding, _place(figure, stated))
    apart = [
        clause_at(figure.finding, _place(figure, one))
        for one in _results(figure, evidence, quantity)
        if not _same(one, stated)
    ]
    others = [(clause, figure.finding) for clause in apart if clause != own_clause]
    # A finding that tells one result only is about it as a whole.
    own = own_clause if others else f"{figure.finding} {figure.population}"
    for other in evidence.figures:
        results = _results(other, evidence, quantity) if other != figure else []
        if results and not any(_same(one, stated) for one in results):
            others.append((other.finding, other.finding))
    for text, finding in others:
        # Two groups are told apart by their names alone: “felt better” may be said of both.
        theirs, ours = group_named(text), group_named(own)
        if not theirs or not ours:
            theirs, ours = telling(text), telling(own)
        mine = next((part for part in parts if part & (theirs ^ ours)), frozenset())
        if mine & (theirs - ours) and not mine & (ours - theirs):
            return finding
    return ""


def _same(one: Quantity, other: Quantity) -> bool:
    return one.base == other.base and one.whole == other.whole


def _results(figure: Figure, evidence: Evidence, quantity: Quantity) -> list[Quantity]:
    return [
        fact.quantity
        for fact in facts_of(figure, evidence)
        if fact.role is Role.VALUE
        and fact.quantity.is_range is quantity.is_range
        and comparable(quantity, fact)
    ]
