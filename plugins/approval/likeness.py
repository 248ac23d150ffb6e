"""How like a sentence is to an approved wording: the same, near, with a changed number, or no match.

Words are compared as a bag of stems, each weighed by how much it tells, so that a clause may move; the
numbers are compared apart (counts.py). Why not by letters, and why without a library for it:
docs/decisions/2026-11-24-approved-claims.md, with the table it was judged by.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from plugins.approval.counts import Count, Numbers, compare, counts_in
from plugins.approval.words import EMPTY_WORDS, Word, denies, stem, words_in

EMPTY_STEMS = frozenset(map(stem, EMPTY_WORDS)) | EMPTY_WORDS | {"%"}


class Likeness(StrEnum):
    """What a sentence is to an approved wording."""

    SAME = "same"
    NEAR = "near"
    CHANGED = "changed number"


# What a word is worth beside one that tells what the sentence is about.
EMPTY, DENIAL = 0.15, 0.4
# How like two sentences must be; how much of the wording a longer sentence must hold, and of a shorter one
# how much must be in the wording and of it. A changed number is an error, so that more must agree.
NEAR = 0.7
HOLDS = 0.85
WITHIN, OF_IT = 0.9, 0.45
# Fewer telling words in common say nothing, however short the sentence or the wording.
LEAST_SHARED = 3.0
LEAST_IN_SAME_WORDS = 2.0
CHANGED = 0.74
# The least of a wording that a sentence like it holds: what NEAR, HOLDS and OF_IT leave possible.
LEAST_HELD = min(NEAR / (2 - NEAR), HOLDS, OF_IT)


@dataclass(frozen=True)
class Statement:
    """A text made ready for comparing: its words, their stems, and its numbers."""

    text: str
    words: tuple[Word, ...]

    @cached_property
    def stems(self) -> Counter[str]:
        """How often each stem stands in it; numbers are left out."""
        return Counter(stem(word.text) for word in self.words if not word.number)

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """Its numbers."""
        return counts_in(self.words)

    @cached_property
    def weight(self) -> float:
        """What its words are worth together."""
        return sum(weight_of(one) * times for one, times in self.stems.items())

    @cached_property
    def telling(self) -> frozenset[str]:
        """The stems that tell what it is about."""
        return frozenset(one for one in self.stems if weight_of(one) == 1.0)

    @cached_property
    def beside(self) -> float:
        """What its other words are worth together."""
        return self.weight - len(self.telling)

    @cached_property
    def same(self) -> tuple[str, ...]:
        """What two texts must share to be the same."""
        return tuple(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A sentence held against one wording."""

    likeness: Likeness
    score: float
    """From 0 to 1, to choose between wordings."""
    numbers: Numbers
    alike: bool
    """Whether the words that tell something are the same on both sides."""


def statement(text: str) -> Statement:
    """Make a text ready for comparing."""
    return Statement(text, words_in(text))


@lru_cache(maxsize=50_000)
def weight_of(stemmed: str) -> float:
    """Return what a word is worth."""
    if denies(stemmed):
        return DENIAL
    return EMPTY if stemmed in EMPTY_STEMS else 1.0


def likeness(approved: Statement, told: Statement) -> Comparison | None:
    """Compare a sentence with an approved wording; None where it says something else."""
    if approved.same == told.same:
        return Comparison(Likeness.SAME, 1.0, Numbers((), (), changed=False), alike=True)
    ours, theirs = approved.weight, told.weight
    most = len(approved.telling & told.telling) + min(approved.beside, told.beside)
    # Most wordings that share a rare word share little else: no need to count.
    if most < min(NEAR / 2 * (ours + theirs), HOLDS * ours, max(WITHIN * theirs, OF_IT * ours)):
        return None
    stems = told.stems
    shared = sum(
        weight_of(one) * min(times, stems[one]) for one, times in approved.stems.items() if one in stems
    )
    if not shared:
        return None
    both = 2 * shared / (ours + theirs)
    held, within = shared / ours, shared / theirs
    # In the very words even two tell enough: "It folds in 6 seconds" for "It folds in 5 seconds".
    if shared < (LEAST_SHARED if stems != approved.stems else LEAST_IN_SAME_WORDS):
        return None
    part = within >= WITHIN and held >= OF_IT
    if not (both >= NEAR or held >= HOLDS or part):
        return None
    numbers = compare(approved.counts, told.counts)
    alike = approved.telling == told.telling
    if not numbers.changed:
        return Comparison(Likeness.NEAR, both, numbers, alike)
    return Comparison(Likeness.CHANGED, both, numbers, alike) if max(both, held) >= CHANGED else None


def closest(wordings: Sequence[Statement], told: Statement) -> tuple[Comparison, Statement] | None:
    """Return how a sentence compares with a claim, and with which of its wordings."""
    found = [(one, wording) for wording in wordings if (one := likeness(wording, told)) is not None]
    return max(found, key=lambda pair: _within_claim(pair[0]), default=None)


def _within_claim(one: Comparison) -> tuple[int, float, bool]:
    """Return what decides between wordings of one claim: by words the nearest, whatever its numbers.

    One that lacks a number of the sentence must not hide that another has a different one in its place.
    """
    if one.likeness is Likeness.SAME:
        return 2, 1.0, False
    lacks = one.likeness is Likeness.NEAR and bool(one.numbers.other)
    return 0 if lacks else 1, one.score, one.likeness is Likeness.CHANGED


def rank(one: Comparison) -> tuple[int, float]:
    """Return what decides between claims: two may say the same of two studies, with numbers of their own."""
    if one.likeness is Likeness.SAME:
        return 3, one.score
    if one.likeness is Likeness.CHANGED:
        return 1, one.score
    return 0 if one.numbers.other else 2, one.score
