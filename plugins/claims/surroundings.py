"""Citations that reach a claim from outside of its paragraph.

| where the mark stands | what it covers |
|---|---|
| behind a sentence that ends with a colon, right above a list | the items of this list, and of lists in it |
| behind such a sentence right above a table | the cells of this table |
| in a line that begins “Table” right above a table, or “Source:” right below it | the same |
| in the heading of a column, or of a row | the cells of this column or row |
| in the line of a block quotation that names whose words it holds, in it or right below | the quotation |
| behind a sentence that ends with a colon, right above a quotation | the quotation |

A sentence without a colon says something of its own, whatever stands below it: its source is not the
list's. An item's mark is the item's alone, the last one's too, and so is a cell's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from plugins.claims.coverage import Cover, Marked, Reach
from plugins.manuscript.document import Document, Passage
from plugins.manuscript.passages import Form
from plugins.manuscript.sentences import Sentence

# How a line begins that names whose words a quotation holds.
ATTRIBUTION = re.compile(r"[—–―]|-{1,3}\s|(?:sources?|fuentes?):", re.IGNORECASE)
CAPTION = re.compile(r"(?:tables?|tablas?)\b", re.IGNORECASE)
SOURCE_LINE = re.compile(r"(?:sources?|fuentes?):", re.IGNORECASE)
# A cell that names its row is no sentence: "Standing time", not "It relieves pain."
STATES = re.compile(r"[.!?:;]$")
LONGEST_NAME = 8


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The marks of a document that cover more than the sentence they stand at."""

    groups: dict[int, Cover] = field(default_factory=dict)
    """Lists and tables as a whole, by their number."""
    columns: dict[tuple[int, int], Cover] = field(default_factory=dict)
    """By the number of the table, and of the column."""
    rows: dict[tuple[int, int], Cover] = field(default_factory=dict)
    quotations: dict[int, Cover] = field(default_factory=dict)

    def cover_of(self, passage: Passage) -> Cover | None:
        """Return what covers a passage as a whole, the nearest first."""
        cover = None
        if passage.form is Form.TABLE_CELL:
            cover = self.rows.get((passage.group, passage.row)) or self.columns.get(
                (passage.group, passage.column)
            )
        if passage.form in (Form.TABLE_CELL, Form.LIST_ITEM, Form.DEFINITION):
            cover = cover or self.groups.get(passage.group)
        return cover or self.quotations.get(passage.quotation)


@dataclass(frozen=True, slots=True)
class _Block:
    """A passage with what is known of its sentences."""

    passage: Passage
    marked: Marked
    claiming: frozenset[Sentence]

    def mark_at(self, sentence: Sentence, reach: Reach) -> Cover | None:
        return Cover(reach, self.marked[sentence]) if sentence in self.marked else None


def surroundings_of(
    document: Document, marked: Sequence[Marked], claiming: Sequence[frozenset[Sentence]]
) -> Surroundings:
    """Collect the marks that reach far.

    `marked` and `claiming` tell for each passage which of its sentences carry a mark, and which claim
    something.
    """
    found = Surroundings()
    blocks = [_Block(*told) for told in zip(document.passages, marked, claiming, strict=True)]
    known = {0}
    for index, block in enumerate(blocks):
        above = _beside(blocks, index, index - 1)
        below = _beside(blocks, index, index + 1)
        passage = block.passage
        if passage.group not in known:
            known.add(passage.group)
            cover = _introduction(above, Reach.LEAD_IN) or found.groups.get(passage.inside)
            if cover is None and passage.row:
                cover = _line(above, CAPTION, Reach.TABLE_HEADING)
            if cover:
                found.groups[passage.group] = cover
        if passage.column:
            _note_heading(block, found)
        if passage.row and (cover := _line(below, SOURCE_LINE, Reach.TABLE_HEADING)):
            found.groups.setdefault(passage.group, cover)
        if number := passage.quotation:
            begins = above is None or above.passage.quotation != number
            ends = below is None or below.passage.quotation != number
            cover = _introduction(above, Reach.QUOTATION) if begins else None
            if cover is None and ends:
                cover = _attribution(block) or _line(below, ATTRIBUTION, Reach.QUOTATION)
            if cover:
                found.quotations.setdefault(number, cover)
    return found


def _beside(blocks: Sequence[_Block], index: int, at: int) -> _Block | None:
    """Return the block next to another, where both belong to the same part of the article."""
    if not 0 <= at < len(blocks):
        return None
    here, there = blocks[index].passage, blocks[at].passage
    return blocks[at] if here.part is there.part and here.footnote == there.footnote else None


def _introduction(above: _Block | None, reach: Reach) -> Cover | None:
    """Return the mark of a sentence that ends with a colon and so leads to what stands below it."""
    if above is None or above.passage.form not in (Form.PARAGRAPH, Form.LIST_ITEM, Form.QUOTATION):
        return None
    sentences = above.passage.sentences
    if not sentences or not sentences[-1].text.rstrip(" *_").endswith(":"):
        return None
    return above.mark_at(sentences[-1], reach)


def _line(beside: _Block | None, begins: re.Pattern[str], reach: Reach) -> Cover | None:
    """Return the mark of a paragraph that begins like a caption, a source line or an attribution."""
    if beside is None or beside.passage.form is not Form.PARAGRAPH or not begins.match(beside.passage.text):
        return None
    return beside.mark_at(beside.passage.sentences[-1], reach)


def _attribution(block: _Block) -> Cover | None:
    """Return the mark in the last lines of a quotation, where they tell whose words it holds."""
    sentences = block.passage.sentences
    told = next((at for at, one in enumerate(sentences) if ATTRIBUTION.match(one.text)), None)
    if told is None:
        return None
    covers = (block.mark_at(sentence, Reach.QUOTATION) for sentence in sentences[told:])
    return next(filter(None, covers), None)


def _note_heading(block: _Block, found: Surroundings) -> None:
    """Note the mark in a cell that heads a column or a row."""
    passage = block.passage
    cover = next((block.mark_at(sentence, Reach.TABLE_HEADING) for sentence in block.marked), None)
    if cover is None:
        return
    if passage.form is Form.TABLE_HEADING and passage.row == 1:
        found.columns[passage.group, passage.column] = cover
    elif passage.column == 1 and (passage.form is Form.TABLE_HEADING or _is_name(block)):
        found.rows[passage.group, passage.row] = cover


def _is_name(block: _Block) -> bool:
    """Return whether a first cell names its row; one that says something is covered by itself alone."""
    text = block.passage.text
    return not block.claiming and not STATES.search(text) and len(text.split()) <= LONGEST_NAME
