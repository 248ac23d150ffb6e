"""The list of references on a page, and the way back from each."""

import re

from plugins.bibliography.evidence import Evidence, parse_evidence
from plugins.bibliography.library import Library
from plugins.bibliography.markers import Cited
from plugins.bibliography.reference import Reference
from plugins.bibliography.reference_list import plain_words, reference_list

LIBRARY = Library({key: Reference(key, "report", f"About {key}") for key in ("vale", "poe", 'a"b<c')})


def test_a_page_that_cites_nothing_has_no_list() -> None:
    assert reference_list((), LIBRARY) == ""


def test_references_stand_in_the_order_of_their_numbers() -> None:
    html = reference_list((Cited("poe", 1, ("c1-1",)), Cited("vale", 2, ("c2-1",))), LIBRARY)
    assert re.findall(r'<li id="(r\d)" data-reference="(\w+)"', html) == [("r1", "poe"), ("r2", "vale")]


def test_each_place_of_use_has_a_link_back() -> None:
    html = reference_list((Cited("poe", 1, ("c1-1", "c1-2")),), LIBRARY)
    assert re.findall(r'href="(#c[^"]*)"', html) == ["#c1-1", "#c1-2"]


def test_several_links_back_say_which_place_they_lead_to() -> None:
    html = reference_list((Cited("poe", 1, ("c1-1", "c1-2")),), LIBRARY)
    assert 'aria-label="Back to where reference 1 is used, place 2 of 2"' in html


def test_a_single_link_back_counts_no_places() -> None:
    html = reference_list((Cited("poe", 1, ("c1-1",)),), LIBRARY)
    assert 'aria-label="Back to where reference 1 is used"' in html


def test_a_key_cannot_break_out_of_its_attribute() -> None:
    html = reference_list((Cited('a"b<c', 1, ("c1-1",)),), LIBRARY)
    assert 'data-reference="a&quot;b&lt;c"' in html


# What stands in an entry


def evidence(text: str) -> Evidence:
    return parse_evidence("poe", text)


def entry(text: str, reference: Reference | None = None) -> str:
    library = Library({"poe": reference or LIBRARY.references["poe"]}, {"poe": evidence(text)})
    return reference_list((Cited("poe", 1, ("c1-1",)),), library)


def test_the_plain_words_come_first() -> None:
    assert '<li id="r1" data-reference="poe"><span class="found">40 people, 1 year.</span> ' in entry(
        'plain = "40 people, 1 year"'
    )


def test_without_plain_words_an_entry_gives_size_and_design() -> None:
    assert plain_words(evidence('design = "case series"\nparticipants = 1040')) == "1,040 people; case series"


def test_who_paid_is_told_where_it_is_known() -> None:
    assert "Who paid: Sample Hill Clinic." in entry('funding = "Sample Hill Clinic"')
    for unknown in ("not recorded here", "public agency", ""):
        assert "Who paid" not in entry(f'funding = "{unknown}"')


def test_nothing_in_the_evidence_becomes_markup() -> None:
    html = entry("plain = '<b onclick=\"x\">40</b>'\nfunding = '<script>'")
    assert ("<b" in html, "<script" in html) == (False, False)


def test_a_source_with_a_doi_leads_to_pubmed_as_well_and_only_by_a_number() -> None:
    doi = Reference("poe", "article-journal", "About", doi="10.1/a", pmid="123")
    assert '<a href="https://pubmed.ncbi.nlm.nih.gov/123/">PubMed</a>' in entry("", doi)
    assert "PubMed" not in entry("", Reference("poe", "article-journal", "About", doi="10.1/a", pmid='1"2'))


def test_the_uses_are_counted() -> None:
    assert "Used once:" in reference_list((Cited("poe", 1, ("c1-1",)),), LIBRARY)
    assert "Used 2 times:" in reference_list((Cited("poe", 1, ("c1-1", "c1-2")),), LIBRARY)
