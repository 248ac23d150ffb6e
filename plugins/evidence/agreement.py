"""Whether the numbers of a sentence are those of the figures that it cites.

Every number of a sentence is held against the numbers of its figures that are of its kind: people against
people, a time against a time, an age against an age, a share against a share, a result in points or minutes
against a result. “24 hours” is never 24 patients, and “one year” never 1.0 points. What cannot be decided is
said to be undecided; nothing that differs passes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plugins.bibliography.evidence import NO_GROUP, Evidence, Figure
from plugins.evidence.candidates import GOOD, candidates, change_of, degrees_left_out
from plugins.evidence.clauses import clause_at, telling
from plugins.evidence.direction import denial_in
from plugins.evidence.doubts import in_its_sentence, is_about
from plugins.evidence.facts import Fact, Role, facts_of
from plugins.evidence.kinds import comparable
from plugins.evidence.matching import Outcome
from plugins.evidence.people import is_treated, names_people
from plugins.evidence.reach import SAYS_NO_GROUP
from plugins.evidence.signs import of_sign, unsigned, without_sign
from plugins.evidence.topics import about, topic_of
from plugins.evidence.unmatched import unmatched
from plugins.evidence.vague import Told, of_fold, of_no_harm, of_vague
from plugins.evidence.whose import COUNTED
from plugins.quantities.quantity import Bound, Form, Quantity
from plugins.quantities.reading import quantities_in
from plugins.quantities.vague import vague_in

# The likelier first: what is left over where several figures, or several numbers of one, may be meant.
ORDER = (
    Outcome.AGREES,
    Outcome.ROUNDED,
    Outcome.CUT_RANGE,
    Outcome.UNDECIDED,
    Outcome.DIFFERS,
    Outcome.NOT_STATED,
)
# How much is shown of a number that nobody can read.
SHOWN = 12
# How a study was laid out is no result: “in two groups”.
AVERAGE = re.compile(r"\b(?:average|mean|median)\b", re.IGNORECASE)
LAYOUT = frozenset({"group", "arm"})


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
    fact: Fact | None = None
    """The number of the figure that it was held against; None where it stands for none."""
    about: bool = False
    """Whether the sentence shows that it is told of what the figure is about."""


BoundFigure = tuple[Figure, Evidence]


def verdicts(sentence_text: str, figure: Figure, evidence: Evidence, beside: str = "") -> tuple[Verdict, ...]:
    """Return what is to be said of each number of a sentence that cites one figure."""
    return verdicts_of(sentence_text, ((figure, evidence),), beside=beside)


def verdicts_of(
    sentence: str, figures: Sequence[BoundFigure], heading: str = "", beside: str = ""
) -> tuple[Verdict, ...]:
    """Return what is to be said of each number of a sentence, beside all figures that it cites.

    A number agrees when one of them states it, and the sentence tells it of what that one is about. `heading`
    heads the column, where the sentence is a cell; `beside` is what a reader has just read, a line each.
    """
    said = quantities_in(sentence)
    found = []
    for index in range(len(said)):
        told = [
            verdict
            for figure, evidence in figures
            if (verdict := _verdict(sentence, said, index, figure, evidence, heading, beside)) is not None
        ]
        if told:
            found.append(_likeliest(told))
    for amount in vague_in(sentence):
        told = [
            _as_verdict(amount, vague, figure, evidence)
            for figure, evidence in figures
            if (vague := of_vague(sentence, amount, said, figure, evidence)) is not None
        ]
        if told:
            found.append(_likeliest(told))
    return tuple(sorted(found, key=lambda verdict: verdict.quantity.start))


def _as_verdict(quantity: Quantity, told: Told, figure: Figure, evidence: Evidence) -> Verdict:
    says = quantity.text if quantity.form is not Form.UNREADABLE else f"{quantity.text[:SHOWN]}…"
    return Verdict(quantity, told.outcome, says, told.source, told.reason, evidence.key, figure, told.fact)


def _likeliest(told: Sequence[Verdict]) -> Verdict:
    """Return what is to be said of a number by all figures of its sentence together.

    Where one of them has the number and the sentence tells it of what another is about, which has a different
    one, that other speaks: the numbers of “standing” and “walking” were exchanged.
    """
    best = min(told, key=lambda verdict: (ORDER.index(verdict.outcome), not verdict.about))
    if best.outcome is Outcome.UNDECIDED and not best.about:
        return next((one for one in told if one.about and one.outcome is Outcome.DIFFERS), best)
    return best


def is_result(verdict: Verdict, figure: Figure, evidence: Evidence) -> bool:
    """Return whether a number is told as a result of the figure, and no age, no time, and not how many
    people, studies or centers there were."""
    if verdict.fact is None or verdict.fact.role is not Role.VALUE:
        return False
    said, stated = verdict.quantity, verdict.fact.quantity
    if stated.unit.name not in COUNTED or said.whole or stated.whole:
        return True
    facts = facts_of(figure, evidence)
    sizes = {one.quantity.low for one in facts if one.role is Role.SIZE}
    return said.low not in sizes and any(one.quantity.whole for one in facts)


def _verdict(
    sentence: str,
    said: Sequence[Quantity],
    index: int,
    figure: Figure,
    evidence: Evidence,
    heading: str,
    beside: str,
) -> Verdict | None:
    """Return what one figure makes of one number; None for what no figure speaks of."""
    quantity = said[index]
    stated = facts_of(figure, evidence)
    told_of = telling(clause_at(sentence, quantity.start))
    facts = [fact for fact in stated if comparable(quantity, fact) and (not fact.of or fact.of & told_of)]
    if quantity.form is Form.ALL_OR_NONE:
        if not facts:
            return _of_everybody(sentence, said, index, stated, figure, evidence, beside)
        return _all_or_none(sentence, said, index, facts, figure, evidence)
    # The year of a study, or of its report, is no result: no figure has it. Nor what a thing is called.
    if not facts and (quantity.form in (Form.YEAR, Form.NAME) or quantity.unit.name in LAYOUT):
        return None
    fact = None
    # Compared without signs; told, and looked at further, with them.
    bare, every = unsigned(facts), unsigned(stated)
    signed = dict(zip(bare, facts, strict=True))
    found = sorted(
        candidates(sentence, without_sign(quantity), bare, every, heading),
        key=lambda one: ORDER.index(one[1]),
    )
    if not found:
        vague = of_fold(quantity, stated) or (None if facts else of_no_harm(quantity, figure, evidence))
        if vague is not None:
            return _as_verdict(quantity, vague, figure, evidence)
        outcome, source, reason = unmatched(sentence, quantity, facts, figure, stated)
    else:
        fact, outcome, reason = found[0]
        fact = signed.get(fact, fact)
        source = fact.quantity.text
        if outcome in GOOD and fact.role is Role.VALUE:
            sign = of_sign(sentence, quantity, fact, figure, change_of(stated))
            outcome, reason = sign or (outcome, reason)
        agreed = outcome in GOOD
        if agreed:
            outcome, reason = in_its_sentence(
                sentence, said, index, fact, figure, evidence, (outcome, reason), beside
            )
        if agreed and outcome not in GOOD:
            # The number is the same; what is said of it is not, and only the finding shows that.
            source = figure.finding
    shown = bool(facts) and is_about(sentence, said, index, fact, figure, beside).holds
    return Verdict(quantity, outcome, quantity.text, source, reason, evidence.key, figure, fact, shown)


def _all_or_none(
    sentence: str,
    said: Sequence[Quantity],
    index: int,
    facts: Sequence[Fact],
    figure: Figure,
    evidence: Evidence,
) -> Verdict | None:
    """Return what a share makes of “nobody” or “all patients”; None where another share is told besides."""
    quantity = said[index]
    others = [one for one in said if one is not quantity]
    stated = facts[0].quantity
    if any(one.percent is not None or one.low == stated.low for one in others):
        return None
    if quantity.bound is Bound.MORE:
        same = (stated.percent or 0) > quantity.low
        outcome = Outcome.AGREES if same else Outcome.DIFFERS
    else:
        same = stated.percent == quantity.low
        # “All patients” may be told of something else than the result: that they were followed.
        outcome = Outcome.AGREES if same else Outcome.UNDECIDED if quantity.low else Outcome.DIFFERS
    if denial_in(sentence, quantity.start, quantity.text):
        outcome = Outcome.UNDECIDED
    reason = "" if outcome is Outcome.AGREES else f"the source has {stated.text}"
    return Verdict(quantity, outcome, quantity.text, stated.text, reason, evidence.key, figure, facts[0])


def _of_everybody(
    sentence: str,
    said: Sequence[Quantity],
    index: int,
    stated: Sequence[Fact],
    figure: Figure,
    evidence: Evidence,
    beside: str,
) -> Verdict | None:
    """Return what a figure that is no share makes of “nobody” or “everyone”; None where only those who were
    in the study are named so. An average says nothing of all, and of two groups not all had the treatment."""
    quantity = said[index]
    if SAYS_NO_GROUP.search(sentence):
        return None
    topic = topic_of(figure, figure.finding)
    behind = said[index + 1] if index + 1 < len(said) else None
    compared = evidence.comparison_of(figure) not in ("", NO_GROUP)
    treated = compared and is_treated(sentence, quantity)
    if (behind is not None and behind.start - quantity.end < 2) or (
        names_people(sentence, quantity) and not treated
    ):
        return None
    if behind is not None and not compared and not AVERAGE.search(figure.finding):
        # “Everyone took 0.5 mg”: the number says what is told of them.
        return None
    zero = next((one for one in stated if one.role is Role.VALUE and one.quantity.low == 0), None)
    if (
        zero is not None
        and not quantity.low
        and about(sentence, quantity.start, quantity.end, topic, beside).holds
    ):
        missing = degrees_left_out(sentence, zero.quantity)
        outcome = Outcome.UNDECIDED if missing else Outcome.AGREES
        reason = f"the source counts {zero.quantity.counted} only" if missing else ""
    else:
        zero, outcome = None, Outcome.UNDECIDED
        reason = "the figure does not say to how many people it happened"
        if compared:
            other = evidence.comparison_of(figure)
            reason = f"the source compared two groups (with {other}), and this is said of all"
    source = zero.quantity.text if zero else figure.finding
    return Verdict(quantity, outcome, quantity.text, source, reason, evidence.key, figure, zero)
