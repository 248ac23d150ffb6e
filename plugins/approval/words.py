"""A sentence as the words and numbers that count when it is held against an approved wording.

Left out: capitals, trade marks, punctuation, the shape of quotes, hyphens and spaces, and what no reader
sees. Numbers are one however they are typed: "eight" and "8", "3,956" and "3956", "50–85" and "50 to 85",
"percent" and "%", "two-thirds". Citation marks are no text of a passage and never get here.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from plugins.quantities.amounts import MONEY, PARTS
from plugins.quantities.tokens import DASHES, Token, tokens_of

UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"
_UNSEEN = re.compile(f"[{UNSEEN}]")
_TRADE_MARK = re.compile(r"[®™℠©]|\((?:r|tm|sm|c)\)", re.IGNORECASE)
_WHOLE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MIXED = re.compile(r"[^\W\d_]+|\d+")
# The signs that a reader sees and that say something; a question is no statement.
SIGNS = frozenset("%$£€°<>≤≥=±~≈+?")
# Behind these "one" is a number ("one year", "one in five"); elsewhere it stands for somebody.
COUNTED = frozenset(
    "in of out % to or year month week day hour minute second point percent per third half quarter".split()
)


# More digits than these in a name are compared as they are typed.
LONGEST = 25


class Word(NamedTuple):
    """One word or number, as it is compared, and its place (code points, half-open)."""

    text: str
    start: int
    end: int
    number: bool = False


def words_in(text: str) -> tuple[Word, ...]:
    """Return the words and numbers of a text, in order; numbers as plugins/quantities reads them."""
    places: Sequence[int] | None = None
    if _UNSEEN.search(text):
        places = [at for at, sign in enumerate(text) if not _UNSEEN.match(sign)]
        text = _UNSEEN.sub("", text)
    text = _TRADE_MARK.sub(lambda match: " " * len(match.group()), text)
    found = list(_words(text, tokens_of(text, every=True)))
    if places is not None:
        found = [word._replace(start=places[word.start], end=places[word.end - 1] + 1) for word in found]
    return tuple(_with_one_percent(list(_with_percent(found))))


def _words(text: str, tokens: Sequence[Token]) -> Iterator[Word]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        part, behind = _part(tokens, at)
        if part:
            yield Word(str(part), token.start, tokens[behind - 1].end, number=True)
            at = behind
            continue
        if token.kind == "number":
            following = tokens[at + 1].low.rstrip("s") if at + 1 < len(tokens) else ""
            if token.low == "one" and following not in COUNTED:
                yield Word("one", token.start, token.end)
            else:
                yield Word(str(token.value), token.start, token.end, number=True)
        elif token.kind == "endless":
            yield Word(_plain(token.text), token.start, token.end)
        elif token.kind in ("word", "date", "month"):
            yield from _of_word(text[token.start : token.end], token.start)
        elif token.text in SIGNS:
            yield Word(token.text, token.start, token.end)
        elif token.text in DASHES and _is_range(tokens, at):
            yield Word("to", token.start, token.end)
        at += 1


def _of_word(typed: str, start: int) -> Iterator[Word]:
    """Yield a word; of what is put together, "K233800", "mm Hg" and a date, each part.

    "In March 2021" says less than "on March 4, 2021", and nothing else.
    """
    if _WHOLE.fullmatch(typed):
        yield Word(_plain(typed), start, start + len(typed))
        return
    for match in _MIXED.finditer(typed):
        first, last, part = start + match.start(), start + match.end(), match.group()
        if part.isdecimal() and len(part) < LONGEST:
            yield Word(str(int(part)), first, last, number=True)
        else:
            yield Word(_plain(part), first, last)


def _part(tokens: Sequence[Token], at: int) -> tuple[Fraction | None, int]:
    """Return the fraction that begins at an index, "half", "two-thirds", and the index behind it."""
    token = tokens[at]
    if token.low == "half":
        return Fraction(1, 2), at + 1
    if token.low != "a" and not token.spelled:
        return None, at
    behind = at + 2 if at + 1 < len(tokens) and tokens[at + 1].text in DASHES else at + 1
    named = tokens[behind].low if behind < len(tokens) else ""
    if named not in PARTS:
        return None, at
    if token.low in ("a", "one"):
        # "A third of the cost"; "a third visit" is none.
        of = tokens[behind + 1].low if behind + 1 < len(tokens) else ""
        if of != "of" and named != "half":
            return None, at
        return Fraction(1, PARTS[named]), behind + 1
    return (token.value / PARTS[named], behind + 1) if named.endswith("s") else (None, at)


def _is_range(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a dash stands between two numbers: "50–85", "50 % – 85 %"."""
    if not 0 < at < len(tokens) - 1 or tokens[at + 1].kind != "number":
        return False
    return tokens[at - 1].kind == "number" or tokens[at - 1].text == "%"


@lru_cache(maxsize=50_000)
def _plain(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).replace("’", "'").casefold()


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


# What hardly tells what a sentence is about.
EMPTY_WORDS = (SIGNS - MONEY) | frozenset(
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
    if plain.isascii():
        return set(map(stem, _LETTERS.findall(plain.casefold())))
    # A letter that is another when it is made plain may join two words, or part them.
    plain = _UNSEEN.sub("", plain)
    apart = map(_plain, _LETTERS.findall(plain))
    together = _LETTERS.findall(unicodedata.normalize("NFKC", plain).casefold())
    return {stem(word) for words in (apart, together) for word in words}


def denies(word: str) -> bool:
    """Return whether a word turns a statement round."""
    return word in DENIALS or word.endswith("n't")
