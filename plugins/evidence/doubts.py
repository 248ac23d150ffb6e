"""What a sentence does to a result whose number is right: turn it round, deny it, or give it to others."""

from collections.abc import Sequence
from fractions import Fraction

from plugins.bibliography.evidence import Evidence, Figure
from plugins.evidence.candidates import change_of
from plugins.evidence.clauses import clause_at
from plugins.evidence.direction import Way, denial_in, way_before, way_told, worth
from plugins.evidence.events import tells_event, tells_rest
from plugins.evidence.facts import Fact, Role, facts_of
from plugins.evidence.finding import part_of_finding, place_in_finding
from plugins.evidence.manner import Manner, manner_recorded, manner_told
from plugins.evidence.matching import Held, Outcome
from plugins.evidence.people import people_named
from plugins.evidence.topics import About, about, topic_of
from plugins.evidence.whose import counts_people, is_of_all, is_of_one_group, of_people, other_group
from plugins.quantities.quantity import Form, Quantity

# What is no outcome: how sure a result is, when something was, what it is called.
NO_OUTCOME = (Form.P_VALUE, Form.INTERVAL, Form.DATE, Form.YEAR, Form.NAME, Form.SCALE, Form.AGE)
UNSHOWN = "no word of the sentence shows that this is what the source's number is about"


def in_its_sentence(
    sentence: str,
    said: Sequence[Quantity],
    index: int,
    fact: Fact,
    figure: Figure,
    evidence: Evidence,
    told: Held,
    beside: str = "",
) -> Held:
    """Doubt or deny a number that agrees, for what its sentence says of it.

    It agrees only where four things are shown: that it is told of what the figure is about, in the manner and
    the way that the figure records, and of its people. `beside` is what a reader has just read.
    """
    quantity = said[index]
    if fact.role is Role.SIZE or counts_people(fact, figure):
        return of_people(sentence, quantity, fact, figure, evidence, told) or _of_others(
            sentence, said, index, fact, figure, evidence, told
        )
    if fact.role is not Role.VALUE:
        return told
    turned = (
        _another_manner(sentence, quantity, fact, figure)
        or _another_way(sentence, said, index, fact, figure, evidence)
        or _denied(sentence, said, index, fact, figure)
    )
    if turned is not None:
        return turned
    return _of_others(sentence, said, index, fact, figure, evidence, told, beside)


def is_about(
    sentence: str, said: Sequence[Quantity], index: int, fact: Fact | None, figure: Figure, beside: str
) -> About:
    """Return whether a number of a sentence is told of what a figure is about."""
    quantity = said[index]
    finding = part_of_finding(figure, fact.quantity) if fact else figure.finding
    share = quantity.percent is not None and quantity.form is not Form.FRACTION
    found = about(sentence, quantity.start, quantity.end, topic_of(figure, finding), beside, share=share)
    if found.holds or finding == figure.finding:
        return found
    # A part that names its group only (“and 52 of 106 in the other”) leaves the rest to the whole.
    whole = topic_of(figure, figure.finding)
    return about(sentence, quantity.start, quantity.end, whole, beside, share=share)


def _of_others(
    sentence: str,
    said: Sequence[Quantity],
    index: int,
    fact: Fact,
    figure: Figure,
    evidence: Evidence,
    told: Held,
    beside: str = "",
) -> Held:
    """Doubt a number that is not shown to be about the figure's outcome and its people."""
    if fact.role is Role.VALUE and (other := other_group(sentence, said, index, fact, figure, evidence)):
        return Outcome.UNDECIDED, f"this may be about something else, of which the source says: “{other}”"
    quantity = said[index]
    one_group = fact.role is Role.VALUE and is_of_one_group(figure, fact.quantity)
    if one_group and is_of_all(sentence, said, index):
        return Outcome.UNDECIDED, "the source tells this of one group"
    if fact.role is Role.VALUE and (people := people_named(sentence, figure)):
        return Outcome.UNDECIDED, f"the source does not say this of “{people}”"
    if (
        fact.role is Role.VALUE
        and not counts_people(fact, figure)
        and quantity.form not in NO_OUTCOME
        and not is_about(sentence, said, index, fact, figure, beside).holds
    ):
        return Outcome.UNDECIDED, UNSHOWN + _named_instead(sentence, said, index, figure, evidence)
    return told


def _named_instead(
    sentence: str, said: Sequence[Quantity], index: int, figure: Figure, evidence: Evidence
) -> str:
    """Return which figure of the same source a part of a sentence names instead, in words; "" for none."""
    for other in evidence.figures:
        if other != figure and is_about(sentence, said, index, None, other, "") is About.SHOWN:
            return f"; it names what #{other.name} is about: “{other.finding}”"
    return ""


def _another_manner(sentence: str, quantity: Quantity, fact: Fact, figure: Figure) -> Held | None:
    """Doubt or deny a difference that is told as a level, or a level that is told as a difference."""
    stated = fact.quantity
    computed = stated.text.startswith("from ") and stated.form is Form.PLAIN
    if computed or stated.unit.name == "fold" or quantity.form in NO_OUTCOME:
        return None
    said, recorded = manner_told(sentence, quantity), manner_recorded(figure, fact)
    if said is recorded or (said is Manner.LEVEL and recorded is Manner.CHANGE):
        return None
    if recorded is Manner.DIFFERENCE:
        if said is Manner.CHANGE:
            return Outcome.DIFFERS, "the source says by how much it changed"
        return Outcome.UNDECIDED, "the source says by how much it changed; say “by”"
    if said is Manner.DIFFERENCE:
        return Outcome.DIFFERS, "the source says how much it was, and no change"
    # A range may be told with words of change: “from 5 to 10 mg”.
    if recorded is Manner.LEVEL and not quantity.is_range and not stated.is_range:
        return Outcome.UNDECIDED, "the source tells no change"
    return None


def _another_way(
    sentence: str,
    said: Sequence[Quantity],
    index: int,
    fact: Fact,
    figure: Figure,
    evidence: Evidence,
) -> Held | None:
    """Doubt or deny a number that a sentence says went another way than its source does."""
    quantity, stated = said[index], fact.quantity
    numbers = _way(quantity, said, index, stated, facts_of(figure, evidence))
    verb = way_told(sentence, quantity.start, quantity.end)
    if verb is Way.NONE and numbers is not Way.NONE:
        verb = way_before(sentence, quantity.start)
    if numbers is not Way.NONE and verb in (Way.UP, Way.DOWN):
        return (
            (Outcome.DIFFERS, "the numbers go the other way than the sentence says")
            if verb is not numbers
            else None
        )
    at = place_in_finding(figure, stated)
    source = numbers if numbers is not Way.NONE else way_told(figure.finding, at, at + len(stated.text))
    if verb is Way.NONE or verb is source:
        return None
    opposite = "the source says the opposite"
    if verb is source.opposite:
        return Outcome.DIFFERS, opposite
    mine = worth(verb, figure.finding, clause_at(sentence, quantity.start))
    theirs = worth(source, figure.finding)
    if Way.NONE not in (mine, theirs):
        return None if mine is theirs else (Outcome.DIFFERS, opposite)
    changes = manner_recorded(figure, fact) is not Manner.LEVEL
    if verb is Way.WORSE or (changes and manner_told(sentence, quantity) is Manner.DIFFERENCE):
        return (
            Outcome.UNDECIDED,
            f"whether “{verb}” is what the source says cannot be told",
        )
    return None


def _denied(sentence: str, said: Sequence[Quantity], index: int, fact: Fact, figure: Figure) -> Held | None:
    """Doubt or deny a number of those to whom something happened, told of those to whom it did not."""
    quantity, stated = said[index], fact.quantity
    mine = denial_in(_without_zeros(sentence, said), quantity.start, quantity.text)
    theirs = denial_in(figure.finding, place_in_finding(figure, stated), stated.text)
    if bool(mine) == bool(theirs):
        return None
    topic = topic_of(figure, part_of_finding(figure, stated))
    who = (
        f"the sentence denies it (“{mine.strip()}”), and the source does not"
        if mine
        else f"the source denies it (“{theirs.strip()}”), and the sentence does not"
    )
    if stated.percent is not None and stated.percent != 50:
        other = tells_rest if mine else tells_event
        if other(sentence, quantity, topic):
            return Outcome.DIFFERS, who
    return Outcome.UNDECIDED, who


def _without_zeros(sentence: str, said: Sequence[Quantity]) -> str:
    """Blank out what is read as the number 0 (“no adverse events”): it denies nothing besides."""
    for one in said:
        if one.text.lower().startswith("no"):
            sentence = sentence[: one.start] + " " * (one.end - one.start) + sentence[one.end :]
    return sentence


def _way(
    quantity: Quantity, said: Sequence[Quantity], index: int, stated: Quantity, facts: Sequence[Fact]
) -> Way:
    """Return which way the numbers of a sentence or of its source go; NONE for no change."""
    behind = said[index + 1] if index + 1 < len(said) else None
    before = said[index - 1] if index else None
    if quantity.form is Form.START and behind and behind.form is Form.END:
        return _sign(behind.low - quantity.low)
    if quantity.form is Form.END and before and before.form is Form.START:
        return _sign(quantity.low - before.low)
    change = change_of(facts)
    if change and (quantity.form in (Form.START, Form.END) or stated.text.startswith("from ")):
        return _sign(change[1].low - change[0].low)
    # “Changed by −3.5 points”
    return _sign(Fraction(stated.sign)) if stated.form is Form.PLAIN else Way.NONE


def _sign(value: Fraction) -> Way:
    return Way.UP if value > 0 else Way.DOWN if value < 0 else Way.NONE
