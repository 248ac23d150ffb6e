"""A number with the unit right behind it, the other end of a range, and the whole of “5 of 42”."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from plugins.quantities.context import bound_before, counted_behind, is_name, unit_behind
from plugins.quantities.quantity import Bound, Form, Unit
from plugins.quantities.tokens import DASHES, Token
from plugins.quantities.units import unit_named, unit_of

# Harms, each of which is counted: “one adverse event” is a number, “one of them” none.
HARMS = frozenset("event complication death infection injury".split())
ONLY = frozenset("only just exactly precisely".split())
# What people do, or what befalls them, so that “one patient” before it is how many did.
DID = frozenset(
    """had has needed needs took takes died dies developed fell falls underwent reported got was were required
    suffered went stayed stopped experienced""".split()
)
# Behind these “ten times” is how much more, and not how often.
GROWS = frozenset(
    """rise rises rose risen rising grow grows grew grown growing increase increases increased increasing
    improve improves improved improving multiplied climbed lengthened jumped expanded reduced
    shortened""".split()
)
# The units of persons, as the table of units names them.
PERSONS = frozenset({"people", "woman", "man", "child"})
MONEY = frozenset("$€£")
PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
}  # fmt: skip
# What stands behind “a third”, where it is a part and does not count something.
PART_BEHIND = frozenset(
    """of had have has were was are is did do got felt needed said told could can went improved died reported
    stayed took used still no more less as in to and or but who""".split()
)
NO_HALF = frozenset("second first other last in better lower upper latter former top bottom".split())
COMPARES = frozenset("as more higher the greater longer better less lower fewer faster farther that".split())
INCHES = ("in", "inch", "inches")
ARTICLES = frozenset("the these those all every each about our their".split())


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the unit right behind it: its indices in the tokens, half-open."""

    first: int
    behind: int
    value: Fraction
    step: Fraction
    unit: Unit | None
    form: Form = Form.PLAIN
    sign: int = 0
    """-1 or 1 where a sign is typed, or where the word says which way."""


def amount_at(tokens: Sequence[Token], at: int) -> Amount | None:
    """Return the number at an index with the unit right behind it; None for what measures nothing."""
    found = _amount_at(tokens, at)
    if found is not None and tokens[at].sign:
        return replace(found, sign=-1 if found.value < 0 else 1)
    return found


def _amount_at(tokens: Sequence[Token], at: int) -> Amount | None:
    token = tokens[at]
    # “An hour or two” is an amount without a number (vague.py).
    if _low(tokens, at - 1) == "or" and _low(tokens, at - 3) in ("a", "an") and unit_of(_low(tokens, at - 2)):
        return None
    unit, behind = unit_behind(tokens, at + 1)
    if at and tokens[at - 1].text in MONEY:
        return Amount(at - 1, at + 1, token.value, token.step, unit_named("$"))
    if token.text.lower() == "one":
        measures = unit is not None and unit.dimension != "count"
        if (
            not measures
            and whole_behind(tokens, behind) is None
            and _closing(tokens, at + 1) is None
            and not counts_one(tokens, at)
        ):
            return None
    if unit is None and [_low(tokens, at - 2), _low(tokens, at - 1)] == ["factor", "of"]:
        return Amount(at, at + 1, token.value, token.step, unit_named("fold"))
    if unit is None and _low(tokens, behind) == "times":
        compares = _low(tokens, behind + 1) in COMPARES or bool(GROWS & set(_words_before(tokens, at)))
        name = "fold" if compares else "times"
        return Amount(at, behind + 1, token.value, token.step, unit_named(name))
    if unit and unit.name == "foot" and _is_number(tokens, behind) and _low(tokens, behind + 1) in INCHES:
        inches = token.value * 12 + tokens[behind].value
        return Amount(at, behind + 2, inches, Fraction(1), unit_named("inch"))
    # “a 10-point scale” is how long the scale is, and nobody's score.
    if unit and unit.name == "point" and _low(tokens, behind) == "scale":
        return Amount(at, behind + 1, token.value, token.step, unit, Form.SCALE)
    if _low(tokens, behind) == "±" and _is_number(tokens, behind + 1):
        of_spread, last = unit_behind(tokens, behind + 2)
        return Amount(at, last, token.value, token.step, unit or of_spread)
    return Amount(at, behind, token.value, token.step, unit)


def counts_one(tokens: Sequence[Token], at: int) -> bool:
    """Return whether “one” is how many: “one adverse event”, “only one patient”, “one patient had”."""
    unit, behind, _ = counted_behind(tokens, at + 1)
    if unit.dimension != "count":
        return False
    if unit.name in HARMS:
        return True
    return unit.name in PERSONS and (_low(tokens, at - 1) in ONLY or _low(tokens, behind) in DID)


def _words_before(tokens: Sequence[Token], at: int) -> Iterator[str]:
    yield from (token.low for token in tokens[max(0, at - 4) : at])


def other_end(tokens: Sequence[Token], first: Amount) -> Amount | None:
    """Return the other end of a range or change that begins with an amount."""
    before = _low(tokens, first.first - 1)
    if before == "by":
        return None
    at = _closing(tokens, first.behind)
    if at is None and before == "between" and _low(tokens, first.behind) == "and":
        at = _number_at(tokens, first.behind + 1)
    return amount_at(tokens, at) if at is not None else None


def whole_behind(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Return the whole of “5 of the 42”, “1 in every 5”, “3 per 100,000”, and the index behind."""
    opening, index = _low(tokens, at), at + 1
    if opening not in ("of", "out", "in", "per"):
        return None
    if opening == "out":
        if _low(tokens, index) != "of":
            return None
        index += 1
    while _low(tokens, index) in ARTICLES:
        index += 1
    if not _is_number(tokens, index) or tokens[index].value.denominator != 1 or tokens[index].value < 2:
        return None
    unit, _ = unit_behind(tokens, index + 1)
    if (unit is not None and unit.dimension != "count") or (opening == "in" and is_year(tokens[index])):
        return None
    return int(tokens[index].value), index + 1


def fraction_at(tokens: Sequence[Token], at: int) -> Amount | None:
    """Return the fraction that begins at an index: “half”, “two-thirds”, “half an hour”, “1/2”."""
    token = tokens[at]
    if token.low == "half":
        return _half(tokens, at)
    if token.kind == "number" and _low(tokens, at + 1) == "/" and _is_number(tokens, at + 2):
        part, whole = token.value, tokens[at + 2].value
        if part < whole <= 10 and tokens[at + 2].start == token.end + 1:
            return Amount(at, at + 3, part / whole * 100, Fraction(0), unit_named("%"), Form.FRACTION)
        return None
    if token.kind == "number":
        count = token.value if token.spelled else Fraction(0)
    else:
        count = Fraction(1) if token.low == "a" else Fraction(0)
    index = at + 2 if _low(tokens, at + 1) == "-" else at + 1
    parts = PARTS.get(_low(tokens, index))
    if not count or parts is None:
        return None
    if [_low(tokens, index + 1), _low(tokens, index + 2)] in (["of", "a"], ["of", "an"]):
        unit = unit_of(_low(tokens, index + 3))
        if unit and unit.dimension != "count":
            return Amount(at, index + 4, count / parts, Fraction(0), unit)
    # “A third of them”, “a third had”, and “a third visit”, which is none.
    if count == 1 and index == at + 1 and parts != 4 and not _is_part(tokens, at, index + 1):
        return None
    return Amount(at, index + 1, count / parts * 100, Fraction(0), unit_named("%"), Form.FRACTION)


def _is_part(tokens: Sequence[Token], at: int, behind: int) -> bool:
    follows = _low(tokens, behind)
    return follows in PART_BEHIND or not follows.isalpha() or bound_before(tokens, at)[0] is not Bound.EXACT


def _half(tokens: Sequence[Token], at: int) -> Amount | None:
    behind = at + 1
    if _low(tokens, behind) in ("a", "an", "-") or (
        _low(tokens, behind) == "the" and _low(tokens, behind + 1) in ("day", "year")
    ):
        unit = unit_of(tokens[behind + 1].text) if behind + 1 < len(tokens) else None
        if unit and unit.dimension != "count":
            smaller = {"hour": "minute", "year": "month"}.get(unit.name)
            if smaller:
                finer = unit_named(smaller)
                return Amount(at, behind + 2, unit.scale / finer.scale / 2, Fraction(0), finer)
            return Amount(at, behind + 2, Fraction(1, 2), Fraction(0), unit)
        if _low(tokens, behind + 1) in ("million", "dozen"):
            value = Fraction(500_000 if _low(tokens, behind + 1) == "million" else 6)
            return Amount(at, behind + 2, value, Fraction(0), None)
        return None
    if _low(tokens, at - 1) in NO_HALF or _low(tokens, behind) in ("past", "way"):
        return None
    return Amount(at, behind, Fraction(50), Fraction(0), unit_named("%"), Form.FRACTION)


def is_year(token: Token) -> bool:
    """Return whether a number may be a year, as it is typed."""
    return len(token.text) == 4 and token.text.isdecimal() and 1900 <= token.value < 2100


def _closing(tokens: Sequence[Token], at: int) -> int | None:
    """Return the index of the number that closes a range or a change behind a dash or “to”."""
    closes = _number_at(tokens, at + 1)
    if closes is None:
        return None
    mark = tokens[at]
    if mark.text in DASHES and not is_name(tokens, closes):
        return closes
    return closes if mark.low in ("to", "through") else None


def _number_at(tokens: Sequence[Token], at: int) -> int | None:
    """Return the index of the number that begins at an index, behind a sign of money where there is one."""
    if _low(tokens, at) in MONEY:
        at += 1
    return at if _is_number(tokens, at) else None


def _is_number(tokens: Sequence[Token], at: int) -> bool:
    return 0 <= at < len(tokens) and tokens[at].kind == "number"


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if 0 <= at < len(tokens) else ""
