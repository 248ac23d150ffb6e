"""What machines are told of an article: everything the page shows, nothing else, and never markup."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.bibliography.dates import PartialDate
from plugins.bibliography.names import Name
from plugins.bibliography.reference import Reference
from plugins.discovery.structured_data import Described, structured_data

STUDY = Reference(
    "sample2021",
    "article-journal",
    "Large print in waiting rooms",
    authors=(Name("Sample", "Robin"), Name(literal="Sample Hill Group")),
    journal="Journal of Made-Up Studies",
    issued=PartialDate(2021, 5),
    doi="10.0000/sample.2021.14",
)
ARTICLE = Described(
    title="Your first visit",
    summary="What to bring.",
    language="en",
    address="https://samplehill.example/visit.html",
    published=date(2026, 2, 3),
    modified=None,
    reviewed=date(2026, 4, 5),
    reviewer="Kim Example, DPT, PhD",
    authors=("Robin Sample",),
    references=(STUDY,),
    about="Sore feet",
    site="Sample Hill",
    owner="Sample Hill Clinic",
)


def told(article: Described) -> dict[str, object]:
    found = json.loads(structured_data(article))
    assert isinstance(found, dict)
    return found


def test_it_is_a_medical_page_and_a_post() -> None:
    assert told(ARTICLE)["@type"] == ["MedicalWebPage", "BlogPosting"]


def test_dates_are_those_of_the_page() -> None:
    found = told(ARTICLE)
    assert (found["datePublished"], found["dateModified"], found["lastReviewed"]) == (
        "2026-02-03", "2026-02-03", "2026-04-05",
    )  # fmt: skip
    assert told(replace(ARTICLE, modified=date(2026, 3, 4)))["dateModified"] == "2026-03-04"


def test_the_reviewer_has_a_name_and_credentials() -> None:
    assert told(ARTICLE)["reviewedBy"] == {
        "@type": "Person", "name": "Kim Example", "honorificSuffix": "DPT, PhD",
    }  # fmt: skip


def test_whoever_publishes_it_pays_for_it() -> None:
    found = told(ARTICLE)
    assert found["publisher"] == found["funder"] == {"@type": "Organization", "name": "Sample Hill Clinic"}


def test_a_study_is_cited_with_its_doi() -> None:
    assert told(ARTICLE)["citation"] == [
        {
            "@type": "ScholarlyArticle",
            "name": "Large print in waiting rooms",
            "author": [
                {"@type": "Person", "name": "Robin Sample"},
                {"@type": "Organization", "name": "Sample Hill Group"},
            ],
            "datePublished": "2021-05",
            "isPartOf": {"@type": "Periodical", "name": "Journal of Made-Up Studies"},
            "identifier": "doi:10.0000/sample.2021.14",
            "sameAs": "https://doi.org/10.0000/sample.2021.14",
        }
    ]


def test_others_are_nobody() -> None:
    more = replace(STUDY, authors=(*STUDY.authors, Name(literal="others")))
    assert told(replace(ARTICLE, references=(more,))) == told(ARTICLE)


def test_what_is_not_known_is_not_told() -> None:
    empty = Described("A", "", "en", "", None, None, None, "", (), (), "", "", "")
    assert told(empty) == {
        "@context": "https://schema.org", "@type": ["MedicalWebPage", "BlogPosting"], "headline": "A",
        "inLanguage": "en",
    }  # fmt: skip


@pytest.mark.parametrize("day", [PartialDate(2021), PartialDate(2021, 5), PartialDate(2021, 5, 6)])
def test_a_partial_date_stays_partial(day: PartialDate) -> None:
    [cited] = told(replace(ARTICLE, references=(replace(STUDY, issued=day),)))["citation"]  # type: ignore[misc]
    parts = [part for part in (day.year, day.month, day.day) if part]
    assert [int(part) for part in cited["datePublished"].split("-")] == parts  # type: ignore[has-type]


def test_an_address_that_runs_something_is_not_told() -> None:
    hostile = replace(STUDY, doi="", url="javascript:alert(1)")
    assert "javascript" not in structured_data(replace(ARTICLE, references=(hostile,)))


@given(st.text(), st.text())
def test_nothing_in_a_field_can_end_the_script_element(title: str, name: str) -> None:
    article = replace(ARTICLE, title=f"{title}</script><!--", reviewer=name)
    written = structured_data(article)
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written)["headline"] == article.title
