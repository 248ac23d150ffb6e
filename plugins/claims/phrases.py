"""Finding the phrases of the wording lists in a sentence, in time proportional to its length.

Regular expressions with thousands of alternatives were tried in thought and rejected: Python tries
every alternative at every letter. Here each word is looked up once, which tells the few phrases
that can begin there.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from plugins.claims.lexicon import Family
from plugins.claims.wording import GAP, Slot

_TOKEN = re.compile(
    r"""
    \d+(?:[.,]\d+)*(?:\s?[-–]\s?\d+(?:[.,]\d+)*)?   # a number or a range: 1,000 or 8-12
    | [^\W\d_](?:[.][^\W\d_])+(?![^\W_])             # U.S., e.g.
    | [^\W\d_](?:[\w'’-]*[^\W_])?                   # a word, also "long-term", "can't", "BRCA1"
    | [%$£€]                                        # signs that give a number its meaning
    | [.;:?!()—]                                    # stops that no phrase reaches across
    """,
    re.VERBOSE,
)
_NUMBER_WORD = re.compile(
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    "|hundred|thousand|million|billion|dozen"
)
_STOPS = frozenset(".;:?!()—")
_NOTHING: frozenset[int] = frozenset()
_Pattern = tuple[int | None, ...]
"""A phrase as the numbers of its slots; nothing stands for "..."."""
_Start = tuple[int, _Pattern]
"""A family's place, and one of its phrases."""


class Word(NamedTuple):
    """One word, number or sign of a sentence; a tuple, which is made faster than a dataclass."""

    text: str
    """In small letters, with straight apostrophes."""
    start: int
    end: int
    number: bool
    after_stop: bool
    """True when a full stop, semicolon, colon, bracket or dash stands before it."""


class Found(NamedTuple):
    """A phrase that was found: its family's place in the lexicon, and its words (half-open)."""

    family: int
    first: int
    last: int


def split(sentence: str) -> tuple[Word, ...]:
    """Cut a sentence into words, numbers and signs; offsets are code points."""
    words: list[Word] = []
    stopped = False
    for token in _TOKEN.finditer(sentence.replace("’", "'")):
        text = token[0].lower()
        if text in _STOPS:
            stopped = True
            continue
        start, end = token.span()
        words.append(Word(text, start, end, _is_number(text), stopped))
        stopped = False
    return tuple(words)


@lru_cache(maxsize=20_000)
def _is_number(text: str) -> bool:
    return text[0].isdigit() or all(_NUMBER_WORD.fullmatch(part) for part in text.split("-"))


class PhraseIndex:
    """Which phrases can begin with a word.

    A class because it remembers the slots that each word fills: articles repeat their words, and
    the memory is what makes a sentence cheap.
    """

    def __init__(self, families: Mapping[int, Family], *, anchored: bool = False) -> None:
        """Take families by their place in the lexicon; `anchored` means at the opening only."""
        self._anchored = anchored
        self._slots: dict[Slot, int] = {}
        self._by_word: dict[str, set[int]] = {}
        self._by_beginning: dict[str, set[int]] = {}
        self._by_ending: dict[str, set[int]] = {}
        self._numbers: set[int] = set()
        self._starting: dict[int, list[tuple[int, _Pattern]]] = {}
        self._known: dict[tuple[str, bool], frozenset[int]] = {}
        self._floating: list[tuple[int, _Pattern]] = []
        for place, family in families.items():
            for phrase in family.phrases:
                pattern = tuple(None if slot.gap else self._number_of(slot) for slot in phrase)
                if pattern[0] is None:
                    self._floating.append((place, pattern))
                else:
                    self._starting.setdefault(pattern[0], []).append((place, pattern))
        self._longest = max(map(len, (*self._by_beginning, *self._by_ending)), default=0)
        self._beginnings: dict[tuple[frozenset[int], frozenset[int]], list[_Start]] = {}
        patterns = [pattern for phrases in self._starting.values() for _, pattern in phrases]
        widths = (
            sum(1 if slot is not None else GAP for slot in pattern)
            for pattern in (*patterns, *(pattern for _, pattern in self._floating))
        )
        self._widest = max(widths, default=0)

    def find(self, words: Sequence[Word], *, once: bool = False) -> Iterator[Found]:
        """Yield every phrase found, in the order of the sentence; `once`, only the first of each family."""
        if self._anchored:
            words = words[: self._widest]
        fills = [self._filled_by(word) for word in words]
        ends = _ends(words)
        seen: set[int] = set()
        for at, slots in enumerate(fills):
            end = ends[at]
            following = fills[at + 1] if at + 1 < end else _NOTHING
            for place, pattern in self._beginning_with(slots, following):
                if place in seen:
                    continue
                if len(pattern) <= 2:
                    last = at + len(pattern)
                elif pattern[1] is None:
                    last = _match(pattern, 1, fills, at + 1, end)
                else:
                    last = _match(pattern, 2, fills, at + 2, end)
                if last:
                    if once:
                        seen.add(place)
                    yield Found(place, at, last)
            if at == 0:
                for place, pattern in self._floating:
                    last = 0 if place in seen else _match(pattern, 0, fills, 0, end)
                    if last:
                        if once:
                            seen.add(place)
                        yield Found(place, at, last)
            if self._anchored:
                return

    def _beginning_with(self, slots: frozenset[int], following: frozenset[int]) -> list[_Start]:
        """Return the phrases that can begin with a word that fills these slots, before one that fills those.

        Most phrases fail at their second word; and words that fill the same slots are frequent.
        """
        known = self._beginnings.get((slots, following))
        if known is None:
            if len(self._beginnings) > 50_000:
                self._beginnings.clear()
            known = self._beginnings[slots, following] = [
                (place, pattern)
                for slot in sorted(slots)
                for place, pattern in self._starting.get(slot, ())
                if len(pattern) == 1 or pattern[1] is None or pattern[1] in following
            ]
        return known

    def _number_of(self, slot: Slot) -> int:
        if slot not in self._slots:
            number = self._slots[slot] = len(self._slots)
            for table, entries in (
                (self._by_word, slot.words),
                (self._by_beginning, slot.beginnings),
                (self._by_ending, slot.endings),
            ):
                for entry in entries:
                    table.setdefault(entry, set()).add(number)
            if slot.number:
                self._numbers.add(number)
        return self._slots[slot]

    def _filled_by(self, word: Word) -> frozenset[int]:
        """Return the slots a word fills."""
        known = self._known.get((word.text, word.number))
        if known is None:
            text = word.text
            filled = set(self._by_word.get(text, ()))
            # No entry is longer than the longest, however long the word.
            for cut in range(1, min(len(text), self._longest) + 1):
                filled |= self._by_beginning.get(text[:cut], set())
                filled |= self._by_ending.get(text[-cut:], set())
            if word.number:
                filled |= self._numbers
            if len(self._known) > 50_000:
                self._known.clear()
            known = self._known[(text, word.number)] = frozenset(filled)
        return known


def _ends(words: Sequence[Word]) -> list[int]:
    """Return for each word where a phrase that it begins must end: at the next stop."""
    ends = [len(words)] * len(words)
    for at in range(len(words) - 2, -1, -1):
        ends[at] = at + 1 if words[at + 1].after_stop else ends[at + 1]
    return ends


def _match(pattern: _Pattern, slot: int, fills: Sequence[frozenset[int]], at: int, end: int) -> int:
    """Return where the phrase ends when its slots from `slot` on begin at word `at`, or 0.

    No word from `end` on may be used.
    """
    while slot < len(pattern):
        wanted = pattern[slot]
        slot += 1
        if wanted is not None:
            if at >= end or wanted not in fills[at]:
                return 0
            at += 1
            continue
        # What stands behind the gap is looked for here, which saves a call for each word skipped.
        wanted = pattern[slot]
        for here in range(at, min(at + GAP + 1, end)):
            if wanted is None or wanted in fills[here]:
                last = _match(pattern, slot, fills, here, end)
                if last:
                    return last
        return 0
    return at
