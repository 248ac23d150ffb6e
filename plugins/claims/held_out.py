"""Settled on documents held out of learning: what a probability means, and when to tell a claim.

Five times a fifth of the documents is left out, and its sentences are scored by weights that never saw them.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256

from plugins.claims.learning import Case, learn
from plugins.claims.regression import ROUGHLY, Example, fit
from plugins.claims.weights import DIGITS, logistic

FOLDS = 5
MARKETING = ("train_marketing", "clinics", "devices", "medicines")
"""How the names of collections of marketing pages begin, of those by writers who wrote freely."""
WORDS_PER_FALSE_ALARM = 250
"""A page of marketing may have at most one false alarm in so many words."""
LEAST_FOUND = 7 / 8
"""The share of its claims that must be found."""
CHOSEN_TO_TEACH = ("our_articles", "short_sentences")
"""Collections whose sentences were written or chosen to teach: their share of claims is nobody's."""
ABOUT_AS_GOOD = 0.005
"""A smaller difference in F1 is chance."""
Tell = Callable[[str], None]


def settle(cases: Sequence[Case], tell: Tell) -> tuple[float, float, float]:
    """Return slope and offset of the probability, and the threshold, by cross-validation over documents."""
    held_out = cross_validated(cases, tell)
    others = [n for n, case in enumerate(cases) if case.labelled.collection not in CHOSEN_TO_TEACH]
    if others:
        cases, held_out = [cases[number] for number in others], [held_out[number] for number in others]
    examples = [
        Example(((0, 1.0), (1, score)), int(case.labelled.claim))
        for case, score in zip(cases, held_out, strict=True)
    ]
    offset, slope = (round(float(weight), DIGITS) for (weight,) in fit(examples, [1e-6, 1e-6]))
    sure = [logistic(slope * score + offset) for score in held_out]
    return slope, offset, best_threshold(cases, sure)


def cross_validated(cases: Sequence[Case], tell: Tell = lambda words: None) -> list[float]:
    """Return each case's score by weights that were learned without its document."""
    folds = [fold_of(case.labelled.document) for case in cases]
    scores = [0.0] * len(cases)
    for fold in range(FOLDS):
        learned = learn([case for case, of in zip(cases, folds, strict=True) if of != fold], ROUGHLY)
        for number, case in enumerate(cases):
            if folds[number] == fold:
                scores[number] = learned.score(case.traits)
        tell(f"part {fold + 1} of {FOLDS} is held out and scored")
    return scores


def fold_of(document: str) -> int:
    """Return which fifth a document belongs to: always the same, whatever else is there."""
    return int(sha256(document.encode()).hexdigest(), 16) % FOLDS


def best_threshold(cases: Sequence[Case], sure: Sequence[float]) -> float:
    """Return the probability from which on F1 is best, with few false alarms and misses on marketing pages.

    Where both cannot be had, false alarms count more. Of thresholds that are about as good, the highest:
    better silent than wrong.
    """
    marketing = [n for n, case in enumerate(cases) if case.labelled.collection.startswith(MARKETING)]
    words = sum(len(cases[number].labelled.text.split()) for number in marketing)
    claims = sum(cases[number].labelled.claim for number in marketing)
    quiet: dict[float, float] = {}
    found: dict[float, float] = {}
    for percent in range(20, 81):
        told = [probability >= percent / 100 for probability in sure]
        right = sum(told[number] and cases[number].labelled.claim for number in marketing)
        false = sum(told[number] for number in marketing) - right
        if false * WORDS_PER_FALSE_ALARM <= words:
            quiet[percent / 100] = f1([case.labelled.claim for case in cases], told)
            if right >= LEAST_FOUND * claims:
                found[percent / 100] = quiet[percent / 100]
    allowed = found or quiet
    best = max(allowed.values(), default=0.0)
    return max((at for at in allowed if allowed[at] >= best - ABOUT_AS_GOOD), default=0.5)


def f1(claims: Sequence[bool], told: Sequence[bool]) -> float:
    """Return the harmonic mean of precision and recall."""
    right = sum(a and b for a, b in zip(claims, told, strict=True))
    return 2 * right / max(sum(claims) + sum(told), 1)
