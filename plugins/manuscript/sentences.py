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
    "dr mr mrs ms prof st rev vs v e.g i.e cf ca approx no nos fig figs eq vol ed eds pp p sec ref refs "
    "gen col lt sgt jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
# May end a sentence: only a small letter or a number behind them says that it goes on.
TRAILING = frozenset(
    "et al etc a.m p.m u.s u.k u.s.a inc ltd co corp jr sr m.d d.o ph.d d.p.t r.n b.i.d t.i.d in ft lb oz "
    "min hr sec wk mo yr".split()
)
STOP = re.compile(
    r"""
      (?P<stop> [.!?…]+ )                  # one or more end marks
      (?P<close> ["'”’)\]»]{0,4} )         # closing quotes and brackets belong to the sentence
      (?= \s | $ )
    """,
    re.VERBOSE,
)
WORD_BEFORE = re.compile(r"[(\[\"'“‘]*([^\s(\[\"'“‘]{1,20})$")
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
    word = before.group(1).lower() if before else ""
    if following[0].islower():
        # "mild® is …" starts small, as the trade mark does; an ordinary word does not.
        return following.startswith("mild®") and word not in LEADING | TRAILING
    if word in LEADING:
        # "No. 3", "p. 12", "Fig. 2" go on; "… or no. We say" does not.
        return word in ("no", "p", "v", "ed", "mar", "dec", "sec", "st") and not (
            following[0].isdigit() or (word == "st" and following[0].isupper())
        )
    if word in TRAILING and following[0].isdigit():
        return False
    # An initial: one capital letter, not "I".
    return not (before and len(word) == 1 and before.group(1) != "I" and word.isalpha())
