"""The quantities of a text as people write them: “8 minutes to 56 minutes”, “fewer than 1 in 1,000”.

Left out on purpose are numbers that measure nothing: ordinals, names (“type 2”, “K233800”), times of day,
“dozens”, “one” where it stands for somebody, and how often something is taken (“twice a day”).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from plugins.quantities.amounts import COMPARES, HARMS, Amount, amount_at, fraction_at, other_end
from plugins.quantities.context import counted_behind, is_name, label_of
from plugins.quantities.finishing import Found, finish
from plugins.quantities.quantity import BARE, Bound, Form, Quantity, Unit
from plugins.quantities.tokens import ONES, SCALES, TENS, Token, tokens_of
from plugins.quantities.units import unit_named, unit_of

TIME_BEFORE = frozenset(
    """after within in for over by at than about nearly almost around roughly to least most half lasted during
    takes took""".split()
)
TIME_BEHIND = frozenset("later after ago of long".split())
# What is multiplied or cut, by its verb: how often, and which way.
FOLD = {
    verb + ending: (value, way)
    for verb, value, way in (
        ("doubl", Fraction(2), 1), ("tripl", Fraction(3), 1), ("trebl", Fraction(3), 1),
        ("quadrupl", Fraction(4), 1), ("quintupl", Fraction(5), 1), ("sextupl", Fraction(6), 1),
        ("halv", Fraction(1, 2), -1),
    )
    for ending in ("ed", "es", "ing")
}  # fmt: skip
# “Double the distance”, “triple their time”.
TIMES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
WHAT = frozenset("the their his her its what that those".split())
PERSONS = frozenset("people person patients patient participants participant adults adult women men".split())
NEARLY = frozenset("nearly almost virtually practically".split())
OPENERS = frozenset(
    {*"half a an twice no not none nobody in everyone everybody all every most".split(), *FOLD, *TIMES}
)
DECADES = {word.removesuffix("y") + "ies": value for word, value in TENS.items()}
MEASURED = frozenset({"share", "time", "length", "mass", "score"})
WHOSE = frozenset("their his her our your my early late mid".split())
# “K233800”, “NCT02093520”; two digits are no number of a register: “L4”, “T12”.
NUMBERED = re.compile(r"[A-Z]{1,5}\d{3,12}")
NOTHING: Found = ((), 0)


@lru_cache(maxsize=4096)
def quantities_in(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text in their order."""
    tokens = tokens_of(text)
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        quantities, behind = _read(text, tokens, at)
        found += quantities
        at = max(behind, at + 1)
    return tuple(_sharing(found, text))


def _read(text: str, tokens: Sequence[Token], at: int) -> Found:
    """Return the quantities that begin at a token, and the index to go on at."""
    token = tokens[at]
    if token.kind in ("date", "month"):
        high = token.value + (31 if token.kind == "month" else 0)
        date = Unit("date", "date")
        return (
            Quantity(token.start, token.end, token.text, token.value, high, date, form=Form.DATE),
        ), at + 1
    if token.kind == "sign" or (token.kind == "word" and not _may_begin(token)):
        return NOTHING
    if (fraction := fraction_at(tokens, at)) is not None:
        return finish(text, tokens, fraction, other_end(tokens, fraction))
    if token.kind == "word":
        return _numbered(token, at) if NUMBERED.fullmatch(token.text) else _worded(text, tokens, at)
    if token.kind == "number" and (label := label_of(tokens, at)):
        start, end = tokens[at - 1].start, token.end
        name = Unit(label, "name")
        return (
            Quantity(start, end, text[start:end], token.value, token.value, name, form=Form.NAME),
        ), at + 1
    if token.kind != "number" or is_name(tokens, at):
        return NOTHING
    amount = amount_at(tokens, at)
    if amount is None:
        return NOTHING
    # “95 % CI”: how sure the interval is that stands behind it.
    if [one.low for one in tokens[amount.behind : amount.behind + 1]] in (["ci"], ["confidence"]):
        return (), amount.behind
    return finish(text, tokens, amount, other_end(tokens, amount))


def _may_begin(token: Token) -> bool:
    """Return whether a quantity may begin with a word; most words are passed over here."""
    word = token.text
    return word.lower() in OPENERS or word.endswith(("fold", "Fold", "ties")) or word[-1].isdecimal()


def _numbered(token: Token, at: int) -> Found:
    """Read a registered number, “K233800”: its letters name what it is a number of."""
    letters = token.text.rstrip("0123456789")
    value = Fraction(token.text[len(letters) :])
    made = Quantity(token.start, token.end, token.text, value, value, Unit(letters, "name"), form=Form.NAME)
    return (made,), at + 1


def _worded(text: str, tokens: Sequence[Token], at: int) -> Found:
    """Read what says an amount without a number: “a year later”, “no adverse events”, “twice as likely”."""
    word = tokens[at].low
    behind = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if (fold := _fold(word, behind)) is not None:
        value, way = fold
        amount = Amount(at, at + 1, value, Fraction(1), unit_named("fold"), sign=way)
        return finish(text, tokens, amount, None)
    if word == "twice" and behind in COMPARES:
        return finish(text, tokens, Amount(at, at + 1, Fraction(2), Fraction(1), unit_named("fold")), None)
    if word in DECADES and at and tokens[at - 1].low in WHOSE:
        start = DECADES[word]
        return finish(
            text,
            tokens,
            Amount(at, at + 1, Fraction(start), Fraction(10), unit_named("year"), Form.AGE),
            None,
        )
    if word == "in" and behind == "half":
        halved = Amount(at, at + 2, Fraction(1, 2), Fraction(0), unit_named("fold"), sign=-1)
        return finish(text, tokens, halved, None)
    if word in ("a", "an") and (unit := unit_of(behind)) and unit.dimension in ("time", "length"):
        before = tokens[at - 1].low if at else ""
        following = [token.low for token in tokens[at + 2 : at + 5]]
        if following == ["and", "a", "half"]:
            finer = {"hour": "minute", "year": "month"}.get(unit.name, unit.name)
            value = Fraction(3, 2) * unit.scale / unit_named(finer).scale
            return finish(text, tokens, Amount(at, at + 5, value, Fraction(0), unit_named(finer)), None)
        if before in TIME_BEFORE or (following[:1] and following[0] in TIME_BEHIND):
            return finish(text, tokens, Amount(at, at + 2, Fraction(1), Fraction(0), unit), None)
    opening = _not_one(tokens, at)
    if opening:
        unit, last, words = counted_behind(tokens, at + opening)
        if unit.name in HARMS:
            return _zero(text, tokens, at, last, unit, words, None)
    if (made := _all_or_none(text, tokens, at)) is not None:
        return made
    if word == "none" and behind == "of":
        whole = next(
            (index for index in range(at + 2, min(at + 4, len(tokens))) if tokens[index].kind == "number"), 0
        )
        if whole:
            unit, last, words = counted_behind(tokens, whole + 1)
            return _zero(text, tokens, at, last, unit, words, int(tokens[whole].value) or None)
    return NOTHING


def _fold(word: str, behind: str) -> tuple[Fraction, int] | None:
    """Return how often, and which way, a word multiplies: “quadrupled”, “tenfold”, “double the distance”."""
    if word in FOLD:
        return FOLD[word]
    if word in TIMES and behind in WHAT:
        return Fraction(TIMES[word]), 0
    known = (ONES | TENS | SCALES).get(word.removesuffix("fold")) if word.endswith("fold") else None
    return (Fraction(known), 0) if known else None


def _not_one(tokens: Sequence[Token], at: int) -> int:
    """Return how many words “no”, “not one” or “not a single” are; 0 where none of them stands."""
    word, following = tokens[at].low, [token.low for token in tokens[at + 1 : at + 3]]
    if word == "no":
        return 1
    if word == "not" and following[:1] == ["one"]:
        return 2
    return 3 if word == "not" and following == ["a", "single"] else 0


def _all_or_none(text: str, tokens: Sequence[Token], at: int) -> Found | None:
    """Read “nobody”, “no patients”, “everyone”, “all of the people”, “all 40 patients”."""
    word, last = tokens[at].low, at + 1
    # “Nearly everyone” is an amount in words (vague.py).
    if at and tokens[at - 1].low in NEARLY:
        return None
    following = [token.low for token in tokens[at + 1 : at + 5]]
    numbered = any(token.kind == "number" for token in tokens[at + 1 : at + 4])
    if word == "most":
        if not following or following[0] not in PERSONS | {"of"}:
            return None
    elif word in ("all", "every", "none"):
        rest = [
            one
            for one in following
            if one not in ("of", "the", "these", "those", "our") and not one[0].isdigit()
        ]
        told = bool(rest) and (rest[0] in PERSONS or (word == "none" and "them" in following[:2]))
        if not told or (word == "none" and numbered):
            return None
    elif (opening := _not_one(tokens, at)) > 0:
        if word == "no" and following[:1] == ["one"]:
            last += 1
        elif following[opening - 1 : opening] and following[opening - 1] in PERSONS:
            last = at + opening
        else:
            return None
    elif word not in ("nobody", "everyone", "everybody"):
        return None
    value = Fraction(0) if word in ("no", "not", "none", "nobody") else Fraction(100)
    bound = Bound.EXACT
    if word == "most":
        value, bound = Fraction(50), Bound.MORE
    start, end = tokens[at].start, tokens[last - 1].end
    unit = unit_named("%")
    return (
        Quantity(start, end, text[start:end], value, value, unit, bound=bound, form=Form.ALL_OR_NONE),
    ), last


def _zero(
    text: str, tokens: Sequence[Token], at: int, last: int, unit: Unit, words: str, whole: int | None
) -> Found:
    start, end = tokens[at].start, tokens[last - 1].end
    form = Form.SHARE if whole else Form.PLAIN
    zero = Fraction(0)
    return (
        Quantity(start, end, text[start:end], zero, zero, unit, form=form, whole=whole, counted=words),
    ), last


def _sharing(found: Sequence[Quantity], text: str) -> Iterator[Quantity]:
    """Give a bare number the unit of the next, where only “and”, “or” or a comma stands between."""
    for index, one in enumerate(found):
        behind = found[index + 1] if index + 1 < len(found) else None
        if (
            behind is not None
            and one.unit is BARE
            and one.form in (Form.PLAIN, Form.START)
            and behind.whole is None
            and behind.form in (Form.PLAIN, Form.END)
            and behind.unit.dimension in MEASURED
            and text[one.end : behind.start].strip(" ,") in ("and", "or", "", "to")
        ):
            yield replace(one, unit=behind.unit, counted=behind.counted)
        elif (
            index
            and one.unit is BARE
            and one.form is Form.START
            and found[index - 1].unit.dimension in MEASURED
        ):
            # “56 minutes, up from 8”
            yield replace(one, unit=found[index - 1].unit)
        else:
            yield one
