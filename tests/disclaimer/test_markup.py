"""The element a disclaimer stands in: word for word, and with nothing live in it."""

from datetime import date
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from plugins.disclaimer.disclaimer import Disclaimer, Level, Scope
from plugins.disclaimer.markup import disclaimer_html
from plugins.manuscript.source import Source


def disclaimer(title: str = "Medical disclaimer", *paragraphs: str, version: str = "3") -> Disclaimer:
    return Disclaimer(
        id="general",
        version=version,
        title=title,
        paragraphs=paragraphs or ("This page is no advice.", "Ask a doctor."),
        strictness=1,
        in_force_from=date(2026, 1, 1),
        in_force_until=None,
        scopes=(Scope(Level.EVERYTHING),),
        source=Source("disclaimers/general.md", ""),
    )


class Elements(HTMLParser):
    """The tags of a piece of HTML, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)


def attributes(made: Disclaimer) -> dict[str, str | None]:
    element = LexborHTMLParser(disclaimer_html(made)).css_first("div")
    assert element is not None
    return dict(element.attributes)


def test_it_is_a_note_that_is_named_by_its_heading() -> None:
    found = attributes(disclaimer())
    assert (found["role"], found["aria-labelledby"]) == ("note", "disclaimer-title")


def test_it_tells_which_text_in_which_version_it_is() -> None:
    made = disclaimer()
    found = attributes(made)
    assert (
        found["data-disclaimer-id"],
        found["data-disclaimer-version"],
        found["data-disclaimer-fingerprint"],
    ) == (
        "general",
        "3",
        made.fingerprint,
    )


def test_it_has_one_heading_and_one_paragraph_for_each_of_its_text() -> None:
    assert Elements(disclaimer_html(disclaimer())).tags == ["div", "h2", "p", "p"]


def test_markup_in_its_text_is_shown_and_not_live() -> None:
    html = disclaimer_html(disclaimer("<b>Title</b>", "</p></div><script>alert(1)</script> & “so”"))
    assert Elements(html).tags == ["div", "h2", "p"]


def test_its_version_cannot_break_out_of_its_attribute() -> None:
    assert attributes(disclaimer(version='3" onclick="x')).get("onclick") is None


TEXTS = st.lists(
    st.sampled_from(
        ["no advice", "<b>", "</div>", "&amp;", "&", '"', "'", "<!--", "-->", "“so”", "—", "é", "5'4\""]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)


@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=3))
def test_a_reader_sees_its_words_exactly(title: str, paragraphs: list[str]) -> None:
    made = disclaimer(title, *paragraphs)
    body = LexborHTMLParser(disclaimer_html(made)).body
    assert body is not None
    assert " ".join(body.text(separator=" ").split()) == made.words
