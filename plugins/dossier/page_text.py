"""The article's text as a dossier shows it: block by block, claims numbered, citations where they stand.

Made from the passages, never from the article's HTML: what a writer typed is text here and nothing else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from plugins.bibliography.citation import parse_citations
from plugins.manuscript.document import Document, Passage
from plugins.manuscript.passages import Form

# What is shown as a list; all else stands by itself.
LISTS = {Form.LIST_ITEM: "list", Form.TERM: "list", Form.DEFINITION: "list"}
CELLS = (Form.TABLE_CELL, Form.TABLE_HEADING)
ALONE = {Form.HEADING: "heading", Form.QUOTATION: "quotation", Form.CODE: "code"}


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text; `telling` where it is what shows a claim."""

    text: str
    telling: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation in the text: the source's number, None for an unknown one, and how it is typed."""

    number: int | None
    typed: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of one sentence, or the marks behind it."""

    claim: int = 0
    """The number of the claim that the words belong to; 0 for none."""
    first: bool = False
    """Whether the claim begins here."""
    words: tuple[Words, ...] = ()
    marks: tuple[Mark, ...] = ()


Line = tuple[Piece, ...]
"""A passage as its pieces."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a list, a table … of one part of the article."""

    part: str
    kind: str
    """"heading", "paragraph", "quotation", "code", "list" or "table"."""
    lines: tuple[Line, ...]
    """The items of a list; one line otherwise."""
    rows: tuple[tuple[Line, ...], ...] = ()
    """The rows of a table, cell by cell."""


class Row(Protocol):
    """A sentence that has a row: the number of it, and where in the sentence the telling words stand."""

    @property
    def number(self) -> int: ...

    @property
    def told(self) -> tuple[int, int]: ...


def blocks_of(
    document: Document, rows: Mapping[tuple[int, int], Row], numbers: Mapping[str, int]
) -> tuple[Block, ...]:
    """Return the text of an article.

    `rows` has the sentences that make claims or are cited, by their passage's place in the document and
    their start in it; `numbers` the sources' numbers by key.
    """
    lines = [(passage, _line(at, passage, rows, numbers)) for at, passage in enumerate(document.passages)]
    return tuple(
        block
        for key, group in groupby(enumerate(lines), lambda item: _belongs(item[0], item[1][0]))
        for block in [_block([line for _, line in group])]
    )


def _belongs(at: int, passage: Passage) -> tuple[str, int, int]:
    """Return what the passages of one block have in common; one that stands by itself has its own."""
    if passage.form in LISTS or (passage.form in CELLS and passage.row):
        return passage.part.value, passage.group, 0
    return passage.part.value, 0, at + 1


def _block(lines: list[tuple[Passage, Line]]) -> Block:
    first = lines[0][0]
    part = first.part.value
    if first.form in CELLS and first.row:
        rows = groupby(lines, lambda item: item[0].row)
        return Block(part, "table", (), tuple(tuple(line for _, line in row) for _, row in rows))
    kind = LISTS.get(first.form) or ALONE.get(first.form, "paragraph")
    return Block(part, kind, tuple(line for _, line in lines))


def _line(
    at: int,
    passage: Passage,
    rows: Mapping[tuple[int, int], Row],
    numbers: Mapping[str, int],
) -> Line:
    pieces: list[Piece] = []
    start = 0
    marks = [inset for inset in passage.insets if inset.kind == "citation"]
    begun: set[int] = set()
    for offset in sorted({mark.offset for mark in marks} | {len(passage.text)}):
        for piece in _pieces(at, passage, start, offset, rows):
            pieces.append(Piece(piece.claim, bool(piece.claim) and piece.claim not in begun, piece.words))
            begun.add(piece.claim)
        here = [
            citation for mark in marks if mark.offset == offset for citation in parse_citations(mark.value)
        ]
        if here:
            shown = tuple(Mark(numbers.get(one.key), one.typed) for one in here)
            pieces.append(Piece(marks=shown))
        start = offset
    return tuple(pieces)


def _pieces(
    at: int,
    passage: Passage,
    start: int,
    end: int,
    rows: Mapping[tuple[int, int], Row],
) -> Iterator[Piece]:
    """Yield a stretch of a passage, parted where sentences begin and end."""
    cursor = start
    for sentence in passage.sentences:
        first, last = max(sentence.start, cursor), min(sentence.end, end)
        if first >= last:
            continue
        if cursor < first:
            yield Piece(words=(Words(passage.text[cursor:first]),))
        row = rows.get((at, sentence.start))
        told = (sentence.start + row.told[0], sentence.start + row.told[1]) if row else (0, 0)
        yield Piece(row.number if row else 0, words=tuple(_words(passage.text, first, last, told)))
        cursor = last
    if cursor < end:
        yield Piece(words=(Words(passage.text[cursor:end]),))


def _words(text: str, start: int, end: int, told: tuple[int, int]) -> Iterator[Words]:
    """Yield a stretch of a sentence, with the words that show its claim apart."""
    first, last = min(max(start, told[0]), end), min(max(start, told[1]), end)
    for begin, stop, telling in ((start, first, False), (first, last, True), (last, end, False)):
        if begin < stop:
            yield Words(text[begin:stop], telling)
