"""Of whom a sentence tells a number: of the figure's people, of another group, or of everybody."""

import re
from collections.abc import Sequence

from plugins.bibliography.evidence import NO_GROUP, Evidence, Figure
from plugins.evidence.clauses import clause_at, clause_span, group_named, telling
from plugins.evidence.facts import PERSONS, Fact, Role, facts_of
from plugins.evidence.finding import place_in_finding
from plugins.evidence.kinds import comparable
from plugins.evidence.matching import Held, Outcome
from plugins.evidence.people import is_in_study, is_treated
from plugins.evidence.topics import topic_of
from plugins.quantities.quantity import Form, Quantity
from plugins.quantities.reading import quantities_in

# What is counted to tell how large a study was.
COUNTED = PERSONS | {"study", "trial", "site", "center", "group"}
# What a result is only held against: “more than with usual care”.
AS_COMPARED = re.compile(
    r"\b(?:compared\s(?:with|to)|than|versus|vs|against|unlike|instead\sof)\b[^,;]{0,80}", re.IGNORECASE
)
# Told of everybody, where a figure is one group's.
OF_ALL = re.compile(r"\s*(?:of|in|among)\s(?:all(?!,)|both|the\swhole|every|everyone)\b", re.IGNORECASE)


def counts_people(fact: Fact, figure: Figure) -> bool:
    """Return whether a result is only how many people there were: “118 people were randomized to it”."""
    one = fact.quantity
    return (
        fact.role is Role.VALUE
        and one.unit.name in COUNTED
        and not one.whole
        and figure.direction in ("level", "")
        and not any(other.whole for other in quantities_in(figure.finding))
    )


def of_people(
    sentence: str, quantity: Quantity, fact: Fact, figure: Figure, evidence: Evidence, told: Held
) -> Held | None:
    """Doubt a number of people of whom something else is said than that they were in the study; None where
    nothing is to be doubted and it is a result."""
    topic = topic_of(figure, f"{figure.finding} {figure.population}")
    is_in = quantity.whole or is_in_study(sentence, quantity, topic)
    compared = evidence.comparison_of(figure)
    if (
        is_in
        and compared not in ("", NO_GROUP)
        and not quantity.whole
        and is_treated(sentence, quantity)
        and not topic.is_named_in(clause_at(sentence, quantity.start))
    ):
        return (
            Outcome.UNDECIDED,
            f"the source compared two groups (with {compared}), and not all of these people got the same",
        )
    if is_in:
        return None if fact.role is Role.VALUE else told
    return (
        Outcome.UNDECIDED,
        f"the source has “{fact.quantity.text}” for how many people there were; more is said of them here",
    )


def is_of_all(sentence: str, said: Sequence[Quantity], index: int) -> bool:
    """Return whether a share is told of everybody: “58 % of all”, “of everyone in the trial, 58 %”."""
    shares = [one.end for one in said[:index] if one.percent is not None and one.form is not Form.ALL_OR_NONE]
    before = OF_ALL.search(sentence, max(shares, default=0), said[index].start)
    return before is not None or OF_ALL.match(sentence, said[index].end) is not None


def is_of_one_group(figure: Figure, stated: Quantity) -> bool:
    """Return whether a finding tells a result of one group of several: by its name, or beside another one."""
    own = clause_at(figure.finding, place_in_finding(figure, stated))
    shares = {one.base for one in quantities_in(figure.finding) if one.percent is not None}
    return bool(group_named(own)) or (stated.percent is not None and len(shares) > 1)


def other_group(
    sentence: str,
    said: Sequence[Quantity],
    index: int,
    fact: Fact,
    figure: Figure,
    evidence: Evidence,
) -> str:
    """Return the finding that a result seems to be about instead of its own: its part of the sentence shares
    words with that one only. "" where there is none."""
    quantity, stated = said[index], fact.quantity
    first = index - 1 if quantity.form is Form.END and index else index
    begin = said[first - 1].end if first else 0
    end = clause_span(sentence, quantity.start)[1]
    # Where the clause does not tell, what stands between the numbers beside it does: “In the other group, …”.
    parts = telling(clause_at(sentence, quantity.start)), telling(sentence[begin:end])
    own_clause = clause_at(figure.finding, place_in_finding(figure, stated))
    apart = [
        clause_at(figure.finding, place_in_finding(figure, one))
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
    compared = evidence.comparison_of(figure)
    if compared not in ("", NO_GROUP) and not telling(compared) & telling(own):
        before = telling(AS_COMPARED.sub(" ", sentence[begin : quantity.start])) | telling(
            AS_COMPARED.sub(" ", clause_at(sentence, quantity.start))
        )
        if before & telling(compared) and not before & group_named(own):
            return f"compared with: {compared}"
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
