"""Annotations for GitHub Actions, errors first, and the job's summary in Markdown.

*Source*: GitHub Docs, "Workflow commands for GitHub Actions" and "Adding a job summary".
"""

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from plugins.checks.finding import Finding, Report, Severity
from plugins.checks.formats.terminal import CONSEQUENCE, summary

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
# GitHub shows no more of one kind in a step; what is over stands in the summary.
MOST_SHOWN = 10
# A summary may have a megabyte. A thousand rows would be neither read nor sure to fit.
MOST_ROWS = 200
MARKDOWN = re.compile(r"[\\`*_\[\]|~@$]")


def write(report: Report, to: TextIO) -> None:
    """Write a report as workflow commands. Effect: writes to `to`."""
    if report.unreadable or not report.checked:
        to.write(f"::error title=Not checked::{_data(summary(report))}\n")
    for severity, command in COMMANDS.items():
        found = [finding for finding in _open(report) if finding.severity is severity]
        for finding in found[:MOST_SHOWN]:
            to.write(f"::{command} {_properties(finding)}::{_data(_words(finding))}\n")
        if len(found) > MOST_SHOWN:
            to.write(f"{len(found) - MOST_SHOWN} more of this kind ({command}): see the job summary.\n")
    to.write(" ".join(summary(report).split()) + "\n")


def job_summary(report: Report) -> str:
    """Return the summary of a run, in Markdown."""
    return "\n".join(_summary(report)) + "\n"


def _summary(report: Report) -> Iterator[str]:
    yield from ("## Evidence Blog checks", "", _markdown(summary(report)))
    found = sorted(_open(report), key=lambda finding: list(COMMANDS).index(finding.severity))
    if found:
        yield from ("", "| what | where | what to do | rule |", "|---|---|---|---|")
        yield from _rows(found[:MOST_ROWS])
    if len(found) > MOST_ROWS:
        yield from ("", f"{len(found) - MOST_ROWS} more are not listed here.")
    through = [finding for finding in report.findings if finding.suppressed]
    if through:
        yield from (
            "",
            "### Let through",
            "",
            "| what | where | why, and by whom | rule |",
            "|---|---|---|---|",
        )
        yield from _rows(through[:MOST_ROWS])
    if len(through) > MOST_ROWS:
        yield from ("", f"{len(through) - MOST_ROWS} more are not listed here.")


def _rows(findings: Iterable[Finding]) -> Iterator[str]:
    for finding in findings:
        where = f"{finding.path}:{finding.place.line}" if finding.place else finding.path or "the built site"
        what = f"{finding.message} “{finding.excerpt}”" if finding.excerpt else finding.message
        waiver = finding.suppressed
        third = f"{waiver.reason} ({waiver.by})" if waiver else finding.help
        code = finding.rule if waiver else f"{finding.rule}, {CONSEQUENCE[finding.severity]}"
        yield f"| {' | '.join(_markdown(cell) for cell in (what, where, third, code))} |"


def _open(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.suppressed is None]


def _words(finding: Finding) -> str:
    quoted = f"“{finding.excerpt}”\n" if finding.excerpt else ""
    return f"{finding.message}\n{quoted}Why: {finding.why}\nWhat to do: {finding.help}"


def _properties(finding: Finding) -> str:
    told: dict[str, object] = {"file": finding.path} if finding.path else {}
    if place := finding.place:
        told["line"] = place.line
        if place.end_line > place.line:
            # Columns count within one line only.
            told["endLine"] = place.end_line
        elif place.end_column > place.column:
            told |= {"col": place.column, "endColumn": place.end_column}
    told["title"] = finding.rule
    return ",".join(f"{name}={_property(str(value))}" for name, value in told.items())


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _markdown(text: str) -> str:
    """Return text on one line that Markdown shows as it is: no markup, no mention, no end of a cell."""
    text = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return MARKDOWN.sub(lambda found: f"&#{ord(found.group())};", text)
