"""Where in a JSON text each value stands, so that what is wrong with one can be told with its line.

Python's reader gives no places. What lies deeper than is asked for is passed over whole.
"""

import json
from collections.abc import Iterable, Mapping

from plugins.manuscript.source import Span

Path = tuple[str | int, ...]
BETWEEN = " \t\r\n,:"
READER = json.JSONDecoder()


class Twice(ValueError):
    """An object has a name twice, and one of its values would be passed over. The message is the name."""


def without_twins(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    """Return an object's names with their values, for `json.loads(…, object_pairs_hook=…)`; raise `Twice`."""
    told: dict[str, object] = {}
    for name, value in pairs:
        if name in told:
            raise Twice(name)
        told[name] = value
    return told


def json_places(text: str, depth: int) -> Mapping[Path, Span]:
    """Return the place of every value of a text that is valid JSON, by the names and numbers that lead to it;
    `depth` is how many of these are followed."""
    places: dict[Path, Span] = {}
    _note(text, _next(text, 0), (), depth, places)
    return places


def _note(text: str, start: int, path: Path, depth: int, places: dict[Path, Span]) -> int:
    """Note a value and those in it; return where it ends."""
    if depth == 0 or text[start] not in "{[":
        end = READER.raw_decode(text, start)[1]
    else:
        at, number = _next(text, start + 1), 0
        while text[at] not in "}]":
            name: str | int = number
            if text[start] == "{":
                name, at = READER.raw_decode(text, at)
            at = _next(text, _note(text, _next(text, at), (*path, name), depth - 1, places))
            number += 1
        end = at + 1
    places[path] = Span(start, end)
    return end


def _next(text: str, at: int) -> int:
    """Return where the next name, value or closing bracket stands."""
    while text[at] in BETWEEN:
        at += 1
    return at
