"""Amounts said without a number."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.quantities.quantity import Form
from plugins.quantities.reading import quantities_in
from plugins.quantities.vague import vague_in
from plugins.quantities.wording import in_short

READINGS = [
    tuple(part.strip() for part in line.split(" =>", 1))
    for line in Path(__file__).with_name("vague.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
PIECES = st.sampled_from(
    ["many", "a", "few", "hours", "of", "people", "dozens", "no", "problems", "never", "rare", "were", "8", "-3.5",
     "majority", "the", "adverse", "events", "or", "two", "for", "weeks", "times", "longer", "grew", ","]
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), READINGS, ids=[text for text, _ in READINGS])
def test_a_text_says_these_amounts(text: str, expected: str) -> None:
    assert "; ".join(in_short(one).replace(" [vague]", "") for one in vague_in(text)) == expected


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_an_amount_is_where_it_says_and_overlaps_no_number(text: str) -> None:
    found = vague_in(text)
    for one in found:
        assert text[one.start : one.end] == one.text
        assert one.low <= one.high
        assert one.form in (Form.VAGUE, Form.UNREADABLE)
    together = sorted([*found, *quantities_in(text)], key=lambda one: one.start)
    assert all(one.end <= other.start for one, other in pairwise(together))


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    for one in vague_in(text):
        assert 0 <= one.start < one.end <= len(text)


@pytest.mark.parametrize("piece", ["many of the ", "no ", "a few ", "never any problem ", "for ", "problem "])
def test_reading_takes_time_in_proportion_to_the_text(piece: str) -> None:
    def seconds(times: int) -> float:
        """Return the processor's time, which other work on the machine does not lengthen; the best of three."""
        taken = []
        for attempt in range(3):
            text = piece * times + str(times + attempt)
            begin = time.process_time()
            vague_in(text)
            taken.append(time.process_time() - begin)
        return min(taken)

    seconds(10)
    assert seconds(4000) < 30 * max(seconds(400), 0.002)
