"""Learning the weights of `weights.json` from labelled sentences.

Learned is a logistic regression: one that tells claims from the rest, and one that tells the kinds of claims
apart. The traits are those of `traits.py`. A trait that fewer than three sentences or only one collection has
says more about a writer than about claims, and is left out. How strongly each group of traits is held back
(`PENALTIES`) was chosen by leaving out whole writers in turn; docs/claims.md has the measurements.

What a probability means and from which one on a claim is told is settled on documents that were held out of
learning: five times a fifth of the documents is left out.

Two runs on the same files give the same bytes.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from plugins.claims.cues import cues, look
from plugins.claims.detector import is_idle, is_silent, traits_of
from plugins.claims.labelled import Labelled, read_labelled
from plugins.claims.lexicon import Lexicon, load_wording
from plugins.claims.regression import Example, fit
from plugins.claims.traits import Traits, stems
from plugins.claims.weights import BIAS, KINDS, WORD, logistic

FOLDS = 5
FEWEST_SENTENCES, FEWEST_COLLECTIONS = 3, 2
CONTESTABLE = 0.4
"""How much a sentence counts that its labeller marked as contestable."""
STRENGTH = 1.0
"""The price of a weight, multiplied by its group's entry in `PENALTIES`."""
PENALTIES = {
    "always": 0.001,
    "points": 0.25,
    "word": 4.0,
    "pair": 8.0,
    "begins": 4.0,
    "heading": 6.0,
    "lead-in": 4.0,
}
"""By the first word of a trait; 1 for the others."""
KIND_STRENGTH = 2.0
KIND_TRAITS = ("always", "family", "shows", "word", "begins", "has", "heading")
SMALLEST = 0.015
"""Weights closer to nothing are left out."""
WORDS_PER_FALSE_ALARM = 250
"""A page of marketing may have at most one false alarm in so many words."""
ABOUT_AS_GOOD = 0.005
"""A smaller difference in F1 is chance."""
DIGITS = 3
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled sentence with its traits."""

    labelled: Labelled
    traits: Traits


def train(files: Iterable[Path], tell: Tell = lambda words: None) -> str:
    """Return the text of `weights.json` as learned from these files."""
    lexicon = load_wording()
    sentences = tuple(sentence for file in files for sentence in read_labelled(file))
    cases = cases_of(sentences, lexicon)
    tell(f"{len(cases)} sentences are read")
    slope, offset, threshold = settle(cases, tell)
    learned = learn(cases)
    tell("the weights are learned")
    return written(learned, slope, offset, threshold)


def cases_of(
    sentences: Sequence[Labelled], lexicon: Lexicon, known: frozenset[str] | None = None
) -> tuple[Case, ...]:
    """Return what can be learned from or scored: the sentences about which there is something to decide."""
    known = common_words(sentences, lexicon) if known is None else known
    made = []
    for one in sentences:
        found = cues(one.text, one.setting, lexicon)
        if not is_silent(one.text, one.setting, found) and not is_idle(one.text, one.setting, found):
            made.append(Case(one, traits_of(one.text, one.setting, found, lexicon, known)))
    return tuple(made)


def common_words(sentences: Sequence[Labelled], lexicon: Lexicon) -> frozenset[str]:
    """Return the stems that several collections have, which are therefore no names."""
    seen = (
        (one.collection, set(stems(one.text, words, _Everything())))
        for one in sentences
        for words in (look(one.text, lexicon)[0],)
    )
    return frozenset(_common(seen))


class _Everything(frozenset[str]):
    """Holds every word, so that none is taken for a name."""

    def __contains__(self, word: object) -> bool:
        return True


def _common(seen: Iterable[tuple[str, Iterable[str]]]) -> list[str]:
    counted: Counter[str] = Counter()
    where: dict[str, set[str]] = {}
    for collection, names in seen:
        for name in names:
            counted[name] += 1
            where.setdefault(name, set()).add(collection)
    fewest = min(FEWEST_COLLECTIONS, len(set().union(*where.values()))) if where else 0
    return sorted(
        name for name in counted if counted[name] >= FEWEST_SENTENCES and len(where[name]) >= fewest
    )


@dataclass(frozen=True, slots=True)
class Learned:
    """Weights as they were learned, before rounding."""

    claim: Mapping[str, float]
    kinds: Mapping[str, Mapping[str, float]]


def learn(cases: Sequence[Case], *, kinds: bool = True) -> Learned:
    """Learn from cases; without `kinds` only what tells claims from the rest."""
    names = [BIAS, *_common((case.labelled.collection, case.traits) for case in cases)]
    (claim,) = fit(
        _examples(cases, names, lambda one: int(one.claim)), [STRENGTH * _price(name) for name in names]
    )
    of_kinds: dict[str, dict[str, float]] = {}
    if kinds:
        claims = [case for case in cases if case.labelled.claim]
        telling = [name for name in names if name.split()[0] in KIND_TRAITS]
        order = {kind.value: number for number, kind in enumerate(KINDS)}
        by_kind = fit(
            _examples(claims, telling, lambda one: order[one.kind]),
            [KIND_STRENGTH * _price(name) for name in telling],
            len(KINDS),
        )
        for kind, weights in zip(KINDS, by_kind, strict=True):
            for name, weight in zip(telling, weights, strict=True):
                of_kinds.setdefault(name, {})[kind.value] = weight
    return Learned(dict(zip(names, claim, strict=True)), of_kinds)


def _price(name: str) -> float:
    return PENALTIES.get(name.split()[0], 1.0)


def _examples(
    cases: Sequence[Case], names: Sequence[str], outcome: Callable[[Labelled], int]
) -> list[Example]:
    place = {name: number for number, name in enumerate(names)}
    made = []
    for case in cases:
        has = [(place[name], value) for name, value in case.traits.items() if name in place]
        ones = (place[BIAS], *sorted(at for at, value in has if value == 1.0))
        others = tuple(sorted((at, value) for at, value in has if value != 1.0))
        weight = CONTESTABLE if case.labelled.contestable else 1.0
        made.append(Example(ones, others, outcome(case.labelled), weight))
    return made


def settle(cases: Sequence[Case], tell: Tell) -> tuple[float, float, float]:
    """Return slope and offset of the probability, and the threshold, by cross-validation over documents."""
    held_out = cross_validated(cases, tell)
    # Our own sentences were written or chosen to teach: their share of claims is nobody's.
    others = [number for number, case in enumerate(cases) if case.labelled.collection.startswith("train_")]
    if others:
        cases, held_out = [cases[number] for number in others], [held_out[number] for number in others]
    examples = [
        Example((0,), ((1, score),), int(case.labelled.claim))
        for case, score in zip(cases, held_out, strict=True)
    ]
    ((offset, slope),) = fit(examples, [1e-6, 1e-6])
    slope, offset = round(slope, DIGITS), round(offset, DIGITS)
    sure = [logistic(slope * score + offset) for score in held_out]
    return slope, offset, best_threshold(cases, sure)


def cross_validated(cases: Sequence[Case], tell: Tell = lambda words: None) -> list[float]:
    """Return each case's score by weights that were learned without its document."""
    folds = [fold_of(case.labelled.document) for case in cases]
    scores = [0.0] * len(cases)
    for fold in range(FOLDS):
        learned = learn([case for case, of in zip(cases, folds, strict=True) if of != fold], kinds=False)
        for number, case in enumerate(cases):
            if folds[number] == fold:
                scores[number] = score(learned.claim, case.traits)
        tell(f"part {fold + 1} of {FOLDS} is held out and scored")
    return scores


def fold_of(document: str) -> int:
    """Return which fifth a document belongs to: always the same, whatever else is there."""
    return int(sha256(document.encode()).hexdigest(), 16) % FOLDS


def score(weights: Mapping[str, float], traits: Traits) -> float:
    """Return the sum of the weights of traits."""
    return weights[BIAS] + sum(weights.get(name, 0.0) * value for name, value in traits.items())


def best_threshold(cases: Sequence[Case], sure: Sequence[float]) -> float:
    """Return the probability from which on F1 is best, with few enough false alarms on marketing pages.

    Of thresholds that are about as good, the highest: better silent than wrong.
    """
    marketing = [number for number, case in enumerate(cases) if "marketing" in case.labelled.collection]
    words = sum(len(cases[number].labelled.text.split()) for number in marketing)
    found: dict[float, float] = {}
    for percent in range(20, 81):
        told = [probability >= percent / 100 for probability in sure]
        false = sum(told[number] and not cases[number].labelled.claim for number in marketing)
        if false * WORDS_PER_FALSE_ALARM <= words:
            found[percent / 100] = f1([case.labelled.claim for case in cases], told)
    best = max(found.values(), default=0.0)
    return max((at for at in found if found[at] >= best - ABOUT_AS_GOOD), default=0.5)


def f1(claims: Sequence[bool], told: Sequence[bool]) -> float:
    """Return the harmonic mean of precision and recall."""
    right = sum(a and b for a, b in zip(claims, told, strict=True))
    return 2 * right / max(sum(claims) + sum(told), 1)


def written(learned: Learned, slope: float, offset: float, threshold: float) -> str:
    """Return the text of the file, one trait a line, in the order of the alphabet."""
    claim = {
        name: _rounded(weight)
        for name, weight in sorted(learned.claim.items())
        if abs(weight) >= SMALLEST or name.startswith((WORD, "family ", BIAS))
    }
    kinds = {
        name: {kind: _rounded(weight, 2) for kind, weight in of_kind.items() if abs(weight) >= 2 * SMALLEST}
        for name, of_kind in sorted(learned.kinds.items())
    }
    lines = [
        "{",
        '"about": "Learned by python3 tasks.py train; see plugins/claims/training.py. Do not edit by hand.",',
        f'"threshold": {threshold},',
        f'"slope": {slope},',
        f'"offset": {offset},',
        '"claim": {',
        ",\n".join(f"{json.dumps(name, ensure_ascii=False)}: {weight}" for name, weight in claim.items()),
        "},",
        '"kinds": {',
        ",\n".join(
            f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(of_kind)}"
            for name, of_kind in kinds.items()
            if of_kind
        ),
        "}",
        "}",
        "",
    ]
    return "\n".join(lines)


def _rounded(weight: float, digits: int = DIGITS) -> float:
    return round(weight, digits) + 0.0
