"""Word numbers that travel through the converter, so that its HTML can be traced to the source.

Python-Markdown keeps no positions. Behind the first letter of every prose word we put one private-use
character whose number is the word's number; the real converter runs; the marks are read back from its
HTML. A mark stands strictly inside a word, so no Markdown syntax sees a changed neighbour.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass

PLANE_15, PLANE_16 = 0xF0000, 0x100000
PLANE_SIZE = 0xFFF0  # the last characters of plane 16 are the draft's separators
CAPACITY = 2 * PLANE_SIZE
MARK = re.compile(f"[{chr(PLANE_15)}-{chr(PLANE_15 + PLANE_SIZE - 1)}"
                  f"{chr(PLANE_16)}-{chr(PLANE_16 + PLANE_SIZE - 1)}]")  # fmt: skip

# Stretches in which letters are no prose. Each is bounded in length, so that the search stays linear.
NAME = re.compile(
    r"""
      <!--.{0,4000}?-->                              # comment
    | <[/!?]?[A-Za-z][^<>]{0,2000}>                  # tag, or address in angle brackets
    | &(?:\#?\w{1,31});                              # entity
    | (?<=\])\([^()\s]{0,2000}                       # link target behind its text
             (?:\([^()\s]{0,2000}\)[^()\s]{0,2000})?
    | (?<=\])\[[^\[\]\n]{0,200}\]                    # link label behind its text
    | \[\^[^\[\]\n]{1,200}\]:?                       # footnote mark, or its definition's
    | ^[ ]{0,3}\[[^\[\]\n]{1,200}\]:[ \t]*\S{0,2000} # link definition
    | \[@[^\[\]\n]{1,400}\]                          # citation
    | ^[ \t]{0,200}\d{1,9}[.)](?=[ \t])              # number of a list item
    | ^[ \t]{0,40}!!![ ]?[\w-]{1,60}                  # kind of an admonition
    | ^[ ]{0,3}(?:```|~~~)[^\n]{0,200}               # fence of a code block
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
SHOWN_NAME = re.compile(
    r"(?:<|[ \t]*!!![ ]?)(?P<shown>(?<=<)[a-z]+:[^<>\s]+|(?<=<)[^<>\s@]+@[^<>\s@]+|(?<!<)[\w-]+)>?",
    re.IGNORECASE,
)
LABEL = re.compile(r"\[(?P<label>[^\[\]\n]{1,200})\]")
DEFINED = re.compile(r"^[ ]{0,3}\[(?P<label>[^\[\]\n]{1,200})\]:", re.MULTILINE)
WORD = re.compile(r"(?<![^\W\d_])[^\W\d_](?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Marked:
    """A draft with marks in it: number n was put behind the letter at `letters[n]` of the draft."""

    text: str
    letters: tuple[int, ...]


def veil(text: str) -> str:
    """Return `text`, as long as before, with everything that is no prose made NUL characters."""
    labels = {match["label"].casefold() for match in DEFINED.finditer(text)}

    def label(match: re.Match[str]) -> str:
        # A word in brackets is a link where its definition has the same words.
        defined = match["label"].casefold() in labels
        return "\0" * len(match.group()) if defined else match.group()

    hidden = NAME.sub(lambda match: "\0" * len(match.group()), text)
    return LABEL.sub(label, hidden) if labels else hidden


def readable(text: str) -> str:
    """Return `text` with names made NUL characters, save those whose letters a reader sees: an address
    in angle brackets, and the kind of an admonition, which stands in for a title."""
    return NAME.sub(_unread, text)


def _unread(match: re.Match[str]) -> str:
    shown = SHOWN_NAME.fullmatch(match.group())
    if shown is None:
        return "\0" * len(match.group())
    start, end = shown.span("shown")
    return "\0" * start + shown["shown"] + "\0" * (len(match.group()) - end)


def mark(text: str, lines: frozenset[int] | None = None) -> Marked:
    """Put marks into `text`; with `lines` (counted from 0) only into the words of those lines."""
    letters = [match.start() for match in WORD.finditer(veil(text))]
    if lines is not None:
        ends = [match.start() for match in re.finditer("\n", text)]
        letters = [at for at in letters if bisect_left(ends, at) in lines]
    del letters[CAPACITY:]
    parts: list[str] = []
    done = 0
    for index, at in enumerate(letters):
        parts += (text[done : at + 1], _character(index))
        done = at + 1
    parts.append(text[done:])
    return Marked("".join(parts), tuple(letters))


def number_of(character: str) -> int | None:
    """Return the number of a mark, or None for any other character."""
    code = ord(character)
    if PLANE_15 <= code < PLANE_15 + PLANE_SIZE:
        return code - PLANE_15
    if PLANE_16 <= code < PLANE_16 + PLANE_SIZE:
        return code - PLANE_16 + PLANE_SIZE
    return None


def unmark(text: str) -> str:
    """Return `text` without any mark."""
    return MARK.sub("", text)


def _character(number: int) -> str:
    if number < PLANE_SIZE:
        return chr(PLANE_15 + number)
    return chr(PLANE_16 + number - PLANE_SIZE)
