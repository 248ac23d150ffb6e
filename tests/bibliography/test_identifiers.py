"""Identifiers as people paste them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.bibliography.identifiers import (
    Identifier,
    Kind,
    NoIdentifier,
    doi_in,
    pmcid_in,
    pmid_in,
    read_identifier,
    same_address,
    same_doi,
)


@pytest.mark.parametrize(
    ("pasted", "kind", "value"),
    [
        ("10.1000/abc", Kind.DOI, "10.1000/abc"),
        (" doi:10.1000/abc. ", Kind.DOI, "10.1000/abc"),
        ("DOI 10.1000/abc", Kind.DOI, "10.1000/abc"),
        ("https://www.doi.org/10.1000/abc", Kind.DOI, "10.1000/abc"),
        ("doi.org/10.1000/abc", Kind.DOI, "10.1000/abc"),
        ("info:doi:10.1000/abc", Kind.DOI, "10.1000/abc"),
        ("<https://doi.org/10.1000/abc>", Kind.DOI, "10.1000/abc"),
        ("10.1000/abc(20)1", Kind.DOI, "10.1000/abc(20)1"),
        ("10.1000/abc)", Kind.DOI, "10.1000/abc"),
        ("10.1002/(SICI)1097<1::AID>3.0.CO;2-X", Kind.DOI, "10.1002/(SICI)1097<1::AID>3.0.CO;2-X"),
        ("https://doi.org/10.1002/(SICI)1097%3C1%3A%3AAID%3E3.0.CO%3B2-X", Kind.DOI,
         "10.1002/(SICI)1097<1::AID>3.0.CO;2-X"),
        ("\ufeff10.1000/a\u200bbc", Kind.DOI, "10.1000/abc"),
        ("19398386", Kind.PMID, "19398386"),
        ("PMID19398386", Kind.PMID, "19398386"),
        ("0019398386", Kind.PMID, "19398386"),
        ("https://pubmed.ncbi.nlm.nih.gov/19398386/?from=x", Kind.PMID, "19398386"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/19398386", Kind.PMID, "19398386"),
        ("pmc3775665", Kind.PMCID, "PMC3775665"),
        ("PMC3775665.2", Kind.PMCID, "PMC3775665"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3775665/pdf/x.pdf", Kind.PMCID, "PMC3775665"),
        ("nct00956631", Kind.TRIAL, "NCT00956631"),
        ("https://clinicaltrials.gov/ct2/show/NCT00956631", Kind.TRIAL, "NCT00956631"),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=hills", Kind.ADDRESS, "https://pubmed.ncbi.nlm.nih.gov/?term=hills"),
        ("HTTPS://agency.example/a", Kind.ADDRESS, "HTTPS://agency.example/a"),
    ],
)  # fmt: skip
def test_an_identifier_is_read_in_every_form(pasted: str, kind: Kind, value: str) -> None:
    assert read_identifier(pasted) == Identifier(kind, value)


@pytest.mark.parametrize("pasted", ["", "hills", "10.1/x", "10.1000/", "123456789", "NCT1", "https://a b.example/",
                                    "https://", "http://[", "https://a.example:port/", "javascript:alert(1)"])  # fmt: skip
def test_what_is_none_is_refused_with_the_forms_there_are(pasted: str) -> None:
    with pytest.raises(NoIdentifier, match=r"DOI \(10|whole web address"):
        read_identifier(pasted)


def test_a_text_too_long_for_an_identifier_is_none() -> None:
    assert doi_in("10.1000/" + ")" * 1_000_000) == ""


def test_dois_of_one_work_compare_equal() -> None:
    forms = (
        "10.1000/ABC",
        "https://doi.org/10.1000/abc",
        "DOI: 10.1000/Abc.",
        "http://dx.doi.org/10.1000%2Fabc",
    )
    assert {same_doi(form) for form in forms} == {"10.1000/abc"}


def test_what_is_no_doi_still_compares() -> None:
    assert same_doi("https://doi.org/Hills") == "hills"


@pytest.mark.parametrize(
    ("one", "other"),
    [("https://www.a.example/x/", "http://a.example/x#top"), ("https://A.example", "https://a.example/")],
)
def test_addresses_of_one_page_compare_equal(one: str, other: str) -> None:
    assert same_address(one) == same_address(other)


def test_addresses_with_other_questions_are_other_pages() -> None:
    assert same_address("https://a.example/x?id=1") != same_address("https://a.example/x?id=2")


@given(st.text(max_size=60))
def test_reading_never_fails_otherwise_than_in_words(text: str) -> None:
    for read in (doi_in, pmid_in, pmcid_in, same_doi, same_address):
        assert isinstance(read(text), str)
    with suppress(NoIdentifier):
        assert read_identifier(text).value
