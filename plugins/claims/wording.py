"""The small language the phrases are written in, and mistakes in it.

A phrase is a row of slots. What each sign means is explained at the head of `lexicon.toml`.
"""

import re
import tomllib
from dataclasses import dataclass, field
from difflib import get_close_matches

GAP = 4
"""The most words that "..." in a phrase may stand for."""


_LETTERS = "a-záéíóúüñ"
"""Small letters of the languages that there are lists for."""
_WORD = re.compile(rf"[{_LETTERS}0-9'’$£€%.&-]+\*?|\*[{_LETTERS}'-]+")


@dataclass(frozen=True, slots=True)
class Slot:
    """What one place in a phrase accepts: any of its words, beginnings or endings, or a number."""

    words: frozenset[str] = frozenset()
    beginnings: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()
    number: bool = False
    gap: bool = False
    """True for "...", which accepts up to `GAP` words of any kind."""


@dataclass(frozen=True, slots=True)
class LexiconProblem:
    """One mistake in a wording list."""

    file: str
    line: int
    """Counted from 1; 1 as well when the file as a whole is at fault."""
    wrong: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.wrong} {self.allowed}".rstrip()


class LexiconProblems(ValueError):
    """The wording lists cannot be used; `problems` names every mistake found."""

    def __init__(self, problems: tuple[LexiconProblem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


@dataclass(slots=True)
class Reading:
    """The file being read, and the mistakes met so far."""

    file: str
    lines: tuple[str, ...]
    problems: list[LexiconProblem] = field(default_factory=list)

    def report(self, where: tuple[str, ...], wrong: str, allowed: str = "") -> None:
        """Note a mistake at the line that holds the last of the words in `where`."""
        self.problems.append(LexiconProblem(self.file, self._line(where), wrong, allowed))

    def _line(self, where: tuple[str, ...]) -> int:
        """Find each text after the one before it, so that a family's own `kind` is meant."""
        found = 0
        for text in where:
            after = (n for n in range(found, len(self.lines)) if text in self.lines[n])
            found = next(after, found)
        return found + 1


def read_tables(file: str, text: str) -> tuple[Reading, dict[str, object]]:
    """Return the tables of a list's TOML text, and the reading that notes what is wrong in them.

    Raises `LexiconProblems` with the line where the text is no TOML.
    """
    reading = Reading(file, tuple(text.splitlines()))
    try:
        return reading, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        at = int(line[1]) if line else max(1, len(reading.lines))
        broken = LexiconProblem(file, at, f"The file is not valid TOML: {error}.", "")
        raise LexiconProblems((broken,)) from error


def phrase_of(
    text: str, classes: dict[str, Slot], place: tuple[str, ...], reading: Reading
) -> tuple[Slot, ...]:
    """Read one phrase: words, "a/b", "word*", "*ending", "@class", "#", "..."."""
    slots = tuple(_slot(part, classes, place, reading) for part in text.split())
    if all(slot.gap for slot in slots):
        reading.report(place, "This phrase has no word in it.")
    elif slots[-1].gap:
        reading.report(place, f'The phrase "{text}" ends with "...".', "End with a word.")
    return slots


def _slot(part: str, classes: dict[str, Slot], place: tuple[str, ...], reading: Reading) -> Slot:
    if part == "...":
        return Slot(gap=True)
    slots: list[Slot] = []
    for piece in part.split("/"):
        if piece == "#":
            slots.append(Slot(number=True))
        elif piece.startswith("@"):
            if piece[1:] not in classes:
                reading.report(
                    place,
                    f'There is no word list "{piece}".',
                    near_misses(piece[1:], tuple(classes)),
                )
            slots.append(classes.get(piece[1:], Slot()))
        elif not _WORD.fullmatch(piece):
            reading.report(
                place,
                f'"{piece}" is not a word the lists can use.',
                "Small letters and figures; * only at one end, for any ending.",
            )
        elif piece.endswith("*"):
            slots.append(Slot(beginnings=frozenset((piece[:-1],))))
        elif piece.startswith("*"):
            slots.append(Slot(endings=frozenset((piece[1:],))))
        else:
            slots.append(Slot(words=frozenset((piece.replace("’", "'"),))))
    return Slot(
        words=frozenset().union(*(slot.words for slot in slots)),
        beginnings=frozenset().union(*(slot.beginnings for slot in slots)),
        endings=frozenset().union(*(slot.endings for slot in slots)),
        number=any(slot.number for slot in slots),
    )


def words_of(name: str, value: object, reading: Reading) -> Slot:
    """Read one list of `[words]`, which phrases call by `@name`."""
    place = ("[words]", f"{name} =")
    return _slot("/".join(texts_of(value, place, reading)) or "-", {}, place, reading)


def texts_of(value: object, place: tuple[str, ...], reading: Reading) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        reading.report(place, f'"{place[-1]}" must be a list of texts.', 'Write ["one", "two"].')
        return ()
    return tuple(str(entry) for entry in value)


def near_misses(near: str, choices: tuple[str, ...]) -> str:
    """Offer the near miss, or the whole choice."""
    close = get_close_matches(near, choices, n=1)
    meant = f'Did you mean "{close[0]}"? ' if close else ""
    shown = ", ".join(choices) if len(choices) <= 15 else f"the {len(choices)} names in this file"
    return f"{meant}Allowed: {shown}."
