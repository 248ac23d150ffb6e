"""Claims in titles, headings and attributes: which sourced sentence takes them up, and where they stand."""

import pytest

from plugins.bibliography.library import Library
from plugins.bibliography.markers import CitationExtension
from plugins.claims.article import claims_in
from plugins.claims.headline import Headline, unsupported_headlines
from plugins.claims.lexicon import load_lexicon
from plugins.manuscript.document import read_document
from plugins.manuscript.source import Source

LEXICON = load_lexicon()


def headlines(text: str) -> list[Headline]:
    document = read_document(Source("a.md", text), (CitationExtension(Library()),))
    return list(unsupported_headlines(document, claims_in(document, LEXICON), LEXICON))


def pointed_at(text: str) -> list[str]:
    return [text[found.span.start : found.span.end] for found in headlines(text)]


@pytest.mark.parametrize(
    ("title", "sentence", "backed"),
    [
        ("93% of patients walked again", "In the study, 93% of patients walked again.", True),
        ("93% of patients walked again", "In the study, 93 percent of patients walked again.", True),
        ("93% of patients walked again", "In the study, 93 people came.", False),
        ("8 in 10 patients had less pain", "About eight in ten patients had less pain.", True),
        ("Less pain for nine in ten patients", "About 9 in 10 patients had less pain.", True),
        ("Less pain for nine in ten patients", "About 5% of patients had less pain.", False),
        ("3,956 feet for most patients", "Most patients walked 3956 feet.", True),
    ],
)
def test_a_figure_is_taken_up_by_the_same_figure_only(title: str, sentence: str, backed: bool) -> None:
    assert (headlines(f"Title: {title}\n\n{sentence}[@key]\n") == []) is backed


def test_an_unsourced_sentence_takes_nothing_up() -> None:
    assert headlines("Title: 93% of patients walked again\n\nHere 93% of patients walked again.\n")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_same_words_twice_are_two_places(end: str) -> None:
    picture = "![93% of patients walked again](c.png)"
    text = f"Title: A\n\n{picture}\n\nText.\n\n{picture}\n".replace("\n", end)
    places = [found.span.start for found in headlines(text)]
    assert places == [text.index("93%"), text.rindex("93%")]


def test_words_with_entities_are_found_at_their_picture() -> None:
    text = (
        "Title: A\nTags: c.png\n\n![Q &amp; A: 93% of patients walked](c.png)\n\n"
        "![Q &amp; A: 93% of patients walked](c.png)\n"
    )
    places = [found.span.start for found in headlines(text)]
    assert places == [text.index("(c.png)") + 1, text.rindex("(c.png)") + 1]


@pytest.mark.parametrize(
    "body",
    [
        '![A chart](c.png "93% of patients walked again")',
        '[A chart](https://clinic.example "93% of patients walked again")',
    ],
)
def test_what_a_picture_or_link_says_to_a_pointer_counts(body: str) -> None:
    assert pointed_at(f"Title: A\n\n{body}\n") == ["93%"]
