"""What the checker reports: a finding, its place, and the report of a whole run."""

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum


class Severity(StrEnum):
    """What a finding does to publishing."""

    ERROR = "error"
    """Stops it."""
    WARNING = "warning"
    """Is shown; stops it only under --strict."""
    NOTE = "note"
    """Is shown."""


class Exit(IntEnum):
    """Exit codes of the command line."""

    CLEAN = 0
    FINDINGS = 1
    """At least one finding that stops publishing."""
    NOT_CHECKED = 2
    """Something could not be read or set up: never the same as clean."""


@dataclass(frozen=True, slots=True)
class Place:
    """Lines and columns from 1, columns in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """The first line of a place, to be shown with the words underlined (offsets, half-open)."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of the source (code points, half-open) and the text to put in its place."""

    start: int
    end: int
    text: str
    place: Place | None = None
    """The stretch in lines and columns, filled in when a finding is made of what a rule saw."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A mend: one that changes nothing but form may be made without asking, another is only offered."""

    description: str
    """What it does, in words: "Move the citation behind the full stop"."""
    edits: tuple[Edit, ...]
    """In the order of the source, none touching another."""
    safe: bool = True
    """Whether it changes nothing but form."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """A waiver: why a finding is let through, and who says so."""

    reason: str
    by: str
    in_source: bool = True
    """Whether it stands in the article itself; one that does not comes from a baseline."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, told in four parts: what, where, why it matters, what to do."""

    rule: str
    severity: Severity
    confidence: float
    message: str
    why: str
    help: str
    path: str
    place: Place | None
    """None for a finding about a whole file."""
    excerpt: str
    """The words at the place, as they stand in the source."""
    fingerprint: str
    """Stays the same while the rule, the file and the words do, wherever they move."""
    snippet: Snippet | None = None
    suppressed: Suppression | None = None
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class ReportedClaim:
    """A sentence that needs a source, and the citation that covers it, as values a format can show."""

    path: str
    place: Place
    excerpt: str
    """The words that show the claim, as they stand in the source."""
    kind: str
    confidence: float
    reason: str
    covered_by: str = ""
    """From where the citation covers it: "own mark", "lead-in" …; "" where nothing does."""
    covered_at: Place | None = None
    """Where that citation stands."""
    sentence: str = ""
    """The whole sentence as it is read, without marks."""
    part: str = ""
    """Which part of the article it stands in: "key points", "body" …"""
    heading: str = ""
    """The nearest heading above it, "" for none."""
    anchor: str = ""
    """The id of that heading on the page."""
    sources: tuple[str, ...] = ()
    """The sources it leads to, as they are cited: mekhail2012#standing."""
    approved_claim: str = ""
    """The id of the approved claim that the sentence uses; "" where it uses none."""
    approval: str = ""
    """How that use stands: "approved", "near", "changed number", "lapsed" …"""


@dataclass(frozen=True, slots=True)
class RuleSummary:
    """What a report says of a rule, apart from what the rule found."""

    code: str
    severity: Severity
    title: str
    why: str
    source: str
    """Where the demand comes from."""


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one run."""

    findings: tuple[Finding, ...]
    checked: tuple[str, ...]
    unreadable: tuple[str, ...]
    """Files that could not be checked; each also has a finding that says why."""
    rules: tuple[RuleSummary, ...] = ()
    """The rules that were applied, whether or not they found anything."""
    claims: tuple[ReportedClaim, ...] | None = None
    """Every claim of the checked files, covered or not; None where nobody asked."""

    def count(self, severity: Severity) -> int:
        """Return how many findings of a severity count, waived ones left out."""
        return sum(finding.severity is severity and finding.suppressed is None for finding in self.findings)

    def strictly(self) -> "Report":
        """Return the report in which suggestions stop publishing too."""
        raised = (
            replace(finding, severity=Severity.ERROR) if finding.severity is Severity.WARNING else finding
            for finding in self.findings
        )
        return replace(self, findings=tuple(raised))

    def exit_code(self) -> Exit:
        """Return the exit code; a run that checked nothing is not a clean one."""
        if self.unreadable or not self.checked:
            return Exit.NOT_CHECKED
        if self.count(Severity.ERROR):
            return Exit.FINDINGS
        return Exit.CLEAN
