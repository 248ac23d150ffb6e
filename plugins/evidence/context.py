"""What a result needs near it: when it held, for which age, how many people, and that nobody was compared."""

from plugins.bibliography.evidence import Evidence, Figure
from plugins.evidence.facts import Role, facts_of
from plugins.evidence.kinds import comparable
from plugins.evidence.matching import Outcome, held
from plugins.evidence.reach import around, has_no_group, is_outcome_study, neighbors, says_no_group
from plugins.manuscript.document import Document, Passage
from plugins.manuscript.sentences import Sentence
from plugins.quantities.quantity import Form, Quantity
from plugins.quantities.reading import quantities_in

GOOD = (Outcome.AGREES, Outcome.ROUNDED)
NOBODY = Evidence("", "", None, "", "", ())


def missing_time(figure: Figure, passage: Passage, sentence: Sentence) -> str:
    """Return the time of a figure, where neither the sentence nor what stands beside it names it."""
    times = [one for one in quantities_in(figure.timepoint) if one.unit.dimension in ("time", "date")]
    told = _quantities(neighbors(passage, sentence))
    return "" if not times or any(_agree(one, other) for one in told for other in times) else figure.timepoint


def missing_group(figure: Figure, passage: Passage, sentence: Sentence) -> str:
    """Return the age group of a figure, where neither the sentence nor what stands beside it names it."""
    facts = [fact for fact in facts_of(figure, NOBODY) if fact.role is Role.GROUP]
    told = [one for one in _quantities(neighbors(passage, sentence)) if one.form is Form.AGE]
    if not facts or any(
        comparable(one, fact) and _agree(one, fact.quantity) for one in told for fact in facts
    ):
        return ""
    return facts[0].quantity.text


def missing_study(
    figure: Figure, evidence: Evidence, document: Document, passage: Passage
) -> tuple[str, ...]:
    """Return what nothing near a result of a study without comparison group says, in words."""
    if not has_no_group(figure, evidence) or not is_outcome_study(evidence):
        return ()
    near = around(document, passage, evidence.key)
    missing = []
    sizes = {fact.quantity.low for fact in facts_of(figure, evidence) if fact.role is Role.SIZE}
    told = [one for other in near for text in (other.text, other.heading) for one in quantities_in(text)]
    if sizes and not any(_is_size(one) and (one.low in sizes or one.whole in sizes) for one in told):
        missing.append(f"how many people took part ({evidence.participants or int(min(sizes))})")
    if not says_no_group(near):
        missing.append("that there was no comparison group")
    return tuple(missing)


def _is_size(one: Quantity) -> bool:
    return bool(one.whole) or one.unit.dimension in ("count", "")


def _quantities(text: str) -> list[Quantity]:
    return [one for line in text.split("\n") for one in quantities_in(line)]


def _agree(one: Quantity, other: Quantity) -> bool:
    if one.unit.dimension != other.unit.dimension:
        return False
    told = held(one, other)
    return told is not None and told[0] in GOOD
