"""As what a number is told, read in the same way of a sentence and of a finding: a level, a difference, the
beginning or the end of a change."""

import re
from enum import StrEnum

from plugins.bibliography.evidence import Figure
from plugins.evidence.facts import PERSONS, Fact
from plugins.quantities.quantity import Form, Quantity
from plugins.quantities.reading import quantities_in

CHANGED = r"""(?: improve[ds]? | rose | rises? | risen | fell | falls? | fallen | dropped | drops?
    | increase[ds]? | decrease[ds]? | grew | eased | declined | shrank | changed | differed | lessened
    | worsened )"""
BY = re.compile(
    rf"""
      \b(?: by | gained | another | additional | extra )
        (?: \s an? \s (?:average|mean|median|total) \s of )? \s $
    | \b(?: gain | rise | drop | fall | increase | decrease | decline | reduction | improvement | change
          | difference | worsening ) s?
        (?: \s in \s (?:[^\W\d_]+\s){{1,4}} | \s ) (?: of | was | were ) \s
        (?: an? \s (?:average|mean) \s of \s )? $
    | \b{CHANGED} \s (?: on \s average \s | an? \s (?:average|mean) \s of \s )? $
    """,
    re.VERBOSE | re.IGNORECASE,
)
DIVIDED = re.compile(r"\b(?:divid|multipl)\w*\s[^.;]{0,30}\sby\s$", re.IGNORECASE)
MORE_BEHIND = re.compile(
    r"[\s-](?:longer|more|less|farther|further|better|fewer|lower|higher|shorter|worse|faster|slower|quicker|sooner|earlier"
    r"|improvement|increase|decrease|rise|drop|reduction|gain|decline|difference|change)\b",
    re.IGNORECASE,
)


# “6.2 more lines”
MORE_OF = re.compile(r"(?:more|fewer|additional|extra|less)\b", re.IGNORECASE)


class Manner(StrEnum):
    """As what a number is told."""

    LEVEL = "how much it was"
    DIFFERENCE = "how much it changed"
    CHANGE = "one end of a change"


def manner_told(text: str, quantity: Quantity) -> Manner:
    """Return as what a text tells a number of it."""
    if quantity.form in (Form.START, Form.END):
        return Manner.CHANGE
    if MORE_OF.match(quantity.counted):
        return Manner.DIFFERENCE
    # “Needed by 14 of the 90 people”: who needed it.
    other = quantity.whole or quantity.unit.name in PERSONS or DIVIDED.search(text[: quantity.start])
    if (not other and BY.search(text[: quantity.start])) or MORE_BEHIND.match(text, quantity.end):
        return Manner.DIFFERENCE
    return Manner.LEVEL


def manner_recorded(figure: Figure, fact: Fact) -> Manner:
    """Return as what a figure records a result: what its `direction` says, or else its finding."""
    stated = fact.quantity
    if stated.form in (Form.START, Form.END) or figure.direction == "from-to":
        return Manner.CHANGE
    if figure.direction:
        return Manner.DIFFERENCE if figure.direction == "difference" else Manner.LEVEL
    told = next((one for one in quantities_in(figure.finding) if one.base == stated.base), None)
    return manner_told(figure.finding, told) if told else Manner.LEVEL
