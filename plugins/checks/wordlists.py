"""Lists of words to avoid (plugins/checks/wording/*.toml), read, and found in sentences.

The phrases are written in the small language of the claims' lexicon; mistakes in a list are reported
all at once, each with file, line and what is allowed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from plugins.claims.lexicon import BACKGROUND, Family
from plugins.claims.phrases import PhraseIndex, split
from plugins.claims.wording import (
    LexiconProblem,
    LexiconProblems,
    Reading,
    near_misses,
    phrase_of,
    read_tables,
    texts_of,
)
from plugins.manuscript.source import Span

STANDARD_LISTS = Path(__file__).with_name("wording")
SETTINGS = ("says", "instead", "phrases", "unless")


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that say the same thing, and what a writer is told about them."""

    says: str
    """Completes "This sentence ..."."""
    instead: str
    """What to do, as a sentence."""


@dataclass(frozen=True, slots=True, eq=False)
class WordList:
    """The wordings of one list, ready to be looked for."""

    wordings: tuple[Wording, ...]
    phrases: PhraseIndex
    unless: PhraseIndex
    """What takes a wording back where it stands in the same sentence; same numbers as `wordings`."""

    def find(self, sentence: str) -> Iterator[tuple[Wording, Span]]:
        """Yield each wording of a sentence once, at its first words (offsets in code points)."""
        words = split(sentence)
        first: dict[int, Span] = {}
        for found in self.phrases.find(words):
            span = Span(words[found.first].start, words[found.last - 1].end)
            known = first.get(found.family)
            if known is None or (span.start == known.start and span.end > known.end):
                first[found.family] = span
        taken_back = {found.family for found in self.unless.find(words)} if first else set()
        for number, span in first.items():
            if number not in taken_back:
                yield self.wordings[number], span


@lru_cache(maxsize=16)
def load_word_list(name: str, folder: Path = STANDARD_LISTS) -> WordList:
    """Read a list by its name; raise `LexiconProblems` with every mistake in it."""
    file = folder / f"{name}.toml"
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconProblems(
            (LexiconProblem(file.name, 1, f"The file could not be read ({error}).", ""),)
        ) from error
    reading, tables = read_tables(file.name, text)
    for part in tables:
        if part != "entries":
            reading.report((f"[{part}",), f'"{part}" is not a part of this file.', "Allowed: entries.")
    entries = tables.get("entries")
    if not isinstance(entries, dict) or not entries:
        reading.report((), "The file has no entries.", 'Write [entries."name"].')
        entries = {}
    read = [_entry(str(key), value, reading) for key, value in entries.items()]
    if reading.problems:
        raise LexiconProblems(tuple(reading.problems))
    return WordList(
        tuple(wording for wording, _, _ in read),
        PhraseIndex({number: phrases for number, (_, phrases, _) in enumerate(read)}),
        PhraseIndex({number: unless for number, (_, _, unless) in enumerate(read)}),
    )


def _entry(name: str, value: object, reading: Reading) -> tuple[Wording, Family, Family]:
    place = (f'[entries."{name}"]',)
    if not isinstance(value, dict):
        reading.report((name,), f'The entry "{name}" is not a table.', 'Write [entries."name"].')
        value = {}
    table: dict[str, object] = {str(key): entry for key, entry in value.items()}
    for key in table:
        if key not in SETTINGS:
            reading.report((*place, key), f'"{key}" is not a setting.', near_misses(key, SETTINGS))
    texts: list[str] = []
    for key in ("says", "instead"):
        text = table.get(key)
        if not isinstance(text, str) or not text.strip():
            reading.report((*place, key), f'The entry "{name}" needs the text "{key}".')
            text = ""
        texts.append(text)
    if not table.get("phrases"):
        reading.report(place, f'The entry "{name}" has no phrases.')
    phrases, unless = (_family(name, key, table, reading) for key in ("phrases", "unless"))
    return Wording(texts[0], texts[1]), phrases, unless


def _family(name: str, key: str, table: dict[str, object], reading: Reading) -> Family:
    """Return the phrases in the form the index looks for."""
    place = (f'[entries."{name}"]', key)
    written = texts_of(table.get(key, []), place, reading)
    phrases = tuple(phrase_of(text, {}, (*place, f'"{text}"'), reading) for text in written)
    return Family(name, None, 0.0, BACKGROUND, "sentence", (), (), phrases)
