"""The retraction list, updated from a file in Retraction Watch's public CSV form."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.bibliography.__main__ import main
from plugins.bibliography.library import load_library

PROJECT = Path(__file__).parents[2]
Said = pytest.CaptureFixture[str]
COLUMNS = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,"
    "RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,"
    "Reason,Paywalled,Notes"
).split(",")


def line(doi: str = "", pmid: str = "0", nature: str = "Retraction", day: str = "3/1/2026 0:00",
         reason: str = "+Error in Data;+Withdrawn, by the Author;") -> dict[str, str]:  # fmt: skip
    return {"Record ID": "1", "Title": "Wálking,\n“uphill”", "RetractionDate": day, "OriginalPaperDOI": doi,
            "OriginalPaperPubMedID": pmid, "RetractionNature": nature, "Reason": reason}  # fmt: skip


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "references.json").write_text(
        json.dumps(
            [
                {"id": "doi", "type": "report", "title": "A", "DOI": "https://doi.org/10.1000/Hills"},
                {"id": "pmid", "type": "report", "title": "B", "PMID": "PMID: 1234567"},
                {"id": "fine", "type": "report", "title": "C", "DOI": "10.1000/fine", "PMID": "777"},
            ]
        )
    )
    return folder


def run(content: Path, *lines: dict[str, str], words: tuple[str, ...] = ()) -> int:
    file = content.parent / "retraction_watch.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as to:
        writer = csv.DictWriter(to, COLUMNS)
        writer.writeheader()
        writer.writerows(lines)
    return main(["retractions", str(file), "--as-of", "2026-11-24", "--content", str(content), *words])


def listed(content: Path) -> list[str]:
    return (content / "retractions.csv").read_text("utf-8").splitlines()


def test_only_the_works_of_the_library_are_kept_sorted_with_origin_and_day(
    content: Path, capsys: Said
) -> None:
    code = run(
        content,
        line("10.1000/other"),
        line(pmid="1234567"),
        line("10.1000/HILLS", "1111"),
        line("10.1000/HILLS", "1111"),
    )
    assert code == 0
    assert listed(content) == [
        "# Updated 2026-11-24 from retraction_watch.csv, 4 lines in Retraction Watch's public CSV form.",
        "# Lines typed here stay when it is updated again.",
        "DOI,PMID,date,reason,nature",
        '10.1000/hills,1111,2026-03-01,"Error in Data; Withdrawn, by the Author",retraction',
        ',1234567,2026-03-01,"Error in Data; Withdrawn, by the Author",retraction',
    ]
    out = capsys.readouterr().out
    assert (
        "is up to date: 2 retracted, 0 with an expression of concern, 0 corrected; 4 lines were read." in out
    )
    assert "doi was retracted on 2026-03-01" in out


def test_the_same_file_gives_the_same_list_in_whatever_order(content: Path) -> None:
    lines = [line("10.1000/hills"), line(pmid="1234567"), line("10.1000/hills", nature="Correction")]
    run(content, *lines)
    before = listed(content)
    run(content, *reversed(lines))
    assert listed(content) == before


def test_corrections_and_doubts_are_told_apart_and_stop_nothing(content: Path, capsys: Said) -> None:
    assert (
        run(
            content,
            line("10.1000/hills", nature="Correction"),
            line(pmid="1234567", nature="Expression of concern"),
        )
        == 0
    )
    library = load_library(content / "references.json", content, content)
    assert [library.retractions.of(entry.reference) for entry in library.entries] == [None, None, None]
    natures = [
        [notice.nature.value for notice in library.retractions.notices_of(entry.reference)]
        for entry in library.entries
    ]
    assert natures == [["correction"], ["expression of concern"], []]
    out = capsys.readouterr().out
    assert "pmid: expression of concern of 2026-03-01" in out
    assert "was retracted" not in out


def test_a_reinstated_paper_is_not_listed_and_one_retracted_again_is(content: Path, capsys: Said) -> None:
    retraction, back = (
        line("10.1000/hills"),
        line("10.1000/hills", nature="Reinstatement", day="4/1/2026 0:00"),
    )
    run(content, retraction)
    assert run(content, retraction, back) == 0
    assert len(listed(content)) == 3
    assert "No longer listed: 10.1000/hills (retraction of 2026-03-01)." in capsys.readouterr().out
    run(content, retraction, back, line("10.1000/hills", day="5/1/2026 0:00"))
    assert listed(content)[3].startswith("10.1000/hills,,2026-05-01,")


def test_lines_typed_by_hand_stay_unless_the_file_speaks_of_the_paper(content: Path) -> None:
    (content / "retractions.csv").write_text(
        "DOI,PMID,date,reason\n10.1000/fine,,2026-01-01,Told by letter\n10.1000/hills,,2025-01-01,Heard of\n"
    )
    run(content, line("10.1000/hills"))
    assert [row.split(",")[0:3] for row in listed(content)[3:]] == [
        ["10.1000/fine", "", "2026-01-01"], ["10.1000/hills", "", "2026-03-01"]
    ]  # fmt: skip


def test_all_lines_are_kept_where_that_is_wanted_and_go_where_it_no_longer_is(content: Path) -> None:
    lines = [line(f"10.1000/other{at}") for at in range(300)]
    run(content, *lines, words=("--all",))
    assert len(listed(content)) == 303
    run(content, *lines)
    assert len(listed(content)) == 3


def test_identifiers_that_are_none_name_no_paper(content: Path) -> None:
    assert (
        run(content, line("unavailable", "0"), line("Unavailable", ""), line("", "N/A"), words=("--all",))
        == 0
    )
    assert len(listed(content)) == 3


@pytest.mark.parametrize("slip", [{"day": "soon"}, {"nature": "Hill"}])
def test_a_line_about_our_work_that_cannot_be_used_is_told_and_no_clean_result(
    content: Path, capsys: Said, slip: dict[str, str]
) -> None:
    assert run(content, line("10.1000/other", **slip), line("10.1000/hills", **slip)) == 2
    err = capsys.readouterr().err
    assert "its day or nature cannot be read" in err
    assert err.count("a work of the library") == 1


def test_a_file_of_another_form_leaves_the_list_as_it_was(content: Path, capsys: Said) -> None:
    (content / "retractions.csv").write_text("DOI,PMID,date,reason\n10.1000/fine,,2026-01-01,By letter\n")
    before = (content / "retractions.csv").read_bytes()
    (content.parent / "a.csv").write_text("DOI,Reason\n10.1000/hills,Error\n")
    assert main(["retractions", str(content.parent / "a.csv"), "--content", str(content)]) == 2
    assert "it has no column RetractionDate and no OriginalPaperDOI" in capsys.readouterr().err
    assert (content / "retractions.csv").read_bytes() == before


def test_a_list_with_a_line_that_cannot_be_read_is_not_replaced(content: Path, capsys: Said) -> None:
    (content / "retractions.csv").write_text("DOI,PMID,date,reason\n10.1000/fine,,soon,By letter\n")
    before = (content / "retractions.csv").read_bytes()
    assert run(content, line("10.1000/hills")) == 2
    assert "line 2: “soon” is not a date." in capsys.readouterr().err
    assert (content / "retractions.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("reference", "row"),
    [
        ({"DOI": "https://doi.org/10.1000/GONE"}, "10.1000/gone,"),
        ({"DOI": "doi: 10.1000/gone."}, "10.1000/Gone,"),
        ({"DOI": "http://dx.doi.org/10.1000%2Fgone"}, "https://doi.org/10.1000/gone,"),
        ({"DOI": "10.1000/\u200bgone"}, "10.1000/gone,"),
        ({"PMID": 1234567}, ",1234567"),
        ({"PMID": "PMID: 1234567"}, ",PMID1234567"),
        ({"PMID": "01234567"}, ",1234567"),
        ({"DOI": "10.1000/another", "PMID": "1234567"}, "10.1000/gone,1234567"),
    ],
)  # fmt: skip
def test_a_retracted_source_stops_publishing_in_whatever_form_it_is_named(
    tmp_path: Path, reference: dict[str, object], row: str
) -> None:
    entry = {"id": "gone", "type": "report", "title": "A", "author": [{"family": "A"}],
             "issued": {"date-parts": [[2020]]}, **reference}  # fmt: skip
    (tmp_path / "references.json").write_text(json.dumps([entry]), "utf-8")
    (tmp_path / "retractions.csv").write_text(
        f"# By hand\nDOI,PMID,date,reason,nature\n{row},2026-03-01,Fraud,\n"
    )
    (tmp_path / "a.md").write_text("Title: Hills\n\nHills are high.\n")
    checked = subprocess.run(
        [sys.executable, "-m", "plugins.checks", "articles", "--content", str(tmp_path), "--select", "REF355",
         "--format", "json", "--no-cache"],
        cwd=PROJECT, capture_output=True, check=False, timeout=120, env=os.environ | {"PYTHONUTF8": "1"},
    )  # fmt: skip
    (found,) = json.loads(checked.stdout)["findings"]
    assert (checked.returncode, found["rule"], found["severity"]) == (1, "REF355", "error")
    assert "was retracted on 2026-03-01 (Fraud)" in found["message"]


def test_sixty_thousand_lines_take_seconds(content: Path) -> None:
    assert (
        run(content, *(line(f"10.1000/other{at}", str(1000 + at)) for at in range(60_000)), words=("--all",))
        == 0
    )
    assert len(listed(content)) == 60_003
