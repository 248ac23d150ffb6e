"""A baseline: the findings an existing blog had when it took up the checker.

They stay in every report, as let through; only new ones stop publishing.
"""

import json
from dataclasses import replace

from plugins.checks.finding import Report, Suppression
from plugins.checks.waiver import NEVER_WAIVED

VERSION = 1


class WrongBaseline(ValueError):
    """A file that is no baseline; the message says what to do."""


def write_baseline(report: Report) -> str:
    """Return the text of a baseline that lets through everything in the report."""
    fingerprints = sorted({finding.fingerprint for finding in report.findings})
    return json.dumps({"version": VERSION, "fingerprints": fingerprints}, indent=1) + "\n"


def read_baseline(text: str) -> frozenset[str]:
    """Return the fingerprints in a baseline; raise `WrongBaseline`."""
    try:
        told = json.loads(text)
        fingerprints = frozenset(str(fingerprint) for fingerprint in told["fingerprints"])
    except (ValueError, TypeError, KeyError):
        raise WrongBaseline("The file is no baseline. Write one with --write-baseline FILE.") from None
    if told.get("version") != VERSION:
        raise WrongBaseline("The baseline is of another version. Write it again with --write-baseline FILE.")
    return fingerprints


def let_through(report: Report, known: frozenset[str], name: str) -> Report:
    """Return the report with the findings of a baseline marked as let through. `name` is its file."""
    through = Suppression("known when the checker was taken up", f"baseline {name}", in_source=False)
    return replace(
        report,
        findings=tuple(
            replace(finding, suppressed=through)
            if finding.fingerprint in known
            and finding.suppressed is None
            and not finding.rule.startswith(NEVER_WAIVED)
            else finding
            for finding in report.findings
        ),
    )
