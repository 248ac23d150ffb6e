"""The dossier of a whole blog: how each article stands, where each reference is used, all waivers."""

from collections.abc import Iterator
from dataclasses import dataclass

from plugins.bibliography.evidence import Evidence
from plugins.checks.finding import Finding, Severity
from plugins.dossier.dossier import Dossier, Input, ReferenceRow, WaiverRow
from plugins.dossier.standing import SignOff


@dataclass(frozen=True, slots=True)
class Entry:
    """One article's dossier, and how it stands with its reviewers."""

    dossier: Dossier
    sign_off: SignOff

    def count(self, severity: Severity) -> int:
        """Return how many findings of a severity are open: those let through left out."""
        return sum(found.severity is severity and found.suppressed is None for found in self.dossier.findings)

    @property
    def around(self) -> int:
        """How many findings about what it rests on stop publishing."""
        return sum(found.severity is Severity.ERROR for found in self.dossier.around)

    @property
    def let_through(self) -> int:
        """How many findings a waiver lets stand."""
        return sum(found.suppressed is not None for found in self.dossier.findings)


@dataclass(frozen=True, slots=True)
class Use:
    """Where a reference is used: an article, and the claims there that rest on it."""

    name: str
    title: str
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UsedReference:
    """A reference that some article cites."""

    key: str
    text: str
    html: str
    evidence: Evidence | None
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class SiteWaiver:
    """A waiver, and the article it stands in."""

    name: str
    path: str
    row: WaiverRow


@dataclass(frozen=True, slots=True)
class SiteDossier:
    """Everything about a blog."""

    entries: tuple[Entry, ...]
    elsewhere: tuple[Finding, ...]
    """Findings about the library, the disclaimers and what else is no article."""
    unreadable: tuple[str, ...]
    """What could not be checked, and so has no dossier."""
    inputs: tuple[Input, ...]
    checker: str

    @property
    def references(self) -> tuple[UsedReference, ...]:
        """Every reference that is cited, by key."""
        found: dict[str, list[Use]] = {}
        rows: dict[str, ReferenceRow] = {}
        for entry in self.entries:
            for row in entry.dossier.references:
                key = row.reference.key
                rows.setdefault(key, row)
                use = Use(entry.dossier.name, entry.dossier.title, row.claims)
                found.setdefault(key, []).append(use)
        return tuple(
            UsedReference(key, rows[key].text, rows[key].html, rows[key].evidence, tuple(found[key]))
            for key in sorted(found)
        )

    @property
    def waivers(self) -> tuple[SiteWaiver, ...]:
        """Every waiver, article by article."""
        return tuple(self._waivers())

    def _waivers(self) -> Iterator[SiteWaiver]:
        for entry in self.entries:
            for row in entry.dossier.waivers:
                yield SiteWaiver(entry.dossier.name, entry.dossier.path, row)
