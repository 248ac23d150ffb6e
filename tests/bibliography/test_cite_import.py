"""`cite import`: what comes in, and how every record that cannot is told."""

import json
import shutil
import time
from contextlib import suppress
from pathlib import Path

import pytest

from plugins.bibliography.__main__ import main
from plugins.bibliography.ama import as_text, format_reference
from plugins.bibliography.imports import NotReadable, Record, format_of, read_records
from plugins.bibliography.reference import reference_from_csl
from tests.bibliography.exporters import ris
from tests.bibliography.works import works

PROJECT = Path(__file__).parents[2]
Said = pytest.CaptureFixture[str]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT / "content", tmp_path / "content")
    return tmp_path / "content"


def bring(content: Path, text: str | bytes, *words: str, name: str = "export.txt") -> int:
    file = content.parent / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return main(["import", *words, str(file), "--content", str(content)])


def keys(content: Path) -> list[str]:
    return [item["id"] for item in json.loads((content / "references.json").read_text("utf-8"))]


def only(text: str) -> Record:
    (record,) = read_records(text)[1]
    return record


# Into the library


def test_fifty_come_in_at_once_and_the_diff_is_their_lines_and_a_comma(content: Path, capsys: Said) -> None:
    before = (content / "references.json").read_text("utf-8").splitlines()
    assert bring(content, ris(works())) == 0
    after = (content / "references.json").read_text("utf-8").splitlines()
    assert [*after[: len(before) - 2], after[len(before) - 2].removesuffix(","), after[-1]] == before
    assert len(keys(content)) == len(set(keys(content))) == 13 + 50
    assert "export.txt: RIS, 50 records." in capsys.readouterr().out


def test_imported_again_nothing_is_added_and_that_is_no_failure(content: Path, capsys: Said) -> None:
    bring(content, ris(works()))
    before = (content / "references.json").read_bytes()
    capsys.readouterr()
    assert bring(content, ris(works())) == 0
    said = capsys.readouterr()
    assert (said.out.count("There already as"), said.err) == (50, "")
    assert "Nothing was added" in said.out
    assert (content / "references.json").read_bytes() == before


def test_a_dry_run_shows_what_would_be_added_and_changes_nothing(content: Path, capsys: Said) -> None:
    before = (content / "references.json").read_bytes()
    assert bring(content, "@book{hills, title={Hills}, author={Vale, Anna}, year=2020}", "--dry-run") == 0
    out = capsys.readouterr().out
    assert "Would be added as [@hills]: Vale 2020. Hills" in out
    assert "Vale A. Hills. 2020." in out
    assert (content / "references.json").read_bytes() == before


def test_every_record_that_cannot_come_in_is_told_and_the_others_come_in(content: Path, capsys: Said) -> None:
    text = (
        "@book{good1, title={Hills}, author={Vale, Anna}, year=2020}\n"
        "@book{bare, author={Vale, Anna}, year=2020}\n"
        "@hill{odd, title={Odd}}\n"
        "@book{open, title={Never closed\n"
        "@book{good2, title={Benches}, author={Poe, Paul}, year=2021}\n"
    )
    assert bring(content, text) == 1
    said = capsys.readouterr()
    assert keys(content)[-2:] == ["good1", "good2"]
    assert "record 2. It has no title." in said.err
    assert "record 3 (“Odd”). Its type “@hill” is unknown." in said.err
    assert "record 4 (“@book{open, title={Never closed”). It cannot be read" in said.err
    assert "from line 4 on" in said.err
    assert said.err.count("Not taken over") == 3


def test_a_file_that_cannot_be_read_does_not_keep_another_out(content: Path, capsys: Said) -> None:
    bad = content.parent / "bad.txt"
    bad.write_text("Dear all,\nhere are my references.\n")
    assert (
        bring(content, "@book{hills, title={Hills}, year=2020}", str(bad), str(content.parent / "none.ris"))
        == 2
    )
    said = capsys.readouterr()
    assert keys(content)[-1] == "hills"
    assert "none of the formats that can be read: CSL-JSON, RIS, PubMed NBIB, BibTeX, EndNote XML" in said.err
    assert "There is no file" in said.err


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "none of the formats"),
        (b"TY  - JOUR\nTI  - H\xfcgel\nER  - \n", "not saved as UTF-8"),
        (b"PK\x03\x04", "a Word or zip file"),
        (b"[1, 2", "not valid JSON: line 1"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[]", "there is no record in it"),
        (b"<xml><records><record></records>", "not valid XML (line 1)"),
        (b"<xml><records/></xml>", "there is no record in it"),
        (b'<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
         b"<xml><records><record><titles><title>&a;</title></titles></record></records></xml>", "defines entities"),
    ],
)  # fmt: skip
def test_what_is_no_export_is_told_and_the_library_stays(
    content: Path, capsys: Said, data: bytes, words: str
) -> None:
    before = (content / "references.json").read_bytes()
    assert bring(content, data) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert "Traceback" not in said.err
    assert (content / "references.json").read_bytes() == before


def test_a_key_that_is_taken_by_another_work_is_replaced(content: Path) -> None:
    assert bring(content, "@book{Mekhail2012, title={Hills}, author={Vale, Anna}, year=2020}") == 0
    assert keys(content)[-1] == "vale2020"


def test_two_entries_of_one_key_in_a_file_both_come_in(content: Path) -> None:
    text = "@book{a, title={Hills}, author={Vale, Anna}, year=2020}\n@book{a, title={Benches}, author={Vale, A}, year=2020}"
    assert bring(content, text) == 0
    assert keys(content)[-2:] == ["a", "vale2020"]


def test_a_work_the_library_has_is_recognised_across_formats(content: Path, capsys: Said) -> None:
    assert (
        bring(content, "TY  - JOUR\nTI  - Other words\nDO  - 10.1111/J.1533-2500.2012.00565.X\nER  - \n") == 0
    )
    assert "There already as mekhail2012" in capsys.readouterr().out


def test_zoteros_own_keys_are_not_taken_for_keys(content: Path) -> None:
    for item in ("http://zotero.org/users/1/items/ABCD1234", "ABCD1234", "4711", "pmid:4711"):
        text = json.dumps([{"id": item, "type": "book", "title": item, "author": [{"family": "Vale"}]}])
        assert bring(content, text) == 0
    assert keys(content)[-4:] == ["vale", "valeb", "valec", "valed"]


# Formats


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("\n [ ]", "CSL-JSON"), ('{"items": []}', "CSL-JSON"), ("TY  - JOUR", "RIS"),
        ("Provider: x\r\nTY  - JOUR\r\n", "RIS"), ("\nPMID- 1\n", "PubMed NBIB"),
        ("% note\n @article {a,", "BibTeX"), ("<xml><records>", "EndNote XML"), ('<?xml version="1.0"?>', "EndNote XML"),
    ],
)  # fmt: skip
def test_a_format_is_told_by_what_the_file_holds(text: str, name: str) -> None:
    assert format_of(text) == name


@pytest.mark.parametrize(
    "text", ["", "Vale A. Hills. 2020.", "<html></html>", "anna@vale.example", "PMID: 1"]
)
def test_what_is_no_format_is_refused(text: str) -> None:
    with pytest.raises(NotReadable):
        format_of(text)


def test_a_ris_record_without_an_end_is_told_and_not_mixed_with_the_next() -> None:
    _, (first, second) = read_records("TY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two\nAU  - Vale, A\nER  - \n")
    assert "no end" in first.trouble
    assert (second.entry["title"], second.entry["author"]) == ("Two", [{"family": "Vale", "given": "A"}])


def test_ris_of_a_meeting_keeps_the_meeting() -> None:
    entry = only(
        "TY  - SLIDE\nTI  - Walking\nT2  - Hill Meeting\nCY  - Sample Town\nM3  - Poster\nDA  - 2025/10/23/\nER  - \n"
    ).entry
    assert (entry["type"], entry["event-title"], entry["event-place"], entry["genre"]) == (
        "speech", "Hill Meeting", "Sample Town", "Poster"
    )  # fmt: skip


def test_ris_with_the_old_tags_and_a_doi_as_address_is_read() -> None:
    entry = only(
        "TY  - JOUR\nT1  - Walking\nA1  - Vale, Anna\nY1  - 2009/07//\nJO  - J Hills\nSP  - 545\nEP  - 50\n"
        "UR  - https://doi.org/10.1000/hills\nN1  - PMID: 1234567; PMCID: PMC7654321\nER  -\n"
    ).entry
    assert (entry["DOI"], entry["PMID"], entry["PMCID"]) == ("10.1000/hills", "1234567", "PMC7654321")
    assert (entry["container-title-short"], entry["page"], entry["issued"]) == (
        "J Hills", "545-50", {"date-parts": [[2009, 7]]}
    )  # fmt: skip


def test_a_paper_online_ahead_of_print_has_the_day_it_went_online() -> None:
    entry = only(
        "PMID- 1234567\nTI  - Walking.\nFAU - Vale, Anna\nDP  - 2026 Oct\nDEP - 20260914\nPST - aheadofprint\n"
        "TA  - J Hills\nJT  - Journal of hills\nLID - 10.1000/hills [doi]\n"
    ).entry
    assert entry["issued"] == {"date-parts": [[2026, 9, 14]]}


def test_an_article_number_is_told_from_a_publishers_code() -> None:
    head = "PMID- 1234567\nTI  - Walking\nVI  - 3\nDP  - 2020\n"
    assert only(f"{head}LID - e1234 [pii]\n").entry["page"] == "e1234"
    assert "page" not in only(f"{head}LID - S0000-1(20)30001-2 [pii]\n").entry


def test_several_groups_and_names_without_full_forms_are_read() -> None:
    entry = only(
        "PMID- 1\nTI  - Walking\nAU  - van der Berg JP Jr\nAU  - Vale A\nCN  - Hill Group\nCN  - Bench Group\n"
    ).entry
    assert entry["author"] == [
        {"family": "Berg", "given": "JP", "suffix": "Jr", "non-dropping-particle": "van der"},
        {"family": "Vale", "given": "A"},
        {"literal": "Hill Group"},
        {"literal": "Bench Group"},
    ]


def test_a_retracted_paper_does_not_come_in() -> None:
    record = only("PMID- 1234567\nTI  - Walking\nPT  - Journal Article\nPT  - Retracted Publication\n")
    assert (record.entry, "retracted" in record.trouble) == ({}, True)


def test_a_medline_record_without_its_number_is_told() -> None:
    _, records = read_records("PMID- 1\nTI  - One\n\nTI  - Two\n\nPMID- 3\nTI  - Three\n")
    assert [bool(record.trouble) for record in records] == [False, True, False]


def test_bibtexs_others_put_the_gap_in_the_authors_on_record_and_are_printed() -> None:
    entry = only("@book{a, title={Hills}, author={Vale, Anna and others}, year={2020}}").entry
    assert (entry["author"], entry["custom"]) == (
        [{"family": "Vale", "given": "Anna"}, {"literal": "others"}],
        {"unverified": ["author"]},
    )
    assert as_text(format_reference(reference_from_csl(entry))).startswith("Vale A, et al. ")


def test_bibtexs_web_page_is_one_also_as_misc() -> None:
    entry = only(
        r"@misc{a, title={Cover}, author={{Sample Office}}, howpublished={\url{https://a.example/x_y%20z}},"
        " note={Accessed 10 November 2026}}"
    ).entry
    assert (entry["type"], entry["URL"]) == ("webpage", "https://a.example/x_y%20z")
    assert entry["accessed"] == {"date-parts": [[2026, 11, 10]]}


def test_a_bibtex_name_that_cannot_be_parted_is_told_or_kept_whole() -> None:
    record = only("@book{a, title={Hills}, author={Vale, Jr, Anna, B}, year={2020}}")
    assert "Vale" in (record.trouble or str(record.entry["author"]))


def test_latex_that_is_not_closed_does_no_harm() -> None:
    entry = only(r"@book{a, title={Hills \input{/etc/hostname} \unknown{x} $a}, year={2020}}").entry
    assert "hostname" not in str(entry["title"]) or "/etc/hostname" in str(entry["title"])
    assert str(entry["title"]).startswith("Hills")


@pytest.mark.parametrize("title", ["{" * 5000 + "x" + "}" * 5000, r"\begin{x}" * 2000])
def test_bibtex_nested_beyond_reading_is_told(title: str) -> None:
    _, (deep, good) = read_records(f"@book{{a, title={{{title}}}}}\n@book{{b, title={{Hills}}}}")
    assert ("nested too deeply" in deep.trouble, good.trouble) == (True, "")


@pytest.mark.parametrize(
    "text",
    [
        "PMID- 1\nTI  - T" + "\n \t" * 100_000, " " * 300_000, "PMID- 1\nTI  - T" + "\n      x" * 50_000,
        f"TY  - JOUR\nTI  - T\nAU  - {'van ' * 50_000}Berg, A\nPY  - {'2' * 100_000}\nER  - \n",
        "<xml><records><record>" + "<a>" * 100_000,
    ],
    ids=["blank lines", "blanks", "going on", "long name and year", "deep"],
)  # fmt: skip
def test_a_file_made_to_be_slow_is_read_in_a_moment(text: str) -> None:
    start = time.process_time()
    with suppress(NotReadable):
        read_records(text)
    assert time.process_time() - start < 5


def test_endnotes_unknown_type_is_told() -> None:
    record = only('<xml><records><record><ref-type name="Hill">99</ref-type></record></records></xml>')
    assert "“hill” is unknown" in record.trouble


def test_endnote_without_periodical_takes_the_shorter_name_for_the_abbreviation() -> None:
    entry = only(
        '<xml><records><record><ref-type name="Journal Article">17</ref-type><titles><title>T</title>'
        "<secondary-title>J Hills</secondary-title><alt-title>Journal of Hills</alt-title></titles>"
        "<accession-num>WOS:000123</accession-num></record></records></xml>"
    ).entry
    assert (entry["container-title-short"], "PMID" in entry) == ("J Hills", False)


def test_a_single_csl_reference_and_zoteros_wrapping_are_read() -> None:
    book = {"type": "book", "title": "Hills"}
    assert only(json.dumps(book)).entry == only(json.dumps({"items": [book]})).entry == book
