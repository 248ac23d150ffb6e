"""Whether the library has a work already, under another key."""

import pytest

from plugins.bibliography.reference import Json, reference_from_csl
from plugins.bibliography.same_work import KnownWorks

YEAR: Json = {"date-parts": [[2020]]}
Entry = dict[str, Json]


def by(one: Entry, other: Entry) -> str:
    known = KnownWorks([reference_from_csl({"id": "old", **other})])
    twin = known.twin_of(reference_from_csl({"id": "new", **one}))
    return twin.by if twin else ""


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ({"DOI": "10.1000/Hills"}, {"DOI": "https://doi.org/10.1000/hILLS"}, "DOI"),
        ({"DOI": "10.1000/hills."}, {"DOI": "http://dx.doi.org/10.1000%2Fhills"}, "DOI"),
        ({"PMID": 1234567}, {"PMID": "PMID: 1234567"}, "PubMed number"),
        ({"PMCID": "7654321"}, {"PMCID": "pmc7654321"}, "PMC number"),
        ({"number": "nct01234567"}, {"number": "NCT01234567"}, "trial number"),
        (
            {"type": "webpage", "URL": "https://www.agency.example/cover/#top"},
            {"type": "webpage", "URL": "http://agency.example/cover"},
            "web address",
        ),
        (
            {"title": "Walking <i>uphill</i>: a Trial.", "issued": YEAR},
            {"title": "Walking uphill—a trial", "issued": {"date-parts": [[2020, 5]]}, "DOI": "10.1000/x"},
            "title and year",
        ),
        ({"title": "Über Berge", "issued": YEAR}, {"title": "Uber Berge", "issued": YEAR}, "title and year"),
    ],
)
def test_the_same_work_is_recognised(one: Entry, other: Entry, name: str) -> None:
    assert (by(one, other), by(other, one)) == (name, name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"DOI": "10.1000/hills"}, {"DOI": "10.1000/hills2"}),
        ({"PMID": "1234567"}, {"PMID": "12345670"}),
        ({"PMID": "1234567"}, {"PMCID": "PMC1234567"}),
        ({"title": "Yearly report", "issued": YEAR}, {"title": "Yearly report", "issued": {"date-parts": [[2021]]}}),
        ({"title": "Walking", "issued": YEAR, "DOI": "10.1000/preprint"},
         {"title": "Walking", "issued": YEAR, "DOI": "10.1000/paper"}),
        ({"title": "Data on file", "issued": YEAR}, {"title": "Data on file", "issued": YEAR}),
        ({"title": "Walking"}, {"title": "Walking"}),
        ({"URL": "https://a.example/x"}, {"URL": "https://a.example/x"}),
        ({}, {}),
    ],
)  # fmt: skip
def test_other_works_are_told_apart(one: Entry, other: Entry) -> None:
    assert (by(one, other), by(other, one)) == ("", "")
