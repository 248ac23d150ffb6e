"""python -m plugins.checks: what it prints and what it exits with."""

import json
from pathlib import Path
from typing import cast

import pytest

from plugins.checks.__main__ import main
from plugins.checks.rules import all_rules
from tests.blog import CONTENT, Blog

HEADER = (
    "Title: Sample\nDate: 2024-03-05\nCategory: Your visit\nAuthor: Robin Sample\n"
    "Reviewer: Kim Example, RN\nReviewed: 2024-04-02\nReview due: 2099-12-31\nSummary: A bell.\n"
    "Key points:\n- Ring.\n- Wait.\n- Go in.\n"
)
CLEAN = f"{HEADER}\nThe front desk has a bell.\n"
UNKNOWN_KEY = f"{HEADER}\nPeople asked for larger print.[@nobody2020]\n"
KEYS = [
    "rule", "severity", "confidence", "message", "help", "path", "line", "column", "end_line",
    "end_column", "excerpt", "fingerprint", "suppressed",
]  # fmt: skip
Row = dict[str, object]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A plain content folder with what articles rest on, and no article."""
    folder = tmp_path / "content"
    folder.mkdir()
    for name in ("disclaimers", "references.json", "evidence"):
        (folder / name).symlink_to(CONTENT / name)
    return folder


def checked(content: Path, text: str | bytes, *options: str) -> int:
    data = text if isinstance(text, bytes) else text.encode()
    (content / "sample.md").write_bytes(data)
    return main(["articles", "--content", str(content), *options])


def rows(printed: str) -> list[Row]:
    return cast("list[Row]", json.loads(printed)["findings"])


def test_a_clean_article_exits_with_0(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(content, CLEAN) == 0
    assert capsys.readouterr().out == "All is well: nothing was found. 1 file checked.\n"


def test_a_finding_that_stops_publishing_exits_with_1(content: Path) -> None:
    assert checked(content, UNKNOWN_KEY) == 1


def test_a_suggestion_exits_with_0_and_with_1_when_strict(content: Path) -> None:
    copy = "This sample page describes no real device. Nothing on it is meant to help anybody choose one."
    assert checked(content, f"{HEADER}\n{copy}\n") == 0
    assert checked(content, f"{HEADER}\n{copy}\n", "--strict") == 1


@pytest.mark.parametrize(
    "data",
    [
        HEADER.encode() + b"\nCaf\xe9\n",
        b"PK\x03\x04 a word file",
        b"%PDF-1.7",
        "Title: x\n".encode("utf-16"),
        b"Title: x\n\nA\0B\n",
        CLEAN.replace("bell", "bell\U000f0001").encode(),
    ],
)
def test_a_file_that_is_no_text_exits_with_2_and_is_listed(
    content: Path, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    assert checked(content, data, "--format", "json") == 2
    report = json.loads(capsys.readouterr().out)
    assert [Path(name).name for name in report["unreadable"]] == ["sample.md"]
    assert report["checked"] == []
    assert [row["rule"] for row in report["findings"]] == ["HDR450"]


def test_an_unreadable_file_beside_findings_exits_with_2(content: Path) -> None:
    (content / "broken.md").write_bytes(b"\xff\xfe")
    assert checked(content, UNKNOWN_KEY) == 2


def test_an_unreadable_reference_library_exits_with_2(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "references.json").unlink()
    (content / "references.json").write_bytes(b"\xff\xfe[\0")
    assert checked(content, CLEAN) == 2
    assert "references.json" in capsys.readouterr().out


def test_a_folder_without_articles_exits_with_2(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["articles", "--content", str(content)]) == 2
    assert capsys.readouterr().out == "Nothing was checked: there was no file to look at.\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["articles", "no-such-file.md"], "There is no file or folder no-such-file.md."),
        (["articles", "--content", "no-such-folder"], "There is no content folder no-such-folder."),
        (["articles", "--as-of", "tomorrow"], "--as-of: “tomorrow” is not a date."),
        (
            ["articles", "--as-of", "03/04/2024"],
            "can be read in more than one way. Write 2024-03-04 or 2024-04-03.",
        ),
        (["site", "no-such-folder"], "There is no folder no-such-folder. Build the site first."),
        (["explain", "XYZ999"], "There is no rule XYZ999. The command “rules” lists them."),
    ],
)
def test_a_call_that_cannot_be_carried_out_exits_with_2_and_says_what_to_change(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert words in printed.err


@pytest.mark.parametrize(
    "arguments", [[], ["artcles"], ["articles", "--format", "xml"], ["articles", "--as-of"]]
)
def test_a_mistyped_call_exits_with_2(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_an_error_of_our_own_exits_with_2_and_never_as_clean(blog: Blog) -> None:
    blog.swap("plugins/checks/review.py", '    """Read a source and find its claims."""\n', "    1 / 0\n")
    run = blog.run("plugins.checks", "articles")
    assert run.code == 2
    assert "The check broke off and says nothing about your text" in run.err
    assert "Traceback" not in run.words


def test_broken_wording_lists_exit_with_2_and_name_the_line(blog: Blog) -> None:
    blog.write("plugins/claims/lexicon.toml", "[[[\n")
    run = blog.run("plugins.checks", "articles")
    assert run.code == 2
    assert "lexicon.toml:1" in run.err


def test_as_of_decides_what_is_overdue(content: Path) -> None:
    text = CLEAN.replace("2099-12-31", "2025-04-02")
    assert checked(content, text, "--as-of", "2025-04-02") == 0
    assert checked(content, text, "--as-of", "2025-04-03") == 1


def test_without_paths_the_whole_blog_is_checked(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (content / "pages").mkdir()
    (content / "pages" / "about.md").write_text("Title: About\n\nA page needs no date.\n", "utf-8")
    assert checked(content, CLEAN, "--format", "json") == 0
    names = [Path(name).name for name in json.loads(capsys.readouterr().out)["checked"]]
    assert sorted(names) == ["about.md", "sample.md"]


def test_with_paths_only_those_files_and_folders_are_checked(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "more").mkdir()
    for name in ("one.md", "two.md", "more/three.md"):
        (content / name).write_text(CLEAN.replace("Title: Sample", f"Title: {name}"), "utf-8")
    paths = [str(content / "one.md"), str(content / "more")]
    assert main(["articles", *paths, "--content", str(content), "--format", "json"]) == 0
    assert [Path(name).name for name in json.loads(capsys.readouterr().out)["checked"]] == [
        "one.md",
        "three.md",
    ]


def test_json_is_one_object_of_the_agreed_shape_and_nothing_else_is_printed(blog: Blog) -> None:
    blog.write("content/articles/sample.md", UNKNOWN_KEY)
    run = blog.run("plugins.checks", "articles", "content/articles/sample.md", "--format", "json")
    assert run.code == 1
    assert run.err == ""
    report = json.loads(run.out)
    assert list(report) == ["version", "findings", "checked", "unreadable"]
    assert report["version"] == 1
    assert report["checked"] == ["content/articles/sample.md"]
    [row] = report["findings"]
    assert list(row) == KEYS
    assert row == {
        **row,
        "rule": "CIT301",
        "severity": "error",
        "confidence": 1.0,
        "message": "There is no reference “nobody2020”.",
        "path": "content/articles/sample.md",
        "line": 14,
        "column": 32,
        "end_line": 14,
        "end_column": 43,
        "excerpt": "@nobody2020",
        "suppressed": None,
    }


def test_a_finding_about_a_whole_file_has_null_places(blog: Blog) -> None:
    blog.path("content/pages/about.md").unlink()
    blog.task("build")
    run = blog.run("plugins.checks", "site", "output", "--format", "json")
    assert run.code == 1
    row = rows(run.out)[0]
    assert list(row) == KEYS
    assert [row[key] for key in ("line", "column", "end_line", "end_column")] == [None] * 4


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda text: text, 14),
        (lambda text: text.replace("\n", "\r\n"), 14),
        (lambda text: text.replace("\n", "\r"), 14),
        (lambda text: "\ufeff" + text, 14),
        (lambda text: "\ufeff" + text.replace("\n", "\r\n"), 14),
        (lambda text: "---\r\n" + text.replace("\n\n", "\n---\n\n", 1).replace("\n", "\r\n"), 16),
    ],
    ids=["LF", "CRLF", "CR", "BOM", "BOM and CRLF", "fence and CRLF"],
)
def test_a_finding_points_at_line_and_column_whatever_ends_the_lines(
    content: Path, capsys: pytest.CaptureFixture[str], change: object, line: int
) -> None:
    text = cast("str", change(UNKNOWN_KEY))  # type: ignore[operator]
    checked(content, text, "--format", "json")
    [row] = rows(capsys.readouterr().out)
    assert (row["line"], row["column"], row["end_line"], row["end_column"]) == (line, 32, line, 43)
    assert row["excerpt"] == "@nobody2020"


def test_columns_are_counted_in_characters_not_in_bytes_or_utf_16(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checked(content, f"{HEADER}\nÄ 🏥 é.[@nobody2020]\n", "--format", "json")
    [row] = rows(capsys.readouterr().out)
    assert row["column"] == len("Ä 🏥 é.[") + 1


def test_a_fingerprint_stays_when_the_words_move(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    checked(content, UNKNOWN_KEY, "--format", "json")
    [before] = rows(capsys.readouterr().out)
    checked(content, UNKNOWN_KEY.replace("\n\n", "\n\nA new first sentence.\n\n"), "--format", "json")
    [after] = rows(capsys.readouterr().out)
    assert after["line"] != before["line"]
    assert after["fingerprint"] == before["fingerprint"]


def test_repeated_mistakes_have_fingerprints_of_their_own(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checked(content, UNKNOWN_KEY + "\nPeople asked again.[@nobody2020]\n", "--format", "json")
    first, second = rows(capsys.readouterr().out)
    assert first["fingerprint"] != second["fingerprint"]


def test_findings_come_in_the_order_of_files_lines_and_columns(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("b.md", "a.md"):
        text = UNKNOWN_KEY.replace("Title: Sample", f"Title: {name}")
        (content / name).write_text(f"{text}\nMore.[@no1] And more.[@no2]\n", "utf-8")
    main(["articles", "--content", str(content), "--format", "json"])
    places = [
        (Path(str(row["path"])).name, row["line"], row["column"]) for row in rows(capsys.readouterr().out)
    ]
    assert places == [
        ("a.md", 14, 32), ("a.md", 16, 7), ("a.md", 16, 23), ("b.md", 14, 32), ("b.md", 16, 7), ("b.md", 16, 23),
    ]  # fmt: skip


def test_a_piped_report_has_no_colours_and_fits_80_columns(blog: Blog) -> None:
    blog.write("content/articles/sample.md", UNKNOWN_KEY.replace("larger print", "larger print " * 20))
    run = blog.run("plugins.checks", "articles", FORCE_COLOR="1", TERM="xterm-256color")
    assert "There is no reference" in run.out
    assert "\x1b" not in run.out
    assert [line for line in run.out.splitlines() if len(line) > 80] == []


def test_the_task_and_the_command_say_the_same(blog: Blog) -> None:
    blog.write("content/articles/sample.md", UNKNOWN_KEY)
    task, command = blog.task("check"), blog.run("plugins.checks", "articles")
    assert (task.code, task.out) == (command.code, command.out)


def test_rules_are_listed_by_code_with_their_titles(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(rule.code for rule in all_rules())
    assert all(rule.title in line for rule, line in zip(all_rules(), lines, strict=True))


@pytest.mark.parametrize("code", ["CIT301", "cit301"])
def test_explain_shows_a_rules_page(capsys: pytest.CaptureFixture[str], code: str) -> None:
    assert main(["explain", code]) == 0
    page = capsys.readouterr().out
    rule = next(rule for rule in all_rules() if rule.code == "CIT301")
    assert rule.title in page
    assert rule.why in page


def test_only_the_selected_rules_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "walk.md"
    file.write_text("Title: A walk\nDate: 2026-02-03\n\nThe rate is 12%.\n", "utf-8")
    assert main(["articles", str(file), "--select", "clm10", "--format", "json"]) == 1
    assert {row["rule"] for row in json.loads(capsys.readouterr().out)["findings"]} == {"CLM101"}


def test_a_selection_that_fits_no_rule_is_not_a_clean_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["articles", "--select", "XYZ"]) == 2
    assert "no rule's code starts with XYZ" in capsys.readouterr().err


def test_claims_are_explained_only_where_somebody_asks(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{HEADER}\nAbout 80% of people had less pain.[@bell2020] The procedure is very safe.\n"
    checked(content, text, "--format", "json")
    assert "claims" not in json.loads(capsys.readouterr().out)
    for _ in ("fresh", "kept from before"):
        checked(content, text, "--format", "json", "--explain")
        told = json.loads(capsys.readouterr().out)["claims"]
        assert [(row["line"], row["kind"]) for row in told] == [(14, "statistic"), (14, "safety")]
        assert told[0]["covered"] == {
            "by": "own mark", "line": 14, "column": 35, "end_line": 14, "end_column": 46,
        }  # fmt: skip
        assert told[1]["covered"] is None
    checked(content, text, "--explain")
    assert "covered: own mark at line 14" in " ".join(capsys.readouterr().out.split())
    checked(content, text, "--format", "html")
    assert "<details>" in capsys.readouterr().out
