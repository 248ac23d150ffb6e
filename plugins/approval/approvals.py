"""The approved claims of a blog as they stand today: which approvals hold, and why the others do not."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from plugins.approval.claim import PARTS, ApprovedClaim, ApprovedText, Register
from plugins.approval.fingerprint import Facts, facts_of, is_sealed, sign, text_facts
from plugins.approval.likeness import statement
from plugins.approval.register import RegisterFile
from plugins.approval.register_reading import OF_THE_TEXT
from plugins.approval.wordings import Wordings, wordings_of
from plugins.bibliography.library import Library
from plugins.manuscript.flaw import Flaw
from plugins.manuscript.source import Source, Span

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
    place: Span | None = None
    """Where in the register stands what has changed."""
    text: ApprovedText | None = None
    """The words that were approved, where that is known."""

    @property
    def approved(self) -> bool:
        """Whether anybody has approved the claim at all."""
        return self.claim.approval is not None

    @property
    def lapsed(self) -> bool:
        """Whether the approval is gone because what it was about has changed, or was never written down."""
        return bool(self.changes) or self.unsigned

    @property
    def reworded(self) -> bool:
        """Whether the register now has other words than were approved."""
        return any(change.part == "wording" for change in self.changes)

    @property
    def former(self) -> tuple[str, ...]:
        """The wordings that were approved and that the register no longer has."""
        if not self.reworded or self.text is None:
            return ()
        now = {statement(wording).same for wording in self.claim.wordings}
        return tuple(one for one in self.text.wordings if statement(one).same not in now)

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
    source: Source | None = None
    """The register's file; None where there is none."""
    remembered: str = ""
    """A sign of what is told of the past, which is in no file of the blog: for whoever keeps findings."""


def hold(file: RegisterFile, library: Library | None, today: date, past: Past | None = None) -> Approvals:
    """Hold a register against a library; without one (it cannot be read) nothing lapses for its sake."""
    past = past or (lambda claim, part, told: None)
    standings = {
        claim.id: _placed(_standing(claim, library, today, past), file) for claim in file.register.claims
    }
    unknown = _unknown_figures(file, library) if library else ()
    flaws = sorted((*file.flaws, *unknown, *_taken(file)), key=lambda flaw: flaw.span.start)
    former = {name: one.former for name, one in standings.items() if one.former}
    wordings = wordings_of(file.register.claims, former)
    told = [(name, one.changes, one.text) for name, one in standings.items() if one.lapsed]
    remembered = hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest() if told else ""
    return Approvals(file.register, standings, wordings, tuple(flaws), file.source, remembered)


def _standing(claim: ApprovedClaim, library: Library | None, today: date, past: Past) -> Standing:
    approval = claim.approval
    if approval is None:
        return Standing(claim)
    in_force = approval.on <= today and (approval.until is None or today <= approval.until)
    facts = facts_of(claim, library or Library())
    parts = PARTS if library else ("wording", "approval")
    if not all(approval.sign(part) for part in PARTS):
        return Standing(claim, unsigned=True, in_force=in_force)
    kept = _kept(claim)
    changed = [part for part in parts if sign(facts[part]) != approval.sign(part)]
    if "wording" in changed and kept == facts["wording"]:
        # The words are what they were: it is their sign that somebody has changed.
        changed = [*(part for part in changed if part not in ("wording", "approval")), "approval"]
    known = {"wording": kept, "approval": facts["approval"] if is_sealed(claim) else None}
    changes = tuple(
        Change(part, known.get(part) or past(claim, part, approval.sign(part)), facts[part])
        for part in changed
    )
    before = next((change.before for change in changes if change.part == "wording"), kept)
    return Standing(claim, changes, in_force=in_force, text=_text(before))


def _kept(claim: ApprovedClaim) -> Facts | None:
    """Return the words kept with an approval; None where they are not those that were approved.

    Their own sign tells, or the approval's: without any history.
    """
    approval = claim.approval
    if approval is None or approval.text is None:
        return None
    facts = text_facts(approval.text)
    return facts if is_sealed(claim) or sign(facts) == approval.sign("wording") else None


def _text(facts: Facts | None) -> ApprovedText | None:
    """Return the words that were approved from the part “wording”, as it was."""
    if facts is None:
        return None
    variants, companions = facts.get("variants", ()), facts.get("companions", ())
    assert isinstance(variants, list | tuple)
    assert isinstance(companions, list | tuple)
    rows = tuple(tuple(map(str, row)) for row in companions)
    return ApprovedText(str(facts.get("wording", "")), tuple(map(str, variants)), rows)


def _placed(standing: Standing, file: RegisterFile) -> Standing:
    """Return a standing with the line of the register that a lapse is shown at."""
    claim = standing.claim
    if not standing.lapsed or not file.rows:
        return standing
    row = file.rows[file.register.claims.index(claim)]
    changed = {change.part for change in standing.changes}
    if standing.reworded:
        was, now = standing.text, claim.text
        keys = [key for key in OF_THE_TEXT if was and getattr(was, key) != getattr(now, key)] or ["wording"]
        return replace(standing, place=row.at(keys[0]))
    if changed and changed != {"approval"}:
        return replace(standing, place=row.at("figure"))
    return replace(standing, place=row.at("approved_by"))


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
    for claim, row in zip(file.register.claims, file.rows, strict=True):
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
                yield Flaw(file.source, row.at("figure"), message, mend)
