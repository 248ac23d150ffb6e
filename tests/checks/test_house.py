"""What a house sets in content/checks.toml, and what it may not."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from plugins.checks.__main__ import main
from plugins.checks.engine import check_articles
from plugins.checks.finding import Exit, Report, Severity
from plugins.checks.gate import check_site
from plugins.checks.house import CLAIMS, House, parse_house
from plugins.checks.rules import all_rules
from plugins.checks.waiver import NEVER_WAIVED
from plugins.claims.wording import LexiconProblems
from plugins.manuscript.layout import is_shared, lay_out
from tests.blog import CONTENT, PROJECT
from tests.sample_report import finding

AS_OF = date(2026, 11, 24)
TEXT = (
    "Title: Sample\nDate: 2024-03-05\nCategory: Your visit\nAuthor: Robin Sample\n"
    "Reviewer: Kim Example, RN\nReviewed: 2024-04-02\nReview due: 2099-12-31\nSummary: A bell.\n"
    "Key points:\n- Ring.\n- Wait.\n- Go in.\n\nAbout 95% of patients had less leg pain.\n"
)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A plain content folder with one article that claims something without a source."""
    folder = tmp_path / "content"
    folder.mkdir()
    for name in ("disclaimers", "evidence"):
        shutil.copytree(CONTENT / name, folder / name)
    shutil.copy(CONTENT / "references.json", folder)
    (folder / "sample.md").write_text(TEXT, "utf-8")
    return folder


def checked(content: Path, settings: str | None = None, **options: object) -> Report:
    if settings is not None:
        (content / "checks.toml").write_text(settings, "utf-8")
    layout = lay_out(content, content.parent)
    return check_articles(layout, layout.articles, AS_OF, **options)  # type: ignore[arg-type]


def claims_of(report: Report) -> list[tuple[str, Severity]]:
    return [(found.rule, found.severity) for found in report.findings if found.rule in CLAIMS]


def test_without_settings_a_rule_is_as_grave_as_it_is_declared(content: Path) -> None:
    assert claims_of(checked(content)) == [("CLM101", Severity.ERROR)]
    assert checked(content).exit_code() is Exit.FINDINGS


@pytest.mark.parametrize(
    ("word", "code"), [("warning", Exit.CLEAN), ("note", Exit.CLEAN), ("error", Exit.FINDINGS)]
)
def test_a_house_sets_how_grave_a_rule_is(content: Path, word: str, code: Exit) -> None:
    report = checked(content, f'[severity]\nCLM101 = "{word}"\n')
    assert claims_of(report) == [("CLM101", Severity(word))]
    assert report.exit_code() is code
    assert {rule.severity for rule in report.rules if rule.code == "CLM101"} == {Severity(word)}


def test_strict_raises_what_a_house_made_a_suggestion(content: Path) -> None:
    assert checked(content, '[severity]\nCLM101 = "warning"\n').strictly().exit_code() is Exit.FINDINGS


@pytest.mark.parametrize(("least", "kept"), [(0.0, 1), (0.7, 1), (0.71, 0), (1.0, 0)])
def test_what_is_less_sure_than_a_house_asks_for_is_left_out(least: float, kept: int) -> None:
    found = finding("a.md", rule="CLM107", confidence=0.7)
    assert len(list(House(least).weighed([found]))) == kept


def test_confidence_is_asked_of_claims_only(content: Path) -> None:
    (content / "sample.md").write_text(TEXT + "\nPeople asked.[@nobody2020]\n", "utf-8")
    rules = {found.rule for found in checked(content, "min_confidence = 1.0").findings}
    assert "CIT301" in rules


def test_the_command_line_goes_before_the_settings(content: Path) -> None:
    settings = "min_confidence = 1.0"
    assert claims_of(checked(content, settings, min_confidence=0.0)) != []
    assert claims_of(checked(content, "min_confidence = 0.0", min_confidence=1.0)) == []


def test_the_command_line_takes_a_confidence(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def rules(least: str) -> set[str]:
        main(["articles", "--content", str(content), "--format", "json", "--min-confidence", least])
        return {row["rule"] for row in json.loads(capsys.readouterr().out)["findings"]}

    assert "CLM101" in rules("0")
    assert "CLM101" not in rules("1.0")


@pytest.mark.parametrize("word", ["much", "1.5", "-0.1", "nan", ""])
def test_a_confidence_that_is_none_is_a_bad_call(
    content: Path, capsys: pytest.CaptureFixture[str], word: str
) -> None:
    assert main(["articles", "--content", str(content), f"--min-confidence={word}"]) == Exit.NOT_CHECKED
    assert "from 0 to 1" in capsys.readouterr().err


MISTAKES = [
    ("min_confidense = 0.5", 1, "Did you mean"),
    ("\nmin_confidence = 2", 2, "from 0 to 1"),
    ('min_confidence = "high"', 1, "from 0 to 1"),
    ("min_confidence = true", 1, "from 0 to 1"),
    ("min_confidence = nan", 1, "from 0 to 1"),
    ("severity = 3", 1, "[severity]"),
    ('[severity]\nCLM101 = "error"\nCLM07 = "note"', 3, "Did you mean CLM107?"),
    ('[severity]\nCLM101 = "mild"', 2, "error, warning, note"),
    ('[severity]\nCLM101 = ["note"]', 2, "error, warning, note"),
    ('[severity]\nDSC401 = "warning"', 2, "cannot be weakened"),
    ('[severity]\nCIT301 = "note"', 2, "cannot be weakened"),
    ("[severity]\nmin_confidence = 0.5", 2, "above [severity]"),
    ("[severity", 1, "TOML"),
]


@pytest.mark.parametrize(("settings", "line", "words"), MISTAKES)
def test_a_mistake_is_told_with_its_line_and_what_is_allowed(
    content: Path, settings: str, line: int, words: str
) -> None:
    report = checked(content, settings)
    (found,) = (one for one in report.findings if one.path.endswith("checks.toml"))
    assert found.place is not None
    assert (found.rule, found.place.line) == ("HDR450", line)
    assert words in f"{found.message} {found.help}"
    assert report.exit_code() is Exit.NOT_CHECKED


def test_every_mistake_is_told_at_once_and_nothing_of_the_file_counts(content: Path) -> None:
    report = checked(
        content, 'min_confidence = 1.0\n[severity]\nCLM101 = "note"\nDSC401 = "note"\nX = "note"\n'
    )
    assert sum(found.path.endswith("checks.toml") for found in report.findings) == 2
    assert claims_of(report) == [("CLM101", Severity.ERROR)]


def test_settings_that_are_no_text_are_told(content: Path) -> None:
    (content / "checks.toml").write_bytes(b"min_confidence = \xff")
    assert checked(content).exit_code() is Exit.NOT_CHECKED


@pytest.mark.parametrize("code", sorted(r.code for r in all_rules() if r.code.startswith(NEVER_WAIVED)))
def test_what_nobody_can_waive_cannot_be_weakened(code: str) -> None:
    declared = next(rule.severity for rule in all_rules() if rule.code == code)
    assert parse_house("checks.toml", f'[severity]\n{code} = "error"').severities[code] is Severity.ERROR
    if declared is not Severity.NOTE:
        with pytest.raises(LexiconProblems, match="cannot be weakened"):
            parse_house("checks.toml", f'[severity]\n{code} = "note"')


def test_the_gate_goes_by_the_same_settings(content: Path, tmp_path: Path) -> None:
    output = tmp_path / "public"
    output.mkdir()
    (output / "odd.txt").write_text("x", "utf-8")
    layout = lay_out(content, PROJECT)

    def severities() -> set[Severity]:
        report = check_site(layout, output, AS_OF)
        return {found.severity for found in report.findings if found.rule == "WEB656"}

    assert severities() == {Severity.ERROR}
    (content / "checks.toml").write_text('[severity]\nWEB656 = "note"\n', "utf-8")
    assert severities() == {Severity.NOTE}
    (content / "checks.toml").write_text('[severity]\nDSC401 = "note"\n', "utf-8")
    assert check_site(layout, output, AS_OF).exit_code() is Exit.NOT_CHECKED


def test_changed_settings_concern_every_article(content: Path) -> None:
    assert is_shared(content / "checks.toml")


def test_what_is_kept_from_before_is_weighed_anew(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for settings, code in (
        ("", 1),
        ('[severity]\nCLM101 = "warning"\n', 0),
        ("min_confidence = 1.0", 0),
        ("", 1),
    ):
        (content / "checks.toml").write_text(settings, "utf-8")
        assert main(["articles", "--content", str(content), "--select", "CLM101"]) == code
    capsys.readouterr()
