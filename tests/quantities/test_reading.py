"""Numbers read as people write them."""

import time
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.quantities.quantity import Bound, Form
from plugins.quantities.reading import quantities_in
from plugins.quantities.units import unit_named
from plugins.quantities.wording import in_short

READINGS = [
    tuple(part.strip() for part in line.split(" =>", 1))
    for line in Path(__file__).with_name("readings.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
PIECES = st.sampled_from(
    ["8 minutes", "about", "one in five", "of the", "75", "people", "up to", "half", "an hour", "1,000", "–", "%",
     "P < .001", "December 7, 2016", "aged", "to", "from", "rose", "$", "±", "twice", "no", "events", "K233800",
     "version 2", "(", ".", "½", "a dozen", "and", "a half", "ten", "million", "-", "year-old", "95% CI"]
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), READINGS, ids=[text for text, _ in READINGS])
def test_a_text_says_these_quantities(text: str, expected: str) -> None:
    assert "; ".join(in_short(one) for one in quantities_in(text)) == expected


def test_the_table_is_as_long_as_promised() -> None:
    assert len(READINGS) >= 60


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_a_quantity_is_where_it_says_and_none_overlaps_another(text: str) -> None:
    found = quantities_in(text)
    for one in found:
        assert text[one.start : one.end] == one.text
        assert one.low <= one.high
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    for one in quantities_in(text):
        assert 0 <= one.start < one.end <= len(text)


@pytest.mark.parametrize(
    "text", ["9" * 6000, "1," * 900 + "111", "1.5" * 2000, "٣ minutes", "5" * 6000 + " of 10"]
)
def test_a_number_nobody_writes_stops_nothing(text: str) -> None:
    quantities_in(text)


def test_conversions_are_exact() -> None:
    (years,), (months,) = quantities_in("2 years"), quantities_in("24 months")
    assert years.base == months.base
    (feet,), (inches,) = quantities_in("3 feet"), quantities_in("36 inches")
    assert feet.base == inches.base
    assert unit_named("mile").scale == 5280 * unit_named("foot").scale


def test_what_is_counted_is_never_converted() -> None:
    (people,), (studies,) = quantities_in("13 people"), quantities_in("13 studies")
    assert not people.unit.converts(studies.unit)


def test_a_limit_and_a_rounding_are_told_apart() -> None:
    (limit,) = quantities_in("fewer than 1 in 1,000 people")
    assert (limit.bound, limit.percent, limit.form) == (Bound.LESS, Fraction(1, 10), Form.SHARE)
    (rounded,) = quantities_in("about 20%")
    assert (rounded.bound, rounded.step) == (Bound.ABOUT, 1)


@pytest.mark.parametrize(
    "piece",
    ["8 to ", "1,", "1,111,", "all ", "version ", "1 in ", "twenty-", "aged 60 to ", "half ", "$1–", "no "],
)
def test_reading_takes_time_in_proportion_to_the_text(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times + str(times)
        begin = time.perf_counter()
        quantities_in(text)
        return time.perf_counter() - begin

    seconds(10)
    assert seconds(8000) < 40 * max(seconds(800), 0.002)
