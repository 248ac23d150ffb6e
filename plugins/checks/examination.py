"""One article examined: what the rules saw, and which of it a waiver lets stand.

Pure: the engine opens the files, this looks at what is in them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plugins.checks.finding import Suppression
from plugins.checks.review import Review
from plugins.checks.rule import Hit, Rule
from plugins.checks.waiver import Waiver, waivers_in
from plugins.manuscript.language import ENGLISH


@dataclass(frozen=True, slots=True)
class Seen:
    """A hit of a rule, and the waiver that lets it stand, if one does."""

    rule: Rule[Review]
    hit: Hit
    waiver: Waiver | None

    @property
    def suppression(self) -> Suppression | None:
        """What the report says of the waiver."""
        return Suppression(self.waiver.reason, self.waiver.by) if self.waiver else None


@dataclass(frozen=True, slots=True)
class Examination:
    """Everything that was seen in one article, and its waivers."""

    review: Review
    seen: tuple[Seen, ...]
    waivers: tuple[Waiver, ...]

    def used(self, waiver: Waiver) -> bool:
        """Return whether a waiver lets anything stand."""
        return any(seen.waiver == waiver for seen in self.seen)


def examine(review: Review, rules: Iterable[Rule[Review]]) -> Examination:
    """Run article rules over a review and match what they see with its waivers."""
    waivers = waivers_in(review.document)
    in_force = [waiver for waiver in waivers if not waiver.expired(review.standard.as_of)]
    return Examination(review, tuple(_seen(review, rules, in_force)), waivers)


def _seen(review: Review, rules: Iterable[Rule[Review]], waivers: list[Waiver]) -> Iterator[Seen]:
    for rule in rules:
        if rule.english_only and review.language != ENGLISH:
            continue
        for hit in rule.look(review):
            waiver = next((one for one in waivers if one.covers(rule.code, hit.span)), None)
            yield Seen(rule, hit, waiver)
