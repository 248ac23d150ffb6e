"""The HTML of an article: its parts, its sections, and that two conversions never mix."""

import pytest

from plugins.manuscript.converter import Conversion, convert
from plugins.manuscript.draft import compose
from plugins.manuscript.header import parse_header
from plugins.manuscript.source import Source


def converted(body: str, header: str = "Title: A") -> Conversion:
    source = Source("a.md", f"{header}\n\n{body}\n")
    return convert(compose(source, parse_header(source)))


def test_key_points_and_questions_are_inline_html_one_by_one() -> None:
    made = converted("Text.", "Title: A\nKey points:\n- *One*.\n- Two.\nQuestions:\n- Why & how?")
    assert (made.key_points, made.questions) == (("<em>One</em>.", "Two."), ("Why &amp; how?",))


def test_the_body_holds_the_text_and_its_footnotes_only() -> None:
    made = converted("Text[^n].\n\n[^n]: A note.", "Title: A\nKey points:\n- Point.\nQuestions:\n- Why?")
    assert ("A note." in made.body, "Point" in made.body, "Why" in made.body) == (True, False, False)


def test_no_character_of_our_own_making_is_on_the_page() -> None:
    made = converted("Text[^n].\n\n[^n]: A note.\n\n<div>", "Title: A\nQuestions:\n- Why?")
    assert all(sign < "\U000f0000" for sign in "".join((*made.key_points, made.body, *made.questions)))


@pytest.mark.parametrize("tag", ["div", "details", "pre", "table", "style", "script"])
def test_html_that_is_never_closed_is_still_converted(tag: str) -> None:
    made = converted(f"Before.\n\n<{tag}>\nInside.", "Title: A\nKey points:\n- Point.")
    assert (made.key_points, "Before." in made.body) == (("Point.",), True)


def test_sections_are_the_headings_of_the_second_level() -> None:
    made = converted("### Deep\n\n## One & *two*\n\n### Below\n\n## Three\n\n# Top")
    assert [section.text for section in made.sections] == ["One & two", "Three"]


def test_a_section_is_found_on_the_page_by_its_id() -> None:
    made = converted("## What it costs\n\n## What it costs")
    assert all(f'id="{section.id}"' in made.body for section in made.sections)


def test_two_headings_of_the_same_words_have_different_ids() -> None:
    made = converted("## What it costs\n\n## What it costs")
    assert len({section.id for section in made.sections}) == 2


@pytest.mark.parametrize(
    "heading",
    ["Disclaimer", "References", "Questions", "Key points", "Main", "R1", "C1-2", "fn 1", "fnref", "★"],
)
def test_a_heading_never_takes_an_id_of_the_page_itself(heading: str) -> None:
    (section,) = converted(f"## {heading}").sections
    assert section.id.startswith("about-")


@pytest.mark.parametrize("typed", ["{: onclick=alert(1) }", "{: .hidden #x }", "*[ABC]: long form", "[TOC]"])
def test_markdown_that_reaches_beyond_its_place_is_not_read(typed: str) -> None:
    body = converted(f"A word and ABC.\n\nA line.\n{typed}").body
    assert not any(sign in body for sign in ("onclick=alert(1)>", 'class="hidden"', "<abbr", 'class="toc"'))


def test_a_list_that_starts_at_three_starts_at_three_on_the_page() -> None:
    assert '<ol start="3">' in converted("3. third\n4. fourth").body
