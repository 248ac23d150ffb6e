"""Pictures with captions: what becomes one, and that citations, checks and places work in them."""

import pytest

from plugins.bibliography.library import Library
from plugins.bibliography.markers import CitationExtension
from plugins.bibliography.reference import Reference
from plugins.claims.article import claims_in
from plugins.claims.lexicon import load_lexicon
from plugins.manuscript.converter import convert
from plugins.manuscript.document import read_document
from plugins.manuscript.draft import compose
from plugins.manuscript.header import parse_header
from plugins.manuscript.passages import Form
from plugins.manuscript.safety import is_safe
from plugins.manuscript.source import Source

LIBRARY = Library({"vale": Reference("vale", "webpage", "About vale")})


def html_of(body: str) -> str:
    source = Source("a.md", f"Title: A\n\n{body}\n")
    conversion = convert(compose(source, parse_header(source)), (CitationExtension(LIBRARY),))
    assert is_safe(conversion.whole)
    return conversion.body.split("\n<p>\U0010fffd")[0]


def test_a_picture_with_lines_right_below_it_is_a_figure_with_a_caption() -> None:
    assert html_of("![The canal](canal.svg)\nSeen *from* the side.") == (
        '<figure><img alt="The canal" src="canal.svg">\n'
        "<figcaption>Seen <em>from</em> the side.</figcaption>\n</figure>"
    )


@pytest.mark.parametrize(
    "body",
    [
        "![The canal](canal.svg)",
        "![The canal](canal.svg) and words behind it",
        "Words ![the canal](canal.svg)\nand more.",
        "![One](1.svg) ![Two](2.svg)",
        "[![The canal](canal.svg)](page.md)\nA link is no picture alone.",
    ],
)
def test_any_other_picture_stays_in_its_paragraph(body: str) -> None:
    assert "<figure" not in html_of(body)


def test_a_citation_in_a_caption_is_a_marker() -> None:
    html = html_of("![The canal](canal.svg)\nSeen from the side.[@vale]")
    assert 'href="#r1"' in html.partition("<figcaption>")[2]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_claim_in_a_caption_is_found_at_its_words(end: str) -> None:
    text = "Title: A\n\n![The canal](canal.svg)\nThe procedure relieves leg pain.\n".replace("\n", end)
    document = read_document(Source("a.md", text), (CitationExtension(LIBRARY),))
    [claim] = claims_in(document, load_lexicon())
    assert claim.passage.form is Form.CAPTION
    assert text[claim.span.start : claim.span.end] in "The procedure relieves leg pain."
    assert claim.span.start >= text.index("The procedure")
