"""The numbers and telling words of a sentence or of a figure of the evidence, made ready for comparing."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from plugins.quantities.tokens import Token, tokens_of

PART = re.compile(r"[^\W\d_]+|\d+")
NAME = re.compile(r"(?<=[a-z0-9,;] )[A-Z][\w-]{3,}|\b[A-Z]{3,}\b")
HYPHENS = frozenset("-‐‑")
YEAR = re.compile(r"(?:19|20)\d\d")
# How far behind a number its unit may stand: "0 major adverse events", "8 to 56 minutes".
UNIT_REACH = 4
# What a number may count. One with none of these behind it ("64 people in one group and 67 in the other")
# may be of any.
UNITS = frozenset("people % minut hour day week month year point feet foot mile mm cm mg".split())
TIMES = frozenset("day week month year".split())
# What is counted is the same people, whatever a source calls them.
SAME = dict.fromkeys("patient participant person adult subject".split(), "people") | {"percent": "%"}
EMPTY_WORDS = frozenset(
    """about above after again against also among another answer around back because been before being
    below between body both came care case cause come could count day does doctor done down during each
    even ever every few first found from full gave give given good group have help here high history how
    into itself just know last less level like long look low made make many mean might mild more most
    much must need never next number often once only open other over own page part people procedure
    put rate read reader report result same say several should show since small some still study such
    take talk tell than that their them then there these they thing this those through time took treat
    treatment type under until use very want week well went were what when where which while who whole
    will with without work would year you your""".split()
)
# What a number is worth that agrees without its unit.
LOOSE = 0.6

Value = tuple[str, str]
"""A number of the evidence and its unit; the unit "" where there is none."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of a sentence."""

    number: str
    units: frozenset[str]
    """The words behind it in which its unit may stand."""
    is_part: bool
    """Whether it is a part of a whole: "9 of the 75"."""

    @property
    def is_bare(self) -> bool:
        """Whether none of them is a unit, so that it may be of any."""
        return not self.units & UNITS

    @property
    def is_time(self) -> bool:
        """Whether it counts time, which sentences add to what they tell: "at 2 years"."""
        return not self.is_bare and self.units & UNITS <= TIMES


def values_of(stated: Collection[str]) -> tuple[tuple[Value, ...], frozenset[str]]:
    """Return the measures among the values of a figure, and what is none: "december 7 2016"."""
    found, names = [], set()
    for value in stated:
        tokens = _tokens(value)
        numbers = [token for token in tokens if _is_number(token)]
        if numbers and (len(tokens) == 1 or not _is_number(tokens[-1])) and _is_number(tokens[0]):
            unit = stem(tokens[-1]) if len(tokens) > 1 else ""
            found += [(number, unit) for number in numbers]
        else:
            names.add(flat(value))
    return tuple(found), frozenset(names)


def measures_in(sentence: str) -> Iterator[Measure]:
    """Yield the numbers of a sentence, years left out."""
    tokens = _tokens(sentence)
    for at, token in enumerate(tokens):
        if not _is_number(token) or YEAR.fullmatch(token):
            continue
        following = [
            stem(other) for other in tokens[at + 1 : at + 1 + 2 * UNIT_REACH] if not _is_number(other)
        ][:UNIT_REACH]
        if "%" in following[:2]:
            following = ["%"]
        if at and stem(tokens[at - 1]) in ("ag", "aged", "age"):
            following.append("year")
        yield Measure(token, frozenset(following), "of" in tokens[at + 1 : at + 3])


def agreement(measure: Measure, values: Collection[Value]) -> float:
    """Return what a number is worth beside the values of a source; 0 where none is the same."""
    units = {unit for stated, unit in values if stated == measure.number}
    if not units:
        return 0.0
    weight = weight_of(measure.number)
    if units & measure.units or ("" in units and weight > 1):
        return weight
    return LOOSE * weight if measure.is_bare and (len(measure.number) > 1 or measure.is_part) else 0.0


def weight_of(number: str) -> float:
    """Return how telling it is that a number agrees: 3,956 is rarer than 5."""
    return 1.5 if len(number.replace(".", "")) > 2 or "." in number else 1.0


@lru_cache(maxsize=256)
def _tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text, its numbers in digits, and "%"; what hyphens join is one word."""
    tokens = tokens_of(text, every=True)
    found: list[str] = []
    at = 0
    while at < len(tokens):
        token, last = tokens[at], at + 1
        if token.kind == "word":
            while _joined(tokens, last):
                last += 2
            found.append(text[token.start : tokens[last - 1].end])
        elif token.kind == "number":
            # “One” stands for somebody more often than for a number.
            found.append("one" if token.low == "one" else _digits(token))
        elif token.kind in ("date", "month"):
            found += PART.findall(token.text)
        elif token.kind == "endless" or token.text == "%":
            found.append(token.text)
        at = last
    return tuple(found)


def _joined(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a hyphen joins the tokens on its two sides: “follow-up”, “COVID-19”."""
    return (
        at + 1 < len(tokens)
        and tokens[at].text in HYPHENS
        and tokens[at - 1].end == tokens[at].start
        and tokens[at].end == tokens[at + 1].start
        and tokens[at + 1].kind in ("word", "number")
    )


def _digits(token: Token) -> str:
    whole = token.value.denominator == 1
    return str(token.value.numerator) if whole else f"{float(token.value):.12g}"


def flat(text: str) -> str:
    """Return a text as its words and numbers, in small letters, with one space between them."""
    return " ".join(token.lower() for token in _tokens(text))


def stems(text: str) -> Iterator[str]:
    """Yield the words of a text that can tell what it is about."""
    for token in _tokens(text):
        word = stem(token)
        if len(word) > 2 and token.lower() not in EMPTY_WORDS and word not in EMPTY_WORDS and word.isalpha():
            yield word


def names_in(sentence: str) -> frozenset[str]:
    """Return what may be a name: the first word has its capital from the sentence and is left out."""
    return frozenset(map(stem, NAME.findall(sentence)))


def _is_number(token: str) -> bool:
    return token.lstrip("-")[:1].isdecimal()


def stem(word: str) -> str:
    """Return a word without the commonest endings: enough to find "patients" in "patient"."""
    small = word.lower().replace("’", "'").removesuffix("'s")
    for ending in ("ing", "ed", "es", "s"):
        if small.endswith(ending) and len(small) - len(ending) > 3 and not small.endswith("ss"):
            small = small.removesuffix(ending)
            break
    return SAME.get(small, small)
