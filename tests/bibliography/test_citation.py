"""Citations as they are typed: what is one, what its parts are, what is none."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.bibliography.citation import BRACKETS, KEY, Citation, parse_citations

ONE = Citation("vale2020", "", "")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("@vale2020", (ONE,)),
        ("@vale2020, p. 3", (Citation("vale2020", "", "p. 3"),)),
        ("@vale2020,p. 3", (Citation("vale2020", "", "p. 3"),)),
        ("@vale2020, pp. 3-5, 7", (Citation("vale2020", "", "pp. 3-5, 7"),)),
        ("@vale2020#walk", (Citation("vale2020", "walk", ""),)),
        ("@vale2020#walk-1.year, p. 3", (Citation("vale2020", "walk-1.year", "p. 3"),)),
        ("@vale2020; @poe2021", (ONE, Citation("poe2021", "", ""))),
        ("@vale2020;@poe2021, p. 3", (ONE, Citation("poe2021", "", "p. 3"))),
        (" @vale2020 ; @vale2020#walk ", (ONE, Citation("vale2020", "walk", ""))),
        ("@10.1111/papr.12345", (Citation("10.1111/papr.12345", "", ""),)),
        ("@van_der-berg:2020", (Citation("van_der-berg:2020", "", ""),)),
        ("@a", (Citation("a", "", ""),)),
    ],
)
def test_every_form_of_a_citation_is_read(typed: str, expected: tuple[Citation, ...]) -> None:
    assert parse_citations(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "", "@", "vale2020", "@vale2020 p. 3", "@vale2020,", "@vale2020;", "; @vale2020", "@vale2020#",
        "@vale2020.", "@vale 2020", "see @vale2020", "-@vale2020", "@vale2020; poe2021", "@#walk", "@_vale",
        "@" + "a" * 81,
    ],
)  # fmt: skip
def test_a_slip_makes_none_of_the_citations_readable(typed: str) -> None:
    assert parse_citations(typed) == ()


def test_a_citation_is_typed_back_without_its_place() -> None:
    assert [Citation("a", "b", "p. 3").typed, Citation("a", "", "p. 3").typed] == ["@a#b", "@a"]


KEYS = st.from_regex(rf"\A{KEY}\Z")
FIGURES = st.from_regex(r"\A[A-Za-z0-9][a-z0-9.-]{0,20}\Z") | st.just("")
LOCATORS = st.sampled_from(["", "p. 3", "pp. 3-5", "chap. 2, p. 1", "Table 4", "Abstract, Results"])
CITATIONS = st.lists(st.builds(Citation, KEYS, FIGURES, LOCATORS), min_size=1, max_size=4)


@given(CITATIONS)
def test_what_is_typed_out_is_read_back(citations: list[Citation]) -> None:
    typed = "; ".join(one.typed + (f", {one.locator}" if one.locator else "") for one in citations)
    assert parse_citations(typed) == tuple(citations)


@given(st.text(alphabet="@a1#;,. -_[]\n", max_size=40))
def test_reading_never_fails_and_gives_only_keys_that_can_be_typed(text: str) -> None:
    assert all(re.fullmatch(KEY, one.key) for one in parse_citations(text))


@pytest.mark.parametrize(
    ("markdown", "inside"),
    [
        ("It helps.[@vale2020] More.", ["@vale2020"]),
        ("It helps [@vale2020, p. 3].", ["@vale2020, p. 3"]),
        ("[@vale2020][@poe2021]", ["@vale2020", "@poe2021"]),
        ("[@vale2020] (an aside)", ["@vale2020"]),
        ("[@vale2020](https://example.org)", []),
        ("[@vale2020][label]", []),
        ("[@vale2020\n]", []),
        ("[ada@example.org]", []),
        ("[@" + "a" * 401 + "]", []),
    ],
)
def test_brackets_are_those_of_citations_and_not_of_links(markdown: str, inside: list[str]) -> None:
    assert [match["inside"] for match in re.finditer(BRACKETS, markdown)] == inside
