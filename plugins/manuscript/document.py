"""An article or page, read: its source, header, passages and sentences, each with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markdown.extensions import Extension

from plugins.manuscript.converter import Conversion, convert
from plugins.manuscript.draft import Draft, Piece, compose
from plugins.manuscript.header import Header, parse_header
from plugins.manuscript.passages import Form, Inset, Part, RawPassage
from plugins.manuscript.sentences import Sentence, split_sentences
from plugins.manuscript.source import Source, Span
from plugins.manuscript.trace import Trace, trace


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of prose: plain text, what stands in it, and the way back to the source."""

    form: Form
    part: Part
    text: str
    sentences: tuple[Sentence, ...]
    insets: tuple[Inset, ...]
    code: tuple[Span, ...]
    """Stretches of the text that stand in code."""
    heading: str
    """The nearest heading above, "" for headings themselves."""
    lead_in: str
    """For what stands in a list or table: the last sentence of the paragraph right above it."""
    group: int
    footnote: str
    offsets: tuple[int, ...]
    """The source offset of each character of `text`."""
    inside: int
    """The number of the list that this list stands in; 0 for one that stands in none."""
    quotation: int
    """The same number for everything in one block quotation; 0 outside of any."""
    row: int
    """The row of a table, from 1; 0 outside of tables."""
    column: int
    """The column of a table, from 1; 0 outside of tables, and where cells reach over several rows."""

    def span(self, start: int, end: int) -> Span:
        """Return where the characters from `start` to `end` of the text stand in the source."""
        if not self.offsets:
            return Span(0, 0)
        first = self.offsets[min(start, len(self.offsets) - 1)]
        last = self.offsets[min(max(end, start + 1), len(self.offsets)) - 1]
        return Span(first, max(first, last) + 1)


@dataclass(frozen=True, slots=True)
class Document:
    """One manuscript. Depends on nothing but the source, the extensions and this code's version."""

    source: Source
    header: Header
    draft: Draft
    conversion: Conversion
    passages: tuple[Passage, ...]
    unmarked: frozenset[int]
    """Draft lines whose words are placed between their neighbours only (see trace.py)."""

    @property
    def path(self) -> str:
        """The source's path, for messages."""
        return self.source.path

    def sentences(self) -> Iterator[tuple[Passage, Sentence]]:
        """Yield every sentence with its passage, in the order of the page."""
        for passage in self.passages:
            for sentence in passage.sentences:
                yield passage, sentence

    @property
    def has_text(self) -> bool:
        """Whether the part below the header shows a reader anything."""
        return any(passage.part in (Part.BODY, Part.FOOTNOTE) for passage in self.passages)

    @property
    def harvest(self) -> Mapping[str, object]:
        """What the Markdown extensions learned."""
        return self.conversion.harvest


def read_document(source: Source, extensions: tuple[Extension, ...] = ()) -> Document:
    """Read a source into a document; `extensions` are those the page is built with."""
    header = parse_header(source)
    draft = compose(source, header)
    conversion = convert(draft, extensions)

    def to_html(text: str) -> str:
        return convert(Draft(text, ()), extensions).whole

    traced = trace(draft.text, conversion.whole, to_html)
    return Document(source, header, draft, conversion, _passages(traced, draft), traced.unmarked)


def _passages(traced: Trace, draft: Draft) -> tuple[Passage, ...]:
    made: list[Passage] = []
    lead_ins: dict[int, str] = {0: ""}
    for raw, offsets in zip(traced.passages, traced.offsets, strict=True):
        if raw.group not in lead_ins:
            lead_ins[raw.group] = _lead_in(made, raw)
        made.append(
            Passage(
                raw.form,
                raw.part,
                raw.text,
                split_sentences(raw.text),
                raw.insets,
                raw.code,
                raw.heading,
                lead_ins[raw.group],
                raw.group,
                raw.footnote,
                tuple(draft.source_offset(offset) for offset in offsets),
                raw.inside,
                raw.quotation,
                raw.row,
                raw.column,
            )
        )
    return tuple(made)


def _lead_in(before: list[Passage], raw: RawPassage) -> str:
    """Return the sentence that introduces a list: the last one of a paragraph right above it."""
    above = before[-1] if before else None
    if above is None or above.part is not raw.part or above.form is not Form.PARAGRAPH:
        return ""
    return above.sentences[-1].text if above.sentences else ""


__all__ = ["Document", "Passage", "Piece", "read_document"]
