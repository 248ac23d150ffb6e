"""The words whose full stop may not end a sentence, read from stops.toml."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

STANDARD_STOPS = Path(__file__).with_name("stops.toml")


@dataclass(frozen=True, slots=True)
class Stops:
    """The lists of stops.toml, which says what each is for; words small, without their last full stop."""

    leading: frozenset[str]
    numbered: frozenset[str]
    trailing: frozenset[str]
    in_names: frozenset[str]
    places: frozenset[str]
    times: frozenset[str]
    behind_times: frozenset[str]
    openers: frozenset[str]
    labels: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """Every word that a full stop may belong to."""
        return self.leading | self.numbered | self.trailing | self.places


@cache
def read_stops(file: Path = STANDARD_STOPS) -> Stops:
    """Read the lists; raise `ValueError` with every mistake in them."""
    table = tomllib.loads(file.read_text("utf-8"))
    names = [field.name for field in fields(Stops)]
    mistakes = [*_mistakes(table, names)]
    if mistakes:
        raise ValueError("\n".join(f"{file.name}: {mistake}" for mistake in mistakes))
    return Stops(**{name: _words(table[name]) for name in names})


def _mistakes(table: dict[str, object], names: list[str]) -> Iterator[str]:
    for name in names:
        if name not in table:
            yield f"the list “{name}” is missing."
    allowed = "must be in quotes, in small letters, without its last full stop."
    for name, words in table.items():
        if name not in names:
            yield f"“{name}” is not a list of this file. Allowed: {', '.join(names)}."
        elif not isinstance(words, list):
            yield f"“{name}” must be a list: write the words in [ ], each in quotes, with commas between."
        else:
            for word in words:
                if not isinstance(word, str) or not word or word != word.lower().strip(" ."):
                    yield f"{word!r} in “{name}” {allowed}"


def _words(words: object) -> frozenset[str]:
    # "et al" is two words to a reader; in front of the stop stands the second.
    assert isinstance(words, list)
    return frozenset(str(word).split()[-1] for word in words)
