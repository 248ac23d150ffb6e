"""JUnit XML, the format in which nearly every CI server takes test results.

A file is a test suite, a finding a test case in it, and a file without findings one case that passed.
What stops publishing failed, what is let through was skipped, and a file that could not be read is an
error. A suggestion stops nothing and so passed; its words are in the case's output.

*Source*: the schema of the Jenkins xUnit plugin, version 10 (tests/reports/junit-10.xsd).
"""

import re
from collections import Counter
from typing import TextIO
from xml.etree import ElementTree as etree

from plugins.checks.finding import Finding, Report, Severity

# What no XML 1.0 document may hold, not even by its number.
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SITE = "the built site"
OUTCOMES = ("failure", "error", "skipped")


def write(report: Report, to: TextIO) -> None:
    """Write a report. Effect: writes to `to`."""
    root = etree.Element("testsuites", {"name": "Evidence Blog checks"})
    for path in dict.fromkeys((*(f.path for f in report.findings), *report.checked, *report.unreadable)):
        root.append(_suite(path, report))
    if not len(root):
        root.append(_nothing())
    for name in ("tests", "failures", "errors"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    etree.indent(root, " ")
    # ASCII with character references, so that no locale's encoding can contradict the declaration.
    written = etree.tostring(root, "us-ascii").decode("ascii")
    to.write('<?xml version="1.0" encoding="UTF-8"?>\n' + written + "\n")


def _suite(path: str, report: Report) -> etree.Element:
    unread = path in report.unreadable
    name = _allowed(path or SITE)
    suite = etree.Element("testsuite", {"name": name, "file": name})
    findings = [finding for finding in report.findings if finding.path == path]
    taken: Counter[str] = Counter()
    for finding in findings:
        title = _title(finding)
        taken[title] += 1
        # Two cases of one name would be taken for two runs of the same.
        again = f" ({taken[title]})" if taken[title] > 1 else ""
        suite.append(_case(finding, title + again, unread))
    if not findings:
        case = etree.SubElement(suite, "testcase", {"name": "checked", "classname": name})
        if unread:
            etree.SubElement(case, "error", {"message": "This file could not be checked."})
    return _counted(suite)


def _nothing() -> etree.Element:
    suite = etree.Element("testsuite", {"name": "nothing"})
    case = etree.SubElement(suite, "testcase", {"name": "checked", "classname": "nothing"})
    etree.SubElement(case, "error", {"message": "Nothing was checked: there was no file to look at."})
    return _counted(suite)


def _counted(suite: etree.Element) -> etree.Element:
    suite.set("tests", str(len(suite)))
    for name, outcome in zip(("failures", "errors", "skipped"), OUTCOMES, strict=True):
        suite.set(name, str(len(suite.findall(f"testcase/{outcome}"))))
    return suite


def _case(finding: Finding, title: str, unread: bool) -> etree.Element:
    case = etree.Element("testcase", {"name": _allowed(title), "classname": _allowed(finding.path or SITE)})
    words = _allowed(_words(finding))
    message = {"message": _allowed(finding.message), "type": finding.rule}
    if finding.suppressed:
        reason = f"{finding.suppressed.reason} ({finding.suppressed.by})"
        etree.SubElement(case, "skipped", {"message": _allowed(f"let through: {reason}")}).text = words
    elif unread:
        etree.SubElement(case, "error", message).text = words
    elif finding.severity is Severity.ERROR:
        etree.SubElement(case, "failure", message).text = words
    else:
        etree.SubElement(case, "system-out").text = words
    return case


def _title(finding: Finding) -> str:
    place = finding.place
    return f"{finding.rule}, line {place.line}, column {place.column}" if place else finding.rule


def _words(finding: Finding) -> str:
    where = f"{finding.path}:{finding.place.line}:{finding.place.column}: " if finding.place else ""
    quoted = f"\n{finding.snippet.text}" if finding.snippet else ""
    return f"{where}{finding.message}{quoted}\nWhy: {finding.why}\nWhat to do: {finding.help}"


def _allowed(text: str) -> str:
    """Return the text with characters that XML does not allow shown by their numbers."""
    return NO_XML.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
