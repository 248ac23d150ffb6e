"""Lengths of style sheets in pixels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.checks.lengths import Room, pixels

ROOM = Room(window=1000, whole=500, em=20)


@pytest.mark.parametrize(
    ("value", "comes_to"),
    [
        ("0", 0),
        ("12px", 12),
        ("-.5rem", -8),
        ("2em", 40),
        ("1e1pt", 40 / 3),
        ("10%", 50),
        ("10vw", 100),
        ("50vh", 400),
        ("calc(-1 * 5000px)", -5000),
        ("calc(100% - 2 * (1em + 5px))", 450),
        ("max(1rem, 50% - 620px / 2)", 16),
        ("min(clamp(10px, 1px + 2vw, 15px), 11vw)", 15),
    ],
)
def test_a_length_comes_to_pixels(value: str, comes_to: float) -> None:
    assert pixels(value, ROOM) == pytest.approx(comes_to)


@pytest.mark.parametrize(
    "value",
    [
        "", "auto", "red", "1px 2px", "1px,2px", "calc(1px", "calc()", "calc(1px -)", "1px)", "1parsec", "calc(1px / 0)",
        "clamp(1px, 2px)", "calc(infinity * 1px)", "round(1px)", "var(--x)", "(" * 500 + "1px" + ")" * 500,
    ],
)  # fmt: skip
def test_what_is_no_length_comes_to_nothing(value: str) -> None:
    assert pixels(value, ROOM) is None


@given(
    st.lists(st.sampled_from(["1", "px", "calc(", "min(", ")", ",", " + ", "-", "*", "/", "%", " "])).map(
        "".join
    )
)
def test_any_text_is_a_length_or_none(value: str) -> None:
    number = pixels(value, ROOM)
    assert number is None or isinstance(number, float)
