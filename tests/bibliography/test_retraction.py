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


# Remarks and natures


def test_remarks_in_front_of_the_heading_are_passed_over_and_lines_still_counted() -> None:
    text = "# Updated 2026-11-24\n# by hand\nDOI,PMID,date,reason,nature\n,77,2026-03-01,Error,retraction\n,x,2026-03-01,Error,\n"
    read = parse_retractions(Source("r.csv", text))
    assert [paper.pmid for paper in read.papers] == ["77"]
    (flaw,) = read.flaws
    assert flaw.source.position(flaw.span.start).line == 5


def test_only_a_retraction_is_one() -> None:
    text = (
        "DOI,PMID,date,reason,nature\n,1,2026-03-01,Error,Correction\n,2,2026-03-01,Error,expression of concern\n"
        ",3,2026-03-01,Error,\n,4,2026-03-01,Error,hill\n"
    )
    read = parse_retractions(Source("r.csv", text))
    found = [read.of(Reference("a", "report", "A", pmid=str(number))) for number in (1, 2, 3)]
    assert [paper is not None for paper in found] == [False, False, True]
    assert [notice.nature for notice in read.notices_of(Reference("a", "report", "A", pmid="1"))] == [
        "correction"
    ]
    (flaw,) = read.flaws
    assert "“hill” is no nature; there are retraction, expression of concern, correction." in flaw.message


@pytest.mark.parametrize("text", ["", "# only a remark\n", "# a\n# b"])
def test_a_list_of_remarks_only_is_no_list(text: str) -> None:
    (flaw,) = parse_retractions(Source("r.csv", text)).flaws
    assert "no heading" in flaw.message
