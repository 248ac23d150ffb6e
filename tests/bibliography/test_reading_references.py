"""CSL-JSON as exporters write it, and what is understood of it."""

import json
from pathlib import Path

import pytest

from plugins.bibliography.ama import format_reference, is_unpublished, readable_reference
from plugins.bibliography.books import edition
from plugins.bibliography.dates import date_from_csl, spelled
from plugins.bibliography.library import Library, load_library
from plugins.bibliography.links import bare_doi
from plugins.bibliography.markers import Cited
from plugins.bibliography.names import Name, name_list, names_from_csl, person
from plugins.bibliography.pages import abbreviated, full_pages, volume_and_issue
from plugins.bibliography.reference import Json, PartialDate, Reference, reference_from_csl
from plugins.bibliography.reference_list import reference_list
from plugins.bibliography.runs import Run, as_text, plain, rich, title_sentence

# Dates


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ({"date-parts": [[2020, 3, 4]]}, PartialDate(2020, 3, 4)),
        ({"date-parts": [["2020", "03", "04"]]}, PartialDate(2020, 3, 4)),
        ({"date-parts": [[2020, 0]]}, PartialDate(2020)),
        ({"date-parts": [[2020, 3, 4], [2020, 3, 6]]}, PartialDate(2020, 3, 4, PartialDate(2020, 3, 6))),
        ({"date-parts": [[2020, 3, 4], [2020, 3, 4]]}, PartialDate(2020, 3, 4)),
        ({"date-parts": [[2020], ["soon"]]}, PartialDate(2020)),
        ({"raw": "2020-03-04"}, PartialDate(2020, 3, 4)),
        ({"raw": "2020/3"}, PartialDate(2020, 3)),
        ({"literal": "Spring 2020"}, PartialDate(2020)),
        ({"literal": "between 2019 and 2020"}, None),
        ({"literal": "n.d."}, None),
        ("2020-03-04T10:00:00Z", PartialDate(2020, 3, 4)),
        ({"date-parts": [[-44]]}, None),
        ({"date-parts": [[10**400]]}, None),
        ({"date-parts": []}, None),
        (None, None),
        ([], None),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(value: Json, date: PartialDate | None) -> None:
    assert date_from_csl(value) == date


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (PartialDate(2025, 9, 8, PartialDate(2025, 9, 10)), "September 8-10, 2025"),
        (PartialDate(2025, 9, 30, PartialDate(2025, 10, 2)), "September 30-October 2, 2025"),
        (PartialDate(2025, 12, 30, PartialDate(2026, 1, 2)), "December 30, 2025-January 2, 2026"),
        (PartialDate(2025, 9, None, PartialDate(2025, 10)), "September-October 2025"),
        (PartialDate(2025, None, None, PartialDate(2026)), "2025-2026"),
    ],
)
def test_a_stretch_of_days_is_spelled_without_saying_anything_twice(date: PartialDate, text: str) -> None:
    assert spelled(date) == text


# Names


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (Name("Poe", "Jean-Paul"), "Poe JP"),
        (Name("Poe", "J.-P."), "Poe JP"),
        (Name("Poe", "JP"), "Poe JP"),
        (Name("POE", "ANA"), "POE A"),
        (Name("Poe", "O\u0308zge"), "Poe Ö"),
        (Name("Poe", "’Abd al-Ra"), "Poe AAR"),
        (Name("Poe", "William (Bob)"), "Poe WB"),
        (Name("Poe", "Ana María de"), "de Poe AM"),
        (Name("Poe", "Edwin R III"), "Poe ER III"),
        (Name("Poe", "Edwin", suffix="3rd"), "Poe E III"),
        (Name("Poe", "Edwin", suffix=", Jr."), "Poe E Jr"),
        (Name("Poe", "de"), "Poe D"),
        (Name("", "Cher"), "C"),
        (Name("王", "小明"), "王 小明"),
        (Name("Poe", "1"), "Poe"),
        (Name("Poe", "ßeta"), "Poe ß"),
    ],
)
def test_a_person_is_printed_as_the_bearer_writes_the_name(name: Name, line: str) -> None:
    assert person(name) == line


@pytest.mark.parametrize("others", ["et al", "et al.", "others", "and others"])
def test_a_list_that_an_exporter_cut_short_says_so(others: str) -> None:
    assert name_list((Name("Poe", "E"), Name(literal=others))) == "Poe E, et al"


def test_of_more_than_six_groups_three_are_named() -> None:
    assert (
        name_list(tuple(Name(literal=f"Group {at}") for at in range(7))) == "Group 0; Group 1; Group 2, et al"
    )


@pytest.mark.parametrize(
    "value", ["Hill Group", {"literal": "Hill Group"}, ["Hill Group"], [None, {"literal": "Hill Group"}, {}]]
)
def test_a_name_that_is_no_list_is_still_a_name(value: Json) -> None:
    assert names_from_csl(value) == (Name(literal="Hill Group"),)


def test_a_group_that_is_named_once_more_behind_six_people_counts_for_itself() -> None:
    people = tuple(Name(f"Vale{letter}", "A") for letter in "abcdef")
    assert name_list((*people, Name(literal="Hill Group"))).endswith("Valef A; Hill Group")


# Volume, issue, pages, edition, journal


@pytest.mark.parametrize(
    ("pages", "whole"),
    [
        ("S12-5", "S12-S15"), ("S12-S5", "S12-S15"), ("e12-e15", "e12-e15"), ("e112-5", "e112-e115"),
        ("545-12", "545-12"), ("A1-B3", "A1-B3"), ("xii–xv", "xii-xv"), ("1-2,5-6", "1-2, 5-6"),
        ("545-50; 560-4", "545-550, 560-564"), ("CD003459.pub2", "CD003459.pub2"), ("12-0345", "12-0345"),
        ("789-94.e1-4", "789-794.e1-4"), ("1-10.e3", "1-10.e3"), (", ,", ""),
    ],
)  # fmt: skip
def test_page_ranges_are_whole_and_what_is_none_is_left_alone(pages: str, whole: str) -> None:
    assert full_pages(pages) == whole


@pytest.mark.parametrize(
    ("volume", "issue", "supplement", "printed"),
    [
        ("12", "3", "", "12(3)"), ("12", "3–4", "", "12(3-4)"), ("12", "", "", "12"), ("", "3", "", "(3)"),
        ("12", "Suppl", "", "12(suppl)"), ("12", "Supplement 2", "", "12(suppl 2)"),
        ("12", "Supplement_2", "", "12(suppl 2)"), ("12", "3 Suppl", "", "12(3)(suppl)"),
        ("12", "3 (Suppl 2)", "", "12(3)(suppl 2)"), ("12", "18_suppl_3", "", "12(18)(suppl 3)"),
        ("12", "suppl A", "", "12(suppl A)"), ("12", "S1", "", "12(S1)"), ("12", "pt 2", "", "12(pt 2)"),
        ("12", "3 Pt 2", "", "12(3, pt 2)"), ("12 Suppl 1", "", "", "12(suppl 1)"), ("12", "3", "2", "12(3)(suppl 2)"),
        ("12", "", "Suppl 2", "12(suppl 2)"), ("12", "Suppl 2", "2", "12(suppl 2)"), ("12", "partial", "", "12(partial)"),
    ],
)  # fmt: skip
def test_supplements_and_parts_are_found_wherever_they_are_stored(
    volume: str, issue: str, supplement: str, printed: str
) -> None:
    assert volume_and_issue(volume, issue, supplement) == printed


@pytest.mark.parametrize(
    ("stored", "printed"),
    [
        ("1", ""), ("1st", ""), ("First edition", ""), ("2", "2nd ed"), ("3rd", "3rd ed"), ("4th ed.", "4th ed"),
        ("11", "11th ed"), ("22", "22nd ed"), ("112th edition", "112th ed"), ("Third", "3rd ed"),
        ("Revised", "Rev ed"), ("International edition", "International ed"), ("", ""), ("ed.", ""),
    ],
)  # fmt: skip
def test_an_edition_is_printed_in_one_way_and_the_first_not_at_all(stored: str, printed: str) -> None:
    assert edition(stored) == printed


@pytest.mark.parametrize(
    ("stored", "printed"),
    [
        ("N. Hill J. Med.", "N Hill J Med"), ("N Hill J Med", "N Hill J Med"), ("Hill.Med.", "Hill Med"),
        ("J. Hills: Walks", "J Hills: Walks"), ("hills.example", "hills.example"),
    ],
)  # fmt: skip
def test_an_abbreviated_journal_has_no_stops(stored: str, printed: str) -> None:
    assert abbreviated(stored) == printed


# Identifiers


@pytest.mark.parametrize(
    "typed",
    [
        "10.1000/hills", "https://doi.org/10.1000/hills", "http://dx.doi.org/10.1000/hills", "doi.org/10.1000/hills",
        "https://www.doi.org/10.1000/hills", "doi:10.1000/hills", "DOI: 10.1000/hills", "doi 10.1000/hills",
        "doi:https://doi.org/10.1000/hills", "https://doi.org/10.1000%2Fhills", "10.1000/hills.", " 10.1000/hills ",
    ],
)  # fmt: skip
def test_a_doi_is_bare_whatever_form_it_is_stored_in(typed: str) -> None:
    assert bare_doi(typed) == "10.1000/hills"


def test_the_numbers_in_zoteros_extra_field_are_read() -> None:
    reference = reference_from_csl({"note": "Cited often\nPMID: 123456\nPMCID: PMC77\nDOI: 10.1000/hills"})
    assert (reference.pmid, reference.pmcid, reference.doi) == ("123456", "PMC77", "10.1000/hills")


def test_a_field_of_its_own_counts_before_zoteros_extra_field() -> None:
    assert reference_from_csl({"PMID": 1, "note": "PMID: 2"}).pmid == "1"


def test_a_pmc_number_gets_back_the_letters_that_some_programs_leave_out() -> None:
    printed = format_reference(reference_from_csl({"title": "Walking", "PMCID": 123456}))
    assert printed[-1] == Run("PMCID: PMC123456", address="https://pmc.ncbi.nlm.nih.gov/articles/PMC123456/")


def test_an_address_elsewhere_is_no_doi() -> None:
    assert reference_from_csl({"URL": "https://hills.example/doi.org/10.1000/x"}).doi == ""


def test_a_title_in_a_list_of_one_is_a_title() -> None:
    assert reference_from_csl({"title": ["Walking"], "container-title": ["J Hills"]}).journal == "J Hills"


# Rich text


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("a <i>b</i> c", (Run("a "), Run("b", italic=True), Run(" c"))),
        ("a <i>b", (Run("a <i>b"),)),
        ("a</i> b", (Run("a</i> b"),)),
        ("<i>a <sub>b</i>", (Run("a <sub>b", italic=True),)),
        ("<i>a <i>b</i> c</i>", (Run("a ", italic=True), Run("b"), Run(" c", italic=True))),
        ("x<sub>2<sup>3</sup></sub>", (Run("x"), Run("2", level="sub"), Run("3", level="sup"))),
        ("<b>a</b> <sc>b</sc>", (Run("a b"),)),
        ('<span style="font-variant:small-caps;">a</span>', (Run("a"),)),
        ('<span onclick="x">a</span>', (Run('<span onclick="x">a</span>'),)),
        ("<I>a</I>", (Run("<I>a</I>"),)),
        ("", ()),
    ],
)
def test_the_tags_of_csl_are_carried_out_in_pairs_and_others_are_text(
    text: str, runs: tuple[Run, ...]
) -> None:
    assert rich(text) == runs


def test_an_italic_species_is_upright_in_an_italic_title() -> None:
    assert [run.text for run in rich("The <i>Hillea</i> book", italic=True) if not run.italic] == ["Hillea"]


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Why", "Why."), ("Why?", "Why?"), ("Why!”", "Why!”"), ("“Why.”", "“Why.”"), ("Why (if)", "Why (if)."),
        ("Why…", "Why…"), ("Why.", "Why."), ("Why ...", "Why ..."), ("为什么？", "为什么？"), ("", ""), (" . ", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("italic", [False, True])
def test_a_title_ends_in_one_stop(title: str, printed: str, italic: bool) -> None:
    assert as_text(title_sentence(title, italic)) == printed


def test_the_stop_behind_an_italic_title_is_upright() -> None:
    assert title_sentence("Why.", italic=True) == (Run("Why", italic=True), Run("."))


def test_plain_text_has_no_tags() -> None:
    assert plain("The <i>mRNA</i> walk<") == "The mRNA walk<"


def test_what_no_reader_sees_is_taken_out_and_half_a_character_is_shown_as_lost() -> None:
    reference = readable_reference(
        Reference("k", "book", "a\u202eb\u0000c\ud800", authors=(Name("P\u200boe"),))
    )
    assert (reference.title, reference.authors) == ("abc\ufffd", (Name("Poe"),))


def test_the_joiners_of_persian_and_indic_words_stay() -> None:
    assert readable_reference(Reference("k", "book", "می\u200cخواهم")).title == "می\u200cخواهم"


# Unpublished sources


@pytest.mark.parametrize(
    ("reference", "is_open"),
    [
        (Reference("k", "document", "Data on file", publisher="Sample Devices"), False),
        (Reference("k", "report", "Sales of sticks", genre="Data on file"), False),
        (Reference("k", "personal_communication", "Letter"), False),
        (Reference("k", "document", "Data on file", genre="Unpublished data"), True),
        (Reference("k", "manuscript", "Walking"), True),
        (Reference("k", "manuscript", "Walking", genre="Typescript"), False),
        (Reference("k", "book", "Walking"), True),
    ],
)
def test_what_nobody_can_look_up_and_does_not_say_so_is_known(reference: Reference, is_open: bool) -> None:
    assert is_unpublished(reference) is not is_open


def test_the_list_of_references_marks_what_is_unpublished_to_the_reader() -> None:
    sources = {
        "file": Reference(
            "file", "document", "Data on file", publisher="Sample Devices", issued=PartialDate(2024)
        ),
        "book": Reference("book", "book", "Walking"),
    }
    html = reference_list((Cited("file", 1, ("c1-1",)), Cited("book", 2, ("c2-1",))), Library(sources))
    first, second = html.split('<li id="r2"')
    assert "Data on file. Sample Devices; 2024. " in first
    assert ("Unpublished" in first, "Unpublished" in second) == (True, False)


def test_the_list_of_references_is_printed_as_the_house_has_chosen() -> None:
    html = reference_list(
        (Cited("k", 1, ("c1-1",)),),
        Library({"k": Reference("k", "book", "W")}),
        lambda one: (Run(f"<{one.title}>"),),
    )
    assert "&lt;W&gt;" in html


# Who signs a source


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "book", "editor": [{"family": "Vale"}]},
        {"type": "document", "genre": "Package insert", "publisher": "Sample Devices"},
        {"type": "regulation", "section": "801.1"},
        {"type": "legislation", "number": "Pub L No. 999-1"},
    ],
)
def test_what_ama_prints_without_an_author_needs_none_in_the_library(
    fields: dict[str, Json], tmp_path: Path
) -> None:
    entry = {"id": "k", "title": "Sticks", "issued": {"date-parts": [[2020]]}, **fields}
    (tmp_path / "references.json").write_text(json.dumps([entry]), "utf-8")
    assert load_library(tmp_path / "references.json", tmp_path, tmp_path).flaws == ()
