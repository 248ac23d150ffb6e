"""Shares that are worked out and not printed in the source: `derived = "(75 - 9) / 75"`, worked out anew.

Exact: whole numbers and fractions, never floating point; only at the end the result is rounded to as many
places as the value has, halves up. A small reader of sums over Python's own syntax tree; nothing is ever run.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

LONGEST_SUM = 200
ALLOWED = re.compile(r"[0-9.,+\-*/() ]*")
# People also type these; each has one meaning.
SIGNS = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-", "–": "-", "\u00a0": " "})
NUMBER = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d])")
ONE_IN = re.compile(r"\b1 (?:in|out of) (?:every )?(?=\d)", re.IGNORECASE)
PERCENT = re.compile(r"\s*(?:%|percent\b|per cent\b)", re.IGNORECASE)


class WrongSum(ValueError):
    """A sum that cannot be worked out; the message is a sentence for whoever keeps the file."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum, worked out, and the numbers that it was made of."""

    result: Fraction
    numbers: tuple[Fraction, ...]


def work_out(typed: str) -> Sum:
    """Return what a sum such as "(75 - 9) / 75" comes to; raise `WrongSum`."""
    text = typed.translate(SIGNS).strip()
    if not text:
        raise WrongSum("The sum is empty.")
    if len(text) > LONGEST_SUM:
        raise WrongSum(f"The sum is longer than {LONGEST_SUM} characters.")
    if not ALLOWED.fullmatch(text):
        raise WrongSum(f"“{typed}” holds something else than numbers, + - * / and round brackets.")
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise WrongSum(f"“{typed}” cannot be read as a sum.") from None
    numbers: list[Fraction] = []
    return Sum(_value(tree.body, text, typed, numbers), tuple(numbers))


def comes_out(result: Fraction, value: str) -> tuple[bool, str]:
    """Return whether a result, rounded to the places of a value, is that value; and how it would be typed.

    Understood are a number (“0.88”), a share (“88 %”) and “1 in 124”. Raises `WrongSum` where the value
    holds no number, or more than one.
    """
    one_in = ONE_IN.search(value)
    numbers = [*NUMBER.finditer(value, one_in.end() if one_in else 0)]
    if len(numbers) != 1:
        count = "no number" if not numbers else "more than one number"
        raise WrongSum(f"The last of “values”, “{value}”, holds {count}, so no sum can give it.")
    typed = numbers[0]
    if len(typed.group()) > LONGEST_SUM:
        raise WrongSum(f"The last of “values” holds a number of more than {LONGEST_SUM} digits.")
    if one_in:
        if result <= 0:
            raise WrongSum("The sum gives no part of a whole, so it cannot be “1 in …”.")
        result = 1 / result
    elif PERCENT.match(value, typed.end()):
        result *= 100
    negative = value[: typed.start()].rstrip().endswith(("-", "−"))
    places = len(typed.group().partition(".")[2])
    rounded = _rounded(result, places)
    stated = number_of(typed.group()) * (-1 if negative else 1)
    whole, rest = divmod(int(abs(rounded) * 10**places), 10**places)
    told = f"{'-' if rounded < 0 else ''}{whole:,}{f'.{rest:0{places}}' if places else ''}"
    return rounded == stated, f"{value[: typed.start()].rstrip('-−')}{told}{value[typed.end() :]}"


def numbers_in(text: str) -> Iterator[Fraction]:
    """Yield the numbers of a text, thousands with or without their comma."""
    for match in NUMBER.finditer(text):
        if len(match.group()) > LONGEST_SUM:
            continue
        yield number_of(match.group())


def number_of(typed: str) -> Fraction:
    """Return the number that was typed."""
    return Fraction(typed.replace(",", ""))


def shown(number: Fraction) -> str:
    """Return a number as people type it."""
    return f"{float(number):,.10g}" if number.denominator != 1 else f"{number.numerator:,}"


def _rounded(number: Fraction, places: int) -> Fraction:
    scale = 10**places
    whole = (2 * abs(number) * scale + 1) // 2
    return Fraction(whole if number >= 0 else -whole, scale)


def _value(node: ast.expr, text: str, typed: str, numbers: list[Fraction]) -> Fraction:
    match node:
        case ast.Constant():
            # The letters of the number itself: 0.1 is a tenth, and no floating-point number is.
            number = Fraction(text[node.col_offset : node.end_col_offset])
            numbers.append(number)
            return number
        case ast.UnaryOp(op=ast.USub()):
            return -_value(node.operand, text, typed, numbers)
        case ast.UnaryOp(op=ast.UAdd()):
            return _value(node.operand, text, typed, numbers)
        case ast.BinOp(op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div()):
            left = _value(node.left, text, typed, numbers)
            right = _value(node.right, text, typed, numbers)
            match node.op:
                case ast.Add():
                    return left + right
                case ast.Sub():
                    return left - right
                case ast.Mult():
                    return left * right
            if right == 0:
                raise WrongSum(f"“{typed}” divides by zero.")
            return left / right
        case _:
            raise WrongSum(f"“{typed}” holds something else than numbers, + - * / and round brackets.")
