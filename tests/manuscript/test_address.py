"""Addresses: made as Pelican makes them, and what is wrong with one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pelican.settings import DEFAULT_CONFIG
from pelican.utils import slugify

from plugins.manuscript.address import LONGEST, address_mistakes, address_of, slug_of, slug_trouble
from plugins.manuscript.header import parse_header
from plugins.manuscript.source import Source


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_a_title_makes_the_address_that_pelican_makes_of_it(title: str) -> None:
    assert slug_of(title) == slugify(title, DEFAULT_CONFIG["SLUG_REGEX_SUBSTITUTIONS"])


@pytest.mark.parametrize(
    ("lines", "is_page", "address"),
    [
        ("Title: A narrow canal", False, "a-narrow-canal.html"),
        ("Title: A narrow canal\nSlug: canal", False, "canal.html"),
        ("Title: About us", True, "pages/about-us.html"),
        ("Title: Caminar\nLang: es", False, "caminar-es.html"),
        ("Title: Walking\nLang: EN", False, "walking.html"),
    ],
)
def test_the_address_is_made_of_slug_title_and_language(lines: str, is_page: bool, address: str) -> None:
    assert address_of(parse_header(Source("a.md", f"{lines}\n\nText.")), is_page) == address


@pytest.mark.parametrize(
    "slug", ["walking", "Walking_2.0", "2026/walking", "c-1", "überblick", "index-of-pain", "a" * LONGEST]
)
def test_a_slug_that_can_be_used_is_taken(slug: str) -> None:
    assert slug_trouble(slug, is_page=False) is None


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("", "a part of it is empty"), ("-", "only signs"), ("..", "only signs"), ("a//b", "a part of it is empty"),
        ("a b", "a space"), ("a?b", "“?”"), ("a#b%", "“#” “%”"), ("/a", "empty"), ("a\\b", "“\\”"), (".hidden", "signs"),
        ("INDEX", "the start page"), ("index17", "the start page"), ("Tags", "the list of tags"), ("NUL", "Windows"),
        ("a/com1", "Windows"), ("theme/site", "a folder of the site"), ("é" * 101, "too long: 202 bytes"),
    ],
)  # fmt: skip
def test_a_slug_that_cannot_is_refused_with_the_reason(slug: str, words: str) -> None:
    wrong = slug_trouble(slug, is_page=False)
    assert wrong
    assert words in wrong[0]


def test_pages_have_a_folder_of_their_own_where_no_list_stands() -> None:
    assert slug_trouble("index", is_page=True) is None


def test_an_empty_slug_and_a_missing_title_are_no_mistakes_of_the_address() -> None:
    assert (
        address_mistakes(parse_header(Source("a.md", "Title: Walking\nSlug:\n\nText.")), is_page=False) == ()
    )
    assert address_mistakes(parse_header(Source("a.md", "Date: 2026-02-03\n\nText.")), is_page=False) == ()
