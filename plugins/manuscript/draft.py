"""What goes through the Markdown converter: the key points, the text and the questions as one draft.

One conversion for all three, because citations are numbered and ids made unique over the whole page.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from plugins.manuscript.header import Header
from plugins.manuscript.source import Source

# Characters no source may hold (source.py refuses them). The first two stand alone in a paragraph.
SEPARATOR = "\U0010fffd"
FOOTNOTES_PLACE = "\U0010fffc"
# What our own Markdown extensions put in front of a citation they leave in the HTML. No writer can type it,
# so that `<span data-cite="@x">` in an article is no evidence.
SEAL = "\U0010fffb"
# What would make a heading, a quotation or another list of a line of the header, and lose its sign: "> 40",
# "1. Walk". A backslash in front keeps it.
BLOCK_SIGN = re.compile(r"(?P<number>\d{1,9})?(?(number)\.(?=[ \t])|(?:[#>]|[-+*](?=[ \t])))")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the draft that was taken over from the source, character by character."""

    draft_start: int
    source_start: int
    length: int


@dataclass(frozen=True, slots=True)
class Draft:
    """Markdown text made from a source, and where each piece of it stood there."""

    text: str
    pieces: tuple[Piece, ...]

    def source_offset(self, offset: int) -> int:
        """Return the offset in the source of an offset in the draft; made-up characters point at
        the end of the piece before them."""
        index = bisect_right([piece.draft_start for piece in self.pieces], offset) - 1
        if index < 0:
            return 0
        piece = self.pieces[index]
        return piece.source_start + min(offset - piece.draft_start, piece.length)


def compose(source: Source, header: Header) -> Draft:
    """Return the draft of an article: key points, text, place of the footnotes, questions."""
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0

    def add(text: str, source_start: int | None = None) -> None:
        nonlocal length
        if source_start is not None:
            pieces.append(Piece(length, source_start, len(text)))
        parts.append(text)
        length += len(text)

    def add_list(name: str) -> None:
        field = header.get(name)
        for entry in field.entries if field else ():
            # Not `entry.text`: an entry over two lines keeps its line end, so offsets stay true.
            typed = source.text[entry.span.start : entry.span.end]
            add("- ")
            if sign := BLOCK_SIGN.match(typed):
                number = sign["number"] or ""
                add(number, entry.span.start)
                add("\\")
                add(typed[len(number) :], entry.span.start + len(number))
            else:
                add(typed, entry.span.start)
            add("\n")

    add_list("key points")
    add(f"\n{SEPARATOR}\n\n")
    add(source.text[header.body_start :], header.body_start)
    add(f"\n\n{FOOTNOTES_PLACE}\n\n{SEPARATOR}\n\n")
    add_list("questions")
    return Draft("".join(parts), tuple(pieces))
