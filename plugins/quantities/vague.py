"""Amounts that are said without a number: “many”, “a few hours”, “the majority”, “rarely”, “no problems”.

Each is read with the range that it can mean at most, so wide that nobody who means it honestly falls out of
it: what lies outside contradicts. They are read apart from the numbers (reading.py), because none of them
ever states what a figure states; whether one is of a figure's kind at all is for the reader of evidence.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from plugins.quantities.amounts import COMPARES, DID, GROWS, PERSONS
from plugins.quantities.context import STOP, counted_behind
from plugins.quantities.harms import ASKING, HARM, HARMS, how_often, is_harm
from plugins.quantities.quantity import Bound, Form, Quantity, Unit
from plugins.quantities.reading import NEARLY, quantities_in
from plugins.quantities.tokens import Token, endless_in, tokens_of
from plugins.quantities.units import unit_named, unit_of

PEOPLE = unit_named("people")
PERCENT = unit_named("%")
FOLD = unit_named("fold")
# From how many on, and up to how many; None for no end.
AMOUNTS: dict[tuple[str, ...], tuple[Fraction, Fraction | None]] = {
    tuple(words.split()): (Fraction(low), Fraction(high) if high else None)
    for words, low, high in (
        ("a couple", "3/2", "3"), ("couple", "3/2", "3"), ("a few", "2", "10"), ("quite a few", "3", ""),
        ("few", "0", "10"), ("several", "2", "20"), ("a handful", "2", "10"), ("dozens", "20", ""),
        ("hundreds", "150", ""), ("thousands", "1500", ""), ("millions", "1500000", ""), ("many", "3", ""),
        ("numerous", "3", ""), ("countless", "10", ""), ("a lot", "3", ""), ("lots", "3", ""),
        ("plenty", "3", ""), ("some", "1", ""),
    )
}  # fmt: skip
ALL = ("everyone", "everybody", "all")
# Parts of people, in percent. What is “at most” or “at least” can be less than it sounds, and never agrees.
PARTS: dict[tuple[str, ...], tuple[Bound, Fraction]] = {
    tuple(words.split()): (bound, Fraction(percent))
    for words, bound, percent in (
        ("majority", Bound.MORE, 50), ("minority", Bound.LESS, 50), ("hardly anyone", Bound.AT_MOST, 25),
        ("hardly anybody", Bound.AT_MOST, 25), ("scarcely anyone", Bound.AT_MOST, 25),
        *((f"{nearly} {all_}", Bound.AT_LEAST, 75) for nearly in NEARLY for all_ in ALL),
        *((f"{nearly} {none}", Bound.AT_MOST, 25) for nearly in NEARLY for none in ("nobody", "no one")),
    )
}  # fmt: skip
BEGINS = frozenset(words[0] for words in (*AMOUNTS, *PARTS))
BETWEEN = frozenset("of the these those our all more other extra additional long full good whole".split())
# “Many people ask”: what people say or think is no result.
SAYS = frozenset(
    """ask asks wonder wonders think believe hope worry worries want know say says call fear expect assume
    like prefer choose find""".split()
)
# What “many” or “some” alone may do: “many would recommend it”.
MAY = frozenset("would could will did do have are may might still also".split())
LASTING = frozenset("for lasts lasted lasting takes took taking".split())
# Without any of these a text says no such amount: most are passed over here.
HINT = re.compile(
    rf"""
    \b(?: {"|".join(sorted({words[-1] for words in (*AMOUNTS, *PARTS)}))}
      | (?:{"|".join(sorted(LASTING))}) \s (?:second|minute|hour|day|week|month|year)s
      | or \s (?:two|so)
      | (?:event|complication|death|infection|injur|problem|harm|reaction|bleed|risk|effect)\w{{0,3}}
    )\b | [\d.,]{{25}}
    """,
    re.VERBOSE | re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def vague_in(text: str) -> tuple[Quantity, ...]:
    """Return what a text says of amounts without a number that can be read, in order."""
    if not HINT.search(text):
        return ()
    tokens = tokens_of(text, every=True)
    made = [one for at in range(len(tokens)) for one in _read(text, tokens, at)]
    return tuple(_apart(sorted(made, key=lambda one: one.start), quantities_in(text)))


def _apart(made: Sequence[Quantity], numbers: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield what overlaps neither a number nor what was yielded before."""
    at, end = 0, 0
    for one in made:
        while at < len(numbers) and numbers[at].end <= one.start:
            at += 1
        if one.start >= end and (at == len(numbers) or numbers[at].start >= one.end):
            end = one.end
            yield one


def _read(text: str, tokens: Sequence[Token], at: int) -> Iterator[Quantity]:
    token = tokens[at]
    if token.kind == "endless" and endless_in(token.text):
        zero = Fraction(0)
        yield Quantity(token.start, token.end, token.text, zero, zero, PEOPLE, form=Form.UNREADABLE)
    elif token.kind == "word":
        if token.low in BEGINS and _low(tokens, at - 1) not in ASKING:
            yield from _amount(text, tokens, at)
        if token.low in HARMS and (told := how_often(tokens, at)) is not None:
            first, last, low, high, bound = told
            yield _made(text, tokens, first, last, (low, high), HARM, bound)
        yield from _times(text, tokens, at)


def _amount(text: str, tokens: Sequence[Token], at: int) -> Iterator[Quantity]:
    """Read “a few hours”, “many patients”, “dozens of them”, “the majority”."""
    words = [token.low for token in tokens[at : at + 3]]
    for length in range(len(words), 0, -1):
        part = PARTS.get(tuple(words[:length]))
        if part is not None:
            bound, percent = part
            noun = _noun(tokens, at + length)
            if noun is None or noun[0].name in PERSONS:
                yield _made(text, tokens, at, at + length, (percent, percent), PERCENT, bound)
            return
        if (amount := AMOUNTS.get(tuple(words[:length]))) is None:
            continue
        behind = at + length
        noun = _noun(tokens, behind)
        if noun is None:
            return
        unit, last = noun
        low, high = amount
        if unit.name == "times":
            yield _made(text, tokens, at, last, (max(low, Fraction(2)), None), FOLD, Bound.AT_LEAST)
        elif unit is HARM:
            yield _made(text, tokens, at, last, (Fraction(1), None), HARM, Bound.AT_LEAST)
        elif unit.dimension == "count":
            if _low(tokens, last) in SAYS or (words[0] == "some" and unit.name not in PERSONS):
                return
            if words[0] == "few" and unit.name in PERSONS:
                fifty = Fraction(50)
                yield _made(text, tokens, at, last, (fifty, fifty), PERCENT, Bound.AT_MOST)
            else:
                yield _made(text, tokens, at, last, (low, high), unit, Bound.EXACT)
        elif words[0] != "some":
            yield _made(text, tokens, at, last, (low, high), unit, Bound.EXACT)
        return


def _noun(tokens: Sequence[Token], behind: int) -> tuple[Unit, int] | None:
    """Return what a word of quantity counts, and the index behind it; None where it counts nothing."""
    at = behind
    while _low(tokens, at) in BETWEEN:
        at += 1
    if _low(tokens, at) in ("them", "us"):
        return PEOPLE, at + 1
    if _low(tokens, behind) in DID | MAY or (at > behind and _low(tokens, at) in DID):
        return PEOPLE, behind
    if _low(tokens, at) == "times":
        grew = GROWS & {token.low for token in tokens[max(0, at - 5) : at]}
        return (unit_named("times"), at + 1) if grew or _low(tokens, at + 1) in COMPARES else None
    for index in range(at, min(at + 3, len(tokens))):
        if is_harm(tokens, index):
            return HARM, index + 1
        if tokens[index].kind != "word" or tokens[index].low in STOP:
            break
    unit, last, words = counted_behind(tokens, at)
    return (unit, last) if words else None


def _times(text: str, tokens: Sequence[Token], at: int) -> Iterator[Quantity]:
    """Read “for hours”, “takes weeks”, “a day or two”, “an hour or so”."""
    word = tokens[at].low
    if word in LASTING and at + 1 < len(tokens):
        unit = unit_of(tokens[at + 1].text)
        if unit and unit.dimension == "time" and tokens[at + 1].low.endswith("s"):
            yield _made(text, tokens, at + 1, at + 2, (Fraction(2), None), unit, Bound.AT_LEAST)
    elif word in ("a", "an") and [token.low for token in tokens[at + 2 : at + 4]] in (
        ["or", "two"],
        ["or", "so"],
    ):
        unit = unit_of(tokens[at + 1].text)
        if unit and unit.dimension in ("time", "length"):
            yield _made(text, tokens, at, at + 4, (Fraction(3, 4), Fraction(5, 2)), unit, Bound.EXACT)


def _made(
    text: str,
    tokens: Sequence[Token],
    first: int,
    last: int,
    ends: tuple[Fraction, Fraction | None],
    unit: Unit,
    bound: Bound,
) -> Quantity:
    start, end = tokens[first].start, tokens[last - 1].end
    low, high = ends
    bound = Bound.AT_LEAST if high is None else bound
    counted = tokens[last - 1].text if unit.dimension == "count" else ""
    return Quantity(
        start, end, text[start:end], low, low if high is None else high, unit, bound, Form.VAGUE,
        counted=counted,
    )  # fmt: skip


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""
