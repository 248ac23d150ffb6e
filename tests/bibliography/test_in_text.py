"""Where a citation stands in its source, however it is typed."""

import pytest

from plugins.bibliography.in_text import citations_in, markers_in
from plugins.bibliography.library import Library
from plugins.bibliography.markers import CitationExtension
from plugins.manuscript.document import Document, read_document
from plugins.manuscript.source import Source


def document(body: str) -> Document:
    return read_document(Source("a.md", f"Title: A\n\n{body}\n"), (CitationExtension(Library()),))


@pytest.mark.parametrize("typed", ["[@key#one]", "[@key#one\t]", "[@a;\t@key#one]", "[@key#one, p.\t3]"])
def test_a_citation_is_found_in_the_source_also_with_tabs_in_it(typed: str) -> None:
    read = document(f"The bell rings.[@key#one] It rings again.{typed} It stops.")
    text = read.source.text
    spans = [marker.span for marker in markers_in(read)]
    assert [text[span.start : span.end] for span in spans] == ["[@key#one]", typed]
    for citation, span in citations_in(read):
        assert text[span.start : span.end] == citation.typed


@pytest.mark.parametrize("typed", ["[@key, p.&nbsp;3]", "[@key, **p.** 3]", "[@key, p.&#9;3]"])
def test_a_citation_always_has_a_place_in_the_source(typed: str) -> None:
    read = document(f"The bell rings.{typed} It stops.")
    for span in (*(marker.span for marker in markers_in(read)), *(span for _, span in citations_in(read))):
        assert 0 < span.start <= span.end <= len(read.source.text)
        assert read.source.position(span.start).line == 3
