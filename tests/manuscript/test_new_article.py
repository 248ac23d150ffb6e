"""A new article: what a writer answers is in it, and it can be read at once."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.manuscript.document import read_document
from plugins.manuscript.header import Header, parse_header
from plugins.manuscript.new_article import CannotWrite, new_article, new_slug
from plugins.manuscript.source import Source

TODAY = date(2026, 2, 3)


def header_with(
    title: str = "Walking again", topic: str = "Basics", author: str = "Ada Vale", disclaimer: str = ""
) -> Header:
    return parse_header(Source("a.md", new_article(title, topic, author, disclaimer, TODAY)))


def refusal(
    title: str = "Walking again", topic: str = "Basics", author: str = "Ada Vale", disclaimer: str = ""
) -> str:
    with pytest.raises(CannotWrite) as caught:
        new_article(title, topic, author, disclaimer, TODAY)
    return str(caught.value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Walking again"),
        ("slug", "walking-again"),
        ("date", "2026-02-03"),
        ("category", "Basics"),
        ("author", "Ada Vale"),
        ("status", "draft"),
    ],
)
def test_the_answers_are_in_the_header(field: str, value: str) -> None:
    assert header_with().text(field) == value


def test_a_new_article_has_no_mistake_in_its_header() -> None:
    assert header_with().mistakes == ()


def test_without_a_disclaimer_there_is_no_line_for_one() -> None:
    assert header_with().get("disclaimer") is None


def test_a_disclaimer_is_named_where_one_was_chosen() -> None:
    assert header_with(disclaimer="procedure").text("disclaimer") == "procedure"


def test_a_new_article_has_a_text_and_three_key_points() -> None:
    document = read_document(Source("a.md", new_article("Walking", "Basics", "Ada Vale", "", TODAY)))
    assert (document.has_text, len(document.header.lines("key points"))) == (True, 3)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Walking again", "walking-again"),
        ("The mild® procedure", "the-mild-procedure"),
        ("Café & naïve", "cafe-naive"),
        ("L4–L5: what's that?", "l4-l5-whats-that"),
        ("  C++  ", "c"),
    ],
)
def test_an_address_is_small_letters_digits_and_hyphens(title: str, slug: str) -> None:
    assert new_slug(title) == slug


@pytest.mark.parametrize("name", ["title", "topic", "author"])
def test_an_empty_answer_is_refused_by_name(name: str) -> None:
    assert refusal(**{name: "  "}) == f"The {name} is empty."


@pytest.mark.parametrize("name", ["title", "topic", "author", "disclaimer"])
@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n"])
def test_an_answer_over_two_lines_is_refused(name: str, line_end: str) -> None:
    assert "line break" in refusal(**{name: f"One{line_end}Slug: evil"})


def test_a_title_that_lists_would_cut_off_is_refused_with_its_length() -> None:
    assert refusal(title="a" * 66).startswith("The title has 66 characters; 65")


@pytest.mark.parametrize("title", ["★ ★", "—", "---"])
def test_a_title_without_letters_for_an_address_is_refused(title: str) -> None:
    assert "letters or digits" in refusal(title=title)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aB1 :-{}%#\"'é&<,[]®", min_size=1, max_size=65))
def test_a_title_that_is_taken_is_the_title_that_is_read(title: str) -> None:
    try:
        header = header_with(title=title)
    except CannotWrite:
        return
    assert (header.text("title"), header.mistakes) == (title.strip(), ())
