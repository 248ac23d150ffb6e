"""Where the citations of an article stand in its source: each pair of brackets, and each source in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from plugins.bibliography.citation import Citation, parse_citations
from plugins.manuscript.document import Document, Passage
from plugins.manuscript.passages import Inset
from plugins.manuscript.source import Span


@dataclass(frozen=True, slots=True)
class Marker:
    """A citation as typed, `[@one; @two]`: its passage, and its brackets in the source."""

    passage: Passage
    inset: Inset
    span: Span

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The sources named between the brackets."""
        return parse_citations(self.inset.value)


def markers_in(document: Document) -> Iterator[Marker]:
    """Yield every citation that the converter read as one, in the order of the page."""
    text = document.source.text
    cursors: dict[str, int] = {}
    for passage in document.passages:
        for inset in passage.insets:
            if inset.kind == "citation":
                start = _start(text, passage, inset, cursors)
                yield Marker(passage, inset, Span(start, start + len(inset.value) + 2))


def citations_in(document: Document) -> Iterator[tuple[Citation, Span]]:
    """Yield every source that is cited, with the place of its key and figure."""
    text = document.source.text
    for marker in markers_in(document):
        for citation in marker.citations:
            typed = text.find(citation.typed, marker.span.start, marker.span.end)
            yield citation, Span(typed, typed + len(citation.typed))


def _start(text: str, passage: Passage, inset: Inset, cursors: dict[str, int]) -> int:
    """Return where a citation's brackets open: the first like it behind the words before it that
    was not taken already."""
    typed = f"[{inset.value}]"
    words = passage.span(0, inset.offset).end if inset.offset else passage.span(0, 1).start
    begin = max(words, cursors.get(typed, 0)) if inset.offset else cursors.get(typed, 0)
    found = text.find(typed, begin)
    if found < 0:
        found = text.find(typed)
    cursors[typed] = found + 1
    return found
