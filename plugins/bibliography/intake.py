"""What becomes of references that somebody wants to have in the library: a key, or why they stay out.

Pure: nothing is asked or written here.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from plugins.bibliography.entries import Csl, ordered
from plugins.bibliography.keys import key_trouble, proposed_key
from plugins.bibliography.reference import Reference, reference_from_csl
from plugins.bibliography.retraction import Retractions
from plugins.bibliography.same_work import KnownWorks


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that somebody wants in the library; `label` is what they named it by."""

    label: str
    entry: Csl


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a candidate: its entry with its key, or `why` it stays out, in sentences."""

    label: str
    entry: Csl
    why: str = ""
    known_as: str = ""
    """The key under which the library has the work already."""

    @property
    def key(self) -> str:
        """The key of an entry that goes in."""
        return str(self.entry.get("id", ""))


def take_in(
    candidates: Sequence[Candidate], library: Iterable[Reference], retractions: Retractions, key: str = ""
) -> tuple[Outcome, ...]:
    """Decide on candidates one after the other; each counts as in the library for those behind it.

    `key` is the one that was chosen for a sole candidate. A key that a candidate brings along is kept
    unless it is taken or cannot be cited.
    """
    references = tuple(library)
    known, taken = KnownWorks(references), {reference.key for reference in references}
    outcomes = []
    for candidate in candidates:
        outcome = _decide(candidate, known, taken, retractions, key)
        outcomes.append(outcome)
        if not outcome.why:
            known.add(reference_from_csl(outcome.entry))
            taken.add(outcome.key)
    return tuple(outcomes)


def _decide(
    candidate: Candidate, known: KnownWorks, taken: Collection[str], retractions: Retractions, key: str
) -> Outcome:
    reference = reference_from_csl(candidate.entry)
    if twin := known.twin_of(reference):
        return Outcome(
            candidate.label,
            {},
            f"The library has this work already (same {twin.by}). Cite it as [@{twin.reference.key}].",
            twin.reference.key,
        )
    if paper := retractions.of(reference):
        return Outcome(
            candidate.label,
            {},
            f"This work was retracted on {paper.date} ({paper.reason.rstrip('.')}), so it is no evidence. "
            "Take another source.",
        )
    if key and (trouble := key_trouble(key, taken)):
        return Outcome(candidate.label, {}, trouble)
    own = reference.key if reference.key and not key_trouble(reference.key, taken) else ""
    return Outcome(candidate.label, _with_key(candidate.entry, key or own or proposed_key(reference, taken)))


def _with_key(entry: Csl, key: str) -> Csl:
    return ordered({**entry, "id": key})
