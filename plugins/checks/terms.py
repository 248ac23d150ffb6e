"""Words that rules must know: medical words and their explanations, marks, names, known abbreviations.

The medical words of a blog are in its own `content/glossary.toml`; the rest comes with the package
(plugins/checks/wording/). All of it is data that a medical writer can edit. Mistakes are reported all
at once, each with file, line and what is allowed.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from plugins.claims.wording import (
    LexiconProblem,
    LexiconProblems,
    Reading,
    near_misses,
    read_tables,
    texts_of,
)

STANDARD_LISTS = Path(__file__).with_name("wording")
TERM_SETTINGS = ("explanation", "also")
MARK_SETTINGS = ("nouns",)
MARK_FORM = re.compile(r"\w[\w -]*[®™]")


@dataclass(frozen=True, slots=True)
class Term:
    """A medical word that a page explains where it first uses it."""

    word: str
    also: tuple[str, ...]
    """Its other spellings, such as the plural."""
    explanation: str
    """Plain words that a writer may take over; their words also tell that a text explains it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A registered mark: the one form it may have, and the nouns it goes with."""

    form: str
    """With its sign: "mild®"."""
    nouns: tuple[str, ...]
    """What shows that the word in front of it is meant as the mark: "procedure"."""

    @property
    def word(self) -> str:
        """The mark without its sign."""
        return self.form[:-1]


@dataclass(frozen=True, slots=True)
class Terms:
    """All such words of one blog."""

    glossary: tuple[Term, ...] = ()
    marks: tuple[Mark, ...] = ()
    names: tuple[str, ...] = ()
    """Names of conditions and products that a writer cannot replace with easier words."""
    known_abbreviations: frozenset[str] = frozenset()
    """Abbreviations that readers know better than what they stand for."""


@lru_cache(maxsize=4)
def load_terms(folder: Path = STANDARD_LISTS) -> Terms:
    """Read the lists of the package; raise `LexiconProblems` with every mistake in the first bad one."""
    return Terms(
        (),
        _marks(folder / "marks.toml"),
        _texts(folder / "names.toml", "names"),
        frozenset(_texts(folder / "abbreviations.toml", "known")),
    )


def with_glossary(terms: Terms, file: Path, path: str) -> Terms:
    """Add a blog's glossary, named `path` in messages; a blog without one has no words to explain."""
    return replace(terms, glossary=load_glossary(file, path)) if file.is_file() else terms


def load_glossary(file: Path, path: str) -> tuple[Term, ...]:
    """Read a glossary; raise `LexiconProblems` with every mistake in it."""
    reading, tables = _read(file, path, ("terms",))
    terms: list[Term] = []
    seen: dict[str, str] = {}
    for word, value in _entries(tables, "terms", reading).items():
        place = (f'[terms."{word}"]',)
        table = _table(value, place, TERM_SETTINGS, reading)
        explanation = table.get("explanation")
        if not isinstance(explanation, str) or not explanation.strip():
            reading.report(
                (*place, "explanation"),
                f'The word "{word}" has no explanation.',
                'Write explanation = "what it means, in plain words".',
            )
            explanation = ""
        also = texts_of(table.get("also", []), (*place, "also"), reading)
        for spelling in (word, *also):
            if spelling.lower() in seen:
                reading.report(place, f'"{spelling}" already belongs to "{seen[spelling.lower()]}".')
            seen[spelling.lower()] = word
        terms.append(Term(word, also, explanation))
    _give_up_on_mistakes(reading)
    return tuple(terms)


def _marks(file: Path) -> tuple[Mark, ...]:
    reading, tables = _read(file, file.name, ("marks",))
    marks = []
    for form, value in _entries(tables, "marks", reading).items():
        place = (f'[marks."{form}"]',)
        if not MARK_FORM.fullmatch(form):
            reading.report(place, f'"{form}" is not the form of a mark.', "Words that end with ® or ™.")
        nouns = texts_of(_table(value, place, MARK_SETTINGS, reading).get("nouns", []), place, reading)
        if not nouns:
            reading.report(place, f'"{form}" has no nouns.', 'Write nouns = ["procedure", "device"].')
        marks.append(Mark(form, nouns))
    _give_up_on_mistakes(reading)
    return tuple(marks)


def _texts(file: Path, name: str) -> tuple[str, ...]:
    reading, tables = _read(file, file.name, (name,))
    texts = texts_of(tables.get(name), (f"{name} =",), reading)
    _give_up_on_mistakes(reading)
    return texts


def _read(file: Path, path: str, parts: tuple[str, ...]) -> tuple[Reading, dict[str, object]]:
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        unread = LexiconProblem(path, 1, "The file could not be read.", "Save it as text in UTF-8.")
        raise LexiconProblems((unread,)) from error
    reading, tables = read_tables(path, text)
    for part in tables:
        if part not in parts:
            reading.report((part,), f'"{part}" is not a part of this file.', f"Allowed: {', '.join(parts)}.")
    return reading, tables


def _entries(tables: dict[str, object], name: str, reading: Reading) -> dict[str, object]:
    entries = tables.get(name)
    if not isinstance(entries, dict) or not entries:
        reading.report((), f"The file has no {name}.", f'Write [{name}."word"].')
        return {}
    return {str(key): value for key, value in entries.items()}


def _table(
    value: object, place: tuple[str, ...], settings: tuple[str, ...], reading: Reading
) -> dict[str, object]:
    if not isinstance(value, dict):
        reading.report(place, f"{place[0]} is not a table.")
        return {}
    table: dict[str, object] = {str(key): entry for key, entry in value.items()}
    for key in table:
        if key not in settings:
            reading.report((*place, key), f'"{key}" is not a setting.', near_misses(key, settings))
    return table


def _give_up_on_mistakes(reading: Reading) -> None:
    if reading.problems:
        raise LexiconProblems(tuple(reading.problems))
