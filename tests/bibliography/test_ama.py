"""References as AMA prints them, and as HTML into which no field can bring markup.

Journals, titles and people are invented.
"""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.bibliography.ama import as_html, as_text, format_reference, full_pages, spelled
from plugins.bibliography.reference import Name, PartialDate, Reference

DAY = PartialDate(2020, 3, 4)


def article(**fields: object) -> Reference:
    settled: dict[str, object] = {"title": "Walking uphill", "journal_abbreviation": "J Hills", "issued": DAY}
    return Reference(key="k", type="article-journal", **(settled | fields))  # type: ignore[arg-type]


def printed(reference: Reference) -> str:
    return as_text(format_reference(reference))


def people(count: int) -> tuple[Name, ...]:
    return tuple(Name(family=f"Vale{letter}", given="Ada B") for letter in "abcdefghij"[:count])


# Authors


@pytest.mark.parametrize(
    ("authors", "line"),
    [
        ((), "Walking"),
        (people(1), "Valea AB. Walking"),
        (people(2), "Valea AB, Valeb AB. Walking"),
        (people(6), "Valea AB, Valeb AB, Valec AB, Valed AB, Valee AB, Valef AB. Walking"),
        (people(7), "Valea AB, Valeb AB, Valec AB, et al. Walking"),
        ((Name(literal="Hill Study Group"),), "Hill Study Group. Walking"),
        ((*people(1), Name(literal="Hill Study Group")), "Valea AB; Hill Study Group. Walking"),
        (
            (*people(7), Name(literal="Hill Group")),
            "Valea AB, Valeb AB, Valec AB, et al; Hill Group. Walking",
        ),
        ((Name(literal="Hill Group"), Name(literal="Dale Group")), "Hill Group; Dale Group. Walking"),
        ((Name("Poe", "Edwin R.", suffix="III"),), "Poe ER III. Walking"),
        ((Name("Poe", "E.R.", suffix="Jr."),), "Poe ER Jr. Walking"),
        ((Name("Berg", "Anna", particle="van den"),), "van den Berg A. Walking"),
        ((Name("Poe", "Jean-Luc"),), "Poe JL. Walking"),
        ((Name("Poe", "jean luc"),), "Poe JL. Walking"),
        ((Name("Plato"),), "Plato. Walking"),
        ((Name("Ünal", "Özge"),), "Ünal Ö. Walking"),
    ],
)
def test_authors_are_printed_as_ama_has_them(authors: tuple[Name, ...], line: str) -> None:
    assert printed(article(authors=authors)).startswith(line)


# A journal article


def test_an_article_has_its_volume_issue_pages_and_doi() -> None:
    reference = article(volume="9", issue="7", page="545-50", doi="10.1000/hills")
    assert printed(reference) == "Walking uphill. J Hills. 2020;9(7):545-550. doi:10.1000/hills"


@pytest.mark.parametrize(
    ("fields", "issue"),
    [
        ({"volume": "9", "page": "e12"}, "2020;9:e12."),
        ({"volume": "9", "issue": "suppl 1"}, "2020;9(suppl 1)."),
        ({"page": "12-14"}, "2020:12-14."),
        ({"issue": "3", "page": "12-14"}, "2020;(3):12-14."),
        ({}, "Published online March 4, 2020."),
        ({"issued": PartialDate(2020, 3)}, "2020."),
        ({"issued": PartialDate(2020)}, "2020."),
    ],
)
def test_the_issue_is_printed_as_far_as_it_is_known(fields: dict[str, object], issue: str) -> None:
    assert printed(article(**fields)) == f"Walking uphill. J Hills. {issue}"


@pytest.mark.parametrize("end", ["?", "!", "."])
def test_a_title_that_ends_in_a_mark_gets_no_full_stop(end: str) -> None:
    assert printed(article(title=f"Why walk{end}")).startswith(f"Why walk{end} J Hills.")


@pytest.mark.parametrize(
    "title",
    ['The <span class="nocase">mRNA</span> walk', "The <i>mRNA</i> walk", "The <sup>mRNA</sup> walk"],
)
def test_the_rich_text_tags_of_the_library_are_left_out(title: str) -> None:
    assert printed(article(title=title)).startswith("The mRNA walk.")


def test_a_journals_own_full_stop_is_not_doubled() -> None:
    assert printed(article(journal_abbreviation="J Hills.")) == (
        "Walking uphill. J Hills. Published online March 4, 2020."
    )


def test_only_the_journal_is_italic() -> None:
    assert [run.text for run in format_reference(article(authors=people(1))) if run.italic] == ["J Hills"]


def test_without_a_doi_the_pubmed_number_stands_in() -> None:
    reference = article(pmid="123456")
    assert as_html(format_reference(reference)).endswith(
        '<a href="https://pubmed.ncbi.nlm.nih.gov/123456/">PMID: 123456</a>'
    )


def test_a_doi_is_a_link() -> None:
    assert as_html(format_reference(article(doi="10.1000/hills"))).endswith(
        '<a href="https://doi.org/10.1000/hills">doi:10.1000/hills</a>'
    )


def test_an_old_doi_with_angle_brackets_is_a_link_too() -> None:
    html = as_html(format_reference(article(doi="10.1000/(SICI)1<2::AID>3.0;2-X")))
    assert 'href="https://doi.org/10.1000/(SICI)1%3C2::AID%3E3.0;2-X"' in html


@pytest.mark.parametrize(
    ("pages", "whole"),
    [
        ("545-50", "545-550"), ("545–50", "545-550"), ("545--50", "545-550"), ("545 - 50", "545-550"),
        ("1195-9", "1195-1199"), ("99-101", "99-101"), ("545-550", "545-550"), ("12", "12"), ("e12", "e12"),
        ("e12-e15", "e12-e15"), ("S1-S5", "S1-S5"), ("1-2, 5-6", "1-2, 5-6"), ("", ""),
    ],
)  # fmt: skip
def test_both_ends_of_a_page_range_are_whole(pages: str, whole: str) -> None:
    assert full_pages(pages) == whole


# Web pages, reports


def test_a_web_page_has_the_day_it_was_read() -> None:
    reference = Reference(
        key="k", type="webpage", title="Coverage of walks", journal="Hill Office",
        authors=(Name(literal="Office of Hills"),), issued=PartialDate(2019, 1),
        updated=PartialDate(2020, 2, 1),
        accessed=PartialDate(2026, 11, 10), url="https://example.org/walks?a=1&b=2",
    )  # fmt: skip
    assert printed(reference) == (
        "Office of Hills. Coverage of walks. Hill Office. January 2019. Updated February 1, 2020. "
        "Accessed November 10, 2026. https://example.org/walks?a=1&b=2"
    )


def test_a_web_pages_address_is_a_link() -> None:
    html = as_html(format_reference(Reference("k", "webpage", "T", url="https://example.org/?a=1&b=2")))
    assert html.endswith('<a href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a>')


def test_a_registered_trial_has_its_number() -> None:
    reference = Reference("k", "webpage", "Uphill trial", journal="ClinicalTrials.gov", number="NCT00000000")
    assert printed(reference) == "Uphill trial. ClinicalTrials.gov identifier: NCT00000000."


def test_a_report_has_publisher_year_kind_and_number() -> None:
    reference = Reference(
        key="k", type="report", title="Hills of the north", authors=(Name(literal="Hill Office"),),
        publisher="Hill Press", issued=PartialDate(2020, 3), genre="Report", number="12", url="https://example.org/r",
    )  # fmt: skip
    assert printed(reference) == (
        "Hill Office. Hills of the north. Hill Press; 2020. Report 12. https://example.org/r"
    )


def test_a_report_whose_title_asks_gets_no_full_stop() -> None:
    assert (
        printed(Reference("k", "report", "Which hill?", publisher="Hill Press")) == "Which hill? Hill Press."
    )


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (PartialDate(2026, 11, 10), "November 10, 2026"),
        (PartialDate(2026, 1), "January 2026"),
        (PartialDate(2026), "2026"),
    ],
)
def test_a_date_is_spelled_out_as_far_as_it_is_known(date: PartialDate, text: str) -> None:
    assert spelled(date) == text


# Markup in fields


class Tags(HTMLParser):
    """The tags of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


HOSTILE = st.lists(
    st.sampled_from(
        [
            "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"', "'", "<", ">", "&lt;script&gt;",
            "javascript:alert(1)", "<b>", "</i>", "<<i>script>", '<span class="nocase">', "<i",
            "</a>", "<a href=x>",
            '" onclick="x', "\u0000", "https://example.org/", "&", "A", " ", ".", "10.1/", "<!--", "<style>",
        ]
    ),
    max_size=6,
).map("".join)  # fmt: skip
NAMES = st.builds(Name, HOSTILE, HOSTILE, HOSTILE, HOSTILE, st.just("") | HOSTILE)
REFERENCES = st.builds(
    Reference,
    key=st.just("k"),
    type=st.sampled_from(["article-journal", "webpage", "report", "book"]),
    title=HOSTILE,
    authors=st.lists(NAMES, max_size=3).map(tuple),
    journal=HOSTILE,
    journal_abbreviation=HOSTILE,
    volume=HOSTILE,
    issue=HOSTILE,
    page=HOSTILE,
    publisher=HOSTILE,
    genre=HOSTILE,
    number=HOSTILE | HOSTILE.map(lambda text: f"NCT{text}"),
    doi=HOSTILE,
    pmid=HOSTILE,
    url=HOSTILE | HOSTILE.map(lambda text: f"https://example.org/{text}"),
)


@settings(max_examples=300, deadline=None)
@given(REFERENCES)
def test_no_field_brings_in_a_live_tag(reference: Reference) -> None:
    tags = Tags(as_html(format_reference(reference))).found
    assert {tag for tag, _ in tags} <= {"i", "a"}
    assert all(not attributes for tag, attributes in tags if tag == "i")
    assert all(set(attributes) == {"href"} for tag, attributes in tags if tag == "a")


@settings(max_examples=300, deadline=None)
@given(REFERENCES)
def test_every_link_is_a_web_address(reference: Reference) -> None:
    tags = Tags(as_html(format_reference(reference))).found
    assert all(re.match(r"https?://", attributes["href"] or "") for tag, attributes in tags if tag == "a")
