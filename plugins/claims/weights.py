"""The learned weights: reading them, and adding them up.

`weights.json` is written by training (`python3 tasks.py train`) and read here. It has one trait a line, so
that a change can be read like any other.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from plugins.claims.claim import ClaimKind

STANDARD_WEIGHTS = Path(__file__).with_name("weights.json")
KINDS = tuple(ClaimKind)
BIAS = "always"
"""The trait that every sentence has."""
WORD = "word "
"""How the trait of a word begins."""
DIGITS = 3
"""Digits behind the point that a weight keeps."""
_NO_KIND = (0.0,) * len(KINDS)


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """What was learned. Positive weights speak for a claim, or for a kind of claim."""

    threshold: float
    """A sentence that is a claim with at least this probability is told as one."""
    slope: float
    """Turns a sum of weights into a probability, with `offset`: fitted on documents held out."""
    offset: float
    claim: Mapping[str, float]
    kinds: Mapping[str, tuple[float, ...]]
    """Trait to its weight for each of `KINDS`."""
    known: frozenset[str]
    """The stems of words that are no names."""
    fingerprint: str = ""
    """Of the lists, sentences and settings it was learned with."""

    def score(self, traits: Mapping[str, float]) -> float:
        """Return the sum of a sentence's weights."""
        claim = self.claim
        total = claim.get(BIAS, 0.0)
        for name, value in traits.items():
            weight = claim.get(name)
            if weight is not None:
                total += weight * value
        return total

    def confidence(self, traits: Mapping[str, float]) -> float:
        """Return the probability that a reviewer would ask this sentence for its source."""
        return logistic(self.slope * self.score(traits) + self.offset)

    def by_kind(self, traits: Mapping[str, float]) -> dict[ClaimKind, float]:
        """Return what speaks for each kind, given that the sentence is a claim; traits count in full."""
        kinds = self.kinds
        rows = [kinds[name] for name in traits if name in kinds]
        sums = (sum(column) for column in zip(self.kinds.get(BIAS, _NO_KIND), *rows, strict=True))
        return dict(zip(KINDS, sums, strict=True))

    def pull(self, trait: str, kind: ClaimKind) -> float:
        """Return how far a trait speaks for a claim of a kind."""
        return self.claim.get(trait, 0.0) + self.kinds.get(trait, _NO_KIND)[KINDS.index(kind)]


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
    claim = _weights(read.get("claim"))
    kinds = read.get("kinds")
    if not isinstance(kinds, dict) or BIAS not in claim:
        raise ValueError("a table is missing")
    return Weights(
        threshold=_number(read.get("threshold")),
        slope=_number(read.get("slope")),
        offset=_number(read.get("offset")),
        claim=claim,
        kinds={str(trait): _by_kind(_weights(of_kind)) for trait, of_kind in kinds.items()},
        fingerprint=str(read.get("fingerprint", "")),
        known=frozenset(name.removeprefix(WORD) for name in claim if name.startswith(WORD)),
    )


def _weights(table: object) -> dict[str, float]:
    if not isinstance(table, dict):
        raise ValueError("a table is missing")
    return {str(name): _number(weight) for name, weight in table.items()}


def _by_kind(weights: Mapping[str, float]) -> tuple[float, ...]:
    return tuple(weights.get(kind.value, 0.0) for kind in KINDS)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{value!r} is no number")
    return float(value)
