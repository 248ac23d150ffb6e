"""Fitting weights: logistic regression for two or more outcomes, each weight held back by a penalty.

Plain Python, on purpose. The weights are to come out the same byte for byte wherever they are learned, which
libraries that add up in parallel do not promise; and nobody who only checks articles should have to install
one. The penalty makes the best weights unique, so that they do not depend on the way they were found, and
they are rounded far more coarsely than they were found.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import mul

Vector = list[float]
Slope = Callable[[Vector], tuple[float, Vector]]
"""Takes weights, gives what they cost, and how the cost changes with each."""

MEMORY = 8
"""How many steps are remembered for the guess at the curvature."""
MOST_STEPS = 400
ACCURACY = 1e-5


@dataclass(frozen=True, slots=True)
class Example:
    """A row to learn from: which traits it has, what the outcome was, and how much it counts."""

    ones: tuple[int, ...]
    """The numbers of the traits with the value 1."""
    others: tuple[tuple[int, float], ...]
    """The numbers and values of the other traits."""
    outcome: int
    weight: float = 1.0


def fit(
    examples: Sequence[Example], penalties: Sequence[float], outcomes: int = 2, accuracy: float = ACCURACY
) -> list[Vector]:
    """Return the best weights for each outcome; for two outcomes, for outcome 1 alone.

    `penalties` has half the price of a weight's square for every trait. The search ends where the slope is no
    steeper than a share of what it was at the beginning, `accuracy`.
    """
    size = len(penalties)
    if outcomes == 2:
        return [_lowest(lambda at: _two(at, examples, penalties), [0.0] * size, accuracy)]
    found = _lowest(lambda at: _many(at, examples, penalties, outcomes), [0.0] * (size * outcomes), accuracy)
    return [found[outcome * size : (outcome + 1) * size] for outcome in range(outcomes)]


def scored(weights: Vector, example: Example) -> float:
    """Return the sum of the weights of a row's traits."""
    return sum(map(weights.__getitem__, example.ones)) + sum(weights[at] * by for at, by in example.others)


def _two(weights: Vector, examples: Sequence[Example], penalties: Sequence[float]) -> tuple[float, Vector]:
    slope = list(map(mul, penalties, weights))
    cost = sum(map(mul, slope, weights)) / 2
    for example in examples:
        score = scored(weights, example)
        towards = score if example.outcome else -score
        # log(1 + exp(-towards)), without overflow.
        lost = math.log1p(math.exp(-abs(towards))) + max(-towards, 0.0)
        cost += example.weight * lost
        miss = example.weight * (1 - math.exp(-lost))
        _add(slope, example, -miss if example.outcome else miss, 0)
    return cost, slope


def _many(
    weights: Vector, examples: Sequence[Example], penalties: Sequence[float], outcomes: int
) -> tuple[float, Vector]:
    size = len(penalties)
    parts = [weights[outcome * size : (outcome + 1) * size] for outcome in range(outcomes)]
    slope = [price * weight for part in parts for price, weight in zip(penalties, part, strict=True)]
    cost = sum(map(mul, slope, weights)) / 2
    for example in examples:
        scores = [scored(part, example) for part in parts]
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        total = sum(powers)
        cost += example.weight * (highest + math.log(total) - scores[example.outcome])
        for outcome, power in enumerate(powers):
            miss = example.weight * (power / total - (outcome == example.outcome))
            _add(slope, example, miss, outcome * size)
    return cost, slope


def _add(slope: Vector, example: Example, miss: float, offset: int) -> None:
    for at in example.ones:
        slope[offset + at] += miss
    for at, value in example.others:
        slope[offset + at] += miss * value


def _lowest(slope_at: Slope, start: Vector, accuracy: float) -> Vector:
    """Return where the cost is lowest, found by the limited-memory BFGS method.

    Source: Nocedal and Wright, Numerical Optimization, 2nd ed., algorithms 7.4 and 3.1.
    """
    weights = start
    cost, slope = slope_at(weights)
    enough = accuracy * max(1.0, max(map(abs, slope)))
    steps: list[tuple[Vector, Vector, float]] = []
    for _ in range(MOST_STEPS):
        if max(map(abs, slope)) <= enough:
            break
        way = _downhill(slope, steps)
        along = _dot(way, slope)
        length = 1.0 if steps else 1 / max(1.0, math.sqrt(_dot(slope, slope)))
        while True:
            tried = [weight + length * by for weight, by in zip(weights, way, strict=True)]
            new_cost, new_slope = slope_at(tried)
            if new_cost <= cost + 1e-4 * length * along or length < 1e-10:
                break
            length /= 2
        moved = [length * by for by in way]
        turned = [new - old for new, old in zip(new_slope, slope, strict=True)]
        bend = _dot(moved, turned)
        if bend > 1e-12:
            steps = [*steps[-MEMORY + 1 :], (moved, turned, bend)]
        weights, cost, slope = tried, new_cost, new_slope
        if length < 1e-10:
            break
    return weights


def _downhill(slope: Vector, steps: Sequence[tuple[Vector, Vector, float]]) -> Vector:
    way = [-by for by in slope]
    shares = []
    for moved, turned, bend in reversed(steps):
        share = _dot(moved, way) / bend
        shares.append(share)
        way = [to - share * by for to, by in zip(way, turned, strict=True)]
    if steps:
        _, turned, bend = steps[-1]
        scale = bend / _dot(turned, turned)
        way = [scale * to for to in way]
    for (moved, turned, bend), share in zip(steps, reversed(shares), strict=True):
        more = share - _dot(turned, way) / bend
        way = [to + more * by for to, by in zip(way, moved, strict=True)]
    return way


def _dot(one: Vector, other: Vector) -> float:
    return math.fsum(map(mul, one, other))
