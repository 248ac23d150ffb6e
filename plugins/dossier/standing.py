"""Whether what was signed is still what stands there."""

from dataclasses import dataclass
from enum import StrEnum

from plugins.dossier.changes import Change, changes_between
from plugins.dossier.signature import Record, Signature
from plugins.dossier.state import State, fingerprint_of


class Standing(StrEnum):
    """How an article stands with its reviewers."""

    NEVER = "not signed off"
    UNCHANGED = "signed off, unchanged since"
    CHANGED = "signed off, changed since"
    UNREADABLE = "the record of its approvals cannot be relied on"


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature, and whether the article is still what it was put under."""

    signature: Signature
    holds: bool


@dataclass(frozen=True, slots=True)
class SignOff:
    """The signatures under an article, oldest first, and what has changed since the last."""

    standing: Standing
    fingerprint: str
    """Of the article's state as it is now."""
    signatures: tuple[Signed, ...] = ()
    changes: tuple[Change, ...] = ()
    problem: str = ""
    """Why the record cannot be relied on, a line for each thing that is wrong; "" where it can."""

    @property
    def last(self) -> Signature | None:
        """The latest signature."""
        return self.signatures[-1].signature if self.signatures else None

    @property
    def words(self) -> str:
        """How the article stands, in a sentence."""
        if self.last is None:
            return f"{self.standing.value.capitalize()}."
        who = f"Signed off by {self.last.by} ({self.last.role}) on {self.last.on.isoformat()}"
        if self.standing is Standing.UNCHANGED:
            return f"{who}, unchanged since."
        things = "1 thing" if len(self.changes) == 1 else f"{len(self.changes)} things"
        return f"{who}, changed since: {things}."


def sign_off_of(record: Record | None, state: State, problem: str = "") -> SignOff:
    """Return how an article in this state stands by its record; `problem` is why that cannot be read."""
    fingerprint = fingerprint_of(state)
    if problem:
        return SignOff(Standing.UNREADABLE, fingerprint, problem=problem)
    if record is None or record.last is None:
        return SignOff(Standing.NEVER, fingerprint)
    signed = tuple(Signed(one, one.state == fingerprint) for one in record.signatures)
    if signed[-1].holds:
        return SignOff(Standing.UNCHANGED, fingerprint, signed)
    changes = changes_between(record.states[record.last.state], state)
    return SignOff(Standing.CHANGED, fingerprint, signed, changes)
