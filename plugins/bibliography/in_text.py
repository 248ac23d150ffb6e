"""Where the citations of an article stand in its source: each pair of brackets, and each source in it."""

import re
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
                yield Marker(passage, inset, _brackets(text, passage, inset, cursors))


def citations_in(document: Document) -> Iterator[tuple[Citation, Span]]:
    """Yield every source that is cited, with the place of its key and figure."""
    text = document.source.text
    for marker in markers_in(document):
        for citation in marker.citations:
            typed = text.find(citation.typed, marker.span.start, marker.span.end)
            yield citation, Span(typed, typed + len(citation.typed)) if typed >= 0 else marker.span


def _brackets(text: str, passage: Passage, inset: Inset, cursors: dict[str, int]) -> Span:
    """Return where a citation's brackets stand: the first like it behind the words before it that were not
    taken already."""
    # The converter has made spaces of tabs.
    typed = re.compile(r"\s+".join(map(re.escape, re.split(r"\s+", f"[{inset.value}]"))))
    words = passage.span(0, inset.offset).end if inset.offset else passage.span(0, 1).start
    begin = max(words, cursors.get(inset.value, 0)) if inset.offset else cursors.get(inset.value, 0)
    found = typed.search(text, begin) or typed.search(text)
    if found is None:
        # Better beside its words than in no place at all.
        return Span(words, words)
    cursors[inset.value] = found.start() + 1
    return Span(*found.span())
