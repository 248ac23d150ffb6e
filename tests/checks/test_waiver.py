"""Waivers: what they cover, what they cannot, and that nothing waived is lost from a report."""

from datetime import date
from pathlib import Path

import pytest

from plugins.checks.engine import check_articles
from plugins.checks.finding import Exit, Report
from plugins.manuscript.layout import lay_out

ROOT = Path(__file__).parents[2]
AS_OF = date(2026, 11, 24)
HEADER = (
    "Title: A walk\nDate: 2026-02-03\nCategory: Living with stenosis\nAuthor: A Writer\nReviewer: Kim Example, MD\nReviewed: 2026-11-20\n"
    "Review due: 2027-11-20\nSummary: A walk.\nKey points:\n- Go.\n- Rest.\n- Go on.\n\n"
)
WAIVER = "<!-- waive CLM101: our own count | J. Doe -->"


@pytest.fixture
def check(tmp_path: Path):  # type: ignore[no-untyped-def]
    def run(text: str, header: str = HEADER) -> Report:
        file = tmp_path / "walk.md"
        file.write_text(header + text, "utf-8")
        return check_articles(lay_out(ROOT / "content", ROOT), (file,), AS_OF)

    return run


def open_rules(report: Report) -> list[str]:
    return [f.rule for f in report.findings if f.suppressed is None and f.rule[:3] in ("CLM", "WVR", "HDR")]


def waived_rules(report: Report) -> list[str]:
    return [f.rule for f in report.findings if f.suppressed is not None]


def test_a_waived_finding_stays_in_the_report_with_reason_and_name(check) -> None:  # type: ignore[no-untyped-def]
    report = check(f"The rate is 12%. {WAIVER}")
    (finding,) = (f for f in report.findings if f.rule == "CLM101")
    assert finding.suppressed is not None
    assert (finding.suppressed.reason, finding.suppressed.by) == ("our own count", "J. Doe")
    assert report.exit_code() is Exit.CLEAN


def test_it_covers_its_own_sentence_only(check) -> None:  # type: ignore[no-untyped-def]
    report = check(f"The rate is 12%. The share is 13%. {WAIVER} The part is 14%.")
    assert open_rules(report) == ["CLM101", "CLM101"]
    assert waived_rules(report) == ["CLM101"]


def test_it_does_not_reach_over_an_empty_line(check) -> None:  # type: ignore[no-untyped-def]
    report = check(f"The rate is 12%.\n\n{WAIVER}\n\nWalk on.")
    assert waived_rules(report) == []
    assert "WVR901" in open_rules(report)


def test_it_covers_its_own_rule_only(check) -> None:  # type: ignore[no-untyped-def]
    report = check("The rate is 12%. <!-- waive CLM102: our own count | J. Doe -->")
    assert open_rules(report) == ["CLM101", "WVR903"]


def test_before_all_text_it_covers_the_header(check) -> None:  # type: ignore[no-untyped-def]
    header = "Title: A walk\nDate: 2026-02-03\n\n"
    report = check("<!-- waive HDR453: reviewed on paper | J. Doe -->\n\nThe canal holds nerves.", header)
    assert "HDR453" not in open_rules(report)
    assert waived_rules(report).count("HDR453") == 2


def test_on_its_last_day_it_still_counts(check) -> None:  # type: ignore[no-untyped-def]
    waiver = "<!-- waive CLM101: our own count | J. Doe | until 2026-11-24 -->"
    assert waived_rules(check(f"The rate is 12%. {waiver}")) == ["CLM101"]


def test_a_day_later_it_lets_nothing_stand(check) -> None:  # type: ignore[no-untyped-def]
    waiver = "<!-- waive CLM101: our own count | J. Doe | until 2026-11-23 -->"
    assert open_rules(check(f"The rate is 12%. {waiver}")) == ["CLM101", "WVR902"]


@pytest.mark.parametrize("code", ["DSC406", "SEC601", "WVR903", "CIT301", "REF355"])
def test_some_rules_cannot_be_waived(check, code: str) -> None:  # type: ignore[no-untyped-def]
    report = check(f"The canal holds nerves. <!-- waive {code}: no | J. Doe -->")
    assert "WVR901" in open_rules(report)


@pytest.mark.parametrize("comment", ["<!-- waiver of the reader -->", "<!-- a note -->", "<!-- to waive -->"])
def test_another_comment_is_no_waiver(check, comment: str) -> None:  # type: ignore[no-untyped-def]
    assert open_rules(check(f"The canal holds nerves. {comment}")) == []


def test_a_waiver_works_in_a_list_and_in_a_file_with_other_line_ends(check) -> None:  # type: ignore[no-untyped-def]
    text = f"Look:\r\n\r\n- The rate is 12%. {WAIVER}\r\n- Walk on.\r\n"
    assert waived_rules(check(text, HEADER.replace("\n", "\r\n"))) == ["CLM101"]


@pytest.mark.parametrize("reason", ["count > 40, on file", "our own\ncount, on file", "see -> the file"])
def test_a_reason_may_hold_any_character(check, reason: str) -> None:  # type: ignore[no-untyped-def]
    report = check(f"The rate is 12%. <!-- waive CLM101: {reason} | J. Doe -->")
    assert waived_rules(report) == ["CLM101"]


def test_a_word_like_waive_is_told_and_lets_nothing_through(check) -> None:  # type: ignore[no-untyped-def]
    report = check("The rate is 12%. <!-- waiver CLM101: our own count | J. Doe -->")
    assert waived_rules(report) == []
    assert sorted(open_rules(report)) == ["CLM101", "WVR901"]
