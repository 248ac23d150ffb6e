"""`python3 tasks.py claims`: what is told, what is written, and what is never half written."""

import csv
import io
import json
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tasks
from plugins.approval.__main__ import main
from plugins.approval.approvals import Standing
from plugins.approval.claim import Approval, ApprovedClaim
from plugins.approval.register import parse_register
from plugins.approval.register_file import with_claim
from plugins.approval.spreadsheet import COLUMNS, WrongTable, guarded, rows_in, table_of, unguarded
from plugins.bibliography.library import Library
from plugins.manuscript.source import Source
from tests.approval.test_lapse import ARTICLE, CLAIMS, EVIDENCE, REFERENCES

Said = pytest.CaptureFixture[str]
TWO = f"""{CLAIMS}
# The bag is new.
[[claims]]
id = "weight"
wording = "The ramp weighs 7 pounds with its bag."
variants = ["With its bag the ramp weighs 7 pounds (in all)"]
products = ["ramp"]
companions = ["40 people", ["no comparison group", "without a comparison group"]]
"""
BY = ("--by", "Sample Reviewer, MD (fictional)", "--role", "medical reviewer")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "evidence").mkdir(parents=True)
    (folder / "articles").mkdir()
    (folder / "references.json").write_text(json.dumps(REFERENCES, indent=1), "utf-8")
    (folder / "evidence" / "vale2020.toml").write_text(EVIDENCE, "utf-8")
    (folder / "claims.toml").write_text(TWO, "utf-8")
    (folder / "articles" / "ramps.md").write_text(ARTICLE, "utf-8")
    return folder


def run(content: Path, *words: str) -> int:
    return main([*words, "--content", str(content), "--as-of", "2026-11-24"])


def test_list_shows_each_claim_with_its_state(content: Path, capsys: Said) -> None:
    run(content, "approve", "weight", *BY, "--until", "2027-01-31")
    capsys.readouterr()
    assert run(content, "list") == 0
    first, second, last = capsys.readouterr().out.splitlines()
    assert first.split(None, 1)[0] == "hall-time"
    assert "not approved" in first
    assert "approved until 2027-01-31" in second
    assert last == "2 claims in content/claims.toml, 1 approved and in force."


def test_list_tells_mistakes_and_exits_with_1(content: Path, capsys: Said) -> None:
    (content / "claims.toml").write_text(TWO.replace("vale2020#hall", "vale2020#hal"), "utf-8")
    assert run(content, "list") == 1
    assert (
        "content/claims.toml:5: The claim “hall-time” rests on a figure “vale2020#hal”"
        in capsys.readouterr().err
    )


def test_list_of_a_blog_without_a_register_is_empty(content: Path, capsys: Said) -> None:
    (content / "claims.toml").unlink()
    assert run(content, "list") == 0
    assert "0 claims" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [("hall seconds", 0, "hall-time"), ("7 pounds", 0, "weight"), ("knee surgery", 1, "No claim")],
)
def test_search_finds_claims_by_their_words(
    content: Path, capsys: Said, words: str, code: int, told: str
) -> None:
    assert run(content, "search", *words.split()) == code
    (line,) = capsys.readouterr().out.splitlines()
    assert told in line


def test_show_tells_what_a_claim_rests_on_and_how_it_stands(content: Path, capsys: Said) -> None:
    run(content, "approve", "hall-time", *BY)
    (content / "evidence" / "vale2020.toml").write_text(
        EVIDENCE.replace('"40 seconds"', '"44 seconds"'), "utf-8"
    )
    capsys.readouterr()
    assert run(content, "show", "hall-time") == 0
    out = capsys.readouterr().out
    assert "hall-time: lapsed" in out
    assert "rests on [@vale2020#hall]: Average hall time fell from 90 to 40 seconds (Table 2)" in out
    assert "approved by Sample Reviewer, MD (fictional) (medical reviewer), 2026-11-24" in out
    assert "changed since: the figure that it rests on" in out


def test_where_tells_articles_and_lines(content: Path, capsys: Said) -> None:
    assert run(content, "where", "hall-time") == 0
    assert capsys.readouterr().out.splitlines() == [
        "content/articles/ramps.md:14: not approved", "“hall-time” is used once in the 1 articles and pages.",
    ]  # fmt: skip
    (content / "articles" / "broken.md").write_bytes(b"Title: \xff\n")
    assert run(content, "where", "weight") == 2
    said = capsys.readouterr()
    assert "“weight” is used nowhere" in said.out
    assert "broken.md could not be looked through" in said.err


@pytest.mark.parametrize("command", [("show",), ("where",), ("approve", *BY)])
def test_an_unknown_id_is_told_with_the_nearest_one(
    content: Path, capsys: Said, command: tuple[str, ...]
) -> None:
    assert run(content, command[0], "hall-tme", *command[1:]) == 2
    assert "Did you mean “hall-time”?" in capsys.readouterr().err


def test_approve_writes_the_approval_and_nothing_else(content: Path) -> None:
    before = (content / "claims.toml").read_text("utf-8")
    assert run(content, "approve", "hall-time", *BY, "--until", "2027-11-24") == 0
    after = (content / "claims.toml").read_text("utf-8")
    new = [line for line in after.splitlines() if line not in before.splitlines()]
    assert [line.split(" = ")[0] for line in new] == [
        "approved_by",
        "role",
        "approved_on",
        "until",
        "approved_text",
        "fingerprint",
    ]
    assert [line for line in after.splitlines() if line not in new] == before.splitlines()
    assert run(content, "approve", "hall-time", *BY) == 0
    assert "until" not in (content / "claims.toml").read_text("utf-8")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_approve_keeps_line_ends_and_the_byte_order_mark(content: Path, ends: str, mark: bytes) -> None:
    (content / "claims.toml").write_bytes(mark + TWO.replace("\n", ends).encode())
    assert run(content, "approve", "hall-time", "weight", *BY) == 0
    data = (content / "claims.toml").read_bytes()
    assert data.startswith(mark)
    assert data.count(b"\r\n") == (data.count(b"\n") if ends == "\r\n" else 0)
    assert run(content, "list") == 0


def test_all_claims_of_a_call_are_approved_or_none(content: Path, capsys: Said) -> None:
    (content / "claims.toml").write_text(TWO.replace("vale2020#hall", "vale2020#hal"), "utf-8")
    before = (content / "claims.toml").read_bytes()
    assert run(content, "approve", "weight", "hall-time", *BY) == 1
    assert "Nothing was approved." in capsys.readouterr().err
    assert (content / "claims.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--by", " ", "--role", "r"), "--by: give the name"),
        (("--by", "a\nb", "--role", ""), "--role: give what"),
        ((*BY, "--until", "2020-01-01"), "--until: 2020-01-01 is over"),
        ((*BY, "--until", "1/2/2027"), "--until: “1/2/2027” can be read in more than one way"),
    ],
)  # fmt: skip
def test_a_bad_approval_is_refused_in_words(
    content: Path, capsys: Said, words: tuple[str, ...], told: str
) -> None:
    before = (content / "claims.toml").read_bytes()
    assert run(content, "approve", "weight", *words) == 2
    assert told in capsys.readouterr().err
    assert (content / "claims.toml").read_bytes() == before


def test_add_puts_a_claim_at_the_end_and_names_those_like_it(content: Path, capsys: Said) -> None:
    words = (
        "--wording",
        'Hall time fell to "40" seconds.',
        "--figure",
        "vale2020#hall",
        "--companion",
        "40 people||forty people",
    )
    assert run(content, "add", "hall-end", *words) == 0
    assert "like it: hall-time" in capsys.readouterr().out
    claim = parse_register(Source("c", (content / "claims.toml").read_text("utf-8"))).register.by_id[
        "hall-end"
    ]
    assert claim.wording == 'Hall time fell to "40" seconds.'
    assert claim.companions == (("40 people", "forty people"),)
    assert run(content, "add", "hall-end", *words) == 2
    assert run(content, "add", "Hall End", *words) == 1
    assert "cannot be an id" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--wording", "Hall pain fell.", "--figure", "vale2020#hal"), "rests on a figure “vale2020#hal”"),
        (("--wording", "Hall pain fell.", "--figure", "vale2021#hall"), "rests on a reference “vale2021”"),
        (
            ("--wording", "The ramp weighs seven pounds with its bag"),
            "is a wording of the claim “weight” already",
        ),
    ],
)
def test_what_would_spoil_the_register_is_not_added(
    content: Path, capsys: Said, words: tuple[str, ...], told: str
) -> None:
    before = (content / "claims.toml").read_bytes()
    assert run(content, "add", "hall-pain", *words) == 1
    assert told in capsys.readouterr().err
    assert (content / "claims.toml").read_bytes() == before


def test_where_without_an_id_tells_of_all_claims(content: Path, capsys: Said) -> None:
    assert run(content, "where") == 0
    out = capsys.readouterr().out
    assert "“hall-time” is used once" in out
    assert "“weight” is used nowhere" in out


def test_list_and_show_lead_to_what_has_changed(content: Path, capsys: Said) -> None:
    run(content, "approve", "weight", *BY)
    text = (content / "claims.toml").read_text("utf-8")
    (content / "claims.toml").write_text(text.replace("weighs 7", "weighs 8", 1), "utf-8")
    capsys.readouterr()
    assert run(content, "list") == 0
    assert "claims show weight" in capsys.readouterr().out
    run(content, "show", "weight")
    assert "approved was: “The ramp weighs 7 pounds with its bag.”" in capsys.readouterr().out


def test_add_makes_a_register_where_there_is_none(content: Path) -> None:
    (content / "claims.toml").unlink()
    assert run(content, "add", "hall-end", "--wording", "Hall time fell.") == 0
    assert run(content, "list") == 0


# Spreadsheets


def test_export_and_import_change_nothing(content: Path, tmp_path: Path, capsys: Said) -> None:
    run(content, "approve", "hall-time", *BY)
    before = (content / "claims.toml").read_bytes()
    assert run(content, "export", str(tmp_path / "a.csv")) == 0
    assert run(content, "import", str(tmp_path / "a.csv")) == 0
    assert "2 rows read, 0 taken over" in capsys.readouterr().out
    assert (content / "claims.toml").read_bytes() == before
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfid,wording,")


def test_an_empty_register_takes_all_of_a_table(content: Path, tmp_path: Path) -> None:
    run(content, "approve", "hall-time", *BY)
    before = parse_register(Source("c", (content / "claims.toml").read_text("utf-8"))).register
    run(content, "export", str(tmp_path / "a.csv"))
    (content / "claims.toml").unlink()
    assert run(content, "import", str(tmp_path / "a.csv")) == 0
    assert parse_register(Source("c", (content / "claims.toml").read_text("utf-8"))).register == before


def test_a_file_that_is_there_is_not_written_over(content: Path, tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "a.csv").write_text("mine", "utf-8")
    assert run(content, "export", str(tmp_path / "a.csv")) == 2
    assert "is there already" in capsys.readouterr().err
    assert (tmp_path / "a.csv").read_text("utf-8") == "mine"


def changed_table(content: Path, tmp_path: Path, column: str, cell: str, delimiter: str = ",") -> Path:
    """Export, change a cell of the second claim as a spreadsheet does, and return the file."""
    file = tmp_path / "a.csv"
    assert run(content, "export", str(file)) == 0
    rows = list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))
    rows[2][rows[0].index(column)] = cell
    to = io.StringIO()
    csv.writer(to, delimiter=delimiter).writerows(rows)
    file.write_bytes(to.getvalue().encode())
    return file


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_changed_cell_is_taken_over_and_lapses_the_approval(
    content: Path, tmp_path: Path, capsys: Said, delimiter: str
) -> None:
    run(content, "approve", "weight", *BY)
    before = (content / "claims.toml").read_text("utf-8")
    file = changed_table(content, tmp_path, "wording", "The ramp weighs 8 pounds with its bag.", delimiter)
    assert run(content, "import", str(file), "--dry-run") == 0
    assert "Would be changed: weight (wording) – its approval lapses" in capsys.readouterr().out
    assert (content / "claims.toml").read_text("utf-8") == before
    assert run(content, "import", str(file)) == 0
    assert (content / "claims.toml").read_text("utf-8") == before.replace(
        "weighs 7 pounds with its bag.", "weighs 8 pounds with its bag.", 1
    )
    capsys.readouterr()
    run(content, "show", "weight")
    assert "weight: lapsed" in capsys.readouterr().out


# What spreadsheets make of a table when they save it anew.


def resaved(data: bytes, how: str) -> bytes:
    """The table as a spreadsheet saves it that has been told nothing."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    columns = rows[0]

    def days(form: str) -> list[list[str]]:
        return [
            [
                date.fromisoformat(cell).strftime(form)
                if column in ("approved_on", "until") and number and cell
                else cell
                for column, cell in zip(columns, row, strict=True)
            ]
            for number, row in enumerate(rows)
        ]

    def written(
        rows: list[list[str]], delimiter: str = ",", ends: str = "\r\n", quoting: int = csv.QUOTE_MINIMAL
    ) -> str:
        to = io.StringIO()
        csv.writer(to, delimiter=delimiter, lineterminator=ends, quoting=quoting).writerows(rows)  # type: ignore[arg-type]  # one of csv's numbers
        return to.getvalue()

    forms = {
        "Excel, United States": lambda: "\ufeff" + written(days("%m/%d/%Y")),
        "Excel, United States, short years": lambda: "\ufeff" + written(days("%m/%d/%y")),
        "Excel, Germany": lambda: "\ufeff" + written(days("%d.%m.%Y"), ";"),
        "Excel, United Kingdom": lambda: "\ufeff" + written(days("%d/%m/%Y")),
        "Excel, Japan": lambda: "\ufeff" + written(days("%Y/%m/%d")),
        "Excel, month by name": lambda: "\ufeff" + written(days("%d-%b-%y")),
        "LibreOffice, all quoted": lambda: written(rows, ends="\n", quoting=csv.QUOTE_ALL),
        "with times": lambda: written(days("%Y-%m-%d 00:00:00")),
        "tabs": lambda: written(rows, "\t"),
        "a line that names the separator": lambda: "\ufeffsep=;\r\n" + written(rows, ";"),
        "columns and rows in which nothing stands": lambda: written([[*row, "", ""] for row in rows] + [[""] * (len(columns) + 2)] * 2),
        "cells at the end left out": lambda: written([row if not number else row[: len(row) - 1] for number, row in enumerate(rows)]),
        "line ends of an old Mac": lambda: written(rows, ends="\r", quoting=csv.QUOTE_ALL).replace("\n", "\r"),
        "other line ends within cells": lambda: written([[cell.replace("\n", "\r\n") for cell in row] for row in rows]),
        "columns in another order": lambda: written([[*row[3:], *row[:3]] for row in rows]),
    }  # fmt: skip
    return forms[how]().encode()


HOW = [
    "Excel, United States", "Excel, United States, short years", "Excel, Germany", "Excel, United Kingdom",
    "Excel, Japan", "Excel, month by name", "LibreOffice, all quoted", "with times", "tabs",
    "a line that names the separator", "columns and rows in which nothing stands",
    "cells at the end left out", "line ends of an old Mac", "other line ends within cells",
    "columns in another order",
]  # fmt: skip


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("day", ["2026-11-24", "2026-03-05"])
def test_a_table_that_a_spreadsheet_saved_anew_changes_nothing_and_can_be_carried_elsewhere(
    content: Path, tmp_path: Path, capsys: Said, how: str, day: str
) -> None:
    (content / "claims.toml").write_text(TWO.replace("The ramp weighs", "=The “ramp”; weighs"), "utf-8")
    words = ("approve", "hall-time", "weight", *BY, "--until", "2027-04-05", "--content", str(content))
    assert main([*words, "--as-of", day]) == 0
    before = (content / "claims.toml").read_bytes()
    register = parse_register(Source("c", before.decode())).register
    file = tmp_path / "a.csv"
    assert run(content, "export", str(file)) == 0
    file.write_bytes(resaved(file.read_bytes(), how))
    assert run(content, "import", str(file)) == 0, capsys.readouterr().err
    assert "2 rows read, 0 taken over" in capsys.readouterr().out
    assert (content / "claims.toml").read_bytes() == before
    (content / "claims.toml").unlink()
    assert run(content, "import", str(file)) == 0, capsys.readouterr().err
    assert parse_register(Source("c", (content / "claims.toml").read_text("utf-8"))).register == register


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("until", "2029-01-31", "Row 3, until: the table has “2029-01-31” and the register “2028-01-31”."),
        ("until", "1/31/2029", "Row 3, until: the table has “1/31/2029”"),
        ("until", "", "Row 3, until: the table has nothing and the register “2028-01-31”."),
        ("until", "soon", "Row 3, until: the table has “soon”"),
        ("approved_on", "2026-11-23", "Row 3, approved_on: "),
        ("approved_by", "Somebody Else", "Row 3, approved_by: the table has “Somebody Else”"),
        ("role", "chief", "Row 3, role: "),
        ("fingerprint", "wording sha256:1", "Row 3, fingerprint: "),
        ("approved_text", "wording: The ramp weighs 9 pounds.", "Row 3, approved_text: "),
    ],
)
def test_a_table_changes_and_lengthens_no_approval(
    content: Path, tmp_path: Path, capsys: Said, column: str, cell: str, told: str
) -> None:
    run(content, "approve", "weight", *BY, "--until", "2028-01-31")
    before = (content / "claims.toml").read_bytes()
    file = changed_table(content, tmp_path, column, cell)
    assert run(content, "import", str(file)) == 1
    err = capsys.readouterr().err
    assert told in err
    assert "A table changes no approval" in err
    assert "claims approve weight --by NAME" in err
    assert (content / "claims.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("column", "cell"),
    [("until", "2029-01-31"), ("until", ""), ("approved_by", "Somebody Else"), ("role", "chief"), ("fingerprint", "")],
)  # fmt: skip
def test_a_new_row_brings_no_approval_that_nobody_signed(
    content: Path, tmp_path: Path, capsys: Said, column: str, cell: str
) -> None:
    run(content, "approve", "weight", *BY, "--until", "2028-01-31")
    file = changed_table(content, tmp_path, column, cell)
    (content / "claims.toml").unlink()
    assert run(content, "import", str(file)) == 1
    assert "Row 3: a table approves nothing" in capsys.readouterr().err
    assert not (content / "claims.toml").exists()


def test_a_table_may_take_an_approval_out(content: Path, tmp_path: Path, capsys: Said) -> None:
    run(content, "approve", "weight", *BY, "--until", "2028-01-31")
    file = tmp_path / "a.csv"
    run(content, "export", str(file))
    rows = list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))
    first = rows[0].index("approved_by")
    rows[2][first : first + 6] = [""] * 6
    to = io.StringIO()
    csv.writer(to).writerows(rows)
    file.write_text(to.getvalue(), "utf-8")
    assert run(content, "import", str(file)) == 0
    assert "changed: weight – its approval is taken out" in capsys.readouterr().out
    assert (content / "claims.toml").read_text("utf-8") == TWO


def test_every_wrong_cell_of_all_rows_is_told_at_once(content: Path, tmp_path: Path, capsys: Said) -> None:
    run(content, "approve", "weight", "hall-time", *BY, "--until", "2028-01-31")
    file = tmp_path / "a.csv"
    run(content, "export", str(file))
    file.write_bytes(file.read_bytes().replace(b"2028-01-31", b"1/31/2029").replace(b"medical", b"chief"))
    assert run(content, "import", str(file)) == 1
    err = capsys.readouterr().err
    for row in (2, 3):
        assert f"Row {row}, until: " in err
        assert f"Row {row}, role: " in err


def test_columns_that_a_table_lacks_leave_the_claims_as_they_are(content: Path, tmp_path: Path) -> None:
    before = (content / "claims.toml").read_text("utf-8")
    (tmp_path / "a.csv").write_text(
        "id,wording,note\nweight,The ramp weighs 7 pounds with its bag.,Weigh again\n", "utf-8"
    )
    assert run(content, "import", str(tmp_path / "a.csv")) == 0
    assert (content / "claims.toml").read_text("utf-8") == before + 'note = "Weigh again"\n'


BAD_TABLES = [
    (b"", ["is empty"]),
    (b"id,wordnig\na,b\n", ["no column “wordnig”. Did you mean “wording”?", "“wording” must be there once"]),
    (b"id,wording\nweight\n", ["Row 2: it has 1 cells and not 2"]),
    (b"id,wording\nweight,A\nweight,B\n", ["Row 3: the id “weight” stands in row 2 already"]),
    (b"id,wording,until\nnew,A b c,1/2/2027\nnew-2,,2027-01-01\n", ["Row 2, until: “1/2/2027” can be read in more than one way"]),
    (b"id,wording,variants\nNew One,A b c,(a\nnew-2,,x\n", ["Row 2: “New One” cannot be an id", "Row 2: “(a” cannot be read", "Row 3: The claim “new-2” has no wording"]),
    (b"id,wording,fingerprint\nnew,A b,abc\n", ["Row 2, fingerprint: it is no fingerprint"]),
    (b"id,wording\nnew,caf\xe9\n", ["Line 2: the file is not saved as UTF-8"]),
    (b'id,wording\nnew,"open\n', ["no CSV file that can be read"]),
    ("id,wording\n".encode("utf-16"), ["not saved as UTF-8"]),
]  # fmt: skip


@pytest.mark.parametrize(("data", "told"), BAD_TABLES)
def test_everything_wrong_in_a_table_is_told_at_once_and_nothing_is_written(
    content: Path, tmp_path: Path, capsys: Said, data: bytes, told: list[str]
) -> None:
    before = (content / "claims.toml").read_bytes()
    (tmp_path / "a.csv").write_bytes(data)
    assert run(content, "import", str(tmp_path / "a.csv")) == 1
    err = capsys.readouterr().err
    for words in told:
        assert words in err
    assert "Nothing was taken over." in err
    assert (content / "claims.toml").read_bytes() == before


def test_a_register_that_changed_meanwhile_is_not_written_over(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    from plugins.approval.commands import changing

    def meanwhile(held: object, text: str) -> bool:
        (content / "claims.toml").write_text("# somebody else\n", "utf-8")
        return put_back(held, text)

    put_back = changing.put_back
    monkeypatch.setattr(changing, "put_back", meanwhile)
    assert run(content, "approve", "weight", *BY) == 2
    assert "was changed while this was running" in capsys.readouterr().err
    assert (content / "claims.toml").read_text("utf-8") == "# somebody else\n"


def test_a_write_that_breaks_off_leaves_the_register_and_no_rest(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(Path, "replace", breaks)
    assert run(content, "approve", "weight", *BY) == 2
    assert (content / "claims.toml").read_text("utf-8") == TWO
    assert not [file for file in content.iterdir() if file.name.startswith(".claims")]


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=30).map(
    lambda text: " ".join(text.replace("|", "/").replace("(", "").replace(")", "").split())
).filter(lambda text: any(letter.isascii() and letter.isalpha() for letter in text))  # fmt: skip
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
CLAIM = st.builds(
    ApprovedClaim,
    st.from_regex(r"[a-z][a-z0-9-]{0,10}", fullmatch=True),
    st.tuples(st.sampled_from(["", "=", "+1 ", "-", "@", "'=", "''+"]), TEXT).map("".join),
    st.lists(TEXT, max_size=3).map(tuple),
    st.lists(st.sampled_from(["vale2020#hall", "vale2020"]), max_size=2, unique=True).map(tuple),
    st.lists(TEXT, max_size=2).map(tuple),
    st.lists(st.lists(TEXT, min_size=1, max_size=2).map(tuple), max_size=2).map(tuple),
    TEXT | st.just(""),
    st.none()
    | st.builds(lambda by, on: Approval(by, "r", on, None, (("wording", "sha256:1e5"),)), TEXT, DAYS),
)


@given(CLAIM)
def test_any_claim_comes_back_from_a_table_as_it_was(claim: ApprovedClaim) -> None:
    data = table_of([Standing(claim)], Library())
    (row,) = rows_in(data)
    made = {key: one for key, one in row.values.items() if one is not None}
    read = parse_register(Source("c", with_claim("", row.id, made)))
    assert read.flaws == ()
    assert read.register.claims == (claim,)


@given(st.text(max_size=10) | st.text("'=+-@＝＋－＠\t\r\n a", max_size=6))
def test_no_cell_is_a_formula_and_each_comes_back(cell: str) -> None:
    assert guarded(cell)[:1] not in tuple("=+-@＝＋－＠\t\r\n")
    assert unguarded(guarded(cell)) == cell


def test_the_columns_are_those_that_are_documented() -> None:
    text = (Path(tasks.ROOT) / "docs" / "approved-claims.md").read_text("utf-8")
    for column in COLUMNS:
        assert f"`{column}`" in text
    with pytest.raises(WrongTable):
        rows_in(b"\0")


@pytest.mark.parametrize(
    ("words", "told"),
    [(["list"], "claims in content/claims.toml"), ([], "Approved claims from the command line")],
)
def test_the_task_hands_its_words_on_from_any_folder(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    words: list[str],
    told: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tasks, "venv_python", lambda: sys.executable)
    assert tasks.call_register(words) == 0
    assert told in " ".join(capfd.readouterr().out.split())


def test_a_content_folder_that_is_not_there_is_told(tmp_path: Path, capsys: Said) -> None:
    assert main(["list", "--content", str(tmp_path / "none")]) == 2
    assert "There is no content folder" in capsys.readouterr().err


def test_our_own_claims_are_approved_and_each_is_used(capsys: Said, tmp_path: Path) -> None:
    own = Path(tasks.ROOT) / "content"
    shutil.copytree(own, tmp_path / "content")
    assert run(tmp_path / "content", "list") == 0
    *rows, last = capsys.readouterr().out.splitlines()
    assert all(" approved until " in row for row in rows)
    assert last.startswith(f"{len(rows)} claims in ")
    for row in rows:
        assert run(tmp_path / "content", "where", row.split()[0]) == 0
        out = capsys.readouterr().out
        assert ": approved\n" in out
        assert ": near" not in out
