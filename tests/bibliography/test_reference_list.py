"""The list of references on a page, and the way back from each."""

import re

import pytest

from plugins.bibliography.evidence import BASES, Evidence, parse_evidence
from plugins.bibliography.library import Library
from plugins.bibliography.markers import Cited
from plugins.bibliography.plain_evidence import READ, plain_words
from plugins.bibliography.reference import Reference
from plugins.bibliography.reference_list import reference_list

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


SERIES = """design = "case series"
participants = 1040
comparison = "none"
[figures.n]
finding = "1,040 people took part"
[figures.standing]
finding = "Standing time rose"
timepoint = "1 year"
"""


def test_without_plain_words_an_entry_gives_size_design_comparison_and_length_in_words_for_patients() -> None:
    told = "1,040 people; a report on people who had the treatment; no comparison group; 1 year"
    assert plain_words(evidence(SERIES)) == told
    assert f'<span class="found">{told}.</span>' in entry(SERIES)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('design = "a kind of its own"', "A kind of its own"),
        ('design = "case series, no comparison group"\ncomparison = "none"', "A report on people who had the treatment; no comparison group"),
        ('design = "diary study, no comparison group"\ncomparison = "none"', "Diary study, no comparison group"),
        ('design = "randomized trial, open label"\ncomparison = "usual care"', "Chance decided who got which treatment; everyone knew which treatment they had; compared with usual care"),
        ('design = "nonrandomized trial"', "Nonrandomized trial"),
        ("participants = 12", "12 people"),
        ("", ""),
    ],
)  # fmt: skip
def test_plain_words_say_what_is_recorded_and_nothing_else(text: str, told: str) -> None:
    assert plain_words(evidence(text)) == told


def test_a_study_whose_figures_are_of_several_times_is_told_without_a_length() -> None:
    later = '[figures.later]\nfinding = "f"\ntimepoint = "2 years"\n'
    assert plain_words(evidence(SERIES + later)).endswith("no comparison group")


def test_what_was_read_of_a_source_is_told() -> None:
    assert '<span class="read">What we read: its abstract, a short summary.</span>' in entry(
        'basis = "abstract"'
    )
    assert "What we read" not in entry('design = "case series"')
    assert READ.keys() == set(BASES)


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
