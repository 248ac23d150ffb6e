"""What a length of a style sheet comes to in pixels, sums and choices (`calc`, `min`, `max`, `clamp`) too.

*Source*: CSS Values and Units Module Level 4, as far as a theme writes it; what is beyond that has no length.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

PART = re.compile(
    r"""
      (?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(?P<unit>[a-z]+|%)?
    | (?P<opened>calc|min|max|clamp)?\(
    | (?P<sign>[-+*/,)])
    """,
    re.VERBOSE,
)
# What a unit that is the same in every window comes to; `rem` where the reader has set nothing else.
FIXED = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 37.8, "mm": 3.78, "q": 0.945,
         "rem": 16.0}  # fmt: skip
OF_WIDTH = frozenset("vw vmin vmax vi svw lvw dvw".split())
OF_HEIGHT = frozenset("vh vb svh lvh dvh".split())
HEIGHT = 800.0
DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Room:
    """What a length is relative to, in pixels: the window's width, a whole of 100%, an em."""

    window: float
    whole: float
    em: float = 16.0


class _NoLength(Exception):
    """A value that is no length, or none that can be reckoned."""


def pixels(value: str, room: Room) -> float | None:
    """Return what a length comes to, or None where that cannot be told."""
    try:
        parts = list(_parts(value))
        number, at = _sum(parts, 0, room, 0)
    except (_NoLength, IndexError, ZeroDivisionError, OverflowError):
        return None
    return number if at == len(parts) else None


def _parts(value: str) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(value):
        if value[at].isspace():
            at += 1
            continue
        match = PART.match(value, at)
        if match is None:
            raise _NoLength
        yield match
        at = match.end()


def _sum(parts: list[re.Match[str]], at: int, room: Room, depth: int) -> tuple[float, int]:
    total, at = _product(parts, at, room, depth)
    while at < len(parts) and parts[at]["sign"] in ("+", "-"):
        number, behind = _product(parts, at + 1, room, depth)
        total, at = (total + number if parts[at]["sign"] == "+" else total - number), behind
    return total, at


def _product(parts: list[re.Match[str]], at: int, room: Room, depth: int) -> tuple[float, int]:
    total, at = _one(parts, at, room, depth)
    while at < len(parts) and parts[at]["sign"] in ("*", "/"):
        number, behind = _one(parts, at + 1, room, depth)
        total, at = (total * number if parts[at]["sign"] == "*" else total / number), behind
    return total, at


def _one(parts: list[re.Match[str]], at: int, room: Room, depth: int) -> tuple[float, int]:
    first = parts[at]
    if first["number"]:
        return float(first["number"]) * _unit(first["unit"] or "", room), at + 1
    if first["sign"] or depth > DEEPEST:
        raise _NoLength
    number, at = _sum(parts, at + 1, room, depth + 1)
    numbers = [number]
    while parts[at]["sign"] == ",":
        number, at = _sum(parts, at + 1, room, depth + 1)
        numbers.append(number)
    if parts[at]["sign"] != ")":
        raise _NoLength
    return _chosen(first["opened"] or "calc", numbers), at + 1


def _chosen(function: str, numbers: list[float]) -> float:
    if function == "min":
        return min(numbers)
    if function == "max":
        return max(numbers)
    if function == "clamp" and len(numbers) == 3:
        return max(numbers[0], min(numbers[1], numbers[2]))
    if function == "calc" and len(numbers) == 1:
        return numbers[0]
    raise _NoLength


def _unit(unit: str, room: Room) -> float:
    if unit in FIXED:
        return FIXED[unit]
    if unit == "em":
        return room.em
    if unit == "%":
        return room.whole / 100
    if unit in OF_WIDTH:
        return room.window / 100
    if unit in OF_HEIGHT:
        return HEIGHT / 100
    raise _NoLength
