"""What is learned from: labelled sentences with their traits, and the weights that fit them best.

One logistic regression tells all types of the guideline apart, those of claims and those of the rest. The
traits are those of `traits.py`. A trait that fewer than three sentences or only one collection has says more
about a writer than about claims, and is left out. How strongly each group of traits is held back
(`PENALTIES`) was chosen by leaving out whole writers in turn; docs/claims.md has the measurements.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plugins.claims.claim import TYPES
from plugins.claims.cues import cues, look
from plugins.claims.detector import is_idle, is_silent, traits_of
from plugins.claims.labelled import Labelled
from plugins.claims.lexicon import Lexicon
from plugins.claims.regression import ACCURACY, Example, fit
from plugins.claims.traits import Traits, stems
from plugins.claims.weights import BIAS, STEP, claim_score

FEWEST_SENTENCES, FEWEST_COLLECTIONS = 3, 2
CONTESTABLE = 0.4
"""How much a sentence counts that its labeller marked as contestable."""
PUBLISHED = {"our_articles": 2.0}
"""How much a sentence counts of what this blog publishes: calm prose that people checked, and little of it.

At 1 the detector told a false claim there; at 2 none.
"""
PENALTIES = {
    "always": 0.05,
    "points": 0.25,
    "family": 4.0,
    "shows": 4.0,
    "word": 1.5,
    "pair": 4.0,
    "begins": 4.0,
    "heading": 12.0,
    "lead-in": 4.0,
}
"""The price of a weight, by the first word of its trait; 1 for the others."""
SETTINGS = (PENALTIES, CONTESTABLE, PUBLISHED, STEP)


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

    weights: Mapping[str, tuple[float, ...]]
    """Trait to its weight for each of `TYPES`."""

    def sums(self, traits: Traits) -> tuple[float, ...]:
        """Return what speaks for each of `TYPES`."""
        sums = list(self.weights[BIAS])
        for name, value in traits.items():
            for place, weight in enumerate(self.weights.get(name, ())):
                sums[place] += value * weight
        return tuple(sums)

    def score(self, traits: Traits) -> float:
        """Return how much likelier a claim is than no claim, as a logarithm of odds."""
        return claim_score(self.sums(traits))


def learn(cases: Sequence[Case], accuracy: float = ACCURACY) -> Learned:
    """Learn from cases which traits speak for which type of sentence."""
    names = [BIAS, *_common((case.labelled.collection, case.traits) for case in cases)]
    found = fit(_examples(cases, names), [_price(name) for name in names], len(TYPES), accuracy)
    return Learned({name: tuple(map(float, row)) for name, row in zip(names, found, strict=True)})


def _price(name: str) -> float:
    return PENALTIES.get(name.split()[0], 1.0)


def _examples(cases: Sequence[Case], names: Sequence[str]) -> list[Example]:
    place = {name: number for number, name in enumerate(names)}
    made = []
    for case in cases:
        has = sorted((place[name], value) for name, value in case.traits.items() if name in place)
        weight = CONTESTABLE if case.labelled.contestable else 1.0
        weight *= PUBLISHED.get(case.labelled.collection, 1.0)
        outcome = TYPES.index(case.labelled.kind)
        made.append(Example(((place[BIAS], 1.0), *has), outcome, weight))
    return made
