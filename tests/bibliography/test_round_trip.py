"""Fifty references exported in each format come in with no field lost that an AMA reference needs."""

from collections.abc import Callable

import pytest

from plugins.bibliography.ama import as_text, format_reference
from plugins.bibliography.imports import read_records
from plugins.bibliography.reference import reference_from_csl
from tests.bibliography.exporters import bibtex, csl_json, endnote, nbib, ris
from tests.bibliography.works import Csl, papers, works

FORMATS: dict[str, tuple[Callable[[tuple[Csl, ...]], str], tuple[Csl, ...]]] = {
    "CSL-JSON": (csl_json, works()),
    "RIS": (ris, works()),
    "PubMed NBIB": (nbib, papers()),
    "BibTeX": (bibtex, works()),
    "EndNote XML": (endnote, works()),
}
each_format = pytest.mark.parametrize("name", FORMATS)


def brought_back(name: str) -> list[tuple[Csl, Csl]]:
    """Export, import, and put each work beside what came of it."""
    export, exported = FORMATS[name]
    recognised, records = read_records(export(exported))
    assert recognised == name
    assert [record.trouble for record in records] == [""] * len(exported)
    assert [record.number for record in records] == list(range(1, len(exported) + 1))
    return list(zip(exported, (record.entry for record in records), strict=True))


@each_format
def test_fifty_references_are_exported(name: str) -> None:
    assert len(FORMATS[name][1]) == 50


@each_format
def test_no_field_is_lost_or_changed(name: str) -> None:
    for before, after in brought_back(name):
        # BibTeX's key and PubMed's own number of a book are additions, not losses.
        assert {field: after.get(field) for field in before} == before


@each_format
def test_nothing_is_made_up(name: str) -> None:
    for before, after in brought_back(name):
        assert set(after) - set(before) <= {"id", *(("PMID",) if name == "PubMed NBIB" else ())}


@each_format
def test_they_are_printed_as_they_were(name: str) -> None:
    for before, after in brought_back(name):
        if name == "PubMed NBIB" and "PMID" not in before:
            after.pop("PMID")
        printed = [as_text(format_reference(reference_from_csl(entry))) for entry in (before, after)]
        assert printed[0] == printed[1]
        assert printed[0]
