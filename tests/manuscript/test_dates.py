"""One way to write a date; every other way is refused, with the date it may have meant."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.manuscript.dates import WrongDate, read_date


def refusal(text: str) -> str:
    with pytest.raises(WrongDate) as caught:
        read_date(text)
    return str(caught.value)


@given(st.dates())
def test_the_sites_own_form_is_read_back(day: date) -> None:
    assert read_date(day.isoformat()) == day


@pytest.mark.parametrize(
    "text", [" 2026-02-03 ", "2026-02-03 08:30", "2026-02-03T08:30", "2026-02-03 08:30:15"]
)
def test_space_around_a_date_and_a_time_behind_it_are_allowed(text: str) -> None:
    assert read_date(text) == date(2026, 2, 3)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026/02/03", "2026-02-03"),
        ("2026.2.3", "2026-02-03"),
        ("20260203", "2026-02-03"),
        ("2026-2-3", "2026-02-03"),
        ("13/4/2026", "2026-04-13"),
        ("4/13/2026", "2026-04-13"),
        ("5/5/2026", "2026-05-05"),
        ("3.4.2026", "2026-04-03"),
        ("November 3, 2026", "2026-11-03"),
        ("november 3 2026", "2026-11-03"),
        ("3 November 2026", "2026-11-03"),
        ("Nov 3, 2026", "2026-11-03"),
        ("Nov. 3, 2026", "2026-11-03"),
        ("3 Nov 2026", "2026-11-03"),
    ],
)
def test_a_date_in_another_form_is_refused_with_the_date_that_was_meant(text: str, meant: str) -> None:
    assert refusal(text).endswith(f"Write {meant}.")


@pytest.mark.parametrize("text", ["3/4/2026", "03/04/2026", "03-04-2026"])
def test_a_date_that_can_be_read_in_two_ways_is_refused_with_both(text: str) -> None:
    assert refusal(text).endswith("Write 2026-03-04 or 2026-04-03.")


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01", "2025-02-29", "0000-01-01"])
def test_a_day_that_no_calendar_has_is_refused(text: str) -> None:
    assert "not a day of the calendar" in refusal(text)


@pytest.mark.parametrize("text", ["2026", "2026-02", "2026-2"])
def test_a_date_without_its_day_is_never_filled_in(text: str) -> None:
    assert "not a whole date" in refusal(text)


@pytest.mark.parametrize("text", ["", "tomorrow", "Monday", "12:30", "May", "10", "2026-02-03."])
def test_what_is_no_date_is_refused_with_an_example(text: str) -> None:
    assert "Write year, month and day like this: 2026-02-03." in refusal(text)


@given(st.text(max_size=20))
def test_a_refusal_quotes_what_was_typed(text: str) -> None:
    told = ""
    try:
        read_date(text)
    except WrongDate as error:
        told = str(error)
    assert not told or f"“{text.strip()}”" in told
