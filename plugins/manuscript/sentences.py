"""Where one sentence of a passage ends and the next begins, in medical prose.

A full stop ends a sentence unless it belongs to an abbreviation ("Dr.", "vs.", "et al."), to a number
("5.1 mm", "No. 3"), to initials ("J. R. Smith"), or the next word starts small. Closing quotes and
brackets behind the stop stay with their sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Never the end of a sentence, whatever follows: something must follow them.
LEADING = frozenset(
    "dr mr mrs ms prof rev mt vs e.g i.e cf ca approx nos fig figs eq vol eds pp ref refs gen col lt "
    "sgt".split()
)
# Only a number behind them says that the sentence goes on: "No. 3", "Sept. 4"; not "… or no. We say".
NUMBERED = frozenset("no p v ed sec jan feb mar apr jun jul aug sep sept oct nov dec".split())
# May end a sentence: only a small letter or a number behind them says that it goes on.
TRAILING = frozenset(
    "et al etc a.m p.m u.s u.k u.s.a inc ltd co corp jr sr m.d d.o ph.d d.p.t r.n b.i.d t.i.d in ft lb oz "
    "min hr sec wk mo yr".split()
)
# A name follows them as often as a new sentence does: "the U.S. Food and Drug Administration".
IN_NAMES = frozenset("u.s u.k u.s.a".split())
# What a new sentence begins with, where a name could stand instead.
OPENERS = frozenset(
    "the a an in it its he she they we you i this that these those there most many some but and if when for "
    "our your his her their as at on after before ask do not no what how why who".split()
)
# One letter behind these is no initial, so that its stop ends a sentence: "Medicare Part B. It pays …".
LETTERED = frozenset(
    "part vitamin hepatitis influenza type group grade plan class stage option tier arm step level "
    "appendix table figure".split()
)
STOP = re.compile(
    r"""
      (?<! [.!?…] )                        # from the first of several marks on: keeps the search linear
      (?P<stop> [.!?…]+ )                  # one or more end marks
      (?P<close> ["'”’)\]»]{0,4} )         # closing quotes and brackets belong to the sentence
      (?= \s | $ )
    """,
    re.VERBOSE,
)
WORD_BEFORE = re.compile(r"[(\[\"'“‘]*([^\s(\[\"'“‘]{1,20})$")
WORD_IN_FRONT = re.compile(r"([A-Za-z]{1,20})[ ][A-Z]$")
NEXT_WORD = re.compile(r"[^\W\d_]{1,20}")
OPENING = "\"'“‘([«¿¡"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage: its text, and its offsets in the passage's text, half-open."""

    text: str
    start: int
    end: int


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a passage's text, in order; white space between them is left out."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Sentence]:
    start = 0
    for match in STOP.finditer(text):
        if _ends_sentence(text, match):
            yield from _stripped(text, start, match.end())
            start = match.end()
    yield from _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> Iterator[Sentence]:
    kept = text[start:end].strip()
    if kept:
        start += text[start:end].index(kept)
        yield Sentence(kept, start, start + len(kept))


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    following = text[match.end() : match.end() + 80].lstrip().lstrip(OPENING)
    if not following:
        return True
    if match["stop"] != ".":
        return not following[0].islower()
    before = WORD_BEFORE.search(text, max(0, match.start() - 40), match.start())
    typed = before.group(1) if before else ""
    word = typed.lower()
    if following[0].islower():
        # "mild® is …" starts small, as the trade mark does; an ordinary word does not.
        return following.startswith("mild®") and word not in LEADING | NUMBERED | TRAILING
    if len(typed) == 1 and typed.isupper():
        return typed == "I" or _is_lettered(text, match.start())
    if word in LEADING:
        return False
    if word == "st":  # "St. Anne"
        return not following[0].isupper()
    if word in NUMBERED or word in TRAILING:
        return not following[0].isdigit() and not (word in IN_NAMES and _next_word(following) not in OPENERS)
    return True


def _is_lettered(text: str, stop: int) -> bool:
    """Return whether the one capital in front of a stop is a label ("Part B.") and no initial."""
    label = WORD_IN_FRONT.search(text, max(0, stop - 40), stop)
    return label is not None and label.group(1).lower() in LETTERED


def _next_word(following: str) -> str:
    found = NEXT_WORD.match(following)
    return found.group().lower() if found else ""
