"""The words of opposites.toml: which words turn a statement round when one stands for another."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("opposites.toml")
SETTINGS = {"these", "those", "bad"}


class WrongOpposites(ValueError):
    """The list cannot be read; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Opposites:
    """The pairs, by word, and what denies the word behind it."""

    sides: dict[str, tuple[tuple[int, int], ...]]
    """By word the pairs in which it stands, each with its side: 1 or -1."""
    bad: frozenset[int]
    """The pairs whose second side is bad news of anything."""
    denials: frozenset[str]
    forms: dict[str, str]
    """By form of an irregular verb the verb."""


@lru_cache(maxsize=1)
def opposites() -> Opposites:
    """Return the list as it comes with the package; raises `WrongOpposites`. Effect: reads a file, once."""
    return parse_opposites(FILE.read_text("utf-8"))


def parse_opposites(text: str) -> Opposites:
    """Read the list; raises `WrongOpposites` with everything that is wrong with it."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WrongOpposites(f"opposites.toml is not valid TOML: {error}") from None
    sides: dict[str, dict[int, int]] = {}
    bad, wrong = set(), []
    for number, pair in enumerate(data.get("pairs", [])):
        if not isinstance(pair, dict) or not {"these", "those"} <= pair.keys() <= SETTINGS:
            wrong.append(f"pair {number + 1} holds something else than “these”, “those” and “bad”")
            continue
        if pair.get("bad"):
            bad.add(number)
        for key, side in (("these", 1), ("those", -1)):
            for word in str(pair[key]).split():
                if word != word.casefold() or sides.get(word, {}).get(number, side) != side:
                    wrong.append(f"pair {number + 1}: “{word}” is not in small letters, or is on both sides")
                sides.setdefault(word, {})[number] = side
    if wrong:
        raise WrongOpposites("opposites.toml: " + "; ".join(wrong))
    made = {word: tuple(pairs.items()) for word, pairs in sides.items()}
    forms = {word: str(row).split()[0] for row in data.get("forms", []) for word in str(row).split()}
    return Opposites(made, frozenset(bad), frozenset(str(data.get("denials", "")).split()), forms)
