"""The passages that rules of language look at: what a reader takes in as sentences."""

from collections.abc import Iterator

from plugins.manuscript.document import Document, Passage
from plugins.manuscript.passages import Form, Part
from plugins.manuscript.sentences import Sentence
from plugins.manuscript.source import Span

PROSE = {Form.PARAGRAPH, Form.LIST_ITEM, Form.DEFINITION}


def prose_of(document: Document) -> Iterator[Passage]:
    """Yield the passages of the text that are prose of the writer's own.

    Headings, tables, code and quotations are left out, as are passages that stand in code as a whole.
    """
    for passage in document.passages:
        if passage.part is Part.BODY and passage.form in PROSE and not _is_code(passage):
            yield passage


def sentences_of(passage: Passage) -> Iterator[Sentence]:
    """Yield the sentences of a passage that hold no code."""
    for sentence in passage.sentences:
        if not in_code(passage, sentence.start, sentence.end):
            yield sentence


def in_code(passage: Passage, start: int, end: int) -> bool:
    """Return whether a stretch of the text touches code."""
    return any(code.start < end and start < code.end for code in passage.code)


def code_in(document: Document) -> tuple[Span, ...]:
    """Return where code stands in the source: stretches of the text, and whole blocks."""
    return tuple(
        passage.span(stretch.start, stretch.end)
        for passage in document.passages
        for stretch in (*passage.code, *([Span(0, len(passage.text))] if passage.form is Form.CODE else ()))
    )


def typed(document: Document, span: Span) -> str:
    """Return what stands in the source at a span."""
    return document.source.text[span.start : span.end]


def _is_code(passage: Passage) -> bool:
    return passage.form is Form.CODE or any(
        code.start == 0 and code.end >= len(passage.text) for code in passage.code
    )
