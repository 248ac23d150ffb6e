"""Fitting weights: logistic regression for two or more outcomes, each weight held back by a penalty.

SciPy finds the weights, and only learning needs it: who checks articles never imports it. The penalty makes
the best weights unique, so that they do not depend on the way they were found. They are sought far more
exactly than they are written down, so that two runs give the same bytes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_array

Floats = npt.NDArray[np.float64]
Cost = Callable[[Floats], tuple[float, Floats]]
"""Takes weights, gives what they cost, and how the cost changes with each."""

MEMORY = 20
"""How many steps are remembered for the guess at the curvature."""
MOST_STEPS = 2_000
ACCURACY = 1e-6
"""The steepest slope at which the search ends; a weight is then right to about a millionth."""
ROUGHLY = 0.5
"""Enough for weights that only score what was held out: another hundred steps change no F1."""


@dataclass(frozen=True, slots=True)
class Example:
    """A row to learn from: which traits it has, what the outcome was, and how much it counts."""

    traits: tuple[tuple[int, float], ...]
    """The numbers of the traits, each with its value; what is not there is 0."""
    outcome: int
    weight: float = 1.0


def fit(
    examples: Sequence[Example], penalties: Sequence[float], outcomes: int = 2, accuracy: float = ACCURACY
) -> Floats:
    """Return the best weights: a row for each trait, a column for each outcome; for two, of outcome 1 alone.

    `penalties` has half the price of a weight's square for every trait.
    """
    rows = _table(examples, len(penalties))
    price = np.array(penalties)[:, None]
    outcome = np.array([example.outcome for example in examples])
    weight = np.array([example.weight for example in examples])
    columns = 1 if outcomes == 2 else outcomes
    turned = csr_array(rows.T)
    each = np.arange(len(examples))

    def cost(at: Floats) -> tuple[float, Floats]:
        weights = at.reshape(-1, columns)
        sums = rows @ weights
        if columns == 1:
            sums = np.hstack([np.zeros_like(sums), sums])
        sums -= sums.max(axis=1, keepdims=True)
        shares = np.exp(sums)
        total = shares.sum(axis=1)
        lost = float(weight @ (np.log(total) - sums[each, outcome]))
        shares /= total[:, None]
        shares[each, outcome] -= 1
        missed = (shares * weight[:, None])[:, -columns:]
        return lost + float((price * weights**2).sum() / 2), (turned @ missed + price * weights).ravel()

    return _lowest(cost, len(penalties) * columns, accuracy).reshape(-1, columns)


def _table(examples: Sequence[Example], size: int) -> csr_array:
    ends = np.cumsum([0, *(len(example.traits) for example in examples)])
    at = np.array([number for example in examples for number, _ in example.traits], dtype=np.int64)
    values = np.array([value for example in examples for _, value in example.traits], dtype=np.float64)
    return csr_array((values, at, ends), shape=(len(examples), size))


def _lowest(cost: Cost, size: int, accuracy: float) -> Floats:
    """Return where the cost is lowest, found by the limited-memory BFGS method."""
    # `ftol` ends the search where the cost hardly falls any more, long before the weights have settled.
    limits = {
        "maxiter": MOST_STEPS,
        "maxfun": 2 * MOST_STEPS,
        "maxcor": MEMORY,
        "gtol": accuracy,
        "ftol": 0.0,
    }
    found = minimize(cost, np.zeros(size), jac=True, method="L-BFGS-B", options=limits)
    return np.asarray(found.x, dtype=np.float64)
