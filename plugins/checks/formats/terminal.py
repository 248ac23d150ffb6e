"""A report for people at a terminal: each finding in four parts, at the end the count in words."""

import shutil
import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TextIO

from plugins.checks.finding import Finding, Report, ReportedClaim, Severity, Snippet

WIDEST, NARROWEST = 100, 50
CONSEQUENCE = {
    Severity.ERROR: "stops publishing",
    Severity.WARNING: "does not stop publishing",
    Severity.NOTE: "a note",
}
COLOURS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.NOTE: "36;1"}


def write(report: Report, to: TextIO) -> None:
    """Write a report; colours only on a terminal. Effect: writes to `to`."""
    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))
    coloured = to.isatty()
    path = None
    for finding in report.findings:
        if finding.path != path:
            path = finding.path
            to.write(_painted(path or "The built site", "1", coloured) + "\n\n")
        to.write("\n".join(_told(finding, width, coloured)) + "\n\n")
    if report.claims:
        to.write("\n".join(_explained(report.claims, width, coloured)) + "\n\n")
    to.write("\n".join(textwrap.wrap(summary(report), width)) + "\n")


def summary(report: Report) -> str:
    """Return what a report comes to, in words."""
    files = _counted(len(report.checked), "file")
    if report.unreadable:
        unread = _counted(len(report.unreadable), "file")
        counted = _stops(report) or "What could be checked is well."
        return f"{unread} could not be checked: {', '.join(report.unreadable)}. {counted} {files} checked."
    if not report.checked:
        return "Nothing was checked: there was no file to look at."
    return f"{_stops(report) or 'All is well: nothing was found.'} {files} checked."


def _stops(report: Report) -> str:
    errors, warnings = report.count(Severity.ERROR), report.count(Severity.WARNING)
    parts = []
    if errors:
        parts.append(f"{_counted(errors, 'thing')} {'stops' if errors == 1 else 'stop'} publishing")
    if warnings:
        parts.append(_counted(warnings, "suggestion"))
    if through := sum(finding.suppressed is not None for finding in report.findings):
        parts += [] if parts else ["Nothing stops publishing"]
        parts.append(f"{through} let through")
    return f"{', '.join(parts)}." if parts else ""


def covered_by(claim: ReportedClaim) -> str:
    """Return in words what covers a claim."""
    if claim.covered_at is None:
        return "not covered"
    return f"covered: {claim.covered_by} at line {claim.covered_at.line}"


def approved_as(claim: ReportedClaim) -> str:
    """Return in words which approved claim a sentence uses; "" where it uses none."""
    return f", approved claim {claim.approved_claim}: {claim.approval}" if claim.approved_claim else ""


def _explained(claims: Iterable[ReportedClaim], width: int, coloured: bool) -> Iterator[str]:
    for path, here in groupby(claims, key=lambda claim: claim.path):
        yield _painted(f"Claims in {path}", "1", coloured)
        for claim in here:
            words = " ".join(claim.excerpt.split())
            told = (
                f"{claim.place.line}:{claim.place.column}  “{words}”, {claim.kind}, {claim.confidence}, "
                f"{covered_by(claim)}{approved_as(claim)}"
            )
            yield from textwrap.wrap(told, width, initial_indent="  ", subsequent_indent="    ")


def _told(finding: Finding, width: int, coloured: bool) -> list[str]:
    lines = textwrap.wrap(finding.message, width)
    lines = [_painted(line, COLOURS[finding.severity], coloured) for line in lines]
    if finding.place and finding.snippet:
        lines += _shown(finding.snippet, finding.place.line, finding.place.column, width)
    elif finding.place:
        lines.append(f"  line {finding.place.line}")
    lines += _wrapped("Why: ", finding.why, width)
    lines += _wrapped("What to do: ", finding.help, width)
    consequence = CONSEQUENCE[finding.severity]
    if finding.suppressed:
        consequence = "let through"
        lines += _wrapped("Let through: ", f"{finding.suppressed.reason} ({finding.suppressed.by})", width)
    where = f"{finding.path}:{finding.place.line}:{finding.place.column}, " if finding.place else ""
    lines.append(_painted(f"({where}{finding.rule}, {consequence})", "2", coloured))
    return lines


def _shown(snippet: Snippet, line: int, column: int, width: int) -> list[str]:
    """Return the line with the words underlined, cut to fit around them."""
    margin = f"  {line} | "
    room = width - len(margin)
    start, end = snippet.start, min(snippet.end, len(snippet.text))
    first = max(0, min(start - room // 3, len(snippet.text) - room + 2))
    if len(snippet.text) <= room:
        first = 0
    cut = snippet.text[first : first + room - 2].replace("\t", " ")
    head = "…" if first else ""
    tail = "…" if first + room - 2 < len(snippet.text) else ""
    pointer = " " * (len(margin) + len(head) + start - first)
    return [f"{margin}{head}{cut}{tail}", pointer + "~" * max(1, min(end, first + room - 2) - start)]


def _wrapped(label: str, text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, initial_indent=label, subsequent_indent=" " * 4)


def _painted(text: str, colour: str, coloured: bool) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if coloured else text


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
