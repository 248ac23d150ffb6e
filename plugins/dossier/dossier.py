"""What a reviewer reads of one article: every claim with its place, its source, and what stands against it.

Values only. `composing.py` makes them, `json_form.py` and `html_form.py` show them.
"""

from dataclasses import dataclass
from enum import StrEnum

from plugins.bibliography.evidence import Evidence, Figure
from plugins.bibliography.reference import Reference
from plugins.checks.finding import Finding, Place, Severity
from plugins.dossier.page_text import Block


class Status(StrEnum):
    """How a claim stands."""

    SOURCED = "sourced"
    """A citation covers it, and the library knows the source."""
    MISSING = "source missing"
    """A citation covers it, and the library knows none of its sources."""
    WAIVED = "waived"
    """Nothing covers it, and a waiver with a reason and a name lets it stand."""
    UNSOURCED = "unsourced"
    CITED = "cited, no claim"
    """The checker takes the sentence for no claim, but it carries a citation that has to hold."""


class Search(StrEnum):
    """Whether claims were looked for; where they were not, that none was found says nothing."""

    FULL = "fully"
    HALF = "by wording lists alone"
    """No numbers were compared either."""
    NONE = "not at all"


@dataclass(frozen=True, slots=True)
class Judgment:
    """A number of the sentence held against the figures that its citations name."""

    outcome: str
    """"agrees", "rounded", "differs", "undecided" …"""
    says: str
    """What the sentence says."""
    source: str
    """What the figure says."""
    figure: str
    """The figure, as typed: "@mekhail2012#standing"."""
    reason: str


@dataclass(frozen=True, slots=True)
class ApprovedUse:
    """An approved claim that a sentence uses, and whether that approval holds."""

    id: str
    status: str
    """"approved", "near", "changed number", "lapsed" …"""
    sentence: str
    """The words of the article."""
    wording: str
    """The approved words that they are, or are most like."""
    difference: str
    """What of them differs, "" where nothing does."""


@dataclass(frozen=True, slots=True)
class SourceUse:
    """One source that a sentence is cited to."""

    key: str
    number: int | None
    """Its number in the article's list; None for a key that the library does not know."""
    figure_name: str
    """The figure that the citation names, or ""."""
    locator: str
    figure: Figure | None
    evidence: Evidence | None

    @property
    def typed(self) -> str:
        """The citation as a writer types it: "@mekhail2012#standing"."""
        return f"@{self.key}#{self.figure_name}" if self.figure_name else f"@{self.key}"


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim, or a sentence that is cited without being one, numbered from 1 in the order of the page."""

    number: int
    place: Place
    """Where the telling words stand in the source; of a sentence that is no claim, where it stands."""
    heading: str
    part: str
    form: str
    sentence: str
    told: tuple[int, int]
    """Where in the sentence the words stand that show the claim, half-open; (0, 0) where there is none."""
    kind: str
    """"" where there is no claim."""
    confidence: float | None
    reason: str
    status: Status
    reach: str
    """From where the citation covers it: "own mark", "lead-in" …; "" where nothing does."""
    sources: tuple[SourceUse, ...]
    findings: tuple[Finding, ...]
    """What the checker says of its sentence."""
    waivers: tuple["WaiverRow", ...]
    """The waivers at its sentence."""
    approved: tuple[ApprovedUse, ...]
    judgments: tuple[Judgment, ...] | None
    """One for each number; None where nothing was compared, because no citation names a known figure."""

    @property
    def errors(self) -> int:
        """How many findings of its sentence stop publishing."""
        return sum(found.severity is Severity.ERROR and not found.suppressed for found in self.findings)

    @property
    def words(self) -> str:
        """The words that show the claim, "" where there is none."""
        return self.sentence[slice(*self.told)]

    @property
    def parts(self) -> tuple[str, str, str]:
        """The sentence up to the telling words, these, and the rest."""
        start, end = self.told
        return self.sentence[:start], self.sentence[start:end], self.sentence[end:]


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A sentence of the article; `claim` is the number of its row among the claims, 0 for none."""

    text: str
    place: Place
    part: str
    heading: str
    claim: int
    sources: tuple[str, ...]
    """The citations in it or behind its stop, as typed."""


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """A source of the article, in the order of its list."""

    number: int
    reference: Reference
    text: str
    """As AMA prints it."""
    html: str
    evidence: Evidence | None
    claims: tuple[int, ...]
    """The claims that rest on it."""


@dataclass(frozen=True, slots=True)
class WaiverRow:
    """A waiver: what it lets stand, why, and who says so."""

    place: Place
    code: str
    reason: str
    by: str
    until: str
    state: str
    """"in force", "over", or why it does not count."""
    sentence: str
    """The words it stands behind; "" for one that covers the file as a whole."""
    used: bool
    """Whether it lets anything stand."""


@dataclass(frozen=True, slots=True)
class DisclaimerRow:
    """The disclaimer that the article must carry."""

    id: str
    version: str
    title: str
    words: str
    fingerprint: str
    file: str
    in_force: bool


@dataclass(frozen=True, slots=True)
class ReadingGrade:
    """How hard the text is to read; `grade` is None for one that is too short, or not English."""

    grade: float | None
    words: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Input:
    """Something that this dossier rests on, and the hash of it."""

    what: str
    """"article", "library", "evidence" …"""
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one article or page."""

    place: str
    """Its path in the content folder: "articles/walking.md"."""
    path: str
    """Its path in messages."""
    header: tuple[tuple[str, str], ...]
    """Every header field, as it was typed, in the order of the file."""
    is_draft: bool
    is_page: bool
    language: str
    """As its header names it: "en", "es" …"""
    searched: Search
    as_of: str
    checker: str
    disclaimer: DisclaimerRow | None
    disclaimer_problem: str
    reading: ReadingGrade
    sentences: tuple[SentenceRow, ...]
    claims: tuple[ClaimRow, ...]
    references: tuple[ReferenceRow, ...]
    waivers: tuple[WaiverRow, ...]
    findings: tuple[Finding, ...]
    around: tuple[Finding, ...]
    """Findings about what it rests on: the references that it cites, their evidence, its disclaimer."""
    approved: tuple[ApprovedUse, ...]
    """Every use of an approved claim, those in the header too."""
    inputs: tuple[Input, ...]
    rests_on: tuple[Input, ...]
    """What of the inputs concerns this article: its text, its disclaimer, the references it cites."""
    links: tuple[str, ...]
    """Where each link leads, and its words."""
    pictures: tuple[str, ...]
    """Each picture's address, and what it says to those who cannot see it."""
    blocks: tuple[Block, ...]
    """The article's text, to be shown with its claims marked."""

    @property
    def name(self) -> str:
        """What the dossier's files and the record of its approvals are called, without their ending."""
        return dossier_name(self.place)

    @property
    def claim_count(self) -> int:
        """How many claims there are; what is cited without being one left out."""
        return len(self.claims) - self.count(Status.CITED)

    @property
    def title(self) -> str:
        """The article's title, its path where it has none."""
        return self.field("title") or self.path

    def field(self, name: str) -> str:
        """Return a header field, "" where it is missing."""
        return next((text for field, text in self.header if field == name), "")

    def count(self, status: Status) -> int:
        """Return how many claims stand so."""
        return sum(claim.status is status for claim in self.claims)


def dossier_name(place: str) -> str:
    """Return the name for an article's path in the content folder; no two have the same one.

    Those of a plain folder, where articles lie anywhere, are put below "articles" as well.
    """
    bare = place.removesuffix(".md")
    return bare if bare.startswith(("articles/", "pages/")) else f"articles/{bare}"
