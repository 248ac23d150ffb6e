"""The reference library: what is read from it, and what is wrong with it and where."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.bibliography.library import Library, load_library
from plugins.bibliography.reference import Json, Name, PartialDate, bare_doi, reference_from_csl
from plugins.manuscript.flaw import Flaw
from plugins.manuscript.source import Unreadable

PROJECT = Path(__file__).parents[2]
GOOD: dict[str, Json] = {
    "id": "vale2020", "type": "article-journal", "title": "Walking uphill", "author": [{"family": "Vale"}],
    "container-title-short": "J Hills", "issued": {"date-parts": [[2020, 3, 4]]},
}  # fmt: skip


def library_of(folder: Path, text: str) -> Library:
    (folder / "references.json").write_text(text, "utf-8")
    return load_library(folder / "references.json", folder / "evidence", folder)


def flaws_of(folder: Path, *entries: Json) -> tuple[Flaw, ...]:
    return library_of(folder, json.dumps(entries, indent=1)).flaws


def quoted(flaw: Flaw) -> str:
    return flaw.source.text[flaw.span.start : flaw.span.end]


# Reading


def test_our_own_library_has_no_flaw() -> None:
    content = PROJECT / "content"
    assert load_library(content / "references.json", content / "evidence", PROJECT).flaws == ()


def test_references_are_found_by_key(tmp_path: Path) -> None:
    assert library_of(tmp_path, json.dumps([GOOD])).references["vale2020"].title == "Walking uphill"


def test_evidence_is_found_by_the_key_its_file_is_named_for(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "vale2020.toml").write_text("participants = 40", "utf-8")
    assert library_of(tmp_path, json.dumps([GOOD])).evidence["vale2020"].participants == 40


def test_a_blog_without_a_library_has_an_empty_one(tmp_path: Path) -> None:
    library = load_library(tmp_path / "references.json", tmp_path / "evidence", tmp_path)
    assert (dict(library.references), library.flaws) == ({}, ())


def test_a_library_saved_with_a_bom_is_read(tmp_path: Path) -> None:
    assert "vale2020" in library_of(tmp_path, "\ufeff" + json.dumps([GOOD])).references


@pytest.mark.parametrize(
    ("typed", "meant"), [("vale2002", "vale2020"), ("VALE2020", "vale2020"), ("Poe", None)]
)
def test_the_nearest_key_is_guessed(tmp_path: Path, typed: str, meant: str | None) -> None:
    assert library_of(tmp_path, json.dumps([GOOD])).nearest(typed) == meant


# What cannot be read at all


def test_a_library_that_is_no_json_is_unreadable_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        library_of(tmp_path, '[\n {"id": "a"},\n {"id": "b"\n]')
    assert (caught.value.line, caught.value.path) == (4, "references.json")


@pytest.mark.parametrize("text", ["{}", '"vale2020"', "null", "3"])
def test_a_library_that_is_no_list_is_unreadable(tmp_path: Path, text: str) -> None:
    with pytest.raises(Unreadable, match="not a list of references"):
        library_of(tmp_path, text)


def test_an_empty_library_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="not valid JSON"):
        library_of(tmp_path, "")


# What is wrong with an entry, and where


def test_a_key_that_is_there_twice_is_named_at_the_second(tmp_path: Path) -> None:
    text = json.dumps([GOOD, GOOD], indent=1)
    (flaw,) = library_of(tmp_path, text).flaws
    assert ("twice" in flaw.message, flaw.span.start) == (True, text.rindex("vale2020"))


def test_of_a_key_that_is_there_twice_the_first_counts(tmp_path: Path) -> None:
    library = library_of(tmp_path, json.dumps([GOOD, GOOD | {"title": "Walking downhill"}]))
    assert library.references["vale2020"].title == "Walking uphill"


def test_an_entry_without_a_key_is_named_where_it_starts(tmp_path: Path) -> None:
    text = json.dumps([GOOD, {"title": "Nameless"}], indent=1)
    (flaw,) = library_of(tmp_path, text).flaws
    assert text[flaw.span.start :].startswith('{\n  "title": "Nameless"')


@pytest.mark.parametrize("entry", ["vale2020", 3, None, [], {}])
def test_an_entry_that_is_no_reference_is_a_flaw(tmp_path: Path, entry: Json) -> None:
    (flaw,) = flaws_of(tmp_path, entry)
    assert "no “id”" in flaw.message


@pytest.mark.parametrize("key", ["vale 2020", "väle,2020", "vale2020;", "_vale", "vale#2020"])
def test_a_key_that_nobody_could_cite_is_a_flaw_at_the_key(tmp_path: Path, key: str) -> None:
    (tmp_path / "references.json").write_text(json.dumps([GOOD | {"id": key}], ensure_ascii=False), "utf-8")
    (flaw,) = load_library(tmp_path / "references.json", tmp_path, tmp_path).flaws
    assert ("cannot be cited" in flaw.message, key.startswith(quoted(flaw))) == (True, True)


def test_an_unknown_type_is_named(tmp_path: Path) -> None:
    (flaw,) = flaws_of(tmp_path, GOOD | {"type": "journal"})
    assert "“journal”" in flaw.message


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("title", "title"),
        ("author", "author"),
        ("issued", "year"),
        ("container-title-short", "journal abbreviation"),
    ],
)
def test_a_missing_field_is_named_in_plain_words_at_the_key(tmp_path: Path, field: str, label: str) -> None:
    (flaw,) = flaws_of(tmp_path, {name: value for name, value in GOOD.items() if name != field})
    assert (flaw.message, quoted(flaw)) == (f"The reference “vale2020” has no {label}.", "vale2020")


def test_several_missing_fields_are_one_flaw(tmp_path: Path) -> None:
    (flaw,) = flaws_of(tmp_path, {"id": "vale2020", "type": "book"})
    assert flaw.message == "The reference “vale2020” has no title and no author and no year."


@pytest.mark.parametrize("field", ["author", "issued", "container-title-short", "title"])
def test_a_gap_that_is_declared_is_no_flaw(tmp_path: Path, field: str) -> None:
    entry = {name: value for name, value in GOOD.items() if name != field}
    assert flaws_of(tmp_path, entry | {"custom": {"unverified": [field]}}) == ()


def test_a_declared_gap_excuses_no_other(tmp_path: Path) -> None:
    entry: Json = {"id": "vale2020", "type": "book", "title": "T", "custom": {"unverified": ["author"]}}
    (flaw,) = flaws_of(tmp_path, entry)
    assert flaw.message.endswith("has no year.")


def test_a_web_page_may_lack_author_and_year_where_site_and_day_of_access_are_known(tmp_path: Path) -> None:
    page: Json = {
        "id": "p", "type": "webpage", "title": "T", "container-title": "Hill Office",
        "accessed": {"date-parts": [[2026, 11, 10]]},
    }  # fmt: skip
    assert flaws_of(tmp_path, page) == ()


def test_an_entrys_place_is_its_own_also_behind_one_without_a_key(tmp_path: Path) -> None:
    text = json.dumps([{"title": "Nameless"}, GOOD | {"id": 7, "type": "journal"}], indent=1)
    flaw = library_of(tmp_path, text).flaws[-1]
    assert text[flaw.span.start : flaw.span.end] == "7"


def test_a_wrong_evidence_file_is_a_flaw_of_that_file(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "vale2020.toml").write_text("[figures.walk]", "utf-8")
    library = library_of(tmp_path, json.dumps([GOOD]))
    (flaw,) = library.evidence_flaws
    assert (flaw.source.path, library.flaws) == ("evidence/vale2020.toml", ())


def test_all_flaws_are_told_at_once(tmp_path: Path) -> None:
    assert len(flaws_of(tmp_path, GOOD, GOOD, {"title": "Nameless"}, GOOD | {"id": "b", "type": "x"})) == 3


# CSL-JSON


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("10.1000/hills", "10.1000/hills"),
        ("https://doi.org/10.1000/hills", "10.1000/hills"),
        ("http://dx.doi.org/10.1000/hills", "10.1000/hills"),
        ("doi:10.1000/hills", "10.1000/hills"),
        ("DOI: 10.1000/hills", "10.1000/hills"),
        ("", ""),
    ],
)
def test_a_doi_is_kept_bare(typed: str, bare: str) -> None:
    assert bare_doi(typed) == bare


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        ([[2020, 3, 4]], PartialDate(2020, 3, 4)),
        ([["2020", "3", "4"]], PartialDate(2020, 3, 4)),
        ([[2020, 3]], PartialDate(2020, 3)),
        ([[2020]], PartialDate(2020)),
        ([[2020, 13, 4]], PartialDate(2020)),
        ([[2020, 3, 40]], PartialDate(2020, 3)),
        ([[2020, "March", 4]], PartialDate(2020)),
        ([[2020, None, 4]], PartialDate(2020)),
        ([["c. 2020", 3]], None),
        ([[]], None),
        ([], None),
        ([[0]], None),
        ("2020", None),
    ],
)
def test_a_date_is_taken_as_far_as_it_can_be_read(parts: Json, date: PartialDate | None) -> None:
    assert reference_from_csl({"issued": {"date-parts": parts}}).issued == date


@pytest.mark.parametrize(("typed", "date"), [("2020-05-06", PartialDate(2020, 5, 6)), ("²", None), (5, None)])
def test_the_day_of_an_update_is_read(typed: Json, date: PartialDate | None) -> None:
    assert reference_from_csl({"custom": {"updated": typed}}).updated == date


def test_numbers_written_without_quotes_are_taken() -> None:
    reference = reference_from_csl({"id": 7, "volume": 9, "PMID": 123456})
    assert (reference.key, reference.volume, reference.pmid) == ("7", "9", "123456")


def test_persons_and_groups_are_told_apart() -> None:
    reference = reference_from_csl(
        {
            "author": [
                {"family": "Berg", "non-dropping-particle": "van", "suffix": "III"},
                {"literal": "Hill Group"},
            ]
        }
    )
    assert reference.authors == (Name("Berg", suffix="III", particle="van"), Name(literal="Hill Group"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    ["id", "type", "title", "author", "issued", "accessed", "custom", "DOI", "volume", "container-title"]
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(FIELDS, JSON | st.builds(lambda inner: {"date-parts": inner}, JSON), max_size=6))
def test_no_entry_whatever_it_holds_makes_reading_fail(entry: dict[str, Json]) -> None:
    assert reference_from_csl(entry).unverified == ()
