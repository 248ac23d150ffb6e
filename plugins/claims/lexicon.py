"""Reading the wording lists, and telling a writer about every mistake in them at once.

The lists live in `lexicon.toml`, whose opening comment explains the small language the phrases are
written in. Nothing here knows any medical wording.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from plugins.claims.claim import ClaimKind
from plugins.claims.weights import STANDARD_WEIGHTS, Weights, load_weights
from plugins.claims.wording import (
    LexiconProblem,
    LexiconProblems,
    Reading,
    Slot,
    near_misses,
    phrase_of,
    read_tables,
    texts_of,
    words_of,
)

__all__ = ["Family", "Lexicon", "LexiconProblem", "LexiconProblems", "load_lexicon"]

STANDARD_LEXICON = Path(__file__).with_name("lexicon.toml")

CALM = "calm"
BACKGROUND = "background"
KINDS = (*(kind.value for kind in ClaimKind), CALM, BACKGROUND)
PLACES = ("sentence", "opening", "heading", "lead-in")
SHAPES = {
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
    weights: Weights | None = None
    """What was learned with this lexicon; without it, the points alone decide."""
    language: str = "en"
    """The language of the sentences that these lists are for."""

    def says(self, name: str) -> str:
        """Return what a sentence with a phrase of this family does."""
        return next(family.says for family in self.families if family.name == name)


def load_lexicon(path: Path | None = None) -> Lexicon:
    """Read the wording lists, by default the ones that come with the package and what was learned with them.

    Raises `LexiconProblems` with every mistake, each with file, line and the allowed values.
    """
    if path is not None and path != STANDARD_LEXICON:
        return load_wording(path)
    return _with_weights(load_wording(STANDARD_LEXICON))


@lru_cache(maxsize=8)
def _with_weights(lexicon: Lexicon) -> Lexicon:
    """Add what was learned: without it the standard lexicon would judge worse, and nobody would know."""
    try:
        return replace(lexicon, weights=load_weights())
    except (OSError, ValueError) as error:
        broken = LexiconProblem(
            STANDARD_WEIGHTS.name,
            1,
            f"The learned weights could not be read ({error}).",
            "Fetch the file again, or make it anew: python3 tasks.py train",
        )
        raise LexiconProblems((broken,)) from error


@lru_cache(maxsize=8)
def load_wording(path: Path = STANDARD_LEXICON) -> Lexicon:
    """Read the wording lists of a file alone; raises like `load_lexicon`."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        unread = LexiconProblem(path.name, 1, f"The file could not be read ({error}).", "")
        raise LexiconProblems((unread,)) from error
    reading, tables = read_tables(path.name, text)
    for name in tables:
        if name not in ("score", "shapes", "words", "families"):
            reading.report(
                (f"[{name}",),
                f'"{name}" is not a part of this file.',
                "Allowed: score, shapes, words, families.",
            )
    score = _table(tables, "score", reading)
    shapes = _table(tables, "shapes", reading)
    for name in shapes:
        if name not in SHAPES:
            reading.report(
                ("[shapes]", name), f'There is no shape "{name}".', near_misses(name, tuple(SHAPES))
            )
    classes = {
        name: words_of(name, value, reading) for name, value in _table(tables, "words", reading).items()
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


def _family(
    name: str, value: object, classes: dict[str, Slot], names: tuple[str, ...], reading: Reading
) -> Family:
    """Check one `[families."..."]` table and turn its phrases into slots."""
    place: tuple[str, ...] = (f'[families."{name}"]',)
    if not isinstance(value, dict):
        reading.report((name,), f'The family "{name}" is not a table.', 'Write [families."name"].')
        value = {}
    table: dict[str, object] = {str(key): entry for key, entry in value.items()}
    for key in table:
        if key not in ("kind", "weight", "says", "where", "with", "unless", "phrases"):
            reading.report(
                (*place, key),
                f'"{key}" is not a setting of a family.',
                near_misses(key, ("kind", "weight", "says", "where", "with", "unless", "phrases")),
            )
    kind = table.get("kind")
    if kind not in KINDS:
        reading.report(
            (*place, "kind"),
            f'The family "{name}" has the kind "{kind}".',
            near_misses(str(kind), KINDS),
        )
        kind = BACKGROUND
    weight = 0.0 if kind == BACKGROUND else _number(table, "weight", place, reading)
    if (kind == CALM and weight > 0) or (kind not in (CALM, BACKGROUND) and weight < 0):
        reading.report(
            (*place, "weight"),
            f'The weight of "{name}" has the wrong sign.',
            "A calm family takes points away (below 0), any other adds them.",
        )
    says = table.get("says", "")
    if not isinstance(says, str) or (not says and kind not in (CALM, BACKGROUND)):
        reading.report(
            (*place, "says"),
            f'The family "{name}" does not say what it means.',
            'Write for example says = "says how well a treatment works".',
        )
        says = ""
    where = str(table.get("where", "sentence"))
    if where not in PLACES:
        reading.report((*place, "where"), f'"{where}" is not a place.', near_misses(where, PLACES))
    others: dict[str, tuple[str, ...]] = {}
    for key in ("with", "unless"):
        others[key] = texts_of(table.get(key, []), (*place, key), reading)
        for other in others[key]:
            if other not in names:
                reading.report((*place, key), f'There is no family "{other}".', near_misses(other, names))
    written = texts_of(table.get("phrases", []), (*place, "phrases"), reading)
    if not written:
        reading.report(place, f'The family "{name}" has no phrases.')
    return Family(
        name=name,
        kind=None if kind in (CALM, BACKGROUND) else ClaimKind(str(kind)),
        weight=weight,
        says=says,
        where=where,
        together_with=others["with"],
        unless=others["unless"],
        phrases=tuple(phrase_of(text, classes, (*place, f'"{text}"'), reading) for text in written),
    )


def _table(tables: dict[str, object], name: str, reading: Reading) -> dict[str, object]:
    value = tables.get(name)
    if not isinstance(value, dict):
        reading.report((), f"The part [{name}] is missing.")
        return {}
    return {str(key): entry for key, entry in value.items()}


def _number(table: dict[str, object], key: str, place: tuple[str, ...], reading: Reading) -> float:
    value = table.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        reading.report((*place, key), f'"{key}" must be a number.', f"It is: {value!r}.")
        return 0.0
    return float(value)
