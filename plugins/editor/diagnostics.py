"""Findings as an editor shows them: underlined, with a rule's code, worst first to the eye."""

from pathlib import Path

from lsprotocol.types import CodeDescription, Diagnostic, DiagnosticSeverity

from plugins.checks.finding import Finding, Severity
from plugins.editor.positions import Sheet
from plugins.manuscript.layout import standing_project

PRODUCT = "Evidence Blog"
SEVERITIES = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.NOTE: DiagnosticSeverity.Information,
}
NOT_CHECKED = "not-checked"


def diagnostic(finding: Finding, sheet: Sheet) -> Diagnostic:
    """Return what an editor shows of a finding.

    One that is let through is a hint with the reason: it must not vanish, as it does in no report, but it
    is settled, so it counts neither as a problem nor as a suggestion.
    """
    words = f"{finding.message}\nWhat to do: {finding.help}"
    severity = SEVERITIES[finding.severity]
    if finding.suppressed:
        words = f"Let through: {finding.suppressed.reason} ({finding.suppressed.by})\n{finding.message}"
        severity = DiagnosticSeverity.Hint
    return Diagnostic(
        sheet.of(finding.place),
        words,
        severity,
        code=finding.rule,
        code_description=_page(finding.rule),
        source=PRODUCT,
    )


def not_checked(words: str, sheet: Sheet) -> Diagnostic:
    """Return what stands at the first line of a text that could not be checked, or not against everything."""
    return Diagnostic(sheet.line(1), words, DiagnosticSeverity.Error, code=NOT_CHECKED, source=PRODUCT)


def missing_part(finding: Finding) -> str:
    """Return what an article is told of a shared file that cannot be read."""
    return (
        f"{finding.path} could not be read, so this text was not held against it. {finding.message}\n"
        f"What to do: {finding.help}"
    )


def _page(code: str) -> CodeDescription | None:
    """Return a link to the rule's page, where the documentation lies beside the code."""
    project = standing_project()
    page = project / "docs" / "rules" / f"{code}.md" if project else Path(code)
    return CodeDescription(page.as_uri()) if page.is_absolute() and page.is_file() else None
