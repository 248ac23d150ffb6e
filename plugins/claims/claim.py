"""The kinds of claim a sentence can make, and the words that show it.

A *claim* here is a statement about a condition, a treatment, a product or patients that a careful
reviewer would answer with "Says who?". The kinds and their order follow the annotation guideline:
where two fit, the one that stands first is preferred.
"""

from dataclasses import dataclass
from enum import StrEnum


class ClaimKind(StrEnum):
    """The kind of evidence a reader would ask for, in the guideline's order of preference."""

    STATISTIC = "statistic"
    """A number, share, rank or trend about disease, patients, use or cost."""
    STUDY = "study"
    """A finding, a study, or the state of the evidence, however vaguely put."""
    EFFICACY = "efficacy"
    """What a treatment or a habit achieves: relieves, prevents, works, no cure exists."""
    SAFETY = "safety"
    """Safe, painless, rare complications; any counted, ranked or compared risk."""
    COMPARISON = "comparison"
    """Better, faster, cheaper, "only" or "first" against another treatment or group."""
    DURABILITY = "durability"
    """Onset, duration, recovery, recurrence, outlook and course."""
    CAUSAL = "causal"
    """A particular cause, risk factor, complication, association or mechanism."""
    REGULATORY = "regulatory"
    """What an authority, an insurer, a guideline or "experts" say."""
    POPULARITY = "popularity"
    """Track record and adoption: "helped thousands", "most widely used"."""


OTHER_TYPES = (
    "definition", "symptom", "procedure", "care_pathway", "instruction", "question", "promo_opinion",
    "unquantified_risk", "navigation_cta_legal", "fragment_heading",
)  # fmt: skip
"""What a sentence is that needs no source, by the names of the guideline."""
TYPES = (*(kind.value for kind in ClaimKind), *OTHER_TYPES)
"""Every type of the guideline, those of claims first."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a sentence stands, as far as that changes what it asserts."""

    form: str
    """One of "paragraph", "heading", "list item", "table cell", "quotation", "definition",
    "caption"."""
    heading: str = ""
    """The nearest heading above, or nothing."""
    lead_in: str = ""
    """The sentence that introduces the list ("Benefits include:"), or nothing."""
    before: str = ""
    """The sentence before, in the same passage."""
    after: str = ""
    """The sentence after, in the same passage."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """What one sentence asserts, and which of its words show it."""

    kind: ClaimKind
    start: int
    """Where the telling words begin, in code points from the start of the sentence."""
    end: int
    """One past the last code point of the telling words."""
    reason: str
    """Why the sentence counts as a claim, in words a writer understands."""
    confidence: float
    """The probability that a reviewer would ask for a source, measured on documents held out of learning."""
