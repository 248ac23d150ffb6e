"""Reading the wording lists, and telling a writer about every mistake in them at once.

The lists live in `lexicon.toml`, whose opening comment explains the small language the phrases are
written in. Nothing here knows any medical wording.
"""

import re
import tomllib
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from plugins.claims.claim import ClaimKind

STANDARD_LEXICON = Path(__file__).with_name("lexicon.toml")

CALM = "calm"
BACKGROUND = "background"
KINDS = (*(kind.value for kind in ClaimKind), CALM, BACKGROUND)
PLACES = ("sentence", "opening", "heading", "lead-in")
GAP = 4
"""The most words that "..." in a phrase may stand for."""

SHAPES = {
    "question": "a sentence that ends with a question mark",
    "exclamation": "a sentence that ends with an exclamation mark",
    "short": "a paragraph sentence of fewer than five words",
    "list item": "an item of a list",
    "quoted words": "a sentence with quotation marks around at least three words",
    "gene name": "a name of capitals and figures, such as BRCA1",
    "year": "a year between 1900 and 2099",
    "bare number": "a number that no list explains",
    "long": "a sentence of more than thirty words",
}
"""What the detector sees without a word list; `[shapes]` gives each its weight."""

_WORD = re.compile(r"[a-z0-9'’$£€%.&-]+\*?|\*[a-z'-]+")


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
class Family:
    """Phrases that say the same thing about a sentence."""

    name: str
    kind: ClaimKind | None
    """The kind of claim these phrases show, or nothing when they speak against a claim."""
    weight: float
    """Points added to the sentence's score (once, however many of the phrases occur)."""
    says: str
    """What a sentence with such a phrase does, to complete "This sentence ..."."""
    where: str
    """One of `PLACES`: which text is searched."""
    together_with: tuple[str, ...]
    """Families of which at least one must be found as well."""
    unless: tuple[str, ...]
    """Families that cancel this one."""
    phrases: tuple[tuple[Slot, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The wording lists of one file.

    Two lexicons are equal only if they are the same object: they are large, serve as the key of
    the compiled detector, and comparing them word by word would cost more than a sentence does.
    """

    threshold: float
    """A sentence whose score reaches this is a claim."""
    start: float
    """The score of a sentence in which nothing was found."""
    shapes: tuple[tuple[str, float], ...]
    families: tuple[Family, ...]


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
class _Reading:
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


def load_lexicon(path: Path | None = None) -> Lexicon:
    """Read the wording lists, by default the ones that come with the package.

    Raises `LexiconProblems` with every mistake, each with file, line and the allowed values.
    """
    return _load(path if path is not None else STANDARD_LEXICON)


@lru_cache(maxsize=8)
def _load(path: Path) -> Lexicon:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        unread = LexiconProblem(path.name, 1, f"The file could not be read ({error}).", "")
        raise LexiconProblems((unread,)) from error
    reading = _Reading(path.name, tuple(text.splitlines()))
    try:
        tables: dict[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        at = int(line[1]) if line else len(reading.lines)
        broken = LexiconProblem(path.name, at, f"The file is not valid TOML: {error}.", "")
        raise LexiconProblems((broken,)) from error

    for name in tables:
        if name not in ("score", "shapes", "words", "families"):
            reading.report((f"[{name}",), f'"{name}" is not a part of this file.',
                           "Allowed: score, shapes, words, families.")
    score = _table(tables, "score", reading)
    shapes = _table(tables, "shapes", reading)
    for name in shapes:
        if name not in SHAPES:
            reading.report(("[shapes]", name), f'There is no shape "{name}".',
                           _allowed(name, tuple(SHAPES)))
    classes = {
        name: _parts(name, value, reading)
        for name, value in _table(tables, "words", reading).items()
    }
    written = _table(tables, "families", reading)
    families = tuple(
        _family(name, value, classes, tuple(written), reading) for name, value in written.items()
    )
    lexicon = Lexicon(
        threshold=_number(score, "threshold", ("[score]",), reading),
        start=_number(score, "start", ("[score]",), reading),
        shapes=tuple((name, _number(shapes, name, ("[shapes]",), reading)) for name in SHAPES),
        families=families,
    )
    if reading.problems:
        raise LexiconProblems(tuple(reading.problems))
    return lexicon


def _family(name: str, value: object, classes: dict[str, Slot], names: tuple[str, ...],
            reading: _Reading) -> Family:
    """Check one `[families."..."]` table and turn its phrases into slots."""
    place: tuple[str, ...] = (f'[families."{name}"]',)
    if not isinstance(value, dict):
        reading.report((name,), f'The family "{name}" is not a table.', 'Write [families."name"].')
        value = {}
    table: dict[str, object] = {str(key): entry for key, entry in value.items()}
    for key in table:
        if key not in ("kind", "weight", "says", "where", "with", "unless", "phrases"):
            reading.report((*place, key), f'"{key}" is not a setting of a family.', _allowed(
                key, ("kind", "weight", "says", "where", "with", "unless", "phrases")))
    kind = table.get("kind")
    if kind not in KINDS:
        reading.report((*place, "kind"), f'The family "{name}" has the kind "{kind}".',
                       _allowed(str(kind), KINDS))
        kind = BACKGROUND
    weight = 0.0 if kind == BACKGROUND else _number(table, "weight", place, reading)
    if (kind == CALM and weight > 0) or (kind not in (CALM, BACKGROUND) and weight < 0):
        reading.report((*place, "weight"), f'The weight of "{name}" has the wrong sign.',
                       "A calm family takes points away (below 0), any other adds them.")
    says = table.get("says", "")
    if not isinstance(says, str) or (not says and kind not in (CALM, BACKGROUND)):
        reading.report((*place, "says"), f'The family "{name}" does not say what it means.',
                       'Write for example says = "says how well a treatment works".')
        says = ""
    where = table.get("where", "sentence")
    if where not in PLACES:
        reading.report((*place, "where"), f'"{where}" is not a place.', _allowed(str(where), PLACES))
    others: dict[str, tuple[str, ...]] = {}
    for key in ("with", "unless"):
        others[key] = _texts(table.get(key, []), (*place, key), reading)
        for other in others[key]:
            if other not in names:
                reading.report((*place, key), f'There is no family "{other}".',
                               _allowed(other, names))
    written = _texts(table.get("phrases", []), (*place, "phrases"), reading)
    if not written:
        reading.report(place, f'The family "{name}" has no phrases.')
    return Family(
        name=name,
        kind=None if kind in (CALM, BACKGROUND) else ClaimKind(str(kind)),
        weight=weight,
        says=says,
        where=str(where),
        together_with=others["with"],
        unless=others["unless"],
        phrases=tuple(_phrase(text, classes, (*place, f'"{text}"'), reading) for text in written),
    )


def _phrase(text: str, classes: dict[str, Slot], place: tuple[str, ...],
            reading: _Reading) -> tuple[Slot, ...]:
    """Read one phrase: words, "a/b", "word*", "*ending", "@class", "#", "..."."""
    slots = tuple(_slot(part, classes, place, reading) for part in text.split())
    if not slots or slots[0].gap and all(slot.gap for slot in slots):
        reading.report(place, "This phrase has no word in it.")
    elif slots[-1].gap:
        reading.report(place, f'The phrase "{text}" ends with "...".', "End with a word.")
    return slots


def _slot(part: str, classes: dict[str, Slot], place: tuple[str, ...],
          reading: _Reading) -> Slot:
    if part == "...":
        return Slot(gap=True)
    slots: list[Slot] = []
    for piece in part.split("/"):
        if piece == "#":
            slots.append(Slot(number=True))
        elif piece.startswith("@"):
            if piece[1:] not in classes:
                reading.report(place, f'There is no word list "{piece}".',
                               _allowed(piece[1:], tuple(classes)))
            slots.append(classes.get(piece[1:], Slot()))
        elif not _WORD.fullmatch(piece):
            reading.report(place, f'"{piece}" is not a word the lists can use.',
                           "Small letters and figures; * only at one end, for any ending.")
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


def _parts(name: str, value: object, reading: _Reading) -> Slot:
    """Read one list of `[words]`, which phrases call by `@name`."""
    place = ("[words]", f"{name} =")
    return _slot("/".join(_texts(value, place, reading)) or "-", {}, place, reading)


def _table(tables: dict[str, object], name: str, reading: _Reading) -> dict[str, object]:
    value = tables.get(name)
    if not isinstance(value, dict):
        reading.report((), f"The part [{name}] is missing.")
        return {}
    return {str(key): entry for key, entry in value.items()}


def _number(table: dict[str, object], key: str, place: tuple[str, ...],
            reading: _Reading) -> float:
    value = table.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        reading.report((*place, key), f'"{key}" must be a number.', f"It is: {value!r}.")
        return 0.0
    return float(value)


def _texts(value: object, place: tuple[str, ...], reading: _Reading) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        reading.report(place, f'"{place[-1]}" must be a list of texts.', 'Write ["one", "two"].')
        return ()
    return tuple(str(entry) for entry in value)


def _allowed(near: str, choices: tuple[str, ...]) -> str:
    """Offer the near miss, or the whole choice."""
    close = get_close_matches(near, choices, n=1)
    meant = f'Did you mean "{close[0]}"? ' if close else ""
    shown = ", ".join(choices) if len(choices) <= 15 else f"the {len(choices)} names in this file"
    return f"{meant}Allowed: {shown}."
