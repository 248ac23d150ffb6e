"""Sums in evidence files: worked out anew, exactly, and nothing else is ever run."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.bibliography.derived import LONGEST_SUM, WrongSum, comes_out, numbers_in, work_out


@pytest.mark.parametrize(
    ("typed", "result"),
    [
        ("(75 - 9) / 75", Fraction(66, 75)),
        ("3 / 373", Fraction(3, 373)),
        ("3,956 - 246", Fraction(3710)),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("-(2 - 5) * +4", Fraction(12)),
        ("2 × 3 ÷ 4 − 1", Fraction(1, 2)),
        (".5 + 5.", Fraction(11, 2)),
        (" 1 ", Fraction(1)),
    ],
)
def test_a_sum_is_worked_out_exactly(typed: str, result: Fraction) -> None:
    assert work_out(typed).result == result


def test_the_numbers_of_a_sum_are_told() -> None:
    assert work_out("(75 - 9) / 75").numbers == (75, 9, 75)


@pytest.mark.parametrize(
    "typed",
    [
        "", "  ", "2 ** 9", "7 // 2", "7 % 2", "__import__('os')", "a + 1", "(1)(2)", "1 2", "1,23", "(1, 2)",
        "[1]", "1 if 1 else 2", "1 < 2", "1e9", "0x10", "007", "1_000", "4 / 0", "4 / (2 - 2)", "(", "1 +",
        "1\n+ 2", "١ + 1", "(" * 150, "-" * LONGEST_SUM + "1", "9" * (LONGEST_SUM + 1),
    ],
)  # fmt: skip
def test_what_is_no_plain_sum_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(WrongSum) as caught:
        work_out(typed)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("result", "value", "agrees"),
    [
        (Fraction(66, 75), "88 %", True),
        (Fraction(66, 75), "88%", True),
        (Fraction(66, 75), "88 percent", True),
        (Fraction(66, 75), "88.0 %", True),
        (Fraction(66, 75), "0.88", True),
        (Fraction(66, 75), "87 %", False),
        (Fraction(66, 75), "0.9 %", False),
        (Fraction(1, 8), "13 %", True),
        (Fraction(1, 8), "12 %", False),
        (Fraction(1, 8), "12.5 %", True),
        (Fraction(3, 373), "1 in 124", True),
        (Fraction(3, 373), "1 in 125", False),
        (Fraction(3, 373), "1 out of 124 people", True),
        (Fraction(3710), "3,710 feet", True),
        (Fraction(3710), "3,711 feet", False),
        (Fraction(-7, 2), "-3.5 points", True),
        (Fraction(-7, 2), "3.5 points", False),
    ],
)
def test_a_result_is_rounded_to_the_places_of_the_value(result: Fraction, value: str, agrees: bool) -> None:
    assert comes_out(result, value)[0] is agrees


def test_what_it_should_be_is_told_as_it_would_be_typed() -> None:
    assert comes_out(Fraction(66, 75), "87 %")[1] == "88 %"
    assert comes_out(Fraction(3, 373), "1 in 200 people")[1] == "1 in 124 people"
    assert comes_out(Fraction(37105, 10), "3,000.0 feet")[1] == "3,710.5 feet"


@pytest.mark.parametrize("value", ["no number", "9 of 75"])
def test_a_value_that_no_sum_can_give_is_told(value: str) -> None:
    with pytest.raises(WrongSum):
        comes_out(Fraction(1, 2), value)


def test_no_part_of_a_whole_cannot_be_one_in_so_many() -> None:
    with pytest.raises(WrongSum):
        comes_out(Fraction(0), "1 in 124")


def test_numbers_are_read_with_and_without_the_comma_of_thousands() -> None:
    assert list(numbers_in("From 246 to 3,956 feet (1.5 times), K12")) == [246, 3956, Fraction(3, 2), 12]


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_agrees_with_itself_in_any_form(part: int, whole: int) -> None:
    made = work_out(f"{part} / {whole}").result
    _, typed = comes_out(made, "0.000 %")
    assert comes_out(made, typed)[0]


def test_a_number_too_long_to_read_is_told_and_does_not_break_off_the_check() -> None:
    with pytest.raises(WrongSum, match="more than 200 digits"):
        comes_out(Fraction(1, 2), f"{'9' * 6000} %")
    assert list(numbers_in(f"5 of {'9' * 6000} people")) == [5]
