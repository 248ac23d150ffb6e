"""The approved claims of a blog as they stand today: which approvals hold, and why the others do not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from plugins.approval.claim import PARTS, ApprovedClaim, Register
from plugins.approval.fingerprint import Facts, facts_of, sign
from plugins.approval.likeness import statement
from plugins.approval.register import RegisterFile
from plugins.approval.wordings import Wordings, wordings_of
from plugins.bibliography.library import Library
from plugins.manuscript.flaw import Flaw

Past = Callable[[ApprovedClaim, str, str], Facts | None]
"""Returns what a part of a claim was when its sign was the given one; None where nobody knows."""


@dataclass(frozen=True, slots=True)
class Change:
    """A part of what was approved that is no longer as it was."""

    part: str
    before: Facts | None
    """None where it is not known any more."""
    after: Facts


@dataclass(frozen=True, slots=True)
class Standing:
    """How an approval stands: what has changed since, and whether its days are over."""

    claim: ApprovedClaim
    changes: tuple[Change, ...] = ()
    unsigned: bool = False
    """Whether the approval has no fingerprint, so that nobody can tell what was approved."""
    in_force: bool = True
    """Whether today lies within its days."""

    @property
    def approved(self) -> bool:
        """Whether anybody has approved the claim at all."""
        return self.claim.approval is not None

    @property
    def lapsed(self) -> bool:
        """Whether the approval is gone because what it was about has changed, or was never written down."""
        return bool(self.changes) or self.unsigned

    @property
    def holds(self) -> bool:
        """Whether the claim may be used."""
        return self.approved and not self.lapsed and self.in_force

    @property
    def word(self) -> str:
        """The state in a word or two."""
        if not self.approved:
            return "not approved"
        if self.lapsed:
            return "lapsed"
        return "approved" if self.in_force else "not in force"


@dataclass(frozen=True, slots=True)
class Approvals:
    """A register held against the library and the day."""

    register: Register = field(default_factory=Register)
    standings: dict[str, Standing] = field(default_factory=dict)
    """By the claims' ids."""
    wordings: Wordings = field(default_factory=lambda: wordings_of(()))
    flaws: tuple[Flaw, ...] = ()
    """Everything wrong with the register, its figures included."""


def hold(file: RegisterFile, library: Library | None, today: date, past: Past | None = None) -> Approvals:
    """Hold a register against a library; without one (it cannot be read) nothing lapses for its sake."""
    standings = {
        claim.id: _standing(claim, library, today, past or (lambda claim, part, told: None))
        for claim in file.register.claims
    }
    unknown = _unknown_figures(file, library) if library else ()
    flaws = sorted((*file.flaws, *unknown, *_taken(file)), key=lambda flaw: flaw.span.start)
    return Approvals(file.register, standings, wordings_of(file.register.claims), tuple(flaws))


def _standing(claim: ApprovedClaim, library: Library | None, today: date, past: Past) -> Standing:
    approval = claim.approval
    if approval is None:
        return Standing(claim)
    in_force = approval.on <= today and (approval.until is None or today <= approval.until)
    facts = facts_of(claim, library or Library())
    parts = PARTS if library else ("wording",)
    if not all(approval.sign(part) for part in PARTS):
        return Standing(claim, unsigned=True, in_force=in_force)
    changes = tuple(
        Change(part, past(claim, part, approval.sign(part)), facts[part])
        for part in parts
        if sign(facts[part]) != approval.sign(part)
    )
    return Standing(claim, changes, in_force=in_force)


def _taken(file: RegisterFile) -> Iterator[Flaw]:
    """Yield the claims one of whose wordings another has: nobody could tell which of them is used."""
    owners: dict[tuple[str, ...], str] = {}
    for claim in file.register.claims:
        for wording in claim.wordings:
            owner = owners.setdefault(statement(wording).same, claim.id)
            if owner != claim.id and file.source:
                message = f"“{wording}” is a wording of the claim “{owner}” already."
                yield Flaw(file.source, file.place(claim.id), message, "Take it out of one of the two.")
                break


def _unknown_figures(file: RegisterFile, library: Library) -> Iterator[Flaw]:
    """Yield the figures that claims rest on and nobody has recorded."""
    for claim, table in zip(file.register.claims, file.tables, strict=True):
        entry = table.entry("figure")
        for figure in claim.figures:
            key, _, name = figure.partition("#")
            evidence = library.evidence.get(key)
            message = mend = ""
            if key not in library.references:
                near = library.nearest(key)
                message = f"The claim “{claim.id}” rests on a reference “{key}”, which the library has not."
                mend = f"Did you mean “{near}”?" if near else "The keys are in content/references.json."
            elif name and (evidence is None or evidence.figure(name) is None):
                message = f"The claim “{claim.id}” rests on a figure “{figure}”, which the evidence has not."
                known = ", ".join(one.name for one in evidence.figures) if evidence else ""
                mend = f"Its figures are: {known}." if known else f"Write content/evidence/{key}.toml."
            if message and file.source:
                yield Flaw(file.source, entry.name if entry else table.span, message, mend)
