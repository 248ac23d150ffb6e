"""The list of retracted papers."""

import pytest

from plugins.bibliography.reference import Reference
from plugins.bibliography.retraction import parse_retractions
from plugins.manuscript.source import Source

HEADING = "DOI,PMID,date,reason\n"


def listed(lines: str) -> Source:
    return Source("content/retractions.csv", HEADING + lines)


def test_a_paper_is_known_by_its_doi_however_it_is_written() -> None:
    papers = parse_retractions(listed('https://doi.org/10.1000/ABC,,2026-03-01,"Error, then fraud"\n'))
    paper = papers.of(Reference("a", "article-journal", "A", doi="10.1000/abC"))
    assert paper is not None
    assert paper.reason == "Error, then fraud"
    assert papers.of(Reference("b", "article-journal", "B", doi="10.1000/abcd")) is None


def test_a_reference_without_identifiers_is_never_taken_for_a_retracted_one() -> None:
    assert parse_retractions(listed(",123,2026-03-01,Error\n")).of(Reference("a", "report", "A")) is None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (",,2026-03-01,Error", "names no paper"),
        ("abc,,2026-03-01,Error", "is not a DOI"),
        (",12x,2026-03-01,Error", "is not a PubMed number"),
        (",123,March 2026,Error", "is not a date"),
        (",123,2026-03-01,", "gives no reason"),
        (",123,2026-03-01,Error,then more", "has 5 columns"),
    ],
)
def test_a_line_that_cannot_be_used_is_told_with_its_place(line: str, words: str) -> None:
    read = parse_retractions(listed(f"{line}\n,77,2026-03-01,Error\n"))
    (flaw,) = read.flaws
    assert words in flaw.message
    assert flaw.source.position(flaw.span.start).line == 2
    assert [paper.pmid for paper in read.papers] == ["77"]


def test_a_list_without_its_heading_is_no_list() -> None:
    (flaw,) = parse_retractions(Source("r.csv", "10.1000/a,,2026-03-01,Error\n")).flaws
    assert "heading" in flaw.message
