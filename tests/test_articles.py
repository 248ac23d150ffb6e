"""Whole articles: our own are clean, drafts that claim too much are told about every claim."""

import re
from datetime import date
from pathlib import Path

import pytest

from plugins.checks.engine import check_articles
from plugins.checks.finding import Exit, Finding, Severity
from plugins.manuscript.document import read_document
from plugins.manuscript.layout import lay_out
from plugins.manuscript.source import read_source

ROOT = Path(__file__).parents[1]
LAYOUT = lay_out(ROOT / "content", ROOT)
AS_OF = date(2026, 11, 24)
EXPECTS = re.compile(r"<!-- expects (?P<rule>\w+): (?P<words>.*?) -->")
ARTICLES = ROOT / "tests" / "articles"
# What is told though it should not be stands here too, so that a change in it is seen.
REJECTED = sorted((*(ARTICLES / "rejected").glob("*.md"), *(ARTICLES / "known-false-alarms").glob("*.md")))
ACCEPTED = sorted((ARTICLES / "accepted").glob("*.md"))
CITATION = "[@mekhail2012#standing; @mekhail2012#walking]"


def findings(file: Path) -> tuple[Finding, ...]:
    return check_articles(LAYOUT, (file,), AS_OF).findings


@pytest.mark.parametrize("file", [*LAYOUT.articles, *LAYOUT.pages], ids=lambda file: file.stem)
def test_our_own_article_has_no_error(file: Path) -> None:
    assert [finding for finding in findings(file) if finding.severity is Severity.ERROR] == []


def test_our_own_articles_have_at_most_one_warning_in_500_words() -> None:
    files = (*LAYOUT.articles, *LAYOUT.pages)
    words = sum(len(file.read_text("utf-8").split()) for file in files)
    report = check_articles(LAYOUT, files, AS_OF)
    assert report.count(Severity.WARNING) <= words / 500


@pytest.mark.parametrize("file", REJECTED, ids=lambda file: file.stem)
def test_a_rejected_article_gets_exactly_the_findings_it_expects(file: Path) -> None:
    expected = [match.group("rule", "words") for match in EXPECTS.finditer(file.read_text("utf-8"))]
    assert [(finding.rule, finding.excerpt) for finding in findings(file)] == expected


@pytest.mark.parametrize("file", ACCEPTED, ids=lambda file: file.stem)
def test_an_accepted_article_is_left_alone(file: Path) -> None:
    assert findings(file) == ()


@pytest.fixture
def uncited_explainer(tmp_path: Path) -> Path:
    text = (ROOT / "content" / "articles" / "mild-procedure-explained.md").read_text("utf-8")
    assert text.count(CITATION) == 1
    file = tmp_path / "mild-procedure-explained.md"
    file.write_text(text.replace(CITATION, ""), "utf-8")
    return file


def test_the_explainer_without_the_citation_of_its_figures_stops_publishing(uncited_explainer: Path) -> None:
    assert check_articles(LAYOUT, (uncited_explainer,), AS_OF).exit_code() is Exit.FINDINGS


def test_the_finding_about_the_figures_says_where_what_why_and_what_to_do(uncited_explainer: Path) -> None:
    finding = next(found for found in findings(uncited_explainer) if found.rule == "CLM101")
    line = next(
        number
        for number, line in enumerate(uncited_explainer.read_text("utf-8").splitlines(), 1)
        if "8 to 56 minutes" in line
    )
    text = uncited_explainer.read_text("utf-8").splitlines()[line - 1]
    assert finding.excerpt == "rose from 8 to 56 minutes"
    assert finding.place is not None
    assert (finding.place.line, finding.place.column) == (line, text.index("rose from 8 to 56 minutes") + 1)
    assert (finding.place.end_line, finding.place.end_column) == (
        line,
        text.index("rose from 8 to 56 minutes") + 1 + len(finding.excerpt),
    )
    assert "no reference" in finding.message
    assert "where it comes from" in finding.why
    assert "Add a citation" in finding.help


def test_every_passage_of_our_own_articles_is_placed_word_by_word() -> None:
    for file in (*LAYOUT.articles, *LAYOUT.pages):
        assert read_document(read_source(file, file.name)).unmarked == frozenset(), file.name
