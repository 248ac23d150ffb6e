"""Another look for the list of references: a house's own CSL style file, and what is said of a wrong one."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from plugins.bibliography.ama import as_html, as_text, format_reference
from plugins.bibliography.csl_style import WrongStyle, read_style
from plugins.bibliography.library import KNOWN_TYPES
from plugins.bibliography.reference import Json, PartialDate, Reference, reference_from_csl
from plugins.bibliography.runs import Run
from tests.bibliography.test_hostile_references import ENTRIES, assert_harmless

HOUSE = (Path(__file__).parent / "styles" / "house.csl").read_bytes()
PRINTER = read_style(HOUSE)
GOLDEN = json.loads((Path(__file__).parent / "golden" / "references.json").read_text("utf-8"))
BY_KEY: dict[str, dict[str, Json]] = {entry["id"]: entry for entry in GOLDEN}


def html_of(entry: dict[str, Json]) -> str:
    return as_html(PRINTER(reference_from_csl(entry)))


# What a style prints


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (
            "authors-6",
            "Vale, A.B., E. Poe, C.D. Roe, D. Loe, E.F. Moe, and F. Noe, 2020. “Walking Uphill”. <i>Journal of "
            'Hills</i> 9 pp 545–550. <a href="https://doi.org/10.1000/hills">https://doi.org/10.1000/hills</a>.',
        ),
        (
            "web-page",
            "Poe, E., 2025. “Walking with Sticks”. <i>Hill Office</i>. "
            '<a href="https://hills.example/sticks">https://hills.example/sticks</a>.',
        ),
        ("talk", "Vale, A., 2025. “Walking Uphill”."),
        ("meeting-abstract", "Vale, A., 2025. “Walking Uphill”."),
    ],
)
def test_a_reference_looks_as_the_style_has_it(key: str, line: str) -> None:
    assert html_of(BY_KEY[key]) == line


def test_the_list_numbers_its_entries_and_the_style_does_not() -> None:
    assert b'variable="citation-number" suffix=". "' in HOUSE
    assert html_of(BY_KEY["book"]).startswith("Poe, E.")


def test_what_is_set_apart_by_no_case_keeps_its_small_letter() -> None:
    assert "“mild Walks and Mild Hills" in html_of(BY_KEY["mild-stays-small"])


def test_italics_and_lowered_text_of_a_title_are_carried_out() -> None:
    assert "<i>Hillea Alta</i> at Low CO<sub>2</sub>" in html_of(BY_KEY["italic-and-lowered"])


def test_markup_of_a_field_stays_text() -> None:
    html = html_of(BY_KEY["markup-in-every-field"])
    assert_harmless(html)
    assert "&lt;script&gt;V" in html


@pytest.mark.parametrize("kind", [*sorted(KNOWN_TYPES), "hologram", ""])
def test_every_type_is_printed(kind: str) -> None:
    line = as_text(PRINTER(Reference("k", kind, "Walking", issued=PartialDate(2020, 1, 2))))
    assert ("Walking" in line, "2020" in line) == (True, True)


def test_a_reference_of_which_the_style_prints_nothing_is_printed_in_ama_style() -> None:
    reference = Reference("k", "book", "", publisher="Hill Press")
    assert PRINTER(reference) == format_reference(reference)


@settings(max_examples=200, deadline=None)
@given(ENTRIES)
def test_whatever_an_entry_holds_the_style_prints_harmless_html_or_says_that_it_cannot(
    entry: dict[str, Json],
) -> None:
    try:
        printed = PRINTER(reference_from_csl(entry))
    except WrongStyle as error:
        printed = (Run(str(error)),)
    assert_harmless(as_html(printed))
    assert as_text(printed).strip()


def test_the_golden_references_are_all_printed_in_the_house_style() -> None:
    for entry in GOLDEN:
        assert_harmless(html_of(entry))


# What is no style


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not valid XML"),
        (b"%PDF-1.7", "not valid XML"),
        (HOUSE[:-20], "not valid XML (line"),
        (b"<html><body/></html>", "no style of the Citation Style Language"),
        (HOUSE.replace(b"<bibliography ", b"<nothing ").replace(b"</bibliography>", b"</nothing>"), "no form for a list"),
        (HOUSE.replace(b'variable="title"', b'variable="titel"'), "not a valid CSL 1.0 style (line"),
        (HOUSE.replace(b'macro="people"', b'macro="poeple"'), "cannot"),
        (
            b'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>D</title><id>d</id>'
            b'<link href="https://styles.example/parent" rel="independent-parent"/></info></style>',
            "only names another style, https://styles.example/parent",
        ),
    ],
)  # fmt: skip
def test_a_file_that_is_no_usable_style_is_told_in_words(data: bytes, words: str) -> None:
    with pytest.raises(WrongStyle) as caught:
        read_style(data)
    assert words in str(caught.value)


def test_a_style_reads_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret", "utf-8")
    declared = f'<!DOCTYPE style [<!ENTITY read SYSTEM "{secret.as_uri()}">]>'.encode()
    term = b'</info><locale xml:lang="en"><terms><term name="et-al">&read;</term></terms></locale>'
    data = HOUSE.replace(b"?>", b"?>" + declared, 1).replace(b"</info>", term)
    try:
        printed = as_text(read_style(data)(reference_from_csl(BY_KEY["authors-7"])))
    except WrongStyle as error:
        printed = str(error)
    assert "a secret" not in printed


def test_a_style_has_its_own_words_for_more_authors() -> None:
    term = b'</info><locale xml:lang="en"><terms><term name="et-al">and more</term></terms></locale>'
    printed = read_style(HOUSE.replace(b"</info>", term))(reference_from_csl(BY_KEY["authors-7"]))
    assert "and more, 2020" in as_text(printed)
