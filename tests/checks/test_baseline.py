"""A baseline lets through what was there before, and nothing new."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.checks.baseline import WrongBaseline, read_baseline

ROOT = Path(__file__).parents[2]
HEADER = (
    "Title: A walk\nDate: 2026-02-03\nReviewed: 2026-11-20\nReview due: 2027-11-20\nAuthor: A. Sample\n\n"
)


def articles(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "plugins.checks",
        "articles",
        *map(str, arguments),
        "--as-of",
        "2026-11-24",
    ]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    file = tmp_path / "walk.md"
    file.write_text(f"{HEADER}The rate is 12%.\n", "utf-8")
    return file


def test_known_findings_are_let_through_and_stay_in_the_report(old: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    assert articles(old, "--write-baseline", baseline).returncode == 1
    run = articles(old, "--baseline", baseline, "--format", "json")
    assert run.returncode == 0
    findings = json.loads(run.stdout)["findings"]
    assert "CLM101" in [finding["rule"] for finding in findings]
    assert all(finding["suppressed"] for finding in findings)


def test_a_known_finding_may_move(old: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    articles(old, "--write-baseline", baseline)
    old.write_text(f"{HEADER}A new first paragraph.\n\nThe rate is 12%.\n", "utf-8")
    assert articles(old, "--baseline", baseline).returncode == 0


def test_a_new_finding_stops_publishing(old: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    articles(old, "--write-baseline", baseline)
    old.write_text(f"{HEADER}The rate is 12%. The share is 13%.\n", "utf-8")
    assert articles(old, "--baseline", baseline).returncode == 1


def test_the_same_words_a_second_time_are_new(old: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    articles(old, "--write-baseline", baseline)
    old.write_text(f"{HEADER}The rate is 12%.\n\nThe rate is 12%.\n", "utf-8")
    assert articles(old, "--baseline", baseline).returncode == 1


def test_a_baseline_that_is_not_there_is_not_a_clean_check(old: Path, tmp_path: Path) -> None:
    run = articles(old, "--baseline", tmp_path / "none.json")
    assert run.returncode == 2
    assert "--write-baseline" in run.stderr


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 1}', '{"version": 9, "fingerprints": []}', "nope"]
)
def test_another_file_is_no_baseline(text: str) -> None:
    with pytest.raises(WrongBaseline, match="--write-baseline"):
        read_baseline(text)


def test_unsafe_content_is_not_let_through(old: Path, tmp_path: Path) -> None:
    old.write_text(f"{HEADER}<script>alert(1)</script>\n\nThe canal holds nerves.\n", "utf-8")
    baseline = tmp_path / "baseline.json"
    articles(old, "--write-baseline", baseline)
    assert articles(old, "--baseline", baseline).returncode == 1
