"""One line to a finding, as compilers print them and editors read them: path:line:column: severity: words.

    content/articles/x.md:14:32: error: There is no reference “mekail2012”. What to do: … [CIT301]

*Source*: GNU Coding Standards, "Formatting Error Messages": lines and columns count from 1.
"""

from typing import TextIO

from plugins.checks.finding import Finding, Report
from plugins.checks.formats.terminal import summary


def write(report: Report, to: TextIO) -> None:
    """Write a report, its summary as the last line. Effect: writes to `to`."""
    for finding in report.findings:
        to.write(f"{_place(finding)}{_words(finding)} [{finding.rule}]\n")
    to.write(_on_one_line(summary(report)) + "\n")


def _place(finding: Finding) -> str:
    if not finding.path:
        return ""
    # What is said of a whole file stands at its start: a line without a place is no line to an editor.
    line, column = (finding.place.line, finding.place.column) if finding.place else (1, 1)
    return f"{_on_one_line(finding.path)}:{line}:{column}: "


def _words(finding: Finding) -> str:
    message = f"{finding.message} “{finding.excerpt}”" if finding.excerpt else finding.message
    if finding.suppressed:
        reason, by = finding.suppressed.reason, finding.suppressed.by
        return _on_one_line(f"note: let through: {reason} ({by}). {message}")
    return _on_one_line(f"{finding.severity.value}: {message} What to do: {finding.help}")


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
