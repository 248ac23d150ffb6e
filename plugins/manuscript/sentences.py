"""Where one sentence of a passage ends and the next begins, in medical prose.

A full stop ends a sentence unless it belongs to an abbreviation ("Dr.", "vs.", "et al."), to a number
("5.1 mm", "No. 3"), to a time ("5 p.m. Monday"), to initials ("J. R. Smith"), to the number of a step
("1. Call"), or the next word starts small. Closing quotes and brackets behind the stop stay with their
sentence, and so does a citation. An empty line ends a sentence, a single line break does not. Where
nothing tells a name from a new sentence, two sentences are rather joined than one is torn.

Source: chosen by measurement, docs/decisions/2026-11-24-sentence-boundaries.md. The words are in stops.toml.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plugins.manuscript.stops import Stops, read_stops

END = re.compile(
    r"""
      (?<! [.!?…] )                        # from the first of several marks on: keeps the search linear
      (?P<stop> [.!?…]+ )                  # one or more end marks
      (?P<close> ["'”’)\]»*_]{0,4} )       # closing quotes, brackets and stars belong to the sentence
      (?: \s? \[ @ [^\[\]]{1,200} \]       # so does a citation behind the stop, as it is typed,
        | \^? \[ [^\[\]]{1,200} \]         # a note,
        | (?<= [a-z]{3}[.] ) \d{1,2} (?: [,–-] \d{1,2} ){0,5}   # and a number behind a word: "shorter.2"
      ){0,4}
      (?= \s | $ )
    | (?P<empty> \n [^\S\n]* \n )
    """,
    re.VERBOSE,
)
SPACE = re.compile(r"\s*")
OPENING = "\"'“‘([«¿¡*_"
WORD_BEFORE = re.compile(r"[(\[\"'“‘]*([^\s(\[\"'“‘]{1,20})$")
WORD_IN_FRONT = re.compile(r"([A-Za-z]{1,20})[ ][A-Z]$")
NEXT_WORD = re.compile(r"(?![A-Z]\.)[^\W\d_]{1,20}")  # not "A.", which is an initial
INITIALS = re.compile(r"[A-Z](?:\.[A-Z])?")  # "J." and "J.R."
# What stands in front of a step, and is none without it: "1. Call", "b. Sit", "• ii. Wait".
NUMBER_OF_STEP = re.compile(r"(?:[•*–-]\s)?(?:\d{1,2}|[a-z]|[ivx]{1,4})\.")
# What begins small and is a beginning all the same.
SMALL_BEGINNING = re.compile(
    r"""
      [a-z]{1,20} [®™] | [a-z]{1,3} [A-Z]                           # a brand: "mild®", "iPad"
    | [a-z]{1,4} \) \s | (?: [a-z] | [ivx]{1,4} ) \. \s{1,3} [A-Z]   # a step: "(b) Sit", "ii. Wait"
    """,
    re.VERBOSE,
)
# "At 3 p.m. Dr. Vale comes by": the time only begins the sentence.
TIME_IN_FRONT = re.compile(
    r"(?:At|By|From|Until|Since|After|Before|Around)\s\d{1,2}(?::\d\d)?\s?[AaPp]\.[Mm]\."
)
# How far to look behind a stop; more than any word that these rules ask for.
AHEAD = 80


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage: its text, and its offsets in the passage's text, half-open."""

    text: str
    start: int
    end: int


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a passage's text, in order; white space between them is left out."""
    return tuple(_sentences(text, read_stops()))


def _sentences(text: str, stops: Stops) -> Iterator[Sentence]:
    start = _behind_space(text, 0)
    for match in END.finditer(text):
        if match["empty"] or _ends_sentence(text, start, match, stops):
            yield from _stripped(text, start, match.start() if match["empty"] else match.end())
            start = _behind_space(text, match.end())
    yield from _stripped(text, start, len(text))


def _behind_space(text: str, offset: int) -> int:
    space = SPACE.match(text, offset)
    return space.end() if space else offset


def _stripped(text: str, start: int, end: int) -> Iterator[Sentence]:
    kept = text[start:end].rstrip()
    if kept:
        yield Sentence(kept, start, start + len(kept))


def _ends_sentence(text: str, start: int, match: re.Match[str], stops: Stops) -> bool:
    following = text[match.end() : match.end() + AHEAD].lstrip().lstrip(OPENING)
    if not following:
        return True
    if following[0] in ".…":  # "He waited . . . and waited."
        return False
    begins = not following[0].islower() or SMALL_BEGINNING.match(following) is not None
    if match["stop"] != ".":
        return begins
    before = WORD_BEFORE.search(text, max(0, match.start() - 40), match.start())
    typed = before.group(1) if before else ""
    word = typed.lower()
    if following[0].islower():
        return begins and word not in stops.all
    if _numbers_a_step(text, start, match.start(), typed):
        return False
    if word in stops.times and TIME_IN_FRONT.fullmatch(text, start, match.start() + 1):
        return False
    if len(typed) > 1 and typed.isalpha() and typed.isupper() and not following[:2].isupper():
        return not (word in stops.numbered and following[0].isdigit())  # "MS" is a disease, "Ms." a title
    if INITIALS.fullmatch(typed) and word not in stops.trailing:
        closed = ")" in match["close"]  # "(Olga P.) We thank her."
        return closed or typed == "I" or _opens(following, stops) or _is_label(text, match.start(), stops)
    return not _goes_on(typed, following, stops)


def _goes_on(typed: str, following: str, stops: Stops) -> bool:
    """Return whether a word's full stop belongs to it, by what follows, and the sentence goes on."""
    word = typed.lower()
    if word in stops.leading:
        return True
    if following[0].isdigit() and (word in stops.numbered or word in stops.trailing):
        return True
    if word in stops.times:
        return _next_word(following) in stops.behind_times
    named = word in stops.in_names or (word in stops.places and typed[0].isupper())
    return named and following[0].isupper() and not _opens(following, stops)


def _numbers_a_step(text: str, start: int, stop: int, typed: str) -> bool:
    """Return whether a stop stands behind the number of a step: at the front, or behind a colon."""
    if NUMBER_OF_STEP.fullmatch(text, start, stop + 1):
        return True
    number = stop - len(typed)
    behind_colon = text[max(0, number - 2) : number] == ": "
    return behind_colon and NUMBER_OF_STEP.fullmatch(text, number, stop + 1) is not None


def _is_label(text: str, stop: int, stops: Stops) -> bool:
    """Return whether the one capital in front of a stop is a label ("Part B.") and no initial."""
    label = WORD_IN_FRONT.search(text, max(0, stop - 40), stop)
    return label is not None and label.group(1).lower() in stops.labels


def _opens(following: str, stops: Stops) -> bool:
    return _next_word(following) in stops.openers


def _next_word(following: str) -> str:
    found = NEXT_WORD.match(following)
    return found.group().lower() if found else ""
