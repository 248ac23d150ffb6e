"""`format`, `list`, `show` and `unused`: what is told of a library."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.bibliography.__main__ import main
from plugins.bibliography.reference import Json

PROJECT = Path(__file__).parents[2]
Said = pytest.CaptureFixture[str]
VALE: dict[str, Json] = {
    "id": "vale2020", "type": "article-journal", "title": "Walking uphill", "PMID": "1234567",
    "author": [{"family": "Vale", "given": "Anna"}, {"family": "Poe"}], "container-title-short": "J Hills",
    "issued": {"date-parts": [[2020]]}, "volume": "3", "page": "545-50", "DOI": "10.1000/hills",
}  # fmt: skip
POE: dict[str, Json] = {
    "id": "poe2021",
    "type": "report",
    "title": "Benches",
    "custom": {"unverified": ["author"]},
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "evidence").mkdir(parents=True)
    (folder / "articles").mkdir()
    (folder / "references.json").write_text(json.dumps([VALE, POE], indent=1), "utf-8")
    (folder / "evidence" / "vale2020.toml").write_text(
        'design = "case series"\nparticipants = 40\nfunding = "Sample Devices"\nlimits = "Few people."\n'
        '[figures.standing]\nfinding = "Standing time rose from 8 to 56 minutes"\ntimepoint = "1 year"\n'
        'locator = "Table 2"\nvalues = ["8 minutes", "56 minutes"]\n',
        "utf-8",
    )
    (folder / "articles" / "a.md").write_text(
        "Title: Hills\nKey points:\n- Hills are high.[@vale2020]\n\nStanding rose.[@vale2020#standing; @vale2020, p. 3]\n\n"
        "`[@poe2021]` is code, [@poe2021](https://a.example/) a link.\n\n```\n[@poe2021]\n```\n",
        "utf-8",
    )
    return folder


# format


def formatted(folder: Path, *entries: Json, form: str = "text") -> int:
    (folder / "a.json").write_text(json.dumps(entries), "utf-8")
    return main(["format", str(folder / "a.json"), "--format", form])


def test_references_are_printed_one_a_line_in_the_files_order(tmp_path: Path, capsys: Said) -> None:
    assert formatted(tmp_path, POE, VALE) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == "Benches."
    assert second == "Vale A, Poe. Walking uphill. J Hills. 2020;3:545-550. doi:10.1000/hills"


def test_in_html_the_journal_is_italic_and_the_doi_a_link(tmp_path: Path, capsys: Said) -> None:
    assert formatted(tmp_path, VALE, form="html") == 0
    out = capsys.readouterr().out
    assert "<i>J Hills</i>" in out
    assert 'href="https://doi.org/10.1000/hills"' in out


HOSTILE = "</i><script>alert(1)</script>\n\x1b[2J\u202e\u2028&quot;\"' onload=x \x00\ud800"


@pytest.mark.parametrize("form", ["text", "html"])
def test_what_holds_nothing_is_said_to_hold_nothing_and_nothing_raises(
    tmp_path: Path, capsys: Said, form: str
) -> None:
    fields = dict.fromkeys(
        ("id", "title", "container-title", "volume", "page", "DOI", "URL", "genre"), HOSTILE
    )
    hostile = [
        {}, None, 3, "x", [], {"id": "--><script>"},
        *({**fields, "type": kind, "author": [{"family": HOSTILE, "given": HOSTILE}] * 300, "issued": {"raw": HOSTILE},
           "custom": HOSTILE} for kind in ("article-journal", "webpage", "report", "document", HOSTILE)),
        {"type": 3, "title": ["a", "b"], "author": {"family": "x"}, "issued": [[2020]]},
    ]  # fmt: skip
    assert formatted(tmp_path, *hostile, form=form) == 0
    said = capsys.readouterr()
    lines = said.out.split("\n")
    assert len(lines) == len(hostile) + 1
    assert all(line.startswith("[No title, author or year is recorded for ") for line in lines[:6])
    assert not any(sign in said.out for sign in "\x1b\x00\u202e\u2028")
    assert form == "text" or "<script" not in said.out
    assert said.err == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[{]", "a.json, line 1: The reference library is not valid JSON: line 1"),
        ("{}", "is not a list of references"),
        ("", "not valid JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("PK\x03\x04", "a Word or zip file"),
    ],
)
def test_a_broken_file_is_told_in_words(tmp_path: Path, capsys: Said, text: str, words: str) -> None:
    (tmp_path / "a.json").write_text(text, "utf-8")
    assert main(["format", str(tmp_path / "a.json")]) == 2
    said = capsys.readouterr()
    assert (said.out, words in said.err, "Traceback" in said.err) == ("", True, False)


def test_a_file_that_is_not_there_is_told_in_words(tmp_path: Path, capsys: Said) -> None:
    assert main(["format", str(tmp_path / "none.json")]) == 2
    assert "There is no file" in capsys.readouterr().err


def test_as_a_process_it_prints_utf_8_whatever_the_terminal_is(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('[{"type": "report", "title": "Über \\ud800 Hügel"}]', "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "plugins.bibliography", "format", str(tmp_path / "a.json")],
        cwd=PROJECT, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, b"")
    assert run.stdout.decode("utf-8").startswith("Über ")


# list, show, unused


def test_the_list_has_a_line_for_each_reference(content: Path, capsys: Said) -> None:
    assert main(["list", "--content", str(content)]) == 0
    vale, poe, count = capsys.readouterr().out.splitlines()
    assert vale.split(maxsplit=1) == ["vale2020", "Vale et al 2020. Walking uphill"]
    assert poe.split(maxsplit=1) == ["poe2021", "Nobody named no year. Benches"]
    assert count.startswith("2 references in ")


@pytest.mark.parametrize("key", ["vale2020", "@vale2020", "[@vale2020]"])
def test_a_reference_is_shown_with_identifiers_figures_and_places(
    content: Path, capsys: Said, key: str
) -> None:
    assert main(["show", key, "--content", str(content)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Vale A, Poe. Walking uphill. J Hills. 2020;3:545-550. doi:10.1000/hills\n")
    for words in (
        "DOI: 10.1000/hills", "PubMed: 1234567", "case series, 40 people, paid by Sample Devices",
        "Limits: Few people.", "#standing: Standing time rose from 8 to 56 minutes (1 year; Table 2)",
        "Cited in 3 places:",
    ):  # fmt: skip
        assert words in out
    places = [line.strip().rpartition("/")[2] for line in out.splitlines() if "a.md:" in line]
    assert places == ["a.md:3 @vale2020", "a.md:5 @vale2020#standing", "a.md:5 @vale2020"]


def test_a_retraction_and_a_doubt_are_shown(content: Path, capsys: Said) -> None:
    (content / "retractions.csv").write_text(
        "DOI,PMID,date,reason,nature\n10.1000/HILLS,,2026-03-01,Fraud,retraction\n"
        ",1234567,2026-02-01,Doubts,expression of concern\n"
    )
    assert main(["show", "vale2020", "--content", str(content)]) == 0
    out = capsys.readouterr().out
    assert "RETRACTED on 2026-03-01: Fraud" in out
    assert "Expression of concern of 2026-02-01: Doubts" in out


def test_a_gap_on_record_and_a_reference_nobody_cites_are_told(content: Path, capsys: Said) -> None:
    assert main(["show", "poe2021", "--content", str(content)]) == 0
    out = capsys.readouterr().out
    assert "nobody has verified it: author" in out
    assert "No evidence is recorded" in out
    assert "It is not cited anywhere." in out


def test_an_unknown_key_is_told_with_the_nearest(content: Path, capsys: Said) -> None:
    assert main(["show", "vale2002", "--content", str(content)]) == 2
    assert "Did you mean “vale2020”?" in capsys.readouterr().err


def test_unused_are_those_that_no_page_would_cite(content: Path, capsys: Said) -> None:
    assert main(["unused", "--content", str(content)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("poe2021")
    assert "vale2020" not in out
    assert "1 of 2 references are cited in none of the 1 articles and pages." in out


@pytest.mark.parametrize("command", [["unused"], ["show", "vale2020"]])
def test_an_article_that_cannot_be_read_makes_it_uncertain(
    content: Path, capsys: Said, command: list[str]
) -> None:
    (content / "articles" / "b.md").write_bytes(b"Title: \xff\n")
    assert main([*command, "--content", str(content)]) == 2
    assert "b.md could not be looked through" in capsys.readouterr().err


def test_our_own_library_is_cited_throughout(capsys: Said) -> None:
    assert main(["unused"]) == 0
    assert "Each of the 13 references" in capsys.readouterr().out


def test_a_content_folder_that_is_not_there_is_told(capsys: Said) -> None:
    assert main(["list", "--content", "no/such"]) == 2
    assert capsys.readouterr().err == "There is no content folder no/such.\n"
