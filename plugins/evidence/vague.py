"""What a source makes of an amount that a sentence says without a number: “many”, “quadrupled”, “rarely”.

Where arithmetic decides it does: “the majority” is not 12 %, “dozens” not 5 of 42, “no problems” not 1.3 %.
What lies in the range of such a word is not proven by it and stays undecided, except where the word has one
meaning only (“the majority”, “some people”). Nothing is said of words that speak of nothing in the figure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from plugins.bibliography.evidence import Evidence, Figure
from plugins.evidence.candidates import change_of
from plugins.evidence.direction import denial_in
from plugins.evidence.facts import PERSONS, Fact, Role, facts_of
from plugins.evidence.kinds import comparable
from plugins.evidence.matching import Outcome
from plugins.quantities.harms import HARM
from plugins.quantities.quantity import Bound, Form, Quantity
from plugins.quantities.vague import FOLD

# What is measured in each person and told as an average; a dose is not.
MEASURED = frozenset({"time", "length", "score", "speed"})
OF_HARMS = re.compile(
    r"\b(?:adverse|complications?|deaths?|died|infections?|injur\w+|side\seffects?|harms?|bleeding)\b",
    re.IGNORECASE,
)
AVERAGE = re.compile(r"\b(?:averages?|mean|median|typical\w*)\b", re.IGNORECASE)
# A time behind these is when, and not how long something lasted.
WHEN = re.compile(
    r"\b(?:after|within|at|in|over|during|past|last|for\sthe|every|next)\s$|^for\s$", re.IGNORECASE
)
LATER = re.compile(r"\s(?:later|after|ago|before)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be said of an amount, and of which number of the source."""

    outcome: Outcome
    source: str
    reason: str
    fact: Fact | None = None


def of_vague(
    sentence: str, amount: Quantity, said: Sequence[Quantity], figure: Figure, evidence: Evidence
) -> Told | None:
    """Return what a figure makes of a vague amount beside the numbers that are `said`.

    None where it speaks of nothing in it, or where the sentence tells the number of the figure besides.
    """
    if amount.form is Form.UNREADABLE:
        digits = sum(map(str.isdigit, amount.text))
        return Told(
            Outcome.NOT_STATED,
            figure.finding,
            f"a number of {digits:,} digits is a slip",
        )
    stated = facts_of(figure, evidence)
    results = [fact for fact in stated if fact.role is Role.VALUE]
    people = amount.unit.name == "%" or amount.unit.name in PERSONS
    if not results or (
        _is_told(said, results) and not (people and not AVERAGE.search(sentence) and _is_level(results))
    ):
        return None
    if amount.unit is HARM:
        told = _of_harms(sentence, amount, figure, results)
    elif amount.unit == FOLD:
        told = _of_ratio(amount, stated)
    elif people:
        told = _of_people(amount, figure, evidence, results)
    elif amount.unit.dimension == "count":
        told = _of_counts(amount, results)
    else:
        told = _of_measures(sentence, amount, stated, results)
    if told is not None and denial_in(sentence, amount.start, amount.text) and amount.unit is not HARM:
        return replace(told, outcome=Outcome.UNDECIDED)
    return told


def of_fold(quantity: Quantity, stated: Sequence[Fact]) -> Told | None:
    """Return that a multiple is not that of a figure's change; None where the figure tells none."""
    change = change_of(stated)
    if change is None or quantity.unit != FOLD:
        return None
    start, end = change
    source = f"from {start.text} to {end.text}"
    smaller, larger = sorted((abs(start.base[0]), abs(end.base[0])))
    reason = (
        f"that is {float(larger / smaller):.3g} times as much, or as little"
        if smaller
        else "of zero there is no multiple"
    )
    return Told(Outcome.DIFFERS, source, reason)


def of_no_harm(quantity: Quantity, figure: Figure, evidence: Evidence) -> Told | None:
    """Return that “no adverse events” is contradicted by a figure that has some."""
    if quantity.low != 0 or quantity.unit.dimension != "count" or quantity.whole:
        return None
    results = [fact for fact in facts_of(figure, evidence) if fact.role is Role.VALUE]
    some = next((fact for fact in _harms(figure, results) if _share_or_count(fact)), None)
    if some is None:
        return None
    return Told(Outcome.DIFFERS, some.quantity.text, f"the source says: “{figure.finding}”", some)


def _is_told(said: Sequence[Quantity], results: Sequence[Fact]) -> bool:
    """Return whether a sentence has one of the numbers of a figure, whose vague words then only go along."""
    return any(
        comparable(one, fact)
        and (one.base == fact.quantity.base or one.percent == fact.quantity.percent is not None)
        for one in said
        if one.form is not Form.ALL_OR_NONE
        for fact in results
    )


def _is_level(results: Sequence[Fact]) -> bool:
    return all(fact.quantity.unit.dimension in MEASURED for fact in results)


def _of_harms(sentence: str, amount: Quantity, figure: Figure, results: Sequence[Fact]) -> Told | None:
    harms = _harms(figure, results)
    if not harms:
        return None
    fact = harms[0]
    one, much = fact.quantity, _share_or_count(fact)
    source = one.text
    if amount.bound is Bound.AT_LEAST:
        if not much:
            return Told(Outcome.DIFFERS, source, "", fact)
    elif amount.bound is Bound.EXACT:
        if much:
            return Told(Outcome.DIFFERS, source, f"the source says: “{figure.finding}”", fact)
        words = set(one.counted.lower().split())
        if words and words <= set(amount.text.lower().split()) and "never" not in amount.text.lower():
            return Told(Outcome.AGREES, source, "", fact)
        return Told(Outcome.UNDECIDED, source, f"the source counted this only: “{figure.finding}”", fact)
    elif one.percent is not None and one.percent > amount.high:
        return Told(Outcome.DIFFERS, source, f"{source} is not rare", fact)
    return _undecided(amount, source, fact)


def _harms(figure: Figure, results: Sequence[Fact]) -> list[Fact]:
    if not OF_HARMS.search(figure.finding):
        return []
    counted = [
        fact
        for fact in results
        if fact.quantity.percent is not None
        or (fact.quantity.unit.dimension == "count" and OF_HARMS.search(fact.quantity.counted))
    ]
    return counted or [fact for fact in results if fact.quantity.unit.name == "event"]


def _share_or_count(fact: Fact) -> Fraction:
    return fact.quantity.percent if fact.quantity.percent is not None else fact.quantity.low


def _of_ratio(amount: Quantity, stated: Sequence[Fact]) -> Told | None:
    change = change_of(stated)
    if change is None or not all(one.low > 0 for one in change):
        return None
    start, end = change
    ratio = max(start.base[0], end.base[0]) / min(start.base[0], end.base[0])
    source = f"from {start.text} to {end.text}"
    outcome = Outcome.UNDECIDED if ratio >= amount.low else Outcome.DIFFERS
    return Told(outcome, source, f"“{amount.text}” is no number; write the two of the source")


def _of_people(amount: Quantity, figure: Figure, evidence: Evidence, results: Sequence[Fact]) -> Told | None:
    shares = [fact for fact in results if fact.quantity.percent is not None]
    counts = [fact for fact in results if fact.quantity.unit.name in PERSONS and not fact.quantity.whole]
    if not shares and not counts:
        measured = next((fact for fact in results if fact.quantity.unit.dimension in MEASURED), None)
        if measured is None or amount.text.lower().startswith("some"):
            return None
        reason = "the source tells this of the group as a whole, and not for how many it held"
        return Told(Outcome.UNDECIDED, measured.quantity.text, reason, measured)
    for fact in shares:
        percent = fact.quantity.percent or Fraction(0)
        if amount.unit.name == "%":
            holds = {
                Bound.MORE: percent > amount.low,
                Bound.LESS: percent < amount.high,
                Bound.AT_MOST: percent <= amount.high,
                Bound.AT_LEAST: percent >= amount.low,
            }.get(amount.bound, False)
            if not holds:
                return Told(Outcome.DIFFERS, fact.quantity.text, "", fact)
            if amount.bound in (Bound.MORE, Bound.LESS):
                return Told(Outcome.AGREES, fact.quantity.text, "", fact)
            return _undecided(amount, fact.quantity.text, fact)
        some = amount.text.lower().startswith("some")
        if not percent:
            return Told(Outcome.DIFFERS, fact.quantity.text, "", fact)
        if some:
            return Told(Outcome.AGREES, fact.quantity.text, "", fact)
        whole = fact.quantity.whole or figure.participants or evidence.participants
        if whole and not _within(amount, percent * whole / 100):
            return Told(Outcome.DIFFERS, fact.quantity.text, "", fact)
        return _undecided(amount, fact.quantity.text, fact)
    return _of_counts(amount, counts) if amount.unit.name != "%" else None


def _of_counts(amount: Quantity, results: Sequence[Fact]) -> Told | None:
    same = [fact for fact in results if fact.quantity.unit.converts(amount.unit)]
    if not same:
        return None
    source = ", ".join(dict.fromkeys(fact.quantity.text for fact in same))
    if not any(_within(amount, fact.quantity.low) for fact in same):
        return Told(Outcome.DIFFERS, source, "", same[0])
    return _undecided(amount, source, same[0])


def _of_measures(
    sentence: str, amount: Quantity, stated: Sequence[Fact], results: Sequence[Fact]
) -> Told | None:
    same = [fact for fact in results if fact.quantity.unit.converts(amount.unit)]
    if not same or (
        amount.unit.dimension == "time"
        and (WHEN.search(sentence[: amount.start]) or LATER.match(sentence, amount.end))
    ):
        return None
    numbers = [end for fact in same for end in fact.quantity.base]
    if (change := change_of(stated)) is not None:
        numbers.append(abs(change[1].base[0] - change[0].base[0]))
    source = ", ".join(dict.fromkeys(fact.quantity.text for fact in same))
    if not any(_within(amount, abs(number) / amount.unit.scale) for number in numbers):
        return Told(Outcome.DIFFERS, source, "", same[0])
    return _undecided(amount, source, same[0])


def _within(amount: Quantity, value: Fraction) -> bool:
    return amount.low <= value and (amount.bound is Bound.AT_LEAST or value <= amount.high)


def _undecided(amount: Quantity, source: str, fact: Fact) -> Told:
    return Told(Outcome.UNDECIDED, source, f"“{amount.text}” is no number; write the one of the source", fact)
