"""An approved claim: the wording that a reviewer has signed, and everything the signature is about."""

from dataclasses import dataclass, field
from datetime import date

from plugins.approval.patterns import readings

PARTS = ("wording", "figure", "study", "reference", "approval")
"""What a fingerprint is made of, in the order in which changes are told."""


@dataclass(frozen=True, slots=True)
class ApprovedText:
    """The words of a claim as they were approved, kept with the approval: the register's own may change."""

    wording: str
    variants: tuple[str, ...] = ()
    companions: tuple[tuple[str, ...], ...] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every wording that was approved, written out; the main one first."""
        return (self.wording, *(one for variant in self.variants for one in readings(variant)))


@dataclass(frozen=True, slots=True)
class Approval:
    """Who has approved a claim, from when to when, and the fingerprint of what was approved."""

    by: str
    role: str
    on: date
    until: date | None = None
    """The last day on which it holds; without one it has no end."""
    fingerprint: tuple[tuple[str, str], ...] = ()
    """Pairs (part, sign) for each of `PARTS`; empty where nobody wrote it down."""
    text: ApprovedText | None = None
    """What was approved; None where nobody wrote it down."""

    def sign(self, part: str) -> str:
        """Return the sign of a part as it was approved, "" where there is none."""
        return dict(self.fingerprint).get(part, "")


@dataclass(frozen=True, slots=True)
class ApprovedClaim:
    """One claim of the register, approved or still to be."""

    id: str
    wording: str
    variants: tuple[str, ...] = ()
    """In the small form of patterns.py."""
    figures: tuple[str, ...] = ()
    """What it rests on, as it is cited: "mekhail2012#standing", or a key alone."""
    products: tuple[str, ...] = ()
    companions: tuple[tuple[str, ...], ...] = ()
    """Texts that must stand within reach of it; of each row any one, in the form of the variants."""
    note: str = ""
    approval: Approval | None = None

    @property
    def text(self) -> ApprovedText:
        """Its words, as an approval keeps them."""
        return ApprovedText(self.wording, self.variants, self.companions)

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every wording that is approved, written out; the main one first."""
        return self.text.wordings

    @property
    def companion_texts(self) -> tuple[tuple[str, ...], ...]:
        """The companions, written out."""
        return tuple(tuple(one for text in row for one in readings(text)) for row in self.companions)


@dataclass(frozen=True, slots=True)
class Register:
    """All claims of a blog, in the order of its file."""

    claims: tuple[ApprovedClaim, ...] = ()
    require_approval: bool = False
    """Whether claims about a product that has approved ones must be approved themselves."""
    by_id: dict[str, ApprovedClaim] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {claim.id: claim for claim in self.claims})

    def claim(self, name: str) -> ApprovedClaim | None:
        """Return the claim of that id."""
        return self.by_id.get(name)
