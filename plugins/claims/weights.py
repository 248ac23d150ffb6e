"""The learned weights: reading them, and adding them up.

`weights.json` is written by training (`python3 tasks.py train`) and read here. It has one trait a line, so
that a change can be read like any other: the trait's weight for each type of sentence, in the order of
"types", nothing standing for 0.

One model tells all types of the guideline apart, and a claim is what is likelier to be of one of the nine
types that need a source. That a sentence defines something, or asks the reader to do something, speaks
against a claim in ways of its own; a model that only knew "claim" and "no claim" told fewer of them apart
(docs/claims.md has the figures).
"""

import json
import math
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from plugins.claims.claim import TYPES, ClaimKind

STANDARD_WEIGHTS = Path(__file__).with_name("weights.json")
KINDS = tuple(ClaimKind)
BIAS = "always"
"""The trait that every sentence has."""
WORD = "word "
"""How the trait of a word begins."""
DIGITS = 3
"""Digits behind the point that slope and offset keep."""
STEP = 0.05
"""Weights are whole multiples of this."""

_LANE = 32
"""Bits that a type has in a packed row."""
_LIFTED = sum(1 << (_LANE * place + _LANE - 1) for place in range(len(TYPES)))
_UNPACK = struct.Struct(f"<{len(TYPES)}I")


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """What was learned. Positive weights speak for a type of sentence."""

    threshold: float
    """A sentence that is a claim with at least this probability is told as one."""
    slope: float
    """Turns a score into a probability, with `offset`: fitted on documents held out."""
    offset: float
    rows: Mapping[str, str]
    """Trait to its weights for `TYPES`, in steps of `STEP`: "3,,-2" stands for 3, 0, -2 and zeros."""
    known: frozenset[str]
    """The stems of words that are no names."""
    fingerprint: str = ""
    """Of the lists, sentences and settings it was learned with."""
    _packed: dict[str, int] = field(default_factory=dict, repr=False)
    """The rows that were needed so far, each as one whole number."""

    def sums(self, traits: Mapping[str, float]) -> tuple[float, ...]:
        """Return what speaks for each of `TYPES`.

        A row's nineteen weights are packed in one whole number, so that adding two rows is adding two
        numbers: a sentence has sixty traits, and Python adds long numbers nearly as fast as short ones.
        """
        rows, packed, partly = self.rows, self._packed, list[tuple[str, float]]()
        whole = self._row(BIAS)
        for name, value in traits.items():
            # Every other trait has no weights: most sentences have pairs of words that no other sentence has.
            if name not in rows:
                continue
            if value == 1.0:
                row = packed.get(name)
                whole += self._row(name) if row is None else row
            else:
                partly.append((name, value))
        summed = [STEP * steps for steps in _unpacked(whole)]
        for name, value in partly:
            summed = [
                one + value * STEP * steps
                for one, steps in zip(summed, steps_of(self.rows[name]), strict=True)
            ]
        return tuple(summed)

    def _row(self, name: str) -> int:
        row = self._packed.get(name)
        if row is None:
            row = sum(steps << (_LANE * place) for place, steps in enumerate(steps_of(self.rows[name])))
            self._packed[name] = row
        return row

    def confidence(self, sums: Iterable[float]) -> float:
        """Return the probability that a reviewer would ask a sentence for its source, from its `sums`."""
        return logistic(self.slope * claim_score(tuple(sums)) + self.offset)

    def by_kind(self, sums: Iterable[float]) -> dict[ClaimKind, float]:
        """Return what speaks for each kind of claim."""
        return dict(zip(KINDS, sums, strict=False))

    def pull(self, trait: str, kind: ClaimKind) -> float:
        """Return how far a trait speaks for a claim of a kind, rather than for no claim."""
        row = self.rows.get(trait)
        if row is None:
            return 0.0
        steps = steps_of(row)
        others = steps[len(KINDS) :]
        return STEP * (steps[KINDS.index(kind)] - sum(others) / len(others))


def claim_score(sums: tuple[float, ...]) -> float:
    """Return how much likelier a claim is than no claim, as a logarithm of odds."""
    return _together(sums[: len(KINDS)]) - _together(sums[len(KINDS) :])


def _together(sums: tuple[float, ...]) -> float:
    highest = max(sums)
    return highest + math.log(sum(math.exp(one - highest) for one in sums))


@lru_cache(maxsize=32_768)
def steps_of(row: str) -> tuple[int, ...]:
    """Return a row's weights in steps. Raises `ValueError` where it is no row."""
    steps = [int(one) if one else 0 for one in row.split(",")]
    if len(steps) > len(TYPES):
        raise ValueError(f"{row!r} has more weights than there are types")
    return (*steps, *(0,) * (len(TYPES) - len(steps)))


def _unpacked(whole: int) -> tuple[int, ...]:
    # Every lane is lifted by half its range, so that none of them borrows from the next.
    lifted = _UNPACK.unpack((whole + _LIFTED).to_bytes(_UNPACK.size, "little"))
    return tuple(lane - (1 << (_LANE - 1)) for lane in lifted)


def logistic(score: float) -> float:
    """Return the probability for a score, without overflow at either end."""
    if score < 0:
        power = math.exp(max(score, -700.0))
        return power / (1 + power)
    return 1 / (1 + math.exp(-min(score, 700.0)))


@lru_cache(maxsize=4)
def load_weights(path: Path = STANDARD_WEIGHTS) -> Weights:
    """Read learned weights.

    Raises `OSError` where there are none, and `ValueError` for a file that training did not write.
    """
    return weights_from(json.loads(path.read_text(encoding="utf-8")))


def weights_from(read: object) -> Weights:
    """Return the weights that the tables of a file hold. Raises `ValueError` where one is missing."""
    if not isinstance(read, dict):
        raise ValueError("the file holds no tables")
    if read.get("types") != list(TYPES) or read.get("step") != STEP:
        raise ValueError("the types of sentences, or the step of the weights, are not those of this program")
    rows = read.get("weights")
    if not isinstance(rows, dict) or BIAS not in rows:
        raise ValueError("the table of weights is missing")
    if not all(isinstance(row, str) for row in rows.values()):
        raise ValueError("a row of weights is no text")
    steps_of(rows[BIAS])
    return Weights(
        threshold=_number(read.get("threshold")),
        slope=_number(read.get("slope")),
        offset=_number(read.get("offset")),
        rows=rows,
        fingerprint=str(read.get("fingerprint", "")),
        known=frozenset(name.removeprefix(WORD) for name in rows if name.startswith(WORD)),
    )


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{value!r} is no number")
    return float(value)
