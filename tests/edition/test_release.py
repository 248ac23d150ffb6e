"""What an outcome comes to, and which complaints are worth telling."""

import pytest

from plugins.checks.finding import Exit, Finding, Report, Severity
from plugins.edition.complaint import Complaint, read_complaints
from plugins.edition.release import Outcome, unexplained

CLEAN = Report((), ("a.md",), ())


def report(severity: Severity, path: str = "content/articles/a.md") -> Report:
    finding = Finding("HDR451", severity, 1.0, "", "", "", path, None, "", "")
    return Report((finding,), (path,), ())


UNREADABLE = Report((), ("a.md",), ("b.md",))
ERROR, WARNING = Complaint("error", "broke"), Complaint("warning", "odd")


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        (Outcome(CLEAN, (), CLEAN, in_place=True), Exit.CLEAN),
        (Outcome(CLEAN, (WARNING,), CLEAN, in_place=True), Exit.CLEAN),
        (Outcome(report(Severity.WARNING), (), None, in_place=True), Exit.CLEAN),
        (Outcome(CLEAN, (), None, in_place=False), Exit.FINDINGS),
        (Outcome(CLEAN, (ERROR,), CLEAN, in_place=True), Exit.FINDINGS),
        (Outcome(report(Severity.ERROR), (), None, in_place=True), Exit.FINDINGS),
        (Outcome(CLEAN, (), report(Severity.ERROR), in_place=False), Exit.FINDINGS),
        (Outcome(CLEAN, (), UNREADABLE, in_place=False), Exit.NOT_CHECKED),
        (Outcome(UNREADABLE, (ERROR,), None, in_place=False), Exit.NOT_CHECKED),
    ],
)
def test_the_exit_code_is_that_of_the_gravest_part(outcome: Outcome, code: Exit) -> None:
    assert outcome.exit_code is code


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("Could not process articles/a.md (no disclaimer)", False),
        ("Could not process articles/b.md (no disclaimer)", True),
        ("Could not process articles/ba.md (no disclaimer)", True),
        ("Unable to find 'x.md', skipping url replacement in articles/a.md", True),
        ("The build broke off: a.md", True),
    ],
)
def test_a_complaint_is_left_out_where_a_finding_explains_the_same_file(message: str, told: bool) -> None:
    complaint = Complaint("error", message)
    assert unexplained((complaint,), report(Severity.ERROR)) == ((complaint,) if told else ())


@pytest.mark.parametrize(
    ("message", "rule", "told"),
    [
        ("In articles/a.md the link to “x.md” leads nowhere.", "LNK701", False),
        ("In articles/b.md the link to “x.md” leads nowhere.", "LNK701", True),
        ("In articles/a.md the link to “x.md” leads nowhere.", "HDR451", True),
        ("The file images/x.png, which an article links to, is not there.", "LNK701", False),
        ("The file images/y.png, which an article links to, is not there.", "LNK701", True),
        ('There are 2 items "with slug "dup"" with lang en: a.md b.md', "HDR459", False),
        ('There are 2 items "with slug "dup"" with lang en: a.md b.md', "LNK701", True),
        ("Could not process my folder/a.md (no disclaimer)", "HDR451", False),
    ],
)
def test_what_a_build_says_of_links_and_twins_is_left_out_where_a_finding_says_it(
    message: str, rule: str, told: bool
) -> None:
    complaint = Complaint("warning", message)
    finding = Finding(
        rule, Severity.ERROR, 1.0, "", "", "", "content/articles/a.md", None, "{static}images/x.png", ""
    )
    assert unexplained((complaint,), Report((finding,), ("a.md",), ())) == ((complaint,) if told else ())


def test_a_suggestion_explains_no_complaint() -> None:
    complaint = Complaint("error", "Could not process articles/a.md")
    assert unexplained((complaint,), report(Severity.WARNING)) == (complaint,)


def test_complaints_come_back_from_their_rows_as_they_were() -> None:
    assert read_complaints([ERROR.as_row(), WARNING.as_row()]) == (ERROR, WARNING)
