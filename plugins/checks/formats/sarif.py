"""SARIF 2.1.0, the format in which code-hosting sites and editors take findings of any tool.

*Source*: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, 2020.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import TextIO
from urllib.parse import quote

from plugins.checks.finding import Edit, Finding, Fix, Place, Report, RuleSummary, Suppression

VERSION = "2.1.0"
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
NAME = "Evidence Blog checker"
# The name by which readers of SARIF know the root of a repository.
ROOT = "%SRCROOT%"
FINGERPRINT = "evidenceBlog/v1"
Object = dict[str, object]


def write(report: Report, to: TextIO) -> None:
    """Write a report. Effect: writes to `to`."""
    run: Object = {
        "tool": {"driver": {"name": NAME, "rules": [_rule(rule) for rule in report.rules]}},
        "invocations": [
            {
                "executionSuccessful": not report.unreadable and bool(report.checked),
                "toolExecutionNotifications": list(_notifications(report)),
            }
        ],
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root folder of the project."}}},
        "artifacts": [{"location": _file(path), "roles": ["analysisTarget"]} for path in report.checked],
        "results": list(_results(report)),
        "columnKind": "unicodeCodePoints",
    }
    json.dump({"$schema": SCHEMA, "version": VERSION, "runs": [run]}, to, ensure_ascii=False, indent=1)
    to.write("\n")


def _rule(rule: RuleSummary) -> Object:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why}\nSource: {rule.source}"},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _results(report: Report) -> Iterator[Object]:
    index = {rule.code: number for number, rule in enumerate(report.rules)}
    for finding in report.findings:
        yield _result(finding, index)


def _result(finding: Finding, index: Mapping[str, int]) -> Object:
    result: Object = {"ruleId": finding.rule}
    if finding.rule in index:
        result["ruleIndex"] = index[finding.rule]
    # Our three severities bear the names of SARIF's levels.
    return result | {
        "level": finding.severity.value,
        "message": {"text": f"{finding.message}\nWhy: {finding.why}\nWhat to do: {finding.help}"},
        "locations": [_location(finding)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "rank": round(100 * finding.confidence, 1),
        # Always there: a run in which only some results know of suppressions is not valid.
        "suppressions": [_suppression(finding.suppressed)] if finding.suppressed else [],
        **({"fixes": [_fix(finding.fix, finding.path)]} if finding.fix and finding.fix.safe else {}),
    }


def _suppression(waiver: Suppression) -> Object:
    return {
        "kind": "inSource" if waiver.in_source else "external",
        "status": "accepted",
        "justification": f"{waiver.reason} ({waiver.by})",
    }


def _location(finding: Finding) -> Object:
    physical: Object = {"artifactLocation": _file(finding.path)}
    if finding.place:
        region = _region(finding.place)
        if finding.excerpt:
            region["snippet"] = {"text": finding.excerpt}
        physical["region"] = region
    return {"physicalLocation": physical}


def _region(place: Place) -> Object:
    if (place.line, place.column) == (place.end_line, place.end_column):
        return {"startLine": place.line}
    return _stretch(place)


def _stretch(place: Place) -> Object:
    """Return a region to be replaced; an empty one is where something is put in."""
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _fix(fix: Fix, path: str) -> Object:
    replacements = [_replacement(edit, edit.place) for edit in fix.edits if edit.place]
    return {
        "description": {"text": fix.description},
        "artifactChanges": [{"artifactLocation": _file(path), "replacements": replacements}],
    }


def _replacement(edit: Edit, place: Place) -> Object:
    return {"deletedRegion": _stretch(place), "insertedContent": {"text": edit.text}}


def _notifications(report: Report) -> Iterator[Object]:
    """Yield what kept the checker from checking: a consumer must not take such a run for a clean one."""
    if not report.checked and not report.unreadable:
        yield {"level": "error", "message": {"text": "Nothing was checked: there was no file to look at."}}
    for path in report.unreadable:
        reasons = [finding.message for finding in report.findings if finding.path == path]
        text = " ".join(["This file could not be checked.", *reasons])
        location = {"physicalLocation": {"artifactLocation": _file(path)}}
        yield {"level": "error", "message": {"text": text}, "locations": [location]}


def _file(path: str) -> Object:
    """Return where a file is; the empty path is the built site as a whole, so the project."""
    if PurePath(path).is_absolute():
        return {"uri": PurePath(path).as_uri()}
    return {"uri": quote(path) if path else "./", "uriBaseId": ROOT}
