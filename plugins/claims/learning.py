"""What is learned from: labelled sentences with their traits, and the weights that fit them best.

Two logistic regressions: one tells claims from the rest, one tells the kinds of claims apart. The traits are
those of `traits.py`. A trait that fewer than three sentences or only one collection has says more about a
writer than about claims, and is left out. How strongly each group of traits is held back (`PENALTIES`) was
chosen by leaving out whole writers in turn; docs/claims.md has the measurements.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from plugins.claims.claim import ClaimKind
from plugins.claims.cues import cues, look
from plugins.claims.detector import SHARES, is_idle, is_silent, traits_of
from plugins.claims.labelled import Labelled
from plugins.claims.lexicon import Lexicon
from plugins.claims.regression import Example, fit
from plugins.claims.traits import Traits, stems
from plugins.claims.weights import BIAS, KINDS

FEWEST_SENTENCES, FEWEST_COLLECTIONS = 3, 2
CONTESTABLE = 0.4
"""How much a sentence counts that its labeller marked as contestable."""
PUBLISHED = {"our_articles": 4.0}
"""How much a sentence counts of what this blog publishes: calm prose that people checked, and little of it.

At 0.3 the detector told 14 false claims there and would have stopped the blog; at 4 none. On collections left
out F1 was the same.
"""
STRENGTH = 1.0
"""The price of a weight, multiplied by its group's entry in `PENALTIES`."""
PENALTIES = {
    "always": 0.001,
    "points": 0.25,
    "family": 4.0,
    "shows": 4.0,
    "word": 1.5,
    "pair": 4.0,
    "begins": 4.0,
    "heading": 12.0,
    "lead-in": 4.0,
}
"""By the first word of a trait; 1 for the others."""
KIND_STRENGTH = 1.0
KIND_TRAITS = ("always", "family", "shows", "word", "pair", "begins", "has", "heading", "lead-in")
KIND_ACCURACY = 1e-3
"""How flat the slope must be, as a share of what it was: the kinds need less care than claim or no claim."""
FEWEST_OF_KINDS = 5
"""How many claims must have a trait that tells the kinds apart: nine weights take nine times the room."""
SETTINGS = (PENALTIES, STRENGTH, CONTESTABLE, PUBLISHED, KIND_STRENGTH, KIND_TRAITS, FEWEST_OF_KINDS)


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled sentence with its traits."""

    labelled: Labelled
    traits: Traits


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
        _examples(cases, names, lambda case: int(case.labelled.claim)),
        [STRENGTH * _price(name) for name in names],
    )
    of_kinds: dict[str, dict[str, float]] = {}
    if kinds:
        claims = [case for case in cases if case.labelled.claim]
        counted = Counter(name for case in claims for name in case.traits)
        telling = [
            name
            for name in names
            if name == BIAS or (name.split()[0] in KIND_TRAITS and counted[name] >= FEWEST_OF_KINDS)
        ]
        order = {kind.value: number for number, kind in enumerate(KINDS)}
        by_kind = fit(
            _examples(claims, telling, lambda case: order[kind_to_learn(case)]),
            [KIND_STRENGTH * _price(name) for name in telling],
            len(KINDS),
            KIND_ACCURACY,
        )
        for kind, weights in zip(KINDS, by_kind, strict=True):
            for name, weight in zip(telling, weights, strict=True):
                of_kinds.setdefault(name, {})[kind.value] = weight
    return Learned(dict(zip(names, claim, strict=True)), of_kinds)


def kind_to_learn(case: Case) -> str:
    """Return the kind of a claim as the guideline's order has it: what gives a share is a statistic.

    Labellers differ here: of claims with a share, one writer calls all statistics, another half of them
    outcomes or risks.
    """
    gives_a_share = any(f"family {name}" in case.traits for name in SHARES)
    return ClaimKind.STATISTIC.value if gives_a_share else case.labelled.kind


def _price(name: str) -> float:
    return PENALTIES.get(name.split()[0], 1.0)


def _examples(cases: Sequence[Case], names: Sequence[str], outcome: Callable[[Case], int]) -> list[Example]:
    place = {name: number for number, name in enumerate(names)}
    made = []
    for case in cases:
        has = [(place[name], value) for name, value in case.traits.items() if name in place]
        ones = (place[BIAS], *sorted(at for at, value in has if value == 1.0))
        others = tuple(sorted((at, value) for at, value in has if value != 1.0))
        weight = CONTESTABLE if case.labelled.contestable else 1.0
        weight *= PUBLISHED.get(case.labelled.collection, 1.0)
        made.append(Example(ones, others, outcome(case), weight))
    return made
