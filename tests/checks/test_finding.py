"""What a report comes to."""

import pytest

from plugins.checks.finding import Exit, Finding, Report, Severity, Suppression


def finding(severity: Severity, waived: bool = False) -> Finding:
    waiver = Suppression("our own count", "J. Doe") if waived else None
    return Finding("CLM101", severity, 1.0, "", "", "", "a.md", None, "", "", suppressed=waiver)


ERROR, WARNING, NOTE = map(finding, Severity)


@pytest.mark.parametrize(
    ("report", "strict", "code"),
    [
        (Report((), ("a.md",), ()), False, Exit.CLEAN),
        (Report((NOTE, WARNING), ("a.md",), ()), False, Exit.CLEAN),
        (Report((NOTE, WARNING), ("a.md",), ()), True, Exit.FINDINGS),
        (Report((NOTE,), ("a.md",), ()), True, Exit.CLEAN),
        (Report((WARNING, ERROR), ("a.md",), ()), False, Exit.FINDINGS),
        (Report((finding(Severity.ERROR, waived=True),), ("a.md",), ()), True, Exit.CLEAN),
        (Report((), (), ()), False, Exit.NOT_CHECKED),
        (Report((), ("a.md",), ("b.md",)), False, Exit.NOT_CHECKED),
        (Report((ERROR,), ("a.md",), ("b.md",)), False, Exit.NOT_CHECKED),
    ],
)
def test_the_exit_code_follows_the_gravest_thing(report: Report, strict: bool, code: Exit) -> None:
    assert (report.strictly() if strict else report).exit_code() is code
