"""The report for people: golden file tests/reports/terminal.txt, made anew with --regenerate."""

import io
from pathlib import Path

import pytest

from plugins.checks.finding import Report, Severity, Suppression
from plugins.checks.formats import terminal
from tests.sample_report import EXPLAINED, LONG, REPORT, SHORT, finding

GOLDEN = Path(__file__).parents[1] / "reports" / "terminal.txt"


class Terminal(io.StringIO):
    """Text that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def written(report: Report, to: io.StringIO | None = None) -> str:
    to = to or io.StringIO()
    terminal.write(report, to)
    return to.getvalue()


@pytest.fixture(autouse=True)
def _eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_the_report_reads_as_it_did(pytestconfig: pytest.Config) -> None:
    told = written(REPORT)
    if pytestconfig.getoption("--regenerate"):
        GOLDEN.write_text(told, "utf-8")
    assert told == GOLDEN.read_text("utf-8")


def test_no_line_is_wider_than_the_terminal() -> None:
    assert [line for line in written(REPORT).splitlines() if len(line) > 80] == []


@pytest.mark.parametrize(("columns", "widest"), [("20", 50), ("60", 60), ("300", 100)])
def test_lines_follow_the_terminal_within_what_is_good_to_read(
    monkeypatch: pytest.MonkeyPatch, columns: str, widest: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = [line for line in written(REPORT).splitlines() if not line.startswith("(")]
    assert widest - 12 < max(map(len, lines)) <= widest


@pytest.mark.parametrize("line", [SHORT, LONG, f"\t{SHORT}"])
def test_the_wave_stands_under_the_words(line: str) -> None:
    shown = written(Report((finding("a.md", line, "louder"),), ("a.md",), ())).splitlines()
    at = next(number for number, text in enumerate(shown) if "~" in text)
    wave = shown[at]
    assert shown[at - 1][wave.index("~") : wave.rindex("~") + 1] == "louder"


def test_a_finding_is_told_in_four_parts() -> None:
    told = written(Report((finding("a.md", SHORT, "louder"),), ("a.md",), ()))
    parts = [
        "This comparison has no reference.",
        "3 | The bell is louder",
        "Why: ",
        "What to do: ",
        "(a.md:3:13, CLM103",
    ]
    assert [told.index(part) for part in parts] == sorted(told.index(part) for part in parts)


def test_there_are_colours_on_a_terminal_only() -> None:
    assert "\x1b[31;1m" in written(REPORT, Terminal())
    assert "\x1b" not in written(REPORT)


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (Report((), ("a.md",), ()), "All is well: nothing was found. 1 file checked."),
        (Report((), (), ()), "Nothing was checked: there was no file to look at."),
        (Report((finding("a.md"),), ("a.md", "b.md"), ()), "1 thing stops publishing. 2 files checked."),
        (
            Report(
                (finding("a.md"), finding("a.md"), finding("a.md", severity=Severity.WARNING)), ("a.md",), ()
            ),
            "2 things stop publishing, 1 suggestion. 1 file checked.",
        ),
        (
            Report((finding("a.md", suppressed=Suppression("ours", "J. Doe")),), ("a.md",), ()),
            "Nothing stops publishing, 1 let through. 1 file checked.",
        ),
        (
            Report((finding("a.md"),), (), ("a.md",)),
            "1 file could not be checked: a.md. 1 thing stops publishing.",
        ),
    ],
)
def test_the_end_says_what_it_comes_to(report: Report, words: str) -> None:
    assert words in " ".join(terminal.summary(report).split())


def test_a_file_that_could_not_be_checked_is_never_called_well() -> None:
    assert "All is well" not in terminal.summary(Report((), ("a.md",), ("b.md",)))


def test_claims_are_told_with_what_covers_them() -> None:
    told = written(EXPLAINED)
    assert "Claims in content/articles/bell.md\n  3:13  “louder”, comparison, 0.9, not covered\n" in told
    assert "  3:13  “louder in”, comparison, 0.9, covered: lead-in at line 1\n" in told
    assert "Claims in" not in written(REPORT)
