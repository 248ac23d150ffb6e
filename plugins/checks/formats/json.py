"""One JSON object on standard output and nothing else; the shape is fixed (docs/checking.md)."""

import json
from typing import TextIO

from plugins.checks.finding import Finding, Place, Report, ReportedClaim

VERSION = 1


def write(report: Report, to: TextIO) -> None:
    """Write a report. Effect: writes to `to`."""
    told: dict[str, object] = {
        "version": VERSION,
        "findings": [as_row(finding) for finding in report.findings],
        "checked": list(report.checked),
        "unreadable": list(report.unreadable),
    }
    if report.claims is not None:
        told["claims"] = [_claim_row(claim) for claim in report.claims]
    json.dump(told, to, ensure_ascii=False, indent=1)
    to.write("\n")


def as_row(finding: Finding) -> dict[str, object]:
    """Return a finding as the object that stands for it."""
    place = finding.place
    waiver = finding.suppressed
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "confidence": finding.confidence,
        "message": finding.message,
        "help": finding.help,
        "path": finding.path,
        **_where(place),
        "excerpt": finding.excerpt,
        "fingerprint": finding.fingerprint,
        "suppressed": {"reason": waiver.reason, "by": waiver.by} if waiver else None,
    }


def _claim_row(claim: ReportedClaim) -> dict[str, object]:
    covered = {"by": claim.covered_by, **_where(claim.covered_at)} if claim.covered_by else None
    approved = {"claim": claim.approved_claim, "state": claim.approval} if claim.approved_claim else None
    return {
        "path": claim.path,
        **_where(claim.place),
        "excerpt": claim.excerpt,
        "kind": claim.kind,
        "confidence": claim.confidence,
        "reason": claim.reason,
        "covered": covered,
        **({"approved": approved} if approved else {}),
    }


def _where(place: Place | None) -> dict[str, object]:
    return {
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end_line": place.end_line if place else None,
        "end_column": place.end_column if place else None,
    }
