"""A sentence as the words and numbers that count when it is held against an approved wording.

Left out: capitals, trade marks, punctuation, the shape of quotes, hyphens and spaces, and what no reader
sees. Numbers are one however they are typed: "eight" and "8", "3,956" and "3956", "50–85" and "50 to 85",
"percent" and "%", "two-thirds". Citation marks are no text of a passage and never get here.
"""

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"
_UNSEEN = re.compile(f"[{UNSEEN}]")
TOKEN = re.compile(
    rf"""
      (?P<sign> [®™℠©] | \( (?:r|tm|sm|c) \) )                       # a trade mark's sign: left out
    | (?P<vulgar> (?: \d+ \s? )? [¼-¾⅐-⅞] )                         # ½, 2 ½
    | (?P<number> \d+ (?: ,\d{{3}} (?!\d) )* (?: \.\d+ )? )          # 8, 3,956, 0.1
    | (?P<range> (?<=[\d%]) \s? [‐‑‒–—-] \s? (?=\d) )                # 50–85, 50 % – 85 %
    | (?P<word> [^\W\d_] (?: [{UNSEEN}'’]{{0,3}} [^\W\d_] )* )
    | (?P<unit> [%$£€] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
SMALL = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
TENS = {
    word: 10 * ten
    for ten, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
LARGE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5,
    "tenth": 10, "tenths": 10,
}  # fmt: skip
NUMERAL = SMALL | TENS | LARGE | PARTS
# Behind these "one" is a number ("one year", "one in five"); elsewhere it stands for somebody.
COUNTED = frozenset(
    "in of out % to or year month week day hour minute second point percent per third half quarter".split()
)


class Word(NamedTuple):
    """One word or number, as it is compared, and its place (code points, half-open)."""

    text: str
    start: int
    end: int
    number: bool = False


def words_in(text: str) -> tuple[Word, ...]:
    """Return the words and numbers of a text, in order."""
    found = list(_raw(text))
    if any(word.text in NUMERAL for word in found):
        found = list(_counted(found))
    return tuple(_with_one_percent(list(_with_percent(found))))


def _raw(text: str) -> Iterator[Word]:
    for match in TOKEN.finditer(text):
        kind, typed = match.lastgroup, match.group()
        if kind == "word":
            yield Word(_plain(typed), match.start(), match.end())
        elif kind == "vulgar":
            part = Fraction(unicodedata.numeric(typed[-1])).limit_denominator(100)
            value = int(typed[:-1].strip() or 0) + part
            yield Word(str(value), match.start(), match.end(), number=True)
        elif kind == "number":
            yield Word(_ascii(typed).replace(",", ""), match.start(), match.end(), number=True)
        elif kind == "range":
            yield Word("to", match.start(), match.end())
        elif kind == "unit":
            yield Word(typed, match.start(), match.end())


@lru_cache(maxsize=50_000)
def _plain(typed: str) -> str:
    kept = _UNSEEN.sub("", typed).replace("’", "'")
    return unicodedata.normalize("NFKC", kept).casefold()


def _ascii(typed: str) -> str:
    return typed if typed.isascii() else unicodedata.normalize("NFKC", typed)


def _with_percent(words: list[Word]) -> Iterator[Word]:
    """Yield the words with "percent" and "per cent" as the sign."""
    at = 0
    while at < len(words):
        word = words[at]
        if word.text == "percent":
            yield word._replace(text="%")
        elif word.text == "per" and at + 1 < len(words) and words[at + 1].text == "cent":
            yield Word("%", word.start, words[at + 1].end)
            at += 1
        else:
            yield word
        at += 1


def _with_one_percent(words: list[Word]) -> Iterator[Word]:
    """Yield the words without the first sign of "45% to 70%", which is "45 to 70%"."""
    for at, word in enumerate(words):
        following = [one.text for one in words[at + 1 : at + 4 : 2]]
        if not (word.text == "%" and following == ["to", "%"] and words[at + 2].number):
            yield word


def _counted(words: list[Word]) -> Iterator[Word]:
    """Yield the words with those that spell a number made one number: "twenty-one", "two-thirds"."""
    at = 0
    while at < len(words):
        value, behind = _spelled(words, at)
        if behind == at:
            yield words[at]
            at += 1
        else:
            yield Word(value, words[at].start, words[behind - 1].end, number=True)
            at = behind


def _spelled(words: list[Word], at: int) -> tuple[str, int]:
    """Return the number spelled from a word on, and the place behind it; the same place for none."""
    first, following = words[at].text, words[at + 1].text if at + 1 < len(words) else ""
    if first == "half":
        return "1/2", at + 1
    # "A third of the cost"; "a third visit" is none.
    behind_part = words[at + 2].text if at + 2 < len(words) else ""
    if first in ("a", "one") and following in PARTS and (behind_part == "of" or following == "half"):
        return f"1/{PARTS[following]}", at + 2
    total, behind, last = 0, at, 0
    while behind < len(words):
        if words[behind].text == "and" and last in LARGE.values() and _is_below(words, behind + 1):
            behind += 1
        value = _value(words[behind].text)
        if value is None:
            break
        if value in LARGE.values():
            if behind == at:
                break
            total *= value
        elif behind > at and not (last >= 20 and 0 < value < 10) and last not in LARGE.values():
            break
        else:
            total += value
        last, behind = value, behind + 1
    if behind == at:
        return "", at
    if behind < len(words) and words[behind].text in PARTS and words[behind].text[-1] == "s":
        return f"{total}/{PARTS[words[behind].text]}", behind + 1
    if first == "one" and behind == at + 1 and following.rstrip("s") not in COUNTED:
        return "", at
    return str(total), behind


def _is_below(words: list[Word], at: int) -> bool:
    """Return whether a number below a hundred is spelled there: the "five" of "three hundred and five"."""
    return at < len(words) and words[at].text in SMALL.keys() | TENS.keys()


def _value(word: str) -> int | None:
    return SMALL.get(word, TENS.get(word, LARGE.get(word)))


# What hardly tells what a sentence is about.
EMPTY_WORDS = frozenset(
    """a about after all also an and any are as at be been before but by can did do does each for from had
    has have he her his how i in into is it its may more most no not of on one only or other our out over
    she so some than that the their them then there these they this those to under up was we were what when
    where which while who whole will with without would yet you your""".split()
)
DENIALS = frozenset("no not never none neither nor cannot without nobody nothing".split())
ENDINGS = ("ingly", "edly", "ing", "ied", "ies", "ed", "es", "ly", "s")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a word without the commonest endings: enough to find "lasts" in "lasted"."""
    small = word.removesuffix("'s").removesuffix("'")
    for ending in ENDINGS:
        if small.endswith(ending) and len(small) - len(ending) >= 3 and not small.endswith("ss"):
            return small.removesuffix(ending).removesuffix("e") + ("y" if ending in ("ied", "ies") else "")
    return small.removesuffix("e") if len(small) > 4 else small


_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SIGNS = str.maketrans(dict.fromkeys("®™℠©", " ") | {"’": "'"})


def quick_stems(text: str) -> set[str]:
    """Return the stems of a text in a quick way, for looking up: more than `words_in` finds, never fewer."""
    plain = text.translate(_SIGNS)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", plain))
    return set(map(stem, _LETTERS.findall(plain.casefold())))


def denies(word: str) -> bool:
    """Return whether a word turns a statement round."""
    return word in DENIALS or word.endswith("n't")
