"""All approved wordings of a blog, made ready so that a sentence meets only the few it may be like.

A sentence in an approved wording is looked up as a whole. For one that is only near, each wording is entered
under its rarest words: as many that a sentence without a few of them cannot be like it, whatever else it
holds (the prefix filter of set similarity joins).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from plugins.approval.claim import ApprovedClaim
from plugins.approval.counts import Numbers
from plugins.approval.likeness import (
    LEAST_HELD,
    Comparison,
    Likeness,
    Statement,
    closest,
    rank,
    statement,
    weight_of,
)
from plugins.approval.words import quick_stems
from plugins.manuscript.sentences import split_sentences

# Of how many rare words in common a wording may be sought by; more of them would enter it under every word.
MOST_ASKED = 3


@dataclass(frozen=True, slots=True)
class Match:
    """An approved claim that a sentence is like, and the wording of it that it is most like."""

    claim: ApprovedClaim
    wording: Statement
    told: Statement
    comparison: Comparison
    former: str = ""
    """The approved wording that it has and that the register no longer has, "" for none."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wordings of all claims, by their words. Made by `wordings_of`."""

    claims: tuple[ApprovedClaim, ...]
    statements: tuple[tuple[Statement, ...], ...]
    """Of each claim its wordings."""
    whole: dict[tuple[str, ...], tuple[int, Statement]]
    """The claim and wording that are typed so."""
    rare: dict[str, tuple[int, ...]]
    """The claims one of whose wordings cannot be met without some of such words."""
    least: tuple[int, ...]
    """Of each claim, how many of these words a sentence has that is like it."""
    lengths: tuple[int, ...]
    """Of how many sentences wordings consist: mostly 1."""
    former: frozenset[tuple[int, tuple[str, ...]]] = frozenset()
    """The wordings that were approved once and are not in the register any more, by claim."""

    def matches(self, text: str) -> tuple[Match, ...]:
        """Return the claims that a text is like, the likeliest first; one alone where it is the same."""
        shared = Counter(at for one in quick_stems(text) if one in self.rare for at in self.rare[one])
        found = [at for at, times in shared.items() if times >= self.least[at]]
        if not found:
            return ()
        told = statement(text)
        if (exact := self.whole.get(told.same)) is not None:
            at, wording = exact
            return (self._whole(at, wording, told),)
        near = [match for at in sorted(found) if (match := self._near(at, told)) is not None]
        return tuple(sorted(near, key=lambda match: rank(match.comparison), reverse=True))

    def _whole(self, at: int, wording: Statement, told: Statement) -> Match:
        """Return a wording met as it is; a former one is held against what the register has now."""
        same = Comparison(Likeness.SAME, 1.0, Numbers((), (), changed=False), alike=True)
        if (at, wording.same) not in self.former:
            return Match(self.claims[at], wording, told, same)
        now = [one for one in self.statements[at] if (at, one.same) not in self.former]
        found = closest(now, told)
        comparison, held = found or (same, wording)
        return Match(self.claims[at], held, told, comparison, wording.text)

    def _near(self, at: int, told: Statement) -> Match | None:
        found = closest(self.statements[at], told)
        return Match(self.claims[at], found[1], told, found[0]) if found else None


def wordings_of(
    claims: Iterable[ApprovedClaim], former: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> Wordings:
    """Make the wordings of claims ready; `former` has, by id, those that were approved and are gone."""
    claims = tuple(claims)
    now = tuple(tuple(map(statement, claim.wordings)) for claim in claims)
    gone = tuple(tuple(map(statement, former.get(claim.id, ()))) for claim in claims)
    statements = tuple((*these, *those) for these, those in zip(now, gone, strict=True))
    spread = Counter(
        one for wordings in statements for one in {one for told in wordings for one in told.stems}
    )
    whole: dict[tuple[str, ...], tuple[int, Statement]] = {}
    rare: dict[str, set[int]] = {}
    least = tuple(min(map(_least, wordings)) for wordings in statements)
    # What one claim has now goes before what another had.
    for at, told in ((at, told) for some in (now, gone) for at, these in enumerate(some) for told in these):
        whole.setdefault(told.same, (at, told))
    for at, wordings in enumerate(statements):
        for told in wordings:
            for one in _rarest(told, spread, least[at]):
                rare.setdefault(one, set()).add(at)
    lengths = {len(split_sentences(told.text)) for wordings in statements for told in wordings}
    return Wordings(
        claims,
        statements,
        whole,
        {one: tuple(places) for one, places in rare.items()},
        least,
        tuple(sorted(lengths)),
        frozenset((at, told.same) for at, wordings in enumerate(gone) for told in wordings),
    )


def _least(told: Statement) -> int:
    """Return how many different words a sentence shares at least with a wording that it is like."""
    return max(1, min(MOST_ASKED, int(LEAST_HELD * told.weight / max(_weights(told), default=1.0))))


def _rarest(told: Statement, spread: Counter[str], least: int) -> Iterator[str]:
    """Yield the rarest words of a wording, until the others, with a few of these, are too few."""
    by_rarity: Sequence[str] = sorted(told.stems, key=lambda one: (weight_of(one) < 1, spread[one], one))
    few = sum(sorted(_weights(told), reverse=True)[: least - 1])
    left = told.weight
    for one in by_rarity:
        if left + few < LEAST_HELD * told.weight:
            return
        left -= weight_of(one) * told.stems[one]
        yield one


def _weights(told: Statement) -> list[float]:
    return [weight_of(one) * times for one, times in told.stems.items()]
