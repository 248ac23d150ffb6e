"""Which references of the library a sentence most likely rests on, to be pasted behind it.

A figure of the evidence speaks for a sentence that states its values, number with unit ("8 to 56
minutes", "5 of 42 people"); what the sentence states beyond them speaks against it. Words that few
references share (the name of a trial, an authority) decide between equals, and alone only where
several agree. Where nothing is likely nothing is named: a wrong source is worse than none. Nothing
here says that the source supports the sentence; that is for the writer to read.
"""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from plugins.bibliography.evidence import NO_PAYER
from plugins.bibliography.library import Library
from plugins.bibliography.runs import plain
from plugins.checks.measures import (
    Measure,
    Value,
    agreement,
    flat,
    measures_in,
    names_in,
    stems,
    values_of,
)

LEAST = 1.15
"""The score from which on a reference is named."""
NEAR = 0.7
"""The part of the best score that a second one needs."""
MOST_NAMED = 2
# What a number is worth that the source does not state.
STRAY = -0.5
# A word that most sources share tells nothing; numbers alone are believed from this score on.
COMMON = 0.3
SURE = 2.0
# What a name is worth that few sources have: MOTION, Framingham.
NAME = 0.6
RARE = 0.7
# What words in common are worth, and how much of them counts: without a name or a number, too little.
TOPIC = 0.35
MOST_TOPIC = 3.0


@dataclass(frozen=True, slots=True)
class _Told:
    """What a sentence tells, made ready for comparing."""

    measures: tuple[Measure, ...]
    stems: frozenset[str]
    names: frozenset[str]
    flat: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A reference to look at, as it is pasted, and what it says there."""

    typed: str
    """[@mekhail2012#standing]"""
    says: str
    score: float


@dataclass(frozen=True, slots=True)
class _Record:
    """A figure of a source, or a source without any, made ready for comparing."""

    key: str
    typed: str
    says: str
    values: tuple[Value, ...]
    """Pairs (number, unit); the unit "" where the value has none."""
    names: frozenset[str]
    """Values that are no measure: "december 7, 2016", "approved clinical study only"."""
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sources:
    """A library made ready for looking sentences up in it."""

    records: tuple[_Record, ...]
    stated: dict[str, frozenset[Value]]
    """All values of a source, by its key."""
    by_sign: dict[str, tuple[int, ...]]
    """The records that hold a number, a word or a value's first word, by it."""
    rarity: dict[str, float]
    """How telling a word is, from 0 (every source has it) to 1 (one has it)."""

    def likely(self, sentence: str) -> tuple[Suggestion, ...]:
        """Return the references that a sentence most likely rests on, at most two, the likeliest first."""
        # Once each: a long list of numbers agrees with anything by chance.
        told = _Told(
            tuple({one.number: one for one in measures_in(sentence)}.values()),
            frozenset(stems(sentence)),
            names_in(sentence),
            flat(sentence),
        )
        best: dict[str, Suggestion] = {}
        for record in self._candidates(told):
            score = self._score(record, told)
            if score >= LEAST and (record.key not in best or score > best[record.key].score):
                best[record.key] = Suggestion(record.typed, record.says, score)
        ranked = sorted(best.values(), key=lambda one: -one.score)[:MOST_NAMED]
        return tuple(one for one in ranked if one.score >= NEAR * ranked[0].score)

    def _candidates(self, told: _Told) -> Iterator[_Record]:
        """Yield the records that can be likely at all: without a number or a name in common none is."""
        signs = {*(one.number for one in told.measures), *told.names, *told.flat.split()}
        found = {at for sign in signs for at in self.by_sign.get(sign, ())}
        yield from (self.records[at] for at in sorted(found))

    def _score(self, record: _Record, told: _Told) -> float:
        named = [name for name in record.names if f" {name} " in f" {told.flat} "]
        of_names = frozenset(word for name in named for word in name.split())
        score = sum(1.5 if len(name.split()) > 2 else 1.0 for name in named)
        for one in told.measures:
            agreed = agreement(one, record.values)
            if agreed == 0 and one.number not in of_names and not one.is_time:
                score += 0 if agreement(one, self.stated[record.key]) else STRAY
            score += agreed
        shared = told.stems & record.stems
        if not any(self.rarity[stem] > COMMON for stem in shared) and score < SURE:
            return 0.0
        score += NAME * sum(self.rarity[stem] > RARE for stem in shared & told.names)
        return score + TOPIC * min(sum(self.rarity[stem] for stem in shared), MOST_TOPIC)


def sources_of(library: Library) -> Sources:
    """Make a library ready. What was retracted is never suggested."""
    records = tuple(
        record
        for key, reference in library.references.items()
        if library.retractions.of(reference) is None
        for record in _records(library, key)
    )
    words: dict[str, set[str]] = {}
    stated: dict[str, set[Value]] = {}
    signs: dict[str, list[int]] = {}
    for at, record in enumerate(records):
        firsts = (name.split()[0] for name in record.names if name)
        for sign in {*(number for number, _ in record.values), *record.stems, *firsts}:
            signs.setdefault(sign, []).append(at)
        words.setdefault(record.key, set()).update(record.stems)
        stated.setdefault(record.key, set()).update(record.values)
    spread = Counter(stem for of_key in words.values() for stem in of_key)
    whole = math.log(len(words) + 1)
    rarity = {stem: max(0.0, math.log((len(words) + 1) / count) / whole) for stem, count in spread.items()}
    return Sources(
        records,
        {key: frozenset(values) for key, values in stated.items()},
        {sign: tuple(places) for sign, places in signs.items()},
        rarity,
    )


def _records(library: Library, key: str) -> Iterator[_Record]:
    reference, evidence = library.references[key], library.evidence.get(key)
    title = plain(reference.title)
    # Not the publisher: an authority has said much else.
    about = f"{title} {' '.join(name.family for name in reference.authors[:1])}"
    if evidence and evidence.funding not in NO_PAYER:
        about += f" {evidence.funding}"
    yield _Record(key, f"[@{key}]", title, (), frozenset(), frozenset(stems(about)))
    for figure in evidence.figures if evidence else ():
        values, names = values_of(figure.values)
        words = frozenset(stems(f"{about} {figure.finding} {figure.population}"))
        yield _Record(key, f"[@{key}#{figure.name}]", figure.finding, values, names, words)
